"""A running bot: everything that posts at its hour, joined."""

from __future__ import annotations

import asyncio
import os
import platform
import secrets
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import structlog

from adapters.pictures.painter import LIMITS, PillowPainter
from adapters.storage.address import read_address
from adapters.storage.alone import alone_on
from adapters.terminal.publisher import TerminalPublisher
from adapters.ticker import Ticker
from adapters.worker import Worker
from bot.desk.desk import NewsDesk
from bot.desk.limiting import Limits
from bot.jobs.life import Chore, Face, Role, chores_of, live
from bot.jobs.press import Press
from bot.jobs.telling import Teller, tell_people
from bot.wiring.databases import make_default_folder
from bot.wiring.looking import MOST_AT_ONCE, PoliteLook
from bot.wiring.news import Newsroom, newsroom
from bot.wiring.web import outside
from config.secrets import has_secret, has_slack
from config.settings import Settings
from digests.language import Lang
from digests.layout.status import notice_subject
from digests.noticing import Telling
from digests.ports import Desk, Painter
from digests.publishing import Ledger, Publisher, Queue
from digests.words import Words

log = structlog.get_logger()


class OnPlatform(Protocol):
    """What a running bot has of a platform."""

    @property
    def publisher(self) -> Publisher:
        """Who posts there."""
        ...

    @property
    def teller(self) -> Teller:
        """Who writes to people there."""
        ...

    def face(self, press: Press, desk: Desk, painter: Painter) -> Face:
        """Return who answers commands there. Raises BadSetting where something for it is not set."""
        ...


@dataclass(frozen=True, slots=True)
class Running:
    """A running bot before it is started."""

    newsroom: Newsroom
    press: Press
    ticker: Ticker
    chores: tuple[Chore, ...]
    roles: frozenset[Role]
    faces: tuple[Face, ...] = ()
    """Who answers commands on the platforms."""

    async def live(self) -> None:
        """Run until ``press.stopping`` is set; see ``bot.jobs.life``."""
        await live(self.press, self.ticker, self.chores, self.roles, self.faces)


@asynccontextmanager
async def running(settings: Settings, roles: Collection[Role], stopping: asyncio.Event) -> AsyncIterator[Running]:
    """Open all that a running bot needs. Raises BadSetting and StoreUnusable."""
    make_default_folder(settings.database_url)
    with alone_on(settings.database_url):
        async with AsyncExitStack() as stack:
            opened = await stack.enter_async_context(newsroom(settings))
            reach = await stack.enter_async_context(outside(settings))
            queue = await stack.enter_async_context(queue_at(settings.database_url))
            words = opened.context.words
            platforms = await _platforms(settings, stack, words)
            publishers: list[Publisher] = [TerminalPublisher(settings.terminal_path)]
            publishers += [one.publisher for one in platforms]
            tellers = {one.publisher.platform: one.teller for one in platforms}
            press = Press(
                opened.context,
                opened.ledger,
                queue,
                {publisher.platform: publisher for publisher in publishers},
                owner=f"{platform.node()}/{os.getpid()}/{secrets.token_hex(4)}",
                tell=partial(_tell, opened.ledger, tellers, words, settings.lang),
                stopping=stopping,
            )
            faces: tuple[Face, ...] = ()
            if platforms and Role.GATEWAY in roles:
                painter = PillowPainter(stack.enter_context(Worker(LIMITS)), words)
                look = PoliteLook(opened.room, reach, asyncio.Semaphore(MOST_AT_ONCE))
                # one for all: who asks is told apart by platform
                desk = NewsDesk(replace(opened.context, look=look), limits=Limits(settings.allowed.person))
                faces = tuple(one.face(press, desk, painter) for one in platforms)
            chores = chores_of(press, opened.room, reach, settings.upkeep)
            yield Running(opened, press, Ticker(), chores, frozenset(roles), faces)


async def _platforms(settings: Settings, stack: AsyncExitStack, words: Mapping[Lang, Words]) -> list[OnPlatform]:
    """Open each platform there is a token for: their libraries take longer to import than all the rest."""
    platforms: list[OnPlatform] = []
    if has_secret(settings, "discord_token"):
        from bot.wiring.discord import on_discord  # noqa: PLC0415  the reason is above

        platforms.append(await stack.enter_async_context(on_discord(settings, words)))
    if has_slack(settings):
        from bot.wiring.slack import on_slack  # noqa: PLC0415  the reason is above

        platforms.append(await stack.enter_async_context(on_slack(settings, words)))
    return platforms


@asynccontextmanager
async def queue_at(database_url: str) -> AsyncIterator[Queue]:
    """Open the queue that goes with a database, its tables made. Raises BadSetting and StoreUnusable."""
    address = read_address(database_url)
    if address.server:
        from adapters.queue.postgres import postgres_queue, prepared  # noqa: PLC0415  only Postgres needs its driver

        await prepared(address.server, address.place)
        async with postgres_queue(address.server, address.place) as queue:
            yield queue
    else:
        from adapters.queue.memory import MemoryQueue  # noqa: PLC0415  the engine takes its time to import

        yield MemoryQueue()


async def _tell(
    ledger: Ledger, tellers: Mapping[str, Teller], words: Mapping[Lang, Words], lang: Lang, telling: Telling
) -> None:
    """Tell the operator, and on the platforms whoever ordered what it is about."""
    notice, own = telling.notice, words[lang]
    key = "notice.over" if telling.over else "notice.trouble"
    subject, reason = notice_subject(notice.subject, own), own.reason(notice.reason)
    log.warning(own.say(key, subject=subject, reason=reason), since=str(notice.since))
    await tell_people(ledger, tellers, words, telling)
