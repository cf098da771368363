"""What belongs to a topic: judged by an event's own fields, not by everything its sentence mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digests.affiliations import affiliation_at, without_former
from digests.chronicle.context import maker_of
from digests.entities import find_mentions
from digests.event import Event, Status
from digests.lexicon import EntityType, Lexicon
from digests.text.script import fold
from digests.topic import Topic, is_excluded, is_worded, members

_AT = re.compile(r"(?:\b(?:at|during)\s+(?:(?:the|its|their|\w+['’]s)\s+)?|在)$", re.IGNORECASE)
_THINGS = frozenset({EntityType.MODEL, EntityType.PRODUCT, EntityType.CHIP, EntityType.BENCHMARK})
_STAFF = frozenset({EntityType.PERSON, EntityType.LAB, EntityType.PRODUCT})


@dataclass(frozen=True, slots=True)
class Scope:
    """A topic with the lexicon it is read in; without a topic everything belongs."""

    topic: Topic | None
    lexicon: Lexicon
    inside: frozenset[str]
    """The topic's members: what a sentence must name."""
    own: frozenset[str]
    """Those and whatever they make or employ: what takes part for them."""
    kin: frozenset[str]
    """Makers of members, and the people, labs and products of those makers."""
    employers: frozenset[str]
    """Members, and the makers of members."""

    def holds(self, event: Event) -> bool:
        """Say whether an event belongs: it happens to or through a member, or its words name one and no other thing.

        A topic of words alone is about whatever they are said of.
        """
        if self.topic is None:
            return True
        if self._excluded(event):
            return False
        return self.touches(event) or (self.names(event) and (not self.inside or self._is_its_matter(event)))

    def _is_its_matter(self, event: Event) -> bool:
        """Say whether an event that names the topic is about it all the same."""
        if self._other_thing(event):
            return False
        touched = {*event.actors, *event.objects}
        if not touched or any(self._works_for(e, self.kin, event) for e in touched):
            return True
        return event.status is Status.STATEMENT and not self._only_the_place(event)

    def keeps(self, row: Event, accounts: Sequence[Event]) -> bool:
        """Say whether a merged row belongs: an account of it does, and not merely one that strayed into it.

        It is none that strayed in where a member of the topic takes part, where the whole row belongs too, or where
        half of the reports say so.
        """
        held = [account for account in accounts if self.holds(account)]
        if not held or self._excluded(row):
            return False
        return any(map(self.touches, held)) or self.holds(row) or 2 * len(_told(held)) >= len(_told(accounts))

    def names(self, event: Event) -> bool:
        """Say whether an event speaks of the topic at all: by a name or a word of it, and by none it excludes."""
        if self.topic is None:
            return True
        return not self._excluded(event) and (bool(self.inside & event.about) or self._worded(event))

    def touches(self, event: Event) -> bool:
        """Say whether a member of the topic does it, or it is done to one."""
        return self._takes_part(event.actors, event) or self._takes_part(event.objects, event)

    def place_of(self, event: Event) -> list[tuple[float, str]]:
        """Return how near to the topic the event is, as parts of a score with their reasons."""
        if self.topic is None:
            return []
        if self._takes_part(event.objects, event):
            return [(2.0, "topic in object")]
        if self._takes_part(event.actors, event):
            return [(1.2, "topic in actor")]
        return [(0.3, "topic named")] if self._named(event) else [(-0.1, "topic in the paragraph")]

    def _takes_part(self, entities: Iterable[str], event: Event) -> bool:
        """Say whether one of the entities is a member of the topic or, at the time of the event, belongs to one."""
        return any(self._works_for(e, self.own, event) for e in entities)

    def _works_for(self, entity: str, circle: frozenset[str], event: Event) -> bool:
        """Say whether an entity is in a circle; a person only while the employer is, and is not called a former one."""
        person = self.lexicon.entities.get(entity)
        if entity not in circle or entity in self.inside or person is None or person.type is not EntityType.PERSON:
            return entity in circle
        employer = affiliation_at(person, event.when.start)
        return employer in self.employers and employer not in self._left(event)

    def _left(self, event: Event) -> set[str]:
        """Return the entities that every citation naming them gives as former employers."""
        found = [(fold(c.quote.text), find_mentions(c.quote.text, self.lexicon)) for c in event.citations]
        kept = {m.entity for text, names in found for m in without_former(text, names, self.lexicon)}
        return {m.entity for _, names in found for m in names} - kept

    def _other_thing(self, event: Event) -> bool:
        """Say whether the act is done to, or a state told of, another thing that has its own date."""
        others = [o for o in event.objects if self.lexicon.entities[o].type in _THINGS]
        return bool(others) and event.status is not Status.SNAPSHOT

    def _only_the_place(self, event: Event) -> bool:
        """Say whether the quoted words name the topic only as where it was said ("said on Tuesday at HeronCon")."""
        quoted = [(c.quote.text, find_mentions(c.quote.text, self.lexicon)) for c in event.citations]
        named = [_AT.search(text, 0, m.start) for text, names in quoted for m in names if m.entity in self.own]
        return bool(named) and all(named)

    def _excluded(self, event: Event) -> bool:
        """Say whether it is of a sort that the topic does not follow, or an excluded word stands in every citation."""
        if self.topic is None:
            return False
        other = bool(self.topic.kinds) and event.kind not in self.topic.kinds
        return other or all(is_excluded(c.quote.text, self.topic) for c in event.citations)

    def _worded(self, event: Event) -> bool:
        """Say whether a citation holds one of the topic's words."""
        return self.topic is not None and any(is_worded(c.quote.text, self.topic) for c in event.citations)

    def _named(self, event: Event) -> bool:
        """Say whether the quoted words themselves name the topic."""
        quoted = (m.entity for c in event.citations for m in find_mentions(c.quote.text, self.lexicon))
        return any(e in self.own for e in quoted) or self._worded(event)


def _told(accounts: Iterable[Event]) -> set[str]:
    """Return the articles that give the accounts."""
    return {citation.quote.article for account in accounts for citation in account.citations}


def scope_of(topic: Topic | None, lexicon: Lexicon) -> Scope:
    """Return what belongs to a topic."""
    inside = members(topic, lexicon) if topic else frozenset[str]()
    made = {e for e in lexicon.entities if maker_of(e, lexicon) in inside}
    makers = {m for e in inside if (m := maker_of(e, lexicon))}
    staff = {e.id for e in lexicon.entities.values() if e.maker in makers and e.type in _STAFF}
    hired = {e.id: {one.maker for one in e.affiliations} for e in lexicon.entities.values() if e.affiliations}
    own = inside | made | {person for person, by in hired.items() if by & inside}
    kin = makers | staff | {person for person, by in hired.items() if by & makers}
    return Scope(topic, lexicon, inside, frozenset(own), frozenset(kin), frozenset(inside | makers))
