"""The program as it runs: a digest that was due arrives on Discord once, a command is answered, and it ends well."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

from digests.subscription import Channel
from tests.end_to_end.program import surroundings
from tests.end_to_end.running import ENOUGH, a_bot, order, until_sent
from tests.standin.discord import Standin, standin


def surrounded(home: Path, discord: Standin) -> dict[str, str]:
    return surroundings(home) | {
        "LLAMAWIRE_DATABASE_URL": str(home / "news.db"),
        "LLAMAWIRE_DISCORD_TOKEN": discord.token,
        "LLAMAWIRE_DISCORD_API": discord.api,
        "LLAMAWIRE_DISCORD_GATEWAY": discord.gateway,
    }


async def test_a_digest_arrives_once_whether_killed_or_stopped_and_a_command_is_answered(tmp_path: Path):
    async with standin() as discord:
        news = discord.guild.channel("news")
        await order(tmp_path, Channel("discord", str(discord.guild.id), str(news.id)))
        environ = surrounded(tmp_path, discord)
        async with a_bot(tmp_path, environ) as bot:
            await until_sent(tmp_path)
            bot.kill()
        async with a_bot(tmp_path, environ) as bot:
            await asyncio.wait_for(discord.ready(), ENOUGH)
            answer = await discord.reader.slash("llama help")
            bot.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(bot.wait(), ENOUGH) == 0
        assert answer.ephemeral
        assert "/llama timeline" in answer.text
        (shown,) = news.seen()
        assert "LW #1" in shown
        assert discord.offences == []
        assert discord.token not in (tmp_path / "log").read_text("utf-8")


async def test_a_wrong_token_ends_it_with_one_sentence(tmp_path: Path):
    async with standin() as discord:
        environ = surrounded(tmp_path, discord) | {"LLAMAWIRE_DISCORD_TOKEN": "canary.canary.canary"}
        async with a_bot(tmp_path, environ) as bot:
            assert await asyncio.wait_for(bot.wait(), ENOUGH) == 2
    told = (tmp_path / "log").read_text("utf-8")
    assert "llamawire: Discord does not accept the token of the bot." in told
    assert "canary" not in told
    assert "Traceback" not in told
