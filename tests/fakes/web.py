"""A web of servers in memory that keeps a record of every request and judges its manners."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from digests.errors import Refusal, Unreachable
from digests.polling.due import host_in
from digests.polling.headers import fresh_for, told_to_wait
from digests.ports import Clock
from digests.web import Hop, Request, Response

Answer = Response | Refusal
Serve = Callable[[Request], Answer]


def response(url: str, status: int = 200, body: bytes = b"", hops: tuple[Hop, ...] = (), /, **headers: str) -> Response:
    """Return an answer; a header's underscores stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(hops[-1].target if hops else url, status, named, body, hops)


@dataclass(frozen=True, slots=True)
class Record:
    """One request and the status it got (0 where it got none)."""

    at: datetime
    url: str
    headers: Mapping[str, str]
    status: int


@dataclass
class ScoringWeb:
    """A ``Web``. ``pages`` are answers by address, or functions from request to answer."""

    clock: Clock
    pages: dict[str, Answer | Serve] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    offences: list[str] = field(default_factory=list)
    """What a server would complain about, one line each."""
    most_open: int = 0
    """The most requests that were ever under way at once."""
    _open: Counter[str] = field(default_factory=Counter)
    _not_before: dict[str, datetime] = field(default_factory=dict)
    _validators: dict[str, dict[str, str]] = field(default_factory=dict)

    async def get(self, request: Request) -> Response:
        """Answer, after a few turns of the loop in which others may come."""
        host = host_in(request.url)
        self._open[host] += 1
        self.most_open = max(self.most_open, self._open.total())
        if self._open[host] > 1:
            self.offences.append(f"two requests at once: {host}")
        for _ in range(3):
            await asyncio.sleep(0)
        self._open[host] -= 1
        return self._answer(request)

    def asked(self, url: str) -> list[Record]:
        """Return the requests for an address."""
        return [record for record in self.records if record.url == url]

    def _answer(self, request: Request) -> Response:
        now = self.clock.now()
        if now < self._not_before.get(request.url, now):
            self.offences.append(f"asked too soon: {request.url} at {now}")
        expected = self._validators.get(request.url, {})
        if any(request.headers.get(name) != value for name, value in expected.items()):
            self.offences.append(f"asked without conditions: {request.url} at {now}")
        page = self.pages.get(request.url, response(request.url, 404))
        answer = page(request) if callable(page) else page
        self.records.append(Record(now, request.url, request.headers, getattr(answer, "status", 0)))
        if isinstance(answer, Refusal):
            raise answer
        self._note(request, answer, now)
        return answer

    def _note(self, request: Request, answer: Response, now: datetime) -> None:
        """Remember what the asker now knows."""
        if answer.status in (429, 503):
            wait = told_to_wait(answer.headers, now)
            self._not_before[request.url] = now + wait if wait else now
        if answer.status in (200, 304):
            self._not_before[request.url] = now + fresh_for(answer.headers, now)
        if answer.status == 200:
            sent = {"if-none-match": "etag", "if-modified-since": "last-modified"}
            self._validators[request.url] = {
                asked: answer.headers[name] for asked, name in sent.items() if name in answer.headers
            }


@dataclass
class ServedFeed:
    """A feed as a server keeps it: it answers conditional requests, and its body may be changed."""

    url: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, request: Request) -> Response:
        """Answer a request: 304 where the body is the one that the asker has."""
        etag = f'W/"{sha256(self.body).hexdigest()[:8]}"'
        if request.headers.get("if-none-match") == etag:
            return response(self.url, 304, b"", (), etag=etag, **self.headers)
        return response(self.url, 200, self.body, (), etag=etag, content_type="application/rss+xml", **self.headers)


def unreachable(url: str) -> Unreachable:
    """Return the refusal of an address at which nobody answers."""
    return Unreachable("web-no-connection", url)
