"""What the desk and the newsroom need of the world, as Protocols; what posting needs stands in ``publishing``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from digests.article import Article, Copy
from digests.desk import Asker, Command, Question, Suggestion
from digests.event import Event
from digests.feed import Feed, FeedState, Found
from digests.figure import Figure
from digests.language import Lang
from digests.learning import Introduction
from digests.page import Page, Picture
from digests.story import Decision, Story
from digests.topic import Topic
from digests.upkeep import Size
from digests.web import Request, Response


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class Web(Protocol):
    """Asks addresses of the public web; the gate against all others is behind it."""

    async def get(self, request: Request) -> Response:
        """Return what the address answers, whatever the status, redirects followed.

        Raises Unreachable where the address (or a redirect's) may not be asked, cannot be reached, takes too long
        or answers with too much.
        """
        ...


class FeedLook(Protocol):
    """Looks at feeds that somebody names, and at lists of them, before they are kept: bounded in time and size.

    No address is asked but those of the public web, whatever the operator allows for feeds of all.
    """

    async def look(self, url: str) -> Found:
        """Return the feed at an address, or the one that the page there names.

        Raises Unreachable where it may not be asked or does not answer, BadInput where there is no feed, or several.
        """
        ...

    async def listed(self, url: str) -> Sequence[Feed]:
        """Return the feeds of the OPML list at an address, unasked. Raises Unreachable, BadInput."""
        ...

    def as_list(self, feeds: Iterable[Feed]) -> str:
        """Return feeds as an OPML list, without what is secret in their addresses."""
        ...


class Desk(Protocol):
    """Answers questions. Adapters are handed one and know nothing else of the bot."""

    @property
    def commands(self) -> Sequence[Command]:
        """Everything that can be asked, in the order in which it is shown."""
        ...

    async def answer(self, question: Question) -> Page:
        """Return the answer as a page. Raises Refusal where it cannot be answered."""
        ...

    async def suggest(self, question: Question, option: str, typed: str) -> Sequence[Suggestion]:
        """Return what may be meant by what is typed so far for an option, the likeliest first, at most 25.

        Nothing where the option suggests nothing, or the asker may not ask. Other options of the question may be there.
        """
        ...

    async def language(self, asker: Asker) -> Lang | None:
        """Return the language that the person chose; None where they chose none, and the platform's word stands."""
        ...


class Painter(Protocol):
    """Draws pictures."""

    async def paint(self, picture: Picture) -> bytes:
        """Return a PNG. Raises Refusal where it cannot be drawn: no font has the characters."""
        ...


class Store(Protocol):
    """Keeps the newsroom's memory. Every call is one transaction; all instants are aware UTC.

    Raises StoreUnusable where the database is locked, full, broken or of another version.
    """

    async def article(self, article_id: str) -> Article | None:
        """Return the article at its newest revision."""
        ...

    async def articles(self, ids: Iterable[str]) -> tuple[Article, ...]:
        """Return those of the articles that are known, in the order of ``ids``."""
        ...

    async def articles_between(self, start: datetime, end: datetime) -> tuple[Article, ...]:
        """Return articles whose publication (first sight, where undated) lies in ``start <= t < end``, newest first."""
        ...

    async def newest(self, limit: int) -> tuple[Article, ...]:
        """Return the newest articles by publication (first sight, where undated), newest first."""
        ...

    async def unplaced(self) -> tuple[Article, ...]:
        """Return the articles that belong to no story, newest first: a placing run was cut short."""
        ...

    async def find_articles(self, text: str) -> tuple[Article, ...]:
        """Return articles whose id begins with ``text`` (at least four characters) or whose URL equals it."""
        ...

    async def earlier_fingerprints(self, article_id: str) -> frozenset[str]:
        """Return the fingerprints of the revisions before the newest."""
        ...

    async def article_by_fingerprint(self, fingerprint: str) -> Article | None:
        """Return the article with that folded text, if one is known."""
        ...

    async def save_article(self, article: Article, events: Sequence[Event], figures: Sequence[Figure]) -> None:
        """Store a new article or a new revision, index it, and replace what was found in its earlier revision."""
        ...

    async def save_copy(self, copy: Copy) -> None:
        """Note that an article's text was seen at another place. The same place twice is noted once."""
        ...

    async def copies(self, ids: Iterable[str]) -> tuple[Copy, ...]:
        """Return the copies of those articles."""
        ...

    async def story(self, story_id: str) -> Story | None:
        """Return a story by its id or an unambiguous beginning of it of at least four characters."""
        ...

    async def stories_of(self, article_ids: Iterable[str]) -> tuple[Story, ...]:
        """Return the stories that hold any of the articles, each once, newest first."""
        ...

    async def open_stories(self, start: datetime, end: datetime) -> tuple[Story, ...]:
        """Return stories whose first..last period touches ``start .. end``, newest first."""
        ...

    async def save_stories(self, stories: Sequence[Story], gone: Iterable[str] = ()) -> None:
        """Store the stories as they now are; forget those in ``gone`` (merged into another)."""
        ...

    async def save_decisions(self, decisions: Sequence[Decision]) -> None:
        """Append decisions."""
        ...

    async def decisions(self, subject: str) -> tuple[Decision, ...]:
        """Return what was decided about an article or story, oldest first."""
        ...

    async def events(self, entities: frozenset[str] | None = None) -> tuple[Event, ...]:
        """Return events about any of the entities (all events, for None), oldest first."""
        ...

    async def planned(self, since: date) -> tuple[Event, ...]:
        """Return the planned events that begin on that day or later, oldest first."""
        ...

    async def events_of(self, article_ids: Iterable[str]) -> tuple[Event, ...]:
        """Return the events found in those articles, oldest first."""
        ...

    async def figures(self, subjects: frozenset[str] | None = None) -> tuple[Figure, ...]:
        """Return figures about any of the subjects (all figures, for None)."""
        ...

    async def figures_of(self, article_ids: Iterable[str]) -> tuple[Figure, ...]:
        """Return the figures found in those articles, in the order of the articles' ids."""
        ...

    async def search(self, query: str, limit: int) -> tuple[Article, ...]:
        """Return articles that hold every word of the query (Chinese as typed, either script), newest first."""
        ...

    async def holding(self, phrases: Iterable[str], among: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return the ids of all articles that hold every word of one of the phrases, as ``search`` reads them.

        Only those ``among`` the ids are looked at, where any are named.
        """
        ...

    async def topics(self) -> tuple[Topic, ...]:
        """Return the stored topics, by slug."""
        ...

    async def save_topics(self, topics: Sequence[Topic]) -> None:
        """Store topics, replacing those of the same slug."""
        ...

    async def introductions(self) -> tuple[Introduction, ...]:
        """Return where names were introduced, by their pairs and outlets."""
        ...

    async def save_introductions(self, introductions: Sequence[Introduction]) -> None:
        """Keep them; the same pair from the same outlet is kept once, and once certain it stays so."""
        ...

    async def feeds(self) -> tuple[Feed, ...]:
        """Return the feeds, by outlet and address."""
        ...

    async def save_feeds(self, feeds: Sequence[Feed]) -> None:
        """Store feeds, replacing those of the same address; what is remembered of them stays."""
        ...

    async def remove_feed(self, url: str) -> None:
        """Forget a feed and what is remembered of it; its articles stay."""
        ...

    async def feed_states(self) -> dict[str, FeedState]:
        """Return what is remembered of the feeds, by address; a feed that was never asked has nothing."""
        ...

    async def save_feed_states(self, states: Sequence[FeedState]) -> None:
        """Store states, replacing those of the same address; one of a feed that is not known changes nothing."""
        ...

    async def noted(self, name: str) -> bool:
        """Say whether something that is done only once was noted as done."""
        ...

    async def note(self, name: str) -> None:
        """Note that it was done; twice is once."""
        ...

    async def version(self) -> str:
        """Return a text that is another one once something was decided, stored anew, forgotten, or a topic changed.

        No article or story changes without a decision. What was answered at one version is still true at it.
        """
        ...

    async def counts(self) -> dict[str, int]:
        """Return how many articles, copies, stories, events and figures are stored, by those words."""
        ...

    async def size(self, since: datetime) -> Size:
        """Return how large the database is, and how many of its articles were first seen at ``since`` or later."""
        ...

    async def forget_decisions(self, before: datetime, limit: int) -> int:
        """Forget decisions made before an instant, the oldest first, at most ``limit``; return how many."""
        ...

    async def forget_articles(self, before: datetime, limit: int) -> int:
        """Forget articles that were published and first seen before an instant, at most ``limit``; return how many.

        With each goes all that was found in it, its copies and earlier revisions; its story loses it, and is gone
        when it is empty. One without a date stays: were it still in its feed, it would come back as news.
        """
        ...

    async def forget_own(self, held: Collection[str], before: datetime, limit: int) -> int:
        """Forget articles that tenants' own feeds brought, those of the marks ``held`` left out; return how many.

        Those first seen before an instant, at most ``limit``, with or without a date. With each goes what goes with an
        old one, and what was decided about it.
        """
        ...
