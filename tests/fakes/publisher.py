"""A Publisher that speaks to the stand-in platform: in process, or over loopback as to a real one."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, Protocol
from urllib.parse import quote

import aiohttp
from yarl import URL

from adapters.terminal.render import render
from digests.delivery import (
    Absent,
    Budget,
    Delivery,
    Later,
    Never,
    Outcome,
    Pace,
    Posted,
    Scope,
    Sight,
    Unclear,
    Unreadable,
)
from digests.editing.parts import size
from digests.page import Block
from digests.story import Reason
from digests.subscription import Channel
from tests.fakes.platform.core import MOST_CHARACTERS, PAGE, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, Answer, Call, Platform

PATIENCE = 12.0
"""Seconds within which a post ends, one way or the other."""
EARLIER = timedelta(seconds=5)
"""Clocks of two machines differ: history is read from so much before the first try."""
SOON = timedelta(seconds=5)

Sleep = Callable[[float], Awaitable[object]]


class Wire(Protocol):
    """Carries calls to the platform."""

    async def ask(self, call: Call, patience: float) -> Answer:
        """Return the answer.

        Raises ConnectionRefusedError where nothing was sent; TimeoutError and other OSErrors where that is not known.
        """
        ...


class InProcess:
    """Asks a platform in the same process. ``sleep`` is what waiting means there: nothing, or a fake clock's."""

    def __init__(self, platform: Platform, sleep: Sleep = lambda _: asyncio.sleep(0)) -> None:
        self._platform = platform
        self._sleep = sleep

    async def ask(self, call: Call, patience: float) -> Answer:
        """See ``Wire``."""
        answer = self._platform.ask(call)
        if answer.delay:
            await self._sleep(min(answer.delay, patience))
        if answer.delay >= patience:
            raise TimeoutError
        if answer.status == 0:
            raise ConnectionResetError
        return answer


class Loopback:
    """Asks a platform in another process. Close the session after use."""

    _METHODS = {"post": "POST", "read": "GET", "edit": "PATCH", "delete": "DELETE"}  # noqa: RUF012  never changed

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url

    async def ask(self, call: Call, patience: float) -> Answer:
        """See ``Wire``."""
        path = f"{self._url}/channels/{quote(call.channel, safe='')}/messages"
        if call.verb == "read":
            asked: dict[str, Any] = {"params": {"past": call.message} | _since(call)}
        else:
            path += f"/{call.message}" if call.message else ""
            asked = {"json": {"nonce": call.nonce, "text": call.text}}
        address = URL(path, encoded=True)
        timeout = aiohttp.ClientTimeout(total=patience)
        try:
            async with self._session.request(self._METHODS[call.verb], address, timeout=timeout, **asked) as reply:
                body = await reply.json() if reply.content_type == "application/json" else None
                return Answer(reply.status, body, wait=float(reply.headers.get("Retry-After", 0)))
        except aiohttp.ClientConnectorError as error:
            raise ConnectionRefusedError from error
        except aiohttp.ClientError as error:
            raise ConnectionResetError from error


def _since(call: Call) -> dict[str, str]:
    return {"after": call.after.isoformat()} if call.after else {}


@asynccontextmanager
async def over_loopback(url: str) -> AsyncIterator[Loopback]:
    """Open a wire to the platform at ``url``."""
    async with aiohttp.ClientSession() as session:
        yield Loopback(session, url)


class FakePublisher:
    """A ``Publisher`` on the stand-in platform."""

    budget = Budget(characters=MOST_CHARACTERS - 500, blocks=50)

    def __init__(
        self,
        wire: Wire,
        platform: str = "fake",
        patience: float = PATIENCE,
        repeats_for: timedelta = timedelta(seconds=60),
        paces: tuple[Pace, ...] = (),
    ) -> None:
        self.platform = platform
        self.repeats_for = repeats_for
        self._wire = wire
        self._patience = patience
        self._paces = paces

    def paces(self, _: Channel) -> tuple[Pace, ...]:
        """See ``Publisher``."""
        return self._paces

    def looks(self, channel: Channel) -> tuple[Pace, ...]:
        """See ``Publisher``."""
        return self.paces(channel)

    def size(self, blocks: Sequence[Block]) -> Budget:
        """See ``Publisher``."""
        return size(blocks)

    async def post(self, delivery: Delivery) -> Outcome:
        """See ``Publisher``. A nonce whose message was removed was posted all the same: by what id is not known."""
        call = Call("post", str(delivery.channel), nonce=delivery.nonce, text=shown(delivery))
        return await self._tried(call, gone=Posted(""))

    async def find(self, delivery: Delivery) -> Sight:
        """See ``Publisher``. Marks are looked for, since history shows no nonces."""
        after = delivery.first_try - EARLIER if delivery.first_try else None
        past = ""
        mark = re.compile(re.escape(str(delivery.mark)) + r"(?!\d)")
        try:
            while True:
                answer = await self._wire.ask(
                    Call("read", str(delivery.channel), message=past, after=after), self._patience
                )
                if answer.status != 200 or not isinstance(answer.body, list):
                    return _unreadable(answer)
                for message in answer.body:
                    if mark.search(message["text"]):
                        return Posted(message["id"])
                if len(answer.body) < PAGE:
                    return Absent()
                past = answer.body[-1]["id"]
        except OSError as error:
            return Unreadable(Reason("no-answer", {"error": type(error).__name__}), SOON)

    async def edit(self, delivery: Delivery) -> Outcome:
        """See ``Publisher``."""
        call = Call("edit", str(delivery.channel), text=shown(delivery), message=delivery.message)
        return await self._tried(call, gone=Never(Reason("message-gone")))

    async def delete(self, delivery: Delivery) -> Outcome:
        """See ``Publisher``."""
        call = Call("delete", str(delivery.channel), message=delivery.message)
        return await self._tried(call, gone=Posted(delivery.message))

    async def _tried(self, call: Call, gone: Outcome) -> Outcome:
        try:
            return _outcome(call, await self._wire.ask(call, self._patience), gone)
        except ConnectionRefusedError:
            return Later(Reason("unreachable"), SOON, Scope.BOT)
        except OSError as error:
            return Unclear(Reason("no-answer", {"error": type(error).__name__}))


def shown(delivery: Delivery) -> str:
    """Return the text of a delivery's message: its page, and below it the mark."""
    return f"{render(delivery.page, width=100, colour=False, open_rows=False)}{delivery.mark}"


def _outcome(call: Call, answer: Answer, gone: Outcome) -> Outcome:
    """Return what an answer means: only one that is clear about it says that the platform has it or has it not."""
    body = answer.body if isinstance(answer.body, dict) else {}
    if answer.status == 404 and body.get("code") == UNKNOWN_MESSAGE:
        return gone
    if answer.status in (200, 204):
        ours = {"post": body.get("nonce") == call.nonce, "edit": body.get("id") == call.message, "delete": not body}
        return Posted(str(body.get("id", call.message))) if ours[call.verb] else Unclear(Reason("odd-answer"))
    return _refused(answer, body)


def _refused(answer: Answer, body: dict[str, Any]) -> Outcome:
    if answer.status == 429:
        scope = Scope.BOT if body.get("global") else Scope.CHANNEL
        return Later(Reason("told-to-wait"), timedelta(seconds=answer.wait), scope)
    if answer.status == 403 or body.get("code") == UNKNOWN_CHANNEL:
        return Never(Reason("channel-closed"), pauses=True)
    if answer.status == 400:
        return Never(Reason("refused"))
    return Unclear(Reason("odd-answer", {"status": answer.status}))


def _unreadable(answer: Answer) -> Unreadable:
    if answer.status in (403, 404):
        return Unreadable(Reason("history-closed"))
    body = answer.body if isinstance(answer.body, dict) else {}
    scope = Scope.BOT if body.get("global") else Scope.CHANNEL
    return Unreadable(Reason("odd-answer", {"status": answer.status}), timedelta(seconds=answer.wait) or SOON, scope)
