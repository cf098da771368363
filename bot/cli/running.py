"""``run``: the bot itself."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.call import Call
from digests.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.jobs.life import Role
    from config.settings import Settings

_EVERY_ROLE = "gateway,scheduler,poller,worker"


def run(
    call: Call,
    *,
    roles: Annotated[
        str, typer.Option("--roles", metavar="ROLE,…", help="What this process does; others may do the rest.")
    ] = _EVERY_ROLE,
) -> None:
    """Run the bot: read feeds, and post each digest at its hour.

    It runs until it is told to stop (Ctrl-C, SIGTERM); then it ends what it has begun. With a database on Postgres any
    number of processes, on any number of hosts, may share the work.
    """
    settings, wanted = call.load().settings, _roles(roles)
    asyncio.run(_run(settings, wanted))


def _roles(typed: str) -> frozenset[Role]:
    """Return the roles that were typed. Raises BadInput."""
    from bot.jobs.life import Role

    names = tuple(typed.replace(",", " ").split())
    unknown = next((name for name in names or ("",) if name not in tuple(Role)), None)
    if unknown is not None:
        raise BadInput("no-such-role", unknown, known=tuple(Role))
    return frozenset(map(Role, names))


async def _run(settings: Settings, roles: Collection[Role]) -> None:
    from bot.wiring.running import running

    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for told in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(told, stopping.set)
    async with running(settings, roles, stopping) as bot:
        await bot.live()
