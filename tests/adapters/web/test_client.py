"""A GET as it goes out and comes back: headers, redirects, and what is never sent."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import pytest

from adapters.web.client import REDIRECTS, SOCKETS, WebClient
from digests.errors import Unreachable
from digests.web import Hop, Request
from tests.adapters.web.resolvers import FakeResolver
from tests.adapters.web.site import AGENT, Site, answer, client, redirect


async def test_an_answer_is_returned_whatever_its_status():
    async with Site({"/feed": answer(b"gone", "X-A: 1", "X-A: 2", status="410 Gone")}) as site, client(site) as web:
        found = await web.get(Request(site.url("/feed")))
    assert (found.url, found.status, found.body, found.hops) == (site.url("/feed"), 410, b"gone", ())
    assert found.headers == {"x-a": "1, 2", "content-length": "4"}


async def test_f28_a_request_says_who_asks_and_nothing_else():
    async with Site({"/": answer(b"x", "Set-Cookie: seen=1")}) as site, client(site) as web:
        for _ in range(2):
            await web.get(Request(site.url()))
    head = site.heads[1].lower()
    assert f"user-agent: {AGENT}".lower() in head
    assert "accept-encoding: gzip, deflate\r\n" in head
    assert [
        line for line in head.split("\r\n") if line.startswith(("cookie", "referer", "authorization", "from"))
    ] == []


@pytest.mark.parametrize("etag", ['"a"', 'W/"a"', "unquoted", '"odd"quote"', "'single'", '"灰雁"', '"a", "b"', ""])
async def test_f20_validators_go_back_byte_for_byte(etag: str):
    raw = etag.encode().decode("latin-1")
    said = f"HTTP/1.1 200 OK\r\nETag: {raw}\r\nContent-Length: 0\r\n\r\n".encode("latin-1")
    async with Site({"/": said}) as site, client(site) as web:
        found = await web.get(Request(site.url()))
        assert found.headers["etag"] == raw
        await web.get(Request(site.url(), {"If-None-Match": found.headers["etag"]}))
    assert f"If-None-Match: {raw}\r\n" in site.heads[1]


async def test_f20_a_validator_that_cannot_go_back_unchanged_is_left_out():
    async with (
        Site({"/": b'HTTP/1.1 200 OK\r\nETag: "\xe9"\r\nContent-Length: 0\r\n\r\n'}) as site,
        client(site) as web,
    ):
        found = await web.get(Request(site.url()))
        assert found.headers["etag"] == '"\xe9"'
        await web.get(Request(site.url(), {"If-None-Match": found.headers["etag"]}))
    assert "If-None-Match" not in site.heads[1]


async def test_an_unchanged_feed_has_no_body():
    async with Site({"/": b'HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'}) as site, client(site) as web:
        found = await web.get(Request(site.url(), {"If-None-Match": '"a"'}))
    assert (found.status, found.body) == (304, b"")


async def test_redirects_are_followed_and_recorded():
    async with Site() as other, Site() as site, client(site, other) as web:
        site.routes = {"/a": redirect("/b?x=1", 301), "/b?x=1": redirect(other.url("/c#top"), 308)}
        other.routes = {"/c": answer(b"feed")}
        found = await web.get(Request(site.url("/a")))
    assert (found.url, found.body) == (other.url("/c#top"), b"feed")
    assert found.hops == (
        Hop(301, site.url("/a"), site.url("/b?x=1")),
        Hop(308, site.url("/b?x=1"), other.url("/c#top")),
    )


async def test_s21_only_harmless_headers_go_along_to_another_site():
    wanted = {"If-None-Match": '"a"', "Authorization": "Bearer s3cret", "X-Token": "s3cret"}
    async with Site() as other, Site() as site, client(site, other) as web:
        site.routes = {"/a": redirect("/b"), "/b": redirect(other.url("/c"))}
        other.routes = {"/c": answer(b"feed")}
        await web.get(Request(site.url("/a"), wanted))
    assert all("Bearer s3cret" in head and "X-Token" in head for head in site.heads)
    assert "s3cret" not in other.heads[0]
    assert 'If-None-Match: "a"' in other.heads[0]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    ("target", "key"),
    [
        ("http://127.0.0.1:9/", "web-not-public"),
        ("http://169.254.169.254/latest/meta-data/", "web-not-public"),
        ("http://[::1]/", "web-not-public"),
        ("//10.0.0.1/", "web-not-public"),
        ("http://2130706433/", "web-disguised"),
        ("file:///etc/passwd", "web-scheme"),
        ("gopher://a.example/", "web-scheme"),
        ("http://a.example:22/", "web-port"),
        ("http://user:password@a.example/", "web-user"),
        ("http://a.example\\@b.example/", "web-unreadable"),
        ("http://[::1", "web-redirect-nowhere"),
        ("", "web-redirect-nowhere"),
        ("/a", "web-redirect-loop"),
    ],
)
async def test_s09_no_redirect_leads_where_an_address_may_not(status: int, target: str, key: str):
    async with Site({"/a": redirect(target, status)}) as site, client(site) as web:
        with pytest.raises(Unreachable, match=key):
            await web.get(Request(site.url("/a")))
    assert site.paths == ["/a"]


async def test_s09_a_redirect_to_a_name_of_this_machine_is_refused_at_its_lookup():
    async with Site({"/a": redirect("http://inside.example/")}) as site:
        inside = FakeResolver(lambda _: ["127.0.0.1"])
        async with WebClient(AGENT, [site.allowance], resolver=inside) as web:
            with pytest.raises(Unreachable, match="web-not-public"):
                await web.get(Request(site.url("/a")))


async def test_s09_more_than_five_redirects_and_circles_are_refused():
    async with Site() as site, client(site) as web:
        site.routes.update({f"/{n}": redirect(f"/{n + 1}") for n in range(20)})
        site.routes.update({"/x": redirect("/y"), "/y": redirect("/x")})
        with pytest.raises(Unreachable, match="web-redirects"):
            await web.get(Request(site.url("/0")))
        assert len(site.heads) == REDIRECTS + 1
        with pytest.raises(Unreachable, match="web-redirect-loop"):
            await web.get(Request(site.url("/x")))
        site.routes[f"/{REDIRECTS}"] = answer(b"feed")
        assert len((await web.get(Request(site.url("/0")))).hops) == REDIRECTS


async def test_s09_a_redirect_from_https_to_http_is_refused(monkeypatch: pytest.MonkeyPatch):
    async def lead_down(_web: WebClient, url: str, _request: Request) -> Hop:
        return Hop(301, url, "http://a.example/")

    monkeypatch.setattr(WebClient, "_ask", lead_down)
    async with client() as web:
        with pytest.raises(Unreachable, match="web-redirect-insecure"):
            await web.get(Request("https://a.example/"))


@pytest.mark.parametrize("location", ["/b\r\nX-Injected: 1", "/b\nSet-Cookie: a=b"])
async def test_s10_line_ends_in_a_location_reach_no_further_request(location: str):
    async with Site({"/a": redirect(location), "/b": answer(b"feed")}) as site, client(site) as web:
        found = await web.get(Request(site.url("/a")))
    assert found.url == site.url("/b")
    assert "injected" not in site.heads[1].lower()


async def test_s10_line_ends_in_a_header_of_ours_are_refused():
    async with Site() as site, client(site) as web:
        with pytest.raises(Unreachable, match="web-broken-answer"):
            await web.get(Request(site.url(), {"If-None-Match": '"a"\r\nX: y'}))
    assert site.heads == []


async def test_s10_a_redirect_without_a_location_is_refused():
    async with Site({"/a": answer(status="302 Found")}) as site, client(site) as web:
        with pytest.raises(Unreachable, match="web-redirect-nowhere"):
            await web.get(Request(site.url("/a")))


async def test_s13_proxies_and_netrc_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login heron password s3cret\n", "utf-8")
    async with Site() as proxy, Site({"/": answer(b"feed")}) as site, client(site, proxy) as web:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        monkeypatch.setenv("NETRC", str(netrc))
        assert (await web.get(Request(site.url()))).body == b"feed"
    assert proxy.heads == []
    assert "authorization" not in site.heads[0].lower()


async def test_f30_no_more_than_twenty_connections_are_open_at_once():
    at_once: list[int] = []
    most_seen: list[int] = []

    async def slow(site: Site, writer: asyncio.StreamWriter) -> None:
        at_once.append(1)
        most_seen.append(len(at_once))
        await site.pause(0.02)
        at_once.pop()
        await site.send(writer, answer(b"x"))

    async with Site({"/": slow}) as site, client(site) as web:
        await asyncio.gather(*(web.get(Request(site.url())) for _ in range(SOCKETS * 3)))
    assert 1 < max(most_seen) <= SOCKETS


async def test_connections_are_not_kept():
    async with Site({"/": answer(b"x")}) as site, client(site) as web:
        await web.get(Request(site.url()))
        assert web._session is not None
        assert isinstance(web._session.connector, aiohttp.TCPConnector)
        assert not any(web._session.connector._conns.values())
    assert "connection: close" in site.heads[0].lower()


async def test_a_client_that_is_not_open_asks_nothing():
    with pytest.raises(RuntimeError):
        await WebClient(AGENT).get(Request("https://a.example/"))
    async with WebClient(AGENT) as web:
        with pytest.raises(Unreachable, match="web-not-public"):
            await web.get(Request("http://10.0.0.1/"))
