"""A story: the articles about one happening."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


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
class Decision:
    """Something that was decided about an article or story, with its reason: what ``why`` shows."""

    subject: str
    """Id of the article or story."""
    stage: str
    """``read``, ``place``, ``rank`` …"""
    outcome: str
    """One word: ``new``, ``revised``, ``copy``, ``joined``, ``opened``, ``in-digest``, ``left-out`` …"""
    reason: str
    """An English sentence fragment that names the evidence: "same release, same figure 405B"."""
    at: datetime
    """Aware, UTC."""
    other: str | None = None
    """Id of what it was decided against: the story joined, the article copied."""
