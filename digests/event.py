"""An event: something dated that a source says happened, is planned, was said or stood at a value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from digests.article import Quote
from digests.language import Lang
from digests.lexicon import Kind
from digests.when import When


class Status(StrEnum):
    """What sort of row it is; they look different to a reader and are never mixed."""

    HAPPENED = "happened"
    PLANNED = "planned"
    STATEMENT = "statement"
    """Somebody said it; dated by the saying."""
    SNAPSHOT = "snapshot"
    """A state as of that date ("has 480 million users")."""


class Hedge(StrEnum):
    """A word of doubt or denial beside the act; it is shown wherever the act is shown."""

    ANNOUNCED = "announced"
    REPORTED = "reported"
    TALKS = "talks"
    DENIED = "denied"
    NEGATED = "not"
    ASKED = "asked"


class Role(StrEnum):
    """What an amount is in its clause: an amount without a role is no field of an event."""

    SUM = "sum"
    """The money raised or invested."""
    PRICE = "price"
    """What was paid for what was bought."""
    VALUATION = "valuation"
    POST_MONEY = "post-money"
    """A valuation that says that it counts the new money."""
    HEADCOUNT = "headcount"
    """People who lose their posts."""
    SHARE = "share"
    """The same in percent of all."""
    PARAMETERS = "parameters"
    """The size of the model that was released."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with its role, proved by the clause of the act."""

    role: Role
    value: Decimal
    """In base units."""
    unit: str
    """ISO 4217 code, ``percent`` or the counted noun in the English plural."""
    comparator: str
    """How the words bound the value: a ``digests.figure.Comparator``, which is built on this module."""


ARCHIVE = "archive:"
"""Begins the article ids of quotes from the archive: sentences of our own, each with the addresses it rests on."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Who says it, and in which words."""

    quote: Quote
    lang: Lang
    outlet: str | None
    url: str | None
    also: tuple[str, ...] = ()
    """Further addresses that state it; only rows of the archive have them."""

    @property
    def archived(self) -> bool:
        """True for a sentence of the archive, which is no outlet's."""
        return self.quote.article.startswith(ARCHIVE)


@dataclass(frozen=True, slots=True)
class Event:
    """A dated happening. One article gives events with one citation; merging joins their citations."""

    id: str
    when: When
    status: Status
    kind: Kind
    act: str | None
    """Id of the act in the lexicon, if one was recognised."""
    actors: tuple[str, ...]
    """Entity ids of who did it, proved by the clause of the act; empty where that is unclear."""
    objects: tuple[str, ...]
    """Entity ids of what it was done to, proved by the same clause; empty where that is unclear."""
    about: frozenset[str]
    """Every entity named in the sentence, actors and objects included."""
    citations: tuple[Citation, ...]
    hedge: Hedge | None = None
    complete: bool = False
    """True where actor, act and object leave nothing of the clause uncovered: a headline may be composed."""
    qualifiers: tuple[str, ...] = ()
    """Ids of proved qualifiers ("free-commercial-use", "open-source") from the catalogue of words."""
    thing: str = ""
    """The words of the text for what it was done to, where no entity stands for it ("Llama API"); else empty."""
    partners: tuple[str, ...] = ()
    """Entity ids of those it is done together with, where the act itself is no partnership."""
    amounts: tuple[Amount, ...] = ()
    """The amounts of the clause whose role it proves; others are figures, and never part of a composed line."""
    rivals: tuple[Event, ...] = ()
    """The same happening as other sources have it, where the accounts exclude each other; shown side by side."""
