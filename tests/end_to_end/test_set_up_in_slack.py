"""An admin on Slack sets up a workspace from nothing, by the chat alone; the docs show how."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from pathlib import Path

from adapters.slack.manifest import SCOPES
from config.catalogues import load_words
from digests.language import Lang
from digests.subscription import SLACK
from tests.end_to_end.running import ENOUGH
from tests.end_to_end.set_up import ZONES, Setting, Shown, a_bot_alone, set_up
from tests.end_to_end.transcript import Prose, Turn, is_in_docs, page, stand_ins
from tests.standin.slack import Answer, User, standin
from tests.standin.slack.reading import CHOSEN, PRESSED, elements_in, words
from tests.standin.slack.world import Channel

ENGLISH = Prose(
    title="From nothing to a digest on Slack",
    before="You are an admin of the workspace, and the bot [is in it](../how-to/slack.md), and in the channel.\n"
    "It has nothing to read yet. All that follows is typed and pressed in that channel, and only you see the answers.\n"
    "Nothing counts until you save it.",
    typed="You type `{}`:",
    pressed="You press **{}**:",
    chosen="You choose **{}** from the list:",
    filled="You press **{}** and type `{}`:",
    posted="At its hour, everybody in the channel reads:",
    after="Whatever the list of changes shows can be taken back with `/llama-admin undo`.\n"
    "[All commands](../reference/chat.md), [who may use them](../reference/access.md).",
)

WAITING = load_words(Lang.EN).say("slack.waiting")
"""What a window says at first."""


@dataclass(slots=True)
class Grace:
    """An admin of the workspace."""

    user: User
    where: Channel
    last: Answer | None = None
    read: str = ""

    async def types(self, verb: str, options: dict[str, str]) -> Shown:
        """Type a command."""
        typed = " ".join((verb, *(f"{name}:{value}" for name, value in options.items())))
        return await self._seen(self.user.slash("/llama-admin", typed, where=self.where))

    async def presses(self, label: str) -> Shown:
        """Press a button."""
        return await self._seen(self.user.press(self._last, label))

    async def chooses(self, label: str) -> Shown:
        """Choose from a list."""
        return await self._seen(self.user.choose(self._last, label))

    async def fills(self, label: str, text: str) -> Shown:
        """Press what opens a form, and type into its one field."""
        form = await self.user.press(self._last, label)
        return await self._seen(self.user.submit(form, {"lw_field": text}))

    @property
    def _last(self) -> Answer:
        assert self.last
        return self.last

    async def _seen(self, answered: Awaitable[Answer]) -> Shown:
        self.last = answer = await answered
        await answer.until(lambda: answer.text != self.read and WAITING not in answer.text, ENOUGH)
        self.read = answer.text
        elements = [one for _, one in elements_in(answer.blocks)]
        pressed = (words(one.get("text")) for one in elements if one["type"] in PRESSED)
        chosen = (f"{words(one.get('placeholder'))} ▾" for one in elements if one["type"] in CHOSEN)
        return answer.text, (*pressed, *chosen)


async def test_an_admin_sets_up_a_workspace_from_nothing_and_the_docs_show_how(tmp_path: Path):
    async with standin() as slack:
        slack.team.scopes = set(SCOPES)
        grace, news = slack.user("Grace", admin=True, tz=ZONES[Lang.EN]), slack.channel
        setting = Setting(tmp_path, slack.state.clock, Lang.EN, ENGLISH)
        environ = {
            "LLAMAWIRE_SLACK_BOT_TOKEN": slack.token,
            "LLAMAWIRE_SLACK_APP_TOKEN": slack.app_token,
            "LLAMAWIRE_SLACK_API": slack.api,
        }
        async with a_bot_alone(setting, environ):
            await asyncio.wait_for(slack.ready(), ENOUGH)
            await set_up(Grace(grace, news), setting, settles=False)
        (digest,) = news.seen()
        assert "Heron-1" in digest
        assert "Nuthatch" not in digest
        assert slack.offences == []
        made = await setting.changes(SLACK, slack.team.id)
    known = {f"#{news.id}": "#news", f"@{grace.id}": "@Grace", **stand_ins(made)}
    turns = (*setting.turns, Turn(ENGLISH.posted, digest))
    assert is_in_docs("slack.md", page(ENGLISH, turns, known))
