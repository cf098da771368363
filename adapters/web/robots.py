"""What a site lets robots read (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urljoin

from protego import Protego

from adapters.worker import Worker
from digests.errors import BadInput, Unreachable
from digests.ports import Web
from digests.web import Request

SIZE_LIMIT = 500 * 1024
"""Bytes of a robots.txt that are read; what follows is as if it did not stand there (RFC 9309, 2.5)."""
_GOOD_FOR = timedelta(hours=24)
_NO_ANSWER_FOR = timedelta(hours=1)
_SITES = 1_000
_EVERYTHING, _NOTHING = b"", b"User-agent: *\nDisallow: /"
_OK, _TOO_MANY_REQUESTS, _SERVER_ERRORS = 200, 429, 500


def allowed(robots_txt: str, url: str, agent: str) -> bool:
    """Say whether a robots.txt lets ``agent`` (a name without version, such as ``llamawire``) read the address.

    Takes minutes for a hostile file (ten thousand agents, each with ten thousand rules): run it in a worker.
    """
    return bool(Protego.parse(robots_txt).can_fetch(url, agent))


def _verdict(body: bytes, _origin: str, *, url: str, agent: str) -> bool:
    return allowed(body.decode("utf-8-sig", "replace"), url, agent)


@dataclass(frozen=True, slots=True)
class _Rules:
    body: bytes
    until: datetime


class RobotsGate:
    """Asks each site for its robots.txt once a day, and remembers the answer."""

    def __init__(self, web: Web, agent: str, worker: Worker) -> None:
        self._web = web
        self._worker = worker
        self._agent = agent
        self._sites: dict[str, _Rules] = {}

    async def allowed(self, url: str, now: datetime) -> bool:
        """Say whether the address may be read. ``now`` is aware.

        A site without robots.txt (any 4xx) allows everything. One that cannot be reached, or answers with a server
        error or 429, allows nothing for the next hour; nor does one whose rules cannot be made out.
        """
        site = urljoin(url, "/robots.txt")
        rules = self._sites.get(site)
        if rules is None or rules.until <= now:
            body, good_for = await self._load(site)
            rules = self._remembered(site, _Rules(body, now + good_for))
        if rules.body in (_EVERYTHING, _NOTHING):
            return rules.body == _EVERYTHING
        try:
            return await self._worker.call(partial(_verdict, url=url, agent=self._agent), rules.body, site)
        except BadInput:
            return False

    async def _load(self, site: str) -> tuple[bytes, timedelta]:
        try:
            answer = await self._web.get(Request(site))
        except Unreachable:
            return _NOTHING, _NO_ANSWER_FOR
        if answer.status == _TOO_MANY_REQUESTS or answer.status >= _SERVER_ERRORS:
            return _NOTHING, _NO_ANSWER_FOR
        return (answer.body[:SIZE_LIMIT] if answer.status == _OK else _EVERYTHING), _GOOD_FOR

    def _remembered(self, site: str, rules: _Rules) -> _Rules:
        """Keep the rules of the sites asked last, so that endless sites do not fill the memory."""
        self._sites.pop(site, None)
        while len(self._sites) >= _SITES:
            del self._sites[next(iter(self._sites))]
        self._sites[site] = rules
        return rules
