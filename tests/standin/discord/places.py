"""Login, guilds, channels, threads and direct messages (discord-api-docs, Channel, Guild, User)."""

from __future__ import annotations

from tests.standin.discord.calls import DONE, Call, Reply, Route, Routes
from tests.standin.discord.errors import RefusalError
from tests.standin.discord.permissions import CREATE_PUBLIC_THREADS
from tests.standin.discord.state import State
from tests.standin.discord.world import HAS_THREAD, TEXT, THREAD, Channel, Guild, Json

_CHANNEL, _GUILD = "/channels/{channel_id}", "/guilds/{guild_id}"


class Places:
    """Where things are, as the bot asks for it."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.shards = 1
        """How many the platform recommends."""

    def routes(self) -> Routes:
        """Yield what is played here."""
        yield Route("GET", "/users/@me", "login", self.me)
        yield Route("GET", "/oauth2/applications/@me", "login", self.application)
        yield Route("GET", "/applications/@me", "login", self.application)
        yield Route("GET", "/gateway/bot", "gateway", self.gateway)
        yield Route("GET", "/gateway", "gateway", self.gateway)
        yield Route("GET", "/users/@me/guilds", "look", self.guilds)
        yield Route("DELETE", "/users/@me/guilds/{guild_id}", "look", self.leave)
        yield Route("POST", "/users/@me/channels", "dm", self.direct)
        yield Route("GET", "/users/{user_id}", "look", self.person)
        yield Route("GET", _CHANNEL, "look", self.channel)
        yield Route("POST", f"{_CHANNEL}/threads", "thread", self.thread)
        yield Route("POST", f"{_CHANNEL}/messages/{{message_id}}/threads", "thread", self.thread_from)
        yield Route("PUT", f"{_CHANNEL}/thread-members/@me", "thread", self.join)
        yield Route("POST", f"{_CHANNEL}/typing", "look", self.typing)
        yield Route("GET", _GUILD, "look", self.guild)
        yield Route("GET", f"{_GUILD}/channels", "look", self.channels)
        yield Route("GET", f"{_GUILD}/roles", "look", self.roles)
        yield Route("GET", f"{_GUILD}/members/{{user_id}}", "look", self.member)

    def me(self, _: Call) -> Reply:
        """Return the bot's account."""
        return Reply(200, self._state.bot.record() | {"mfa_enabled": False, "verified": True, "email": None})

    def application(self, _: Call) -> Reply:
        """Return the application."""
        bot = self._state.bot
        owner = {"id": "1", "username": "owner", "discriminator": "0", "avatar": None, "global_name": None}
        return Reply(
            200,
            {
                "id": self._state.application,
                "name": bot.name,
                "description": "",
                "icon": None,
                "bot_public": True,
                "bot_require_code_grant": False,
                "verify_key": "0" * 64,
                "owner": owner,
                "team": None,
                "flags": 0,
                "summary": "",
                "bot": bot.record(),
            },
        )

    def gateway(self, _: Call) -> Reply:
        """Return where the gateway is."""
        limit = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 1}
        return Reply(
            200,
            {
                "url": gateway_address(self._state),
                "shards": self.shards,
                "session_start_limit": limit,
            },
        )

    def guilds(self, call: Call) -> Reply:
        """Return the guilds that the bot is in."""
        after, most = int(call.query.get("after", "0")), int(call.query.get("limit", "200"))
        mine = [guild for guild in self._state.guilds.values() if guild.has_bot and int(guild.id) > after][:most]
        return Reply(200, [self._short(guild) for guild in mine])

    def _short(self, guild: Guild) -> Json:
        bits = str(guild.permissions(self._state.bot.id))
        short = {"id": guild.id, "name": guild.name, "icon": None, "banner": None}
        return short | {"owner": False, "permissions": bits, "features": []}

    def leave(self, call: Call) -> Reply:
        """Leave a guild."""
        del self._guild(call).members[self._state.bot.id]
        return DONE

    def direct(self, call: Call) -> Reply:
        """Return the channel of direct messages with a person; whether one may post there is another question."""
        person = self._state.people.get(str(call.body.get("recipient_id")))
        if person is None or person.bot:
            raise RefusalError(50035 if person is None else 50007)
        return Reply(200, self._state.direct(person).record())

    def person(self, call: Call) -> Reply:
        """Return a person."""
        person = self._state.people.get(call.places["user_id"])
        if person is None:
            raise RefusalError(10013)
        return Reply(200, person.record())

    def channel(self, call: Call) -> Reply:
        """Return a channel."""
        return Reply(200, self._state.found(call.places["channel_id"]).record())

    def typing(self, call: Call) -> Reply:
        """Take note that the bot is typing."""
        self._state.found(call.places["channel_id"])
        return DONE

    def thread(self, call: Call) -> Reply:
        """Begin a thread."""
        channel = self._may_begin(call)
        return Reply(201, self._begun(channel, self._state.ids(), call.body))

    def thread_from(self, call: Call) -> Reply:
        """Begin a thread from a message, once; it has the message's id."""
        channel = self._may_begin(call)
        message = self._state.message(channel, call.places["message_id"])
        if message.only_for is not None:
            raise RefusalError(10008)
        if message.thread is not None:
            raise RefusalError(160004)
        message.thread = message.id
        message.flags |= HAS_THREAD
        return Reply(201, self._begun(channel, message.id, call.body))

    def join(self, call: Call) -> Reply:
        """Join a thread."""
        self._state.found(call.places["channel_id"])
        return DONE

    def _may_begin(self, call: Call) -> Channel:
        channel = self._state.found(call.places["channel_id"])
        if channel.kind != TEXT:
            raise RefusalError(50024)
        if not self._state.may(channel, CREATE_PUBLIC_THREADS):
            raise RefusalError(50013)
        return channel

    def _begun(self, parent: Channel, thread_id: str, body: Json) -> Json:
        thread = Channel(thread_id, body["name"], parent.guild, THREAD, parent=parent)
        thread.archive_after = body.get("auto_archive_duration") or 1440
        self._state.channels[thread.id] = thread
        told = thread.record()
        self._state.tell("THREAD_CREATE", told | {"newly_created": True}, told["guild_id"])
        return told

    def guild(self, call: Call) -> Reply:
        """Return a guild."""
        return Reply(200, self._guild(call).record(self._state.clock.now()))

    def channels(self, call: Call) -> Reply:
        """Return a guild's channels."""
        return Reply(200, [one.record() for one in self._guild(call).channels.values() if not one.gone])

    def roles(self, call: Call) -> Reply:
        """Return a guild's roles."""
        return Reply(200, [role.record(place) for place, role in enumerate(self._guild(call).roles.values())])

    def member(self, call: Call) -> Reply:
        """Return a member of a guild."""
        member = self._guild(call).members.get(call.places["user_id"])
        if member is None:
            raise RefusalError(10007)
        return Reply(200, member.record(self._state.clock.now()))

    def _guild(self, call: Call) -> Guild:
        guild = self._state.guilds.get(call.places["guild_id"])
        if guild is None or not guild.has_bot:
            raise RefusalError(10004)
        return guild


def gateway_address(state: State) -> str:
    """Return where the gateway listens."""
    return state.address.replace("http", "ws", 1) + "/gateway"
