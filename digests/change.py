"""What a tenant has set for itself, and every change of it: who, where, when, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

Value = Mapping[str, object]
"""JSON-ready: str, int, float, bool, None, list and dict only."""


class Holds(StrEnum):
    """What a tenant can have."""

    TOPIC = "topic"
    """Named by its slug; ``digests.topic.topic_value`` writes it, ``topic_held`` reads it."""
    SCHEDULE = "schedule"
    """Named by the id of its subscription; all of that but the next run."""
    FEED = "feed"
    """Named by its address; ``digests.own_feeds`` writes and reads it, and what hides the outlet of a shared one."""
    GRANT = "grant"
    """Named ``role:ID`` or ``user:ID``: who manages the bot there beside whom the platform names."""
    VERDICT = "verdict"
    """On the grouping; ``digests.verdicts`` names it, writes it and reads it."""
    FILTER = "filter"
    """What is left out; ``digests.filters`` names it, writes it and reads it."""
    SETTINGS = "settings"
    """One for each tenant, which names it; ``digests.settled`` names it, writes it and reads it."""


@dataclass(frozen=True, slots=True)
class Held:
    """One thing of a tenant's."""

    holds: Holds
    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Change:
    """One thing made, changed or taken away; kept for good, never altered."""

    id: str
    platform: str
    tenant: str
    holds: Holds
    name: str
    before: Value | None
    """As it was; None where there was none."""
    after: Value | None
    """As it is from then on; None where it is taken away."""
    verb: str
    """Of the command that did it."""
    by: str
    """The platform's id of the person; ``local`` in the terminal."""
    at: datetime
    """Aware, UTC."""
    where: str = ""
    """The channel as text; empty in the terminal."""
    undoes: str = ""
    """The id of the change that it takes back."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that was shown and not saved yet: what was typed, until whoever typed it saves it or lets it be."""

    id: str
    platform: str
    tenant: str
    by: str
    verb: str
    until: datetime
    """Aware, UTC; then it is forgotten."""
    options: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """As in a ``Question``."""
