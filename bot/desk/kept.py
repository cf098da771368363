"""Answers that are kept while nothing has changed: what many ask at once is worked out once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable

from digests.page import Page

ANSWERS, BLOCKS = 256, 5_000
"""How much is kept at most: a timeline has hundreds of blocks, and a block takes a few kilobytes."""


class Kept:
    """The pages that were asked for last, and those that are being made."""

    def __init__(self) -> None:
        self._pages: dict[Hashable, asyncio.Future[Page]] = {}

    async def page(self, key: Hashable, make: Callable[[], Awaitable[Page]]) -> Page:
        """Return the page of that key, made unless it is kept or being made. Raises what making it raises.

        Who stops waiting for a page that others wait for too takes it from nobody. A failure is not kept.
        """
        making = self._pages.pop(key, None) or asyncio.ensure_future(make())
        self._pages[key] = making
        try:
            return await asyncio.shield(making)
        finally:
            if making.done() and (making.cancelled() or making.exception()):
                self._pages.pop(key, None)
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        """Let go of what was not asked for lately; what is being made stays."""
        done = {k: len(f.result().blocks) for k, f in self._pages.items() if f.done() and not _failed(f)}
        for key in [*done]:
            if len(done) <= ANSWERS and sum(done.values()) <= BLOCKS:
                return
            done.pop(key)
            del self._pages[key]


def _failed(future: asyncio.Future[Page]) -> bool:
    return future.cancelled() or future.exception() is not None
