"""Set-up and a look at Discord, as they are typed; what Discord says comes from the stand-in."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from adapters.discord.checks import Findings
from adapters.storage.engine import open_store
from bot.cli.run import run
from bot.wiring import discord as wired
from config.catalogues import load_words
from config.secrets import secret
from config.settings import Settings
from digests.language import Lang
from digests.subscription import Channel, Schedule, Subscription
from tests.standin.discord import Standin, standin

Capture = pytest.CaptureFixture[str]


class Beside:
    """A stand-in in a thread of its own: the program has its own event loop."""

    def __init__(self) -> None:
        self.discord: Standin
        self._ready, self._done = threading.Event(), asyncio.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        async with standin() as self.discord:
            self._ready.set()
            await self._done.wait()

    def __enter__(self) -> Standin:
        self._thread.start()
        self._ready.wait(10)
        return self.discord

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join(10)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_config_path", lambda _: tmp_path / "config")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LLAMAWIRE_DATABASE_URL", str(tmp_path / "news.db"))


@pytest.fixture
def discord(monkeypatch: pytest.MonkeyPatch) -> Iterator[Standin]:
    with Beside() as opened:
        monkeypatch.setenv("LLAMAWIRE_DISCORD_API", opened.api)
        yield opened
        assert opened.offences == []


def test_without_a_token_set_up_tells_where_to_get_one(capsys: Capture):
    assert run(["setup", "discord"]) == 0
    told = capsys.readouterr().out
    assert "Reset Token" in told
    assert "LLAMAWIRE_DISCORD_TOKEN" in told


def test_with_a_token_set_up_shows_the_invitation_and_why_each_right_is_asked(
    discord: Standin, capsys: Capture, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LLAMAWIRE_DISCORD_TOKEN", discord.token)
    assert run(["setup", "discord"]) == 0
    told = capsys.readouterr().out
    assert "The token is good" in told
    assert "https://discord.com/oauth2/authorize?client_id=" in told
    assert "Read Message History: to look" in told
    assert discord.token not in told


def test_a_token_that_is_pasted_is_tried_and_kept_for_its_owner(
    discord: Standin, capsys: Capture, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda _: f" {discord.token} ")
    assert run(["setup", "discord"]) == 0
    told = capsys.readouterr().out
    assert "The token is kept in" in told
    assert discord.token not in told
    assert secret(Settings(), "discord_token") == discord.token


def test_a_token_that_discord_refuses_is_not_kept(discord: Standin, capsys: Capture, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda _: "canary.canary")
    assert run(["setup", "discord"]) == 2
    told = capsys.readouterr()
    assert "Discord does not accept the token" in told.err
    assert "canary" not in told.out + told.err
    assert not secret(Settings(), "discord_token")
    assert discord.offences == []


def test_doctor_says_what_is_missing_where(
    discord: Standin, capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("LLAMAWIRE_DISCORD_TOKEN", discord.token)
    assert run(["doctor", "discord"]) == 0
    assert "no digest is ordered yet" in capsys.readouterr().out
    channel = Channel("discord", str(discord.guild.id), str(discord.guild.channel("news").id))
    lost = Channel("discord", str(discord.guild.id), "123456789012345678")
    asyncio.run(_order(tmp_path / "news.db", channel, lost))
    asyncio.run(discord.close(channel.name, "forbidden"))
    assert run(["doctor", "discord"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "#news: missing are Send Messages" in told
    assert "the channel is gone" in told


async def _order(database: Path, *channels: Channel) -> None:
    now = datetime.now(UTC)
    async with open_store(f"sqlite+aiosqlite:///{database}") as store:
        for number, channel in enumerate(channels):
            schedule = Schedule((time(8),), "UTC")
            await store.save_subscription(Subscription(f"s{number}", channel, (), schedule, Lang.EN, now))


def test_doctor_without_a_token_says_how_to_get_one(capsys: Capture):
    assert run(["doctor", "discord"]) == 0
    assert "There is no token of a Discord bot yet." in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("verb", ["setup", "doctor"])
def test_a_platform_that_there_is_not_is_refused(verb: str, capsys: Capture):
    assert run([verb, "irc"]) == 2
    assert "There is no platform irc. Known are: discord, slack." in capsys.readouterr().err


def test_clocks_may_differ_by_less_than_histories_reach_back():
    from adapters.discord.publisher import EARLIER  # noqa: PLC0415  only this test looks into both rooms

    assert wired.MOST_APART < EARLIER


@pytest.mark.parametrize(("apart", "good"), [(-59, True), (59, True), (61, False), (-61, False)])
def test_a_clock_that_is_a_minute_off_is_a_fault_whichever_way(apart: int, *, good: bool):
    found = Findings("Llamawire", 1, ("The Reading Room",), timedelta(seconds=apart), ())
    (clock,) = [check for check in wired._checks(found, load_words(Lang.EN)) if check.name == "discord-clock"]
    assert (clock.good, clock.found) == (good, f"{abs(apart)} s apart")
