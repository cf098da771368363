"""What every Ledger promises."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from digests.article import Quote
from digests.delivery import Delivery, Pace, State
from digests.edition import Edition, Mark, Part, Told
from digests.following import Sort, Subject, Wanted
from digests.language import Lang
from digests.notice import Notice
from digests.page import Bullets, Footer, Heading, Link, Page, Quoted, Row, Table, Text, Tone
from digests.publishing import Ledger
from digests.rated import Rated
from digests.story import Reason
from digests.subscription import (
    FIRST_ALERT,
    Channel,
    Claim,
    Schedule,
    Slot,
    SlotState,
    Subscription,
    WhenEmpty,
    channel_typed,
)
from tests.contracts.test_store import store  # noqa: F401  the fixture is used by its name
from tests.fakes.ledger import FakeLedger
from tests.fakes.store import FakeStore

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
HERE, THERE = channel_typed("terminal:news"), channel_typed("terminal:other")
PAGE = Page(
    "Digest",
    (
        Heading("Digest", 1),
        Text("Something stopped.", Tone.WARNING),
        Quoted(
            "“引用”", Lang.HANS, "白鹭网", "https://egret.example/1", "21 Nov 2026", "简体中文", ("https://b.example",)
        ),
        Link("more", "https://grebe.example/more"),
        Row(
            "e1",
            "2026",
            "Corvid Labs releases Heron-1",
            Tone.PLANNED,
            "planned",
            quotes=(Quoted("q", Lang.EN, None, None),),
        ),
        Table(("a", "b"), (("1", "2"), ("3", "4"))),
        Bullets(("one", "two")),
        Footer("LW"),
    ),
    {"version": 1, "stories": [{"id": "s1", "score": 1.5, "late": False, "none": None}]},
)
TOPICS = ("llama",)


@pytest.fixture
def ledger(store: Any) -> Ledger:  # noqa: F811, ANN401  the fixture; two ports in one
    """Return the ledger of a store: the store itself, save in memory."""
    return FakeLedger(store) if isinstance(store, FakeStore) else store


def an_order(name: str = "sub1", channel: Channel = HERE, **changes: Any) -> Subscription:  # noqa: ANN401  any field of the noun
    schedule = Schedule((time(8), time(18, 30)), "Asia/Taipei", frozenset({0, 4}), frozenset({date(2026, 12, 25)}))
    order = Subscription(name, channel, TOPICS, schedule, Lang.HANT, NOON - DAY, next_run=NOON)
    return replace(order, **changes)


def a_slot(order: Subscription, ordinal: int = 0, due: datetime = NOON, day: date = date(2026, 11, 21)) -> Slot:
    return Slot(order.id, day, ordinal, due)


def an_edition(slot: Slot, number: int, channel: Channel = HERE, parts: int = 2, quotes: int = 2) -> Edition:
    told = Told(
        subscription=slot.subscription,
        story="s12345678",
        edition=slot.key,
        part=1,
        at=NOON,
        headline="Corvid Labs releases Heron-1",
        quotes=tuple(Quote(f"a{n}", 1, n, n + 5, "words") for n in range(quotes)),
        events=("release corvid heron-1",),
        outlets=3,
    )
    pages = tuple(Part(Mark(number, slot.day, n, parts), PAGE) for n in range(1, parts + 1))
    return Edition(slot, channel, number, NOON, NOON - DAY, NOON, pages, (told,))


async def frozen(ledger: Ledger, order: Subscription, parts: int = 2, ordinal: int = 0) -> Edition:
    slot = a_slot(order, ordinal)
    await ledger.claim([Claim(order, slot, NOON + DAY)])
    edition = await ledger.freeze(slot, order.channel, lambda number: an_edition(slot, number, order.channel, parts))
    assert edition is not None
    return edition


async def taken(ledger: Ledger, now: datetime = NOON, owner: str = "one", limit: int = 9) -> tuple[Delivery, ...]:
    return await ledger.take("terminal", owner, now, now + MINUTE, limit)


# --- what was ordered


async def test_a_subscription_comes_back_equal_and_the_next_of_its_id_replaces_it(ledger: Ledger) -> None:
    order = an_order(when_empty=WhenEmpty.ONE_LINE, alerts=2, length=5, paused=True)
    await ledger.save_subscription(order)
    assert await ledger.subscriptions() == (order,)
    changed = replace(order, topics=("llama", "open-models"), paused=False, next_run=None)
    await ledger.save_subscription(changed)
    assert await ledger.subscriptions() == (changed,)


async def test_only_what_is_due_and_not_paused_is_given_the_longest_due_first(ledger: Ledger) -> None:
    late = an_order("late", next_run=NOON - DAY)
    orders = (an_order("now"), late, an_order("soon", next_run=NOON + MINUTE), an_order("never", next_run=None))
    for order in (*orders, an_order("paused", paused=True)):
        await ledger.save_subscription(order)
    assert [order.id for order in await ledger.due_subscriptions(NOON, 9)] == ["late", "now"]
    assert await ledger.due_subscriptions(NOON, 1) == (late,)


async def test_a_slot_is_claimed_once_and_the_run_moves_on(ledger: Ledger) -> None:
    order = an_order()
    await ledger.save_subscription(order)
    claim = Claim(order, a_slot(order), NOON + DAY)
    assert await ledger.claim([claim]) == (a_slot(order),)
    assert await ledger.claim([claim]) == ()
    assert [one.next_run for one in await ledger.subscriptions()] == [NOON + DAY]
    assert await ledger.claimed(9) == (a_slot(order),)


async def test_of_many_processes_that_claim_at_once_one_wins(ledger: Ledger) -> None:
    order = an_order()
    await ledger.save_subscription(order)
    claim = Claim(order, a_slot(order), NOON + DAY)
    won = await asyncio.gather(*(ledger.claim([claim]) for _ in range(8)))
    assert sorted(map(len, won)) == [0] * 7 + [1]


async def test_a_run_that_was_moved_since_it_was_read_stays_where_it_is(ledger: Ledger) -> None:
    order = an_order()
    await ledger.save_subscription(replace(order, next_run=NOON + 3 * MINUTE))
    await ledger.claim([Claim(order, a_slot(order), NOON + DAY)])
    assert [one.next_run for one in await ledger.subscriptions()] == [NOON + 3 * MINUTE]


async def test_a_claim_without_a_slot_only_moves_the_run(ledger: Ledger) -> None:
    order = an_order()
    await ledger.save_subscription(order)
    assert await ledger.claim([Claim(order, None, None)]) == ()
    assert [one.next_run for one in await ledger.subscriptions()] == [None]
    assert await ledger.claim([]) == ()


async def test_skipped_slots_are_listed_and_never_undo_what_was_claimed(ledger: Ledger) -> None:
    order = an_order()
    await ledger.claim([Claim(order, a_slot(order), None)])
    early = a_slot(order, 0, NOON - DAY, date(2026, 11, 20))
    await ledger.skip([early, a_slot(order)])
    assert await ledger.slots(SlotState.SKIPPED, NOON - 2 * DAY) == (early,)
    assert await ledger.slots(SlotState.SKIPPED, NOON) == ()
    assert await ledger.slots_of(order.id, NOON - 2 * DAY) == (
        (early, SlotState.SKIPPED),
        (a_slot(order), SlotState.CLAIMED),
    )
    assert await ledger.taken_slots(order.id, NOON) == {a_slot(order).key}


async def test_a_slot_is_finished_once(ledger: Ledger) -> None:
    order = an_order()
    await ledger.save_subscription(order)
    await ledger.claim([Claim(order, a_slot(order), None)])
    assert await ledger.close(a_slot(order), SlotState.EMPTY)
    assert not await ledger.close(a_slot(order), SlotState.SKIPPED)
    assert await ledger.freeze(a_slot(order), HERE, lambda number: an_edition(a_slot(order), number)) is None
    assert await ledger.claimed(9) == ()


async def test_the_subscriptions_of_slots_are_found(ledger: Ledger) -> None:
    one, two = an_order("one"), an_order("two", THERE)
    for order in (one, two):
        await ledger.save_subscription(order)
    assert await ledger.subscriptions_of([a_slot(two), a_slot(two, 1), a_slot(an_order("gone"))]) == (two,)


async def test_what_a_reader_follows_comes_back_equal(ledger: Ledger) -> None:
    story = Subject(Sort.STORY, "s1", "Heron-1 – “蒼鷺”", NOON, ("a1", "a2"))
    wanted = Wanted((Subject(Sort.OUTLET, "grebe", "Grebe"), story), (Subject(Sort.TOPIC, "heron"),))
    order = an_order(channel=Channel("discord", "7", "@42"), wanted=wanted, ordered_by="42")
    await ledger.save_subscription(order)
    assert await ledger.subscriptions() == (order,)
    assert await ledger.due_subscriptions(NOON, 9) == (order,)
    for changed in (replace(order, wanted=Wanted()), replace(order, wanted=None, ordered_by="")):
        await ledger.save_subscription(changed)
        assert await ledger.subscriptions() == (changed,)


async def test_subscriptions_are_found_by_where_they_are_read_and_by_whom_they_were_ordered(ledger: Ledger) -> None:
    near, own = Channel("discord", "7", "100"), Channel("discord", "7", "@42")
    orders = [
        an_order("mine", own, ordered_by="42", created=NOON),
        an_order("thread", near, ordered_by="42", created=NOON),
        an_order("news", near, created=NOON - DAY),
        an_order("others", Channel("discord", "7", "@43"), ordered_by="43"),
        an_order("longer", Channel("discord", "70", "@42"), ordered_by="42"),
        an_order("slack", Channel("slack", "7", "100"), ordered_by="42"),
        an_order("here", HERE, ordered_by="local"),
    ]
    for order in orders:
        await ledger.save_subscription(order)
    there = await ledger.subscriptions_at("discord", "7")
    assert [one.id for one in there] == ["news", "thread", "mine", "others"]
    assert await ledger.subscriptions_at("discord", "8") == ()
    assert await ledger.subscriptions_at("discord", "\ud800") == ()
    assert [one.id for one in await ledger.subscriptions_by("discord", "42")] == ["thread", "mine", "longer"]
    assert [one.id for one in await ledger.subscriptions_by("terminal", "local")] == ["here"]
    assert await ledger.subscriptions_by("discord", "\ud800") == ()
    assert [one.id for one in await ledger.subscriptions_in(near)] == ["news", "thread"]
    assert await ledger.subscriptions_in(Channel("discord", "7", "10")) == ()


async def test_what_readers_follow_is_none_of_the_standing_orders(ledger: Ledger) -> None:
    near = Channel("discord", "7", "100")
    orders = [an_order("news", near), an_order("here", HERE), an_order("far", Channel("discord", "8", "1"))]
    followed = [an_order("reader", Channel("discord", "7", "@42"), wanted=Wanted(), ordered_by="42")]
    for order in (*orders, *followed, an_order("thread", near, wanted=Wanted(), ordered_by="42")):
        await ledger.save_subscription(order)
    assert [one.id for one in await ledger.orders()] == ["news", "far", "here"]
    assert [one.id for one in await ledger.orders("discord", "7")] == ["news"]
    assert await ledger.orders("slack", "7") == ()


# --- what was promised


async def test_an_edition_comes_back_as_it_was_frozen_numbered_per_channel(ledger: Ledger) -> None:
    first = await frozen(ledger, an_order("one"))
    second = await frozen(ledger, an_order("two"), ordinal=1)
    elsewhere = await frozen(ledger, an_order("three", THERE))
    assert (first.number, second.number, elsewhere.number) == (1, 2, 1)
    assert await ledger.editions(HERE, 9) == (second, first)
    assert await ledger.editions(HERE, 1) == (second,)


async def test_of_many_processes_that_freeze_at_once_one_wins_and_no_number_is_lost(ledger: Ledger) -> None:
    order = an_order()
    slots = [a_slot(order, ordinal) for ordinal in range(4)]
    await ledger.claim([Claim(order, slot, None) for slot in slots])

    async def freeze(slot: Slot) -> Edition | None:
        return await ledger.freeze(slot, HERE, lambda number: an_edition(slot, number))

    made = await asyncio.gather(*(freeze(slot) for slot in slots * 2))
    assert sorted(edition.number for edition in made if edition) == [1, 2, 3, 4]


async def test_an_edition_that_cannot_be_made_leaves_its_slot_waiting(ledger: Ledger) -> None:
    order = an_order()
    await ledger.claim([Claim(order, a_slot(order), None)])

    def fail(_: int) -> Edition:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await ledger.freeze(a_slot(order), HERE, fail)
    assert await ledger.claimed(9) == (a_slot(order),)
    assert (await frozen(ledger, order)).number == 1


async def test_what_was_told_is_found_by_subscription_and_by_article(ledger: Ledger) -> None:
    one, two = await frozen(ledger, an_order("one")), await frozen(ledger, an_order("two"), ordinal=1)
    assert await ledger.told("one", NOON) == one.told
    assert await ledger.told("one", NOON + MINUTE) == ()
    assert await ledger.told_of(["a1", "elsewhere"]) == (*one.told, *two.told)
    assert await ledger.told_of(["elsewhere"]) == ()
    assert await ledger.told_of([]) == ()


# --- what is delivered


async def test_parts_are_taken_in_order_each_after_the_one_before_was_sent(ledger: Ledger) -> None:
    edition = await frozen(ledger, an_order())
    (first,) = await taken(ledger)
    assert (first.mark, first.page, first.channel) == (Mark(1, date(2026, 11, 21), 1, 2), PAGE, HERE)
    assert (first.state, first.attempts, first.fence, first.owner) == (State.SENDING, 1, 1, "one")
    assert (first.first_try, first.lease, first.promised) == (NOON, NOON + MINUTE, NOON)
    assert await taken(ledger) == ()
    assert await ledger.record([replace(first, state=State.SENT, message="m1", lease=None)]) == (True,)
    (second,) = await taken(ledger)
    assert second.mark.part == 2
    sent, sending = await ledger.deliveries_of(edition.id)
    assert (sent.state, sent.message, sending.state) == (State.SENT, "m1", State.SENDING)


@pytest.mark.parametrize("state", [State.DUE, State.SENDING])
async def test_an_edition_waits_for_an_earlier_one_of_its_channel_until_that_is_settled(
    ledger: Ledger, state: State
) -> None:
    first, second = await frozen(ledger, an_order("one")), await frozen(ledger, an_order("two"))
    elsewhere = await frozen(ledger, an_order("three", THERE), parts=1)
    given = await taken(ledger)
    assert [(one.edition, one.mark.part) for one in given] == [(first.id, 1), (elsewhere.id, 1)]
    part = next(one for one in given if one.edition == first.id)
    await ledger.record([replace(part, state=state, due=NOON + DAY, lease=NOON + DAY)])
    assert await taken(ledger, NOON + MINUTE) == ()
    await ledger.record([replace(part, state=State.SENT, message="m1", lease=None)])
    (part,) = await taken(ledger)
    assert (part.edition, part.mark.part) == (first.id, 2)
    await ledger.record([replace(part, state=State.PARKED, lease=None)])
    assert [(one.edition, one.mark.part) for one in await taken(ledger)] == [(second.id, 1)]


async def test_many_senders_at_once_take_every_delivery_once(ledger: Ledger) -> None:
    for n in range(12):
        await frozen(ledger, an_order(f"sub{n}", channel_typed(f"terminal:c{n}")), parts=1, ordinal=n)
    batches = await asyncio.gather(*(taken(ledger, owner=f"w{n}", limit=3) for n in range(8)))
    keys = [delivery.key for batch in batches for delivery in batch]
    assert len(keys) == len(set(keys)) == 12


async def test_what_was_put_off_is_taken_when_it_is_due_and_remembers_nothing_of_its_try(ledger: Ledger) -> None:
    await frozen(ledger, an_order(), parts=1)
    (first,) = await taken(ledger)
    later = replace(first, state=State.DUE, due=NOON + MINUTE, lease=None, first_try=None, reason=Reason("busy"))
    await ledger.record([later])
    assert await taken(ledger, NOON + MINUTE / 2) == ()
    (again,) = await taken(ledger, NOON + MINUTE)
    assert (again.attempts, again.first_try, again.reason, again.fence) == (2, NOON + MINUTE, None, 2)


async def test_a_lost_senders_row_is_taken_over_after_its_lease_and_it_may_record_no_more(ledger: Ledger) -> None:
    await frozen(ledger, an_order(), parts=1)
    (lost,) = await taken(ledger)
    assert await ledger.retake("terminal", "two", NOON + MINUTE / 2, NOON + DAY, 9) == ()
    (held,) = await ledger.retake("terminal", "two", NOON + MINUTE, NOON + DAY, 9)
    assert (held.owner, held.lost, held.attempts, held.first_try, held.fence) == ("two", 1, 1, NOON, 2)
    assert await ledger.record([replace(lost, state=State.DUE), replace(held, state=State.SENT)]) == (False, True)
    assert await ledger.retake("terminal", "three", NOON + 2 * DAY, NOON + 3 * DAY, 9) == ()


async def test_a_sender_that_left_word_does_not_count_as_lost(ledger: Ledger) -> None:
    await frozen(ledger, an_order(), parts=1)
    (unclear,) = await taken(ledger)
    await ledger.record([replace(unclear, reason=Reason("no-answer"))])
    (held,) = await ledger.retake("terminal", "two", NOON + MINUTE, NOON + DAY, 9)
    assert (held.lost, held.reason) == (0, None)


async def test_other_platforms_deliveries_are_left_alone(ledger: Ledger) -> None:
    await frozen(ledger, an_order(channel=Channel("discord", "guild", "42")), parts=1)
    assert await taken(ledger) == ()
    (theirs,) = await ledger.take("discord", "one", NOON, NOON + MINUTE, 9)
    assert theirs.channel == Channel("discord", "guild", "42")


async def test_with_a_part_that_dies_those_after_it_die(ledger: Ledger) -> None:
    edition = await frozen(ledger, an_order(), parts=3)
    (first,) = await taken(ledger)
    await ledger.record([replace(first, state=State.DEAD, reason=Reason("forbidden", {"code": 50013}))])
    dead = await ledger.deliveries_of(edition.id)
    assert [one.state for one in dead] == [State.DEAD] * 3
    assert [one.reason and one.reason.key for one in dead] == ["forbidden", "part-before-dead", "part-before-dead"]
    assert dead[0].reason == Reason("forbidden", {"code": 50013})


@pytest.mark.parametrize("word", [State.DUE, State.SENT, State.DEAD])
async def test_an_admins_word_stands_for_a_parked_delivery_alone(ledger: Ledger, word: State) -> None:
    await frozen(ledger, an_order(), parts=1)
    (first,) = await taken(ledger)
    assert await ledger.decide(first.key, word, NOON) is None
    await ledger.record([replace(first, state=State.PARKED, lease=None, reason=Reason("unreadable"))])
    decided = await ledger.decide(first.key, word, NOON + DAY)
    assert decided is not None
    assert decided.state is word
    assert await ledger.decide(first.key, word, NOON) is None
    assert await ledger.decide("no/such/key", word, NOON) is None
    assert len(await taken(ledger, NOON + DAY)) == (word is State.DUE)


async def test_a_removed_subscription_takes_with_it_what_was_not_begun(ledger: Ledger) -> None:
    order = an_order()
    await ledger.save_subscription(order)
    edition = await frozen(ledger, order, parts=1)
    under_way = await frozen(ledger, order, parts=1, ordinal=1)
    (begun,) = await taken(ledger, limit=1)
    await ledger.claim([Claim(order, a_slot(order, 2), None)])
    await ledger.remove_subscription(order.id)
    assert (await ledger.subscriptions(), await ledger.claimed(9)) == ((), ())
    states = {one.key: one.state for e in (edition, under_way) for one in await ledger.deliveries_of(e.id)}
    assert states.pop(begun.key) is State.SENDING
    assert list(states.values()) == [State.DEAD]


async def test_what_a_message_shows_now_is_kept(ledger: Ledger) -> None:
    edition = await frozen(ledger, an_order(), parts=1)
    corrected = replace(PAGE, blocks=(Text("Correction"),))
    await ledger.replace_page(f"{edition.id}/1", corrected)
    assert [one.page for one in await ledger.deliveries_of(edition.id)] == [corrected]


async def test_the_tallies_count_every_state(ledger: Ledger) -> None:
    order = an_order()
    await frozen(ledger, order, parts=2)
    await ledger.claim([Claim(order, a_slot(order, 5), None)])
    await taken(ledger)
    assert await ledger.tallies() == {"due": 1, "sending": 1, "sent": 0, "parked": 0, "dead": 0, "claimed": 1}
    assert [one.state for one in await ledger.deliveries(State.DUE, 9)] == [State.DUE]


# --- limits, turns, notices


def spread(waits: Sequence[timedelta]) -> list[float]:
    return [round(wait.total_seconds(), 3) for wait in waits]


async def test_permits_are_evenly_spaced_and_shared(ledger: Ledger) -> None:
    pace, other = Pace("discord:bot", 10), Pace("discord:42", 2)
    waits = [(await ledger.reserve({pace: 1}, NOON))[pace] for _ in range(3)]
    assert spread(waits) == [0, 0.1, 0.2]
    drawn = await ledger.reserve({pace: 5, other: 1}, NOON)
    assert spread([drawn[pace], drawn[other]]) == [0.3, 0]
    assert spread([(await ledger.reserve({pace: 1}, NOON))[pace]]) == [0.8]
    assert spread([(await ledger.reserve({pace: 1}, NOON + DAY))[pace]]) == [0]


async def test_a_bucket_that_is_held_lets_nobody_draw_and_is_held_the_longest(ledger: Ledger) -> None:
    pace = Pace("slack:team", 1)
    await ledger.hold(pace.bucket, NOON + MINUTE)
    await ledger.hold(pace.bucket, NOON + MINUTE / 2)
    assert spread([(await ledger.reserve({pace: 1}, NOON))[pace]]) == [60]


async def test_a_turn_belongs_to_one_until_it_ends_or_is_given_back(ledger: Ledger) -> None:
    assert await ledger.turn("newsroom", "one", NOON, NOON + MINUTE)
    assert not await ledger.turn("newsroom", "two", NOON, NOON + MINUTE)
    assert await ledger.turn("newsroom", "one", NOON, NOON + 2 * MINUTE)
    assert not await ledger.turn("newsroom", "two", NOON + MINUTE, NOON + DAY)
    assert await ledger.turn("other", "two", NOON, NOON + MINUTE)
    assert await ledger.turn("newsroom", "one", NOON + MINUTE, NOON + MINUTE)
    assert await ledger.turn("newsroom", "two", NOON + MINUTE, NOON + DAY)


async def test_notices_come_back_equal_until_they_are_forgotten(ledger: Ledger) -> None:
    notice = Notice("terminal:news", Reason("forbidden", {"code": 50013, "places": ("a", "b")}), NOON)
    await ledger.save_notice(notice)
    assert await ledger.notices() == (notice,)
    told = replace(notice, told=NOON + MINUTE, over=NOON + DAY)
    await ledger.save_notice(told)
    assert await ledger.notices() == (told,)
    await ledger.forget_notice(told.key)
    assert await ledger.notices() == ()


# --- a day in one thread

TONIGHT = date(2026, 11, 21)


async def sent(ledger: Ledger, message: str, now: datetime = NOON, **changes: Any) -> tuple[str, str]:  # noqa: ANN401  any field
    """Send the one delivery that is due; return its edition and the message in whose thread it was posted."""
    (one,) = await taken(ledger, now)
    done = {"state": State.SENT, "message": message, "lease": None} | changes
    assert await ledger.record([replace(one, **done)]) == (True,)
    return one.edition, one.under


async def on_day(ledger: Ledger, order: Subscription, ordinal: int, parts: int = 1, day: date = TONIGHT) -> str:
    """Freeze an edition of that day; return its id."""
    slot = a_slot(order, ordinal, day=day)
    await ledger.claim([Claim(order, slot, NOON + DAY)])
    made = await ledger.freeze(slot, order.channel, lambda number: an_edition(slot, number, order.channel, parts))
    assert made is not None
    return made.id


async def test_what_comes_after_the_first_message_of_a_day_stands_in_its_thread(ledger: Ledger) -> None:
    order = an_order(threaded=True)
    await ledger.save_subscription(order)
    assert await ledger.subscriptions() == (order,)
    morning, evening = await on_day(ledger, order, 0, parts=2), await on_day(ledger, order, 1)
    alert = await on_day(ledger, order, FIRST_ALERT)
    tomorrow = await on_day(ledger, order, 0, day=TONIGHT + timedelta(days=1))
    seen = [await sent(ledger, f"m{n}") for n in range(5)]
    assert seen == [(morning, ""), (morning, "m0"), (evening, "m0"), (alert, "m0"), (tomorrow, "")]
    assert [one.under for one in await ledger.deliveries_of(morning)] == ["", "m0"]


async def test_a_lost_senders_row_is_taken_over_with_its_thread(ledger: Ledger) -> None:
    order = an_order(threaded=True)
    await ledger.save_subscription(order)
    for ordinal in range(2):
        await on_day(ledger, order, ordinal)
    await sent(ledger, "m1")
    await taken(ledger)
    (held,) = await ledger.retake("terminal", "two", NOON + MINUTE, NOON + DAY, 9)
    assert held.under == "m1"


async def test_where_the_first_of_a_day_was_refused_the_next_one_becomes_it(ledger: Ledger) -> None:
    order = an_order(threaded=True)
    await ledger.save_subscription(order)
    first, second, third = [await on_day(ledger, order, ordinal) for ordinal in range(3)]
    assert await sent(ledger, "", state=State.DEAD, reason=Reason("forbidden")) == (first, "")
    assert await sent(ledger, "m2") == (second, "")
    assert await sent(ledger, "m3") == (third, "m2")


async def test_the_deliveries_of_a_tenant_are_not_hidden_by_those_of_others(ledger: Ledger) -> None:
    channels = [Channel("discord", tenant, name) for tenant, name in (("1", "7"), ("12", "7"), ("1", "8"), ("2", "7"))]
    for number, channel in enumerate(channels):
        order = an_order(f"order{number}", channel=channel)
        await ledger.save_subscription(order)
        await frozen(ledger, order, 1)
    own = [one.channel for one in await ledger.deliveries(State.DUE, 2, "discord", "1")]
    assert sorted(own, key=str) == [channels[0], channels[2]]
    assert await ledger.deliveries(State.DUE, 9, "slack", "1") == ()
    assert await ledger.deliveries(State.PARKED, 9, "discord", "1") == ()
    assert len(await ledger.deliveries(State.DUE, 9)) == len(channels)


async def test_a_parked_first_does_not_hold_the_rest_of_the_day_and_comes_into_its_thread(ledger: Ledger) -> None:
    order = an_order(threaded=True)
    await ledger.save_subscription(order)
    first = await on_day(ledger, order, 0)
    await sent(ledger, "", state=State.PARKED)
    second = await on_day(ledger, order, 1)
    assert await sent(ledger, "m2") == (second, "")
    (parked,) = await ledger.deliveries(State.PARKED, 9)
    await ledger.decide(parked.key, State.DUE, NOON)
    assert await sent(ledger, "m1") == (first, "m2")


async def test_a_message_that_only_an_admin_says_was_posted_has_no_thread(ledger: Ledger) -> None:
    order = an_order(threaded=True)
    await ledger.save_subscription(order)
    await on_day(ledger, order, 0)
    await sent(ledger, "", state=State.PARKED)
    (parked,) = await ledger.deliveries(State.PARKED, 9)
    await ledger.decide(parked.key, State.SENT, NOON)
    second, third = await on_day(ledger, order, 1), await on_day(ledger, order, 2)
    assert await sent(ledger, "m2") == (second, "")
    assert await sent(ledger, "m3") == (third, "m2")


async def test_every_subscription_has_a_thread_of_its_own_or_none(ledger: Ledger) -> None:
    orders = [an_order("one", threaded=True), an_order("two", threaded=True), an_order("plain")]
    for order in orders:
        await ledger.save_subscription(order)
    for ordinal in range(2):
        for order in orders:
            await on_day(ledger, order, ordinal)
    seen = [await sent(ledger, f"m{n}") for n in range(6)]
    assert [(edition.split("/")[0], under) for edition, under in seen] == [
        *(("one", ""), ("two", ""), ("plain", "")),
        *(("one", "m0"), ("two", "m1"), ("plain", "")),
    ]


async def test_from_when_a_schedule_is_threaded_what_comes_stands_in_the_thread_of_the_first(ledger: Ledger) -> None:
    order = an_order()
    await ledger.save_subscription(order)
    first = await on_day(ledger, order, 0)
    assert await sent(ledger, "m1") == (first, "")
    await ledger.save_subscription(replace(order, threaded=True))
    second = await on_day(ledger, order, 1)
    assert await sent(ledger, "m2") == (second, "m1")


# --- what is done once, what readers choose and say


async def test_what_is_done_once_is_new_to_one_until_its_time_is_over(ledger: Ledger) -> None:
    assert await ledger.once("event Ev1", NOON, NOON + MINUTE)
    assert not await ledger.once("event Ev1", NOON, NOON + DAY)
    assert await ledger.once("event Ev2\ud800", NOON, NOON + MINUTE)
    assert await ledger.once("event Ev1", NOON + MINUTE, NOON + DAY)
    assert not await ledger.once("event Ev1", NOON + MINUTE, NOON + DAY)


async def test_of_many_that_do_the_same_at_once_one_does_it(ledger: Ledger) -> None:
    for now in (NOON, NOON + MINUTE):
        news = await asyncio.gather(*(ledger.once("event", now, now + MINUTE) for _ in range(8)))
        assert sorted(news) == [False] * 7 + [True]


async def test_names_are_forgotten_when_their_time_is_over(ledger: Ledger) -> None:
    for n in range(3):
        await ledger.once(f"event {n}", NOON, NOON + MINUTE)
    await ledger.once("young", NOON, NOON + DAY)
    assert await ledger.forget_names(NOON, 9) == 0
    assert [await ledger.forget_names(NOON + MINUTE, 2) for _ in range(3)] == [2, 1, 0]
    assert not await ledger.once("young", NOON + MINUTE, NOON + DAY)


async def test_the_language_that_a_person_chose_last_is_theirs_alone(ledger: Ledger) -> None:
    assert await ledger.language("slack", "T1", "U1") is None
    for lang in (Lang.HANS, Lang.HANT):
        await ledger.save_language("slack", "T1", "U1", lang)
        assert await ledger.language("slack", "T1", "U1") is lang
    for other in (("slack", "T2", "U1"), ("slack", "T1", "U2"), ("discord", "T1", "U1"), ("slack", "T1", "\ud800")):
        assert await ledger.language(*other) is None


async def test_of_what_a_person_says_of_a_thing_the_last_word_stands(ledger: Ledger) -> None:
    one = Rated("slack", "T1", "U1", "story", "s12345678", useful=True, at=NOON)
    others = [replace(one, person="U2"), replace(one, tenant="T2"), replace(one, verb="timeline"), replace(one, id="x")]
    for rated in (one, *others):
        await ledger.save_rating(rated)
    changed = replace(one, useful=False, at=NOON + MINUTE)
    await ledger.save_rating(changed)
    assert set(await ledger.ratings(NOON)) == {changed, *others}
    assert await ledger.ratings(NOON + MINUTE) == (changed,)
    assert [await ledger.forget_ratings(NOON + MINUTE, 3) for _ in range(3)] == [3, 1, 0]
    assert await ledger.ratings(NOON) == (changed,)
