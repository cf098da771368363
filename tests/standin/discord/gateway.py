"""The gateway: HELLO to READY, heartbeats, RESUME with what was missed, and the ways in which it breaks off."""

from __future__ import annotations

import asyncio
import json
import secrets
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from aiohttp import WSCloseCode, WSMsgType, web

from tests.standin.discord.places import gateway_address
from tests.standin.discord.state import State
from tests.standin.discord.world import Guild, Json

DISPATCH, BEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = 0, 1, 2, 3, 6, 7, 8, 9, 10, 11
PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15
"""Intents: members, presences, message content."""
GUILDS = 1 << 0
NOT_AUTHENTICATED, WRONG_TOKEN, WRONG_SHARD, DISALLOWED_INTENTS = 4003, 4004, 4010, 4014
HEARTBEAT = 41_250
"""Milliseconds."""


class Wire:
    """One connection; what is sent through it is compressed as one stream, if the bot asked for that."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self._socket = socket
        self._request = request
        self._deflate = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        self._sending = asyncio.Lock()
        self.hung_up = False
        """Whether it was closed from this side."""

    async def send(self, op: int, d: object = None, s: int | None = None, t: str | None = None) -> None:
        """Send one payload."""
        text = json.dumps({"op": op, "d": d, "s": s, "t": t})
        async with self._sending:
            if self._socket.closed:
                return
            if self._deflate is None:
                await self._socket.send_str(text)
            else:
                packed = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                await self._socket.send_bytes(packed)

    async def close(self, code: int) -> None:
        """Close with a code."""
        self.hung_up = True
        await self._socket.close(code=code)

    def drop(self) -> None:
        """Break off without a word."""
        if self._request.transport is not None:
            self._request.transport.abort()


@dataclass(slots=True, eq=False)
class Session:
    """What was begun with IDENTIFY and outlives its connections."""

    id: str
    shard: tuple[int, int]
    intents: int
    wire: Wire | None
    events: list[tuple[str, Json]] = field(default_factory=list)
    waiting: asyncio.Queue[int] = field(default_factory=asyncio.Queue)
    """Numbers of events that were not sent yet."""


class Gateway:
    """All connections and sessions of the bot."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._sessions: dict[str, Session] = {}
        self._changed = asyncio.Condition()
        self.identifies = 0
        self.resumes = 0
        self.allowed = 0
        """Privileged intents that were granted."""
        state.tell = self.tell

    def tell(self, event: str, body: Json, guild: str | None) -> None:
        """Send an event to the shard of its guild; direct messages go to the first."""
        for session in list(self._sessions.values()):
            number, count = session.shard
            if (int(guild or 0) >> 22) % count == number and (
                event == "INTERACTION_CREATE" or session.intents & GUILDS
            ):
                self._push(session, event, body)

    def joined(self, guild: Guild) -> None:
        """Tell of a guild that the bot is in from now on."""
        self.tell("GUILD_CREATE", self._in_full(guild), guild.id)

    def _push(self, session: Session, event: str, body: Json) -> None:
        session.events.append((event, body))
        session.waiting.put_nowait(len(session.events))

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection."""
        socket = web.WebSocketResponse(max_msg_size=4096)
        await socket.prepare(request)
        wire = Wire(socket, request)
        await wire.send(HELLO, {"heartbeat_interval": HEARTBEAT})
        session: Session | None = None
        async with asyncio.TaskGroup() as tasks:
            sender: asyncio.Task[None] | None = None
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    break
                asked = json.loads(message.data)
                begun = await self._taken(wire, asked, session)
                if begun is not None:
                    session = begun
                    sender = tasks.create_task(self._sending(session, wire))
            if sender is not None:
                sender.cancel()
        await self._left(session, wire, socket.close_code)
        return socket

    async def _taken(self, wire: Wire, asked: Json, session: Session | None) -> Session | None:
        """Take a payload; return the session that it began or took up."""
        match asked.get("op"):
            case 1:
                await wire.send(ACK)
            case 2 if session is None:
                return await self._identified(wire, asked["d"])
            case 6 if session is None:
                return await self._resumed(wire, asked["d"])
            case _ if session is None:
                await wire.close(NOT_AUTHENTICATED)
        return None

    async def _identified(self, wire: Wire, d: Json) -> Session | None:
        self.identifies += 1
        code = self._refusal(d)
        if code:
            await wire.close(code)
            return None
        number, count = d.get("shard", (0, 1))
        session = Session(secrets.token_hex(16), (number, count), d["intents"], wire)
        self._sessions[session.id] = session
        mine = list(self._of_shard(number, count))
        self._push(session, "READY", self._ready(session, mine))
        if session.intents & GUILDS:
            for guild in mine:
                self._push(session, "GUILD_CREATE", self._in_full(guild))
        await self._notify()
        return session

    def _refusal(self, d: Json) -> int:
        number, count = d.get("shard", (0, 1))
        if d.get("token") != self._state.token:
            return WRONG_TOKEN
        if d.get("intents", 0) & PRIVILEGED & ~self.allowed:
            return DISALLOWED_INTENTS
        return 0 if 0 <= number < count else WRONG_SHARD

    async def _resumed(self, wire: Wire, d: Json) -> Session | None:
        session = self._sessions.get(d.get("session_id", ""))
        if session is None or d.get("token") != self._state.token or d.get("seq", 0) > len(session.events):
            await wire.send(INVALID, d=False)
            return None
        self.resumes += 1
        session.wire = wire
        session.waiting = asyncio.Queue()
        for number in range(d["seq"] + 1, len(session.events) + 1):
            session.waiting.put_nowait(number)
        self._push(session, "RESUMED", {})
        await self._notify()
        return session

    async def _sending(self, session: Session, wire: Wire) -> None:
        """Send events as they come, as long as the connection is the session's."""
        waiting = session.waiting
        while True:
            number = await waiting.get()
            event, body = session.events[number - 1]
            try:
                await wire.send(DISPATCH, body, number, event)
            except ConnectionError:
                return

    async def _left(self, session: Session | None, wire: Wire, code: int | None) -> None:
        if session is None:
            return
        if session.wire is wire:
            session.wire = None
        if not wire.hung_up and code in (WSCloseCode.OK, WSCloseCode.GOING_AWAY):  # the bot has ended it for good
            self._sessions.pop(session.id, None)
        await self._notify()

    def _of_shard(self, number: int, count: int) -> Iterator[Guild]:
        for guild in self._state.guilds.values():
            if guild.has_bot and (int(guild.id) >> 22) % count == number:
                yield guild

    def _ready(self, session: Session, guilds: list[Guild]) -> Json:
        return {
            "v": 10,
            "user": self._state.bot.record() | {"verified": True, "mfa_enabled": False, "email": None},
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": gateway_address(self._state) + "/",
            "shard": list(session.shard),
            "application": {"id": self._state.application, "flags": 0},
            "private_channels": [],
        }

    def _in_full(self, guild: Guild) -> Json:
        now = self._state.clock.now()
        channels = [one for one in guild.channels.values() if not one.gone]
        threads = [one for one in self._state.channels.values() if one.parent in channels]
        return guild.record(now) | {
            "large": False,
            "unavailable": False,
            "member_count": len(guild.members),
            "members": [member.record(now) for member in guild.members.values() if member.person.bot],
            "channels": [one.record() for one in channels],
            "threads": [one.record() for one in threads],
            "voice_states": [],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        }

    def _wires(self) -> list[Wire]:
        return [session.wire for session in self._sessions.values() if session.wire is not None]

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def connected(self, shards: int, seconds: float) -> None:
        """Wait until that many sessions have a connection. Raises TimeoutError."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: len(self._wires()) >= shards)

    def drop(self) -> None:
        """Break every connection off."""
        for wire in self._wires():
            wire.drop()

    async def reconnect(self) -> None:
        """Ask every connection to be made anew."""
        for wire in self._wires():
            await wire.send(RECONNECT)

    async def invalidate(self, *, resumable: bool) -> None:
        """Declare every session invalid; those that are not ``resumable`` are forgotten."""
        wires = self._wires()
        if not resumable:
            self._sessions.clear()
        for wire in wires:
            await wire.send(INVALID, resumable)

    async def hang_up(self, code: int) -> None:
        """Close every connection with a code."""
        for wire in self._wires():
            await wire.close(code)

    async def end(self) -> None:
        """Close everything, so that nobody waits for it."""
        for wire in self._wires():
            wire.drop()
