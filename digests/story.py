"""A story: the articles about one happening."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one happening; grows as reports come in."""

    id: str
    """``s`` and eight hexadecimal digits, from the first article's id."""
    articles: tuple[str, ...]
    """Article ids, in the order they were placed."""
    terms: Mapping[str, float]
    """Sum of the members' index terms: what a new article is compared with."""
    first: datetime
    """Publication of the earliest member (its first sight, where undated); aware UTC."""
    last: datetime
    """Publication of the latest member, likewise."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was decided: the key of a phrase in ``[reason]`` of ``config/words``, and the evidence it names.

    Text and numbers are shown as they are; a tuple holds index terms (``digests.grouping.terms``), and those are said
    in the reader's language.
    """

    key: str
    values: Mapping[str, str | int | float | tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that was decided about an article or story, with its reason: what ``why`` shows."""

    subject: str
    """Id of the article or story."""
    stage: str
    """``read``, ``place``, ``rank`` …"""
    outcome: str
    """One word: ``new``, ``revised``, ``copy``, ``joined``, ``opened``, ``in-digest``, ``left-out`` …"""
    reason: Reason
    at: datetime
    """Aware, UTC."""
    other: str | None = None
    """Id of what it was decided against: the story joined, the article copied."""
