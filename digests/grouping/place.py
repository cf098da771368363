"""Placing: one article, one decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from types import MappingProxyType

from digests.article import Article
from digests.grouping.evidence import evidence
from digests.grouping.index import StoryIndex
from digests.grouping.match import Match, chosen, ranked
from digests.story import Decision, Reason, Story

WINDOW = timedelta(hours=60)
"""How long after its last report, or before its first, a story takes another."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The story with the article in it, and why it is there."""

    story: Story
    decision: Decision


def place(article: Article, terms: Mapping[str, float], index: StoryIndex, now: datetime) -> Placement:
    """Decide which open story the article belongs to, or open one. The index is not changed: ``put`` the story.

    A further revision of an article stays in its story.
    """
    home = index.home(article.id)
    if home:
        return Placement(home, _decision(article, "stayed", Reason("revision-of-report"), now, home))
    first, last = period(article)
    twin = next((story for story in index.titled(terms) if _in_reach(story, first, last)), None)
    if twin:
        return Placement(_grown(twin, article, terms), _decision(article, "joined", Reason("same-title"), now, twin))
    near = [story for story in index.sharing(terms) if _in_reach(story, first, last)]
    matches = ranked(terms, (article.id,), near, index)
    best = chosen(matches, 1)
    if best:
        reason = Reason("shares", {"shared": evidence(best.like.terms, article)})
        return Placement(_grown(best.story, article, terms), _decision(article, "joined", reason, now, best.story))
    return _opened(article, terms, _why_apart(matches, article), now)


def period(article: Article) -> tuple[datetime, datetime]:
    """Return the first and last instant the article may date from: one instant, or the day, week or month known."""
    published = article.published
    if published is None:
        return article.first_seen, article.first_seen
    start = published.at or datetime.combine(published.when.start, time.min, UTC)
    return start, published.latest


def _in_reach(story: Story, first: datetime, last: datetime) -> bool:
    return story.first - WINDOW <= last and first <= story.last + WINDOW


def _why_apart(matches: Sequence[Match], article: Article) -> Reason:
    clash = next((match.clash for match in matches if match.clash), None)
    if clash:
        return clash
    if not matches or not matches[0].score:
        return Reason("nothing-shared")
    shared = evidence(matches[0].like.terms, article)
    return Reason("too-little-shared", {"shared": shared, "story": matches[0].story.id})


def _grown(story: Story, article: Article, terms: Mapping[str, float]) -> Story:
    first, last = period(article)
    return Story(
        story.id,
        (*story.articles, article.id),
        added(story.terms, terms),
        min(first, story.first),
        max(last, story.last),
    )


def added(one: Mapping[str, float], other: Mapping[str, float]) -> Mapping[str, float]:
    """Return the sum of two lots of terms."""
    return MappingProxyType({**one, **{term: one.get(term, 0.0) + weight for term, weight in other.items()}})


def _opened(article: Article, terms: Mapping[str, float], reason: Reason, now: datetime) -> Placement:
    story = Story(f"s{article.id[:8]}", (article.id,), terms, *period(article))
    return Placement(story, _decision(article, "opened", reason, now, story))


def _decision(article: Article, outcome: str, reason: Reason, now: datetime, story: Story) -> Decision:
    return Decision(article.id, "place", outcome, reason, now, story.id)
