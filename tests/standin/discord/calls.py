"""A call as it arrived, and what is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class File:
    """What was uploaded."""

    name: str
    """Of the file."""
    part: str
    """Of its part of the form, such as ``files[0]``."""
    content: bytes
    kind: str
    """Its media type."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request, read."""

    verb: str
    method: str
    path: str
    """Below the base of the API."""
    places: Mapping[str, str]
    """What stands in the path, by name: ``channel_id`` and the like."""
    query: Mapping[str, str]
    body: Any = None
    files: tuple[File, ...] = ()
    token: str | None = None
    malformed: str = ""
    """Why the body could not be read."""

    @property
    def nonce(self) -> str:
        """The nonce of a post."""
        return str(self.body.get("nonce") or "") if isinstance(self.body, dict) else ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a caller is answered."""

    status: int
    """0: the connection broke."""
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds until it comes; infinite where none comes."""
    text: str = ""
    """A page in HTML instead of a body."""


BROKEN = Reply(0)
SILENCE = Reply(0, delay=float("inf"))
DONE = Reply(204)

Handler = Callable[[Call], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """One kind of call that the stand-in plays."""

    method: str
    template: str
    verb: str
    handler: Handler
    open: bool = False
    """Takes no bot's token, and is outside the global limit: the answers to interactions."""


Routes = Iterable[Route]


def limited(seconds: float, scope: str, *, everywhere: bool = False, code: int = 0, bucket: str = "") -> Reply:
    """Return a 429 as Discord gives it; ``scope`` is user, shared or global."""
    message = "You are being rate limited."
    body = {"message": message, "retry_after": round(seconds, 3), "global": everywhere, "code": code}
    headers = {"Via": "1.1 google", "Retry-After": str(int(seconds) + 1), "X-RateLimit-Scope": scope}
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    if bucket:
        headers["X-RateLimit-Bucket"] = bucket
    return Reply(429, body, headers)
