"""The line beside the blocks of a message: what notifications and screen readers have instead of them."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.slack.looks import NOTHING
from adapters.slack.rich import parts
from adapters.slack.text import Json, escaped
from digests.page import Buttons, Choice, Page, Pick, Picture, Rating
from digests.text.graphemes import units

_LONGEST = 3_500
"""UTF-16 units, of the 4,000 that Slack advises (docs.slack.dev, chat.postMessage)."""


def in_short(page: Page) -> str:
    """Return a page's name and as many of its first lines as fit, escaped."""
    said: list[str] = []
    for line in filter(None, (escaped(line) for line in _told(page))):
        if units("\n".join((*said, line))) > _LONGEST:
            return "\n".join((*said, NOTHING))
        said += [line] if line not in said[:1] else []
    return "\n".join(said) or NOTHING


def _told(page: Page) -> Iterator[str]:
    """Yield what a page says, line by line, its name first."""
    yield page.title
    for block in page.blocks:
        match block:
            case Picture(alt=alt):
                yield from alt.split("\n")
            case Buttons() | Choice() | Pick() | Rating():
                continue
            case _:
                for part in parts(block, opened=page.opened):
                    yield from _shown(part).split("\n")


def _shown(part: Json) -> str:
    """Return the words of a part."""
    if part["type"] == "header":
        return str(part["text"]["text"])
    between = "\n" if part["type"] == "rich_text_list" else ""
    return between.join(map(_shown, part["elements"])) if "elements" in part else str(part.get("text", ""))
