"""What the desk knows before it reads: names, acts and units, as one frozen value loaded in ``config``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from digests.language import Lang


class EntityType(StrEnum):
    """What sort of thing a name stands for; decides which acts it can do."""

    COMPANY = "company"
    LAB = "lab"
    PERSON = "person"
    MODEL = "model"
    """A family ("Llama") or a member of one ("Llama 3.1", whose ``family`` is "llama")."""
    PRODUCT = "product"
    LICENCE = "licence"
    CHIP = "chip"
    BENCHMARK = "benchmark"
    BODY = "body"
    """A government, court, regulator or association."""
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Whom a person works for in a period, both ends inclusive; as wide as the month or year that is known."""

    maker: str
    since: date | None
    """None where the beginning is not known."""
    until: date | None = None
    """None while it lasts."""

    def holds_on(self, day: date) -> bool:
        """Say whether the day lies in the period."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    @property
    def beginning(self) -> date:
        """The first day; where it is not known, the first of all."""
        return self.since or date.min


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing of the field."""

    id: str
    """Slug, e.g. ``llama-3.1``, ``meta``, ``mark-zuckerberg``."""
    type: EntityType
    name: Mapping[Lang, str]
    """How it is shown; at least English. Chinese scripts fall back to Simplified converted, then English."""
    names: tuple[str, ...]
    """Every spelling that stands for it, all languages and scripts, the shown ones included."""
    family: str | None = None
    maker: str | None = None
    """Id of the company or lab behind a model, product or chip; of the employer of a person, as last known."""
    ambiguous: frozenset[str] = frozenset()
    """Those of ``names`` that are also ordinary words and count only beside another name of the field."""
    affiliations: tuple[Affiliation, ...] = ()
    """Employers of a person by period, where they are known; then ``maker`` is the last one that lasts."""

    def shown(self, lang: Lang) -> str:
        """Return the name in that language, else in English."""
        return self.name.get(lang) or self.name[Lang.EN]


class Kind(StrEnum):
    """What sort of happening an event is."""

    RELEASE = "release"
    LICENCE = "licence"
    BENCHMARK = "benchmark"
    DEAL = "deal"
    POLICY = "policy"
    PEOPLE = "people"
    INCIDENT = "incident"
    STATEMENT = "statement"
    FIGURE = "figure"
    RESEARCH = "research"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Act:
    """A verb class of the field: "release", "sue", "acquire"."""

    id: str
    kind: Kind
    forms: Mapping[Lang, tuple[str, ...]]
    """Finite and nominal forms: English inflected and lower case, Chinese in Simplified (matched on folded text)."""
    name: Mapping[Lang, str]
    """The act as one word for a tag line, in each language."""
    headline: Mapping[Lang, str] = field(default_factory=lambda: MappingProxyType({}))
    """Template of a composed headline with ``{actor}`` and ``{object}`` by the reader's language; where one is absent,
    the reader of that language sees a tag line."""
    actors: frozenset[EntityType] = frozenset()
    """Types that can do it; empty for any."""
    objects: frozenset[EntityType] = frozenset()
    """Types that it can be done to in a composed headline; empty for any."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Everything the desk knows before it reads. Built once, passed everywhere, never changed.

    Compared and hashed by identity, so that what is derived from it can be cached by it.
    """

    entities: Mapping[str, Entity]
    acts: Mapping[str, Act]
    glossary: tuple[tuple[str, str], ...] = ()
    """Pairs (English stem or phrase in lower case, Chinese in Simplified) that mean the same in this field."""
    dictionary: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Chinese words in Simplified to their English senses, divided by slashes; may be loaded at the first look."""
    frequencies: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Background document frequencies of index terms (see ``grouping``), with the total under the empty key."""
    primary_outlets: frozenset[str] = frozenset()
    """Names (case folded) of outlets that publish their own news: labs, repositories, regulators."""
