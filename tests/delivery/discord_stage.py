"""Channels on the stand-in Discord with a digest due, and the real discord.py. Patience is real: discord.py's is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from adapters.discord.publisher import DiscordPublisher
from adapters.discord.token import Token
from adapters.discord.wire import wire
from digests.subscription import DISCORD, Channel
from tests.delivery.house import WORDS, Hands, House
from tests.fakes.platform.checker import Verdict
from tests.standin.discord import Fault, Standin


@dataclass(slots=True)
class Stage(House):
    """Discord, and what else outlives one life of the bot."""

    discord: Standin = field(kw_only=True)
    patience: float = 2.0
    """Seconds a call may take."""
    token: str = ""
    """Another than the bot's own."""
    waits: bool = False
    """The bot really sleeps."""
    publisher: type[DiscordPublisher] = DiscordPublisher
    channels: dict[str, Channel] = field(default_factory=dict)

    @property
    def hands(self) -> Hands:
        """See ``House``."""
        return Hands(self.discord.state.clock, waits=self.waits)

    @property
    def log(self) -> Sequence[Mapping[str, object]]:
        """See ``House``."""
        return self.discord.log

    def place(self, name: str) -> Channel:
        """See ``House``."""
        if name not in self.channels:
            self.channels[name] = Channel(DISCORD, self.discord.guild.id, self.discord.guild.channel(name).id)
        return self.channels[name]

    @asynccontextmanager
    async def published(self) -> AsyncIterator[DiscordPublisher]:
        """See ``House``."""
        async with wire(Token(self.token or self.discord.token)) as opened:
            yield self.publisher(opened, WORDS, patience=self.patience)

    async def misfortune(self, name: str, *faults: Fault, verbs: tuple[str, ...] = ("post",)) -> None:
        """Let the next calls for a channel meet these."""
        await self.discord.misfortune(*faults, verbs=verbs, channel=self.place(name).name)

    async def judged(self, promised: Mapping[str, int]) -> Verdict:
        """See ``House``."""
        return await self.discord.verdict(dict(promised))
