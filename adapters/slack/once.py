"""What is done once, though Slack may tell of it twice: by retries, a second connection, or because an ack was lost."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256

Keep = Callable[[str], Awaitable[bool]]
"""Keeps a name for all processes, and says whether it is new. Raises StoreUnusable."""


class Once:
    """Says of a delivery whether it is the first of its kind. It is asked behind the ack, for it asks the database."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep

    async def __call__(self, body: Mapping[str, object]) -> bool:
        """Say whether what Slack tells is new. Raises StoreUnusable."""
        return await self._keep(name_of(body))

    async def signed(self, signature: str) -> bool:
        """Say whether a request with that signature is the first. Raises StoreUnusable."""
        return await self._keep(_name("signature", signature))


def name_of(body: Mapping[str, object]) -> str:
    """Return the name of what Slack tells: the same for each delivery of it, and not to be turned back into an id.

    An event has its own id; each press, command and form has a ``trigger_id`` of its own (Slack's reference of
    payloads). What has neither is told by all that it says.
    """
    for field in ("event_id", "trigger_id"):
        if body.get(field):
            return _name(field, str(body[field]))
    return _name("body", json.dumps(body, sort_keys=True, default=str))


def _name(kind: str, text: str) -> str:
    return f"slack:{sha256(f'{kind}:{text}'.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}"
