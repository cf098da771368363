"""The process is killed around its posts to Discord, by the real discord.py; a reader sees each digest once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from digests.points import Point
from digests.subscription import DISCORD, Channel
from tests.crash.chat_scenario import MISFORTUNES
from tests.crash.chats import Run, a_run
from tests.crash.test_crash import DATABASES, LEASE_OVER, WINDOW_OVER
from tests.standin.discord import Fault, Kind, standin

AROUND = (
    Point.TAKEN,
    Point.POST_BEGUN,
    Point.POST_ANSWERED,
    Point.LATER_HELD,
    Point.RECORD_BEGUN,
    Point.RECORD_ROW,
    Point.RECORDED,
    Point.RETAKEN,
    Point.REPEAT_BEGUN,
    Point.REPEAT_ANSWERED,
    Point.LOOK_BEGUN,
    Point.LOOK_ANSWERED,
    Point.FOUND_RECORDED,
    Point.ABSENT_RECORDED,
)
"""From the taking of a delivery to the record of what became of it."""
TELLING = (Point.POST_BEGUN, Point.POST_ANSWERED, Point.LOOK_ANSWERED)
"""Those of them that are tried on Postgres too."""


@asynccontextmanager
async def on_discord(folder: Path, kind: str) -> AsyncIterator[Run]:
    async with DATABASES[kind](folder) as database, standin() as discord:
        guild = discord.guild
        channels = {name: Channel(DISCORD, guild.id, guild.channel(name).id) for name in MISFORTUNES}
        async with a_run(folder, database, discord, channels) as run:
            yield run


@pytest.mark.parametrize(("is_again", "away"), [(False, LEASE_OVER), (True, WINDOW_OVER)], ids=["before", "after"])
@pytest.mark.parametrize(
    ("kind", "point"), [*(("sqlite", point) for point in AROUND), *(("postgres", point) for point in TELLING)]
)
async def test_killed_around_a_post_to_discord_every_digest_is_seen_once(
    tmp_path: Path, kind: str, point: Point, away: int, *, is_again: bool
) -> None:
    async with on_discord(tmp_path, kind) as run:
        assert await run.live(point, hit=2 if is_again else 1)
        run.pause(away)
        assert not await run.live()
        await run.judge()


@pytest.mark.parametrize("away", [1, LEASE_OVER, WINDOW_OVER])
async def test_killed_while_it_waits_for_the_reply_every_digest_is_seen_once(tmp_path: Path, away: int) -> None:
    async with on_discord(tmp_path, "sqlite") as run:
        await run.standin.misfortune(*[Fault(Kind.SLOW, seconds=2)] * 3, verbs=["post"])
        assert await run.live(until_seen=True)
        run.pause(away)
        assert not await run.live()
        await run.judge()
