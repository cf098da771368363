"""The life of a running bot: which role does what, from start-up to a graceful end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

import structlog

from bot.jobs.alerts import send_alerts
from bot.jobs.build import build
from bot.jobs.clear import clear
from bot.jobs.corrections import correct
from bot.jobs.notices import tell
from bot.jobs.poll import poll
from bot.jobs.press import BUILD, CLEAR, SEND, Press
from bot.jobs.retention import forget
from bot.jobs.send import send
from bot.jobs.sweep import sweep
from bot.jobs.tick import tick
from bot.jobs.watch import watch
from bot.jobs.watchdog import watched
from bot.newsroom.reach import Reach
from bot.newsroom.room import Room
from digests.errors import Refusal
from digests.publishing import Ticker
from digests.upkeep import Upkeep

log = structlog.get_logger()

DRAIN = 10.0
"""Seconds that what was begun may take to end."""


class Role(StrEnum):
    """What a process does; one process may have all roles, and any number of processes each."""

    GATEWAY = "gateway"
    """Talks with the platforms: hears commands."""
    SCHEDULER = "scheduler"
    """Finds what is due and what is unfinished."""
    POLLER = "poller"
    """Asks the feeds; one process at a time."""
    WORKER = "worker"
    """Builds editions and posts them."""


@dataclass(frozen=True, slots=True)
class Chore:
    """A job that is done again and again."""

    role: Role
    name: str
    seconds: float
    job: Callable[[], Awaitable[object]]


def chores_of(press: Press, room: Room, reach: Reach, upkeep: Upkeep) -> tuple[Chore, ...]:
    """Return what is done again and again; every chore may run in several processes at once."""
    started = press.clock.now()
    return (
        Chore(Role.SCHEDULER, "tick", 5, lambda: tick(press)),
        Chore(Role.SCHEDULER, "sweep", 10, lambda: sweep(press)),
        Chore(Role.SCHEDULER, "tell", 60, lambda: tell(press)),
        Chore(Role.POLLER, "poll", 60, lambda: poll(press, room, reach)),
        Chore(Role.WORKER, "correct", 60, lambda: correct(press)),
        Chore(Role.WORKER, "alert", 300, lambda: send_alerts(press)),
        Chore(Role.SCHEDULER, "watch", 300, lambda: watch(press, upkeep.alarm, started)),
        Chore(Role.SCHEDULER, "forget", 6 * 3600, lambda: forget(press, upkeep)),
    )


Face = Callable[[asyncio.Event], Awaitable[None]]
"""Answers commands on a platform until the event is set."""


async def live(
    press: Press, ticker: Ticker, chores: Sequence[Chore], roles: Collection[Role], faces: Sequence[Face] = ()
) -> None:
    """Do what the roles ask for until ``press.stopping`` is set; then end what was begun, and claim nothing more.

    What was in flight when a process was killed is found by the first sweep. Raises the Refusal with which a face, or
    carrying work, has ended, if one has.
    """
    try:
        await _live(press, ticker, chores, roles, faces)
    except* Refusal as refusals:
        refusal = _first(refusals)
    else:
        return
    raise refusal


async def _live(
    press: Press, ticker: Ticker, chores: Sequence[Chore], roles: Collection[Role], faces: Sequence[Face]
) -> None:
    if Role.WORKER in roles:
        _take_work(press)
    mine = [chore for chore in chores if chore.role in roles]
    for chore in mine:
        ticker.every(chore.seconds, chore.name, _quiet(chore))
    async with watched(), asyncio.TaskGroup() as group:
        carrying = group.create_task(press.queue.run()) if Role.WORKER in roles else None
        ticker.start()
        log.info("running", action="start", roles=sorted(roles), owner=press.owner)
        first = group.create_task(_once(press, mine))
        for face in faces:
            group.create_task(_faced(face, press.stopping))
        await press.stopping.wait()
        log.info("stopping", action="stop", owner=press.owner)
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN):
                await ticker.stop()
                await press.queue.stop()
        for task in filter(None, (carrying, first)):
            task.cancel()


async def _faced(face: Face, stopping: asyncio.Event) -> None:
    await face(stopping)


def _first(group: BaseExceptionGroup[Refusal]) -> Refusal:
    """Return the first of them, however deep it lies."""
    first = group.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first


def _take_work(press: Press) -> None:
    async def build_these(keys: Sequence[str]) -> None:
        await build(press, keys)

    async def send_there(platforms: Sequence[str]) -> None:
        for platform in platforms:
            await send(press, platform)

    async def clear_there(platforms: Sequence[str]) -> None:
        for platform in platforms:
            await clear(press, platform)

    press.queue.handle(BUILD, build_these)
    press.queue.handle(SEND, send_there)
    press.queue.handle(CLEAR, clear_there)


async def _once(press: Press, chores: Sequence[Chore]) -> None:
    """Do every chore at once at the start: who was down for hours does not wait another interval."""
    for chore in chores:
        if press.stopping.is_set():
            return
        with suppress(Exception):  # the ticker calls it again, and logs what it raises
            await chore.job()


def _quiet(chore: Chore) -> Callable[[], Awaitable[None]]:
    async def job() -> None:
        await chore.job()

    return job
