"""What tenants' own feeds bring, beside what all read: it finds its stories, and changes none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any

import pytest

from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.article import Entry
from digests.grouping import guests
from digests.grouping.place import Placement, place
from digests.own_feeds import mark_of_id
from digests.ports import Store
from digests.story import Decision, Reason, Story
from tests.bot.conftest import NOW
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, LLAMA_31_HANT, MISTRAL_EN, report
from tests.fakes.store import FakeStore

OURS, THEIRS = "grebe.example ∷aaaaaaaa", "dunlin.example ∷bbbbbbbb"
HERON = report(
    "Corvid Labs releases Heron-1 with 70 billion parameters",
    "Corvid Labs released Heron-1 on July 23, 2024. The model has 70 billion parameters and a research licence.",
    "Marsh Daily",
    "2024-07-23",
)
HERON_AGAIN = report(
    "Heron-1, the 70 billion parameter model of Corvid Labs, is out under a research licence",
    "The lab Corvid Labs released its model Heron-1 with 70 billion parameters under a research licence.",
    "Reed Post",
    "2024-07-23",
    12,
)
BRIDGE = report(
    "Meta releases Llama 3.1 405B, and Mistral AI releases Mistral Large 2 with 123 billion parameters",
    "Meta released Llama 3.1 with 405 billion parameters. Mistral AI released Mistral Large 2 with 123 billion "
    "parameters. Corvid Labs released Heron-1 with 70 billion parameters under a research licence.",
    "Lapwing",
    "2024-07-24",
    11,
)
EVERY = (LLAMA_31_EN, LLAMA_31_HANS, LLAMA_31_HANT, MISTRAL_EN, HERON, HERON_AGAIN, BRIDGE)


async def stories(store: Store) -> dict[str, Story]:
    """Return the stories of all as the index of a placing run has them, by id."""
    every = await store.stories_of([one.id for one in await store.newest(1_000)])
    return {one.id: one for one in guests.hosts(every)}


def of(outlet: str, entries: Iterable[Entry]) -> list[Entry]:
    return [replace(one, outlet=outlet) for one in entries]


@pytest.mark.parametrize(("seed", "at_once"), [*product(range(4), (1, 3, 30))])
async def test_a08_the_stories_of_all_are_the_same_whatever_own_feeds_bring(
    room: Room, store: FakeStore, seed: int, at_once: int
):
    random = Random(seed)  # noqa: S311  an order of arrival
    shared = random.sample(EVERY[:-1], 5)
    arriving = [*shared, *of(OURS, EVERY), *of(THEIRS, random.sample(EVERY, 3))]
    random.shuffle(arriving)
    alone = replace(room, store=FakeStore())
    for first in range(0, len(arriving), at_once):
        some = arriving[first : first + at_once]
        await read_in(room, some)
        await read_in(alone, [one for one in some if one in shared])
    assert await stories(store) == await stories(alone.store)
    every = await store.newest(99)
    homes = [one for story in await store.stories_of([one.id for one in every]) for one in story.articles]
    assert sorted(homes) == sorted(one.id for one in every)


async def test_a_report_of_an_own_feed_stands_in_the_story_of_all_that_it_tells(room: Room, store: FakeStore):
    await read_in(room, [HERON])
    await read_in(room, of(OURS, [HERON_AGAIN]))
    (story,) = await store.stories_of([one.id for one in await store.newest(9)])
    assert [bool(mark_of_id(one)) for one in story.articles] == [False, True]


async def test_a_story_of_an_own_feed_goes_into_that_of_all_once_there_is_one(room: Room, store: FakeStore):
    await read_in(room, of(OURS, [HERON]))
    (alone,) = await store.stories_of([one.id for one in await store.newest(9)])
    await read_in(room, [HERON_AGAIN])
    (story,) = await store.stories_of([one.id for one in await store.newest(9)])
    assert story.id != alone.id
    assert len(story.articles) == 2
    told = await store.decisions(alone.id)
    assert [(one.outcome, one.other) for one in told] == [("merged", story.id)]
    assert await store.decisions(story.id) == ()


async def test_reports_of_two_own_feeds_never_stand_together_unless_all_read_of_it(room: Room, store: FakeStore):
    await read_in(room, of(OURS, [HERON]) + of(THEIRS, [HERON_AGAIN]))
    apart = await store.stories_of([one.id for one in await store.newest(9)])
    assert [len(one.articles) for one in apart] == [1, 1]


async def test_guests_move_with_the_story_that_they_stand_in(room: Room, store: FakeStore):
    await read_in(room, [HERON])
    await read_in(room, of(OURS, [HERON_AGAIN]))
    known = await store.stories_of([one.id for one in await store.newest(9)])
    (host,) = known
    moved = guests.moved(
        guests.guests_in(known), [a_merge(host.id, "sb"), a_merge("sb", "sc")], frozenset({host.id, "sb"})
    )
    assert dict(moved) == {"sc": guests.guests_in(known)[host.id]}


def a_merge(gone: str, kept: str) -> Decision:
    return Decision(gone, "place", "merged", Reason("grew-alike"), NOW, kept)


async def test_f19_a_report_of_an_own_feed_that_breaks_placing_holds_up_no_other(
    room: Room, store: FakeStore, monkeypatch: pytest.MonkeyPatch
):
    def breaks(article: Any, *rest: Any) -> Placement:  # noqa: ANN401  handed on as they come
        if article.title == MISTRAL_EN.title:
            raise ZeroDivisionError
        return place(article, *rest)

    monkeypatch.setattr(guests, "place", breaks)
    await read_in(room, [LLAMA_31_EN, *of(OURS, [MISTRAL_EN, HERON, HERON_AGAIN])])
    assert [one.title for one in await store.unplaced()] == [MISTRAL_EN.title]
    assert sorted(len(one.articles) for one in await store.stories_of([a.id for a in await store.newest(9)])) == [1, 2]
