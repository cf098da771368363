"""Which stories a reader is told of: what they follow, less what they have muted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from digests.chronicle.context import maker_of
from digests.chronicle.scope import Scope
from digests.following import Sort, Subject, Wanted
from digests.lexicon import EntityType
from digests.ranking import StoryMaterial, published_at, standing_in
from digests.reading import Reading, Sentence
from digests.story import Story
from digests.text.script import fold
from digests.topic import is_excluded, is_worded

Scopes = Mapping[str, Scope]
"""Topics that are followed or muted, by slug; one that was removed is not there, and neither wanted nor muted."""


def is_wanted(material: StoryMaterial, wanted: Wanted, scopes: Scopes, start: datetime) -> bool:
    """Say whether a story of the window that begins at ``start`` (aware) is told: muting is stronger than following.

    Told are a followed story that was reported since, what touches a followed topic, and what a followed outlet
    reported in the window. Never told are a muted story, one that is only about muted topics, and one that nobody but
    muted outlets ever reported.
    """
    is_followed = (
        is_own(material, wanted)
        or _is_reported(material, wanted, start)
        or any(_touches(material, scopes.get(slug)) for slug in _ids(wanted.followed, Sort.TOPIC))
    )
    return is_followed and not _is_muted(material, wanted, scopes)


def is_own(material: StoryMaterial, wanted: Wanted) -> bool:
    """Say whether the story itself is followed, and was reported since."""
    seen = max((reading.article.first_seen for reading in material.readings), default=None)
    return any(
        seen is not None and (subject.since is None or seen > subject.since)
        for subject in wanted.followed
        if is_story(subject, material.story)
    )


def may_be_wanted(story: Story, outlets: Iterable[str | None], wanted: Iterable[Wanted]) -> bool:
    """Say whether any of the readers can want the story, before it is read: it is not where this says no."""
    folded = {fold(outlet) for outlet in outlets if outlet}
    return any(
        subject.sort is Sort.TOPIC or subject.id in folded or is_story(subject, story)
        for one in wanted
        for subject in one.followed
    )


def is_story(subject: Subject, story: Story) -> bool:
    """Say whether it is that story, though it was merged with another since."""
    is_known = subject.id == story.id or not set(subject.articles).isdisjoint(story.articles)
    return subject.sort is Sort.STORY and is_known


def _is_reported(material: StoryMaterial, wanted: Wanted, start: datetime) -> bool:
    """Say whether a followed outlet reported the story at ``start`` or later."""
    lately = [reading for reading in material.readings if published_at(reading) >= start]
    return not _outlets(lately).isdisjoint(_ids(wanted.followed, Sort.OUTLET))


def _touches(material: StoryMaterial, scope: Scope | None) -> bool:
    if scope is None or scope.topic is None or scope.topic.slug in material.rejected:
        return False
    named = {mention.entity for reading in material.readings for mention in reading.mentions}
    may = bool(scope.topic.words) or not named.isdisjoint(scope.inside)  # to look closer at every story takes seconds
    return may and standing_in(material, scope.topic, scope.lexicon) > 0


def _is_muted(material: StoryMaterial, wanted: Wanted, scopes: Scopes) -> bool:
    slugs = sorted(_ids(wanted.muted, Sort.TOPIC) - material.rejected)
    muted = [scopes[slug] for slug in slugs if slug in scopes]
    return (
        any(is_story(subject, material.story) for subject in wanted.muted)
        or _outlets(material.readings) <= _ids(wanted.muted, Sort.OUTLET)
        or _is_only_about(material.readings, muted)
    )


def _ids(subjects: Iterable[Subject], sort: Sort) -> set[str]:
    return {subject.id for subject in subjects if subject.sort is sort}


def _outlets(readings: Iterable[Reading]) -> set[str]:
    """Return the outlets of reports, folded; nothing stands for one without."""
    return {fold(reading.article.outlet or "") for reading in readings}


def _is_only_about(readings: Iterable[Reading], scopes: Sequence[Scope]) -> bool:
    """Say whether the reports open with nothing but the topics: their words, or names that are theirs.

    Theirs is also what and whom a company has. Who makes a model or product is only named as such: "Corvid Labs
    releases Heron-1" is about Heron-1 alone.
    """
    theirs = frozenset[str]().union(*(scope.own for scope in scopes))
    allowed = theirs.union(*(_makers(scope) for scope in scopes))
    is_about = False
    for reading, sentence in _openings(readings) if scopes else ():
        named = {mention.entity for mention in reading.mentions_in(sentence)}
        topics = [scope.topic for scope in scopes if scope.topic and not is_excluded(sentence.text, scope.topic)]
        worded = any(is_worded(sentence.text, topic) for topic in topics)
        if not worded and named - allowed:
            return False
        is_about |= worded or bool(topics and named & theirs)
    return is_about


def _makers(scope: Scope) -> frozenset[str]:
    """Return who makes the models and products of a topic."""
    entities = scope.lexicon.entities
    things = (one for one in scope.inside if one in entities and entities[one].type is not EntityType.PERSON)
    return frozenset(maker for one in things if (maker := maker_of(one, scope.lexicon)))


def _openings(readings: Iterable[Reading]) -> Iterator[tuple[Reading, Sentence]]:
    """Yield the title of each report, or the first sentence of one that has none."""
    for reading in readings:
        titles = [sentence for sentence in reading.sentences if sentence.is_title]
        yield from ((reading, sentence) for sentence in titles or reading.sentences[:1])
