"""Changing and taking back: what is shown before it is saved, who did what, and undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.desk.changing import draft
from bot.desk.context import Asked
from bot.desk.desk import NewsDesk
from digests.change import Change, Held, Holds
from digests.desk import OPERATOR, Asker, Question
from digests.errors import BadInput, NotFound, Refusal
from digests.language import Lang
from digests.page import Act, Block, Buttons, Choice, Footer, Page, Row, Table
from digests.subscription import Channel
from tests.bot.desk.saving import answered
from tests.fakes.clock import FakeClock
from tests.fakes.ledger import FakeLedger

HERE, THERE = Channel("discord", "g1", "77"), Channel("discord", "g1", "78")
ANN = Asker("discord", "g1", "ann", HERE, manages=True)
BEN = replace(ANN, user="ben", place=THERE)
FAR = Asker("discord", "g2", "ann", Channel("discord", "g2", "77"), manages=True)
ORDER: dict[str, object] = {"topics": ("llama",), "at": "08:00", "zone": "Europe/Berlin"}


@pytest.fixture
def desk(desk: NewsDesk) -> NewsDesk:
    return replace(desk, context=replace(desk.context, platforms=("terminal", "discord")))


async def ask(desk: NewsDesk, verb: str, asker: Asker = ANN, lang: Lang = Lang.EN, /, **options: object) -> Page:
    """Ask a second after the last time: no two changes are of the same instant."""
    clock = desk.context.clock
    assert isinstance(clock, FakeClock)
    clock.advance(timedelta(seconds=1))
    return await answered(desk, Question(verb, options, lang, "Asia/Taipei", asker))


async def refused(desk: NewsDesk, verb: str, asker: Asker = ANN, /, **options: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        await ask(desk, verb, asker, **options)
    for words in desk.context.words.values():
        assert words.refusal(caught.value)
    return caught.value


def acts(page: Page) -> dict[str, Act]:
    """Return what can be pressed on a page, by its label."""
    shown = (block for block in page.blocks if isinstance(block, Buttons | Choice))
    return {act.label: act for block in shown for act in block.acts}


async def press(desk: NewsDesk, page: Page, label: str, asker: Asker = ANN) -> Page:
    pressed = acts(page)[label].ask
    return await ask(desk, pressed.verb, asker, **pressed.options)


def record(page: Page) -> Any:  # noqa: ANN401  plain values
    return page.record


def blocks(page: Page, kind: type[Block]) -> list[Any]:
    return [block for block in page.blocks if isinstance(block, kind)]


async def orders(desk: NewsDesk) -> list[tuple[str, int]]:
    return [(str(one.channel), one.length) for one in await desk.context.ledger.orders()]


async def undone(desk: NewsDesk, asker: Asker = ANN, /, **options: object) -> Page:
    """Ask for undo in a chat, and save it."""
    return await press(desk, await ask(desk, "undo", asker, **options), "Save", asker)


async def last(desk: NewsDesk, asker: Asker = ANN) -> Any:  # noqa: ANN401  plain values
    return record(await ask(desk, "audit", asker))["changes"][0]


# --- audit


async def test_every_change_is_told_with_who_when_where_and_what(desk: NewsDesk):
    assert record(await ask(desk, "audit"))["changes"] == []
    await ask(desk, "schedules set", **ORDER)
    await ask(desk, "schedules set", BEN, channel=str(HERE), topics=("llama",), length=3)
    page = await ask(desk, "audit")
    changed, made = blocks(page, Row)
    assert made.line == "schedule set: discord:g1/77 · llama"
    assert "20:00" in made.date
    assert made.note.startswith("by user:ann · in discord:g1/77 · ")
    assert changed.line == "schedule changed: discord:g1/77 · llama"
    assert changed.note.startswith("by user:ben · in discord:g1/78 · ")
    assert [one["verb"] for one in record(page)["changes"]] == ["schedules set", "schedules set"]
    assert len(record(await ask(desk, "audit", max=1))["changes"]) == 1


async def test_one_change_is_shown_with_what_differs_before_and_after(desk: NewsDesk):
    await ask(desk, "schedules set", **ORDER)
    await ask(desk, "schedules set", **ORDER | {"at": "09:00,18:00"}, length=3, thread="yes")
    page = await ask(desk, "audit", id=(await last(desk))["id"].upper())
    (table,) = blocks(page, Table)
    assert set(table.rows) == {
        ("at", "08:00", "09:00, 18:00"),
        ("stories at most", "8", "3"),
        ("in a thread", "no", "yes"),
    }
    assert "Undo" in acts(page)


async def test_what_was_set_made_or_removed_reads_well_in_every_language(desk: NewsDesk):
    await ask(desk, "schedules set", **ORDER)
    await ask(desk, "schedules remove")
    for lang in (Lang.EN, Lang.HANS, Lang.HANT):
        page = await ask(desk, "audit", ANN, lang)
        gone, _ = blocks(page, Row)
        detail = await ask(desk, "audit", ANN, lang, id=gone.id)
        (table,) = blocks(detail, Table)
        assert all("–" in row for row in table.rows)
        assert len(table.rows) >= 10


async def test_the_operator_sees_the_changes_of_every_tenant_and_an_admin_those_of_one(desk: NewsDesk):
    await ask(desk, "schedules set", **ORDER)
    await ask(desk, "schedules set", FAR, **ORDER)
    await ask(desk, "schedules set", OPERATOR, channel="terminal:news", **ORDER)
    assert len(record(await ask(desk, "audit", OPERATOR))["changes"]) == 3
    (own,) = record(await ask(desk, "audit"))["changes"]
    (theirs,) = record(await ask(desk, "audit", FAR))["changes"]
    assert (await refused(desk, "audit", id=theirs["id"])).key == "no-such-change"
    assert (await refused(desk, "undo", id=theirs["id"])).key == "no-such-change"
    assert record(await ask(desk, "audit", id=own["id"]))["change"]["tenant"] == "g1"


async def test_a_change_of_the_operators_stands_in_the_audit_of_the_tenant(desk: NewsDesk):
    await ask(desk, "schedules set", OPERATOR, channel=str(HERE), **ORDER)
    (row,) = blocks(await ask(desk, "audit"), Row)
    assert row.note.startswith("by the operator · discord:g1 · ")


async def test_what_is_posted_to_one_person_is_told_to_no_other(desk: NewsDesk):
    mine = replace(ANN, place=ANN.own)
    await ask(desk, "schedules set", mine, **ORDER)
    (change,) = record(await ask(desk, "audit", mine))["changes"]
    assert record(await ask(desk, "audit", BEN))["changes"] == []
    assert (await refused(desk, "undo", BEN, id=change["id"])).key == "no-such-change"


@pytest.mark.parametrize("verb", ["audit", "undo", "save", "discard"])
async def test_readers_may_not_ask_it(desk: NewsDesk, verb: str):
    options = {"id": "aaaaaaaa"} if verb in ("save", "discard") else {}
    assert (await refused(desk, verb, replace(ANN, manages=False), **options)).key == "not-allowed"


# --- undo


async def test_undo_in_the_terminal_takes_the_last_change_back_at_once(desk: NewsDesk):
    await ask(desk, "schedules set", OPERATOR, channel="terminal:news", **ORDER)
    await ask(desk, "schedules set", OPERATOR, channel="terminal:news", **ORDER, length=3)
    page = await ask(desk, "undo", OPERATOR)
    assert blocks(page, Footer) == [Footer("Taken back: all is as it was before.")]
    assert await orders(desk) == [("terminal:news", 8)]
    await ask(desk, "undo", OPERATOR)
    assert await orders(desk) == []
    assert (await refused(desk, "undo", OPERATOR)).key == "nothing-to-undo"


async def test_undo_in_a_chat_is_shown_before_it_is_saved(desk: NewsDesk):
    await ask(desk, "schedules set", **ORDER)
    page = await ask(desk, "undo")
    assert set(acts(page)) == {"Save", "Cancel"}
    assert await orders(desk) == [(str(HERE), 8)]
    saved = await press(desk, page, "Save")
    assert await orders(desk) == []
    assert record(saved)["outcome"] == "undone"
    newest = await last(desk)
    assert (newest["verb"], newest["by"], newest["after"]) == ("undo", "ann", None)
    assert (await refused(desk, "save", **acts(page)["Save"].ask.options)).key == "no-such-proposal"


async def test_what_was_cancelled_is_not_saved(desk: NewsDesk):
    await ask(desk, "schedules set", **ORDER)
    page = await ask(desk, "undo")
    await press(desk, page, "Cancel")
    assert (await refused(desk, "save", **acts(page)["Save"].ask.options)).key == "no-such-proposal"
    assert await orders(desk) == [(str(HERE), 8)]


async def test_a_proposal_is_saved_by_nobody_else_and_not_a_day_later(desk: NewsDesk, clock: FakeClock):
    await ask(desk, "schedules set", **ORDER)
    its = acts(await ask(desk, "undo"))["Save"].ask.options
    for other in (BEN, FAR):
        assert (await refused(desk, "save", other, **its)).key == "no-such-proposal"
        await ask(desk, "discard", other, **its)
    clock.advance(timedelta(hours=24))
    assert (await refused(desk, "save", **its)).key == "no-such-proposal"


async def test_whoever_manages_no_longer_saves_nothing(desk: NewsDesk):
    await ask(desk, "schedules set", **ORDER)
    its = acts(await ask(desk, "undo"))["Save"].ask.options
    assert (await refused(desk, "save", replace(ANN, manages=False), **its)).key == "not-allowed"
    assert await orders(desk) == [(str(HERE), 8)]


async def test_whoever_may_no_longer_ask_for_what_was_proposed_cannot_save_it(desk: NewsDesk):
    page = await ask(desk, "roles grant", who="user:eve")
    await press(desk, await ask(desk, "roles grant", who="user:ann"), "Save")
    granted = replace(ANN, manages=False)
    assert (await refused(desk, "save", granted, **acts(page)["Save"].ask.options)).key == "not-allowed"
    held = await desk.context.ledger.held(Holds.GRANT, "discord", "g1")
    assert [one.name for one in held] == ["user:ann"]


async def test_a_change_that_changes_nothing_is_none(desk: NewsDesk):
    with pytest.raises(BadInput) as told:
        draft(Asked(desk.context, Question("topics edit")), Holds.TOPIC, "birds", {"words": []}, {"words": []})
    assert told.value.key == "nothing-changed"


async def test_what_became_another_since_it_was_shown_is_not_saved_over(desk: NewsDesk):
    await ask(desk, "schedules set", **ORDER)
    page = await ask(desk, "undo")
    await ask(desk, "schedules set", BEN, channel=str(HERE), topics=("llama",), length=3)
    with pytest.raises(BadInput) as told:
        await press(desk, page, "Save")
    assert told.value.key == "undo-later"
    assert await orders(desk) == [(str(HERE), 3)]


async def test_of_two_admins_at_once_the_second_is_told_and_nothing_is_lost(
    desk: NewsDesk, monkeypatch: pytest.MonkeyPatch
):
    await ask(desk, "schedules set", **ORDER)
    first = FakeLedger.change

    async def after_ben(self: FakeLedger, change: Change, next_run: Any = None) -> bool:  # noqa: ANN401  passed on
        monkeypatch.setattr(FakeLedger, "change", first)
        await ask(desk, "schedules set", BEN, channel=str(HERE), topics=("llama",), length=3)
        return await first(self, change, next_run)

    monkeypatch.setattr(FakeLedger, "change", after_ben)
    assert (await refused(desk, "schedules set", **ORDER | {"at": "09:00"})).key == "changed-meanwhile"
    assert await orders(desk) == [(str(HERE), 3)]


async def test_undo_takes_back_ones_own_last_change_and_others_by_their_ids(desk: NewsDesk):
    await ask(desk, "schedules set", **ORDER)
    await ask(desk, "schedules set", BEN, **ORDER)
    bens = (await last(desk))["id"]
    await undone(desk)
    assert await orders(desk) == [(str(THERE), 8)]
    assert (await refused(desk, "undo")).key == "nothing-to-undo"
    await undone(desk, id=bens)
    assert await orders(desk) == []
    assert (await refused(desk, "undo", id=bens)).key == "undone-already"
    rows = blocks(await ask(desk, "audit"), Row)
    assert [row.mark for row in rows] == ["", "", "taken back", "taken back"]


async def test_taking_back_can_be_taken_back(desk: NewsDesk):
    await ask(desk, "schedules set", **ORDER)
    made = (await last(desk))["id"]
    await undone(desk)
    back = (await last(desk))["id"]
    await undone(desk, id=back)
    assert await orders(desk) == [(str(HERE), 8)]
    assert (await refused(desk, "undo", id=back)).key == "undone-already"
    await undone(desk)
    assert await orders(desk) == []
    assert (await last(desk))["undoes"] == made


async def test_what_was_changed_again_is_refused_with_the_change_that_stands_in_the_way(desk: NewsDesk):
    await ask(desk, "schedules set", **ORDER)
    made = (await last(desk))["id"]
    await ask(desk, "schedules set", **ORDER, length=3)
    later = (await last(desk))["id"]
    told = await refused(desk, "undo", id=made)
    assert (told.key, told.values["later"]) == ("undo-later", later)
    await undone(desk, id=later)
    await undone(desk, id=made)
    assert await orders(desk) == []


async def test_what_was_changed_by_no_ones_order_is_refused_plainly(desk: NewsDesk):
    await ask(desk, "schedules set", **ORDER)
    (order,) = await desk.context.ledger.orders()
    await desk.context.ledger.save_subscription(replace(order, paused=True))
    assert (await refused(desk, "undo")).key == "changed-meanwhile"


async def test_a_schedule_that_comes_back_goes_on_with_its_next_hour(desk: NewsDesk, clock: FakeClock):
    await ask(desk, "schedules set", **ORDER)
    (before,) = await desk.context.ledger.orders()
    await ask(desk, "schedules remove")
    clock.advance(timedelta(days=2))
    await undone(desk)
    (after,) = await desk.context.ledger.orders()
    assert replace(after, next_run=None) == replace(before, next_run=None)
    assert after.next_run is not None
    assert after.next_run > clock.now()


async def test_a_paused_schedule_that_comes_back_rests(desk: NewsDesk):
    await ask(desk, "schedules set", **ORDER)
    await ask(desk, "schedules pause")
    await ask(desk, "schedules remove")
    await undone(desk)
    (order,) = await desk.context.ledger.orders()
    assert (order.paused, order.next_run) == (True, None)


async def test_only_who_manages_by_the_platforms_word_takes_grants_back(desk: NewsDesk):
    grant = Change(
        "grant234",
        "discord",
        "g1",
        Holds.GRANT,
        "user:ben",
        {"by": "ann"},
        None,
        "roles revoke",
        "ben",
        desk.context.clock.now(),
    )
    await desk.context.ledger.change(replace(grant, id="grant233", before=None, after={"by": "ann"}))
    await desk.context.ledger.change(replace(grant, id="grant235", name="user:eve", before=None, after={"by": "ann"}))
    await desk.context.ledger.change(grant)
    eve = replace(ANN, user="eve", manages=False)
    assert (await refused(desk, "undo", eve, id="grant234")).key == "not-allowed"
    await undone(desk, id="grant234")
    assert Held(Holds.GRANT, "user:ben", {"by": "ann"}) in await desk.context.ledger.held(Holds.GRANT, "discord", "g1")


async def test_nothing_of_that_id_is_refused(desk: NewsDesk):
    for verb in ("audit", "undo"):
        assert (await refused(desk, verb, id="zzzzzzzz")).key == "no-such-change"


# --- whatever was done, undo brings back what was before

TYPED = {
    "set": st.fixed_dictionaries(
        {"topics": st.sampled_from([("llama",), ("all",)]), "at": st.sampled_from(["08:00", "9:00,18:00"])},
        optional={
            "length": st.integers(1, 5),
            "alerts": st.integers(0, 2),
            "days": st.sampled_from(["weekdays", "mon"]),
            "thread": st.sampled_from(["yes", "no"]),
        },
    ),
    **dict.fromkeys(("pause", "resume", "remove"), st.fixed_dictionaries({"topics": st.just(("llama",))})),
}
STEPS = st.sampled_from(sorted(TYPED)).flatmap(lambda verb: st.tuples(st.just(f"schedules {verb}"), TYPED[verb]))


async def state(desk: NewsDesk) -> tuple[Held, ...]:
    return await desk.context.ledger.held(Holds.SCHEDULE, "discord", "g1")


async def tried(desk: NewsDesk, verb: str, options: dict[str, object]) -> None:
    """Ask it; what is refused has changed nothing."""
    before = await state(desk)
    try:
        await ask(desk, verb, **options)
    except (BadInput, NotFound):
        assert await state(desk) == before


@given(steps=st.lists(STEPS, min_size=1, max_size=8))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_after_a_change_and_undo_all_is_as_it_was(desk: NewsDesk, steps: list[tuple[str, dict[str, object]]]):
    desk = replace(desk, context=replace(desk.context, ledger=FakeLedger()))
    for verb, options in steps:
        before, known = await state(desk), len(await desk.context.ledger.changes(None, "", 99))
        await tried(desk, verb, options)
        if len(await desk.context.ledger.changes(None, "", 99)) > known:
            after = await state(desk)
            await undone(desk)
            assert await state(desk) == before
            await undone(desk, id=(await last(desk))["id"])
            assert await state(desk) == after


@given(steps=st.lists(STEPS, min_size=1, max_size=8))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whoever_takes_everything_back_is_where_nothing_had_been_done(
    desk: NewsDesk, steps: list[tuple[str, dict[str, object]]]
):
    desk = replace(desk, context=replace(desk.context, ledger=FakeLedger()))
    for verb, options in steps:
        await tried(desk, verb, options)
    made = len(await desk.context.ledger.changes(None, "", 99))
    for _ in range(made):
        await undone(desk)
    assert await state(desk) == ()
    assert (await refused(desk, "undo")).key == "nothing-to-undo"
