"""What keeps two reports apart although their words agree: another version, another figure."""

from __future__ import annotations

from collections.abc import Mapping

CLASH = 0.5
"""What a clash of figures leaves of a score: figures of one happening may differ, versions may not."""


def other_version(one: Mapping[str, float], other: Mapping[str, float]) -> str | None:
    """Return a name that both number, and never alike ("llama" of Llama 3 and Llama 3.1); None if any name agrees."""
    return _disputed(_by_name(one, "v:"), _by_name(other, "v:"))


def other_figure(one: Mapping[str, float], other: Mapping[str, float]) -> str | None:
    """Return a unit in which both name quantities, but none alike; None if any quantity agrees."""
    return _disputed(_by_name(one, "n:"), _by_name(other, "n:"))


def _disputed(one: Mapping[str, set[str]], other: Mapping[str, set[str]]) -> str | None:
    common = sorted(one.keys() & other.keys())
    agree = any(one[name] & other[name] for name in common)
    return None if agree or not common else common[0]


def _by_name(terms: Mapping[str, float], kind: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for term in terms:
        if term.startswith(kind):
            name, _, number = term[2:].rpartition(":")
            if name:
                found.setdefault(name, set()).add(number)
    return found
