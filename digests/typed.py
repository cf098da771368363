"""Dates and lists as they are typed."""

from __future__ import annotations

import re
from datetime import date

from digests.errors import BadInput
from digests.when import Granularity, period_of

_FORMS = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", re.ASCII)
_WIDTHS = (Granularity.YEAR, Granularity.MONTH, Granularity.DAY)
_COMMAS = re.compile("[,，、]")


def typed_date(text: str) -> tuple[date, Granularity]:
    """Return the first day of a typed year, month or day, and which of them it is. Raises BadInput."""
    found = _FORMS.fullmatch(text.strip())
    numbers = [int(number) for number in found.groups() if number] if found else []
    try:
        return date(*[*numbers, 1, 1][:3]), _WIDTHS[len(numbers) - 1]
    except (ValueError, TypeError) as impossible:
        raise BadInput("no-date", text) from impossible


def typed_period(text: str) -> tuple[date, date]:
    """Return the first and last day of a typed year, month or day. Raises BadInput."""
    return period_of(*typed_date(text))


def typed_list(text: str) -> tuple[str, ...]:
    """Return the parts of a text between commas, in Latin or Chinese writing; empty ones are none."""
    return tuple(part.strip() for part in _COMMAS.split(text) if part.strip())
