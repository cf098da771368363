"""An admin on Discord sets up a server from nothing, by the chat alone; the docs show how."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest

from digests.language import Lang
from digests.subscription import DISCORD
from tests.end_to_end.running import ENOUGH
from tests.end_to_end.set_up import Setting, Shown, a_bot_alone, set_up
from tests.end_to_end.transcript import Prose, Turn, is_in_docs, page, stand_ins
from tests.standin.discord import Answer, User, standin
from tests.standin.discord.permissions import MANAGE_GUILD
from tests.standin.discord.reading import BUTTON, SELECTS
from tests.standin.discord.world import Channel

ENGLISH = Prose(
    title="From nothing to a digest on Discord",
    before="You may manage the server, and the bot [is in it](../how-to/discord.md). It has nothing to read yet. All\n"
    "that follows is typed and pressed in one channel, and only you see the answers. Nothing counts until you save it.",
    typed="You type `{}`:",
    pressed="You press **{}**:",
    chosen="You choose **{}** from the list:",
    filled="You press **{}** and type `{}`:",
    posted="At its hour, everybody in the channel reads:",
    after="Whatever the list of changes shows can be taken back with `/llama-admin undo`.\n"
    "[All commands](../reference/chat.md), [who may use them](../reference/access.md).",
)
CHINESE = Prose(
    title="在 Discord 上从零到第一份摘要",
    before="您可以管理服务器，机器人[已经在里面](../how-to/discord.md)，还没有任何内容可读。\n"
    "下面的一切都在一个频道里输入和点按，回答只有您自己看得到。保存之前，什么都不会生效。",
    typed="输入 `{}`：",
    pressed="点按 **{}**：",
    chosen="从列表中选择 **{}**：",
    filled="点按 **{}**，输入 `{}`：",
    posted="到了时间，频道里的所有人都会读到：",
    after="变更记录里的每一项都可以用 `/llama-admin 撤销` 恢复。\n"
    "[全部命令](../reference/chat.md)，[谁可以使用](../reference/access.md)。",
)


@dataclass(slots=True)
class Grace:
    """Who may manage the server."""

    user: User
    where: Channel
    locale: str
    last: Answer | None = None

    async def types(self, verb: str, options: dict[str, str]) -> Shown:
        """Type a command."""
        return self._seen(await self.user.slash(f"llama-admin {verb}", options, where=self.where, locale=self.locale))

    async def presses(self, label: str) -> Shown:
        """Press a button."""
        return self._seen(await self.user.press(self._last.message, label, locale=self.locale))

    async def chooses(self, label: str) -> Shown:
        """Choose from a list."""
        return self._seen(await self.user.choose(self._last.message, label, locale=self.locale))

    async def fills(self, label: str, text: str) -> Shown:
        """Press what opens a form, and type into its one field."""
        form = await self.user.press(self._last.message, label, locale=self.locale)
        return self._seen(await self.user.submit(form, {"at": text}, locale=self.locale))

    @property
    def _last(self) -> Answer:
        assert self.last
        return self.last

    def _seen(self, answer: Answer) -> Shown:
        assert answer.ephemeral
        self.last = answer
        offers = (one for one in answer.components if one["type"] in {BUTTON, *SELECTS})
        return answer.text, tuple(one.get("label") or f"{one['placeholder']} ▾" for one in offers)


@pytest.mark.parametrize(
    ("prose", "lang", "locale", "name"),
    [(ENGLISH, Lang.EN, "en-US", "discord.md"), (CHINESE, Lang.HANS, "zh-CN", "discord.zh-Hans.md")],
)
async def test_an_admin_sets_up_a_server_from_nothing_and_the_docs_show_how(
    tmp_path: Path, prose: Prose, lang: Lang, locale: str, name: str
):
    async with standin() as discord:
        news, grace = discord.guild.channel("news"), discord.user("Grace", permissions=MANAGE_GUILD)
        setting = Setting(tmp_path, discord.state.clock, lang, prose)
        environ = {
            "LLAMAWIRE_DISCORD_TOKEN": discord.token,
            "LLAMAWIRE_DISCORD_API": discord.api,
            "LLAMAWIRE_DISCORD_GATEWAY": discord.gateway,
        }
        async with a_bot_alone(setting, environ):
            await asyncio.wait_for(discord.ready(), ENOUGH)
            await set_up(Grace(grace, news, locale), setting, settles=True)
        (digest,) = news.seen()
        assert "Heron-1" in digest
        assert "Nuthatch" not in digest
        assert discord.offences == []
        made = await setting.changes(DISCORD, discord.guild.id)
    known = {f"<#{news.id}>": "#news", f"<@{grace.id}>": "@Grace", **stand_ins(made)}
    turns = (*setting.turns, Turn(prose.posted, digest))
    assert is_in_docs(name, page(prose, turns, known))
