"""Placing: one article, one decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from math import log
from types import MappingProxyType

from digests.article import Article
from digests.grouping.clash import (
    CLASH,
    SERIES,
    other_figure,
    other_happening,
    other_of_series,
    other_subject,
    other_version,
)
from digests.grouping.evidence import evidence
from digests.grouping.index import StoryIndex
from digests.grouping.likeness import Likeness, profile
from digests.story import Decision, Reason, Story

WINDOW = timedelta(hours=60)
"""How long after its last report, or before its first, a story takes another."""
THRESHOLD = 0.14
"""Least score for joining; this and the numbers below were measured together on headlines of three kinds."""
FIRST_PAIR = 2.0
"""Two lone articles need this many times the threshold, larger stories less of that on top: most wrong groups are
small, and the fewer the reports, the less is known of what they tell."""
EVIDENCE = 3.0
"""The shared rarity should reach the logarithm of the live articles plus this; else the score is cut by the square."""
BESIDE = 4.0
"""The rarity of about one ordinary word: as much should be shared besides the rarest term."""
ALONE = 0.6
"""What a score keeps where nothing is: one name or word in common may be a subject, or chance."""
CROWD = 1.0
"""How often the mean of the fourth to eighth best scores is added: a crowded theme needs a clear winner."""

AGREED = 0.5
"""Share of the threshold for reports that agree on a happening which takes place once."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The story with the article in it, and why it is there."""

    story: Story
    decision: Decision


@dataclass(frozen=True, slots=True)
class Match:
    """An open story as it compares with what is to be placed; ``clash`` says what keeps the two apart."""

    story: Story
    like: Likeness
    score: float
    clash: Reason | None = None

    @property
    def agrees(self) -> bool:
        """True where both report one happening that takes place once."""
        return any(term[0] == "h" for term in self.like.terms)


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
    matches = ranked(terms, near, index)
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


def ranked(terms: Mapping[str, float], stories: Sequence[Story], index: StoryIndex) -> list[Match]:
    """Return the stories as they compare with the terms, best first; equal scores in order of id."""
    own = profile(terms, index.rarity)
    least = log(index.rarity.articles + 1) + EVIDENCE
    matches = []
    for story in stories:
        like = index.likeness(own, story)
        matches.append(_match(terms, story, like, like.score * _sureness(like, least)))
    return sorted(matches, key=lambda match: (-match.score, match.story.id))


def _sureness(like: Likeness, least: float) -> float:
    """Return the share of the score that the evidence bears; ``least`` is the shared rarity that is enough."""
    beside = ALONE + (1.0 - ALONE) * min(1.0, like.beside / BESIDE)
    return beside * min(1.0, like.shared / least) ** 2


def chosen(matches: Sequence[Match], articles: int) -> Match | None:
    """Return the match to join, if any: one that agrees on a happening, else the best where it reaches its bar.

    ``articles`` counts those of what is to be placed. Reports that agree on a happening need only be about it.
    """
    agreed = next((match for match in matches if match.score >= THRESHOLD * AGREED and match.agrees), None)
    if agreed:
        return agreed
    return matches[0] if matches and matches[0].score >= bar(matches, articles) else None


def bar(matches: Sequence[Match], articles: int) -> float:
    """Return what the best match must reach; ``articles`` counts those of what is to be placed."""
    crowd = [match.score for match in matches[3:8]]
    few = (FIRST_PAIR - 1.0) / (articles + len(matches[0].story.articles) - 1)
    return (THRESHOLD + CROWD * sum(crowd) / max(1, len(crowd))) * (1.0 + few)


def _in_reach(story: Story, first: datetime, last: datetime) -> bool:
    return story.first - WINDOW <= last and first <= story.last + WINDOW


def _match(terms: Mapping[str, float], story: Story, like: Likeness, score: float) -> Match:
    """Weigh clashes in, where the score is worth it."""
    plain = Match(story, like, score)
    if score < THRESHOLD * AGREED or (score < THRESHOLD and not plain.agrees):
        return plain
    left, clash = _clash(terms, story)
    return Match(story, like, score * left, clash)


def _clash(terms: Mapping[str, float], story: Story) -> tuple[float, Reason | None]:
    """Return what keeps the terms and the story apart, if anything does, and the share of the score it leaves."""
    name = other_version(terms, story.terms)
    if name:
        return 0.0, Reason("another-version", {"story": story.id, "name": name})
    series = other_of_series(terms, story.terms)
    if series == "day":
        return SERIES, Reason("another-day", {"story": story.id})
    if series:
        return SERIES, Reason("another-stock", {"story": story.id})
    if other_subject(terms, story.terms):
        return SERIES, Reason("another-subject", {"story": story.id})
    act = other_happening(terms, story.terms)
    if act:
        return CLASH, Reason("another-happening", {"story": story.id, "act": (f"h:{act}",)})
    unit = other_figure(terms, story.terms)
    return (CLASH, Reason("another-figure", {"story": story.id, "unit": (f"n:{unit}",)})) if unit else (1.0, None)


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
