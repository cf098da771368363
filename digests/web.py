"""The nouns of asking the web: what is asked of an address, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

BODY_LIMIT = 5_000_000
"""Bytes of a body after decoding; what is longer is refused, not cut: half a feed is no feed."""


@dataclass(frozen=True, slots=True)
class Request:
    """One GET. ``headers`` are those beyond the client's own, such as the validators of a conditional request."""

    url: str
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    limit: int = BODY_LIMIT


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect that was followed."""

    status: int
    url: str
    """The address that answered with the redirect."""
    target: str
    """Where it pointed, absolute."""


@dataclass(frozen=True, slots=True)
class Response:
    """What the last address of the way answered, whatever its status."""

    url: str
    """The address that answered, after all redirects."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case; of a repeated header the values joined by ``, ``. Values byte for byte (Latin-1)."""
    body: bytes
    """Decoded; empty for 304."""
    hops: tuple[Hop, ...] = ()
