"""The bot's token: known to few, shown to nobody."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Token:
    """A secret whose value stands in no log, traceback or picture of an object."""

    value: str = field(repr=False)

    def __str__(self) -> str:
        """Return asterisks."""
        return "***"
