"""The gate: no socket is opened to an address that is not public, unless the operator named it.

Three looks, each enough on its own against most tricks: at the address as written, at all that a name resolves to,
and at every single connection, which is the one that no redirect, rebinding or odd spelling gets past.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from ipaddress import ip_address

from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from adapters.web.addresses import Address, Allowance, refused
from digests.errors import Unreachable
from digests.feed import shown_address

PORTS = frozenset({80, 443, 8080, 8443})
"""What may be asked without an allowance."""
_AddressInfo = tuple[int, int, int, str, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]]
_URL_LIMIT = 2_000
_SHOWN = 200
_STRAY = re.compile(r"[\x00-\x20\x7f-\xa0\\\ud800-\udfff]")
_HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?")
_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\.?")
_LOCAL = re.compile(r"[^.]+\.?|.*\.(?:localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa)\.?")
"""Names that are not looked up on the public internet: without a dot, RFC 6761, 6762, 8375 and ICANN's .internal."""


class Barred(OSError):  # noqa: N818  a no by the rules, not a malfunction
    """The gate is shut for an address. An OSError, so that whoever connects cleans up as after any failure."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Gate:
    """Decides what may be asked; ``allowances`` open it for what the operator named."""

    def __init__(self, allowances: Sequence[Allowance] = ()) -> None:
        self._allowances = tuple(allowances)

    def check(self, url: str) -> URL:
        """Return an address as it will be asked. Raises Unreachable for what its words alone rule out."""
        parts = _parts(url)
        host, port = _host(parts, url), parts.port or 0
        if ":" in host or _NUMBER.fullmatch(host):
            self._check_literal(host, port, url)
        elif not self._allowances and _LOCAL.fullmatch(host):
            raise Unreachable("web-local-name", shown(url), host=host)
        elif port not in PORTS and not any(one.port in (None, port) for one in self._allowances):
            raise Unreachable("web-port", shown(url), port=port)
        return parts

    def _check_literal(self, host: str, port: int, url: str) -> None:
        try:
            address = ip_address(host)
        except ValueError as error:  # 127.1, 2130706433, 0x7f.1: systems take them for addresses
            raise Unreachable("web-disguised", shown(url), host=host) from error
        barred = self.barred(address, port)
        if barred:
            raise Unreachable(barred.key, shown(url), **barred.values)

    def barred(self, address: Address, port: int) -> Barred | None:
        """Return why the address may not be asked through the port; None where it may."""
        if any(allowance.covers(address, port) for allowance in self._allowances):
            return None
        if network := refused(address):
            return Barred("web-not-public", address=str(address), network=str(network.cidr))
        return None if port in PORTS else Barred("web-port", port=port)

    def open_socket(self, address_info: _AddressInfo) -> socket.socket:
        """Return a new socket for a connection that is about to be made. Raises Barred."""
        family, kind, protocol, _, (host, port, *_) = address_info
        barred = self.barred(ip_address(str(host)), int(port))
        if barred:
            raise barred
        return socket.socket(family, kind, protocol)


class GuardedResolver(AbstractResolver):
    """Looks names up, and gives no answer at all where one of several is barred: the next try might choose it."""

    def __init__(self, resolver: AbstractResolver, gate: Gate) -> None:
        self._resolver = resolver
        self._gate = gate

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return every address of the host. Raises Barred; OSError where the name is not known."""
        found = await self._resolver.resolve(host, port, family)
        for one in found:
            barred = self._gate.barred(ip_address(one["host"]), port)
            if barred:
                raise barred
        return found

    async def close(self) -> None:
        """Close the resolver behind it."""
        await self._resolver.close()


def shown(url: str) -> str:
    """Return an address for a message: without its secrets, and not endless."""
    return shown_address(url)[:_SHOWN]


def _parts(url: str) -> URL:
    if len(url) > _URL_LIMIT or _STRAY.search(url):
        raise Unreachable("web-unreadable", shown(url))
    try:
        parts = URL(url)
    except ValueError as error:
        raise Unreachable("web-unreadable", shown(url)) from error
    if parts.scheme not in ("http", "https"):
        raise Unreachable("web-scheme", shown(url))
    if parts.user is not None or parts.password is not None:
        raise Unreachable("web-user", shown(url))
    return parts.with_fragment(None)


def _host(parts: URL, url: str) -> str:
    """Return the host in ASCII, an IPv6 address without brackets."""
    host = (parts.raw_host or "").lower()
    if ":" not in host and not _HOST.fullmatch(host):
        raise Unreachable("web-unreadable", shown(url))
    return host
