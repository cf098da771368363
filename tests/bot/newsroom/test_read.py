"""Reading in: what becomes of entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.article import Article, Entry
from digests.errors import BadInput
from digests.grouping.batches import Placed, place_batch
from digests.lexicon import Lexicon
from digests.reading import Reading
from digests.understand import understand
from digests.when import Basis
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, LLAMA_31_HANT, MISTRAL_EN
from tests.fakes.store import FakeStore


async def test_an_entry_becomes_an_article_with_events_and_figures(room: Room, store: FakeStore):
    intake = await read_in(room, [LLAMA_31_EN])
    assert (intake.new, intake.stories, intake.refused) == (1, 1, ())
    stated = [e for e in await store.events(frozenset({"llama-3.1"})) if e.when.basis is Basis.ABSOLUTE]
    assert {(e.act, e.actors, e.when.start.isoformat()) for e in stated} == {("release", ("meta",), "2024-07-23")}
    assert "405 billion" in " ".join(f.citation.quote.text for f in await store.figures())


async def test_reports_of_one_happening_in_two_languages_are_one_story(room: Room):
    intake = await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])
    assert (intake.new, intake.stories) == (3, 2)


async def test_the_same_text_in_the_other_script_is_a_copy_and_no_second_article(room: Room, store: FakeStore):
    intake = await read_in(room, [LLAMA_31_HANS, LLAMA_31_HANT])
    assert (intake.new, intake.copies) == (1, 1)
    counts = await store.counts()
    assert (counts["articles"], counts["copies"]) == (1, 1)


async def test_reading_the_same_twice_changes_nothing(room: Room, store: FakeStore):
    await read_in(room, [LLAMA_31_EN])
    before = await store.counts()
    again = await read_in(room, [LLAMA_31_EN])
    assert (again.new, again.unchanged) == (0, 1)
    assert await store.counts() == before


async def test_a_changed_text_is_a_new_revision_whose_events_replace_the_old_ones(room: Room, store: FakeStore):
    await read_in(room, [LLAMA_31_EN])
    changed = replace(LLAMA_31_EN, text=LLAMA_31_EN.text.replace("July 23, 2024", "July 22, 2024"))
    intake = await read_in(room, [changed])
    assert (intake.new, intake.revised) == (0, 1)
    stated = [e for e in await store.events(frozenset({"llama-3.1"})) if e.when.basis is Basis.ABSOLUTE]
    assert {e.when.start.isoformat() for e in stated} == {"2024-07-22"}


async def test_a_list_with_two_versions_of_an_article_revises_it_once_however_often_it_is_read(room: Room):
    longer = replace(LLAMA_31_EN, text=f"{LLAMA_31_EN.text}\nUpdate: the licence now allows training other models.")
    first = await read_in(room, [LLAMA_31_EN, longer])
    again = await read_in(room, [LLAMA_31_EN, longer])
    assert (first.new, first.revised) == (1, 1)
    assert (again.new, again.revised, again.unchanged) == (0, 0, 2)


async def test_a_date_stated_afterwards_resolves_what_was_open_before(room: Room, store: FakeStore):
    text = "Meta released Llama 3.1 last Tuesday. The largest model has 405 billion parameters."
    undated = replace(LLAMA_31_EN, title="", text=text, published=None)
    await read_in(room, [undated])
    assert await store.events() == ()
    intake = await read_in(room, [replace(undated, published=LLAMA_31_HANS.published)])
    assert intake.revised == 1
    assert {e.when.start.isoformat() for e in await store.events()} == {"2024-07-23"}


async def test_a_refused_entry_stops_nothing_and_is_handed_back(room: Room):
    empty = Entry(title="", text="  ", origin="list.jsonl, line 3")
    unreadable = BadInput("file-binary", "x.bin")
    told: list[int] = []
    intake = await read_in(room, [unreadable, empty, LLAMA_31_EN], told.append)
    assert intake.new == 1
    assert [r.subject for r in intake.refused] == ["x.bin", "list.jsonl, line 3"]
    assert told == [1, 2, 3]


async def test_every_decision_about_an_article_is_kept_with_its_reason(room: Room, store: FakeStore):
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS])
    joined = (await store.newest(1))[0].id
    read, placed = await store.decisions(joined)
    assert (read.stage, read.outcome) == ("read", "new")
    assert placed.stage == "place"
    assert placed.reason


async def test_an_article_left_without_a_story_is_placed_at_the_next_reading(room: Room, store: FakeStore):
    await read_in(room, [LLAMA_31_EN])
    (story,) = await store.stories_of([a.id for a in await store.newest(1)])
    await store.save_stories([], gone=[story.id])  # as if the program had been ended before it placed the article
    await read_in(room, [MISTRAL_EN])
    assert all([await store.stories_of([a.id]) for a in await store.newest(2)])


async def test_an_article_that_breaks_the_program_is_refused_and_holds_up_no_other(
    room: Room, monkeypatch: pytest.MonkeyPatch
):
    def breaks(article: Article, lexicon: Lexicon) -> Reading:
        if article.title == MISTRAL_EN.title:
            raise ZeroDivisionError
        return understand(article, lexicon)

    monkeypatch.setattr("bot.newsroom.read.understand", breaks)
    intake = await read_in(room, [LLAMA_31_EN, MISTRAL_EN])
    assert (intake.new, intake.stories) == (1, 1)
    assert [(r.key, r.subject) for r in intake.refused] == [("article-breaks", MISTRAL_EN.title)]


async def test_f19_an_article_that_breaks_placing_stays_without_a_story_and_the_others_get_theirs(
    room: Room, store: FakeStore, monkeypatch: pytest.MonkeyPatch
):
    def breaks(readings: Sequence[Reading], *rest: Any) -> Placed:  # noqa: ANN401  handed on as they come
        if any(reading.article.title == MISTRAL_EN.title for reading in readings):
            raise ZeroDivisionError
        return place_batch(readings, *rest)

    monkeypatch.setattr("bot.newsroom.place.place_batch", breaks)
    intake = await read_in(room, [LLAMA_31_EN, MISTRAL_EN, LLAMA_31_HANS])
    assert (intake.new, intake.stories) == (3, 1)
    assert [article.title for article in await store.unplaced()] == [MISTRAL_EN.title]
