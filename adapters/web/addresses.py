"""Which addresses are not on the public internet.

A table of our own: ``ipaddress.is_global`` lets multicast, NAT64 and 6to4 disguises and the metadata addresses of
clouds through, and changes with the version of Python.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

from digests.errors import BadSetting

Address = IPv4Address | IPv6Address

COMPARED = date(2026, 7, 18)
"""The day as of which the table agrees with IANA's registries. A test fails when it is more than a year ago."""
_IPV4 = "https://www.iana.org/assignments/iana-ipv4-special-registry/"
_IPV6 = "https://www.iana.org/assignments/iana-ipv6-special-registry/"
_SPACE = "https://www.iana.org/assignments/ipv6-address-space/"
_AZURE = "https://blogs.msdn.microsoft.com/mast/2015/05/18/what-is-the-ip-address-168-63-129-16/"
_ALIBABA = "https://www.alibabacloud.com/help/ecs/user-guide/overview-of-ecs-instance-metadata"


@dataclass(frozen=True, slots=True)
class Network:
    """A network that is not public."""

    cidr: IPv4Network | IPv6Network
    name: str
    source: str
    """The registry or page that says so, and the document behind it."""
    since: str
    """The year and month in which it was set aside; for clouds, of the oldest mention known."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """A network that the operator lets be asked although it is not public, or through another port than usual."""

    network: IPv4Network | IPv6Network
    port: int | None = None
    """Only this port; any, for None."""

    def covers(self, address: Address, port: int) -> bool:
        """Say whether it lets this address be asked through this port."""
        return address in self.network and self.port in (None, port)


def _row(cidr: str, name: str, source: str, since: str) -> Network:
    return Network(ip_network(cidr), name, source, since)


NETWORKS = (
    _row("0.0.0.0/8", "this network", f"{_IPV4} RFC 791", "1981-09"),
    _row("10.0.0.0/8", "private use", f"{_IPV4} RFC 1918", "1996-02"),
    _row("100.64.0.0/10", "shared address space", f"{_IPV4} RFC 6598", "2012-04"),
    _row("100.100.100.200/32", "metadata of Alibaba Cloud", _ALIBABA, "2016-01"),
    _row("127.0.0.0/8", "loopback", f"{_IPV4} RFC 1122", "1981-09"),
    _row("168.63.129.16/32", "metadata of Azure", _AZURE, "2015-05"),
    _row("169.254.0.0/16", "link-local, metadata of most clouds", f"{_IPV4} RFC 3927", "2005-05"),
    _row("172.16.0.0/12", "private use", f"{_IPV4} RFC 1918", "1996-02"),
    _row("192.0.0.0/24", "protocol assignments, metadata of Oracle Cloud", f"{_IPV4} RFC 6890", "2010-01"),
    _row("192.0.2.0/24", "documentation", f"{_IPV4} RFC 5737", "2010-01"),
    _row("192.31.196.0/24", "AS112", f"{_IPV4} RFC 7535", "2014-12"),
    _row("192.52.193.0/24", "multicast tunnels (AMT)", f"{_IPV4} RFC 7450", "2014-12"),
    _row("192.88.99.0/24", "6to4 relays", f"{_IPV4} RFC 7526", "2001-06"),
    _row("192.168.0.0/16", "private use", f"{_IPV4} RFC 1918", "1996-02"),
    _row("192.175.48.0/24", "AS112", f"{_IPV4} RFC 7534", "1996-01"),
    _row("198.18.0.0/15", "benchmarking", f"{_IPV4} RFC 2544", "1999-03"),
    _row("198.51.100.0/24", "documentation", f"{_IPV4} RFC 5737", "2010-01"),
    _row("203.0.113.0/24", "documentation", f"{_IPV4} RFC 5737", "2010-01"),
    _row("224.0.0.0/4", "multicast", "https://www.iana.org/assignments/multicast-addresses/ RFC 5771", "1989-08"),
    _row("240.0.0.0/4", "reserved", f"{_IPV4} RFC 1112", "1989-08"),
    _row("255.255.255.255/32", "broadcast", f"{_IPV4} RFC 919", "1984-10"),
    _row("::/128", "unspecified", f"{_IPV6} RFC 4291", "2006-02"),
    _row("::1/128", "loopback", f"{_IPV6} RFC 4291", "2006-02"),
    _row("::/96", "IPv4-compatible", f"{_SPACE} RFC 4291", "1995-12"),
    _row("::ffff:0:0/96", "IPv4-mapped", f"{_IPV6} RFC 4291", "2006-02"),
    _row("::ffff:0:0:0/96", "IPv4-translated", f"{_SPACE} RFC 2765", "2000-02"),
    _row("64:ff9b:1::/48", "NAT64 of a local network", f"{_IPV6} RFC 8215", "2017-06"),
    _row("100::/64", "discard", f"{_IPV6} RFC 6666", "2012-06"),
    _row("100:0:0:1::/64", "dummy", f"{_IPV6} RFC 9780", "2025-04"),
    _row("2001::/23", "protocol assignments", f"{_IPV6} RFC 2928", "2000-09"),
    _row("2001::/32", "Teredo", f"{_IPV6} RFC 4380", "2006-01"),
    _row("2001:2::/48", "benchmarking", f"{_IPV6} RFC 5180", "2008-04"),
    _row("2001:10::/28", "ORCHID", f"{_IPV6} RFC 4843", "2007-03"),
    _row("2001:20::/28", "ORCHIDv2", f"{_IPV6} RFC 7343", "2014-07"),
    _row("2001:db8::/32", "documentation", f"{_IPV6} RFC 3849", "2004-07"),
    _row("2002::/16", "6to4", f"{_IPV6} RFC 3056", "2001-02"),
    _row("2620:4f:8000::/48", "AS112", f"{_IPV6} RFC 7534", "2011-05"),
    _row("3fff::/20", "documentation", f"{_IPV6} RFC 9637", "2024-07"),
    _row("5f00::/16", "segment routing", f"{_IPV6} RFC 9602", "2024-04"),
    _row("fc00::/7", "unique local, metadata of AWS and Google Cloud", f"{_IPV6} RFC 4193", "2005-10"),
    _row("fe80::/10", "link-local", f"{_IPV6} RFC 4291", "2006-02"),
    _row("fec0::/10", "site-local", f"{_SPACE} RFC 3879", "1995-12"),
    _row("ff00::/8", "multicast", f"{_SPACE} RFC 4291", "1995-12"),
    # all that is left outside 2000::/3, the only space from which public addresses are given out
    _row("::/3", "not given out", f"{_SPACE} RFC 4291", "1995-12"),
    _row("4000::/2", "not given out", f"{_SPACE} RFC 4291", "1995-12"),
    _row("8000::/1", "not given out", f"{_SPACE} RFC 4291", "1995-12"),
)
_NARROWEST_FIRST = sorted(NETWORKS, key=lambda network: -network.cidr.prefixlen)
_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052. In networks without IPv4 of their own, every public IPv4 address is reached through it."""
_WITH_PORT = re.compile(r"(?:\[([0-9a-fA-F:.]+(?:/\d+)?)\]|([\d.]+(?:/\d+)?)):(\d{1,5})")


def refused(address: Address) -> Network | None:
    """Return the narrowest network that is not public and holds the address; None for a public address.

    An address of NAT64 is judged by the IPv4 address that it leads to; every other IPv6 disguise of an IPv4 address
    is refused whatever is inside.
    """
    if isinstance(address, IPv6Address) and address in _NAT64:
        address = IPv4Address(int(address) & 0xFFFF_FFFF)
    return next((network for network in _NARROWEST_FIRST if address in network.cidr), None)


def read_allowance(text: str) -> Allowance:
    """Return what a line of the setting ``allow_addresses`` says.

    ``127.0.0.1:8137``, ``10.1.0.0/16``, ``10.1.0.0/16:8080``, ``[::1]:9000``, ``fd00::/8``. Raises BadSetting.
    """
    found = _WITH_PORT.fullmatch(text.strip())
    port = int(found[3]) if found else None
    try:
        network = ip_network((found[1] or found[2]) if found else text.strip().strip("[]"))
    except ValueError as error:
        raise BadSetting("no-allowance", text) from error
    if port is not None and port not in range(1, 65_536):
        raise BadSetting("no-allowance", text)
    return Allowance(network, port)
