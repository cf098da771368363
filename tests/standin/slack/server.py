"""The stand-in on its sockets, and the strings a test pulls."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from aiohttp import web

from tests.fakes.platform.checker import Verdict, verdict
from tests.standin.faults import Fault
from tests.standin.slack import payloads
from tests.standin.slack.calls import Call, Reply, Route
from tests.standin.slack.chat import Chat
from tests.standin.slack.control import controls
from tests.standin.slack.deliveries import Deliveries, Delivery
from tests.standin.slack.files import Files
from tests.standin.slack.front import Front
from tests.standin.slack.http import Http, Taken
from tests.standin.slack.oauth import OAuth
from tests.standin.slack.requests import give, read
from tests.standin.slack.responses import Responses
from tests.standin.slack.sockets import Sockets
from tests.standin.slack.state import APP_TOKEN, CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET, State
from tests.standin.slack.submitting import Submitting
from tests.standin.slack.talks import Talks
from tests.standin.slack.user import Hands, User
from tests.standin.slack.windows import Windows
from tests.standin.slack.world import Channel, Json, Message, Person, Team


class Standin:
    """A running stand-in. What is not documented here is in ``state``."""

    app_token, signing_secret = APP_TOKEN, SIGNING_SECRET
    client_id, client_secret = CLIENT_ID, CLIENT_SECRET

    def __init__(self, state: State) -> None:
        self.state = state
        self.pace = state.pace
        self.front = Front(state)
        self.sockets = Sockets(state)
        self.http = Http(state)
        self._all = Deliveries(state, {"socket": self.sockets, "http": self.http})
        self.sockets.deliveries = self.http.deliveries = self._all
        chat, windows = Chat(state), Windows(state)
        self.responses = Responses(state, chat)
        self.files, self._oauth = Files(state, chat), OAuth(state)
        self._hands = Hands(state, self._all, self.responses, Submitting(state, windows, self.responses))
        rooms = chat, windows, Talks(state), self.files, self._oauth, self.sockets
        self.routes = {route.name: route for room in rooms for route in room.routes()}
        self.team = state.team("Reading Room")
        self.channel = self.team.channel("news")
        self.reader = self.user("Ada")

    @property
    def address(self) -> str:
        """Where it listens."""
        return self.state.address

    @property
    def api(self) -> str:
        """The base of the Web API."""
        return f"{self.address}/api/"

    @property
    def token(self) -> str:
        """The bot's token in the first workspace."""
        return self.team.token

    @property
    def app(self) -> str:
        """The app's id."""
        return self.state.app

    @property
    def offences(self) -> list[Json]:
        """What was sent or done against the rules."""
        return self.state.offences

    @property
    def log(self) -> list[Json]:
        """What happened, as ``tests.fakes.platform.checker`` reads it; channels by their ids."""
        return self.state.log

    @property
    def deliveries(self) -> list[Delivery]:
        """What was brought to the bot, oldest first."""
        return self._all.made

    @property
    def via(self) -> str:
        """How deliveries are brought: ``socket`` or ``http``."""
        return self._all.via

    @via.setter
    def via(self, via: str) -> None:
        self._all.via = via

    @property
    def request_url(self) -> str:
        """The bot's address for deliveries over HTTP."""
        return self.http.request_url

    @request_url.setter
    def request_url(self, url: str) -> None:
        self.http.request_url = url

    def user(self, name: str, *, team: Team | None = None, stranger: bool = False, **more: Any) -> User:  # noqa: ANN401  fields of a person
        """Return a new member of a workspace; a stranger is of another one, and met in a shared channel."""
        home = team or self.team
        person = home.person(name, stranger=stranger, **more)
        if stranger:
            person.team = self.state.ids("T")
        return self.person(person, home)

    def person(self, person: Person, team: Team) -> User:
        """Return a person with hands."""
        return User(self._hands, person, team)

    def add_team(self, name: str, *, installed: bool = True) -> Team:
        """Return a new workspace with a channel; one that is not ``installed`` waits for OAuth."""
        team = self.state.team(name, installed=installed)
        team.channel("general")
        return team

    async def misfortune(self, *faults: Fault, verbs: Iterable[str] = ("post",), channel: str | None = None) -> None:
        """Let the calls that come next meet these faults, in order: those of these verbs, in that channel or any."""
        self.state.script.add(faults, verbs, channel)

    async def close(self, channel: str, *how: str) -> None:
        """Let a channel be ``archived``, ``forbidden``, ``hidden``, ``left``, ``unreadable`` or ``gone`` to the bot.

        Of ``hidden`` it hears nothing any more (a private channel that it was removed from); none of them opens it.
        """
        room = self._channel(channel)
        room.archived, room.restricted = "archived" in how, "forbidden" in how
        room.unreadable, room.gone = "unreadable" in how, "gone" in how or "hidden" in how
        (room.members.discard if "left" in how else room.members.add)(room.team.bot)

    async def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.state.clock.ahead += timedelta(seconds=seconds)
        self._all.tick()

    async def remove(self, channel: str, key: str) -> None:
        """Let a moderator remove the messages whose metadata has that key."""
        for message in list(self._channel(channel).messages.values()):
            if message.nonce == key and not message.removed:
                self.front.remove(channel, message.ts)

    async def verdict(self, promised: Mapping[str, int] | None = None, excused: Iterable[str] = ()) -> Verdict:
        """Return what a reader would complain of, once all that was late has come."""
        self.state.settle(to_the_end=True)
        return verdict(self.log, promised, tuple(excused))

    def post_as(self, user: User, channel: Channel, text: str) -> Message:
        """Let a person post a message."""
        message = Message(self.state.ts(), channel, user.id, text)
        channel.messages[message.ts] = message
        return message

    @property
    def connections(self) -> int:
        """How many sockets there are."""
        return len(self.sockets.lines)

    @property
    def opened(self) -> int:
        """How many sockets there ever were."""
        return self.sockets.opened

    async def ready(self, count: int = 1, seconds: float = 30) -> None:
        """Wait until so many sockets are connected."""
        await self.sockets.connected(count, seconds)

    async def reopened(self, count: int, seconds: float = 30) -> None:
        """Wait until there ever were so many sockets, and one of them is connected."""
        await self.sockets.reopened(count, seconds)

    def drop(self, count: int | None = None) -> None:
        """Break sockets off without a word: all, or so many."""
        self.sockets.drop(count)

    def freeze(self, count: int | None = None) -> None:
        """Let sockets hang."""
        self.sockets.freeze(count)

    def lose_acks(self, count: int = 1) -> None:
        """Let so many acknowledgements get lost on their way."""
        self._all.deaf = count

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask the bot to connect anew; with ``warning`` it is told ten seconds before."""
        await self.sockets.refresh(reason)

    async def event(self, body: Json, team: Team | None = None, *, seconds: float = 10) -> Delivery:
        """Bring an event, and wait until it was acknowledged, or nobody is there. Raises TimeoutError."""
        return await self._told(payloads.event(self.state, team or self.team, body), seconds)

    async def redeliver(self, delivery: Delivery, *, seconds: float = 10) -> Delivery:
        """Bring an event again, as if it had not been acknowledged."""
        return await self._told(delivery.payload, seconds, again=1)

    async def _told(self, payload: Json, seconds: float, again: int = 0) -> Delivery:
        settled = asyncio.Event()
        delivery = self._all.bring("events_api", payload, on_ack=lambda _: settled.set(), again=again)
        async with asyncio.timeout(seconds):
            await settled.wait()
        return delivery

    async def uninstall(self, team: Team | None = None) -> None:
        """Let somebody throw the app out of a workspace."""
        home = team or self.team
        home.installed, home.revoked = False, True
        await self.event({"type": "app_uninstalled"}, home)

    async def revoked(self, team: Team | None = None) -> None:
        """Let somebody revoke the bot's token, and tell of it."""
        home = team or self.team
        home.revoke()
        await self.event({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [home.bot]}}, home)

    async def invite(self, channel: Channel, by: User | None = None) -> None:
        """Invite the bot into a channel."""
        channel.members.add(channel.team.bot)
        await self._member("member_joined_channel", channel, {"inviter": (by or self.reader).id})

    async def kick(self, channel: Channel) -> None:
        """Throw the bot out of a channel."""
        channel.members.discard(channel.team.bot)
        await self._member("member_left_channel", channel, {})

    async def _member(self, kind: str, channel: Channel, more: Json) -> None:
        team, letter = channel.team, "G" if channel.private else "C"
        body = {"type": kind, "user": team.bot, "channel": channel.id, "channel_type": letter, "team": team.id}
        await self.event(body | more, team)

    async def archive(self, channel: Channel) -> None:
        """Archive a channel."""
        channel.archived = True
        await self.event({"type": "channel_archive", "channel": channel.id, "user": self.reader.id}, channel.team)

    async def rename(self, channel: Channel, name: str) -> None:
        """Rename a channel."""
        channel.name = name
        told = {"id": channel.id, "name": name, "created": channel.created, "is_channel": True, "name_normalized": name}
        await self.event({"type": "channel_rename", "channel": told}, channel.team)

    async def delete(self, channel: Channel) -> None:
        """Delete a channel."""
        channel.gone = True
        await self.event({"type": "channel_deleted", "channel": channel.id, "actor_id": self.reader.id}, channel.team)

    def install(self, team: Team, address: str, by: User | None = None) -> str:
        """Agree to the app's installation; return where the browser goes back to."""
        return self._oauth.consent(team, address, (by or self.reader).id)

    async def verify_url(self) -> Taken:
        """Ask the bot's address whether it is the bot's (url_verification)."""
        challenge = {"token": payloads.TOKEN, "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"}
        return await self.http.post(json.dumps(challenge | {"type": "url_verification"}))

    async def deliver(self, body: str, **how: Any) -> Taken:  # noqa: ANN401  those of Http.post
        """Post a body to the bot's address, signed as told: see ``Http.post``."""
        return await self.http.post(body, **how)

    def _channel(self, channel: str) -> Channel:
        found = self.state.channel(channel)
        if found is None:
            raise KeyError(channel)
        return found


class _Web:
    """What comes in over HTTP."""

    def __init__(self, slack: Standin, leaving: asyncio.Event) -> None:
        self._slack = slack
        self._state = slack.state
        self._leaving = leaving

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Serve a method."""
        name = request.match_info["name"]
        route = self._slack.routes.get(name)
        if route is None:
            self._state.offence("not played by the stand-in", name)
            return web.json_response({"ok": False, "error": "unknown_method"})
        call = await read(request, route, self._state)
        return await give(request, self._answered(route, call), self._leaving)

    def _answered(self, route: Route, call: Call) -> Reply:
        try:
            return self._slack.front.answer(route, call)
        except Exception as error:
            self._slack.front.broken(call, error)
            raise

    async def response(self, request: web.Request) -> web.StreamResponse:
        """Serve a response_url."""
        try:
            body = json.loads(await request.read())
        except ValueError:
            body = None
        place = self._slack.responses.place(request.path)
        fault = self._state.luck.next("answer", place)
        happen = partial(self._slack.responses.take, request.path, body)
        reply = self._slack.front.met("answer", place, fault, happen)
        self._state.note(
            "call", place, verb="answer", fault=str(fault.kind), status=reply.status, nonce="", path="response_url"
        )
        return await give(request, reply, self._leaving)

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take a file's bytes."""
        content = await request.read()
        if request.content_type.startswith("multipart/"):
            form = await request.post()
            first = next(iter(form.values()))
            content = first.file.read() if isinstance(first, web.FileField) else b""
        fault = self._state.luck.next("put", "")
        reply = self._slack.front.met("put", "", fault, partial(self._slack.files.put, request.path, content))
        return await give(request, reply, self._leaving)


@asynccontextmanager
async def standin(port: int = 0, write: Callable[[Json], None] = lambda _: None) -> AsyncIterator[Standin]:
    """Run a stand-in on loopback; ``write`` takes the entries of its log as they come."""
    slack, leaving = Standin(State(write)), asyncio.Event()
    inside = _Web(slack, leaving)
    app = web.Application(client_max_size=64 << 20)
    app.router.add_route("*", "/api/{name}", inside.call)
    app.router.add_get("/link/", slack.sockets.connect)
    for kind in ("commands", "actions", "app"):
        app.router.add_post(f"/{kind}/{{rest:.*}}", inside.response)
    app.router.add_post("/upload/v1/{ticket}", inside.upload)
    controls(app, slack)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    slack.state.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    clockwork = asyncio.create_task(slack._all.run(leaving))
    try:
        yield slack
    finally:
        leaving.set()
        await clockwork
        await slack.http.end()
        await slack.sockets.end()
        await runner.cleanup()
