"""The program at an hour and on a web of a test's own.

``python bot_elsewhere.py CLOCK PORT run …`` runs what is typed after it as ``llamawire`` does. CLOCK is a file that
says what time it is; it is read anew each time. Every name of the web leads to the server on PORT of loopback. All else
is the program's own.
"""

from __future__ import annotations

import socket
import sys
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from unittest.mock import patch

from aiohttp.abc import AbstractResolver, ResolveResult

import adapters.web.client
from adapters.clock import SystemClock
from adapters.ticker import Job, Ticker
from adapters.web.addresses import Allowance
from adapters.web.client import WebClient
from bot.cli.run import run

HERE = "127.0.0.1"
OFTEN = 1.0
"""Seconds between two rounds of every chore, at most: nobody waits a minute for a feed to be read."""
A_WHILE = timedelta(seconds=50)
"""By so much time goes on by itself after it was said what time it is; not into the next minute."""


class OneServer(AbstractResolver):
    """Finds every name at the same place."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(self, host: str, *_: object) -> list[ResolveResult]:
        """Return that place."""
        return [ResolveResult(hostname=host, host=HERE, port=self._port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        """Do nothing: there is nothing to close."""


def move(clock: Path, port: int) -> None:
    """Give this process that time and that web."""
    patient = Ticker.every

    def now(_: SystemClock) -> datetime:
        since = datetime.now(UTC).timestamp() - clock.stat().st_mtime
        return datetime.fromisoformat(clock.read_text("utf-8")) + min(timedelta(seconds=max(since, 0)), A_WHILE)

    def client(agent: str, _: object = ()) -> WebClient:
        return WebClient(agent, [Allowance(ip_network(HERE))], resolver=OneServer(port))

    def often(ticker: Ticker, seconds: float, name: str, job: Job) -> None:
        patient(ticker, min(seconds, OFTEN), name, job)

    patch.object(SystemClock, "now", now).start()  # the one edge where time enters
    patch.object(Ticker, "every", often).start()  # the one clockwork
    patch.object(adapters.web.client, "WebClient", client).start()  # it is imported when it is used


if __name__ == "__main__":  # a worker process reads this file too
    move(Path(sys.argv[1]), int(sys.argv[2]))
    sys.exit(run(sys.argv[3:]))
