"""What keeps two reports apart although their words agree: another version, another figure, another happening."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

CLASH = 0.5
"""What a clash of figures or happenings leaves of a score; one of versions leaves nothing."""
SERIES = 0.25
"""What a clash of subjects, stocks or days leaves of a score: a template in common is no evidence."""
DEED = 0.7
"""What another act leaves of a score: outlets do tell one happening by two acts, but seldom."""

_IN_TITLE = 0.5
"""What a numbered name weighs that a title has."""


def other_version(one: Mapping[str, float], other: Mapping[str, float]) -> str | None:
    """Return a name that both number, and never alike ("llama" of Llama 3 and Llama 3.1); None if any name agrees.

    The titles decide before the leads: a report of one version mentions the one before it.
    """
    titles = _disputed(_by_name(_titled(one), "v:"), _by_name(_titled(other), "v:"))
    return titles or _disputed(_by_name(one, "v:"), _by_name(other, "v:"))


def _titled(terms: Mapping[str, float]) -> list[str]:
    return [term for term, weight in terms.items() if term[0] == "v" and weight >= _IN_TITLE]


def other_figure(one: Mapping[str, float], other: Mapping[str, float]) -> str | None:
    """Return a unit in which both name quantities, but none alike; None if any quantity agrees."""
    return _disputed(_by_name(one, "n:"), _by_name(other, "n:"))


def other_of_series(one: Mapping[str, float], other: Mapping[str, float]) -> str | None:
    """Return "stock" where both titles name listed companies by their tickers, but none alike; "day" likewise."""
    return _disputed(_by_name(one, "s:"), _by_name(other, "s:"))


def other_subject(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Say whether both titles name things of the field, and neither report names any of the other's.

    Series share a template and little else: "Dana Orr discusses Corvid", "Dana Orr discusses Grebe".
    """
    return _strangers(_subjects(one), _subjects(other), one, other)


def other_name(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Say the same of all names, those included that nobody listed: firms that report their quarters in one mould."""
    return _strangers(_subjects(one) | _proper(one), _subjects(other) | _proper(other), one, other)


def unnamed(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Say whether a title names things of the field of which the other report names none.

    Told across languages only: words may find no translation, but listed names are known in all of them.
    """
    ours, theirs = _subjects(one), _subjects(other)
    return bool(ours and not ours & other.keys()) or bool(theirs and not theirs & one.keys())


def other_parties(one: Mapping[str, float], other: Mapping[str, float], half: tuple[float, float]) -> bool:
    """Say whether two stories are about different parties: listed things that half the reports name in their titles.

    Each has one that the other does not name, or most of either's are not named by the other. ``half`` holds half
    the number of the reports, of the one and of the other.
    """
    ours, theirs = _heavy(one, "e", half[0]), _heavy(other, "e", half[1])
    strange, foreign = ours - other.keys(), theirs - one.keys()
    return bool(strange and foreign) or 2 * len(strange) > len(ours) or 2 * len(foreign) > len(theirs)


def other_deed(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Say whether both titles tell acts, and neither report has a word for any of the other's."""
    return _strangers(_heavy(one, "d"), _heavy(other, "d"), one, other)


def _strangers(ours: set[str], theirs: set[str], one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    return bool(ours and theirs) and not ours & other.keys() and not theirs & one.keys()


def _subjects(terms: Mapping[str, float]) -> set[str]:
    return _heavy(terms, "e")


def _proper(terms: Mapping[str, float]) -> set[str]:
    return {f"w:{term[2:]}" for term in _heavy(terms, "p")}


def _heavy(terms: Mapping[str, float], kind: str, least: float = 1.0) -> set[str]:
    return {term for term, weight in terms.items() if term[0] == kind and weight >= least}


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


def _by_name(terms: Iterable[str], kind: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for term in terms:
        if term.startswith(kind):
            name, _, number = term[2:].rpartition(":")
            if name:
                found.setdefault(name, set()).add(number)
    return found
