"""The stand-in is as strict and as unlucky as it says; in process and over loopback alike.

A ``D`` or ``O`` and a number name the case that a test lets happen.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from digests.delivery import Absent, Delivery, Later, Never, Outcome, Posted, Scope, Unclear, Unreadable
from digests.page import Page, Text
from tests.contracts.test_publisher import Place, platform  # noqa: F401  the fixture is used by its name
from tests.fakes.platform.checker import read_log
from tests.fakes.platform.core import PAGE, Call
from tests.fakes.platform.faults import Chance, Fault, Kind, Script
from tests.fakes.platform.stage import Local, Running, Stage, remote, running
from tests.fakes.publisher import FakePublisher, InProcess, over_loopback


@dataclass
class Play:
    """A stage, and a publisher that plays on it; it waits a tenth of a second for an answer."""

    stage: Stage
    publisher: FakePublisher

    def delivery(self, part: int = 1, number: int = 1) -> Delivery:
        """Return a delivery as the contract has it."""
        return replace(Place(self.publisher, never, never).delivery(part, number=number), first_try=None)


async def never(*_: object) -> list[str]:
    raise AssertionError


@pytest.fixture(params=["in process", "loopback"])
async def play(request: pytest.FixtureRequest, platform: Running) -> AsyncIterator[Play]:  # noqa: F811  the fixture
    if request.param == "in process":
        local = Local()
        yield Play(local, FakePublisher(InProcess(local.platform), patience=0.1))
        return
    async with remote(platform) as stage, over_loopback(platform.url) as wire:
        await stage.begin()
        yield Play(stage, FakePublisher(wire, patience=0.1))


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Kind.LOST_REPLY),
        Fault(Kind.LATE, seconds=20),
        Fault(Kind.SLOW, seconds=20),
        *(Fault(Kind.ERROR, status=status) for status in (500, 502, 504)),
        Fault(Kind.EMPTY),
        Fault(Kind.FOREIGN),
    ],
)
async def test_what_happened_without_a_clear_word_is_unclear_and_the_same_nonce_makes_no_second(
    play: Play, fault: Fault
):
    # D03 D04 D05 D26
    await play.stage.misfortune(fault)
    assert isinstance(await play.publisher.post(play.delivery()), Unclear)
    assert isinstance(await play.publisher.post(play.delivery()), Posted)
    verdict = await play.stage.verdict()
    assert (verdict.seen, verdict.duplicates) == (1, ())


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Kind.CUT),
        *(Fault(Kind.ERROR, status=status, effect=False) for status in (500, 502, 504)),
        Fault(Kind.EMPTY, effect=False),
        Fault(Kind.FOREIGN, effect=False),
    ],
)
async def test_what_did_not_happen_without_a_clear_word_is_unclear_too_and_absent(play: Play, fault: Fault):
    await play.stage.misfortune(fault)
    assert isinstance(await play.publisher.post(play.delivery()), Unclear)
    assert await play.publisher.find(play.delivery()) == Absent()
    assert (await play.stage.verdict()).seen == 0


async def test_a_late_post_is_absent_before_it_lands_and_found_after(play: Play):
    await play.stage.misfortune(Fault(Kind.LATE, seconds=20))
    await play.publisher.post(play.delivery())
    assert await play.publisher.find(play.delivery()) == Absent()
    await play.stage.advance(21)
    assert isinstance(await play.publisher.find(play.delivery()), Posted)


async def test_a_nonce_is_forgotten_after_its_window_and_then_a_second_try_is_a_duplicate(play: Play):
    await play.publisher.post(play.delivery())
    await play.stage.advance(119)
    await play.publisher.post(play.delivery())
    assert (await play.stage.verdict()).duplicates == ()
    await play.stage.advance(2)
    await play.publisher.post(play.delivery())
    assert (await play.stage.verdict()).duplicates == ("fake:local/desk LW #1 · 2024-05-17 · 1/3",)


async def test_a_late_post_that_lands_after_the_window_of_another_is_a_duplicate(play: Play):
    await play.stage.misfortune(Fault(Kind.LATE, seconds=200))
    await play.publisher.post(play.delivery())
    await play.publisher.post(play.delivery())
    assert len((await play.stage.verdict()).duplicates) == 1


@pytest.mark.parametrize(("everywhere", "scope"), [(False, Scope.CHANNEL), (True, Scope.BOT)])
async def test_being_told_to_wait_is_later_with_its_scope_and_calling_before_is_an_offence(
    play: Play, everywhere: bool, scope: Scope
):
    # D16 D17
    await play.stage.misfortune(Fault(Kind.LIMITED, seconds=65, everywhere=everywhere))
    outcome = await play.publisher.post(play.delivery())
    assert isinstance(outcome, Later)
    assert (outcome.wait, outcome.scope) == (timedelta(seconds=65), scope)
    other = Place(play.publisher, never, never).delivery(channel="other")
    assert isinstance(await play.publisher.post(other), Later if everywhere else Posted)
    assert isinstance(await play.publisher.post(play.delivery()), Later)
    await play.stage.advance(66)
    assert isinstance(await play.publisher.post(play.delivery()), Posted)
    verdict = await play.stage.verdict()
    assert len(verdict.offences) == (2 if everywhere else 1)
    assert verdict.invalid == (3 if everywhere else 2)


@pytest.mark.parametrize("how", ["forbidden", "gone"])
async def test_a_closed_channel_takes_nothing_and_may_open_again(play: Play, how: str):
    # O06
    channel = str(play.delivery().channel)
    await play.stage.close(channel, how)
    outcome = await play.publisher.post(play.delivery())
    assert isinstance(outcome, Never)
    assert outcome.pauses
    await play.stage.close(channel)
    assert isinstance(await play.publisher.post(play.delivery()), Posted)
    assert (await play.stage.verdict()).seen == 1


async def test_a_late_post_does_not_land_in_a_channel_that_was_closed_meanwhile(play: Play):
    await play.stage.misfortune(Fault(Kind.LATE, seconds=5))
    await play.publisher.post(play.delivery())
    await play.stage.close(str(play.delivery().channel), "gone")
    assert (await play.stage.verdict()).seen == 0


async def test_a_history_that_may_not_be_read_is_unreadable_though_posting_goes_on(play: Play):
    # D08
    await play.publisher.post(play.delivery())
    await play.stage.close(str(play.delivery().channel), "unreadable")
    sight = await play.publisher.find(play.delivery())
    assert isinstance(sight, Unreadable)
    assert sight.wait is None
    assert isinstance(await play.publisher.post(play.delivery(2)), Posted)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Kind.CUT),
        Fault(Kind.SLOW, seconds=20),
        Fault(Kind.ERROR),
        Fault(Kind.LIMITED, seconds=3),
        Fault(Kind.EMPTY),
    ],
)
async def test_a_look_that_fails_is_unreadable_for_a_while_never_absent(play: Play, fault: Fault):
    await play.publisher.post(play.delivery())
    await play.stage.misfortune(fault, fault, verbs=["read"])  # aiohttp asks again where a GET was cut
    sight = await play.publisher.find(play.delivery())
    assert isinstance(sight, Unreadable)
    assert sight.wait


async def test_a_message_that_a_moderator_removed_is_answered_as_sent_within_the_window(play: Play):
    # D13
    await play.publisher.post(play.delivery())
    await play.stage.remove(str(play.delivery().channel), play.delivery().nonce)
    assert await play.publisher.post(play.delivery()) == Posted("")
    assert await play.publisher.find(play.delivery()) == Absent()
    verdict = await play.stage.verdict()
    assert (verdict.seen, verdict.duplicates, verdict.reposted) == (1, (), ())


async def test_a_post_whose_message_is_removed_before_the_answer_is_unclear(play: Play):
    await play.stage.misfortune(Fault(Kind.REMOVED))
    assert isinstance(await play.publisher.post(play.delivery()), Unclear)
    assert await play.publisher.find(play.delivery()) == Absent()
    assert (await play.stage.verdict()).seen == 1


async def test_a_text_that_does_not_fit_is_refused_and_an_offence(play: Play):
    long = replace(play.delivery(), page=Page("", (Text("Heron " * 400),)))
    assert isinstance(await play.publisher.post(long), Never)
    verdict = await play.stage.verdict()
    assert (verdict.seen, len(verdict.offences)) == (0, 1)


async def test_an_old_post_is_found_behind_more_than_a_page_of_newer_ones(play: Play):
    for number in range(1, PAGE + 3):
        await play.publisher.post(play.delivery(number=number))
    assert isinstance(await play.publisher.find(play.delivery(number=PAGE + 2)), Posted)
    assert await play.publisher.find(play.delivery(number=PAGE + 3)) == Absent()


async def test_a_platform_that_is_not_there_has_certainly_not_posted(tmp_path: Path):
    with running(tmp_path) as platform:  # noqa: F811  not the fixture: it has ended
        pass
    async with over_loopback(platform.url) as wire:
        outcome = await FakePublisher(wire).post(Play(Local(), FakePublisher(wire)).delivery())
    assert isinstance(outcome, Later)
    assert outcome.scope is Scope.BOT


async def test_what_was_seen_outlives_the_bot_and_the_platform(tmp_path: Path):
    with running(tmp_path) as platform:  # noqa: F811  not the fixture: it ends here
        async with over_loopback(platform.url) as wire:
            await FakePublisher(wire).post(Play(Local(), FakePublisher(wire)).delivery())
    assert [entry["event"] for entry in read_log(platform.log)] == ["seen", "call"]


def test_a_nonce_that_does_not_fit_is_refused_and_an_offence():
    stage = Local()
    for nonce in ("", "n" * 26):
        assert stage.platform.ask(Call("post", "desk", nonce=nonce, text="Heron")).status == 400
    assert [entry["event"] for entry in stage.log].count("offence") == 2


def test_waiting_is_what_the_wire_is_told_it_means():
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    async def asked() -> Outcome:
        stage = Local()
        await stage.misfortune(Fault(Kind.SLOW, seconds=3), Fault(Kind.LATE, seconds=30))
        publisher = FakePublisher(InProcess(stage.platform, sleep))
        delivery = Play(stage, publisher).delivery()
        assert isinstance(await publisher.post(delivery), Posted)
        return await publisher.post(replace(delivery, edition="other"))

    assert isinstance(asyncio.run(asked()), Unclear)
    assert waited == [3, 12]


def test_chance_meets_every_kind_of_fault_at_its_rate_and_the_same_seed_meets_the_same():
    def drawn(seed: int) -> list[Fault]:
        luck = Chance(random.Random(seed), rate=0.5)  # noqa: S311  no secret
        return [luck.next("post", "desk") for _ in range(2000)]

    kinds = Counter(fault.kind for fault in drawn(1))
    assert set(kinds) == set(Kind)
    assert 850 < kinds[Kind.NONE] < 1150
    assert drawn(1) == drawn(1) != drawn(2)


def test_a_script_is_for_the_verbs_it_names():
    luck = Script([Fault(Kind.CUT)], ["read"])
    assert [luck.next(verb, "desk").kind for verb in ("post", "read", "read")] == [Kind.NONE, Kind.CUT, Kind.NONE]
