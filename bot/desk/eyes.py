"""The newsroom's memory as a tenant is shown it: with its own feeds' reports, and without those it is not to see."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import TypeVar, cast

from bot.desk.context import Asked, Context
from digests.article import Article, Copy
from digests.change import Holds, Value
from digests.event import Citation, Event
from digests.feed import Feed, FeedState
from digests.figure import Figure
from digests.own_feeds import Eyes, eyes_of, state_since
from digests.polling.due import state_of
from digests.ports import Store
from digests.story import Story
from digests.tracked import is_hidden

_WIDER = 4
"""Times as many are looked at where too few of the newest can be shown."""
T = TypeVar("T", Article, Copy, Feed)


async def eyes_at(context: Context, platform: str, tenant: str) -> Eyes:
    """Return what a tenant is shown."""
    return eyes_of(await context.ledger.held(Holds.FEED, platform, tenant))


async def eyes_for(asked: Asked) -> Eyes:
    """Return what the asker's tenant is shown."""
    return await eyes_at(asked.context, asked.question.asker.platform, asked.question.asker.tenant)


async def seen_context(context: Context, platform: str, tenant: str) -> Context:
    """Return the context with the store as that tenant is shown it."""
    held = await context.ledger.held(Holds.FEED, platform, tenant)
    own = {one.name: one.value for one in held if not is_hidden(one.value)}
    # what it does not name itself it hands on by __getattr__, which a type checker cannot follow
    return replace(context, store=cast("Store", SeenStore(context.store, eyes_of(held), own)))


@dataclass(frozen=True, slots=True)
class SeenStore:
    """A ``digests.ports.Store`` seen with a tenant's eyes. What is not named here is the same for everybody."""

    store: Store
    eyes: Eyes
    own: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    """The tenant's own feeds, by address."""

    def __getattr__(self, name: str) -> object:
        """Return what everybody is shown alike."""
        return getattr(self.store, name)

    async def article(self, article_id: str) -> Article | None:
        """Return the article, if it is shown there."""
        found = await self.store.article(article_id)
        return next(iter(self._named([found] if found else [])), None)

    async def articles(self, ids: Iterable[str]) -> tuple[Article, ...]:
        """Return those of the articles that are shown there."""
        return self._named(await self.store.articles(ids))

    async def articles_between(self, start: datetime, end: datetime) -> tuple[Article, ...]:
        """Return those of the window."""
        return self._named(await self.store.articles_between(start, end))

    async def newest(self, limit: int) -> tuple[Article, ...]:
        """Return the newest of those that are shown there."""
        return await self._enough(self.store.newest, limit)

    async def search(self, query: str, limit: int) -> tuple[Article, ...]:
        """Return the newest matches of those that are shown there."""
        return await self._enough(lambda most: self.store.search(query, most), limit)

    async def find_articles(self, text: str) -> tuple[Article, ...]:
        """Return those that are named so."""
        return self._named(await self.store.find_articles(text))

    async def copies(self, ids: Iterable[str]) -> tuple[Copy, ...]:
        """Return the copies at places that are shown there."""
        return self._named(await self.store.copies(ids))

    async def holding(self, phrases: Iterable[str], among: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return the ids of articles, those of others' own feeds left out."""
        return tuple(one for one in await self.store.holding(phrases, among) if self.eyes.see_id(one))

    async def story(self, story_id: str) -> Story | None:
        """Return the story with its articles that are shown there; None where there are none."""
        found = await self.store.story(story_id)
        if found is None:
            return None
        seen = [article.id for article in await self.articles(found.articles)]
        return replace(found, articles=tuple(a for a in found.articles if a in seen)) if seen else None

    async def stories_of(self, article_ids: Iterable[str]) -> tuple[Story, ...]:
        """Return the stories without articles of others' own feeds."""
        return self._told(await self.store.stories_of(article_ids))

    async def open_stories(self, start: datetime, end: datetime) -> tuple[Story, ...]:
        """Return the stories without articles of others' own feeds."""
        return self._told(await self.store.open_stories(start, end))

    async def events(self, entities: frozenset[str] | None = None) -> tuple[Event, ...]:
        """Return the events that a source shown there tells."""
        return self._sourced(await self.store.events(entities))

    async def planned(self, since: date) -> tuple[Event, ...]:
        """Return the planned ones that a source shown there tells."""
        return self._sourced(await self.store.planned(since))

    async def events_of(self, article_ids: Iterable[str]) -> tuple[Event, ...]:
        """Return those of articles that are shown there."""
        return self._sourced(await self.store.events_of(article_ids))

    async def figures(self, subjects: frozenset[str] | None = None) -> tuple[Figure, ...]:
        """Return the figures that a source shown there states."""
        return self._stated(await self.store.figures(subjects))

    async def figures_of(self, article_ids: Iterable[str]) -> tuple[Figure, ...]:
        """Return those of articles that are shown there."""
        return self._stated(await self.store.figures_of(article_ids))

    async def feeds(self) -> tuple[Feed, ...]:
        """Return the shared feeds that the tenant wants, and its own."""
        return self._named(await self.store.feeds())

    async def feed_states(self) -> dict[str, FeedState]:
        """Return what is remembered of the feeds; of the tenant's own, nothing from before it had them."""
        states = await self.store.feed_states()
        return states | {url: state_since(state_of(Feed(url, ""), states), value) for url, value in self.own.items()}

    async def _enough(self, ask: Callable[[int], Awaitable[tuple[Article, ...]]], limit: int) -> tuple[Article, ...]:
        """Return so many of what is shown there, as long as there are."""
        asked = limit
        while True:
            found = await ask(asked)
            seen = self._named(found)
            if len(seen) >= limit or len(found) < asked:
                return seen[: max(limit, 0)]
            asked *= _WIDER

    def _named(self, found: Sequence[T]) -> tuple[T, ...]:
        """Return what is shown there, each under the name that its outlet has there."""
        seen = (one for one in found if self.eyes.see(one.outlet))
        return tuple(cast("T", _renamed(one, self.eyes.called(one.outlet))) for one in seen)

    def _told(self, stories: Iterable[Story]) -> tuple[Story, ...]:
        left = ((story, tuple(article for article in story.articles if self.eyes.see_id(article))) for story in stories)
        return tuple(
            story if len(kept) == len(story.articles) else replace(story, articles=kept) for story, kept in left if kept
        )

    def _sourced(self, events: Iterable[Event]) -> tuple[Event, ...]:
        kept = ((event, self._cited(event.citations)) for event in events)
        return tuple(
            event if cited == event.citations else replace(event, citations=cited) for event, cited in kept if cited
        )

    def _stated(self, figures: Iterable[Figure]) -> tuple[Figure, ...]:
        kept = ((figure, self._cited((figure.citation,))) for figure in figures)
        return tuple(
            figure if cited[0] == figure.citation else replace(figure, citation=cited[0])
            for figure, cited in kept
            if cited
        )

    def _cited(self, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        seen = (one for one in citations if one.archived or self.eyes.see(one.outlet))
        return tuple(cast("Citation", _renamed(one, self.eyes.called(one.outlet))) for one in seen)


def _renamed(one: Article | Copy | Feed | Citation, outlet: str | None) -> Article | Copy | Feed | Citation:
    return one if one.outlet == outlet else replace(one, outlet=outlet)  # type: ignore[arg-type]  # a feed has a name
