"""What every Store promises about feeds, what is remembered of them, and notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digests.feed import Feed, FeedKind, FeedState, Moving, Trouble
from digests.language import Lang
from digests.ports import Store
from tests.contracts.test_store import OPENERS, store  # noqa: F401  the fixture is used by its name

GREBE = Feed("https://grebe.example/feed", "Grebe", Lang.EN, FeedKind.LAB, full_text=True)
EGRET = Feed("https://egret.example/rss?lang=zh", "白鹭网", Lang.HANS)
DUNLIN = Feed("https://dunlin.example/atom.xml", "Dunlin")
NOW = datetime(2024, 5, 17, 12, 30, 15, 250_000, tzinfo=UTC)
STATE = FeedState(
    GREBE.url,
    next_try=NOW + timedelta(hours=1),
    interval=timedelta(minutes=45),
    etag='W/"odd \\" quotes\xff"',
    last_modified="Fri, 17 May 2024 12:00:00 GMT",
    body_hash="5f" * 32,
    last_try=NOW,
    last_success=NOW - timedelta(days=1),
    trouble=Trouble("feed-status", "https://***@grebe.example/feed", {"status": 500}),
    failures=3,
    failing_since=NOW - timedelta(hours=4),
    told_to_wait=NOW + timedelta(minutes=2),
    entries=20,
    total=431,
    ttl_minutes=30,
    skip_hours=frozenset({0, 23}),
    skip_days=frozenset({5, 6}),
    gap=timedelta(hours=7),
    newest=NOW - timedelta(days=2),
    moving=Moving("https://grebe.example/new", 2, NOW - timedelta(days=1)),
    moved_from="http://grebe.example/feed",
    stopped=Trouble("feed-gone", "https://grebe.example/feed"),
)


async def test_feeds_come_back_equal_by_outlet_and_address(store: Store):  # noqa: F811  the fixture
    await store.save_feeds([EGRET, GREBE, DUNLIN])
    assert await store.feeds() == (DUNLIN, GREBE, EGRET)


async def test_a_feed_saved_again_is_replaced_and_its_state_stays(store: Store):  # noqa: F811  the fixture
    await store.save_feeds([GREBE])
    await store.save_feed_states([STATE])
    renamed = replace(GREBE, outlet="Great Grebe", full_text=False)
    await store.save_feeds([renamed, renamed])
    assert await store.feeds() == (renamed,)
    assert await store.feed_states() == {GREBE.url: STATE}


async def test_a_state_comes_back_equal_and_the_next_replaces_it(store: Store):  # noqa: F811  the fixture
    await store.save_feeds([GREBE, DUNLIN])
    await store.save_feed_states([STATE, FeedState(DUNLIN.url)])
    assert await store.feed_states() == {GREBE.url: STATE, DUNLIN.url: FeedState(DUNLIN.url)}
    later = replace(STATE, trouble=None, failures=0, moving=None)
    await store.save_feed_states([later])
    assert (await store.feed_states())[GREBE.url] == later


async def test_a_feed_that_was_removed_is_gone_with_its_state(store: Store):  # noqa: F811  the fixture
    await store.save_feeds([GREBE, DUNLIN])
    await store.save_feed_states([STATE])
    await store.remove_feed(GREBE.url)
    await store.remove_feed("https://unknown.example/")
    assert await store.feeds() == (DUNLIN,)
    assert await store.feed_states() == {}


async def test_a_state_of_a_feed_removed_meanwhile_changes_nothing(store: Store):  # noqa: F811  the fixture
    await store.save_feed_states([STATE])
    assert await store.feed_states() == {}
    assert await store.feeds() == ()


async def test_a_note_is_there_once_it_was_made(store: Store):  # noqa: F811  the fixture
    assert not await store.noted("starter-feeds")
    await store.note("starter-feeds")
    await store.note("starter-feeds")
    assert await store.noted("starter-feeds")
    assert not await store.noted("other")


instants = st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  hypothesis adds it
spans = st.integers(1, 10**7).map(lambda seconds: timedelta(seconds=seconds))
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
troubles = st.builds(Trouble, words, words, st.dictionaries(words, words | st.integers(-(2**53), 2**53), max_size=3))
states = st.builds(
    FeedState,
    st.just(GREBE.url),
    next_try=st.none() | instants,
    interval=spans,
    etag=words,
    last_modified=words,
    body_hash=words,
    last_try=st.none() | instants,
    last_success=st.none() | instants,
    trouble=st.none() | troubles,
    failures=st.integers(0, 10**6),
    failing_since=st.none() | instants,
    told_to_wait=st.none() | instants,
    entries=st.integers(0, 10**6),
    total=st.integers(0, 10**9),
    ttl_minutes=st.none() | st.integers(0, 10**6),
    skip_hours=st.frozensets(st.integers(0, 23)),
    skip_days=st.frozensets(st.integers(0, 6)),
    gap=st.none() | spans,
    newest=st.none() | instants,
    moving=st.none() | st.builds(Moving, words, st.integers(1, 99), instants),
    moved_from=words,
    stopped=st.none() | troubles,
)


@pytest.mark.parametrize("opener", OPENERS)
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(every=st.lists(states, min_size=1, max_size=4))
async def test_any_state_comes_back_equal(
    opener: str, every: list[FeedState], tmp_path_factory: pytest.TempPathFactory
):
    async with OPENERS[opener](Path(tmp_path_factory.mktemp("feeds"))) as opened:
        await opened.save_feeds([GREBE])
        for state in every:
            await opened.save_feed_states([state])
            assert (await opened.feed_states())[GREBE.url] == state
