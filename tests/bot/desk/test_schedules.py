"""The schedules: ordering, previewing, resting, removing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.desk.desk import NewsDesk
from digests.desk import Question
from digests.errors import BadInput, NotFound, Refusal
from digests.language import Lang
from digests.page import Bullets, Footer, Page, Table
from digests.subscription import Claim, Slot, Subscription
from tests.fakes.clock import FakeClock

NEWS = {"channel": "terminal:news", "topics": "llama"}
ORDER: dict[str, object] = {**NEWS, "at": "08:00,18:00", "zone": "Europe/Berlin"}


async def ask(desk: NewsDesk, verb: str = "", reader: Lang = Lang.EN, /, **options: object) -> Page:
    renamed = {name.replace("_", "-"): value for name, value in options.items()}
    return await desk.answer(Question(f"schedules {verb or 'list'}", renamed, reader, "Asia/Taipei"))


async def stored(desk: NewsDesk) -> tuple[Subscription, ...]:
    return await desk.context.ledger.subscriptions()


def record(page: Page) -> Any:  # noqa: ANN401  plain values
    return page.record


async def test_a_schedule_that_is_set_is_stored_and_shows_its_next_five_editions(desk: NewsDesk):
    page = await ask(desk, "set", **ORDER)
    (order,) = await stored(desk)
    assert (str(order.channel), order.topics, order.lang, order.length) == ("terminal:news", ("llama",), Lang.EN, 8)
    assert order.next_run is not None
    assert order.next_run.isoformat() == "2024-07-24T16:00:00+00:00"
    (bullets,) = [block for block in page.blocks if isinstance(block, Bullets)]
    assert bullets.lines[:2] == ("Wed, 24 Jul 2024 18:00", "Thu, 25 Jul 2024 08:00")
    assert len(bullets.lines) == len(record(page)["runs"]) == 5
    assert record(page)["schedule"]["id"] == order.id
    assert record(page)["runs"][0] == {"day": "2024-07-24", "ordinal": 1, "due": "2024-07-24T16:00:00+00:00"}


async def test_every_option_is_kept_and_listed(desk: NewsDesk):
    wishes = {"days": "weekdays", "quiet": "2024-12-25", "length": 3, "lang": "zh-Hant", "when_empty": "one-line"}
    await ask(desk, "set", **ORDER, **wishes, alerts=2)
    (one,) = record(await ask(desk))["schedules"]
    assert {name: one[name] for name in ("weekdays", "quiet_days", "length", "lang", "when_empty", "alerts")} == {
        "weekdays": [0, 1, 2, 3, 4],
        "quiet_days": ["2024-12-25"],
        "length": 3,
        "lang": "zh-Hant",
        "when_empty": "one-line",
        "alerts": 2,
    }


async def test_the_same_channel_and_topics_again_change_the_schedule_and_keep_what_is_not_named(desk: NewsDesk):
    await ask(desk, "set", **ORDER, length=3)
    page = await ask(desk, "set", **NEWS, at="9:00")
    (order,) = await stored(desk)
    assert record(page)["outcome"] == "replaced"
    assert (order.schedule.zone, order.length) == ("Europe/Berlin", 3)
    assert [f"{at:%H:%M}" for at in order.schedule.times] == ["09:00"]


async def test_a_channel_may_have_several_schedules_and_all_news_is_one(desk: NewsDesk):
    for topics in ("llama", "open-models,llama", "llama，open-models", "all", "全部"):
        await ask(desk, "set", **ORDER | {"topics": topics})
    assert sorted(order.topics for order in await stored(desk)) == [(), ("llama",), ("llama", "open-models")]
    (table,) = [block for block in (await ask(desk)).blocks if isinstance(block, Table)]
    assert "all news" in {row[1] for row in table.rows}


async def test_the_list_may_be_of_one_channel(desk: NewsDesk):
    await ask(desk, "set", **ORDER)
    await ask(desk, "set", **ORDER | {"channel": "terminal:other"})
    assert len(record(await ask(desk))["schedules"]) == 2
    (one,) = record(await ask(desk, channel="terminal:other"))["schedules"]
    assert one["channel"] == "terminal:other"


async def test_a_preview_shows_the_editions_and_stores_nothing(desk: NewsDesk):
    page = await ask(desk, "preview", **ORDER)
    assert len(record(page)["runs"]) == 5
    assert await stored(desk) == ()
    await ask(desk, "set", **ORDER)
    await ask(desk, "preview", **NEWS, at="11:11")
    assert [f"{at:%H:%M}" for at in (await stored(desk))[0].schedule.times] == ["08:00", "18:00"]
    assert len(record(await ask(desk, "preview", **NEWS))["runs"]) == 5


async def test_a_paused_schedule_rests_and_goes_on_with_its_next_hour(desk: NewsDesk, clock: FakeClock):
    await ask(desk, "set", **ORDER)
    await ask(desk, "pause", channel="terminal:news")
    (order,) = await stored(desk)
    assert (order.paused, order.next_run) == (True, None)
    (table,) = [block for block in (await ask(desk)).blocks if isinstance(block, Table)]
    assert table.rows[0][3] == "paused"
    clock.advance(timedelta(days=3))
    await ask(desk, "resume", channel="terminal:news")
    (order,) = await stored(desk)
    assert not order.paused
    assert order.next_run is not None
    assert order.next_run.isoformat() == "2024-07-27T16:00:00+00:00"


async def test_a_paused_schedule_that_is_changed_stays_paused(desk: NewsDesk):
    await ask(desk, "set", **ORDER)
    await ask(desk, "pause", **NEWS)
    page = await ask(desk, "set", **ORDER | {"at": "9:00"})
    assert record(page)["schedule"]["paused"]
    assert record(page)["runs"] == []


async def test_what_was_due_while_nobody_ran_stays_due_when_only_the_length_changes(desk: NewsDesk, clock: FakeClock):
    await ask(desk, "set", **ORDER)
    clock.advance(timedelta(days=2))
    page = await ask(desk, "set", **NEWS, length=3)
    (order,) = await stored(desk)
    assert order.next_run is not None
    assert order.next_run < clock.now()
    assert record(page)["runs"][0]["day"] == "2024-07-26"


async def test_a_removed_schedule_is_gone(desk: NewsDesk):
    await ask(desk, "set", **ORDER)
    page = await ask(desk, "remove", channel="terminal:news")
    assert await stored(desk) == ()
    assert page.blocks[-1] == Footer("Removed.")


async def test_d22_what_was_posted_today_is_not_posted_again_after_an_edit_or_a_removal(desk: NewsDesk):
    await ask(desk, "set", **ORDER | {"at": "18:00"})
    (order,) = await stored(desk)
    assert order.next_run is not None
    slot = Slot(order.id, order.next_run.date(), 0, order.next_run)
    await desk.context.ledger.claim([Claim(order, slot, None)])
    await ask(desk, "remove", channel="terminal:news")
    page = await ask(desk, "set", **ORDER | {"at": "20:00"})
    assert record(page)["runs"][0]["day"] == "2024-07-25"


async def test_of_several_schedules_the_one_that_is_meant_must_be_named(desk: NewsDesk):
    for topics in ("llama", "all"):
        await ask(desk, "set", **ORDER | {"topics": topics})
    with pytest.raises(NotFound) as refused:
        await ask(desk, "pause", channel="terminal:news")
    assert (refused.value.key, refused.value.values["topics"]) == ("schedule-of-several", ("all", "llama"))
    await ask(desk, "pause", channel="terminal:news", topics=("all",))
    assert [order.topics for order in await stored(desk) if order.paused] == [()]


BAD: list[tuple[dict[str, object], str, str]] = [
    ({"channel": "news"}, "no-channel", "“news” is not a channel. Write it as terminal:NAME."),
    (
        {"channel": "telex:a/b"},
        "no-such-platform",
        "Nothing can be posted to “telex”. Channels begin with one of: terminal.",
    ),
    ({"channel": ""}, "nothing-given", "“channel” is missing. Say what “channel” is to be."),
    (
        {"topics": " , "},
        "no-topics",
        "No topic is given. Name topics, such as --topics llama,open-models, or --topics all.",
    ),
    ({"topics": ()}, "nothing-given", "“topics” is missing."),
    ({"topics": "lama"}, "no-such-topic-but", "No topic or name “lama” is known. Did you mean llama?"),
    ({"at": "25:00"}, "no-time", "“25:00” is not a time of day. Write times as 08:00 or 8:00,18:30."),
    ({"at": None}, "no-times", "No time of day is given. Name one, such as --at 08:00."),
    ({"zone": "Europe/Berln"}, "no-zone-but", "“Europe/Berln” is not a time zone. Did you mean Europe/Berlin?"),
    ({"zone": "Xyzzy"}, "no-zone", ""),
    ({"days": "someday"}, "no-weekday", "“someday” is not a day of the week."),
    ({"quiet": "2024-02-30"}, "no-quiet-day", "“2024-02-30” is not a date. Write dates as 2026-12-25."),
    ({"length": 0}, "number-out-of-range", "length must be a whole number from 1 to 30, not 0."),
    ({"alerts": 99}, "number-out-of-range", "alerts must be a whole number from 0 to 10, not 99."),
    ({"length": "many"}, "number-out-of-range", ""),
    ({"when-empty": "shout"}, "option-no-choice", "when-empty must be one of silent, one-line, not “shout”."),
    ({"lang": "fr"}, "option-no-choice", "lang must be one of en, zh-Hans, zh-Hant, not “fr”."),
]


@pytest.mark.parametrize(("wrong", "key", "sentence"), BAD)
async def test_what_cannot_be_is_refused_in_a_sentence_and_loses_nothing(
    desk: NewsDesk, wrong: dict[str, object], key: str, sentence: str
):
    await ask(desk, "set", **ORDER)
    before = await stored(desk)
    other = {"topics": "open-models"} if key == "no-times" else {}
    with pytest.raises((BadInput, NotFound)) as refused:
        await desk.answer(Question("schedules set", ORDER | other | wrong))
    assert refused.value.key == key
    assert await stored(desk) == before
    for lang in (Lang.EN, Lang.HANS, Lang.HANT):
        assert _said(desk, refused.value, lang)
    assert _said(desk, refused.value, Lang.EN).startswith(sentence)


@pytest.mark.parametrize("verb", ["pause", "resume", "remove"])
async def test_a_channel_without_a_schedule_is_said_to_have_none(desk: NewsDesk, verb: str):
    with pytest.raises(NotFound) as refused:
        await ask(desk, verb, channel="terminal:nowhere")
    sentence = "The channel terminal:nowhere has no such schedule. `llamawire schedules list` shows those there are."
    assert _said(desk, refused.value, Lang.EN) == sentence


@pytest.mark.parametrize(
    ("lang", "title", "when"),
    [
        (Lang.EN, "Schedules", "Mon–Fri 08:00, 18:00 (Europe/Berlin)"),
        (Lang.HANS, "定时摘要", "周一至周五 08:00、18:00（Europe/Berlin）"),
        (Lang.HANT, "定時摘要", "週一至週五 08:00、18:00（Europe/Berlin）"),
    ],
)
async def test_the_list_speaks_the_readers_language(desk: NewsDesk, lang: Lang, title: str, when: str):
    await ask(desk, "set", **ORDER, days="工作日")
    page = await ask(desk, "", lang)
    (table,) = [block for block in page.blocks if isinstance(block, Table)]
    assert (page.title, table.rows[0][2]) == (title, when)


async def test_single_days_are_listed_by_name(desk: NewsDesk):
    await ask(desk, "set", **ORDER, days="mon,thu", quiet="2024-12-25")
    (table,) = [block for block in (await ask(desk)).blocks if isinstance(block, Table)]
    assert table.rows[0][2] == "Mon, Thu 08:00, 18:00 (Europe/Berlin) · not on 2024-12-25"


async def test_a_day_in_one_thread_is_kept_shown_and_previewed(desk: NewsDesk):
    told = "one message a day in the channel, the rest in its thread"
    assert told in str((await ask(desk, "preview", **ORDER, thread="yes")).blocks)
    assert told not in str((await ask(desk, "set", **ORDER)).blocks)
    await ask(desk, "set", **NEWS, thread="yes")
    page = await ask(desk, "set", **NEWS, at="9:00")
    assert [order.threaded for order in await stored(desk)] == [True]
    assert record(page)["schedule"]["threaded"] is True
    (table,) = [block for block in (await ask(desk)).blocks if isinstance(block, Table)]
    assert table.rows[0][2] == f"every day 09:00 (Europe/Berlin) · {told}"
    await ask(desk, "set", **NEWS, thread="no")
    assert [order.threaded for order in await stored(desk)] == [False]


async def test_the_zone_of_the_reader_is_the_zone_where_none_is_named(desk: NewsDesk):
    await ask(desk, "set", **NEWS, at="8:00")
    assert (await stored(desk))[0].schedule.zone == "Asia/Taipei"


def _said(desk: NewsDesk, refusal: Refusal, lang: Lang) -> str:
    return desk.context.words[lang].refusal(refusal)
