"""Watching: whoever runs the bot is told when feeds or posts have stopped, and when they go on."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.jobs.notices import note_trouble, note_well
from bot.jobs.press import Press
from digests.noticing import STALLED, fetching_stopped, posting_stopped
from digests.polling.due import state_of
from digests.story import Reason

FETCHING, POSTING = "fetching", "posting"
"""What the notices are about."""
GRACE = timedelta(minutes=10)
"""Who was down for long first gets as much time to catch up."""
_HOUR = timedelta(hours=1)


async def watch(press: Press, alarm: timedelta, started: datetime) -> None:
    """Note that fetching or posting has stopped, or goes on; nothing while the bot has just ``started``."""
    now = press.clock.now()
    if now - started < GRACE:
        return
    store = press.context.store
    states = await store.feed_states()
    asked = [state for feed in await store.feeds() if not (state := state_of(feed, states)).stopped]
    if fetching_stopped(asked, now, alarm, started):
        await note_trouble(press, FETCHING, Reason("no-feed-answers", {"hours": alarm // _HOUR}))
    else:
        await note_well(press, {FETCHING})
    if posting_stopped(await press.ledger.backlog(now), now):
        await note_trouble(press, POSTING, Reason("nothing-goes-out", {"hours": STALLED // _HOUR}))
    else:
        await note_well(press, {POSTING})
