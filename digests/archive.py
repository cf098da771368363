"""The archive: dated, sourced happenings the desk knew before it read its first article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from digests.event import Status
from digests.language import Lang
from digests.lexicon import Kind
from digests.when import When


@dataclass(frozen=True, slots=True)
class Source:
    """Where an archived happening is stated."""

    url: str
    """Canonical address (see ``digests.urls``)."""
    seen: str
    """In which collection the address stood or was looked up, for an audit."""


@dataclass(frozen=True, slots=True)
class Account:
    """One of several accounts that exclude each other, with its address."""

    says: Mapping[Lang, str]
    """A few words of our own in each language: a date, an amount."""
    url: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """A point on which sources disagree; all accounts are kept and shown side by side."""

    about: str
    """``date`` or ``figure``."""
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class ArchiveRow:
    """One happening with a sentence of our own in each language."""

    id: str
    """The date as far as it is known and a slug: ``2023-07-18-llama-2``."""
    when: When
    kind: Kind
    status: Status
    entities: tuple[str, ...]
    """Entity ids, the most important first."""
    sentence: Mapping[Lang, str]
    """English, Simplified and Traditional; one plain sentence each."""
    sources: tuple[Source, ...]
    """At least one."""
    disputes: tuple[Dispute, ...] = ()
