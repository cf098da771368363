"""What readers said of answers: kept to learn from which stories are of use, and shown to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Rated:
    """The last word of one person of a tenant on one answer."""

    platform: str
    tenant: str
    """Where it was said, as ``Asker.tenant`` has it."""
    person: str
    verb: str
    """The command that was answered."""
    id: str
    """Of which story, topic, name or query."""
    useful: bool
    at: datetime
    """Aware, UTC."""
