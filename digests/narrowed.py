"""What is left of the news where topics are followed in some languages only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from digests.event import Event
from digests.language import Lang
from digests.ranking import StoryMaterial
from digests.topic import Topic


def langs_of(topics: Sequence[Topic]) -> frozenset[Lang]:
    """Return the languages in which the topics are followed; none, for all of them, where one of them is in any."""
    every = [topic.langs for topic in topics]
    return frozenset(lang for langs in every for lang in langs) if all(every) else frozenset()


def told_in(material: StoryMaterial, langs: Collection[Lang]) -> StoryMaterial:
    """Return a story with its reports in the languages, in all of them where none is named."""
    left = tuple(reading for reading in material.readings if not langs or reading.article.lang in langs)
    if len(left) == len(material.readings):
        return material
    kept = {reading.article.id for reading in left}
    return replace(material, readings=left, copies=tuple(one for one in material.copies if one.article in kept))


def events_in(events: Iterable[Event], langs: Collection[Lang]) -> tuple[Event, ...]:
    """Return the events that a source in the languages tells, with those sources alone; all where none is named.

    A sentence of the archive is no source's.
    """
    if not langs:
        return tuple(events)
    kept = ((event, tuple(c for c in event.citations if c.lang in langs and not c.archived)) for event in events)
    return tuple(replace(event, citations=cited) for event, cited in kept if cited)
