"""What Slack would say to blocks, by its documentation, by its Python models and by its own types."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from slack_sdk.models.blocks import Block

from tests.adapters.slack.reader import Json

BLOCKS, CHARACTERS, TEXT, ONE, IN_VIEW = 50, 13_200, 4_000, 3_000, 100
LONGEST: Mapping[tuple[str, str], int] = {
    ("header", "text"): 150,
    ("button", "text"): 75,
    ("button", "value"): 2000,
    ("static_select", "placeholder"): 150,
    ("positive_button", "text"): 75,
    ("option", "text"): 75,
    ("option", "value"): 150,
}
MOST = {"actions": 25, "context": 10, "context_actions": 5}
SURFACES = frozenset({"header", "rich_text", "context", "actions", "divider"})
"""Blocks that modals and the Home tab take too."""


def length(value: object) -> int:
    """Return UTF-16 units of a text, or of a text object's."""
    text = value["text"] if isinstance(value, dict) else str(value)
    return len(text.encode("utf-16-le")) // 2


def characters(node: object) -> int:
    """Return the characters of every text, address and value in blocks: no count of Slack's is larger."""
    if isinstance(node, dict):
        return sum(
            length(one) if name in {"text", "url", "value"} and isinstance(one, str) else characters(one)
            for name, one in node.items()
        )
    return sum(map(characters, node)) if isinstance(node, list) else 0


def check(blocks: Sequence[Json], text: str = "x") -> None:
    """Raise AssertionError for what Slack refuses of a message."""
    assert 1 <= len(blocks) <= BLOCKS
    assert len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) <= CHARACTERS
    assert sum(block["type"] == "table" for block in blocks) <= 1
    assert 1 <= length(text) <= TEXT
    assert text.strip()
    _check(blocks)


def check_view(blocks: Sequence[Json]) -> None:
    """Raise AssertionError for what Slack refuses of a modal or the Home tab."""
    assert 1 <= len(blocks) <= IN_VIEW
    assert {block["type"] for block in blocks} <= SURFACES
    assert len(json.dumps(blocks, ensure_ascii=False).encode()) <= 200_000
    _check(blocks)


def _check(blocks: Sequence[Json]) -> None:
    ids = [one["action_id"] for one in _nodes(blocks) if "action_id" in one]
    assert len(ids) == len(set(ids))
    assert len({block["block_id"] for block in blocks if "block_id" in block}) == sum("block_id" in b for b in blocks)
    for block in blocks:
        assert sum(map(characters, block.get("elements", ()))) <= ONE or block["type"] == "actions"
        assert len(block.get("elements", ())) <= MOST.get(block["type"], 1000)
    for one in _nodes(blocks):
        _check_one(one)
    for parsed in Block.parse_all([dict(block) for block in blocks]):
        parsed.to_dict()


def _check_one(one: Json) -> None:
    kind = str(one.get("type", "option"))
    for (of, name), most in LONGEST.items():
        assert not (of == kind and name in one) or 1 <= length(one[name]) <= most
    match kind:
        case "plain_text":
            assert one["emoji"] is False
            assert 1 <= length(one) <= ONE
        case "text" | "raw_text":
            assert one["text"]
        case "link":
            assert one["text"].strip()
            assert one["url"].startswith(("https://", "http://"))
        case "static_select":
            values = [option["value"] for option in one["options"]]
            assert 1 <= len(values) == len(set(values)) <= 100
        case "table":
            assert 1 <= len(one["rows"]) <= 100
            assert all(1 <= len(row) <= 20 for row in one["rows"])
        case "mrkdwn":
            raise AssertionError(one)
        case _ if "elements" in one:
            assert one["elements"]


def _nodes(node: object) -> Iterator[Json]:
    """Yield every object with those inside it."""
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _nodes(inner)


@lru_cache(maxsize=1)
def _types(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shared / "specs/slack/slack-types.schema.json").read_text("utf-8"))
    return found


def faults(blocks: Sequence[Json], shared: Path) -> list[str]:
    """Return what Slack's own types say against blocks."""
    named = {block["type"]: name for block in blocks for name in (_NAMES[block["type"]],)}
    return [
        fault.message
        for block in blocks
        for fault in Draft7Validator(
            {"$ref": f"#/definitions/{named[block['type']]}", "definitions": _types(shared)["definitions"]}
        ).iter_errors(block)
    ]


_NAMES = {
    "header": "HeaderBlock",
    "rich_text": "RichTextBlock",
    "context": "ContextBlock",
    "actions": "ActionsBlock",
    "context_actions": "ContextActionsBlock",
    "divider": "DividerBlock",
    "table": "TableBlock",
}
