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
    other_stock,
    other_subject,
    other_version,
)
from digests.grouping.evidence import evidence
from digests.grouping.index import StoryIndex
from digests.grouping.likeness import Likeness, likeness, profile
from digests.lexicon import Lexicon
from digests.story import Decision, Story

WINDOW = timedelta(hours=60)
"""How long after its last report, or before its first, a story takes another."""
THRESHOLD = 0.14
"""Least score for joining; this and the numbers below were measured together on headlines of three kinds."""
FIRST_PAIR = 2.0
"""Two lone articles need this many times the threshold: most wrong groups are pairs."""
EVIDENCE = 3.0
"""The shared rarity should reach the logarithm of the live articles plus this; else the score is cut by the square."""
CROWD = 2.0
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
    """An open story as it compares with what is to be placed; ``clash`` names what keeps the two apart."""

    story: Story
    like: Likeness
    score: float
    clash: str | None = None

    @property
    def agrees(self) -> bool:
        """True where both report one happening that takes place once."""
        return any(term[0] == "h" for term in self.like.terms)


def place(
    article: Article, terms: Mapping[str, float], index: StoryIndex, lexicon: Lexicon, now: datetime
) -> Placement:
    """Decide which open story the article belongs to, or open one. The index is not changed: ``put`` the story.

    A further revision of an article stays in its story.
    """
    home = index.home(article.id)
    if home:
        return Placement(home, _decision(article, "stayed", "a revision of a report of this story", now, home))
    first, last = period(article)
    near = [story for story in index.sharing(terms) if _in_reach(story, first, last)]
    twin = next((story for story in near if _title(terms) in story.terms), None)
    if twin:
        return Placement(_grown(twin, article, terms), _decision(article, "joined", "the same title", now, twin))
    matches = ranked(terms, near, index)
    best = chosen(matches, 1)
    if best:
        reason = f"shares {evidence(best.like.terms, article, lexicon)}"
        return Placement(_grown(best.story, article, terms), _decision(article, "joined", reason, now, best.story))
    return _opened(article, terms, _why_apart(matches, article, lexicon), now)


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
        like = likeness(own, index.profile(story), index.rarity)
        matches.append(_match(terms, story, like, like.score * min(1.0, like.shared / least) ** 2))
    return sorted(matches, key=lambda match: (-match.score, match.story.id))


def chosen(matches: Sequence[Match], articles: int) -> Match | None:
    """Return the match to join, if any: one that agrees on a happening, else the best where it reaches its bar.

    ``articles`` counts those of what is to be placed. Reports that agree on a happening need only be about it.
    """
    agreed = next((match for match in matches if match.agrees), None)
    if agreed and agreed.score >= THRESHOLD * AGREED:
        return agreed
    return matches[0] if matches and matches[0].score >= bar(matches, articles) else None


def bar(matches: Sequence[Match], articles: int) -> float:
    """Return what the best match must reach; ``articles`` counts those of what is to be placed."""
    crowd = [match.score for match in matches[3:8]]
    lone = articles == len(matches[0].story.articles) == 1
    return (THRESHOLD + CROWD * sum(crowd) / max(1, len(crowd))) * (FIRST_PAIR if lone else 1.0)


def _in_reach(story: Story, first: datetime, last: datetime) -> bool:
    return story.first - WINDOW <= last and first <= story.last + WINDOW


def _title(terms: Mapping[str, float]) -> str:
    return next((term for term in terms if term.startswith("t:")), "")


def _match(terms: Mapping[str, float], story: Story, like: Likeness, score: float) -> Match:
    """Weigh clashes in, where the score is worth it."""
    plain = Match(story, like, score)
    if score < THRESHOLD * (AGREED if plain.agrees else 1):
        return plain
    name = other_version(terms, story.terms)
    if name:
        return Match(story, like, 0.0, f"another version of {name}")
    series = other_stock(terms, story.terms) or other_subject(terms, story.terms)
    if series:
        return Match(story, like, score * SERIES, f"another {series}")
    act = other_happening(terms, story.terms)
    if act:
        return Match(story, like, score * CLASH, f"another {act}")
    unit = other_figure(terms, story.terms)
    if unit:
        return Match(story, like, score * CLASH, f"another figure in {unit}")
    return plain


def _why_apart(matches: Sequence[Match], article: Article, lexicon: Lexicon) -> str:
    clashing = next((match for match in matches if match.clash), None)
    if clashing:
        return f"{clashing.story.id} is about {clashing.clash}"
    if not matches or not matches[0].score:
        return "no open story shares a telling word"
    return f"only shares {evidence(matches[0].like.terms, article, lexicon)} with {matches[0].story.id}"


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


def _opened(article: Article, terms: Mapping[str, float], reason: str, now: datetime) -> Placement:
    story = Story(f"s{article.id[:8]}", (article.id,), terms, *period(article))
    return Placement(story, _decision(article, "opened", reason, now, story))


def _decision(article: Article, outcome: str, reason: str, now: datetime, story: Story) -> Decision:
    return Decision(article.id, "place", outcome, reason, now, story.id)
