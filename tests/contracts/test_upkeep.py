"""What every Store and Ledger promises to those who run the bot: what waits, what is forgotten, what has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from digests.delivery import State
from digests.edition import Edition
from digests.ports import Store
from digests.publishing import Ledger
from digests.story import Reason
from digests.subscription import Claim, Slot, SlotState
from digests.upkeep import Backlog, Size, Turn
from tests.builders import SEEN, a_copy, a_decision, a_figure, a_story, an_article, an_event, published
from tests.contracts.test_ledger import (
    DAY,
    HERE,
    MINUTE,
    NOON,
    a_slot,
    an_edition,
    an_order,
    frozen,
    ledger,  # noqa: F401  the fixture is used by its name
    taken,
)
from tests.contracts.test_store import store  # noqa: F401  the fixture is used by its name

# ruff: noqa: F811  the fixtures

LONG_AGO = NOON - 400 * DAY


async def finished(ledger: Ledger, state: State, ordinal: int = 0, parts: int = 1) -> Edition:
    """Return an edition whose first part came to that state."""
    edition = await frozen(ledger, an_order(), parts, ordinal)
    (first,) = await taken(ledger)
    await ledger.record([replace(first, state=state, lease=None, reason=Reason("refused"), message="m1")])
    return edition


# --- what waits


async def test_nothing_waits_where_nothing_was_ordered(ledger: Ledger) -> None:
    assert await ledger.backlog(NOON) == Backlog(None, None)


async def test_the_longest_wait_counts_whatever_waits(ledger: Ledger) -> None:
    order = an_order(next_run=NOON - 3 * MINUTE)
    await ledger.save_subscription(an_order("paused", paused=True, next_run=NOON - DAY))
    await ledger.save_subscription(an_order("soon", next_run=NOON + MINUTE))
    assert (await ledger.backlog(NOON)).waits_since is None
    await ledger.save_subscription(order)
    assert (await ledger.backlog(NOON)).waits_since == NOON - 3 * MINUTE
    await ledger.claim([Claim(order, a_slot(order, due=NOON - 4 * MINUTE), NOON + DAY)])
    assert (await ledger.backlog(NOON)).waits_since == NOON - 4 * MINUTE


async def test_a_promise_waits_until_it_is_kept(ledger: Ledger) -> None:
    await frozen(ledger, an_order(), parts=1)
    assert await ledger.backlog(NOON + DAY) == Backlog(NOON, None)
    (first,) = await taken(ledger, NOON + MINUTE)
    assert await ledger.backlog(NOON + DAY) == Backlog(NOON, None)
    await ledger.record([replace(first, state=State.SENT, message="m1", lease=None)])
    assert await ledger.backlog(NOON + DAY) == Backlog(None, NOON + MINUTE)


async def test_what_stands_behind_a_parked_part_waits_for_an_admin(ledger: Ledger) -> None:
    await finished(ledger, State.PARKED, parts=2)
    assert (await ledger.backlog(NOON + DAY)).waits_since is None


async def test_with_a_parked_part_that_an_admin_drops_those_after_it_are_given_up(ledger: Ledger) -> None:
    edition = await finished(ledger, State.PARKED, parts=3)
    await ledger.decide(f"{edition.id}/1", State.DEAD, NOON)
    assert [one.state for one in await ledger.deliveries_of(edition.id)] == [State.DEAD] * 3


async def test_the_turns_that_are_taken_are_listed_until_they_end(ledger: Ledger) -> None:
    await ledger.turn("newsroom", "one", NOON, NOON + MINUTE)
    assert await ledger.turns(NOON) == (Turn("newsroom", "one", NOON + MINUTE),)
    assert await ledger.turns(NOON + MINUTE) == ()


# --- what has changed since it was told


async def test_what_was_told_is_outdated_until_its_changed_articles_were_compared(store: Store, ledger: Ledger) -> None:
    one, two = an_article("One.", id="a0"), an_article("Two.", id="a1")
    for article in (one, two):
        await store.save_article(article, [], [])
    edition = await frozen(ledger, an_order())
    assert await ledger.outdated(NOON) == ()
    await store.save_article(replace(two, revision=2, text="Changed.", fingerprint="f2"), [], [])
    assert await ledger.outdated(NOON) == edition.told
    assert await ledger.outdated(NOON + MINUTE) == ()
    await ledger.compared(edition.id, {"a1": 2})
    assert await ledger.outdated(NOON) == ()
    assert await ledger.told("sub1", NOON) == edition.told
    await store.save_article(replace(one, revision=2, text="Changed too.", fingerprint="f3"), [], [])
    assert await ledger.outdated(NOON) == edition.told


# --- what is forgotten


@pytest.mark.parametrize("state", [State.SENT, State.DEAD])
async def test_o19_old_editions_that_are_done_with_are_forgotten_whole(ledger: Ledger, state: State) -> None:
    edition = await finished(ledger, state)
    assert await ledger.forget(NOON, 9) == 0
    assert await ledger.forget(NOON + DAY, 9) == 2
    assert await ledger.editions(HERE, 9) == ()
    assert await ledger.deliveries_of(edition.id) == ()
    assert await ledger.told("sub1", LONG_AGO) == ()
    assert await ledger.slots(SlotState.FROZEN, LONG_AGO) == ()
    assert await ledger.forget(NOON + DAY, 9) == 0


@pytest.mark.parametrize("state", [State.DUE, State.SENDING, State.PARKED])
async def test_o19_what_is_unsent_unclear_or_parked_is_never_forgotten(ledger: Ledger, state: State) -> None:
    edition = await finished(ledger, state)
    await ledger.forget(NOON + 999 * DAY, 9)
    assert await ledger.editions(HERE, 9) == (edition,)
    assert [one.state for one in await ledger.deliveries_of(edition.id)] == [state]


async def test_o19_an_edition_with_one_part_unsent_stays_whole_and_a_claimed_slot_too(ledger: Ledger) -> None:
    edition = await finished(ledger, State.SENT, parts=2)
    waiting = a_slot(an_order(), 7)
    await ledger.claim([Claim(an_order(), waiting, None)])
    await ledger.forget(NOON + 999 * DAY, 9)
    assert len(await ledger.deliveries_of(edition.id)) == 2
    assert await ledger.claimed(9) == (waiting,)


async def test_o19_forgetting_goes_in_batches_and_numbers_go_on(ledger: Ledger) -> None:
    for ordinal in range(3):
        await finished(ledger, State.SENT, ordinal)
    assert [await ledger.forget(NOON + DAY, 2) for _ in range(3)] == [4, 2, 0]
    slot = Slot("sub1", date(2026, 11, 23), 0, NOON + 2 * DAY)
    await ledger.claim([Claim(an_order(), slot, None)])
    made = await ledger.freeze(slot, HERE, lambda number: an_edition(slot, number))
    assert made is not None
    assert made.number == 4


async def test_old_decisions_are_forgotten_in_batches_the_young_stay(store: Store) -> None:
    old = [a_decision(f"s{n}", at=LONG_AGO) for n in range(3)]
    await store.save_decisions([*old, a_decision("young", at=NOON)])
    assert [await store.forget_decisions(NOON, 2) for _ in range(3)] == [2, 1, 0]
    assert await store.decisions("s1") == ()
    assert len(await store.decisions("young")) == 1


async def test_an_old_article_goes_with_all_that_is_its_own(store: Store) -> None:
    text = "Corvid Labs released Heron-1 with 70B parameters."
    old = an_article(text, published=published("2024-05-16"))
    kept = an_article("Corvid Labs released Heron-2.", published=published("2026-11-20"), first_seen=NOON)
    await store.save_article(old, [an_event(old)], [a_figure(old)])
    await store.save_article(kept, [an_event(kept)], [])
    revised = replace(old, revision=2, text=f"{text} More.", fingerprint="f2")
    await store.save_article(revised, [an_event(revised)], [a_figure(revised)])
    await store.save_copy(a_copy(old))
    both, alone = a_story(old, kept, id="s0000both"), a_story(old, id="s000alone")
    await store.save_stories([both, alone])
    assert await store.forget_articles(NOON, 9) == 1
    assert await store.articles([old.id, kept.id]) == (kept,)
    assert (await store.counts()) == {"articles": 1, "copies": 0, "stories": 1, "events": 1, "figures": 0}
    assert [story.articles for story in await store.stories_of([kept.id])] == [(kept.id,)]
    assert await store.search("70B", 9) == ()
    assert await store.earlier_fingerprints(old.id) == frozenset()
    assert await store.forget_articles(NOON, 9) == 0


async def test_o19_what_could_come_back_as_news_stays(store: Store) -> None:
    undated = an_article("A rumour.", published=None)
    late = an_article("An old report, read only now.", published=published("2019-01-01"), first_seen=NOON)
    for article in (undated, late):
        await store.save_article(article, [], [])
    assert await store.forget_articles(NOON, 9) == 0
    assert len(await store.articles([undated.id, late.id])) == 2


async def test_a10_what_own_feeds_brought_goes_once_nobody_has_them(store: Store) -> None:
    text = "Corvid Labs released Heron-1 with 70B parameters."
    mine, other, dated = (f"aaaa000{n}{mark}" for n, mark in enumerate(("aaaaaaaa", "bbbbbbbb", "aaaaaaaa")))
    gone = an_article(text, id=mine, fingerprint="f1", published=None)
    kept = an_article(text, id=other, fingerprint="f2")
    young = an_article(text, id=dated, fingerprint="f3", first_seen=NOON)
    shared = an_article(text, fingerprint="f4")
    for article in (gone, kept, young, shared):
        await store.save_article(article, [an_event(article)], [a_figure(article)])
    await store.save_stories([a_story(gone, shared, id="s0000both"), a_story(gone, id="s000alone")])
    await store.save_decisions([a_decision(one) for one in (mine, "s000alone", "s0000both", other)])
    assert await store.forget_own({"bbbbbbbb"}, NOON, 9) == 1
    assert {one.id for one in await store.newest(9)} == {other, dated, shared.id}
    assert {one.id for one in await store.search("70B", 9)} == {other, dated, shared.id}
    assert (*await store.events_of([mine]), *await store.figures_of([mine])) == ()
    assert [story.articles for story in await store.stories_of([shared.id])] == [(shared.id,)]
    assert await store.story("s000alone") is None
    told = [len(await store.decisions(one)) for one in (mine, "s000alone", "s0000both", other)]
    assert told == [0, 0, 1, 1]
    assert [await store.forget_own((), NOON + DAY, 1) for _ in range(3)] == [1, 1, 0]


async def test_articles_are_forgotten_in_batches(store: Store) -> None:
    for n in range(3):
        await store.save_article(an_article(f"Report {n}."), [], [])
    assert [await store.forget_articles(NOON, 2) for _ in range(3)] == [2, 1, 0]


async def test_the_size_counts_what_was_seen_lately(store: Store) -> None:
    await store.save_article(an_article("One."), [], [])
    await store.save_article(an_article("Two.", first_seen=SEEN + timedelta(days=2)), [], [])
    size = await store.size(SEEN + timedelta(days=1))
    assert size.bytes > 0
    assert (size.articles, size.lately) == (2, 1)
    assert size.growth(timedelta(days=2)) == round(size.bytes / 4)
    assert Size(100, 0, 0).growth(DAY) == 0
