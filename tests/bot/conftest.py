"""A newsroom on the fake store, with the real starter knowledge."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.desk.context import Context
from bot.desk.desk import NewsDesk
from bot.newsroom.room import Room
from config.catalogues import load_words
from config.lexicon import load_lexicon, load_topics
from digests.language import Lang
from digests.layout.lists import Check
from tests.fakes.clock import FakeClock
from tests.fakes.ledger import FakeLedger
from tests.fakes.store import FakeStore

NOW = datetime(2024, 7, 24, 12, tzinfo=UTC)


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOW)


@pytest.fixture
def room(store: FakeStore, clock: FakeClock) -> Room:
    return Room(store, load_lexicon(), clock)


@pytest.fixture
async def desk(store: FakeStore, clock: FakeClock) -> NewsDesk:
    await store.save_topics(load_topics())
    words = {lang: load_words(lang) for lang in (*Lang,) if lang != Lang.OTHER}
    return NewsDesk(
        Context(
            store,
            load_lexicon(),
            words,
            clock,
            8,
            lambda counts: [Check("stored", good=True, found=str(counts))],
            ledger=FakeLedger(),
        )
    )
