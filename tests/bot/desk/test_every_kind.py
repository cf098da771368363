"""Whatever a tenant may have: each change of it is taken back whole, and two admins at once lose nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.desk.desk import NewsDesk
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.change import Change, Held, Holds
from digests.desk import Asker, Question
from digests.errors import Refusal
from digests.feed import Feed
from digests.language import Lang
from digests.page import Page
from digests.subscription import Channel
from tests.bot.desk.rivals.world import AnyFeed
from tests.bot.desk.saving import acts_of
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN
from tests.fakes.clock import FakeClock
from tests.fakes.ledger import FakeLedger
from tests.fakes.store import FakeStore

ANN = Asker("discord", "g1", "ann", Channel("discord", "g1", "77"), manages=True)
BEN = replace(ANN, user="ben")

Step = tuple[str, Mapping[str, object]]
"""A verb and its options; ``STORY``, ``OTHER`` and ``REPORT`` stand for ids of the news that is there."""
STORY, OTHER, REPORT = "<story>", "<other>", "<report>"

STEPS: Mapping[Holds, Sequence[Step]] = {
    Holds.TOPIC: (
        ("topics add", {"name": "Waders", "words": ("heron", "鹭")}),
        ("topics edit", {"topic": "waders", "words": ("grebe",), "exclude": ("zoo",)}),
        ("topics edit", {"topic": "llama", "words": ("alpaca",)}),
        ("topics remove", {"topic": "waders"}),
        ("topics remove", {"topic": "llama"}),
        ("topics add", {"name": "llama"}),
    ),
    Holds.SCHEDULE: (
        ("schedules set", {"topics": ("all",), "at": "08:00", "zone": "Europe/Berlin"}),
        ("schedules set", {"topics": ("all",), "at": "9:00,18:00", "length": 3, "thread": "yes"}),
        ("schedules set", {"topics": ("llama",), "at": "08:00", "lang": "zh-Hant"}),
        ("schedules pause", {"topics": ("all",)}),
        ("schedules resume", {"topics": ("all",)}),
        ("schedules remove", {"topics": ("llama",)}),
    ),
    Holds.FEED: (
        ("feeds add", {"address": "https://grebe.example/feed?key=s3cret", "name": "Our Grebe"}),
        ("feeds add", {"address": "https://dunlin.example/feed"}),
        ("feeds import", {"address": "https://heron.example/list?of=feeds"}),
        ("feeds remove", {"feed": "Our Grebe"}),
        ("feeds remove", {"feed": "Dunlin Post"}),
    ),
    Holds.GRANT: (
        ("roles grant", {"who": "user:eve"}),
        ("roles grant", {"who": "role:editors"}),
        ("roles revoke", {"who": "user:eve"}),
    ),
    Holds.VERDICT: (
        ("stories merge", {"id": STORY, "other": OTHER}),
        ("stories split", {"id": STORY, "articles": (REPORT,)}),
        ("stories reject", {"id": STORY, "topic": "llama"}),
    ),
    Holds.FILTER: (
        ("filters add", {"name": "gambling", "words": ("casino", "赌场")}),
        ("filters add", {"name": "gambling", "words": ("roulette",), "languages": ("en",)}),
        ("filters add", {"name": "mergers"}),
        ("filters remove", {"filter": "gambling"}),
    ),
    Holds.SETTINGS: (
        ("settings", {"length": 3, "lang": "zh-Hant"}),
        ("settings", {"quiet": "2024-12-25", "zone": "Asia/Taipei", "per-outlet": 1}),
        ("settings", {"thread": "yes", "alerts": 2, "when-empty": "one-line"}),
        ("settings", {"reset": "all"}),
    ),
}
AT_ONCE: Mapping[Holds, tuple[Step, Step]] = {
    Holds.TOPIC: (
        ("topics edit", {"topic": "llama", "words": ("alpaca",)}),
        ("topics edit", {"topic": "llama", "words": ("vicuña",)}),
    ),
    Holds.SCHEDULE: (
        ("schedules set", {"topics": ("all",), "at": "08:00"}),
        ("schedules set", {"topics": ("all",), "at": "09:00"}),
    ),
    Holds.FEED: (
        ("feeds add", {"address": "https://grebe.example/feed", "name": "Grebe"}),
        ("feeds add", {"address": "https://grebe.example/feed", "name": "Great Grebe"}),
    ),
    Holds.GRANT: (("roles grant", {"who": "user:eve"}), ("roles grant", {"who": "user:eve"})),
    Holds.VERDICT: (
        ("stories merge", {"id": STORY, "other": OTHER}),
        ("stories merge", {"id": OTHER, "other": STORY}),
    ),
    Holds.FILTER: (
        ("filters add", {"name": "gambling", "words": ("casino",)}),
        ("filters add", {"name": "gambling", "words": ("roulette",)}),
    ),
    Holds.SETTINGS: (("settings", {"length": 3}), ("settings", {"length": 5, "lang": "zh-Hans"})),
}
"""What one admin wants and another does first, of the same thing."""


@pytest.fixture
async def desk(desk: NewsDesk, room: Room, store: FakeStore) -> NewsDesk:
    await read_in(room, [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN])
    await store.save_feeds([Feed("https://dunlin.example/feed", "Dunlin Post", Lang.EN)])
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord"), look=AnyFeed()))


async def named(desk: NewsDesk, options: Mapping[str, object]) -> dict[str, object]:
    """Return the options with the ids of the news."""
    store = desk.context.store
    small, large = sorted(
        await store.stories_of([one.id for one in await store.newest(9)]), key=lambda s: len(s.articles)
    )
    ids = {STORY: large.id, OTHER: small.id, REPORT: large.articles[-1]}
    return {
        name: tuple(ids.get(one, one) for one in value) if isinstance(value, tuple) else ids.get(str(value), value)
        for name, value in options.items()
    }


async def shown(desk: NewsDesk, step: Step, asker: Asker = ANN) -> Page:
    """Ask a second after the last time."""
    clock, (verb, options) = desk.context.clock, step
    assert isinstance(clock, FakeClock)
    clock.advance(timedelta(seconds=1))
    return await desk.answer(Question(verb, await named(desk, options), asker=asker))


async def saved(desk: NewsDesk, page: Page, asker: Asker = ANN) -> Page:
    """Press *Save*, where it is there."""
    save = next((ask for ask in acts_of(page).values() if ask.verb == "save"), None)
    return await desk.answer(Question("save", save.options, asker=asker)) if save else page


async def done(desk: NewsDesk, step: Step, asker: Asker = ANN) -> Page:
    return await saved(desk, await shown(desk, step, asker), asker)


async def state(desk: NewsDesk) -> tuple[Held, ...]:
    """Return all that the tenant has, of every kind."""
    return tuple([held for kind in Holds for held in await desk.context.ledger.held(kind, "discord", "g1")])


async def changes(desk: NewsDesk) -> tuple[Change, ...]:
    return await desk.context.ledger.changes("discord", "g1", 999)


def anew(desk: NewsDesk) -> NewsDesk:
    """Return the desk of a tenant that has nothing yet."""
    return NewsDesk(replace(desk.context, ledger=FakeLedger()))


def test_there_is_something_to_try_of_every_kind():
    assert STEPS.keys() == AT_ONCE.keys() == {*Holds}


# --- change and undo


@pytest.mark.parametrize("kind", Holds)
async def test_each_way_of_changing_something_changes_that_kind_alone(desk: NewsDesk, kind: Holds):
    ways = set()
    for step in STEPS[kind]:
        try:
            await done(desk, step)
        except Refusal:
            continue
        newest = (await changes(desk))[0]
        assert newest.holds is kind
        ways.add(newest.verb)
    assert ways == {verb for verb, _ in STEPS[kind]}


@given(steps=st.lists(st.sampled_from([step for steps in STEPS.values() for step in steps]), min_size=1, max_size=7))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_after_a_change_of_any_kind_and_undo_all_is_as_it_was(desk: NewsDesk, steps: list[Step]):
    desk = anew(desk)
    for step in steps:
        before, known = await state(desk), len(await changes(desk))
        try:
            await done(desk, step)
        except Refusal:
            assert await state(desk) == before
            continue
        after, made = await state(desk), len(await changes(desk)) - known
        assert made == len({(one.holds, one.name) for one in (*before, *after) if (one in before) != (one in after)})
        for _ in range(made):
            await done(desk, ("undo", {}))
        assert await state(desk) == before
        for back in (await changes(desk))[:made]:
            await done(desk, ("undo", {"id": back.id}))
        assert await state(desk) == after


@given(steps=st.lists(st.sampled_from([step for steps in STEPS.values() for step in steps]), min_size=2, max_size=9))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whoever_takes_back_everything_of_every_kind_is_where_nothing_was_done(desk: NewsDesk, steps: list[Step]):
    desk = anew(desk)
    for step in steps:
        try:
            await done(desk, step)
        except Refusal:
            continue
    for _ in await changes(desk):
        await done(desk, ("undo", {}))
    assert await state(desk) == ()


# --- two admins


@pytest.mark.parametrize("kind", Holds)
async def test_what_another_admin_did_since_it_was_shown_is_not_saved_over(desk: NewsDesk, kind: Holds):
    first, second = AT_ONCE[kind]
    page = await shown(desk, first)
    await done(desk, second, BEN)
    bens, known = await state(desk), await changes(desk)
    with pytest.raises(Refusal) as caught:
        await saved(desk, page)
    assert all(words.refusal(caught.value) for words in desk.context.words.values())
    assert (await state(desk), await changes(desk)) == (bens, known)


@pytest.mark.parametrize("kind", Holds)
async def test_of_two_admins_who_save_at_once_the_second_is_told_and_nothing_is_lost(
    desk: NewsDesk, kind: Holds, monkeypatch: pytest.MonkeyPatch
):
    first, second = AT_ONCE[kind]
    real, theirs = FakeLedger.change, list[Held]()

    async def after_ben(self: FakeLedger, change: Change, next_run: Any = None) -> bool:  # noqa: ANN401  passed on
        monkeypatch.setattr(FakeLedger, "change", real)
        await done(desk, second, BEN)
        theirs.extend(await state(desk))
        return await real(self, change, next_run)

    page = await shown(desk, first)
    monkeypatch.setattr(FakeLedger, "change", after_ben)
    with pytest.raises(Refusal) as caught:
        await saved(desk, page)
    assert caught.value.key == "changed-meanwhile"
    assert list(await state(desk)) == theirs != []
