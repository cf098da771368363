"""The stand-in on its sockets, and the strings a test pulls."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import discord
from aiohttp import web
from yarl import URL

from tests.fakes.platform.checker import Verdict, verdict
from tests.standin.discord.answers import Answers
from tests.standin.discord.calls import Call, Route
from tests.standin.discord.control import controls
from tests.standin.discord.front import Front
from tests.standin.discord.gateway import Gateway
from tests.standin.discord.messages import Messages
from tests.standin.discord.permissions import (
    READ_MESSAGE_HISTORY,
    SEND_MESSAGES,
    SEND_MESSAGES_IN_THREADS,
    VIEW_CHANNEL,
)
from tests.standin.discord.places import Places, gateway_address
from tests.standin.discord.registry import Registered
from tests.standin.discord.requests import BASE, give, read
from tests.standin.discord.state import State
from tests.standin.discord.user import User
from tests.standin.discord.world import Channel, Guild, Json, Member, Message, Person, Role
from tests.standin.faults import Fault

_DENIED: Mapping[str, int] = {
    "forbidden": SEND_MESSAGES | SEND_MESSAGES_IN_THREADS,
    "unreadable": READ_MESSAGE_HISTORY,
    "hidden": VIEW_CHANNEL,
    "gone": 0,
}
"""What the bot may not do in a channel that is closed that way."""


@dataclass(frozen=True, slots=True)
class House:
    """A guild, with the means to make more in it."""

    raw: Guild
    state: State

    @property
    def id(self) -> str:
        """Its id."""
        return self.raw.id

    def channel(self, name: str) -> Channel:
        """Return a new channel, of which the gateway tells."""
        channel = self.state.channel(self.raw, name)
        self.state.tell("CHANNEL_CREATE", channel.record(), self.raw.id)
        return channel


class Standin:
    """A running stand-in. What is not documented here is in ``state``."""

    def __init__(self, state: State, gateway: Gateway, front: Front, answers: Answers, places: Places) -> None:
        self.state = state
        self._gateway = gateway
        self._front = front
        self.answers = answers
        self.places = places
        self.pace = state.pace
        self.guild = House(state.guild("The Reading Room"), state)
        self.channel = self.guild.channel("news")
        self.reader = self.user("Ada")

    @property
    def address(self) -> str:
        """Where it listens."""
        return self.state.address

    @property
    def api(self) -> str:
        """The base of REST calls."""
        return self.address + BASE

    @property
    def gateway(self) -> str:
        """The address of the gateway."""
        return gateway_address(self.state)

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.state.token

    @property
    def offences(self) -> list[Json]:
        """What was sent or done against the rules."""
        return self.state.offences

    @property
    def log(self) -> list[Json]:
        """What happened, as ``tests.fakes.platform.checker`` reads it; channels by their ids."""
        return self.state.log

    @property
    def commands(self) -> list[Json]:
        """The global commands that the bot registered."""
        return self.state.commands[""]

    @property
    def window(self) -> timedelta:
        """For how long a nonce is remembered."""
        return self.state.window

    @window.setter
    def window(self, window: timedelta) -> None:
        self.state.window = window

    def user(self, name: str, *, permissions: int = 0, locale: str = "en-US", guild: House | None = None) -> User:
        """Return a new member of a guild, with these permissions beside the usual ones."""
        person, home = self.state.person(name, locale=locale), (guild or self.guild).raw
        role = Role(self.state.ids(), f"role of {name}", permissions)
        home.roles[role.id] = role
        home.members[person.id] = Member(person, [role.id])
        return User(self.state, self.answers, person, home)

    def add_guild(self, name: str) -> House:
        """Return a new guild, whose GUILD_CREATE is told."""
        guild = self.state.guild(name)
        self._gateway.joined(guild)
        return House(guild, self.state)

    def direct(self, person: Person | User) -> Channel:
        """Return the channel of direct messages with a person."""
        return self.state.direct(person.person if isinstance(person, User) else person)

    async def misfortune(self, *faults: Fault, verbs: Iterable[str] = ("post",), channel: str | None = None) -> None:
        """Let the calls that come next meet these faults, in order: those of these verbs, in that channel or any."""
        self.state.script.add(faults, verbs, channel)

    async def close(self, channel: str, *how: str) -> None:
        """Let a channel be ``forbidden``, ``hidden``, ``unreadable`` or ``gone`` to the bot; nothing opens it."""
        room = self.state.channels[channel]
        denied = sum(_DENIED[way] for way in how)
        room.overwrites.pop(self.state.bot.id, None)
        if denied:
            room.overwrites[self.state.bot.id] = (0, denied)
        was_gone, room.gone = room.gone, "gone" in how
        what = "UPDATE" if was_gone == room.gone else "DELETE" if room.gone else "CREATE"
        if room.guild:
            self.state.tell(f"{'THREAD' if room.parent else 'CHANNEL'}_{what}", room.record(), room.guild.id)

    async def slow(self, channel: str, seconds: int) -> None:
        """Put a channel into slowmode."""
        self.state.channels[channel].slowmode = seconds

    async def shut(self, person: str, *, shut: bool = True) -> None:
        """Let a person take no direct messages any more, or again."""
        self.state.people[person].open_to_direct = not shut

    async def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.state.clock.ahead += timedelta(seconds=seconds)

    async def remove(self, channel: str, nonce: str) -> None:
        """Let a moderator remove the messages with that nonce."""
        for message in list(self.state.channels[channel].by_nonce.get(nonce, ())):
            if not message.removed:
                self._front.remove(channel, message.id)

    async def kick(self, guild: House | None = None) -> None:
        """Throw the bot out of a guild."""
        house = guild or self.guild
        house.raw.members.pop(self.state.bot.id, None)
        self.state.tell("GUILD_DELETE", {"id": house.id}, house.id)

    async def invite(self, guild: House | None = None) -> None:
        """Invite the bot into a guild again."""
        house = guild or self.guild
        house.raw.members[self.state.bot.id] = Member(self.state.bot)
        self._gateway.joined(house.raw)

    async def verdict(self, promised: Mapping[str, int] | None = None, excused: Iterable[str] = ()) -> Verdict:
        """Return what a reader would complain of, once all that was late has come."""
        self.state.settle(to_the_end=True)
        return verdict(self.log, promised, tuple(excused))

    @property
    def identifies(self) -> int:
        """How often a session was begun anew at the gateway."""
        return self._gateway.identifies

    @property
    def resumes(self) -> int:
        """How often a session was taken up again."""
        return self._gateway.resumes

    async def ready(self, shards: int = 1, seconds: float = 30) -> None:
        """Wait until that many shards are connected."""
        await self._gateway.connected(shards, seconds)

    async def drop(self) -> None:
        """Break every connection to the gateway, without a word."""
        self._gateway.drop()

    async def reconnect(self) -> None:
        """Ask the bot to connect anew (op 7)."""
        await self._gateway.reconnect()

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Declare the sessions invalid (op 9)."""
        await self._gateway.invalidate(resumable=resumable)

    async def hang_up(self, code: int) -> None:
        """Close every connection to the gateway with that code."""
        await self._gateway.hang_up(code)

    def post_as(self, user: User, channel: Channel, text: str) -> Message:
        """Let a person post a message."""
        message = Message(self.state.ids(), channel, user.person, text)
        channel.messages[message.id] = message
        return message

    @contextmanager
    def wired(self) -> Iterator[None]:
        """Point the discord.py of this process at the stand-in."""
        socket, route = discord.gateway.DiscordWebSocket, discord.http.Route
        before = route.BASE, socket.DEFAULT_GATEWAY
        route.BASE, socket.DEFAULT_GATEWAY = self.api, URL(self.gateway)
        try:
            yield
        finally:
            route.BASE, socket.DEFAULT_GATEWAY = before


def _handled(front: Front, route: Route, leaving: asyncio.Event) -> Callable[[web.Request], object]:
    async def handle(request: web.Request) -> web.StreamResponse:
        call = await read(request, route)
        try:
            reply = front.answer(route, call)
        except Exception as error:
            front.broken(call, error)
            raise
        return await give(request, reply, leaving)

    return handle


async def _elsewhere(state: State, request: web.Request) -> web.Response:
    path = request.path.removeprefix(BASE)
    state.note("offence", "", what="not played by the stand-in", path=f"{request.method} {path}", nonce="")
    return web.json_response({"message": "404: Not Found", "code": 0}, status=404)


async def _uploaded(state: State, request: web.Request) -> web.Response:
    content = state.uploads.get(request.path)
    return web.Response(status=404) if content is None else web.Response(body=content)


@asynccontextmanager
async def standin(port: int = 0, write: Callable[[Json], None] = lambda _: None) -> AsyncIterator[Standin]:
    """Run a stand-in on loopback; ``write`` takes the entries of its log as they come."""
    state, leaving = State(write), asyncio.Event()
    gateway = Gateway(state)
    answers, messages, places = Answers(state), Messages(state), Places(state)
    front = Front(state, partial(_place, answers), partial(_changed, state, answers))
    standing = Standin(state, gateway, front, answers, places)
    app = web.Application(client_max_size=64 << 20)
    for room in (messages, places, Registered(state), answers):
        for route in room.routes():
            app.router.add_route(route.method, BASE + route.template, _handled(front, route, leaving))  # type: ignore[arg-type]  # a handler
    app.router.add_get("/gateway", gateway.connect)
    app.router.add_get("/gateway/", gateway.connect)
    app.router.add_get("/attachments/{rest:.*}", partial(_uploaded, state))
    controls(app, standing)
    app.router.add_route("*", "/api/{rest:.*}", partial(_elsewhere, state))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    state.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield standing
    finally:
        leaving.set()
        await gateway.end()
        await runner.cleanup()


def _place(answers: Answers, call: Call) -> str:
    """Return the channel that a call concerns."""
    token = call.places.get("interaction_token") or call.places.get("webhook_token")
    return answers.place(token) if token else call.places.get("channel_id", "")


def _changed(state: State, answers: Answers, call: Call) -> Message | None:
    """Return the message that a call changes."""
    channel = state.channels.get(call.places.get("channel_id", ""))
    return channel.messages.get(call.places.get("message_id", "")) if channel else answers.spoken_of(call)
