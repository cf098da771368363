"""What keeps two reports apart although their words agree: another version, another figure, another happening."""

from __future__ import annotations

from collections.abc import Mapping

CLASH = 0.5
"""What a clash of figures or happenings leaves of a score; one of versions leaves nothing."""
SERIES = 0.25
"""What a clash of subjects, stocks or days leaves of a score: a template in common is no evidence."""


def other_version(one: Mapping[str, float], other: Mapping[str, float]) -> str | None:
    """Return a name that both number, and never alike ("llama" of Llama 3 and Llama 3.1); None if any name agrees."""
    return _disputed(_by_name(one, "v:"), _by_name(other, "v:"))


def other_figure(one: Mapping[str, float], other: Mapping[str, float]) -> str | None:
    """Return a unit in which both name quantities, but none alike; None if any quantity agrees."""
    return _disputed(_by_name(one, "n:"), _by_name(other, "n:"))


def other_of_series(one: Mapping[str, float], other: Mapping[str, float]) -> str | None:
    """Return "stock" where both titles name listed companies by their tickers, but none alike; "day" likewise."""
    return _disputed(_by_name(one, "s:"), _by_name(other, "s:"))


def other_subject(one: Mapping[str, float], other: Mapping[str, float]) -> str | None:
    """Return "subject" where both titles name things of the field, and neither report names any of the other's.

    Series share a template and little else: "Dana Orr discusses Corvid", "Dana Orr discusses Grebe".
    """
    ours, theirs = _subjects(one), _subjects(other)
    apart = ours and theirs and not ours & other.keys() and not theirs & one.keys()
    return "subject" if apart else None


def _subjects(terms: Mapping[str, float]) -> set[str]:
    return {term for term, weight in terms.items() if term[0] == "e" and weight >= 1}


def other_happening(one: Mapping[str, float], other: Mapping[str, float]) -> str | None:
    """Return an act that both report of something that happens once, but of nothing alike; None if any agrees.

    A member of a version ("llama-4-scout") is alike the version.
    """
    ours, theirs = _by_name(one, "h:"), _by_name(other, "h:")
    common = sorted(ours.keys() & theirs.keys())
    agree = any(_akin(a, b) for act in common for a in ours[act] for b in theirs[act])
    return None if agree or not common else common[0]


def _akin(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


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
