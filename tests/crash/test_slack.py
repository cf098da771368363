"""The process is killed around its posts to Slack, by the real slack-sdk; a reader sees each digest once.

Slack knows no repeat of a post: what may have been posted is always looked for. Of the posts that the channels meet
more than three in ten lose their replies.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from digests.points import Point
from digests.subscription import SLACK, Channel
from tests.crash.chat_scenario import MISFORTUNES
from tests.crash.chats import Run, a_run
from tests.crash.test_crash import DATABASES, LEASE_OVER, WINDOW_OVER
from tests.standin.slack import Fault, Kind, standin

TWO = (
    (Point.TAKEN, Point.RETAKEN),
    (Point.POST_BEGUN, Point.LOOK_BEGUN),
    (Point.POST_ANSWERED, Point.LOOK_ANSWERED),
    (Point.LATER_HELD, Point.ABSENT_RECORDED),
    (Point.RECORD_BEGUN, Point.FOUND_RECORDED),
    (Point.RECORDED, Point.RECORD_ROW),
)
"""Where it is killed, and where its successor is; a third would be held for what kills its senders, and be parked."""


@asynccontextmanager
async def on_slack(folder: Path, kind: str) -> AsyncIterator[Run]:
    async with DATABASES[kind](folder) as database, standin() as slack:
        team = slack.team
        channels = {name: Channel(SLACK, team.id, team.channel(name).id) for name in MISFORTUNES}
        async with a_run(folder, database, slack, channels) as run:
            yield run


@pytest.mark.parametrize(
    ("kind", "point", "next_point", "away"),
    [
        *(("sqlite", *points, LEASE_OVER if number % 2 else WINDOW_OVER) for number, points in enumerate(TWO)),
        ("postgres", Point.POST_ANSWERED, Point.LOOK_ANSWERED, LEASE_OVER),
    ],
)
async def test_killed_around_a_post_to_slack_and_again_while_it_looks_every_digest_is_seen_once(
    tmp_path: Path, kind: str, point: Point, next_point: Point, away: int
) -> None:
    async with on_slack(tmp_path, kind) as run:
        assert await run.live(point, hit=1)
        run.pause(away)
        assert await run.live(next_point, hit=1)
        run.pause(away)
        assert not await run.live()
        await run.judge()


async def test_killed_while_it_waits_for_the_reply_every_digest_is_seen_once(tmp_path: Path) -> None:
    async with on_slack(tmp_path, "sqlite") as run:
        await run.standin.misfortune(*[Fault(Kind.SLOW, seconds=2)] * 3, verbs=["post"])
        assert await run.live(until_seen=True)
        run.pause(LEASE_OVER)
        assert not await run.live()
        await run.judge()
