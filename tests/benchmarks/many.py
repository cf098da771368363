"""The memory of a newsroom that has read for years: ``python -m tests.benchmarks.many DATABASE [ARTICLES]``.

Real articles in both languages (without the shared data the demonstration's) are read in, about 5,600. Then all that is
stored of them is repeated up to 100,000 articles: each copy lies earlier by the length of the whole, with its dates,
and is of other unknown names. Known names stay, so that topics grow as they do in years.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Table, insert

from adapters.storage import tables
from adapters.storage.rows import Values, article_row, dated, decision_row, event_row, figure_row, story_row
from adapters.storage.search import indexed
from adapters.storage.store import SqlStore
from bot import wiring
from bot.cli.logs import set_up
from config.lexicon import load_lexicon
from config.settings import SQLITE, Settings
from digests.article import Article
from digests.event import Citation, Event
from digests.figure import Figure
from digests.lexicon import Lexicon
from digests.story import Decision, Story
from digests.when import When
from tests.benchmarks.corpora import LATER, mixed

ARTICLES = 100_000
_LETTERS = "ghijklmnopqrstuvwxyz"
"""Those that no id holds: they are hexadecimal."""
_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_WORD = re.compile(r"\b[A-Za-z]+\b")
_TIMES = frozenset(f"{date(2023, month, 1):%B}" for month in range(1, 13)) | frozenset(
    f"{date(2023, 1, day):%A}" for day in range(1, 8)
)


def main() -> None:
    """Make the database."""
    set_up("error", "text")
    asyncio.run(fill(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ARTICLES))


async def fill(path: Path, wanted: int) -> None:
    """Make a database of at least so many articles."""
    settings = Settings(database_url=f"{SQLITE}{path}")
    async with wiring.newsroom(settings, clock=wiring.StoppedClock(LATER)) as room:
        await room.read(mixed()[:wanted])
        store = room.context.store
        if not isinstance(store, SqlStore):
            raise TypeError
        memory = await _remembered(store)
        for copy in range(1, -(-wanted // len(memory.articles))):
            await _save(store, _Copy(copy, memory).made())


@dataclass(frozen=True, slots=True)
class _Memory:
    """What is stored of some articles."""

    articles: Sequence[Article]
    events: Sequence[Event]
    figures: Sequence[Figure]
    stories: Sequence[Story]
    decisions: Sequence[Decision]


async def _remembered(store: SqlStore) -> _Memory:
    articles = await store.newest(ARTICLES)
    ids = [article.id for article in articles]
    stories = await store.stories_of(ids)
    decisions = [one for name in (*ids, *(story.id for story in stories)) for one in await store.decisions(name)]
    return _Memory(articles, await store.events_of(ids), await store.figures(), stories, decisions)


async def _save(store: SqlStore, memory: _Memory) -> None:
    """Store all of it at once."""
    home = {article.id: article for article in memory.articles}
    events = [event_row(home[e.citations[0].quote.article], n, e) for n, e in enumerate(memory.events)]
    figures = [figure_row(home[f.citation.quote.article], n, f) for n, f in enumerate(memory.figures)]
    rows: dict[Table, list[Values]] = {
        tables.articles: [article_row(article) for article in memory.articles],
        tables.events: events,
        tables.event_entities: [
            {"article": row["article"], "number": row["number"], "entity": e} for row in events for e in row["about"]
        ],
        tables.figures: figures,
        tables.stories: list(map(story_row, memory.stories)),
        tables.story_articles: [
            {"story": story.id, "number": number, "article": article}
            for story in memory.stories
            for number, article in enumerate(story.articles)
        ],
        tables.decisions: list(map(decision_row, memory.decisions)),
        tables.search_texts: [
            {"article": article.id, "at": dated(article), "terms": indexed(article.content)}
            for article in memory.articles
        ],
    }
    async with store.writing() as connection:
        for table, found in rows.items():
            await connection.execute(insert(table), found)


class _Copy:
    """One copy of a memory: earlier, and of other unknown names, which are as long, so that every place still holds."""

    def __init__(self, number: int, memory: _Memory) -> None:
        self._memory = memory
        days = [dated(article).date() for article in memory.articles]
        self._earlier = number * (max(days) - min(days) + timedelta(days=1))
        self._letters = "".join(_LETTERS[number // step % len(_LETTERS)] for step in (400, 20, 1))
        self._kept = _kept(memory.articles, load_lexicon())

    def made(self) -> _Memory:
        memory = self._memory
        return _Memory(
            [self._article(article) for article in memory.articles],
            [self._event(event) for event in memory.events],
            [self._figure(figure) for figure in memory.figures],
            [self._story(story) for story in memory.stories],
            [self._decision(decision) for decision in memory.decisions],
        )

    def _id(self, known: str) -> str:
        """Return an id that no other begins with."""
        return f"{known[:1]}{self._letters}{known[1:]}"

    def _text(self, text: str) -> str:
        kept, end = self._kept, self._letters
        return _NAME.sub(lambda name: name[0] if name[0] in kept else name[0][:-3] + end, text)

    def _at(self, instant: datetime) -> datetime:
        return instant - self._earlier

    def _when(self, when: When) -> When:
        return replace(when, start=when.start - self._earlier, end=when.end - self._earlier)

    def _article(self, article: Article) -> Article:
        published = article.published
        at = self._at(published.at) if published and published.at else None
        return replace(
            article,
            id=self._id(article.id),
            url=article.url and f"https://{self._letters}.example/{article.id}",
            title=self._text(article.title),
            text=self._text(article.text),
            published=published and replace(published, day=published.day - self._earlier, at=at),
            first_seen=self._at(article.first_seen),
            fingerprint=f"{self._letters}{article.fingerprint}",
        )

    def _citation(self, citation: Citation) -> Citation:
        quote = citation.quote
        return replace(citation, quote=replace(quote, article=self._id(quote.article), text=self._text(quote.text)))

    def _event(self, event: Event) -> Event:
        return replace(
            event,
            id=self._id(event.id),
            when=self._when(event.when),
            thing=self._text(event.thing),
            citations=tuple(map(self._citation, event.citations)),
        )

    def _figure(self, figure: Figure) -> Figure:
        as_of = figure.as_of and self._when(figure.as_of)
        return replace(figure, as_of=as_of, citation=self._citation(figure.citation))

    def _story(self, story: Story) -> Story:
        members = tuple(map(self._id, story.articles))
        first, last = self._at(story.first), self._at(story.last)
        return replace(story, id=self._id(story.id), articles=members, first=first, last=last)

    def _decision(self, decision: Decision) -> Decision:
        other = decision.other and self._id(decision.other)
        return replace(decision, subject=self._id(decision.subject), other=other, at=self._at(decision.at))


def _kept(articles: Iterable[Article], lexicon: Lexicon) -> frozenset[str]:
    """Return the words that are no unknown name: of known names, of times, and whatever stands in small letters too."""
    known = {word for entity in lexicon.entities.values() for name in entity.names for word in _WORD.findall(name)}
    common = {word.title() for a in articles for word in _WORD.findall(a.content) if word.islower()}
    return frozenset(known | {word.title() for word in known} | common | _TIMES)


if __name__ == "__main__":
    main()
