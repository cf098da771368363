"""Corrections: a posted sentence that lost its quote is taken back in its message, once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.jobs.corrections import CORRECTED, CORRECTIONS, correct
from digests.delivery import Delivery, Pace, State
from digests.story import Reason
from tests.bot.jobs.stage import DAY, HERE, MINUTE, SECOND, Dying, Killed, Stage
from tests.builders import an_article
from tests.fakes.platform.faults import Fault, Kind

TRUE = "It has 70 billion parameters."
FIRST = an_article(f"Corvid Labs released it. {TRUE}", id="a1", title="Heron-1 is out")
SECOND_REVISION = replace(FIRST, revision=2, text="Corvid Labs released it.", fingerprint="f2")


async def changed(stage: Stage) -> None:
    """Post an edition, then let its article lose a sentence."""
    await stage.store.save_article(FIRST, [], [])
    await stage.posted()
    await stage.store.save_article(SECOND_REVISION, [], [])


async def delivery(stage: Stage) -> Delivery:
    (edition,) = await stage.ledger.editions(HERE, 9)
    (one,) = await stage.ledger.deliveries_of(edition.id)
    return one  # type: ignore[no-any-return]  # the ledger's


async def test_a_posted_sentence_that_lost_its_quote_is_taken_back_once_and_said(stage: Stage):
    await changed(stage)
    before = stage.seen()[0]
    assert [await correct(stage.press) for _ in range(3)] == [1, 0, 0]
    (text,) = stage.seen()
    assert TRUE in before
    assert TRUE not in text
    assert text.count("Correction 21 Nov 2026: the source no longer says what stood here.") == 1
    assert text.count("LW #1") == before.count("LW #1")


async def test_where_all_quotes_still_stand_nothing_is_edited(stage: Stage):
    await changed(stage)
    await stage.store.save_article(replace(FIRST, revision=3, text=f"{TRUE} More.", fingerprint="f3"), [], [])
    assert await correct(stage.press) == 0
    assert await stage.ledger.outdated(stage.clock.now() - DAY) == ()
    assert TRUE in stage.seen()[0]


async def test_a_further_change_is_a_further_correction(stage: Stage):
    await stage.store.save_article(FIRST, [], [])
    await stage.posted()
    second = replace(FIRST, revision=2, title="Heron-1 is late", fingerprint="f2")
    await stage.store.save_article(second, [], [])
    assert await correct(stage.press) == 1
    assert TRUE in stage.seen()[0]
    await stage.store.save_article(replace(second, revision=3, text="Nothing.", fingerprint="f3"), [], [])
    assert await correct(stage.press) == 1
    assert "the source has changed this line to “Heron-1 is late”" in stage.seen()[0]
    assert stage.seen()[0].count("Correction") == 2


async def test_what_was_told_long_ago_is_left_as_it_is(stage: Stage):
    await changed(stage)
    stage.clock.advance(CORRECTED + SECOND)
    assert await correct(stage.press) == 0
    assert TRUE in stage.seen()[0]


async def test_only_what_was_posted_is_corrected_and_what_is_on_its_way_is_when_it_was(stage: Stage):
    await stage.store.save_article(FIRST, [], [])
    await stage.frozen()
    await stage.store.save_article(SECOND_REVISION, [], [])
    assert await correct(stage.press) == 0
    assert stage.seen() == []
    await stage.step()
    assert TRUE in stage.seen()[0]
    assert await correct(stage.press) == 1


async def test_what_was_given_up_is_settled(stage: Stage):
    await changed(stage)
    one = await delivery(stage)
    await stage.ledger.record([replace(one, state=State.DEAD, reason=Reason("refused"))])
    assert await correct(stage.press) == 0
    assert await stage.ledger.outdated(stage.clock.now() - DAY) == ()


@pytest.mark.parametrize(
    ("call", "after"), [("compared", False), ("compared", True), ("replace_page", False), ("replace_page", True)]
)
async def test_killed_anywhere_there_is_one_correction(stage: Stage, call: str, after: bool):
    await changed(stage)
    with pytest.raises(BaseExceptionGroup) as died:
        await correct(stage.a_press("dead", ledger=Dying(stage.ledger, call, after=after)))
    assert died.group_contains(Killed)
    stage.clock.advance(3 * MINUTE)
    await correct(stage.press)
    assert stage.seen()[0].count("Correction") == 1
    assert len(stage.seen()) == 1
    assert await stage.ledger.outdated(stage.clock.now() - DAY) == ()
    assert stage.seen()[0].split() == [word for word in stage.seen()[0].split() if word != TRUE]


@pytest.mark.parametrize("kind", [Kind.CUT, Kind.LOST_REPLY, Kind.LIMITED, Kind.ERROR, Kind.FOREIGN])
async def test_an_edit_that_failed_or_is_unclear_is_made_again_later(stage: Stage, kind: Kind):
    await changed(stage)
    stage.unlucky(Fault(kind, seconds=30), verbs=("edit",))
    assert await correct(stage.press) == 0
    stage.clock.advance(MINUTE)
    assert await correct(stage.press) == 1
    assert stage.seen()[0].count("Correction") == 1


async def test_d17_an_edit_that_was_told_to_wait_lets_the_others_wait_too(stage: Stage):
    stage.paces = (Pace("fake:bot", 50),)
    stage.__post_init__()
    await changed(stage)
    stage.unlucky(Fault(Kind.LIMITED, seconds=30, everywhere=True), verbs=("edit",))
    assert await correct(stage.press) == 0
    assert await correct(stage.press) == 0  # its pace allows none soon: it is not even asked
    assert [entry for entry in stage.log if entry.get("what")] == []
    stage.clock.advance(MINUTE)
    assert await correct(stage.press) == 1


async def test_a_message_that_is_gone_is_not_asked_for_again(stage: Stage):
    await changed(stage)
    stage.platform.remove(str(HERE), (await delivery(stage)).nonce)
    assert await correct(stage.press) == 0
    assert await stage.ledger.outdated(stage.clock.now() - DAY) == ()


async def test_a_publisher_that_raises_is_a_defect_and_tried_again(stage: Stage):
    await changed(stage)

    class Broken:
        platform = "fake"
        paces = stage.publisher.paces

        async def edit(self, _: Delivery) -> None:
            raise ZeroDivisionError

    assert await correct(stage.a_press(publishers={"fake": Broken()})) == 0
    assert await correct(stage.a_press(publishers={})) == 0
    assert await correct(stage.press) == 1


async def test_one_process_at_a_time_corrects(stage: Stage):
    await changed(stage)
    await stage.ledger.turn(CORRECTIONS, "other", stage.clock.now(), stage.clock.now() + MINUTE)
    assert await correct(stage.press) == 0


async def test_the_posts_of_a_removed_subscription_are_corrected_too(stage: Stage):
    await changed(stage)
    await stage.ledger.remove_subscription("sub1")
    assert await correct(stage.press) == 1
