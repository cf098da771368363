"""Ranking: what a story is worth to its readers, each part with a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import exp, log

from digests.article import Copy
from digests.event import Event, Status
from digests.lexicon import Kind, Lexicon
from digests.primary import is_primary
from digests.reading import Reading, Sentence
from digests.story import Reason, Story
from digests.topic import Topic, is_excluded, is_worded, members
from digests.witnesses import origins_of, outlets_of

KIND_WEIGHTS = {
    Kind.RELEASE: 3.0,
    Kind.LICENCE: 3.0,
    Kind.POLICY: 2.0,
    Kind.DEAL: 2.0,
    Kind.INCIDENT: 2.0,
    Kind.BENCHMARK: 1.5,
    Kind.RESEARCH: 1.2,
    Kind.PEOPLE: 1.2,
    Kind.FIGURE: 1.2,
    Kind.STATEMENT: 1.0,
    Kind.OTHER: 1.0,
}
"""What sort of news it is counts alike in a digest and in a timeline."""
OUTLET_WEIGHT = 2.0
PRIMARY_WEIGHT = 1.5
RECENCY_WEIGHT = 2.0
RECENCY_HOURS = 24.0
LANGUAGES_WEIGHT = 0.5
FRESH = timedelta(days=14)
"""An event older than this before the story's first report is background, not what the story tells."""
LEAD_SENTENCES = 3
"""A topic named only once and after these is a passing mention."""
PASSING = 1


@dataclass(frozen=True, slots=True)
class StoryMaterial:
    """A story with the readings of its articles and the other places where their texts were seen."""

    story: Story
    readings: tuple[Reading, ...]
    copies: tuple[Copy, ...] = ()
    rejected: frozenset[str] = frozenset()
    """The slugs of the topics that it is said not to be about."""
    filtered: str = ""
    """The name of the filter that leaves it out; empty where it is not left out."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a story is worth and why; ``topical`` is 0 where it is not about the topics asked for."""

    score: float
    reasons: tuple[Reason, ...]
    topical: float


def rank(material: StoryMaterial, topics: Sequence[Topic], lexicon: Lexicon, now: datetime) -> Standing:
    """Return the story's standing at ``now`` (aware). Without topics every story is topical."""
    outlets = independent_outlets(material.readings, lexicon)
    primary = bool(_primary_names(material.readings, lexicon) & {*outlets})
    topical = max((standing_in(material, topic, lexicon) for topic in topics), default=1.0)
    parts: list[tuple[float, Reason | None]] = [
        (OUTLET_WEIGHT * log(1 + len(outlets)), Reason("outlets", {"count": len(outlets)})),
        _kind_part(material),
        (PRIMARY_WEIGHT, Reason("primary-source")) if primary else (0.0, None),
        _recency_part(material.story, now),
        (topical, Reason("topic-in-title" if topical > 1 else "topic-in-text")) if topics and topical else (0.0, None),
        _language_part(material.readings),
    ]
    return Standing(sum(score for score, _ in parts), tuple(reason for _, reason in parts if reason), topical)


def independent_outlets(readings: Iterable[Reading], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the outlets that report the story themselves, primary ones first, then in order of publication.

    An outlet that only repeats another's text is none of them; a text whose own outlet is not among the reports is
    counted once, under the outlet that had it first.
    """
    ordered = sorted(readings, key=lambda reading: (published_at(reading), reading.article.id))
    named_readings = [reading for reading in ordered if reading.article.outlet]
    named = [reading.article for reading in named_readings]
    origins = origins_of(named) if len(outlets_of((a.id, a.outlet) for a in named)) > 1 else {}
    names = {(a.outlet or "").casefold(): a.outlet or "" for a in reversed(named)}
    carriers = {outlets_of([(a.id, a.outlet)], origins)[0]: a.outlet or "" for a in reversed(named)}
    independent = (names.get(key, carriers[key]) for key in outlets_of(((a.id, a.outlet) for a in named), origins))
    primary = _primary_names(named_readings, lexicon)
    return tuple(sorted(independent, key=lambda name: name not in primary))


def _primary_names(readings: Iterable[Reading], lexicon: Lexicon) -> frozenset[str]:
    """Return the names of the outlets whose report is a primary source."""
    articles = [reading.article for reading in readings]
    return frozenset(a.outlet for a in articles if a.outlet and is_primary(a.outlet, a.url, lexicon))


def published_at(reading: Reading) -> datetime:
    """Return when the article was published at the latest, or first seen where that is unknown; aware."""
    published = reading.article.published
    return published.latest if published else reading.article.first_seen


def is_fresh(event: Event, story: Story) -> bool:
    """Say whether the event is what the story tells rather than its background."""
    return event.status is Status.PLANNED or event.when.end >= (story.first - FRESH).astimezone(UTC).date()


def standing_in(material: StoryMaterial, topic: Topic, lexicon: Lexicon) -> float:
    """Return how far a story is about the topic, by the reports in its languages: as ``strength``.

    It is 0 where it is said not to be, and where none of those reports tells a happening of the topic's sorts.
    """
    if topic.slug in material.rejected:
        return 0.0
    readings = [r for r in material.readings if not topic.langs or r.article.lang in topic.langs]
    wanted = members(topic, lexicon) if topic.kinds else frozenset[str]()
    events = (event for reading in readings for event in reading.events if topic.kinds)
    fresh = (event for event in events if event.kind in topic.kinds and is_fresh(event, material.story))
    is_told = not topic.kinds or any(_of(event, topic, wanted) for event in fresh)
    return strength(readings, topic, lexicon) if is_told else 0.0


def _of(event: Event, topic: Topic, wanted: frozenset[str]) -> bool:
    return not event.about.isdisjoint(wanted) or any(is_worded(one.quote.text, topic) for one in event.citations)


def strength(readings: Iterable[Reading], topic: Topic, lexicon: Lexicon) -> float:
    """Return how far the reports are about the topic: 2 in a title, 1 in the text, 0 for a passing mention or none."""
    wanted = members(topic, lexicon)
    return max((_strength(reading, topic, wanted) for reading in readings), default=0.0)


def _strength(reading: Reading, topic: Topic, wanted: frozenset[str]) -> float:
    about = [sentence for sentence in reading.sentences if _concerns(reading, sentence, topic, wanted)]
    if not about:
        return 0.0
    if about[0].is_title or about[0].index == 0:
        return 2.0
    return 1.0 if len(about) > PASSING or about[0].index <= LEAD_SENTENCES else 0.0


def _concerns(reading: Reading, sentence: Sentence, topic: Topic, wanted: frozenset[str]) -> bool:
    if is_excluded(sentence.text, topic):
        return False
    return any(mention.entity in wanted for mention in reading.mentions_in(sentence)) or is_worded(sentence.text, topic)


def _kind_part(material: StoryMaterial) -> tuple[float, Reason | None]:
    kinds = {e.kind for r in material.readings for e in r.events if is_fresh(e, material.story)} - {Kind.OTHER}
    if not kinds:
        return 0.0, None
    best = max(sorted(kinds), key=lambda kind: KIND_WEIGHTS[kind])
    return KIND_WEIGHTS[best], Reason("kind", {"kind": best})


def _recency_part(story: Story, now: datetime) -> tuple[float, Reason]:
    hours = max(0.0, (now - story.last).total_seconds() / 3600)
    return RECENCY_WEIGHT * exp(-hours / RECENCY_HOURS), Reason("newest", {"hours": round(hours)})


def _language_part(readings: Iterable[Reading]) -> tuple[float, Reason | None]:
    both = len({reading.article.lang.is_chinese for reading in readings}) > 1
    return (LANGUAGES_WEIGHT, Reason("english-and-chinese")) if both else (0.0, None)
