"""What robots.txt allows, and what is believed where there is none (RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from adapters.web import robots
from adapters.web.robots import SIZE_LIMIT, RobotsGate, allowed
from adapters.worker import Limits, Worker
from digests.errors import Unreachable
from digests.web import Request, Response

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
PAGE = "https://wire.example/news/heron?x=1"
RULES = """
User-agent: *
Disallow: /private/
Allow: /private/open$

User-agent: Llamawire
User-agent: other
Disallow: /news/
"""


@dataclass
class FakeWeb:
    """Answers every address with one status and body, or not at all."""

    status: int = 200
    body: bytes = b""
    down: bool = False
    asked: list[str] = field(default_factory=list)

    async def get(self, request: Request) -> Response:
        """Return the one answer."""
        self.asked.append(request.url)
        if self.down:
            raise Unreachable("web-slow", request.url, seconds="15")
        return Response(request.url, self.status, {}, self.body)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(Limits(processor_seconds=1, seconds=5)) as one:
        yield one


@pytest.mark.parametrize(
    ("agent", "path", "may"),
    [
        ("llamawire", "/news/a", False),
        ("llamawire", "/private/a", True),
        ("Llamawire/1.0", "/news/a", False),
        ("other", "/news/a", False),
        ("third", "/news/a", True),
        ("third", "/private/a", False),
        ("third", "/private/open", True),
        ("third", "/robots.txt", True),
    ],
)
def test_f29_the_group_of_our_name_outranks_the_general_one(agent: str, path: str, may: bool):
    assert allowed(RULES, f"https://wire.example{path}", agent) is may


@pytest.mark.parametrize("text", ["", "\x00\xff", "<html>no robots</html>", "Disallow: /", "# only a comment"])
def test_f29_what_holds_no_rules_for_us_allows_everything(text: str):
    assert allowed(text, PAGE, "llamawire")


@pytest.mark.parametrize(("status", "may"), [(401, True), (403, True), (404, True), (410, True), (204, True)])
async def test_f29_a_site_without_rules_allows_everything(status: int, may: bool, worker: Worker):
    web = FakeWeb(status, b"User-agent: *\nDisallow: /")
    assert await RobotsGate(web, "llamawire", worker).allowed(PAGE, NOW) is may
    assert web.asked == ["https://wire.example/robots.txt"]


@pytest.mark.parametrize("web", [FakeWeb(500), FakeWeb(503), FakeWeb(429), FakeWeb(down=True)])
async def test_f29_a_site_that_cannot_say_allows_nothing_for_an_hour(web: FakeWeb, worker: Worker):
    gate = RobotsGate(web, "llamawire", worker)
    assert not await gate.allowed(PAGE, NOW)
    web.down, web.status, web.body = False, 200, b""
    assert not await gate.allowed(PAGE, NOW + timedelta(minutes=59))
    assert await gate.allowed(PAGE, NOW + timedelta(hours=1))
    assert len(web.asked) == 2


async def test_f29_a_site_is_asked_once_a_day(worker: Worker):
    web = FakeWeb(body=RULES.encode("utf-8-sig"))
    gate = RobotsGate(web, "llamawire", worker)
    assert [await gate.allowed(f"https://wire.example{path}", NOW) for path in ("/news/a", "/a")] == [False, True]
    assert not await gate.allowed(PAGE, NOW + timedelta(hours=23, minutes=59))
    web.body = b""
    assert await gate.allowed(PAGE, NOW + timedelta(hours=24))
    assert len(web.asked) == 2


async def test_f29_http_and_https_and_other_ports_are_other_sites(worker: Worker):
    web = FakeWeb(404)
    gate = RobotsGate(web, "llamawire", worker)
    for url in (
        "https://wire.example/a",
        "http://wire.example/a",
        "https://wire.example:8443/a",
        "https://wire.example",
    ):
        assert await gate.allowed(url, NOW)
    assert web.asked == [
        "https://wire.example/robots.txt",
        "http://wire.example/robots.txt",
        "https://wire.example:8443/robots.txt",
    ]


async def test_f29_what_stands_beyond_500_kib_is_not_read(worker: Worker):
    start = b"User-agent: *\nDisallow: /private/\n"
    web = FakeWeb(body=start + b"#" * (SIZE_LIMIT - len(start)) + b"\nDisallow: /news/\n")
    gate = RobotsGate(web, "llamawire", worker)
    assert await gate.allowed(PAGE, NOW)
    assert not await gate.allowed("https://wire.example/private/a", NOW)


async def test_f29_rules_that_take_too_long_to_read_allow_nothing(worker: Worker):
    agents = b"".join(b"User-agent: a%d\n" % n for n in range(10_000))
    web = FakeWeb(body=agents + b"".join(b"Disallow: /%d\n" % n for n in range(15_000)))
    assert not await RobotsGate(web, "llamawire", worker).allowed(PAGE, NOW)


async def test_f29_the_rules_of_endless_sites_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch, worker: Worker):
    monkeypatch.setattr(robots, "_SITES", 3)
    gate = RobotsGate(FakeWeb(404), "llamawire", worker)
    for n in range(10):
        await gate.allowed(f"https://site-{n}.example/", NOW)
    assert list(gate._sites) == [f"https://site-{n}.example/robots.txt" for n in (7, 8, 9)]
