"""Retention: what is old goes in batches, what is open stays, and a killed run is simply made again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.jobs import retention
from bot.jobs.retention import forget
from digests.change import Change, Holds
from digests.delivery import State
from digests.feed import Feed
from digests.own_feeds import feed_value, mark_of
from digests.rated import Rated
from digests.upkeep import Upkeep
from tests.bot.jobs.stage import DAY, HERE, SEVEN, Dying, Killed, Stage
from tests.builders import SEEN, a_decision, an_article

KEPT = Upkeep()
FAR = KEPT.keep_ledger + DAY


async def old(stage: Stage) -> None:
    """Fill the memory with what is older than it is kept."""
    await stage.posted()
    for n in range(5):
        await stage.store.save_article(an_article(f"Report {n}.", first_seen=SEVEN), [], [])
    await stage.store.save_decisions([a_decision(at=SEEN)] * 5)
    stage.clock.advance(FAR)


async def test_what_is_older_than_it_is_kept_goes_and_the_young_stays(stage: Stage):
    await old(stage)
    await stage.store.save_decisions([a_decision("young", at=stage.clock.now())])
    assert await forget(stage.press, KEPT) == 2 + 5
    assert await stage.ledger.editions(HERE, 9) == ()
    assert len(await stage.store.decisions("young")) == 1
    assert (await stage.store.counts())["articles"] == 5
    assert await forget(stage.press, replace(KEPT, keep_articles=DAY)) == 5
    assert await forget(stage.press, KEPT) == 0


async def test_names_go_when_their_time_is_over_and_ratings_with_the_articles_of_their_age(stage: Stage):
    ledger, now = stage.ledger, stage.clock.now()
    await ledger.once("event", now, now + DAY)
    await ledger.save_rating(Rated("slack", "T1", "U1", "story", "s12345678", useful=True, at=now))
    assert await forget(stage.press, KEPT) == 0
    stage.clock.advance(DAY)
    assert await forget(stage.press, KEPT) == 1
    assert await ledger.ratings(now)
    assert await forget(stage.press, replace(KEPT, keep_articles=DAY / 2)) == 1
    assert await ledger.ratings(now) == ()


async def test_o19_what_is_unsent_or_parked_stays_however_old(stage: Stage):
    one = await stage.frozen()
    stage.clock.advance(FAR)
    await forget(stage.press, KEPT)
    assert await stage.states() == [State.DUE]
    await stage.ledger.record([replace(one, state=State.PARKED)])
    await forget(stage.press, KEPT)
    assert await stage.states() == [State.PARKED]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("call", ["forget", "forget_decisions", "forget_articles"])
async def test_o19_killed_midway_it_is_made_again_and_ends_the_same(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, call: str, after: bool
):
    monkeypatch.setattr(retention, "BATCH", 2)
    await old(stage)
    upkeep = replace(KEPT, keep_articles=DAY)
    press = stage.a_press(ledger=Dying(stage.ledger, call, after=after))
    dying = replace(press, context=replace(press.context, store=Dying(stage.store, call, after=after)))
    with pytest.raises(Killed):
        await forget(dying, upkeep)
    await forget(stage.press, upkeep)
    assert await stage.ledger.editions(HERE, 9) == ()
    assert (await stage.store.counts())["articles"] == 0
    assert await stage.store.decisions(a_decision().subject) == ()


async def test_between_two_batches_others_may_write_and_who_is_stopping_goes_no_further(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(retention, "BATCH", 2)
    await old(stage)
    slept = len(stage.slept)
    await forget(stage.press, KEPT)
    assert stage.slept[slept:] == [retention.PAUSE] * 4
    stage.press.stopping.set()
    assert await forget(stage.press, replace(KEPT, keep_articles=DAY)) == 0
    assert stage.clock.now() > SEVEN


async def test_a10_what_an_own_feed_brought_goes_with_the_last_tenant_that_had_it(stage: Stage):
    url, now = "https://grebe.example/feed", stage.clock.now()
    tenant = ("discord", "guild")
    change = Change("aaaaaaaa", *tenant, Holds.FEED, url, None, feed_value(Feed(url, "Ours"), now), "", "", now, "")
    assert await stage.ledger.change(change)
    article = an_article(id=f"aaaa0001{mark_of(url)}", first_seen=now)
    await stage.store.save_article(article, [], [])
    await stage.ledger.depart(*tenant, now)
    stage.clock.advance(29 * DAY)
    await forget(stage.press, KEPT)
    assert await stage.store.article(article.id)
    stage.clock.advance(2 * DAY)
    await forget(stage.press, KEPT)
    assert await stage.store.article(article.id) is None
    assert await stage.ledger.held(Holds.FEED, *tenant) == ()
