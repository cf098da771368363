"""How the tests of the date grammar put their questions."""

from __future__ import annotations

from datetime import date

from digests.dates import find_dates
from digests.reading import Expression
from digests.when import Basis, Granularity, Published, Qualifier, When

WEDNESDAY = date(2025, 9, 17)
"""The publication of most examples."""
ON_WEDNESDAY = Published(WEDNESDAY)


def found(text: str, published: Published | None = ON_WEDNESDAY, anchor: When | None = None) -> list[Expression]:
    """Return the expressions that have a calendar value."""
    return [e for e in find_dates(text, published, anchor) if e.when is not None]


def values(text: str, published: Published | None = ON_WEDNESDAY, anchor: When | None = None) -> list[tuple[str, str]]:
    """Return each dated expression's words and its value."""
    return [(e.text, shown(e.when)) for e in found(text, published, anchor) if e.when]


def value(text: str, published: Published | None = ON_WEDNESDAY, anchor: When | None = None) -> str:
    """Return the value of the only dated expression, or what was found instead."""
    all_of_them = values(text, published, anchor)
    return all_of_them[0][1] if len(all_of_them) == 1 else repr(all_of_them)


def last_value(text: str) -> str:
    """Return the value of the last expression, "-" where it has none."""
    when = find_dates(text, ON_WEDNESDAY)[-1].when
    return shown(when) if when else "-"


def shown(when: When) -> str:
    """Return a period as its two ends and its granularity, a day as itself."""
    if when.granularity is Granularity.DAY:
        return when.start.isoformat()
    return f"{when.start}..{when.end} {when.granularity}"


def span(start: str, end: str, granularity: Granularity = Granularity.MONTH) -> When:
    """Return a period from ISO dates."""
    return When(date.fromisoformat(start), date.fromisoformat(end), granularity)


def qualifier(text: str) -> Qualifier | None:
    """Return the qualifier of the only dated expression."""
    (expression,) = found(text)
    return expression.when.qualifier if expression.when else None


def basis(text: str, anchor: When | None = None) -> Basis | None:
    """Return the basis of the last dated expression."""
    when = found(text, anchor=anchor)[-1].when
    return when.basis if when else None
