"""Socket Mode (docs.slack.dev, Using Socket Mode): up to ten connections of an app; an envelope goes to one of them."""

from __future__ import annotations

import asyncio
import json
import secrets
from typing import Any

from aiohttp import WSMsgType, web

from tests.standin.slack.calls import Call, Json, Route, Routes
from tests.standin.slack.deliveries import Deliveries, Delivery
from tests.standin.slack.errors import RefusalError
from tests.standin.slack.state import APP_TOKEN, State

MOST = 10


class Line:
    """One connection."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self._request = request
        self.frozen = False
        self.sent: set[str] = set()
        self._queue: asyncio.Queue[Json] = asyncio.Queue()

    def put(self, told: Json) -> None:
        """Send something when its turn comes; a frozen one swallows it."""
        if not self.frozen:
            self._queue.put_nowait(told)

    async def sending(self) -> None:
        """Send what comes."""
        while True:
            told = await self._queue.get()
            try:
                await self.socket.send_str(json.dumps(told))
            except ConnectionError:
                return

    def drop(self) -> None:
        """Break off without a word."""
        if self._request.transport is not None:
            self._request.transport.abort()


class Sockets:
    """All connections."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.deliveries: Deliveries | None = None
        self._tickets: set[str] = set()
        self.lines: list[Line] = []
        self.opened = 0
        """How many connections were made."""
        self._turn = 0
        self._changed = asyncio.Condition()

    def routes(self) -> Routes:
        """Yield what is played here."""
        yield Route("apps.connections.open", "connect", self.open, tier=1, opens="app")

    def open(self, call: Call) -> Json:
        """Return an address for one connection."""
        if call.token != APP_TOKEN:
            raise RefusalError("not_allowed_token_type" if call.token.startswith("xoxb-") else "invalid_auth")
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        address = self._state.address.replace("http", "ws", 1)
        return {"url": f"{address}/link/?ticket={ticket}&app_id={self._state.app}"}

    def carry(self, delivery: Delivery, envelope: str) -> bool:
        """Send an envelope through one of the connections, in turn."""
        lines = [line for line in self.lines if not line.socket.closed]
        if not lines:
            return False
        self._turn += 1
        line = lines[self._turn % len(lines)]
        told: Json = {"envelope_id": envelope, "payload": delivery.payload, "type": delivery.kind}
        told["accepts_response_payload"] = delivery.takes
        if delivery.kind == "events_api":
            told |= {"retry_attempt": delivery.again, "retry_reason": delivery.reason}
        line.sent.add(envelope)
        line.put(told)
        return True

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection."""
        if request.query.get("ticket") not in self._tickets:
            self._state.offence("a ticket that is used or unknown", "socket")
            return web.Response(status=403)
        self._tickets.discard(request.query["ticket"])
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        line = Line(socket, request)
        if len(self.lines) >= MOST:
            await socket.send_str(json.dumps({"type": "disconnect", "reason": "too_many_websockets"}))
            await socket.close()
            return socket
        self.lines.append(line)
        self.opened += 1
        line.put(self._hello())
        await self._notify()
        await self._served(line)
        return socket

    async def _served(self, line: Line) -> None:
        sender = asyncio.create_task(line.sending())
        try:
            async for message in line.socket:
                if line.frozen:
                    continue
                if message.type is WSMsgType.PING:
                    await line.socket.pong(message.data)
                elif message.type is WSMsgType.TEXT:
                    self._taken(message.data)
        finally:
            sender.cancel()
            self.lines.remove(line)
            if self.deliveries is not None:
                self.deliveries.lost(line.sent)
            await self._notify()

    def _taken(self, text: str) -> None:
        said: Any = json.loads(text)
        unknown = set(said) - {"envelope_id", "payload"}
        if unknown or "envelope_id" not in said:
            self._state.offence(f"an acknowledgement with {sorted(said)}", "socket")
        elif self.deliveries is not None:
            self.deliveries.ack(said["envelope_id"], said.get("payload"), carried=bool(said.get("payload")))

    def _hello(self) -> Json:
        debug = {"host": "applink-stand-in", "build_number": 1, "approximate_connection_time": 18060}
        return {
            "type": "hello",
            "num_connections": len(self.lines),
            "debug_info": debug,
            "connection_info": {"app_id": self._state.app},
        }

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def connected(self, count: int, seconds: float) -> None:
        """Wait until there are so many connections. Raises TimeoutError."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: len(self.lines) >= count)

    async def reopened(self, count: int, seconds: float) -> None:
        """Wait until there were so many connections, and one is there. Raises TimeoutError."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: self.opened >= count and bool(self.lines))

    def drop(self, count: int | None = None) -> None:
        """Break connections off: all, or so many."""
        for line in self.lines[:count]:
            line.drop()

    def freeze(self, count: int | None = None) -> None:
        """Let connections hang: nothing is sent, read or answered, and nobody is told."""
        for line in self.lines[:count]:
            line.frozen = True

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Announce the end of every connection (``warning``), or announce and end it."""
        for line in list(self.lines):
            told = {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-stand-in"}}
            await line.socket.send_str(json.dumps(told))
            if reason != "warning":
                await line.socket.close()

    async def end(self) -> None:
        """Close everything, so that nobody waits for it."""
        for line in self.lines:
            line.drop()
