"""The program itself, as a process: two on one file, and one that is told to end while it posts."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.storage.engine import open_store
from bot.jobs.life import DRAIN
from digests.delivery import State
from digests.language import Lang
from digests.subscription import LOCAL, TERMINAL, Channel, Schedule, Subscription, WhenEmpty
from tests.end_to_end.program import LLAMAWIRE, database, llamawire, surroundings, the_sentence
from tests.fakes.platform.checker import verdict
from tests.simulation.world import MANY

CHANNELS = 400
PATIENCE = 40.0
"""Seconds after which what is waited for counts as never coming."""
GRACE = 20.0
"""Seconds for starting and ending beside the drain, on a busy machine."""


@contextmanager
def running(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start the bot, which logs into a file ``log``; at the end it is gone."""
    command = [sys.executable, "-P", *LLAMAWIRE, "run", "--roles", "scheduler,worker"]
    environ = surroundings(home) | {"LLAMAWIRE_LOG_LEVEL": "info"}
    with (
        (home / "log").open("wb") as log,
        subprocess.Popen(command, cwd=home, env=environ, stdout=log, stderr=log) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def until(home: Path, word: str) -> None:
    """Wait until the bot has logged a word."""
    end = time.monotonic() + PATIENCE
    while word not in (home / "log").read_text("utf-8"):
        assert time.monotonic() < end, (home / "log").read_text("utf-8")
        time.sleep(0.01)


def told_to_end(bot: subprocess.Popen[bytes]) -> int:
    """Tell the bot to end; return its exit code."""
    bot.send_signal(signal.SIGTERM)
    return bot.wait(DRAIN + GRACE)


def test_d09_a_second_bot_on_one_file_is_refused_and_other_commands_work_beside_the_first(tmp_path: Path) -> None:
    with running(tmp_path) as first:
        until(tmp_path, "running")
        second = llamawire(tmp_path, "run --roles scheduler,worker")
        assert second.returncode == 2
        assert str(database(tmp_path)) in the_sentence(second)
        assert llamawire(tmp_path, "schedules list").returncode == 0
        assert told_to_end(first) == 0
    with running(tmp_path):
        until(tmp_path, "running")


def test_d30_told_to_end_while_it_posts_it_ends_well_and_the_next_one_posts_the_rest_once(tmp_path: Path) -> None:
    assert llamawire(tmp_path, "schedules list").returncode == 0
    url = f"sqlite+aiosqlite:///{database(tmp_path)}"
    asyncio.run(order(url))
    with running(tmp_path) as bot:
        until(tmp_path, "a delivery was tried")
        assert told_to_end(bot) == 0
    assert 0 < asyncio.run(count(url, State.SENT)) < CHANNELS
    with running(tmp_path):
        end = time.monotonic() + PATIENCE
        while asyncio.run(count(url, State.SENT)) < CHANNELS:
            assert time.monotonic() < end
            time.sleep(0.2)
    seen = verdict(posts(tmp_path / "data" / "llamawire" / "terminal"), {f"c{n}": 1 for n in range(CHANNELS)})
    assert (seen.duplicates, seen.losses, seen.seen) == ((), (), CHANNELS)


async def order(url: str) -> None:
    """Let many channels have been due a minute ago."""
    due = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=1)
    async with open_store(url) as store:
        for number in range(CHANNELS):
            await store.save_subscription(
                Subscription(
                    f"sub{number}",
                    Channel(TERMINAL, LOCAL, f"c{number}"),
                    (),
                    Schedule((due.time(),), "UTC"),
                    Lang.EN,
                    created=due - timedelta(days=2),
                    when_empty=WhenEmpty.ONE_LINE,
                    next_run=due,
                )
            )


async def count(url: str, state: State) -> int:
    """Return how many deliveries are in that state."""
    async with open_store(url) as store:
        return len(await store.deliveries(state, MANY))


def posts(folder: Path) -> Iterator[dict[str, object]]:
    """Yield what a reader sees in the files of the channels, as the checker reads it."""
    for file in sorted(folder.glob("*.txt")):
        for place, post in enumerate(file.read_text("utf-8").split("\n\n\n")):
            if "LW #" in post:
                yield {"event": "seen", "at": f"{place:03}", "channel": file.stem, "id": f"{place}", "text": post}
