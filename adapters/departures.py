"""Whether a request has left this machine: what has not left it has done nothing anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import SimpleNamespace

import aiohttp


@dataclass(slots=True)
class Try:
    """One request that matters."""

    sent: bool = False
    """It has left this machine, as far as anybody can tell."""


_watched: ContextVar[Try | None] = ContextVar("watched", default=None)


@contextmanager
def watching(one: Try) -> Iterator[None]:
    """Note in ``one`` whether a request of this block was sent, over a session with ``note_departures``."""
    before = _watched.set(one)
    try:
        yield
    finally:
        _watched.reset(before)


def note_departures(trace: aiohttp.TraceConfig) -> aiohttp.TraceConfig:
    """Return the trace of a session, with that note added to it."""
    trace.on_request_headers_sent.append(_note_sent)
    return trace


async def _note_sent(_: aiohttp.ClientSession, __: SimpleNamespace, ___: aiohttp.TraceRequestHeadersSentParams) -> None:
    if one := _watched.get():
        one.sent = True
