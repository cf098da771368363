"""Stand-ins for the lookup of names, and a watch on the sockets that are opened."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from types import SimpleNamespace

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from adapters.web import gate


class FakeResolver(AbstractResolver):
    """Answers with what ``lookup`` says of a host; no address at all is an unknown name."""

    def __init__(self, lookup: Callable[[str], Iterable[str]]) -> None:
        self._lookup = lookup

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return what the lookup says, of whatever family."""
        found = [address for address in self._lookup(host) if family in (socket.AF_UNSPEC, _family(address))]
        if not found:
            raise OSError(host)
        return [_result(host, address, port) for address in found]

    async def close(self) -> None:
        """Do nothing: there is nothing to close."""


def _result(host: str, address: str, port: int) -> ResolveResult:
    return {
        "hostname": host,
        "host": address,
        "port": port,
        "family": _family(address),
        "proto": socket.IPPROTO_TCP,
        "flags": socket.AI_NUMERICHOST,
    }


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def as_systems_do(host: str) -> list[str]:
    """Return what getaddrinfo makes of an odd spelling of an IPv4 address, without asking anybody."""
    try:
        return [socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))]
    except OSError:
        return ["127.0.0.1"] if host.rstrip(".").endswith("localhost") else []


def count_sockets(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows with every socket the gate opens; none of them is a real one."""
    opened: list[int] = []

    def open_none(family: int, *_rest: int) -> None:
        opened.append(family)
        raise ConnectionRefusedError

    monkeypatch.setattr(gate, "socket", SimpleNamespace(socket=open_none))
    return opened
