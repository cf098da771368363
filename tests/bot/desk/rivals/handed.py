"""What the ledger hands to the desk, by whose it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from digests.publishing import Ledger

SIFTED = frozenset({"deliveries_of", "notices", "slots", "subscriptions_by"})
"""Calls that return what others have too: whose it is the desk looks at itself, before anything is told."""


@dataclass
class Handed:
    """A ``Ledger`` that notes the tenants it was asked about, and those whose things it returned."""

    ledger: Ledger
    noted: list[tuple[str, str]] = field(default_factory=list)
    """Call and tenant."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the call of the ledger, noting what goes in and comes out."""
        call = getattr(self.ledger, name)

        async def noting(*given: object, **named: object) -> object:
            found = await call(*given, **named)
            if name not in SIFTED:
                self.noted += [(name, one) for one in given if isinstance(one, str)]
                self.noted += [(name, tenant) for tenant in _tenants(found)]
            return found

        return noting

    def take(self) -> list[tuple[str, str]]:
        """Return what was noted since this was asked last."""
        noted, self.noted = self.noted, []
        return noted


def _tenants(found: object) -> Iterator[str]:
    """Give whose the things are that a call returned."""
    for one in found if isinstance(found, tuple | list) else (found,):
        place = getattr(one, "channel", None) or one
        yield str(getattr(place, "tenant", ""))
