"""A store of plain dicts: the promises of ``digests.ports.Store`` in their simplest form."""

# ruff: noqa: D102  the port says what each method promises

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from digests.article import Article, Copy
from digests.event import Event, Status
from digests.feed import Feed, FeedState
from digests.figure import Figure
from digests.learning import Introduction
from digests.own_feeds import mark_of_id
from digests.story import Decision, Story
from digests.text.script import HAN, fold
from digests.text.terms import search_terms
from digests.topic import Topic
from digests.upkeep import Size

_SHORTEST_BEGINNING = 4
_HAN_RUN = re.compile(f"[{HAN}]+")


class FakeStore:
    """A ``Store`` in memory."""

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}
        self._events: dict[str, tuple[Event, ...]] = {}
        self._figures: dict[str, tuple[Figure, ...]] = {}
        self._earlier: dict[str, set[str]] = {}
        self._copies: dict[tuple[str, str], Copy] = {}
        self._stories: dict[str, Story] = {}
        self._decisions: list[Decision] = []
        self._topics: dict[str, Topic] = {}
        self._feeds: dict[str, Feed] = {}
        self._feed_states: dict[str, FeedState] = {}
        self._notes: set[str] = set()
        self._introduced: dict[tuple[str, str, str], Introduction] = {}

    async def article(self, article_id: str) -> Article | None:
        return self._articles.get(article_id)

    async def articles(self, ids: Iterable[str]) -> tuple[Article, ...]:
        return tuple(self._articles[i] for i in dict.fromkeys(ids) if i in self._articles)

    async def articles_between(self, start: datetime, end: datetime) -> tuple[Article, ...]:
        return tuple(a for a in self._newest_first() if start <= _dated(a) < end)

    async def newest(self, limit: int) -> tuple[Article, ...]:
        return self._newest_first()[: max(limit, 0)]

    async def unplaced(self) -> tuple[Article, ...]:
        placed = {article for story in self._stories.values() for article in story.articles}
        return tuple(a for a in self._newest_first() if a.id not in placed)

    async def find_articles(self, text: str) -> tuple[Article, ...]:
        is_beginning = len(text) >= _SHORTEST_BEGINNING
        return tuple(a for a in self._newest_first() if a.url == text or (is_beginning and a.id.startswith(text)))

    async def earlier_fingerprints(self, article_id: str) -> frozenset[str]:
        return frozenset(self._earlier.get(article_id, ()))

    async def article_by_fingerprint(self, fingerprint: str) -> Article | None:
        same = [a for a in self._articles.values() if a.fingerprint == fingerprint]
        return min(same, key=lambda a: (a.first_seen, a.id), default=None)

    async def save_article(self, article: Article, events: Sequence[Event], figures: Sequence[Figure]) -> None:
        for event in events:
            (citation,) = event.citations
            _check(not event.rivals and _is_of(article, citation.quote.article, citation.quote.revision))
        for figure in figures:
            _check(_is_of(article, figure.citation.quote.article, figure.citation.quote.revision))
        known = self._articles.get(article.id)
        if known is not None and known.revision < article.revision:
            self._earlier.setdefault(article.id, set()).add(known.fingerprint)
        if known is None or known.revision <= article.revision:
            self._articles[article.id] = article
            self._events[article.id] = tuple(events)
            self._figures[article.id] = tuple(figures)

    async def save_copy(self, copy: Copy) -> None:
        self._copies.setdefault((copy.article, copy.url or copy.outlet or ""), copy)

    async def copies(self, ids: Iterable[str]) -> tuple[Copy, ...]:
        wanted = set(ids)
        found = [(copy.first_seen, *key) for key, copy in self._copies.items() if copy.article in wanted]
        return tuple(self._copies[article, place] for _, article, place in sorted(found))

    async def story(self, story_id: str) -> Story | None:
        if story_id in self._stories:
            return self._stories[story_id]
        begun = [s for i, s in self._stories.items() if len(story_id) >= _SHORTEST_BEGINNING and i.startswith(story_id)]
        return begun[0] if len(begun) == 1 else None

    async def stories_of(self, article_ids: Iterable[str]) -> tuple[Story, ...]:
        wanted = set(article_ids)
        return _latest_first(s for s in self._stories.values() if wanted & set(s.articles))

    async def open_stories(self, start: datetime, end: datetime) -> tuple[Story, ...]:
        return _latest_first(s for s in self._stories.values() if s.first <= end and start <= s.last)

    async def save_stories(self, stories: Sequence[Story], gone: Iterable[str] = ()) -> None:
        for story_id in gone:
            self._stories.pop(story_id, None)
        self._stories.update({story.id: story for story in stories})

    async def save_decisions(self, decisions: Sequence[Decision]) -> None:
        self._decisions += decisions

    async def decisions(self, subject: str) -> tuple[Decision, ...]:
        return tuple(sorted((d for d in self._decisions if d.subject == subject), key=lambda d: d.at))

    async def events(self, entities: frozenset[str] | None = None) -> tuple[Event, ...]:
        return tuple(e for e in self._oldest_first(self._articles) if entities is None or e.about & entities)

    async def events_of(self, article_ids: Iterable[str]) -> tuple[Event, ...]:
        return self._oldest_first(article_ids)

    async def planned(self, since: date) -> tuple[Event, ...]:
        every = self._oldest_first(self._articles)
        return tuple(e for e in every if e.status is Status.PLANNED and e.when.start >= since)

    async def figures_of(self, article_ids: Iterable[str]) -> tuple[Figure, ...]:
        return tuple(f for article_id in sorted(set(article_ids)) for f in self._figures.get(article_id, ()))

    async def holding(self, phrases: Iterable[str], among: Iterable[str] | None = None) -> tuple[str, ...]:
        wanted = self._articles if among is None else frozenset(among)
        found = [await self.search(phrase, len(self._articles)) for phrase in phrases]
        return tuple(dict.fromkeys(article.id for articles in found for article in articles if article.id in wanted))

    async def version(self) -> str:
        return repr((len(self._decisions), self._articles, self._topics))

    async def figures(self, subjects: frozenset[str] | None = None) -> tuple[Figure, ...]:
        every = (f for article_id in sorted(self._figures) for f in self._figures[article_id])
        return tuple(f for f in every if subjects is None or f.subject in subjects)

    async def search(self, query: str, limit: int) -> tuple[Article, ...]:
        wanted = _words(query)
        found = [a for a in self._newest_first() if wanted and all(_holds(a, word) for word in wanted)]
        return tuple(found[: max(limit, 0)])

    async def topics(self) -> tuple[Topic, ...]:
        return tuple(self._topics[slug] for slug in sorted(self._topics))

    async def save_topics(self, topics: Sequence[Topic]) -> None:
        self._topics.update({topic.slug: topic for topic in topics})

    async def introductions(self) -> tuple[Introduction, ...]:
        return tuple(one for _, one in sorted(self._introduced.items()))

    async def save_introductions(self, introductions: Sequence[Introduction]) -> None:
        for one in introductions:
            key = (one.pair.chinese, one.pair.latin, one.outlet)
            known = self._introduced.get(key)
            self._introduced[key] = replace(one, certain=one.certain or bool(known and known.certain))

    async def feeds(self) -> tuple[Feed, ...]:
        return tuple(sorted(self._feeds.values(), key=lambda feed: (feed.outlet, feed.url)))

    async def save_feeds(self, feeds: Sequence[Feed]) -> None:
        self._feeds.update({feed.url: feed for feed in feeds})

    async def remove_feed(self, url: str) -> None:
        self._feeds.pop(url, None)
        self._feed_states.pop(url, None)

    async def feed_states(self) -> dict[str, FeedState]:
        return dict(self._feed_states)

    async def save_feed_states(self, states: Sequence[FeedState]) -> None:
        self._feed_states.update({state.url: state for state in states if state.url in self._feeds})

    async def noted(self, name: str) -> bool:
        return name in self._notes

    async def note(self, name: str) -> None:
        self._notes.add(name)

    async def counts(self) -> dict[str, int]:
        return {
            "articles": len(self._articles),
            "copies": len(self._copies),
            "stories": len(self._stories),
            "events": sum(map(len, self._events.values())),
            "figures": sum(map(len, self._figures.values())),
        }

    async def size(self, since: datetime) -> Size:
        every = self._articles.values()
        return Size(sum(len(a.content.encode()) for a in every), len(every), sum(a.first_seen >= since for a in every))

    async def forget_decisions(self, before: datetime, limit: int) -> int:
        old = [n for n, one in enumerate(self._decisions) if one.at < before][:limit]
        self._decisions = [one for n, one in enumerate(self._decisions) if n not in old]
        return len(old)

    async def forget_articles(self, before: datetime, limit: int) -> int:
        dated = [a for a in reversed(self._newest_first()) if a.published]
        return self._forget({a.id for a in [a for a in dated if max(_dated(a), a.first_seen) < before][:limit]})

    async def forget_own(self, held: Collection[str], before: datetime, limit: int) -> int:
        own = [a.id for a in self._articles.values() if mark_of_id(a.id) and a.first_seen < before]
        old = [one for one in own if mark_of_id(one) not in held][:limit]
        stories = {*self._stories}
        self._forget({*old})
        gone = {*old, *stories - {*self._stories}}
        self._decisions = [one for one in self._decisions if one.subject not in gone]
        return len(old)

    def _forget(self, old: set[str]) -> int:
        for kept in (self._articles, self._events, self._figures, self._earlier):
            for article in old:
                kept.pop(article, None)
        self._copies = {key: copy for key, copy in self._copies.items() if copy.article not in old}
        left = [replace(s, articles=tuple(a for a in s.articles if a not in old)) for s in self._stories.values()]
        self._stories = {story.id: story for story in left if story.articles or not old}
        return len(old)

    def _newest_first(self) -> tuple[Article, ...]:
        by_id = sorted(self._articles.values(), key=lambda a: a.id)
        return tuple(sorted(by_id, key=_dated, reverse=True))

    def _oldest_first(self, article_ids: Iterable[str]) -> tuple[Event, ...]:
        every = (e for article_id in sorted(set(article_ids)) for e in self._events.get(article_id, ()))
        return tuple(sorted(every, key=lambda e: (e.when.start, e.when.end)))


def _dated(article: Article) -> datetime:
    return article.published.latest if article.published else article.first_seen


def _latest_first(stories: Iterable[Story]) -> tuple[Story, ...]:
    by_id = sorted(stories, key=lambda story: story.id)
    return tuple(sorted(by_id, key=lambda story: (story.last, story.first), reverse=True))


def _is_of(article: Article, article_id: str, revision: int) -> bool:
    return (article.id, article.revision) == (article_id, revision)


def _check(is_fit: bool) -> None:
    if not is_fit:
        msg = "an event or figure that cannot be stored as it is"
        raise ValueError(msg)


def _plain(text: str) -> str:
    return "".join(map(fold, text))


def _words(query: str) -> list[str]:
    """Return the Chinese runs of a query as typed, folded, and its other words."""
    plain = _plain(query)
    return [*_HAN_RUN.findall(plain), *(word for part in _HAN_RUN.split(plain) for word in search_terms(part))]


def _holds(article: Article, word: str) -> bool:
    if _HAN_RUN.fullmatch(word):
        return word in _plain(article.content)
    return word in _words(article.content)
