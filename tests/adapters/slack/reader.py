"""Reads Block Kit as Slack's clients do, written from its documentation (docs.slack.dev), not from ours.

Sources: the pages of each block and of text objects; "Formatting message text" (mentions, links, emoji, entities).
Where they leave a doubt, it reads what does more harm: names, addresses and hosts in the line beside the blocks count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlsplit

Json = Mapping[str, Any]
ANGLED = re.compile(r"<([^<>\n]+)>")
NAMES = re.compile(r"@(?:here|channel|everyone)\b", re.IGNORECASE)
BARE = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>|]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
EMOJI = re.compile(r":[a-z0-9_+'-]+(?:::skin-tone-\d)?:", re.IGNORECASE)
WIDTH = 60
"""Characters beside each other, roughly."""


@dataclass
class Reading:
    """What a person sees of a payload, and what it does."""

    lines: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """Shown text and address."""
    pings: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    """Channels, emoji and other forms that stand for something else than their own signs."""

    @property
    def hosts(self) -> list[str]:
        """The hosts of the links."""
        return [urlsplit(url).hostname or "" for _, url in self.links]

    @property
    def shown(self) -> str:
        """All that is seen."""
        return "\n".join(self.lines)


def read(blocks: Iterable[Json], text: str = "") -> Reading:
    """Return what blocks show, and what they do together with the line beside them."""
    reading = Reading()
    for block in blocks:
        reading.lines += _block(block, reading)
    _marked_up(text, reading)
    return reading


def heard(text: str) -> Reading:
    """Return what the line beside the blocks shows and does."""
    reading = Reading()
    reading.lines = _marked_up(text, reading).split("\n")
    return reading


def _block(block: Json, reading: Reading) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield from ("", _text(block["text"], reading), "═" * WIDTH)
        case "divider":
            yield "─" * WIDTH
        case "context":
            yield from (f"  ({line})" for one in block["elements"] for line in _text(one, reading).split("\n"))
        case "section":
            yield _text(block["text"], reading)
        case "rich_text":
            yield from ("", *_rich(block, reading))
        case "actions" | "context_actions":
            yield " ".join(line for one in block["elements"] for line in _pressable(one, reading))
        case "table":
            yield from ("", *(" | ".join(_cell(cell, reading) for cell in row) for row in block["rows"]))
        case "input":
            yield _text(block["label"], reading)
            yield from _pressable(block["element"], reading)
        case other:
            raise AssertionError(other)


def _rich(block: Json, reading: Reading) -> Iterator[str]:
    for part in block["elements"]:
        match part["type"]:
            case "rich_text_section":
                yield from _run(part["elements"], reading).split("\n")
            case "rich_text_preformatted":
                yield from (f"│ {line}" for line in _run(part["elements"], reading).split("\n"))
            case "rich_text_quote":
                yield from (f"┃ {line}" for line in _run(part["elements"], reading).split("\n"))
            case "rich_text_list":
                yield from (f"• {_run(one['elements'], reading)}" for one in part["elements"])
            case other:
                raise AssertionError(other)


def _run(elements: Iterable[Json], reading: Reading) -> str:
    return "".join(_element(element, reading) for element in elements)


def _element(element: Json, reading: Reading) -> str:
    match element["type"]:
        case "text":
            return _styled(element["text"], element.get("style", {}))
        case "link":
            reading.links.append((element.get("text") or element["url"], element["url"]))
            return f"{element.get('text') or element['url']}→"
        case "user" | "usergroup" | "broadcast" | "team" as kind:
            reading.pings.append(kind)
            return "@!"
        case "channel":
            reading.marks.append("channel")
            return f"#{element['channel_id']}"
        case other:
            reading.marks.append(other)
            return "?"


def _styled(text: str, style: Json) -> str:
    assert set(style) <= {"bold", "italic", "strike", "code", "underline"}
    return "".join(("**" * bool(style.get("bold")), "_" * bool(style.get("italic")), text)) + (
        "_" * bool(style.get("italic")) + "**" * bool(style.get("bold"))
    )


def _text(one: Json, reading: Reading) -> str:
    if one["type"] == "mrkdwn":
        return _marked_up(one["text"], reading)
    if one.get("emoji", True) and EMOJI.search(one["text"]):
        reading.marks.append("emoji")
    return str(one["text"])


def _cell(cell: Json, reading: Reading) -> str:
    return str(cell["text"]) if cell["type"] == "raw_text" else " ".join(_rich(cell, reading))


def _pressable(one: Json, reading: Reading) -> Iterator[str]:
    match one["type"]:
        case "button":
            yield f"[ {_text(one['text'], reading)} ]<{one['action_id']} {one['value']}>"
        case "feedback_buttons":
            yield from (
                f"[ {sign} {_text(one[side]['text'], reading)} ]<{one['action_id']} {one[side]['value']}>"
                for side, sign in (("positive_button", "+"), ("negative_button", "-"))
            )
        case "static_select" | "overflow":
            yield f"( {_text(one['placeholder'], reading)} v )<{one['action_id']}>"
            yield from (f"\n    {_text(line['text'], reading)}<{line['value']}>" for line in one["options"])
        case other:
            yield f"( {other} )"


def _marked_up(text: str, reading: Reading) -> str:
    """Return what mrkdwn shows, formatting aside."""
    reading.pings += NAMES.findall(text)
    shown: list[str] = []
    end = 0
    for found in ANGLED.finditer(text):
        shown += [_loose(text[end : found.start()], reading), _form(found[1], reading)]
        end = found.end()
    return "".join((*shown, _loose(text[end:], reading)))


def _loose(text: str, reading: Reading) -> str:
    reading.links += [(found, found) for found in BARE.findall(text)]
    reading.marks += ["emoji" for _ in EMOJI.findall(text)]
    return unescape(text)


def _form(inner: str, reading: Reading) -> str:
    target, _, label = inner.partition("|")
    if target[0] in "@!":
        reading.pings.append(inner)
    elif target[0] == "#":
        reading.marks.append("channel")
    else:
        reading.links.append((label or target, target))
    return label or target
