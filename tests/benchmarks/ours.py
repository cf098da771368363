"""What is measured of the program itself."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from bot import wiring
from config.settings import SQLITE, Settings
from digests.article import Article, Entry
from digests.dates import find_dates
from digests.grouping.batches import BATCH, order_of, place_batch
from digests.grouping.index import StoryIndex
from digests.lexicon import Lexicon
from digests.reading import Reading
from digests.understand import understand
from digests.when import Published
from tests.benchmarks.corpora import LATER


def readings(articles: Sequence[Article], lexicon: Lexicon) -> list[Reading]:
    """Understand each of the articles."""
    return [understand(article, lexicon) for article in articles]


def group(read: Sequence[Reading], lexicon: Lexicon) -> int:
    """Place articles as the newsroom does, without its store; return how many stories they make."""
    index = StoryIndex((), lexicon)
    ordered = sorted(read, key=lambda reading: order_of(reading.article))
    for first in range(0, len(ordered), BATCH):
        place_batch(ordered[first : first + BATCH], index, lexicon, LATER)
    return len(index.stories)


def dates(sentences: Sequence[tuple[str, Published | None]]) -> int:
    """Count the expressions of time, each resolved against the publication of its sentence."""
    return sum(len(find_dates(sentence, published)) for sentence, published in sentences)


def read_in(path: Path, entries: Sequence[Entry]) -> None:
    """Read entries into a new database: understood, stored, indexed for search and placed in stories."""

    async def reading() -> None:
        settings = Settings(database_url=f"{SQLITE}{path}")
        async with wiring.newsroom(settings, clock=wiring.StoppedClock(LATER)) as room:
            await room.read(entries)

    asyncio.run(reading())
