"""A schedule in a chat: shown with what it would have brought, and saved when *Save* is pressed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.desk.desk import NewsDesk
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.desk import OPERATOR, Asker, Question
from digests.errors import BadInput, NotFound, Refusal
from digests.language import Lang
from digests.page import Buttons, Page, Row, Text, Tone
from digests.subscription import Channel, Subscription
from tests.bot.desk.saving import acts_of
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN

HERE, THERE = Channel("discord", "g1", "77"), Channel("discord", "g1", "78")
ANN = Asker("discord", "g1", "ann", HERE, manages=True)
BEN = replace(ANN, user="ben", place=THERE)
ORDER: dict[str, Any] = {"topics": ("llama",), "at": "08:00,18:00", "zone": "Europe/Berlin"}


@pytest.fixture(autouse=True)
async def stocked(room: Room) -> None:
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])


@pytest.fixture
def desk(desk: NewsDesk) -> NewsDesk:
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord")))


async def ask(desk: NewsDesk, verb: str, asker: Asker = ANN, lang: Lang = Lang.EN, /, **options: Any) -> Page:  # noqa: ANN401  whatever is typed
    return await desk.answer(Question(verb, options, lang, "Asia/Taipei", asker))


async def press(desk: NewsDesk, page: Page, label: str, asker: Asker = ANN, /, **typed: Any) -> Page:  # noqa: ANN401  the same
    pressed = acts_of(page)[label]
    return await ask(desk, pressed.verb, asker, **{**pressed.options, **typed})


async def orders(desk: NewsDesk) -> tuple[Subscription, ...]:
    return tuple(await desk.context.ledger.orders())


def record(page: Page) -> Any:  # noqa: ANN401  plain values
    return page.record


async def test_it_is_shown_with_its_next_hours_and_the_stories_of_the_last_days_and_stored_when_saved(desk: NewsDesk):
    page = await ask(desk, "schedules set", **ORDER)
    assert record(page)["outcome"] == "set-if-saved"
    assert len(record(page)["runs"]) == 5
    assert [record(page)["trial"][key] for key in ("about", "of")] == [1, 2]
    assert len([block for block in page.blocks if isinstance(block, Row)]) == 1
    assert await orders(desk) == ()
    assert record(await press(desk, page, "Save"))["outcome"] == "set"
    (order,) = await orders(desk)
    assert (order.channel, order.topics, order.ordered_by) == (HERE, ("llama",), "ann")
    assert order.next_run is not None


async def test_it_is_tried_in_its_own_language_and_all_news_is_every_story(desk: NewsDesk):
    page = await ask(desk, "schedules set", ANN, Lang.EN, topics=("all",), at="9:00", lang="zh-Hant", length=1)
    assert [record(page)["trial"][key] for key in ("about", "of")] == [2, 2]
    (row,) = [block for block in page.blocks if isinstance(block, Row)]
    drafted = await ask(desk, "digest", ANN, Lang.HANT, days=7)
    assert row.line in str(drafted.blocks)
    assert record(page)["trial"]["stories"] == record(drafted)["stories"][:1]
    nothing = await ask(desk, "schedules set", topics=("openai",), at="9:00")
    assert record(nothing)["trial"]["about"] == 0
    assert [block.tone for block in nothing.blocks if isinstance(block, Text)][-1] is Tone.WARNING


async def test_what_is_cancelled_is_not_stored_and_what_is_the_same_as_before_is_refused(desk: NewsDesk):
    page = await ask(desk, "schedules set", **ORDER)
    await press(desk, page, "Cancel")
    with pytest.raises(NotFound, match="no-such-proposal"):
        await press(desk, page, "Save")
    await press(desk, await ask(desk, "schedules set", **ORDER), "Save")
    same = await ask(desk, "schedules set", **ORDER)
    assert (record(same)["outcome"], [one for one in same.blocks if isinstance(one, Buttons)]) == ("replaced", [])
    changed = await ask(desk, "schedules set", **ORDER, length=3)
    assert record(changed)["outcome"] == "replaced-if-saved"


async def test_it_is_saved_for_the_channel_for_which_it_was_shown_wherever_save_is_pressed(desk: NewsDesk):
    page = await ask(desk, "schedules set", **ORDER)
    await press(desk, page, "Save", replace(ANN, place=THERE))
    assert [one.channel for one in await orders(desk)] == [HERE]


async def test_of_two_admins_who_were_shown_a_change_the_second_is_told_and_nothing_is_lost(desk: NewsDesk):
    await press(desk, await ask(desk, "schedules set", **ORDER), "Save")
    first = await ask(desk, "schedules set", **ORDER, length=3)
    late = await ask(desk, "schedules set", BEN, **ORDER, channel=str(HERE), lang="zh-Hans")
    await press(desk, first, "Save")
    with pytest.raises(BadInput, match="changed-meanwhile"):
        await press(desk, late, "Save", BEN)
    assert [(one.length, one.lang) for one in await orders(desk)] == [(3, Lang.EN)]


@pytest.mark.parametrize(
    ("key", "said", "tone"),
    [("", "may post", Tone.QUIET), ("discord", "View Channel", Tone.WARNING), ("slack", "/invite", Tone.WARNING)],
)
async def test_whether_the_bot_can_post_there_is_told_where_the_platform_tells(
    desk: NewsDesk, key: str, said: str, tone: Tone
):
    async def reach(_: Channel) -> str:
        return key

    page = await ask(desk, "schedules set", replace(ANN, reach=reach), **ORDER)
    assert [block.tone for block in page.blocks if isinstance(block, Text) and said in block.text] == [tone]


async def test_where_the_platform_does_not_tell_nothing_is_said(desk: NewsDesk):
    async def silent(_: Channel) -> None:
        return None

    async def refused(_: Channel) -> str:
        return "discord"

    known = await ask(desk, "schedules set", **ORDER)
    texts = [block for block in known.blocks if isinstance(block, Text)]
    for asker in (replace(ANN, reach=silent), replace(ANN, place=ANN.own, reach=refused)):
        page = await ask(desk, "schedules set", asker, **ORDER)
        assert len([block for block in page.blocks if isinstance(block, Text)]) == len(texts)


async def test_in_the_terminal_it_is_stored_at_once(desk: NewsDesk):
    page = await ask(desk, "schedules set", OPERATOR, channel="terminal:news", **ORDER)
    assert record(page)["outcome"] == "set"
    assert record(page)["trial"] is None
    assert len(await orders(desk)) == 1


# --- one schedule, opened


async def opened(desk: NewsDesk, asker: Asker = ANN) -> Page:
    (order,) = await orders(desk)
    return await ask(desk, "schedules open", asker, id=order.id)


async def test_an_open_schedule_is_changed_paused_resumed_and_removed_by_its_buttons(desk: NewsDesk):
    await press(desk, await ask(desk, "schedules set", **ORDER), "Save")
    shown = await press(desk, await opened(desk), "Time…", at="7:30")
    assert record(shown)["outcome"] == "replaced-if-saved"
    await press(desk, shown, "Save")
    await press(desk, await press(desk, await opened(desk), "Length…", length=4), "Save")
    (order,) = await orders(desk)
    assert ([f"{at:%H:%M}" for at in order.schedule.times], order.length) == (["07:30"], 4)
    assert record(await press(desk, await opened(desk), "Pause"))["outcome"] == "paused"
    assert record(await press(desk, await opened(desk), "Resume"))["outcome"] == "resumed"
    page = await opened(desk)
    shown = await press(desk, page, "Remove")
    assert (record(shown)["outcome"], len(await orders(desk))) == ("removed-if-saved", 1)
    assert record(await press(desk, shown, "Save"))["outcome"] == "removed"
    told: Any = (await ask(desk, "audit")).record
    verbs = [change["verb"] for change in told["changes"]]
    assert verbs == [f"schedules {done}" for done in ("remove", "resume", "pause", "set", "set", "set")]
    with pytest.raises(NotFound, match="no-such-order"):
        await press(desk, page, "Remove")


async def test_a_schedule_of_all_news_or_of_a_topic_that_is_gone_is_opened_and_removed(desk: NewsDesk):
    await press(desk, await ask(desk, "schedules set", topics=("all",), at="9:00"), "Save")
    shown = await press(desk, await opened(desk), "Time zone…", zone="Asia/Tokyo")
    assert record(shown)["schedule"]["topics"] == []
    await press(desk, await press(desk, await opened(desk), "Remove"), "Save")
    await press(desk, await ask(desk, "schedules set", **ORDER), "Save")
    await press(desk, await ask(desk, "topics remove", topic="llama"), "Save")
    await press(desk, await press(desk, await opened(desk), "Remove"), "Save")
    assert await orders(desk) == ()


async def test_nobody_opens_or_changes_what_is_another_tenants_or_anothers_own(desk: NewsDesk):
    mine = replace(ANN, place=ANN.own)
    await press(desk, await ask(desk, "schedules set", mine, **ORDER), "Save", mine)
    for other in (BEN, replace(ANN, tenant="g2", place=Channel("discord", "g2", "77"))):
        for verb, options in (("schedules open", {}), ("schedules change", {"do": "remove"})):
            (order,) = await orders(desk)
            with pytest.raises(Refusal, match="no-such-order"):
                await ask(desk, verb, other, id=order.id, **options)
    assert record(await opened(desk, mine))["schedule"]["channel"] == str(ANN.own)
