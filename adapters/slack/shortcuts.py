"""What is asked from Slack's own menus: that of a message, and that of the whole program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from adapters.slack.asker import Body
from adapters.slack.forms import Forms
from adapters.slack.guarded import guarded
from adapters.slack.home import Home
from adapters.slack.modals import Modals
from adapters.slack.parts import Parts
from adapters.slack.valued import unescaped
from digests.ask import Ask
from digests.errors import BadInput

WHICH, SEARCH = "lw_which", "lw_search"
"""The ``callback_id`` of each menu, as the app's manifest names them."""
_LINK = re.compile(r"<(https?://[^<>|]+)\|([^<>]+)>")
_SHOWN = frozenset({"text", "url", "title_url", "alt_text"})
"""Keys of a block under which words and addresses stand; what waits in a button does not."""
_LINES = frozenset({"rich_text_section", "rich_text_preformatted", "rich_text_quote"})
"""Parts of rich text that are one line."""


class Shortcuts:
    """Answers both in modals."""

    def __init__(self, modals: Modals, forms: Forms) -> None:
        self._modals = modals
        self._forms = forms

    async def which(self, ack: AsyncAck, body: Body) -> None:
        """Show which story a message is about."""
        await ack()
        if not await self._modals.parts.once(body):
            return
        command = next((one for one in self._modals.parts.commands.values() if one.menu), None)
        if command is None:
            raise BadInput("button-unknown", WHICH)
        (option, *_) = command.options
        text = message_text(body["message"])[: option.longest]
        await self._modals.answer(body, Ask(command.verb, MappingProxyType({option.name: text})))

    async def search(self, ack: AsyncAck, body: Body) -> None:
        """Ask for words to search for."""
        await ack()
        if await self._modals.parts.once(body):
            await self._forms.open(body, Ask("search"), "query")


def message_text(message: Mapping[str, Any]) -> str:
    """Return the words and addresses that somebody wrote or the bot posted, one a line, each once.

    What Slack attaches to a message is none of it: the asker may see there what the message's channel may not.
    """
    own = _read(str(message.get("text") or ""))
    lines = (line.strip() for text in (own, *_texts(message.get("blocks") or ())) for line in text.split("\n"))
    return "\n".join(dict.fromkeys(filter(None, lines)))


def _read(text: str) -> str:
    """Return a text with Slack's marks as a reader sees it, with the address of each link behind its words."""
    return unescaped(_LINK.sub(r"\2 \1", text))


def _texts(part: object) -> Iterator[str]:
    """Yield what a reader sees of blocks: what stands in one line of rich text together, all else for itself."""
    if isinstance(part, Mapping):
        if part.get("type") in _LINES:
            yield "".join(_texts(part.get("elements")))
            return
        for name, value in part.items():
            if name in _SHOWN and isinstance(value, str):
                yield _read(value) if part.get("type") == "mrkdwn" else value
            elif not isinstance(value, str):
                yield from _texts(value)
    elif isinstance(part, Iterable) and not isinstance(part, str):
        for one in part:
            yield from _texts(one)


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to both."""
    modals = Modals(parts)
    shortcuts = Shortcuts(modals, Forms(modals, Home(modals)))
    app.shortcut({"type": "message_action", "callback_id": WHICH})(guarded(shortcuts.which, modals))
    app.shortcut({"type": "shortcut", "callback_id": SEARCH})(guarded(shortcuts.search, modals))
