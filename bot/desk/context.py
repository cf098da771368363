"""What every answer is made from, and what several answers need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from digests.archive import ArchiveRow
from digests.desk import Question
from digests.errors import BadInput, NotFound
from digests.language import Lang
from digests.layout.lists import Check
from digests.lexicon import Lexicon
from digests.ports import Clock, Store
from digests.publishing import Ledger
from digests.subscription import TERMINAL
from digests.text.script import fold
from digests.topic import Topic, topic_named
from digests.when import Published
from digests.words import Words

MOST = 10_000
"""The largest number an option may be: days, rows. More is a slip, and ends in arithmetic beyond the calendar."""


@dataclass(frozen=True, slots=True)
class Context:
    """The memory, the knowledge, the words of each language and the clock."""

    store: Store
    lexicon: Lexicon
    words: Mapping[Lang, Words]
    clock: Clock
    digest_stories: int
    """How many stories a digest has room for."""
    checks: Callable[[Mapping[str, int]], Sequence[Check]]
    """What ``doctor`` looks at, given what the store counted."""
    archive: Callable[[], Sequence[ArchiveRow]] = tuple
    """Returns what happened before the first article was read; asked only where it is needed."""
    ledger: Ledger = field(kw_only=True)
    """What was ordered; the schedules are kept in it."""
    platforms: tuple[str, ...] = (TERMINAL,)
    """Where a schedule may post to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question beside the context it is answered from."""

    context: Context
    question: Question

    @property
    def words(self) -> Words:
        """The bot's words in the reader's language."""
        return self.context.words[self.question.lang]

    @property
    def zone(self) -> ZoneInfo:
        """The reader's time zone."""
        return ZoneInfo(self.question.zone)

    @property
    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return self.context.clock.now()

    def text(self, option: str) -> str:
        """Return an option that must be given as text."""
        given = self.question.options.get(option)
        if not isinstance(given, str) or not given.strip():
            raise BadInput("nothing-given", option)
        return given.strip()

    def optional_text(self, option: str) -> str | None:
        """Return an option that may be given as text."""
        return self.text(option) if self.question.options.get(option) else None

    def number(self, option: str) -> int | None:
        """Return an option that may be given as a whole number from 1 to ``MOST``."""
        given = self.question.options.get(option)
        if given is None:
            return None
        if not isinstance(given, int) or not 1 <= given <= MOST:
            raise BadInput("number-out-of-range", option, given=given, low=1, high=MOST)
        return given

    def day(self, option: str) -> date | None:
        """Return an option that may be given as a date."""
        given = self.question.options.get(option)
        return given if isinstance(given, date) else None

    def texts(self, option: str) -> tuple[str, ...]:
        """Return an option that may be given as several texts."""
        given = self.question.options.get(option) or ()
        return tuple(map(str, given)) if isinstance(given, tuple | list) else (str(given),)


async def published_of(store: Store, articles: Iterable[str]) -> dict[str, Published | None]:
    """Return when each of the articles was published."""
    found = await store.articles(dict.fromkeys(articles))
    return {article.id: article.published for article in found}


async def topic_called(asked: Asked, name: str) -> Topic:
    """Return the topic of that slug or name, else one of the single entity of that name. Raises NotFound."""
    topics = await asked.context.store.topics()
    known = topic_named(name, topics, asked.context.lexicon)
    if known is not None:
        return known
    slugs = [topic.slug for topic in topics]
    near = get_close_matches(fold(name), slugs, n=1)
    topics_known = tuple(slugs) or "–"
    if near:
        raise NotFound("no-such-topic-but", name, near=near[0], topics=topics_known)
    raise NotFound("no-such-topic", name, topics=topics_known)
