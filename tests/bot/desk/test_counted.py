"""A date that counts from what another report of the story dates is told by timeline and digest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from bot.desk.desk import NewsDesk
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.article import Entry
from digests.desk import Question
from digests.language import Lang
from tests.bot.reports import LLAMA_31_EN, report
from tests.fakes.store import FakeStore

COUNTED = report(
    "Meta releases Llama 3.1, and Mistral has an answer",
    "Two days after the release of Llama 3.1, Google released Gemini 1.5 Flash to the users of its free app.",
    "Reed Times",
    "2024-07-30",
)


async def told(desk: NewsDesk) -> list[tuple[str, str, str]]:
    page = await desk.answer(Question("timeline", {}, Lang.EN))
    found = page.record["rows"]
    assert isinstance(found, list)
    return [(r["from"], r["to"], r["line"]) for r in found if "Gemini" in r["line"]]


async def in_one_story(room: Room, store: FakeStore, entries: Iterable[Entry]) -> None:
    await read_in(room, list(entries))
    first, *others = await store.stories_of([a.id for a in await store.newest(9)])
    members = tuple(dict.fromkeys(a for story in (first, *others) for a in story.articles))
    await store.save_stories([replace(first, articles=members)], [story.id for story in others])


@pytest.mark.parametrize("entries", [(LLAMA_31_EN, COUNTED), (COUNTED, LLAMA_31_EN)])
async def test_a_timeline_dates_what_counts_from_another_report(
    desk: NewsDesk, room: Room, store: FakeStore, entries: tuple[Entry, Entry]
):
    await in_one_story(room, store, entries)
    assert [(first, last) for first, last, _ in await told(desk)] == [("2024-07-25", "2024-07-25")]


async def test_reports_of_different_stories_date_nothing_for_each_other(desk: NewsDesk, room: Room, store: FakeStore):
    await read_in(room, [LLAMA_31_EN, replace(COUNTED, title="What Google gives away for nothing")])
    assert len(await store.stories_of([a.id for a in await store.newest(9)])) > 1
    assert [(first, last) for first, last, _ in await told(desk)] in ([], [("2024-07-30", "2024-07-30")])
