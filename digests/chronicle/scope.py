"""What belongs to a topic: judged by an event's own fields, not by everything its sentence mentions."""

from __future__ import annotations

from dataclasses import dataclass

from digests.chronicle.context import maker_of
from digests.entities import find_mentions
from digests.event import Event, Status
from digests.lexicon import EntityType, Lexicon
from digests.text.script import fold
from digests.topic import Topic, members

_THINGS = frozenset({EntityType.MODEL, EntityType.PRODUCT, EntityType.CHIP, EntityType.BENCHMARK})
_STAFF = frozenset({EntityType.PERSON, EntityType.LAB, EntityType.PRODUCT})


@dataclass(frozen=True, slots=True)
class Scope:
    """A topic with the lexicon it is read in; without a topic everything belongs."""

    topic: Topic | None
    lexicon: Lexicon
    own: frozenset[str]
    """The topic's members and whatever they make or employ."""
    kin: frozenset[str]
    """Makers of members, and the people, labs and products of those makers."""

    def holds(self, event: Event) -> bool:
        """Say whether an event belongs: it happens to or through a member, or its words name one and no other thing."""
        if self.topic is None:
            return True
        if self._excluded(event):
            return False
        touched = {*event.actors, *event.objects}
        if touched & self.own:
            return True
        if not (self.own & event.about or self._worded(event)) or self._other_thing(event):
            return False
        return not touched or event.status is Status.STATEMENT or bool(touched & self.kin)

    def place_of(self, event: Event) -> list[tuple[float, str]]:
        """Return how near to the topic the event is, as parts of a score with their reasons."""
        if self.topic is None:
            return []
        if self.own & set(event.objects):
            return [(2.0, "topic in object")]
        if self.own & set(event.actors):
            return [(1.2, "topic in actor")]
        return [(0.3, "topic named")] if self._named(event) else [(-0.1, "topic in the paragraph")]

    def _other_thing(self, event: Event) -> bool:
        """Say whether the act is done to, or a state told of, another thing that has its own date."""
        others = [o for o in event.objects if self.lexicon.entities[o].type in _THINGS]
        return bool(others) and event.status is not Status.SNAPSHOT

    def _excluded(self, event: Event) -> bool:
        """Say whether an excluded word stands in every citation."""
        words = [fold(w) for w in self.topic.exclude] if self.topic else []
        return bool(words) and all(any(w in fold(c.quote.text) for w in words) for c in event.citations)

    def _worded(self, event: Event) -> bool:
        """Say whether a citation holds one of the topic's words."""
        words = [fold(w) for w in self.topic.words] if self.topic else []
        return any(w in fold(c.quote.text) for w in words for c in event.citations)

    def _named(self, event: Event) -> bool:
        """Say whether the quoted words themselves name the topic."""
        quoted = (m.entity for c in event.citations for m in find_mentions(c.quote.text, self.lexicon))
        return any(e in self.own for e in quoted) or self._worded(event)


def scope_of(topic: Topic | None, lexicon: Lexicon) -> Scope:
    """Return what belongs to a topic."""
    inside = members(topic, lexicon) if topic else frozenset[str]()
    made = {e for e in lexicon.entities if maker_of(e, lexicon) in inside}
    makers = {m for e in inside if (m := maker_of(e, lexicon))}
    staff = {e.id for e in lexicon.entities.values() if e.maker in makers and e.type in _STAFF}
    return Scope(topic, lexicon, frozenset(inside | made), frozenset(makers | staff))
