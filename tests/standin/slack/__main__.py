"""``python -m tests.standin.slack [--port N] [--log FILE]``: prints its address, ends when standard input does."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.standin.slack.server import standin


async def main(port: int, log: Path | None) -> None:
    """Serve until standard input ends."""
    with ExitStack() as stack:
        file = stack.enter_context(log.open("a", encoding="utf-8")) if log else None

        def write(entry: dict[str, Any]) -> None:
            if file:
                file.write(json.dumps(entry) + "\n")
                file.flush()

        async with standin(port, write) as slack:
            print(slack.address, flush=True)  # noqa: T201  the parent waits for it
            await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    options = argparse.ArgumentParser(prog="tests.standin.slack", description="A stand-in for Slack.")
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--log", type=Path)
    chosen = options.parse_args()
    asyncio.run(main(chosen.port, chosen.log))
