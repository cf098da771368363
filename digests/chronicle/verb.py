"""A verb at its place: the line and clause it stands in, and what can do it or undergo it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digests.chronicle.acts import Hit
from digests.chronicle.clauses import Clause
from digests.chronicle.cues import FLUSH_BEFORE
from digests.chronicle.line import NAME, Line
from digests.lexicon import EntityType, Kind, Lexicon
from digests.reading import Mention

AGENTS = frozenset({EntityType.COMPANY, EntityType.LAB, EntityType.PERSON, EntityType.BODY})
WORKS = frozenset({EntityType.MODEL, EntityType.PRODUCT, EntityType.CHIP, EntityType.LICENCE, EntityType.BENCHMARK})
_ABOUT_WORKS = frozenset({Kind.RELEASE, Kind.LICENCE, Kind.INCIDENT, Kind.RESEARCH, Kind.BENCHMARK})
_NO_PARTY = frozenset({EntityType.MODEL, EntityType.LICENCE, EntityType.BENCHMARK})
"""What nobody has a deal with."""
_WITHOUT_OBJECT = frozenset({"say", "plan"})


_EMPLOYED = re.compile(rf"(?P<name>{NAME}+)\s(?:of|at|from)\s(?:the\s)?$")
_EXAMPLE = re.compile(
    r"(?:\b(?:such as|like|including|using|beats?|beating|outperforms?|against|than)\s+"
    r"|例如|比如|诸如|像|击败|打败|超越|力压|碾压|叫板|赶超|不敌|输给)\s?$"
)
"""What is only an example, or beaten, is no subject."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A hit in its clause."""

    line: Line
    clause: Clause
    hit: Hit
    lexicon: Lexicon

    @property
    def before(self) -> str:
        """The clause up to the verb, masked."""
        return self.line.masked[self.clause.start : self.hit.start]

    @property
    def after(self) -> str:
        """The clause from the verb on, masked."""
        return self.line.masked[self.hit.end : self.clause.end]

    def name_before(self, end: int) -> Mention | None:
        """Return the name that ends at an offset of the clause."""
        return self.line.name_ending(self.clause.start + end)

    def type_of(self, name: Mention) -> EntityType:
        """Return what sort of thing a name stands for."""
        return self.lexicon.entities[name.entity].type

    def can_act(self, name: Mention) -> bool:
        """Say whether what the name stands for can do such an act."""
        kind, act = self.type_of(name), self.hit.act
        if act is None or act.kind is Kind.FIGURE:
            return kind is not EntityType.PLACE
        return kind in (act.actors or AGENTS) and not (kind in WORKS and act.kind in _ABOUT_WORKS)

    def can_undergo(self, name: Mention) -> bool:
        """Say whether such an act can be done to what the name stands for."""
        kind, act = self.type_of(name), self.hit.act
        if act is None or act.kind is Kind.FIGURE or act.id in _WITHOUT_OBJECT:
            return False
        if act.objects:
            return kind in act.objects
        if act.kind is Kind.DEAL and kind in _NO_PARTY:
            return False
        return kind in WORKS if act.kind in (Kind.RELEASE, Kind.LICENCE) else kind is not EntityType.PLACE

    def actor(self, name: Mention | None) -> Mention | None:
        """Return the name if it can do the act."""
        return name if name is not None and self.can_act(name) else None

    def undergoer(self, name: Mention | None) -> Mention | None:
        """Return the name if the act can be done to it."""
        return name if name is not None and self.can_undergo(name) else None

    def _of_whom(self, name: Mention) -> Mention:
        """Return the person whose employer the name is ("Dana Orr of Corvid Labs"), else the name itself."""
        belongs = _EMPLOYED.search(self.line.masked, self.clause.start, name.start)
        person = self.line.name_ending(belongs.end("name")) if belongs else None
        return person if person and self.type_of(person) is EntityType.PERSON else name

    def flush_before(self, end: int) -> Mention | None:
        """Return the name that stands before an offset of the clause with only adverbs, helpers and dates between."""
        match = FLUSH_BEFORE.search(self.line.masked[self.clause.start : self.clause.start + end])
        name = self.name_before(match.end("name")) if match else None
        name = self._of_whom(name) if name else None
        if name and _EXAMPLE.search(self.line.masked[: name.start]):
            return None
        if match and name and match["noun"] and self.type_of(name) not in WORKS:
            return None
        return name
