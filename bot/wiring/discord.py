"""Discord, joined: before it runs a look at what is missing, and then who posts, tells and answers there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from math import floor

from adapters.clock import SystemClock
from adapters.discord.checks import Findings, Place, findings
from adapters.discord.face import DiscordFace
from adapters.discord.permissions import NEEDED, invitation
from adapters.discord.publisher import DiscordPublisher
from adapters.discord.teller import DiscordTeller
from adapters.discord.token import Token
from adapters.discord.wire import wire
from bot.jobs.life import Face
from bot.jobs.press import Press
from bot.jobs.tenants import pause_tenant, resume_returned, resume_tenant
from bot.wiring.news import newsroom
from config.secrets import secret
from config.settings import Settings
from digests.errors import BadSetting, Refusal
from digests.language import Lang
from digests.layout.lists import Check
from digests.layout.platforms import setup_page
from digests.page import Page
from digests.ports import Desk, Painter
from digests.subscription import DISCORD
from digests.words import Words

MOST_APART = timedelta(minutes=1)
"""Histories are read from ten minutes before a first try: clocks that differ by more than that could hide a message."""


async def set_up(settings: Settings, token: str, words: Words) -> Page:
    """Return what to do next; with a token, after a look whether it is good. Raises BadSetting and Unreachable."""
    if not token:
        return setup_page([words.say(f"setup.{step}") for step in ("app", "token", "give")], words)
    found = await findings(Token(token), settings.discord_api, SystemClock())
    servers = ", ".join(found.servers)
    said = [words.say("setup.good", bot=found.bot)]
    said.append(words.say("setup.servers", servers=servers) if servers else words.say("setup.no-servers"))
    steps = [words.say(f"setup.{step}", command=settings.command) for step in ("invite", "run", "order", "doctor")]
    return setup_page(steps, words, said=said, link=invitation(found.application), permissions=NEEDED)


async def discord_checks(settings: Settings, words: Words) -> tuple[Check, ...]:
    """Return what a look at Discord finds: the token, the clock, and each channel that something is posted to."""
    try:
        token = secret(settings, "discord_token")
        if not token:
            raise BadSetting("discord-no-token", "discord_token")
        async with newsroom(settings) as opened:
            every = await opened.ledger.orders()
        channels = dict.fromkeys(one.channel for one in every if one.channel.platform == DISCORD)
        found = await findings(Token(token), settings.discord_api, SystemClock(), channels)
    except Refusal as refusal:
        return (Check("discord-token", good=False, found=words.refusal(refusal)),)
    return _checks(found, words)


@dataclass(frozen=True, slots=True)
class OnDiscord:
    """What a running bot has of Discord."""

    settings: Settings
    publisher: DiscordPublisher
    teller: DiscordTeller
    token: Token

    def face(self, press: Press, desk: Desk, painter: Painter) -> Face:
        """Return who answers commands there."""

        async def left(server: str) -> None:
            await pause_tenant(press, DISCORD, server)

        async def came_back(server: str) -> None:
            await resume_tenant(press, DISCORD, server)

        async def there(server: str) -> None:
            await resume_returned(press, DISCORD, [server])

        return DiscordFace(
            desk,
            press.context.words,
            painter,
            self.token,
            api=self.settings.discord_api,
            gateway=self.settings.discord_gateway,
            command_name=self.settings.command,
            noted=press.context.store.noted,
            note=press.context.store.note,
            clock=press.clock,
            on_leave=left,
            on_return=came_back,
            on_there=there,
        ).run


@asynccontextmanager
async def on_discord(settings: Settings, words: Mapping[Lang, Words]) -> AsyncIterator[OnDiscord]:
    """Open what posts there. Raises BadSetting."""
    token = Token(secret(settings, "discord_token"))
    async with wire(token, settings.discord_api) as opened:
        yield OnDiscord(settings, DiscordPublisher(opened, words), DiscordTeller(opened), token)


def _checks(found: Findings, words: Words) -> tuple[Check, ...]:
    apart = found.apart or timedelta()
    servers = ", ".join(found.servers) or words.say("setup.no-servers")
    places = tuple(_place(place, words) for place in found.places)
    empty = () if places else (Check("discord-channel", good=True, found=words.say("discord-check.no-schedules")),)
    return (
        Check("discord-token", good=True, found=found.bot),
        Check("discord-servers", good=bool(found.servers), found=servers),
        Check(
            "discord-clock",
            good=abs(apart) <= MOST_APART,
            found=words.say("discord-check.apart", seconds=floor(abs(apart).total_seconds())),
        ),
        *places,
        *empty,
    )


def _place(place: Place, words: Words) -> Check:
    name = place.name or str(place.channel)
    if place.trouble:
        return Check("discord-channel", good=False, found=f"{name}: {words.say(f'discord-check.{place.trouble}')}")
    lacks = words.say("list.next").join(words.say(f"permission.{one}") for one in place.missing)
    key = "lacks" if lacks else "fine"
    told = words.say(f"discord-check.{key}", name=name, permissions=lacks)
    return Check("discord-channel", good=not lacks, found=told)
