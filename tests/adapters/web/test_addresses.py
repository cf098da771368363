"""Which addresses are public: the table at its edges, in every disguise, and against the registries' rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.web.addresses import COMPARED, NETWORKS, Address, Allowance, read_allowance, refused
from digests.errors import BadSetting

V4_NETS = [network.cidr for network in NETWORKS if isinstance(network.cidr, IPv4Network)]
WIDEST = {4: 2**32 - 1, 6: 2**128 - 1}
CIDRS = [network.cidr for network in NETWORKS]


def disguises(inside: IPv4Address) -> list[IPv6Address]:
    """Return an IPv4 address in every IPv6 form that leads, or once led, to it."""
    number = int(inside)
    teredo = (0x20010000 << 96) | (number << 64) | (number ^ 0xFFFF_FFFF)
    prefixes = ("::", "::ffff:0:0", "::ffff:0:0:0", "64:ff9b::", "64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff::")
    low = [IPv6Address(int(IPv6Address(prefix)) | number) for prefix in prefixes]
    high = [IPv6Address((0x2002 << 112) | (number << 80) | host) for host in (0, 1)]
    return [*low, *high, IPv6Address(teredo)]


def in_table(address: Address) -> bool:
    """Say by plain numbers whether any row holds the address."""
    if isinstance(address, IPv6Address) and int(address) >> 32 == int(IPv6Address("64:ff9b::")) >> 32:
        address = IPv4Address(int(address) & 0xFFFF_FFFF)
    return any(
        cidr.version == address.version
        and int(cidr.network_address) <= int(address) <= int(cidr.network_address) + cidr.num_addresses - 1
        for cidr in CIDRS
    )


@pytest.mark.parametrize("cidr", CIDRS, ids=str)
def test_s06_every_network_ends_where_its_row_says(cidr: object):
    net = ip_network(str(cidr))
    first, last = int(net.network_address), int(net.broadcast_address)
    kind = IPv4Address if net.version == 4 else IPv6Address
    outside = [kind(n) for n in (first - 1, last + 1) if 0 <= n <= WIDEST[net.version]]
    if str(net) not in ("::/3", "::/96"):  # they hold the public disguise, judged by what is inside
        assert all(refused(kind(n)) for n in (first, (first + last) // 2, last))
    assert [address for address in outside if (refused(address) is None) is in_table(address)] == []


@pytest.mark.parametrize(
    "address",
    [
        *("1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255"),
        *("128.0.0.0", "168.63.129.15", "168.63.129.17", "169.253.255.255", "169.255.0.0", "172.15.255.255"),
        *("172.32.0.0", "191.255.255.255", "192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0"),
        *("198.17.255.255", "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0"),
        *("223.255.255.255", "8.8.8.8", "93.184.216.34", "2001:200::", "2001:db7:ffff::1", "2001:db9::"),
        *("2003::", "2606:4700::1111", "2620:4f:7fff::1", "3fff:1000::", "64:ff9b::808:808", "3ffe:ffff::1"),
        *("2a00::1",),
    ],
)
def test_public_addresses_are_let_through(address: str):
    assert refused(ip_address(address)) is None


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "0.0.0.1", "169.254.169.254", "100.100.100.200", "192.0.0.192", "168.63.129.16"),
        *("255.255.255.255", "224.0.0.1", "239.255.255.255", "240.0.0.1", "::", "::1", "fd00:ec2::254"),
        *("fd20:ce::254", "fe80::1", "ff02::1", "fec0::1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1"),
        *("::ffff:8.8.8.8", "5f00::1", "4000::", "fe80::1%3"),
    ],
)
def test_s02_loopback_metadata_and_the_rest_are_refused(address: str):
    assert refused(ip_address(address))


@pytest.mark.parametrize("cidr", V4_NETS, ids=str)
def test_s05_no_ipv6_disguise_of_a_network_is_public(cidr: IPv4Network):
    for inside in (cidr.network_address, cidr.broadcast_address):
        assert all(refused(address) for address in disguises(inside))


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(V4_NETS), st.integers(0, 2**32 - 1))
def test_s05_no_ipv6_disguise_of_any_address_inside_is_public(cidr: IPv4Network, chosen: int):
    inside = cidr[chosen % cidr.num_addresses]
    assert refused(inside)
    assert all(refused(address) for address in disguises(inside))


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_the_narrowest_row_that_holds_an_address_is_named(address: Address):
    found = refused(address)
    assert (found is not None) is in_table(address)
    if found and address in found.cidr:
        holding = [cidr for cidr in CIDRS if cidr.version == address.version and address in cidr]
        assert found.cidr.prefixlen == max(cidr.prefixlen for cidr in holding)


def test_every_row_names_its_source_and_its_date():
    assert all(network.source.startswith("https://") for network in NETWORKS)
    assert all(datetime.strptime(network.since, "%Y-%m").replace(tzinfo=UTC) for network in NETWORKS)
    assert len({network.cidr for network in NETWORKS}) == len(NETWORKS) >= 35


def test_s06_the_table_was_compared_with_the_registries_within_a_year():
    assert datetime.now(UTC).date() - COMPARED < timedelta(days=365), "compare it with the registries it names"


@pytest.mark.parametrize(
    ("text", "network", "port"),
    [
        ("127.0.0.1:8137", "127.0.0.1/32", 8137),
        ("10.1.0.0/16", "10.1.0.0/16", None),
        ("10.1.0.0/16:8080", "10.1.0.0/16", 8080),
        ("[::1]:9000", "::1/128", 9000),
        ("::1", "::1/128", None),
        ("[::1]", "::1/128", None),
        (" fd00::/8 ", "fd00::/8", None),
        ("[fd00::/8]:443", "fd00::/8", 443),
    ],
)
def test_an_allowance_is_read_as_it_is_written(text: str, network: str, port: int | None):
    assert read_allowance(text) == Allowance(ip_network(network), port)


@pytest.mark.parametrize(
    "text", ["", "localhost", "127.0.0.1:0", "127.0.0.1:65536", "10.1.2.3/16", "10.0.0.0/33", "127.1", "a:80", ":80"]
)
def test_what_is_no_allowance_is_refused(text: str):
    with pytest.raises(BadSetting, match="no-allowance"):
        read_allowance(text)


def test_an_allowance_covers_its_network_and_port_and_no_disguise_of_them():
    one = read_allowance("127.0.0.1:8137")
    assert one.covers(ip_address("127.0.0.1"), 8137)
    assert not one.covers(ip_address("127.0.0.1"), 80)
    assert not one.covers(ip_address("127.0.0.2"), 8137)
    assert not one.covers(ip_address("::ffff:127.0.0.1"), 8137)
    assert read_allowance("127.0.0.0/8").covers(ip_address("127.9.9.9"), 1)
