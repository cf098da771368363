"""Posts into text files, one for each channel ``terminal:NAME``."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from errno import EDQUOT, EFBIG, ENOSPC, EROFS
from pathlib import Path
from typing import TextIO, TypeVar

from adapters.terminal.posts import Posts, UnsureError, as_post, file_name
from adapters.terminal.render import render
from digests.delivery import Absent, Budget, Delivery, Later, Never, Outcome, Pace, Posted, Sight, Unclear, Unreadable
from digests.editing.parts import size
from digests.page import Block
from digests.story import Reason
from digests.subscription import TERMINAL, Channel

T = TypeVar("T")

_WIDTH = 80
"""Columns: what every terminal and editor shows without wrapping."""
_FULL = frozenset({ENOSPC, EDQUOT, EFBIG})
_CLOSED = (PermissionError, IsADirectoryError, NotADirectoryError, FileExistsError)


class TerminalPublisher:
    """A ``Publisher`` that writes into ``folder``, and shows what it posts on ``stream`` too, where there is one.

    It looks before it posts, so that the same delivery is never there twice.
    """

    platform = TERMINAL
    budget = Budget(characters=100_000, blocks=1_000)
    repeats_for = timedelta()

    def __init__(self, folder: Path, stream: TextIO | None = None, patience: float = 12.0) -> None:
        self._folder = folder
        self._stream = stream
        self._patience = patience
        self._turn = asyncio.Lock()

    def paces(self, _: Channel) -> tuple[Pace, ...]:
        """See ``Publisher``."""
        return ()

    def looks(self, _: Channel) -> tuple[Pace, ...]:
        """See ``Publisher``."""
        return ()

    def size(self, blocks: Sequence[Block]) -> Budget:
        """See ``Publisher``."""
        return size(blocks)

    async def post(self, delivery: Delivery) -> Outcome:
        """See ``Publisher``."""
        text = _shown(delivery)
        return await self._tried(lambda: self._post(delivery, text))

    async def find(self, delivery: Delivery) -> Sight:
        """See ``Publisher``."""
        try:
            there = await self._in_thread(lambda: self._posts(delivery).hold(delivery.nonce))
        except OSError as error:
            return Unreadable(Reason("channel-unreadable", {"error": _said(error)}))
        return Posted(delivery.nonce) if there else Absent()

    async def edit(self, delivery: Delivery) -> Outcome:
        """See ``Publisher``."""
        text = _shown(delivery)
        return await self._tried(lambda: self._replace(delivery, text, Never(Reason("message-gone"))))

    async def delete(self, delivery: Delivery) -> Outcome:
        """See ``Publisher``."""
        return await self._tried(lambda: self._replace(delivery, "", Posted(delivery.nonce)))

    def _posts(self, delivery: Delivery) -> Posts:
        return Posts(self._folder / file_name(delivery.channel.name))

    def _post(self, delivery: Delivery, text: str) -> Outcome:
        if self._posts(delivery).append(delivery.nonce, text) and self._stream:
            with suppress(OSError, ValueError):  # the file is the channel; nobody need be watching
                print(text, end="", file=self._stream, flush=True)
        return Posted(delivery.nonce)

    def _replace(self, delivery: Delivery, text: str, otherwise: Outcome) -> Outcome:
        there = self._posts(delivery).replace(delivery.nonce, text)
        return Posted(delivery.nonce) if there else otherwise

    async def _tried(self, change: Callable[[], Outcome]) -> Outcome:
        """Return what came of changing the file."""
        try:
            return await self._in_thread(change)
        except (UnsureError, TimeoutError) as error:
            return Unclear(Reason("post-unsure", {"error": _said(error)}))
        except OSError as error:
            return _refused(error)

    async def _in_thread(self, ask: Callable[[], T]) -> T:
        """Ask the disk, which may be slow, without holding up the event loop; one question at a time."""
        async with asyncio.timeout(self._patience), self._turn:
            return await asyncio.to_thread(ask)


def _shown(delivery: Delivery) -> str:
    return as_post(render(delivery.page, width=_WIDTH, colour=False, open_rows=False), delivery)


def _refused(error: OSError) -> Later | Never:
    """Return what a failure means that left the file as it was."""
    if isinstance(error, BlockingIOError):
        return Later(Reason("channel-busy"), timedelta(seconds=1))
    if error.errno in _FULL:
        return Later(Reason("disk-full"), timedelta(minutes=1))
    if isinstance(error, _CLOSED) or error.errno == EROFS:
        return Never(Reason("channel-closed", {"error": _said(error)}), pauses=True)
    return Later(Reason("post-failed", {"error": _said(error)}), timedelta(minutes=1))


def _said(error: OSError) -> str:
    return error.strerror or type(error).__name__
