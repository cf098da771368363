"""Everything the stand-in knows: one application with its bot, the guilds it is in, people, and what was recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Protocol

from tests.standin.clock import Clock
from tests.standin.discord.checks import Checks, checks
from tests.standin.discord.clock import Ids
from tests.standin.discord.errors import RefusalError
from tests.standin.discord.pace import Pace
from tests.standin.discord.permissions import USUAL, VIEW_CHANNEL
from tests.standin.discord.world import DIRECT, Channel, Guild, Json, Member, Message, Person, Role
from tests.standin.faults import Fault, Script

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAw.GSTAND.a-token-that-opens-nothing-but-the-stand-in"  # noqa: S105  no secret
"""The bot's token on every stand-in."""


class Luck(Protocol):
    """Says what a call meets; ``tests.fakes.platform.faults`` has some too."""

    def next(self, verb: str, channel: str) -> Fault:
        """Return what goes wrong with the call that comes now."""
        ...


class State:
    """See above. ``tell`` sends an event through the gateway: its name, its body, the guild it concerns."""

    def __init__(self, write: Callable[[Json], None], description: Checks | None = None) -> None:
        self.clock = Clock()
        self.ids = Ids(self.clock)
        self.checks = description or checks()
        self.pace = Pace(self.clock.now)
        self.script = Script()
        self.luck: Luck = self.script
        self.window = timedelta(seconds=120)
        self.token = TOKEN
        self.address = ""
        """Where the stand-in listens, ``http://…``."""
        self.tell: Callable[[str, Json, str | None], None] = lambda *_: None
        self._write = write
        self.log: list[Json] = []
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.people: dict[str, Person] = {}
        self.uploads: dict[str, bytes] = {}
        self.commands: dict[str, list[Json]] = {"": []}
        """What the bot registered, by guild; global commands under the empty name."""
        self.bot = self.person("Llamawire", bot=True)
        self.application = self.bot.id
        self._coming: list[tuple[datetime, int, Callable[[], object]]] = []
        self._order = count()
        self.quiet_until: datetime | None = None
        """Until when every call was told to wait."""

    @property
    def offences(self) -> list[Json]:
        """What was sent or done against the rules."""
        return [entry for entry in self.log if entry["event"] == "offence"]

    def note(self, event: str, channel: str, **more: object) -> None:
        """Add an entry to the log."""
        entry = {"event": event, "at": self.clock.now().isoformat(), "channel": channel} | more
        self.log.append(entry)
        self._write(entry)

    def person(self, name: str, *, bot: bool = False, locale: str = "en-US") -> Person:
        """Return a new person."""
        person = Person(self.ids(), name, locale, bot)
        self.people[person.id] = person
        return person

    def guild(self, name: str, *, with_bot: bool = True) -> Guild:
        """Return a new guild, which the bot was invited to."""
        guild = Guild(self.ids(), name, self.bot.id)
        guild.roles[guild.id] = Role(guild.id, "@everyone", USUAL)
        if with_bot:
            guild.members[self.bot.id] = Member(self.bot)
        self.guilds[guild.id] = guild
        return guild

    def channel(self, guild: Guild, name: str) -> Channel:
        """Return a new channel of a guild."""
        channel = Channel(self.ids(), name, guild)
        guild.channels[channel.id] = self.channels[channel.id] = channel
        return channel

    def direct(self, person: Person) -> Channel:
        """Return the channel of direct messages between the bot and a person, making it once."""
        known = next((one for one in self.channels.values() if one.recipient is person), None)
        if known is None:
            known = Channel(self.ids(), "", kind=DIRECT, recipient=person)
            self.channels[known.id] = known
        return known

    def found(self, channel_id: str) -> Channel:
        """Return a channel that the bot sees. Raises RefusalError."""
        channel = self.channels.get(channel_id)
        if channel is None or channel.gone or (channel.guild and channel.guild.id not in self.guilds):
            raise RefusalError(10003)
        if not self.may(channel, VIEW_CHANNEL):
            raise RefusalError(50001)
        return channel

    def may(self, channel: Channel, bits: int) -> bool:
        """Say whether the bot may do that in a channel."""
        if channel.guild is None:
            return True
        return channel.guild.permissions(self.bot.id, channel) & bits == bits

    def message(self, channel: Channel, message_id: str) -> Message:
        """Return a message of a channel that is still there. Raises RefusalError."""
        message = channel.messages.get(message_id)
        if message is None or message.removed:
            raise RefusalError(10008)
        return message

    def later(self, seconds: float, happen: Callable[[], object]) -> None:
        """Let something happen that many seconds from now."""
        heappush(self._coming, (self.clock.now() + timedelta(seconds=seconds), next(self._order), happen))

    def settle(self, *, to_the_end: bool = False) -> None:
        """Let what was late take place, dated when it was due, if it is due or, ``to_the_end``, whenever it is."""
        while self._coming and (to_the_end or self._coming[0][0] <= self.clock.now()):
            due, _, happen = heappop(self._coming)
            with self.clock.held(due):
                happen()
