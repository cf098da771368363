"""A call as it arrived, and what is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.standin.slack.world import Team

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method, read."""

    name: str
    """Such as ``chat.postMessage``."""
    verb: str
    method: str
    given: Json
    """Query, form and JSON together; text of a query is made what the method's types say."""
    token: str = ""
    malformed: str = ""
    """Why the body could not be read."""
    team: Team | None = None
    """Whose token it is."""

    @property
    def home(self) -> Team:
        """The workspace whose token it is; there is one where a route asks for one."""
        if self.team is None:
            raise TypeError(self.name)
        return self.team

    @property
    def nonce(self) -> str:
        """The key in a post's metadata."""
        payload = (self.given.get("metadata") or {}).get("event_payload") or {}
        return str(payload.get("key") or "") if isinstance(payload, dict) else ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a caller is answered."""

    body: Any = None
    status: int = 200
    """0: the connection broke."""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds until it comes; infinite where none comes."""
    text: str = ""
    """A page instead of a body."""
    kind: str = "text/html"
    """Of the page."""


BROKEN = Reply(status=0)
SILENCE = Reply(status=0, delay=float("inf"))

Handler = Callable[[Call], Json]


@dataclass(frozen=True, slots=True)
class Route:
    """One method that the stand-in plays."""

    name: str
    verb: str
    handler: Handler
    scopes: tuple[str, ...] = ()
    """Of which a token has to have one."""
    tier: int = 3
    """1, 2, 3 or 4 as Slack documents it; 0 for what has limits of its own."""
    reads: bool = False
    """May be called with GET."""
    opens: str = "bot"
    """Whose token it takes: ``bot``, ``app``, or ``none``."""


Routes = Iterable[Route]


def limited(seconds: float) -> Reply:
    """Return a 429 as Slack gives it."""
    return Reply({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(max(1, int(seconds + 0.999)))})
