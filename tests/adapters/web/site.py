"""A web server of the tests' own, on this machine, that answers with exactly the bytes it is given."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from adapters.web.addresses import Allowance, read_allowance
from adapters.web.client import WebClient

Answer = bytes | Callable[["Site", asyncio.StreamWriter], Awaitable[None]]
AGENT = "llamawire/1.0 (+https://desk.example/)"


def answer(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    """Return a whole answer, with its length unless the headers name another."""
    length = (
        () if any(line.lower().startswith("content-length") for line in headers) else (f"Content-Length: {len(body)}",)
    )
    head = "\r\n".join((f"HTTP/1.1 {status}", *headers, *length, "", ""))
    return head.encode("latin-1") + body


def redirect(target: str, status: int = 302) -> bytes:
    return answer(b"", f"Location: {target}", status=f"{status} Moved")


@dataclass
class Site:
    """Listens on a port of 127.0.0.1; ``routes`` are its answers by path."""

    routes: dict[str, Answer] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    heads: list[str] = field(default_factory=list)
    """The requests as they came, without body."""
    sent: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)
    _serving: set[asyncio.Task[None]] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self.tls)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.over.set()
        self._server.close()
        await asyncio.gather(*self._serving, return_exceptions=True)
        await self._server.wait_closed()

    def url(self, path: str = "/") -> str:
        """Return the address of a path."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}{path}"

    @property
    def allowance(self) -> Allowance:
        """Return what lets a client ask this site."""
        return read_allowance(f"127.0.0.1:{self.port}")

    @property
    def paths(self) -> list[str]:
        """Return what was asked for, in order."""
        return [head.split(" ")[1] for head in self.heads]

    async def send(self, writer: asyncio.StreamWriter, piece: bytes) -> None:
        """Send a piece as soon as there is room for it, and count it."""
        writer.write(piece)
        await writer.drain()
        self.sent += len(piece)

    async def pause(self, seconds: float) -> None:
        """Wait, but not beyond the end of the test."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.over.wait(), seconds)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task:
            self._serving.add(task)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.heads.append(head)
            said = self.routes.get(head.split(" ")[1], answer(status="404 Not Found"))
            await (self.send(writer, said) if isinstance(said, bytes) else said(self, writer))
        writer.close()


@contextlib.asynccontextmanager
async def client(*sites: Site, seconds: float = 10.0) -> AsyncIterator[WebClient]:
    """Open a client that may ask these sites, and the public web."""
    async with WebClient(AGENT, [site.allowance for site in sites], timeout=seconds) as web:
        yield web
