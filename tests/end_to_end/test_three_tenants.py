"""One process serves a Discord server and two Slack workspaces; topics, zones and languages do not cross."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.slack.manifest import SCOPES
from adapters.storage.engine import open_store
from digests.language import Lang
from digests.subscription import DISCORD, SLACK, Channel
from digests.topic import Topic
from tests.adapters.slack.installed_stage import KEY, an_installation, installations, stores_at
from tests.end_to_end.program import python
from tests.end_to_end.running import ENOUGH, a_bot, order, until_sent
from tests.end_to_end.test_slack import a_free_port, has_said_nothing_secret, listening, over_http
from tests.standin.discord import Standin as DiscordStandin
from tests.standin.discord import standin as discord_standin
from tests.standin.slack import Standin as SlackStandin
from tests.standin.slack import standin as slack_standin

MANAGE_GUILD = 1 << 5


@dataclass(frozen=True)
class Tenant:
    """What one of them has ordered, and what its readers must see of it."""

    topic: str
    report: str
    zone: str
    lang: Lang
    digest: str
    """How a digest is headed in its language, …"""
    schedules: str
    """… and a list of schedules."""


TENANTS = (
    Tenant("heron", "Corvid Labs releases the open model Heron-1", "Europe/Berlin", Lang.EN, "Digest ·", "Schedules"),
    Tenant("grebe", "Saltmarsh publishes the weights of Grebe-7", "Asia/Shanghai", Lang.HANS, "新闻摘要 ·", "定时摘要"),
    Tenant("egret", "Reedbed opens the training code of Egret-2", "Asia/Taipei", Lang.HANT, "新聞摘要 ·", "定時摘要"),
)


def surrounded(home: Path, discord: DiscordStandin, slack: SlackStandin, port: int) -> dict[str, str]:
    return over_http(home, slack, port) | {
        "LLAMAWIRE_DISCORD_TOKEN": discord.token,
        "LLAMAWIRE_DISCORD_API": discord.api,
        "LLAMAWIRE_DISCORD_GATEWAY": discord.gateway,
        "LLAMAWIRE_SLACK_BOT_TOKEN": "",
        "LLAMAWIRE_SLACK_CLIENT_ID": slack.client_id,
        "LLAMAWIRE_SLACK_CLIENT_SECRET": slack.client_secret,
        "LLAMAWIRE_SLACK_KEY": KEY,
        "LLAMAWIRE_SLACK_URL": "https://news.example",
    }


async def fill(home: Path, channels: Sequence[Channel]) -> None:
    """Read a report for each, have its topic, and order its digest."""
    at = (datetime.now(UTC) - timedelta(hours=2)).isoformat()
    reports = [
        {"title": one.report, "text": f"{one.report}. It is free to use.", "published": at,
         "url": f"https://marsh.example/{one.topic}", "outlet": "The Marsh", "lang": "en"}
        for one in TENANTS
    ]  # fmt: skip
    (home / "reports.jsonl").write_text("\n".join(map(json.dumps, reports)), "utf-8")
    done = await asyncio.to_thread(python, home, ("-m", "bot", "--database", "news.db", "read", "reports.jsonl"))
    assert done.returncode == 0, done.stderr
    async with open_store(f"sqlite+aiosqlite:///{home / 'news.db'}") as store:
        words = (Topic(one.topic, {Lang.EN: one.topic.title()}, (), (one.topic,)) for one in TENANTS)
        await store.save_topics([*await store.topics(), *words])
    for one, channel in zip(TENANTS, channels, strict=True):
        await order(home, channel, name=one.topic, topics=[one.topic], zone=one.zone, lang=one.lang)


async def test_what_each_has_ordered_comes_to_it_alone_in_its_language_and_zone(tmp_path: Path):
    async with discord_standin() as discord, slack_standin() as slack:
        second, port = slack.add_team("Heron Desk"), a_free_port()
        theirs = slack.channel, second.channel("news")
        news = discord.guild.channel("news")
        channels = [Channel(DISCORD, str(discord.guild.id), str(news.id))]
        channels += [Channel(SLACK, room.team.id, room.id) for room in theirs]
        await fill(tmp_path, channels)
        async with stores_at(f"sqlite+aiosqlite:///{tmp_path / 'news.db'}", slack.client_id) as stores:
            for team in (slack.team, second):
                team.scopes = set(SCOPES)
                await installations(stores).async_save(an_installation(team.id, team.token))
        ada = discord.user("Ada", permissions=MANAGE_GUILD)
        admins = (
            slack.user("Bo", admin=True, locale="zh-CN"),
            slack.user("Mo", admin=True, locale="zh-TW", team=second),
        )
        async with a_bot(tmp_path, surrounded(tmp_path, discord, slack, port)) as bot:
            await listening(port)
            await asyncio.wait_for(discord.ready(), ENOUGH)
            await until_sent(tmp_path, 3)
            lists = [(await ada.slash("llama-admin schedules list")).text]
            lists += [(await admin.slash("/llama-admin", "schedules list")).text for admin in admins]
            bot.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(bot.wait(), ENOUGH) == 0
        posts = news.seen(), *(room.seen() for room in theirs)
        for one, (shown,), listed in zip(TENANTS, posts, lists, strict=True):
            assert one.digest in shown
            assert one.schedules in listed
            for other in TENANTS:
                assert (other.report in shown) is (other.zone in shown) is (other.zone in listed) is (other is one)
        assert (discord.offences, slack.offences) == ([], [])
        assert has_said_nothing_secret(tmp_path, slack)
