"""No socket to an address that is not public, however it is written, resolved or arrived at."""

from __future__ import annotations

import itertools
import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address

import pytest

from adapters.web.addresses import read_allowance
from adapters.web.client import WebClient
from adapters.web.gate import Barred, Gate
from digests.errors import Unreachable
from digests.web import Request
from tests.adapters.web.resolvers import FakeResolver, as_systems_do, count_sockets
from tests.adapters.web.site import AGENT

TARGETS = ("127.0.0.1", "169.254.169.254", "10.0.0.1", "168.63.129.16")
PUBLIC = "93.184.216.34"


def key_of(url: str, *allowances: str) -> str:
    """Return why an address is refused by its words alone; nothing, where it is not."""
    try:
        Gate([read_allowance(text) for text in allowances]).check(url)
    except Unreachable as refusal:
        return refusal.key
    return ""


def spellings(target: str) -> Iterator[str]:
    """Yield hosts and authorities that some parser or system takes for an IPv4 address."""
    octets, number = target.split("."), int(IPv4Address(target))
    one = [(o, hex(int(o)), f"0{int(o):o}", f"0x{int(o):02X}", str(int(o) + 256)) for o in octets]
    yield from (".".join(parts) for parts in itertools.product(*one))
    a, b = int(octets[0]), int(octets[1])
    short = ((number,), (a, number & 0xFFFFFF), (a, b, number & 0xFFFF))
    for numbers in short:
        for write in (str, hex, lambda n: f"0{n:o}", lambda n: f"0x{n:X}", lambda n: f"00{n:o}", lambda n: f"0x0{n:x}"):
            yield ".".join(write(n) for n in numbers)
    yield str(number + 2**32)
    for digits in ("０１２３４５６７８９", "⓪①②③④⑤⑥⑦⑧⑨", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "₀₁₂₃₄₅₆₇₈₉"):
        for dot in (".", "。", "．", "｡"):
            yield dot.join(o.translate({48 + n: d for n, d in enumerate(digits)}) for o in octets)
    yield from (target.replace(".", dot) for dot in ("。", "．", "｡", "%2e", "%252e"))
    yield "".join(f"%{ord(char):02x}" for char in target)
    yield from (f"{target}.", f"{target}..", f".{target}", f" {target}", f"{target}\t", f"{target}%09", f"{target}%00")
    yield from (f"a@{target}", f"public.example@{target}", f"public.example:80@{target}", f"{target}\\@public.example")
    yield from (
        f"public.example\\@{target}",
        f"a:b@c@{target}",
        f"@{target}",
        f":@{target}",
        f"public.example%40{target}",
    )
    yield from (f"{target}:80:80", f"{target}:٨٠", f"{target}:+80", f"{target}: 80")
    yield from (f"[::ffff:{target}]", f"[::{target}]", f"[64:ff9b::{target}]", f"[::ffff:0:{target}]")
    yield f"[{IPv6Address((0x2002 << 112) | (number << 80))}]"


SPELLINGS = [(target, host) for target in TARGETS for host in spellings(target)]


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://127.0.0.1", "web-not-public"),
        ("http://localhost", "web-local-name"),
        ("http://LOCALHOST./", "web-local-name"),
        ("http://a.localhost/", "web-local-name"),
        ("http://[::1]", "web-not-public"),
        ("http://0", "web-disguised"),
        ("http://0.0.0.0", "web-not-public"),
        ("http://[::]", "web-not-public"),
        ("http://[fe80::1%25eth0]/", "web-not-public"),
    ],
)
def test_s01_this_machine_is_refused_by_name_and_number_when_an_address_is_added(url: str, key: str):
    assert key_of(url) == key


@pytest.mark.parametrize(
    "host",
    [
        *("169.254.169.254", "[fd00:ec2::254]", "100.100.100.200", "192.0.0.192", "168.63.129.16", "metadata"),
        *("metadata.google.internal", "instance-data.ec2.internal", "nas.local", "router.lan", "intranet"),
    ],
)
def test_s02_metadata_and_local_names_are_refused_when_an_address_is_added(host: str):
    assert key_of(f"http://{host}/latest/meta-data/") in {"web-not-public", "web-local-name"}


async def test_s03_no_spelling_of_a_private_address_opens_a_socket(monkeypatch: pytest.MonkeyPatch):
    opened = count_sockets(monkeypatch)
    assert len(SPELLINGS) > 2_000
    async with WebClient(AGENT, resolver=FakeResolver(as_systems_do)) as web:
        for _, host in SPELLINGS:
            for url in (f"http://{host}/", f"https://{host}:8443/feed"):
                with pytest.raises(Unreachable):
                    await web.get(Request(url))
    assert opened == []


async def test_s04_wide_circled_and_ideographic_forms_open_no_socket_even_with_the_first_look_blind(
    monkeypatch: pytest.MonkeyPatch,
):
    opened = count_sockets(monkeypatch)
    hosts = ["１２７.0.0.1", "①②⑦.⓪.⓪.①", "127。0。0。1", "127.1", "0x7f.1", "2130706433", "0"]
    gate = Gate()
    monkeypatch.setattr(Gate, "_check_literal", lambda *_: None)
    async with WebClient(AGENT, resolver=FakeResolver(as_systems_do)) as web:
        for host in hosts:
            assert gate.check(f"http://{host}/").raw_host
            with pytest.raises(Unreachable):
                await web.get(Request(f"http://{host}/"))
    assert opened == []


async def test_s07_a_name_that_changes_its_address_reaches_no_private_one(monkeypatch: pytest.MonkeyPatch):
    opened = count_sockets(monkeypatch)
    turns = itertools.cycle([[PUBLIC], ["127.0.0.1"]])
    async with WebClient(AGENT, resolver=FakeResolver(lambda _: next(turns))) as web:
        keys = [await key_of_get(web, "http://rebinding.example/") for _ in range(1_000)]
    assert set(keys[::2]) == {"web-no-connection"}
    assert set(keys[1::2]) == {"web-not-public"}
    assert len(opened) == 500


async def key_of_get(web: WebClient, url: str) -> str:
    with pytest.raises(Unreachable) as refusal:
        await web.get(Request(url))
    return refusal.value.key


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "fe80::1%2"])
def test_s07_the_last_look_is_at_the_very_connection(address: str, monkeypatch: pytest.MonkeyPatch):
    opened = count_sockets(monkeypatch)
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with pytest.raises(Barred):
        Gate().open_socket((family, socket.SOCK_STREAM, 6, "", (address, 443)))
    assert opened == []


@pytest.mark.parametrize(
    "answers", [[PUBLIC, "127.0.0.1"], ["10.0.0.1", PUBLIC], ["2a00::1", "::1"], ["2a00::1", "10.0.0.1"]]
)
async def test_s08_a_host_with_one_private_address_is_refused(answers: list[str], monkeypatch: pytest.MonkeyPatch):
    opened = count_sockets(monkeypatch)
    async with WebClient(AGENT, resolver=FakeResolver(lambda _: answers)) as web:
        assert await key_of_get(web, "https://both.example/") == "web-not-public"
    assert opened == []


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "gopher://a.example/", "ftp://a.example/", "dict://a.example/"),
        *("data:text/html,x", "jar:http://a.example/!/", "javascript:alert(1)", "a.example/feed"),
        *("//a.example/", "", "feed:https://a.example/", "unix:/run/docker.sock", "ws://a.example/"),
    ],
)
def test_s11_other_schemes_are_refused_when_an_address_is_added(url: str):
    assert key_of(url) == "web-scheme"


@pytest.mark.parametrize("port", [0, 21, 22, 25, 5432, 6379, 8137, 11211, 65535])
def test_s14_other_ports_are_refused_when_an_address_is_added(port: int):
    assert key_of(f"http://a.example:{port}/") == "web-port"
    assert key_of(f"http://{PUBLIC}:{port}/") == "web-port"


@pytest.mark.parametrize("url", ["http://a.example:65536/", "http://a.example:-1/", "http://a.example:80a/"])
def test_s14_what_is_no_port_is_refused(url: str):
    assert key_of(url) == "web-unreadable"


@pytest.mark.parametrize(
    "url",
    [
        *("http://", "http:///feed", "http:/a.example/", "http://a..example/", "http://a b.example/"),
        *("http://a.example/\r\nX:", f"http://{'a' * 64}.example/", f"http://{'a.' * 130}example/"),
        *(f"http://a.example/{'a' * 2_000}", "http://a%2eb.example/", "http://[1.2.3.4]/", "http://[::1/"),
        *("http://ex\udcffample/", "http://a.example\\b/", "http://-_-.example:x/"),
    ],
)
def test_s19_what_cannot_be_read_as_an_address_is_refused(url: str):
    assert key_of(url) == "web-unreadable"


def test_s19_a_host_in_other_letters_is_asked_in_ascii():
    assert str(Gate().check("https://灰雁.example/动态?问=1#top")) == (
        "https://xn--0nx803f.example/%E5%8A%A8%E6%80%81?%E9%97%AE=1"
    )


def test_s21_a_user_name_or_password_is_refused_and_not_repeated():
    with pytest.raises(Unreachable, match="web-user") as refusal:
        Gate().check("https://heron:s3cret@a.example/feed?token=s3cret")
    assert "s3cret" not in str(refusal.value)


@pytest.mark.parametrize(
    "url",
    [
        *("http://a.example/", "https://a.example:8443/feed.xml?x=[1]&y=http://127.0.0.1/"),
        *("HTTPS://A.EXAMPLE/feed", "https://a.example./", "https://sub_domain.a-b.example/~u/;a=b/%7Ec"),
        *("http://93.184.216.34:8080/", "https://a.example/@user", "https://a.example:443"),
        *("https://[2606:4700::1111]/feed", "https://xn--fsq.example/", "https://a.example/?@127.0.0.1/"),
        *("https://1password.example/feed", "https://a.example/#@127.0.0.1", "http://0xdeadbeef.example/"),
        *("http://127.0.0.1.a.example/",),
    ],
)
def test_public_addresses_of_many_shapes_pass(url: str):
    assert key_of(url) == ""


def test_an_allowance_opens_its_address_and_port_and_leaves_names_to_the_later_looks():
    assert key_of("http://127.0.0.1:8137/", "127.0.0.1:8137") == ""
    assert key_of("http://localhost:8137/", "127.0.0.1:8137") == ""
    assert key_of("http://127.0.0.2:8137/", "127.0.0.1:8137") == "web-not-public"
    assert key_of("http://127.0.0.1/", "127.0.0.1:8137") == "web-not-public"
    assert key_of("http://a.example:9/", "127.0.0.1:8137") == "web-port"
    assert key_of("http://a.example:9/", "10.0.0.0/8") == ""


async def test_an_allowance_does_not_open_other_private_addresses_of_a_name(monkeypatch: pytest.MonkeyPatch):
    opened = count_sockets(monkeypatch)
    answers = FakeResolver(lambda _: ["169.254.169.254"])
    async with WebClient(AGENT, [read_allowance("127.0.0.1:8137")], resolver=answers) as web:
        assert await key_of_get(web, "http://metadata.google.internal/") == "web-not-public"
        assert await key_of_get(web, "http://rsshub:8137/") == "web-not-public"
    assert opened == []


async def test_a_name_that_is_not_known_is_said_to_be_so():
    async with WebClient(AGENT, resolver=FakeResolver(lambda _: [])) as web:
        assert await key_of_get(web, "https://nowhere.example/") == "web-no-host"
