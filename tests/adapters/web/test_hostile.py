"""Servers that mean harm, or are merely broken: every answer ends, in time and in size."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import tracemalloc
import zlib
from pathlib import Path

import aiohttp
import pytest

from adapters.web.troubles import unreachable
from digests.errors import Unreachable
from digests.web import BODY_LIMIT, Request
from tests.adapters.web.site import Answer, Site, answer, client

MEGABYTE = 1_000_000
SLACK = 20 * MEGABYTE
"""What may be read or held beyond the limit: buffers of the system and of aiohttp."""


def bomb(megabytes: int) -> bytes:
    """Return so many megabytes of nothing, packed: about a thousandth of it."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(megabytes)) + packer.flush()


async def drip(site: Site, writer: asyncio.StreamWriter) -> None:
    await site.send(writer, b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not site.over.is_set():
        await site.send(writer, b"x")
        await site.pause(0.02)


async def drip_headers(site: Site, writer: asyncio.StreamWriter) -> None:
    await site.send(writer, b"HTTP/1.1 200 OK\r\nX: ")
    while not site.over.is_set():
        await site.send(writer, b"x")
        await site.pause(0.02)


async def continue_for_ever(site: Site, writer: asyncio.StreamWriter) -> None:
    while not site.over.is_set():
        await site.send(writer, b"HTTP/1.1 100 Continue\r\n\r\n")
        await site.pause(0.02)


async def say_nothing(site: Site, _writer: asyncio.StreamWriter) -> None:
    await site.over.wait()


async def trickle_redirects(site: Site, writer: asyncio.StreamWriter) -> None:
    await site.pause(0.1)
    await site.send(writer, answer(b"", f"Location: /slow/{len(site.heads)}", status="302 Found"))


@pytest.mark.parametrize("slow", [drip, drip_headers, continue_for_ever, say_nothing])
async def test_s15_what_never_ends_is_ended(slow: Answer):
    async with Site({"/": slow}) as site, client(site, seconds=0.3) as web:
        with pytest.raises(Unreachable, match=r"web-slow: http://127.* seconds=0\.3"):
            await web.get(Request(site.url()))


async def test_s15_the_time_is_for_the_whole_way_and_not_for_each_redirect():
    routes: dict[str, Answer] = {f"/slow/{n}": trickle_redirects for n in range(5)}
    async with Site(routes) as site, client(site, seconds=0.25) as web:
        with pytest.raises(Unreachable, match="web-slow"):
            await web.get(Request(site.url("/slow/0")))


async def test_s15_a_handshake_that_never_comes_is_ended():
    async with Site({"/": say_nothing}) as site, client(site, seconds=0.3) as web:
        with pytest.raises(Unreachable, match="web-slow"):
            await web.get(Request(site.url().replace("http:", "https:")))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "GZIP"])
async def test_s16_a_bomb_is_cut_at_the_limit(coding: str):
    packed = bomb(100) if coding.lower() == "gzip" else zlib.compress(bytes(100 * MEGABYTE), 9)
    async with Site({"/": answer(packed, f"Content-Encoding: {coding}")}) as site, client(site) as web:
        tracemalloc.start()
        with pytest.raises(Unreachable, match=f"web-too-large.*limit={BODY_LIMIT}"):
            await web.get(Request(site.url()))
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert held < BODY_LIMIT + SLACK


@pytest.mark.parametrize(
    "codings",
    [["gzip, gzip"], ["gzip", "gzip"], ["deflate,gzip"], ["br"], ["zstd"], ["compress"], ["x-gzip"], ["gzip,"]],
)
async def test_s16_codings_that_were_not_asked_for_are_refused(codings: list[str]):
    said = answer(
        gzip.compress(gzip.compress(b"feed", mtime=0)), *(f"Content-Encoding: {coding}" for coding in codings)
    )
    async with Site({"/": said}) as site, client(site) as web:
        with pytest.raises(Unreachable, match=r"web-(coding|broken-answer)"):
            await web.get(Request(site.url()))


@pytest.mark.parametrize(
    ("packed", "coding"),
    [
        (gzip.compress(b"feed", mtime=0), "gzip"),
        (zlib.compress(b"feed"), "deflate"),
        (b"feed", "identity"),
        (b"feed", ""),
    ],
)
async def test_the_codings_that_are_asked_for_are_read(packed: bytes, coding: str):
    async with Site({"/": answer(packed, f"Content-Encoding: {coding}")}) as site, client(site) as web:
        assert (await web.get(Request(site.url()))).body == b"feed"


@pytest.mark.parametrize("chunked", [True, False])
async def test_s16_an_endless_body_is_cut_at_the_limit(chunked: bool):
    piece = bytes(65_536)

    async def endless(site: Site, writer: asyncio.StreamWriter) -> None:
        await site.send(writer, b"HTTP/1.1 200 OK\r\n%s\r\n" % (b"Transfer-Encoding: chunked\r\n" if chunked else b""))
        while not site.over.is_set():
            await site.send(writer, b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)

    async with Site({"/": endless}) as site, client(site) as web:
        with pytest.raises(Unreachable, match="web-too-large"):
            await web.get(Request(site.url()))
        assert site.sent < BODY_LIMIT + SLACK


async def test_a_smaller_limit_of_a_request_holds_to_the_byte():
    async with Site({"/": answer(bytes(1_000))}) as site, client(site) as web:
        assert len((await web.get(Request(site.url(), limit=1_000))).body) == 1_000
        with pytest.raises(Unreachable, match="web-too-large"):
            await web.get(Request(site.url(), limit=999))


@pytest.mark.parametrize(
    "said",
    [
        answer(b"much more", "Content-Length: 1"),
        answer(b"less", "Content-Length: 100"),
        answer(b"feed", "Content-Length: 4", "Content-Length: 5"),
        answer(b"feed", "Content-Length: -1"),
        answer(b"no gzip", "Content-Encoding: gzip"),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"",
    ],
    ids=[
        "more",
        "less",
        "two lengths",
        "negative",
        "no gzip",
        "no chunk",
        "cut chunk",
        "no header",
        "no HTTP",
        "hung up",
    ],
)
async def test_s16_lies_about_length_and_form_are_refused(said: bytes):
    async with Site({"/": said}) as site, client(site) as web:
        with pytest.raises(Unreachable, match="web-broken-answer"):
            await web.get(Request(site.url()))


@pytest.mark.parametrize(
    "lines", [[f"X-{n}: y" for n in range(10_000)], ["X: " + "a" * MEGABYTE], ["X" * MEGABYTE + ": a"]]
)
async def test_s17_endless_headers_are_refused(lines: list[str]):
    async with Site({"/": answer(b"feed", *lines)}) as site, client(site) as web:
        with pytest.raises(Unreachable, match="web-broken-answer"):
            await web.get(Request(site.url()))


async def test_a_closed_port_is_said_to_accept_no_connection():
    async with Site() as site:
        pass
    async with client(site) as web:
        with pytest.raises(Unreachable, match="web-no-connection"):
            await web.get(Request(site.url()))


async def test_s18_a_self_signed_certificate_is_refused_and_said_so():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("self-signed.pem"))
    async with Site({"/": answer(b"feed")}, tls=context) as site, client(site) as web:
        with pytest.raises(Unreachable, match="web-certificate-unknown"):
            await web.get(Request(site.url()))
    assert site.heads == []


async def test_s18_a_server_without_tls_is_said_to_have_none():
    async def answer_at_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with Site() as site:
        site._server.close()
        server = await asyncio.start_server(answer_at_once, "127.0.0.1", site.port)
        async with client(site) as web:
            with pytest.raises(Unreachable, match="web-no-tls"):
                await web.get(Request(site.url().replace("http:", "https:")))
        server.close()


@pytest.mark.parametrize(
    ("number", "key"), [(10, "expired"), (18, "unknown"), (20, "unknown"), (62, "other-host"), (64, "other-host")]
)
def test_s18_what_is_wrong_with_a_certificate_is_told_apart(number: int, key: str):
    assert unreachable(certificate_error(number), "https://a.example/").key == f"web-certificate-{key}"


@pytest.mark.parametrize("number", [0, 9, 23, 999])
def test_s18_other_faults_of_a_certificate_are_one(number: int):
    assert unreachable(certificate_error(number), "https://a.example/").key == "web-certificate"


def certificate_error(number: int) -> aiohttp.ClientConnectorCertificateError:
    fault = ssl.SSLCertVerificationError(1, "no")
    fault.verify_code = number
    place = aiohttp.client_reqrep.ConnectionKey("a.example", 443, True, True, None, None, None)  # noqa: FBT003  its own order
    return aiohttp.ClientConnectorCertificateError(place, fault)
