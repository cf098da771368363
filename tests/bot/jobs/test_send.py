"""Sending and clearing: posted once, whatever the platform answers and whenever the process dies."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.jobs import posting
from bot.jobs.clear import clear
from bot.jobs.press import Press
from bot.jobs.send import send
from digests.delivery import Delivery, Later, Outcome, Pace, Posted, Scope, Sight, State, Unreadable
from digests.errors import StoreUnusable
from digests.points import Point
from digests.sending import LEASE, MOST_LOST, PATIENCE
from digests.story import Reason
from tests.bot.jobs.stage import HERE, HOUR, MINUTE, SECOND, SEVEN, THERE, Dying, Killed, Stage
from tests.fakes.platform.faults import Fault, Kind
from tests.fakes.publisher import FakePublisher, InProcess


async def only(stage: Stage) -> Delivery:
    """Return the one delivery there is."""
    (one,) = [one for state in State for one in await stage.ledger.deliveries(state, 9)]
    return one  # type: ignore[no-any-return]  # the ledger's


def dies_at(stage: Stage, point: Point) -> None:
    """Let the process die where it passes that point."""

    def die(passed: Point) -> None:
        if passed is point:
            raise Killed

    stage.passing = die


async def killed(stage: Stage, point: Point) -> None:
    """Send, and die there."""
    dies_at(stage, point)
    with pytest.raises(BaseException) as died:  # noqa: PT011  alone, or in the group of its batch
        await send(stage.press, "fake")
    assert isinstance(died.value, Killed) or (
        isinstance(died.value, BaseExceptionGroup) and died.group_contains(Killed)
    )
    stage.passing = lambda _: None


async def test_what_is_due_is_posted_and_its_message_remembered(stage: Stage):
    await stage.frozen()
    assert await send(stage.press, "fake") == 1
    one = await only(stage)
    assert (one.state, one.message, one.reason) == (State.SENT, "1", None)
    assert await send(stage.press, "fake") == 0
    assert len(stage.seen()) == 1


@pytest.mark.parametrize("point", [Point.TAKEN, Point.PACE_RESERVED, Point.POST_BEGUN])
async def test_d01_killed_between_the_commit_of_sending_and_the_socket_there_is_one_post(stage: Stage, point: Point):
    await stage.frozen()
    if point is Point.TAKEN:  # the ledger in memory passes no points
        await stage.ledger.take("fake", "dead", stage.clock.now(), stage.clock.now() + LEASE, 9)
    else:
        await killed(stage, point)
    assert stage.seen() == []
    await stage.quiet()
    assert (len(stage.seen()), (await only(stage)).state) == (1, State.SENT)


async def test_d02_killed_after_the_platform_stored_the_post_the_row_ends_sent_with_its_id(stage: Stage):
    await stage.frozen()
    await killed(stage, Point.POST_ANSWERED)
    await stage.quiet()
    one = await only(stage)
    assert (len(stage.seen()), one.state, one.message) == (1, State.SENT, "1")


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_d03_stored_and_answered_with_5xx_five_times_there_is_one_post(stage: Stage, status: int):
    await stage.frozen()
    stage.unlucky(*[Fault(Kind.ERROR, status=status)] * 5)
    await stage.quiet()
    assert (len(stage.seen()), (await only(stage)).state) == (1, State.SENT)


@pytest.mark.parametrize("kind", [Kind.LOST_REPLY, Kind.CUT, Kind.EMPTY, Kind.FOREIGN])
async def test_d04_d26_a_broken_or_odd_answer_is_no_success_and_no_second_post(stage: Stage, kind: Kind):
    await stage.frozen()
    stage.unlucky(Fault(kind))
    assert await send(stage.press, "fake") == 0
    assert (await only(stage)).state is State.SENDING
    await stage.quiet()
    assert (len(stage.seen()), (await only(stage)).state) == (1, State.SENT)


async def test_d05_a_post_that_lands_twenty_seconds_late_is_found_and_not_repeated(stage: Stage):
    await stage.frozen()
    stage.unlucky(Fault(Kind.LATE, seconds=20))
    await send(stage.press, "fake")
    assert stage.seen() == []
    await stage.quiet()
    assert (len(stage.seen()), (await only(stage)).state) == (1, State.SENT)


async def test_d07_ten_minutes_later_a_stored_post_is_found_by_its_mark(stage: Stage):
    await stage.frozen()
    await killed(stage, Point.POST_ANSWERED)
    stage.clock.advance(10 * MINUTE)
    posts = len([entry for entry in stage.log if entry.get("verb") == "post"])
    assert await clear(stage.press, "fake") == 1
    assert len([entry for entry in stage.log if entry.get("verb") == "post"]) == posts
    assert (len(stage.seen()), (await only(stage)).state) == (1, State.SENT)


async def test_d08_without_the_history_it_is_parked_the_admins_are_told_once_and_nothing_is_posted(stage: Stage):
    await stage.frozen()
    await killed(stage, Point.POST_BEGUN)
    stage.platform.room(str(HERE)).unreadable = True
    stage.clock.advance(10 * MINUTE)
    await stage.quiet()
    assert (stage.seen(), (await only(stage)).state) == ([], State.PARKED)
    assert await stage.troubles() == [(str(HERE), "parked")]


@pytest.mark.parametrize(("call", "after"), [("save_notice", False), ("save_notice", True), ("record", False)])
async def test_g4_killed_between_record_and_notice_the_notice_of_a_parked_row_is_not_lost(
    stage: Stage, call: str, after: bool
):
    await stage.frozen()
    await killed(stage, Point.POST_BEGUN)
    stage.platform.room(str(HERE)).unreadable = True
    stage.clock.advance(10 * MINUTE)
    with pytest.raises(BaseExceptionGroup):
        await clear(stage.a_press("dead", ledger=Dying(stage.ledger, call, after=after)), "fake")
    assert (await only(stage)).state is State.SENDING
    stage.clock.advance(MINUTE)
    await clear(stage.press, "fake")
    assert (await only(stage)).state is State.PARKED
    assert await stage.troubles() == [(str(HERE), "parked")]


@pytest.mark.parametrize(("call", "after"), [("save_notice", False), ("save_notice", True), ("record", False)])
async def test_o06_killed_between_record_and_notice_the_notice_of_a_dead_row_is_not_lost(
    stage: Stage, call: str, after: bool
):
    await stage.frozen()
    stage.platform.room(str(HERE)).forbidden = True
    with pytest.raises(BaseExceptionGroup):
        await send(stage.a_press("dead", ledger=Dying(stage.ledger, call, after=after)), "fake")
    stage.clock.advance(10 * MINUTE)
    await stage.quiet()
    assert (await only(stage)).state is State.DEAD
    assert await stage.troubles() == [(str(HERE), "channel-closed")]


@pytest.mark.parametrize("how", ["forbidden", "gone"])
async def test_o06_o07_a_closed_channel_is_tried_once_rests_and_is_told_once(stage: Stage, how: str):
    await stage.order("other", THERE)
    await stage.frozen()
    setattr(stage.platform.room(str(HERE)), how, True)
    await stage.quiet()
    assert len([entry for entry in stage.log if entry.get("verb") == "post"]) == 2
    assert (await stage.ordered()).paused
    assert not (await stage.ordered("other")).paused
    assert await stage.troubles() == [(str(HERE), "channel-closed")]
    assert len(stage.seen(THERE)) == 1


async def test_o08_a_channel_that_is_open_again_brings_the_all_clear_and_no_flood(stage: Stage):
    await stage.frozen()
    stage.platform.room(str(HERE)).forbidden = True
    await stage.step()
    stage.platform.room(str(HERE)).forbidden = False
    rested = await stage.ordered()
    stage.clock.advance(48 * HOUR)
    await stage.ledger.save_subscription(replace(rested, paused=False, next_run=SEVEN + 48 * HOUR))
    stage.briefs = [replace(stage.briefs[0], story=replace(stage.briefs[0].story, id="s2", articles=("a2",)))]
    stage.briefs = [replace(b, headline=replace(b.headline, text="Another")) for b in stage.briefs]
    await stage.quiet()
    assert len(stage.seen()) == 1
    assert await stage.troubles() == []


async def test_d11_a_commit_of_sent_that_fails_is_tried_again(stage: Stage):
    await stage.frozen()
    record = stage.ledger.record
    refused: list[int] = []

    async def locked(rows: list[Delivery]) -> tuple[bool, ...]:
        if len(refused) < 2:
            refused.append(1)
            raise StoreUnusable("database-locked", "news.db")
        return await record(rows)  # type: ignore[no-any-return]  # the ledger's

    stage.ledger.record = locked
    assert await send(stage.press, "fake") == 1
    assert (len(stage.seen()), (await only(stage)).state) == (1, State.SENT)


async def test_d11_o01_a_commit_that_fails_for_good_leaves_the_row_unclear_and_it_is_found(stage: Stage):
    await stage.frozen()
    record = stage.ledger.record

    async def full(_: list[Delivery]) -> tuple[bool, ...]:
        raise StoreUnusable("database-full", "news.db")

    stage.ledger.record = full
    assert await send(stage.press, "fake") == 0
    assert len(stage.slept) == posting.RECORD_TRIES
    stage.ledger.record = record
    await stage.quiet()
    assert (len(stage.seen()), (await only(stage)).state) == (1, State.SENT)


async def test_o01_a_database_that_refuses_the_notice_leaves_the_row_unclear(stage: Stage):
    await stage.frozen()
    stage.platform.room(str(HERE)).forbidden = True

    async def full(_: object) -> None:
        raise StoreUnusable("database-full", "news.db")

    kept, stage.ledger.save_notice = stage.ledger.save_notice, full
    assert await send(stage.press, "fake") == 0
    assert (await only(stage)).state is State.SENDING
    stage.ledger.save_notice = kept
    stage.clock.advance(10 * MINUTE)
    await stage.quiet()
    assert (await only(stage)).state is State.DEAD


async def test_d13_a_message_that_a_moderator_removed_is_not_posted_again(stage: Stage):
    one = await stage.frozen()
    await killed(stage, Point.POST_ANSWERED)
    stage.platform.remove(str(HERE), one.nonce)
    stage.clock.advance(31 * SECOND)
    await clear(stage.press, "fake")
    assert (stage.seen(), (await only(stage)).state) == ([], State.SENT)


async def test_d14_a_row_that_kills_its_senders_is_parked_and_the_others_flow(stage: Stage):
    await stage.order("other", THERE)
    await stage.frozen()
    real = stage.publisher

    class Deadly(FakePublisher):
        async def post(self, delivery: Delivery) -> Outcome:
            if delivery.channel == HERE:
                raise Killed
            return await super().post(delivery)

    stage.publisher = Deadly(InProcess(stage.platform, stage.sleep))
    for life in range(MOST_LOST + 4):
        press = stage.a_press(f"life{life}")
        for job in (send, clear):
            try:
                await job(press, "fake")
            except BaseExceptionGroup:
                break
        stage.clock.advance(LEASE + SECOND)
    stage.publisher = real
    assert (stage.seen(), len(stage.seen(THERE))) == ([], 1)
    assert [one.channel for one in await stage.ledger.deliveries(State.PARKED, 9)] == [HERE]
    assert (str(HERE), "parked") in await stage.troubles()


async def test_d16_a_global_retry_after_lets_everyone_wait_and_then_all_go_out(stage: Stage):
    bot = Pace("fake:bot", 50)
    stage.paces = (bot,)
    stage.__post_init__()
    await stage.order("other", THERE)
    await stage.frozen()
    stage.unlucky(Fault(Kind.LIMITED, seconds=65, everywhere=True))
    await send(stage.press, "fake")
    await send(stage.a_press("two"), "fake")
    assert [entry for entry in stage.log if entry.get("what")] == []
    stage.clock.advance(66 * SECOND)
    await stage.quiet()
    assert (len(stage.seen()), len(stage.seen(THERE))) == (1, 1)


async def test_d17_a_channels_retry_after_lets_that_channel_wait_alone(stage: Stage):
    await stage.order("other", THERE)
    await stage.frozen()

    class PerChannel(FakePublisher):
        def paces(self, channel: object) -> tuple[Pace, ...]:
            return (Pace(f"fake:{channel}", 5, Scope.CHANNEL),)

    press = stage.a_press(publishers={"fake": PerChannel(InProcess(stage.platform, stage.sleep))})
    stage.platform.room(str(HERE)).quiet_until = stage.clock.now() + 60 * SECOND
    await send(press, "fake")
    assert (stage.seen(), len(stage.seen(THERE))) == ([], 1)
    stage.clock.advance(61 * SECOND)
    await send(press, "fake")
    assert len(stage.seen()) == 1


async def test_a_delivery_whose_pace_is_slow_is_given_back_and_costs_no_try(stage: Stage):
    stage.paces = (Pace("fake:bot", 1 / 30),)
    stage.__post_init__()
    await stage.order("other", THERE)
    await stage.frozen()
    assert await send(stage.press, "fake") == 1
    (back,) = await stage.ledger.deliveries(State.DUE, 9)
    assert (back.attempts, back.first_try, back.due) == (0, None, stage.clock.now() + 30 * SECOND)


async def test_d15_of_many_that_fail_the_others_go_out_and_none_twice(stage: Stage):
    for n in range(20):
        await stage.order(f"sub{n}", replace(HERE, name=f"c{n}"))
    stage.unlucky(Fault(Kind.ERROR), Fault(Kind.ERROR, effect=False))
    await stage.step()
    assert (await stage.states()).count(State.SENT) == 18
    await stage.quiet()
    assert [len(stage.seen(replace(HERE, name=f"c{n}"))) for n in range(20)] == [1] * 20


async def test_d12_parts_come_in_order_and_after_a_kill_the_next_goes_on(stage: Stage):
    budget = stage.publisher.budget
    stage.publisher.budget = replace(budget, characters=900)
    one = stage.briefs[0]
    stage.briefs = [
        replace(
            one,
            story=replace(one.story, id=f"s{n}", articles=(f"a{n}",)),
            headline=replace(one.headline, text=f"Story {n} " + "of many words " * 20),
        )
        for n in range(6)
    ]
    await stage.order()
    await stage.step()
    assert len(stage.seen()) > 1
    marks = [text.split("LW #1 · 2026-11-21 · ")[-1].strip() for text in stage.seen()]
    parts = len(await stage.ledger.deliveries_of("sub1/2026-11-21/0"))
    assert marks == [f"{n}/{parts}" for n in range(1, parts + 1)]


async def test_a_process_that_was_held_up_posts_nothing_after_its_lease(stage: Stage):
    one = await stage.frozen()

    async def held_up(_: float) -> None:
        stage.clock.advance(LEASE)

    paced = FakePublisher(InProcess(stage.platform), paces=(Pace("fake:bot", 1),))
    await stage.ledger.reserve({Pace("fake:bot", 1): 1}, stage.clock.now())
    assert await send(stage.a_press("slow", sleep=held_up, publishers={"fake": paced}), "fake") == 0
    assert stage.seen() == []
    await stage.quiet()
    assert len(stage.seen()) == 1
    assert one.state is State.DUE


async def test_d10_who_was_stopped_mid_send_while_another_took_over_records_nothing(stage: Stage):
    await stage.frozen()
    other = stage.a_press("two")

    class Stopped(FakePublisher):
        async def post(self, delivery: Delivery) -> Outcome:
            outcome = await super().post(delivery)
            stage.clock.advance(120 * SECOND)
            await clear(other, "fake")
            return outcome

    await send(stage.a_press(publishers={"fake": Stopped(InProcess(stage.platform))}), "fake")
    one = await only(stage)
    assert (len(stage.seen()), one.state, one.owner) == (1, State.SENT, "two")


async def test_d30_who_is_told_to_stop_gives_back_what_it_has_not_begun(stage: Stage):
    stage.paces = (Pace("fake:bot", 1),)
    stage.__post_init__()
    await stage.order("other", THERE)
    await stage.frozen()

    class Stopping(FakePublisher):
        async def post(self, delivery: Delivery) -> Outcome:
            stage.press.stopping.set()
            return await super().post(delivery)

    press = replace(stage.press, publishers={"fake": Stopping(InProcess(stage.platform), paces=stage.paces)})
    assert await send(press, "fake") == 1
    assert sorted(await stage.states()) == [State.DUE, State.SENT]
    assert await send(press, "fake") == 0


async def test_a_publisher_that_raises_holds_up_nobody_else(stage: Stage):
    await stage.order("other", THERE)
    await stage.frozen()

    class Broken(FakePublisher):
        async def post(self, delivery: Delivery) -> Outcome:
            if delivery.channel == HERE:
                raise ZeroDivisionError
            return await super().post(delivery)

    await send(stage.a_press(publishers={"fake": Broken(InProcess(stage.platform))}), "fake")
    assert len(stage.seen(THERE)) == 1
    (unclear,) = await stage.ledger.deliveries(State.SENDING, 9)
    assert unclear.reason == Reason("publisher-failed")


class Odd(FakePublisher):
    """Answers a look and a repeat as it is told."""

    sight: Sight
    outcome: Outcome

    async def find(self, _: Delivery) -> Sight:
        """See ``Publisher``."""
        return self.sight

    async def post(self, _: Delivery) -> Outcome:
        """See ``Publisher``."""
        return self.outcome


def odd(stage: Stage, **answers: object) -> Press:
    publisher = Odd(InProcess(stage.platform), paces=stage.paces, repeats_for=timedelta(minutes=2))
    for name, answer in answers.items():
        setattr(publisher, name, answer)
    return stage.a_press("odd", publishers={"fake": publisher})


async def unclear(stage: Stage) -> Delivery:
    """Return a delivery whose sender is gone, a minute ago."""
    await stage.frozen()
    now = stage.clock.now()
    (one,) = await stage.ledger.take("fake", "gone", now, now + LEASE, 9)
    stage.clock.advance(MINUTE)
    return one  # type: ignore[no-any-return]  # the ledger's


async def test_d17_a_permit_that_was_drawn_before_others_were_told_to_wait_waits_too(stage: Stage):
    stage.paces = (Pace("fake:bot", 50),)
    stage.__post_init__()
    await stage.frozen()
    one = await only(stage)
    early, late = (posting.Posting(stage.press, stage.publisher) for _ in range(2))
    (wait,) = (await early.waits([one])).values()
    await late.hold(one, MINUTE, Scope.BOT)
    assert await early.pause(one, wait) == MINUTE
    stage.clock.advance(2 * MINUTE)
    (wait,) = (await early.waits([one])).values()
    assert not await early.pause(one, wait)


async def test_an_unclear_post_is_repeated_under_its_nonce_while_the_platform_knows_it(stage: Stage):
    await unclear(stage)
    assert await clear(odd(stage, outcome=Posted("m9")), "fake") == 1
    assert (await only(stage)).message == "m9"


async def test_a_repeat_that_is_told_to_wait_is_left_alone_until_then(stage: Stage):
    await unclear(stage)
    await clear(odd(stage, outcome=Later(Reason("told-to-wait"), 5 * MINUTE)), "fake")
    one = await only(stage)
    assert (one.state, one.lease) == (State.SENDING, stage.clock.now() + 5 * MINUTE)


async def test_a_channel_that_cannot_be_read_now_is_read_later_and_after_hours_parked(stage: Stage):
    await unclear(stage)
    stage.clock.advance(10 * MINUTE)
    press = odd(stage, sight=Unreadable(Reason("told-to-wait"), MINUTE))
    await clear(press, "fake")
    assert (await only(stage)).lease == stage.clock.now() + MINUTE
    stage.clock.advance(PATIENCE)
    await clear(press, "fake")
    assert (await only(stage)).state is State.PARKED


async def test_what_was_absent_for_too_long_is_given_up_and_told(stage: Stage):
    await unclear(stage)
    stage.clock.advance(PATIENCE)
    assert await clear(stage.press, "fake") == 1
    assert (stage.seen(), (await only(stage)).state) == ([], State.DEAD)
    assert await stage.troubles() == [(str(HERE), "given-up")]


async def test_a_look_waits_for_its_pace_and_if_that_takes_long_it_comes_later(stage: Stage):
    stage.paces = (Pace("fake:bot", 1),)
    stage.__post_init__()
    await unclear(stage)
    await stage.ledger.hold("fake:bot", stage.clock.now() + MINUTE)
    await clear(stage.press, "fake")
    one = await only(stage)
    assert (one.state, one.lease, one.reason) == (State.SENDING, stage.clock.now() + MINUTE, Reason("told-to-wait"))


async def test_who_was_held_up_before_a_look_does_not_look(stage: Stage):
    stage.paces = (Pace("fake:bot", 1),)
    stage.__post_init__()
    await unclear(stage)
    await stage.ledger.hold("fake:bot", stage.clock.now() + 2 * SECOND)

    async def held_up(_: float) -> None:
        stage.clock.advance(LEASE)
        slow.stopping.set()  # once is enough

    slow = stage.a_press("slow", sleep=held_up)
    await clear(slow, "fake")
    assert [entry for entry in stage.log if entry.get("verb") in {"post", "read"}] == []


async def test_who_is_stopping_takes_over_nothing(stage: Stage):
    await unclear(stage)
    stage.press.stopping.set()
    assert await clear(stage.press, "fake") == 0


async def test_records_that_come_together_are_one_transaction(stage: Stage):
    for n in range(10):
        await stage.order(f"sub{n}", replace(HERE, name=f"c{n}"))
    record, batches = stage.ledger.record, []

    async def counted(rows: list[Delivery]) -> tuple[bool, ...]:
        batches.append(len(rows))
        await asyncio.sleep(0)
        return await record(rows)  # type: ignore[no-any-return]  # the ledger's

    stage.ledger.record = counted
    await stage.step()
    assert sum(batches) == 10
    assert len(batches) < 10


async def test_who_was_held_up_before_a_repeat_does_not_repeat(stage: Stage):
    await unclear(stage)

    def held_up(point: Point) -> None:
        if point is Point.REPEAT_BEGUN:
            stage.clock.advance(LEASE)
            press.stopping.set()  # once is enough

    press = odd(stage, outcome=Posted("m9"))
    stage.passing = held_up
    await clear(press, "fake")
    assert (await only(stage)).state is State.SENDING
