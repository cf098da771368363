"""Deliveries over HTTP, signed (docs.slack.dev, Verifying requests from Slack)."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.standin.slack.deliveries import IN_TIME, Deliveries, Delivery
from tests.standin.slack.state import SIGNING_SECRET, State

Json = dict[str, Any]
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True, slots=True)
class Taken:
    """What the bot's address answered."""

    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)


def signed(body: str, at: int, secret: str = SIGNING_SECRET) -> dict[str, str]:
    """Return the headers that prove a body to be Slack's."""
    digest = hmac.new(secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": f"v0={digest}"}


def written(delivery: Delivery) -> tuple[str, str]:
    """Return the body and its type, as the kind of the delivery has them."""
    if delivery.kind == "slash_commands":
        return urlencode(delivery.payload), FORM
    if delivery.kind == "interactive":
        return urlencode({"payload": json.dumps(delivery.payload)}), FORM
    return json.dumps(delivery.payload), JSON


class Http:
    """Brings deliveries to the bot's address."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.deliveries: Deliveries | None = None
        self.request_url = ""
        self.sent: list[tuple[str, dict[str, str]]] = []
        """Bodies with their headers, as they were sent, for who wants to send one again."""
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def carry(self, delivery: Delivery, envelope: str) -> bool:
        """Send a delivery; what is answered comes later."""
        if not self.request_url:
            return False
        task = asyncio.create_task(self._carried(delivery, envelope))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def _carried(self, delivery: Delivery, envelope: str) -> None:
        if self.deliveries is None:
            raise TypeError
        body, kind = written(delivery)
        reason = "http_timeout" if delivery.reason == "timeout" else delivery.reason
        more = {"X-Slack-Retry-Num": str(delivery.again), "X-Slack-Retry-Reason": reason}
        try:
            taken = await self.post(body, kind, more if delivery.again else {})
        except aiohttp.ClientConnectorError:
            self.deliveries.miss(delivery, "connection_failed")
            return
        except (aiohttp.ClientError, TimeoutError):
            return  # the clock tells that it was not acknowledged
        if taken.status == 200:
            self.deliveries.ack(envelope, _read(taken), carried=bool(taken.body.strip()))
        elif taken.headers.get("X-Slack-No-Retry"):
            delivery.failed = "http_error"
        else:
            self.deliveries.miss(delivery, "http_error")

    async def post(
        self,
        body: str,
        kind: str = JSON,
        more: dict[str, str] | None = None,
        *,
        at: int = 0,
        secret: str = SIGNING_SECRET,
        signature: str = "",
    ) -> Taken:
        """Post a body, signed ``at`` seconds from now by that secret, or with that signature; return the answer."""
        headers = signed(body, int(self._state.clock.now().timestamp()) + at, secret)
        headers |= {"X-Slack-Signature": signature} if signature else {}
        return await self.post_as(body, headers | {"Content-Type": kind} | (more or {}))

    async def post_as(self, body: str, headers: dict[str, str]) -> Taken:
        """Post a body with these headers."""
        self.sent.append((body, headers))
        session = self._session = self._session or aiohttp.ClientSession()
        timeout = aiohttp.ClientTimeout(total=IN_TIME.total_seconds() + 0.5)
        async with session.post(self.request_url, data=body.encode(), headers=headers, timeout=timeout) as reply:
            return Taken(reply.status, await reply.text(), dict(reply.headers))

    async def end(self) -> None:
        """Wait for nobody any more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()


def _read(taken: Taken) -> Any:  # noqa: ANN401  JSON
    if not taken.body.strip():
        return None
    try:
        return json.loads(taken.body)
    except ValueError:
        return taken.body
