"""Modals as Slack wants them: one that waits, one that shows a page; and what each keeps for itself.

Slack's limits are those of docs.slack.dev/reference/views and of its block pages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from digests.ask import Ask, ask_of, ask_text
from digests.errors import BadInput
from digests.text.graphemes import shorten
from digests.words import Words

ANSWER = "lw_answer"
"""The ``callback_id`` of modals that show something."""
FORM = "lw_form"
"""That of modals in which something is typed."""
MOST_STACKED = 3
"""Modals that lie on one another at most."""
_TITLE = 24
_BOT = "Llamawire"

View = dict[str, Any]
"""JSON of a modal or Home, as it is sent."""
Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a modal keeps in its ``private_metadata``: what it is about, and where it was wished. No right, no secret.

    Who presses or sends in, and in which workspace, Slack tells anew each time; what they may, it is asked anew.
    """

    ask: Ask | None = None
    """What is shown, or will be asked when the form is sent in."""
    option: str = ""
    """The option that is typed in the form."""
    channel: str = ""
    """Where the button was pressed that opened it; empty in the Home."""
    thread: str = ""
    """The thread there."""
    home: Ask | None = None
    """The part of the Home in which it was pressed, which is shown anew where something is changed."""

    @property
    def text(self) -> str:
        """Return it as it is kept."""
        ask = ask_text(self.ask) if self.ask else None
        home = ask_text(self.home) if self.home else None
        parts = {"ask": ask, "option": self.option, "channel": self.channel, "thread": self.thread, "home": home}
        return json.dumps({name: part for name, part in parts.items() if part}, ensure_ascii=False)


def kept_in(view: Mapping[str, Any]) -> Kept:
    """Return what a modal keeps. Raises BadInput for one of which nothing is understood by now."""
    text = str(view.get("private_metadata") or "{}")
    try:
        parts = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput("button-unknown", text) from error
    if not isinstance(parts, dict):
        raise BadInput("button-unknown", text)
    ask, home = (ask_of(str(parts[name])) if parts.get(name) else None for name in ("ask", "home"))
    option, channel, thread = (str(parts.get(name, "")) for name in ("option", "channel", "thread"))
    return Kept(ask, option, channel, thread, home)


def depth(view: Mapping[str, Any]) -> int:
    """Return how many modals lie on one another up to this one: Slack tells each the one beneath and the lowest."""
    beneath, lowest = view.get("previous_view_id"), view.get("root_view_id")
    if not beneath:
        return 1
    return 2 if beneath == lowest else MOST_STACKED


def modal(title: str, blocks: Sequence[Block], words: Words, kept: Kept | None = None, **more: object) -> View:
    """Return a modal that shows the blocks; ``more`` are further parts of its JSON."""
    return {
        "type": "modal",
        "callback_id": ANSWER,
        "title": plain(shorten(" ".join(title.split()), _TITLE) or _BOT),
        "close": plain(words.say("slack.close")),
        "private_metadata": (kept or Kept()).text,
        "blocks": list(blocks),
        **more,
    }


def waiting(words: Words, kept: Kept | None = None, title: str = "") -> View:
    """Return the modal that stands until there is an answer."""
    return modal(title, [said(words.say("slack.waiting"))], words, kept)


def refusing(sentence: str, words: Words, kept: Kept | None = None) -> View:
    """Return the modal that says why there is no answer."""
    return modal("", [said(sentence)], words, kept)


def said(sentence: str) -> Block:
    """Return a sentence of the bot's as a block; names of strangers in it are shown as they are."""
    return {"type": "section", "text": plain(shorten(sentence, 3_000) or "…")}


def plain(text: str) -> Block:
    """Return a text that nothing is read into."""
    return {"type": "plain_text", "text": text, "emoji": False}
