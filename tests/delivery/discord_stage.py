"""Channels on the stand-in Discord with a digest due, the real discord.py, and a bot that may die at any named point.

Nobody waits: where the bot sleeps, the stand-in's clock is moved on, and the bot has no other.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.discord.publisher import DiscordPublisher
from adapters.discord.token import Token
from adapters.discord.wire import wire
from bot.jobs.press import Press
from config.catalogues import load_words
from digests.delivery import State
from digests.language import Lang
from digests.noticing import Telling
from digests.points import Point
from digests.subscription import Channel
from tests.delivery.stage import DAY, MOST_STEPS, STEP, Mortal, an_order
from tests.fakes.platform.checker import Verdict
from tests.fakes.queue import FakeQueue
from tests.simulation.news import context_at, draft_of
from tests.simulation.world import MANY, Bot, Killed, OpenLedger
from tests.standin.discord import Fault, Standin

PLATFORM = "discord"
WORDS = {lang: load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}


class Hands:
    """The stand-in's clock in the bot's hands."""

    def __init__(self, discord: Standin, *, waits: bool = False) -> None:
        self._discord = discord
        self._waits = waits

    def now(self) -> datetime:
        """Return the present instant."""
        return self._discord.state.clock.now().astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Move it on."""
        self._discord.state.clock.ahead += by

    async def sleep(self, seconds: float) -> None:
        """Wait, in no time unless it is to be waited."""
        if self._waits:
            await asyncio.sleep(seconds)
        else:
            self.advance(timedelta(seconds=seconds))


@dataclass(slots=True)
class Stage:
    """All that outlives one life of the bot."""

    discord: Standin
    open_ledger: OpenLedger
    patience: float = 2.0
    """Seconds a call may take; real ones, since discord.py's are."""
    stories: int = 1
    told: list[Telling] = field(default_factory=list)
    token: str = ""
    """Another than the bot's own."""
    waits: bool = False
    """The bot really sleeps."""
    publisher: type[DiscordPublisher] = DiscordPublisher
    channels: dict[str, Channel] = field(default_factory=dict)

    @property
    def hands(self) -> Hands:
        """The clock."""
        return Hands(self.discord, waits=self.waits)

    @asynccontextmanager
    async def life(self, point: Point | None = None, hit: int = 1) -> AsyncIterator[Bot]:
        """Start the bot."""
        mortal = Mortal(point, hit)
        async with self.open_ledger() as ledger, wire(Token(self.token or self.discord.token)) as opened:
            if hasattr(ledger, "passing"):
                ledger.passing = mortal
            publisher = self.publisher(opened, WORDS, patience=self.patience)
            press = Press(
                await context_at(self.hands, ledger),
                ledger,
                queue := FakeQueue(),
                {PLATFORM: publisher},
                owner=f"life {len(self.discord.log)}",
                tell=self._tell,
                draft_of=lambda asked, topics, start, end, _: draft_of(asked, topics, start, end, self.stories),
                passing=mortal,
                sleep=self.hands.sleep,
            )
            yield Bot(press, queue, ledger)

    async def _tell(self, telling: Telling) -> None:
        self.told.append(telling)

    async def order(self, *names: str, **changes: Any) -> None:  # noqa: ANN401  fields of Subscription
        """Let channels have a digest every day at this minute, the first today."""
        now = self.hands.now().replace(second=0, microsecond=0)
        async with self.open_ledger() as ledger:
            for name in names:
                place = Channel(PLATFORM, self.discord.guild.id, self.discord.guild.channel(name).id)
                self.channels[name] = place
                order = an_order(name, next_run=now, **changes)
                schedule = replace(order.schedule, times=(now.time(),))
                await ledger.save_subscription(replace(order, channel=place, schedule=schedule, created=now - DAY))

    async def misfortune(self, name: str, *faults: Fault, verbs: tuple[str, ...] = ("post",)) -> None:
        """Let the next calls for a channel meet these."""
        await self.discord.misfortune(*faults, verbs=verbs, channel=self.channels[name].name)

    async def live(self, point: Point | None = None, hit: int = 1) -> bool:
        """Let the bot live until nothing is under way, or until it dies; say whether it died."""
        died = False
        try:
            async with self.life(point, hit) as bot:
                for _ in range(MOST_STEPS):
                    await bot.step()
                    if await bot.is_quiet():
                        return False
                    self.hands.advance(STEP)
            raise TimeoutError
        except* Killed:
            died = True
        return died

    def seen(self, name: str = "c0") -> int:
        """Return how many messages a reader of the channel has seen."""
        there = self.channels[name].name
        return sum(entry["event"] == "seen" and entry["channel"] == there for entry in self.discord.log)

    def calls(self, *verbs: str, name: str = "") -> int:
        """Return how often Discord was called so, in all channels or in one."""
        there = self.channels[name].name if name else None
        calls = [one for one in self.discord.log if one["event"] == "call" and one["verb"] in verbs]
        return sum(there in (None, one["channel"]) for one in calls)

    async def states(self) -> dict[State, int]:
        """Return how many deliveries are in each state there is one in."""
        async with self.open_ledger() as ledger:
            return {state: count for state in State if (count := len(await ledger.deliveries(state, MANY)))}

    async def verdict(self) -> Verdict:
        """Return what a reader would complain of, if every edition that was numbered was to be seen."""
        async with self.open_ledger() as ledger:
            channels = {one.channel for one in await ledger.subscriptions()}
            promised = {c.name: max((e.number for e in await ledger.editions(c, 9)), default=0) for c in channels}
        return await self.discord.verdict(promised)
