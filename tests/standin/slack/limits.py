"""What Slack's documents demand beyond its types (docs.slack.dev, Block Kit, Modal views, chat.postMessage).

Lengths are counted in UTF-16 units, the strictest reading of "characters". Our own house rules are among it: whatever
has blocks says so in text too, nothing is unfurled, nobody is pinged.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from tests.standin.slack.reading import elements_in

Json = dict[str, Any]
MESSAGE_BLOCKS, VIEW_BLOCKS, SUM, TEXT, VIEW_BYTES = 50, 100, 13_200, 4000, 250_000
MARKDOWN, TABLE = 12_000, (100, 20)
SURFACE = frozenset({"context_actions", "markdown", "table", "file", "plan", "task_card"})
"""Blocks that only messages have."""
LONGEST: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "*": {"block_id": 255, "action_id": 255, "alt_text": 2000, "image_url": 3000, "accessibility_label": 75},
        "section": {"text": 3000},
        "header": {"text": 150},
        "image": {"title": 2000},
        "input": {"label": 2000, "hint": 2000},
        "button": {"text": 75, "value": 2000, "url": 3000},
        "icon_button": {"text": 75, "value": 2000},
        "markdown": {"text": MARKDOWN},
        "card": {"title": 150, "subtitle": 150, "body": 200},
        "alert": {"text": 200},
        "modal": {
            "title": 24,
            "submit": 24,
            "close": 24,
            "private_metadata": 3000,
            "callback_id": 255,
            "external_id": 255,
        },
        "home": {"private_metadata": 3000, "callback_id": 255, "external_id": 255},
    }
)
"""Longest texts by the type of what has them."""
PLACEHOLDER, INPUT = 150, 3000
MOST: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "section": {"fields": 10},
        "context": {"elements": 10},
        "actions": {"elements": 25},
        "context_actions": {"elements": 5},
        "static_select": {"options": 100, "option_groups": 100},
        "multi_static_select": {"options": 100, "option_groups": 100},
        "overflow": {"options": 5},
        "radio_buttons": {"options": 10},
        "checkboxes": {"options": 10},
        "card": {"actions": 3},
        "carousel": {"elements": 10},
        "container": {"child_blocks": 10},
    }
)
"""How many at most, and there is always one at least."""
_PING = re.compile(r"<(?:@[^>]*|!(?!date\^)[^>]*)>")
_MENTIONS = frozenset({"user", "usergroup", "broadcast"})
"""Parts of rich text that call people, unless one person alone sees them."""
_EVENT_TYPE = re.compile(r"[a-zA-Z][a-zA-Z0-9_.:-]{0,254}")


def units(text: str) -> int:
    """Return the UTF-16 units of a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def call_faults(name: str, given: Json) -> Iterator[str]:
    """Yield what is wrong with the arguments of a method beyond their types."""
    if name == "chat.postMessage":
        yield from (
            f"{key}: nothing is unfurled here" for key in ("unfurl_links", "unfurl_media") if given.get(key, True)
        )
    if given.get("reply_broadcast") and "thread_ts" not in given and name != "chat.update":
        yield "reply_broadcast: without thread_ts"
    if name.startswith("chat.") and given.get("link_names"):
        yield "link_names: names are not linked here"
    if name.startswith("chat.") and given.get("parse", "none") != "none":
        yield "parse: nothing is parsed here"
    if name in ("chat.postMessage", "chat.postEphemeral", "chat.update"):
        yield from _metadata_faults(given.get("metadata"))
    if name.startswith("conversations.") and not 1 <= given.get("limit", 100) <= 999:
        yield "limit: not within 1 and 999"
    for key in ("oldest", "latest", "ts", "thread_ts"):
        if key in given and not re.fullmatch(r"\d{1,10}(\.\d{1,6})?", str(given[key])):
            yield f"{key}: {given[key]!r} is no ts"


def message_faults(message: Json, *, edits: bool = False, alone: bool = False) -> Iterator[str]:
    """Yield what is wrong with a message; one that ``edits`` another takes its blocks away with an empty list.

    ``alone`` tells that one person alone sees it, or saw it before: nobody is called then.
    """
    blocks = message.get("blocks") or []
    text = message.get("text") or ""
    if not text.strip():
        yield "text: it is always sent, also beside blocks"
    if units(text) > TEXT:
        yield f"text: msg_too_long, longer than {TEXT} characters"
    if found := _PING.search(text):
        yield f"text: {found[0]!r} calls somebody"
    if message.get("blocks") == [] and not edits:
        yield "blocks: none"
    if len(blocks) > MESSAGE_BLOCKS:
        yield f"blocks: more than {MESSAGE_BLOCKS}"
    if size(blocks) > SUM:
        yield f"blocks: msg_blocks_too_long, {size(blocks)} characters are more than {SUM}"
    if sum(block["type"] == "table" for block in blocks) > 1:
        yield "blocks: more than one table"
    yield from block_faults(blocks, alone=alone)


def view_faults(view: Json) -> Iterator[str]:
    """Yield what is wrong with a view."""
    if len(view["blocks"]) > VIEW_BLOCKS:
        yield f"view.blocks: more than {VIEW_BLOCKS}"
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES:
        yield "view: view_too_large"
    yield from (f"view.{told}" for told in _long(view))
    if view["type"] == "modal" and "submit" not in view and any(one["type"] == "input" for one in view["blocks"]):
        yield "view.submit: missing beside input blocks"
    for number, block in enumerate(view["blocks"]):
        if block["type"] in SURFACE:
            yield f"view.blocks.{number}: {block['type']} has its place in messages alone"
    yield from block_faults(view["blocks"], alone=True)


def block_faults(blocks: list[Json], *, alone: bool = False) -> Iterator[str]:
    """Yield what is wrong with blocks, all that is in them with it."""
    for name, ids in _ids(blocks):
        yield from (f"blocks: {name} {value!r} is there {n} times" for value, n in Counter(ids).items() if n > 1)
    for where, node in _nodes(blocks, "blocks"):
        yield from (f"{where}.{told}" for told in _node_faults(node))
        if node.get("type") in _MENTIONS and not (alone and node["type"] == "user"):
            yield f"{where}.type: {node['type']} calls somebody"


def options_faults(ack: Json) -> Iterator[str]:
    """Yield what is wrong with options that are proposed to somebody who types."""
    groups = ack.get("option_groups") or [ack]
    if len(groups) > 100 or any(len(group["options"]) > 100 for group in groups):
        yield "options: more than 100"
    for where, node in _nodes(ack, "options"):
        yield from (f"{where}.{told}" for told in _node_faults(node))


def size(node: object) -> int:
    """Return the characters in all texts of blocks, which Slack bounds together (github slackapi/bolt-js, 2509)."""
    if isinstance(node, list):
        return sum(size(one) for one in node)
    if isinstance(node, dict):
        return sum(units(one) if key == "text" and isinstance(one, str) else size(one) for key, one in node.items())
    return 0


def _ids(blocks: list[Json]) -> Iterator[tuple[str, list[str]]]:
    yield "block_id", [block["block_id"] for block in blocks if "block_id" in block]
    yield "action_id", [one["action_id"] for _, one in elements_in(blocks)]


def _nodes(node: object, where: str) -> Iterator[tuple[str, Json]]:
    if isinstance(node, list):
        for number, one in enumerate(node):
            yield from _nodes(one, f"{where}.{number}")
    elif isinstance(node, dict):
        yield where, node
        for key, one in node.items():
            if key not in ("event_payload", "metadata"):
                yield from _nodes(one, f"{where}.{key}")


def _node_faults(node: Json) -> Iterator[str]:
    yield from _long(node)
    yield from _many(node)
    yield from _said(node)
    yield from _KINDS.get(str(node.get("type", "")), _sound)(node)
    for url in (node.get("url"), node.get("image_url")):
        if url is not None and not re.match(r"https?://[^\s/]+|mailto:", str(url)):
            yield f"url: {url!r} is no address"
    if "placeholder" in node and _over(node["placeholder"], PLACEHOLDER):
        yield f"placeholder: longer than {PLACEHOLDER}"


def _said(node: Json) -> Iterator[str]:
    kind = str(node.get("type", ""))
    if kind in ("mrkdwn", "plain_text", "text", "markdown"):
        if not node["text"]:
            yield "text: empty"
        if kind in ("mrkdwn", "markdown") and (found := _PING.search(node["text"])):
            yield f"text: {found[0]!r} calls somebody"


def _sound(_: Json) -> Iterator[str]:
    yield from ()


def _section_faults(section: Json) -> Iterator[str]:
    yield from (f"fields.{n}: longer than 2000" for n, one in enumerate(section.get("fields", ())) if _over(one, 2000))
    if "text" not in section and "fields" not in section:
        yield "text: missing, and no fields"


def _image_faults(image: Json) -> Iterator[str]:
    if not image.get("alt_text"):
        yield "alt_text: missing"


def _input_faults(element: Json) -> Iterator[str]:
    most = element.get("max_length", INPUT)
    if not 0 <= element.get("min_length", 0) <= most <= INPUT:
        yield f"max_length: not within min_length and {INPUT}"
    if units(element.get("initial_value", "")) > most:
        yield "initial_value: longer than max_length"


def _feedback_faults(element: Json) -> Iterator[str]:
    for name in ("positive_button", "negative_button"):
        if _over(element[name]["text"], 75) or _over(element[name]["value"], 2000):
            yield f"{name}: longer than 75 characters, or its value than 2000"


def _table_faults(table: Json) -> Iterator[str]:
    rows, cells = TABLE
    if not 1 <= len(table["rows"]) <= rows:
        yield f"rows: not within 1 and {rows}"
    if any(not 1 <= len(row) <= cells for row in table["rows"]):
        yield f"rows: a row has not between 1 and {cells} cells"
    if len(table.get("column_settings") or ()) > cells:
        yield f"column_settings: more than {cells}"


_KINDS: Mapping[str, Callable[[Json], Iterator[str]]] = MappingProxyType(
    {
        "section": _section_faults,
        "image": _image_faults,
        "plain_text_input": _input_faults,
        "feedback_buttons": _feedback_faults,
        "table": _table_faults,
    }
)


def _long(node: Json) -> Iterator[str]:
    kind = str(node.get("type", ""))
    for key, most in {**LONGEST["*"], **LONGEST.get(kind, {})}.items():
        if key in node and _over(node[key], most):
            yield f"{key}: longer than {most} characters"
    if not kind and {"text", "value"} <= set(node):
        if _over(node["text"], 75) or _over(node.get("description", ""), 75):
            yield "text: an option's text is longer than 75 characters"
        if _over(node["value"], 150) or not node["value"]:
            yield "value: an option's value is empty or longer than 150 characters"
    if not kind and {"confirm", "deny"} <= set(node):
        for key, most in {"title": 100, "text": 300, "confirm": 30, "deny": 30}.items():
            if key in node and _over(node[key], most):
                yield f"{key}: longer than {most} characters"
    if not kind and {"label", "options"} <= set(node) and _over(node["label"], 75):
        yield "label: longer than 75 characters"


def _many(node: Json) -> Iterator[str]:
    for key, most in MOST.get(str(node.get("type", "")), {}).items():
        if key in node and not 1 <= len(node[key]) <= most:
            yield f"{key}: not within 1 and {most}"
    values = [one.get("value") for one in node.get("options") or () if isinstance(one, dict)]
    yield from (
        f"options: value {value!r} is there {n} times" for value, n in Counter(values).items() if n > 1 and value
    )


def _metadata_faults(metadata: Any) -> Iterator[str]:  # noqa: ANN401  JSON
    if metadata is None:
        return
    if set(metadata) != {"event_type", "event_payload"}:
        yield "metadata: it has event_type and event_payload"
    elif not _EVENT_TYPE.fullmatch(metadata["event_type"]):
        yield f"metadata.event_type: {metadata['event_type']!r}"
    elif not isinstance(metadata["event_payload"], dict) or len(json.dumps(metadata)) > 8000:
        yield "metadata.event_payload: no object, or too large"


def _over(text: object, most: int) -> bool:
    said = text.get("text", "") if isinstance(text, dict) else text
    return units(str(said)) > most
