"""The Web port on aiohttp: one GET, its redirects followed by hand, each address of the way through the gate.

Nothing of the environment is used (no proxy, no .netrc), nothing is kept (no cookie, no connection), nothing is told
(no referrer) but who asks.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import aiohttp
from aiohttp.abc import AbstractResolver

from adapters.web.addresses import Allowance
from adapters.web.gate import Gate, GuardedResolver, shown
from adapters.web.troubles import TROUBLES, unreachable
from digests.errors import Unreachable
from digests.web import Hop, Request, Response

SOCKETS = 20
"""Connections open at once, over all hosts."""
REDIRECTS = 5
_REDIRECTING = frozenset({301, 302, 303, 307, 308})
_CODINGS = frozenset({"", "identity", "gzip", "deflate"})
"""One of them, once: nested codings are not asked for, and serve to hide bombs."""
_EVERYWHERE = frozenset({"accept", "accept-language", "if-modified-since", "if-none-match"})
"""Headers of a request that go along to another site. What else there is may be a secret."""


class WebClient:
    """Asks the public web. An async context manager; ``get`` outside of it fails.

    ``agent`` is the User-Agent: name, version and where its operator can be reached. ``timeout`` seconds are for the
    whole way, redirects and body included; waiting for one of the connections comes before.
    """

    def __init__(
        self,
        agent: str,
        allowances: Sequence[Allowance] = (),
        *,
        timeout: float = 15.0,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._agent = agent
        self._gate = Gate(allowances)
        self._timeout = timeout
        self._resolver = resolver
        self._turn = asyncio.Semaphore(SOCKETS)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        resolver = GuardedResolver(self._resolver or aiohttp.ThreadedResolver(), self._gate)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=resolver,
                socket_factory=self._gate.open_socket,
                use_dns_cache=False,
                force_close=True,
                limit=SOCKETS,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._agent, "Accept-Encoding": "gzip, deflate"},
            timeout=aiohttp.ClientTimeout(total=None),
            trust_env=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()

    async def get(self, request: Request) -> Response:
        """Return what the address answers, whatever the status, redirects followed.

        Raises Unreachable where the address (or a redirect's) may not be asked, cannot be reached, takes too long
        or answers with too much.
        """
        async with self._turn:
            try:
                async with asyncio.timeout(self._timeout):
                    return await self._follow(request)
            except TimeoutError as error:
                raise Unreachable("web-slow", shown(request.url), seconds=f"{self._timeout:g}") from error

    async def _follow(self, request: Request) -> Response:
        url, hops = request.url, list[Hop]()
        while True:
            answer = await self._ask(url, request)
            if isinstance(answer, Response):
                return Response(answer.url, answer.status, answer.headers, answer.body, tuple(hops))
            hops.append(answer)
            _check_way(hops)
            url = answer.target

    async def _ask(self, url: str, request: Request) -> Response | Hop:
        checked = self._gate.check(url)
        at_home = checked.origin() == self._gate.check(request.url).origin()
        headers = dict(_sendable(request.headers if at_home else _travelling(request.headers)))
        if self._session is None:
            raise RuntimeError
        try:
            async with self._session.get(checked, headers=headers, allow_redirects=False) as answer:
                if answer.status in _REDIRECTING:
                    return Hop(answer.status, url, _target(url, answer.headers.get("Location", "")))
                body = await _body(answer, url, request.limit)
                return Response(url, answer.status, _stated(answer), body)
        except TROUBLES as error:
            raise unreachable(error, url) from error


def _travelling(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() in _EVERYWHERE}


def _sendable(headers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield headers so that aiohttp, which sends UTF-8 only, sends the very bytes that their Latin-1 stands for.

    A value of other bytes is left out: no validator is better than a wrong one.
    """
    for name, value in headers.items():
        with contextlib.suppress(UnicodeError):
            yield name, value.encode("latin-1").decode("utf-8")


def _target(url: str, location: str) -> str:
    """Return where a redirect points, absolute."""
    try:
        target = urljoin(url, location.strip())
    except ValueError as error:
        raise Unreachable("web-redirect-nowhere", shown(url)) from error
    if not location.strip():
        raise Unreachable("web-redirect-nowhere", shown(url))
    return target


def _check_way(hops: Sequence[Hop]) -> None:
    """Raise Unreachable where the last redirect leads nowhere good."""
    last = hops[-1]
    if last.target in {hop.url for hop in hops}:
        raise Unreachable("web-redirect-loop", shown(hops[0].url))
    if last.url.lower().startswith("https:") and last.target.lower().startswith("http:"):
        raise Unreachable("web-redirect-insecure", shown(last.url), target=shown(last.target))
    if len(hops) > REDIRECTS:
        raise Unreachable("web-redirects", shown(hops[0].url), most=REDIRECTS)


async def _body(answer: aiohttp.ClientResponse, url: str, limit: int) -> bytes:
    """Return the decoded body, read no further than the limit."""
    coding = ", ".join(answer.headers.getall("Content-Encoding", [])).strip().lower()
    if coding not in _CODINGS:
        raise Unreachable("web-coding", shown(url), coding=coding[:40])
    pieces, size = list[bytes](), 0
    async for piece in answer.content.iter_any():
        size += len(piece)
        if size > limit:
            raise Unreachable("web-too-large", shown(url), limit=limit)
        pieces.append(piece)
    return b"".join(pieces)


def _stated(answer: aiohttp.ClientResponse) -> dict[str, str]:
    """Return the headers, names in lower case, values byte for byte in Latin-1."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in answer.raw_headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers
