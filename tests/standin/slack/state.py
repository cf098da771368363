"""Everything the stand-in knows: one app, the workspaces it is installed in, and what was recorded."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Protocol

from tests.standin.clock import Clock
from tests.standin.faults import Fault, Script
from tests.standin.slack.asked import Asked
from tests.standin.slack.checks import Checks, checks
from tests.standin.slack.errors import RefusalError
from tests.standin.slack.pace import Pace
from tests.standin.slack.world import Channel, Json, Message, Person, Team, View

APP_TOKEN = "xapp-1-A07STANDIN-1-a-token-that-opens-nothing-but-the-stand-in"  # noqa: S105  no secret
SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105  no secret
CLIENT_ID, CLIENT_SECRET = "3336676.569200954261", "a-client-that-is-known-to-the-stand-in-only"
TRIGGER = timedelta(seconds=3)
"""For which a trigger_id may be used."""


class Luck(Protocol):
    """Says what a call meets; ``tests.fakes.platform.faults`` has some too."""

    def next(self, verb: str, channel: str) -> Fault:
        """Return what goes wrong with the call that comes now."""
        ...


@dataclass(slots=True, eq=False)
class Trigger:
    """What a person did that may open a window."""

    asked: Asked
    at: datetime
    used: bool = False


class State:
    """See above."""

    def __init__(self, write: Callable[[Json], None], description: Checks | None = None) -> None:
        self.clock = Clock()
        self.checks = description or checks()
        self.pace = Pace(self.clock.now)
        self.script = Script()
        self.luck: Luck = self.script
        self.address = ""
        """Where the stand-in listens, ``http://…``."""
        self._write = write
        self._order, self._numbers = count(), count(1)
        self._last = 0
        self.log: list[Json] = []
        self.teams: dict[str, Team] = {}
        self.triggers: dict[str, Trigger] = {}
        self.waiting: list[Asked] = []
        """What people did, oldest first."""
        self.uploads: dict[str, bytes] = {}
        """By file."""
        self.quiet: dict[tuple[str, str], datetime] = {}
        """Until when calls were told to wait, by verb (or "" for all) and channel or workspace."""
        self._coming: list[tuple[datetime, int, Callable[[], object]]] = []
        self.app = self.ids("A")

    @property
    def offences(self) -> list[Json]:
        """What was sent or done against the rules."""
        return [entry for entry in self.log if entry["event"] == "offence"]

    def note(self, event: str, channel: str, **more: object) -> None:
        """Add an entry to the log."""
        entry = {"event": event, "at": self.clock.now().isoformat(), "channel": channel} | more
        self.log.append(entry)
        self._write(entry)

    def offence(self, what: str, path: str, channel: str = "", nonce: str = "") -> None:
        """Note what was done against the rules."""
        self.note("offence", channel, what=what, path=path, nonce=nonce)

    def ids(self, letter: str) -> str:
        """Return a new id of that kind."""
        return f"{letter}{0x70A000000 + next(self._numbers):010X}"

    def ts(self) -> str:
        """Return the ts of a new message: later than every other."""
        now = int(self.clock.now().timestamp() * 1_000_000)
        self._last = max(now, self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def team(self, name: str, *, installed: bool = True) -> Team:
        """Return a new workspace."""
        token = f"xoxb-{next(self._numbers)}-{secrets.token_hex(12)}"
        team = Team(self.ids("T"), name, token, "", self.ids("B"), self.ids, installed)
        team.bot = team.person("Llamawire", bot=True).id
        self.teams[team.id] = team
        return team

    def team_of(self, token: str) -> Team | None:
        """Return the workspace of a token."""
        return next((one for one in self.teams.values() if one.token == token), None)

    def channel(self, channel: str) -> Channel | None:
        """Return a channel of any workspace."""
        return next((team.channels[channel] for team in self.teams.values() if channel in team.channels), None)

    def found(self, team: Team, channel: object) -> Channel:
        """Return a channel that a workspace's bot may know of. Raises RefusalError."""
        known = team.channels.get(str(channel))
        if known is None or known.gone or (known.private and not known.has_bot):
            raise RefusalError("channel_not_found")
        return known

    def message(self, channel: Channel, ts: object) -> Message:
        """Return a message that everybody sees. Raises RefusalError."""
        message = channel.messages.get(str(ts))
        if message is None or message.removed or message.only_for is not None:
            raise RefusalError("message_not_found")
        return message

    def pictured(self, team: Team, blocks: list[Json]) -> None:
        """Raise RefusalError where a block shows a file that is not there."""
        for block in blocks:
            file = (block.get("slack_file") or {}).get("id") if block["type"] == "image" else None
            if file is not None and not team.files.get(file, {}).get("complete"):
                raise RefusalError("invalid_blocks", response_metadata={"messages": ["[ERROR] invalid slack file"]})

    def post(self, message: Message) -> None:
        """Put a message into its channel, and note it."""
        message.channel.messages[message.ts] = message
        private = message.only_for is not None
        event = "answered" if private else "seen"
        self.note(event, message.channel.id, id=message.ts, nonce=message.nonce, text=message.text, private=private)

    def ask(self, asked: Asked) -> Asked:
        """Remember what somebody did, and give it a trigger_id."""
        asked.trigger = f"{next(self._numbers)}.{asked.team.id}.{secrets.token_hex(16)}"
        self.triggers[asked.trigger] = Trigger(asked, asked.at)
        self.waiting.append(asked)
        return asked

    def redeem(self, team: Team, trigger: object) -> Asked:
        """Use a trigger_id, once and in time. Raises RefusalError."""
        known = self.triggers.get(str(trigger))
        if known is None or known.asked.team is not team:
            raise RefusalError("invalid_trigger_id")
        if known.used:
            raise RefusalError("exchanged_trigger_id")
        if self.clock.now() - known.at > TRIGGER:
            raise RefusalError("expired_trigger_id")
        known.used = True
        return known.asked

    def waits(self, fits: Callable[[Asked], bool]) -> Asked | None:
        """Return who waits longest of those that fit; who asked last where nobody waits."""
        fitting = [one for one in self.waiting if fits(one) and self.clock.now() - one.at < timedelta(minutes=30)]
        return next((one for one in fitting if one.full is None), fitting[-1] if fitting else None)

    def answered(self, message: Message, *, person: Person | None = None) -> None:
        """Count a message as an answer to who waits for it."""
        home = message.channel

        def fits(one: Asked) -> bool:
            if person is not None:
                return one.person is person
            return one.channel is home or home.recipient is one.person

        asked = self.waits(fits)
        if asked is not None:
            asked.got(message, self.clock.now())

    def shown(self, view: View, fits: Callable[[Asked], bool]) -> None:
        """Count a view as an answer to who waits for it."""
        asked = self.waits(fits)
        if asked is not None:
            asked.opened(view, self.clock.now())

    def later(self, seconds: float, happen: Callable[[], object]) -> None:
        """Let something happen that many seconds from now."""
        heappush(self._coming, (self.clock.now() + timedelta(seconds=seconds), next(self._order), happen))

    def settle(self, *, to_the_end: bool = False) -> None:
        """Let what was late take place, dated when it was due, if it is due or, ``to_the_end``, whenever it is."""
        while self._coming and (to_the_end or self._coming[0][0] <= self.clock.now()):
            due, _, happen = heappop(self._coming)
            with self.clock.held(due):
                happen()
