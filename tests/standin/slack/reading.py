"""What a reader reads of blocks, and what is in them to press: plain walks, no renderer's code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

Json = dict[str, Any]
_MARKUP = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_NESTED = ("elements", "blocks", "accessory", "element", "fields", "body", "header", "actions", "tasks")
_TEXTS = ("title", "subtitle", "text", "label", "body", "description", "hint")
PRESSED = frozenset({"button", "feedback_buttons", "icon_button"})
CHOSEN = frozenset({"static_select", "external_select", "overflow", "radio_buttons", "checkboxes"})
CHOSEN_MANY = frozenset({"multi_static_select", "multi_external_select", "checkboxes"})


def elements_in(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield what may be pressed, chosen or filled in, each with its block, in reading order."""
    for block in blocks:
        yield from ((block, one) for one in _inside(block) if "action_id" in one)
        for nested in block.get("child_blocks") or ():
            yield from elements_in([nested])


def _inside(node: object) -> Iterator[Json]:
    if isinstance(node, list):
        for one in node:
            yield from _inside(one)
    elif isinstance(node, dict):
        yield node
        for name in _NESTED:
            if isinstance(node.get(name), (list, dict)):
                yield from _inside(node[name])


def reader_text(blocks: Iterable[Json]) -> str:
    """Return what is read, a line for each paragraph; of buttons nothing."""
    return "\n".join(line for block in blocks for line in _lines(block) if line)


def _lines(block: Json) -> Iterator[str]:
    kind = block.get("type")
    if kind == "rich_text":
        yield rich_text(block)
    elif kind in ("table", "data_table"):
        yield from (" | ".join(_cell(cell) for cell in row) for row in block.get("rows", ()))
    elif kind == "context":
        yield " ".join(words(one) for one in block["elements"] if one["type"] != "image")
    elif kind == "image":
        yield words(block.get("title"))
        yield block.get("alt_text", "")
    else:
        yield from (words(block.get(name)) for name in _TEXTS)
        yield from (words(one) for one in block.get("fields") or ())
        yield from (line for one in block.get("child_blocks") or () for line in _lines(one))


def words(text: object) -> str:
    """Return a text object, or text, as it is read."""
    if isinstance(text, str):
        return text
    if not isinstance(text, dict):
        return ""
    if text.get("type") == "rich_text":
        return rich_text(text)
    said = str(text.get("text", ""))
    return plain(said) if text.get("type") == "mrkdwn" else said


def plain(text: str) -> str:
    """Return markup as it is read: links by their labels, the three characters unescaped."""
    shown = _MARKUP.sub(lambda found: found[2] or found[1], text)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _cell(cell: Json) -> str:
    if cell.get("type") == "rich_text":
        return rich_text(cell)
    return str(cell.get("text", cell.get("value", "")))


def rich_text(block: Json) -> str:
    """Return rich text as it is read."""
    return "\n".join(_rich(one) for one in block["elements"])


def _rich(node: Json) -> str:
    kind = node["type"]
    if kind == "rich_text_list":
        return "\n".join(f"• {_rich(one)}" for one in node["elements"])
    if kind in _SHOWN:
        return _SHOWN[kind](node)
    return "".join(_rich(one) for one in node.get("elements") or ())


_SHOWN: Mapping[str, Callable[[Json], str]] = MappingProxyType(
    {
        "text": lambda node: str(node["text"]),
        "link": lambda node: str(node.get("text") or node["url"]),
        "emoji": lambda node: f":{node['name']}:",
        "date": lambda node: str(node.get("fallback") or datetime.fromtimestamp(node["timestamp"], UTC).isoformat()),
        "user": lambda node: f"@{node['user_id']}",
        "channel": lambda node: f"#{node['channel_id']}",
        "usergroup": lambda node: f"@{node['usergroup_id']}",
        "broadcast": lambda node: f"@{node['range']}",
    }
)
