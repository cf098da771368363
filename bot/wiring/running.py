"""A running bot: everything that posts at its hour, joined."""

from __future__ import annotations

import asyncio
import os
import platform
import secrets
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

import structlog

from adapters.storage.address import read_address
from adapters.storage.alone import alone_on
from adapters.terminal.publisher import TerminalPublisher
from adapters.ticker import Ticker
from bot.jobs.life import Chore, Role, chores_of, live
from bot.jobs.press import Press
from bot.wiring.databases import make_default_folder
from bot.wiring.news import Newsroom, newsroom
from bot.wiring.web import outside
from config.settings import Settings
from digests.layout.status import notice_subject
from digests.noticing import Telling
from digests.publishing import Queue
from digests.words import Words

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Running:
    """A running bot before it is started."""

    newsroom: Newsroom
    press: Press
    ticker: Ticker
    chores: tuple[Chore, ...]
    roles: frozenset[Role]

    async def live(self) -> None:
        """Run until ``press.stopping`` is set; see ``bot.jobs.life``."""
        await live(self.press, self.ticker, self.chores, self.roles)


@asynccontextmanager
async def running(settings: Settings, roles: Collection[Role], stopping: asyncio.Event) -> AsyncIterator[Running]:
    """Open all that a running bot needs. Raises BadSetting and StoreUnusable."""
    make_default_folder(settings.database_url)
    with alone_on(settings.database_url):
        async with newsroom(settings) as opened, outside(settings) as reach, queue_at(settings.database_url) as queue:
            publishers = [TerminalPublisher(settings.terminal_path)]
            press = Press(
                opened.context,
                opened.ledger,
                queue,
                {publisher.platform: publisher for publisher in publishers},
                owner=f"{platform.node()}/{os.getpid()}/{secrets.token_hex(4)}",
                tell=partial(_log_notice, opened.context.words[settings.lang]),
                stopping=stopping,
            )
            chores = chores_of(press, opened.room, reach, settings.upkeep)
            yield Running(opened, press, Ticker(), chores, frozenset(roles))


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


async def _log_notice(words: Words, telling: Telling) -> None:
    """Tell the operator; whoever reads along on a platform is told there too."""
    notice = telling.notice
    key = "notice.over" if telling.over else "notice.trouble"
    subject, reason = notice_subject(notice.subject, words), words.reason(notice.reason)
    log.warning(words.say(key, subject=subject, reason=reason), since=str(notice.since))
