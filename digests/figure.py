"""A figure: a number that means something, with who says it and as of when."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from digests.event import Citation
from digests.when import When


class Comparator(StrEnum):
    """How the words bound the value."""

    EQ = "eq"
    GT = "gt"
    GE = "ge"
    LT = "lt"
    LE = "le"
    APPROX = "approx"


class Flag(StrEnum):
    """What is odd about a figure, said beside it."""

    FORECAST = "forecast"
    HYPOTHETICAL = "hypothetical"
    CONFLICT = "conflict"
    IMPLAUSIBLE = "implausible"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of one source."""

    metric: str
    """English snake_case: ``monthly_active_users``, ``parameters``, ``downloads``, ``revenue``."""
    subject: str
    """Entity id where known, else the words of the text."""
    value: Decimal
    """In base units: 12亿美元 is 1200000000, 三成 is 30 (percent)."""
    unit: str
    """ISO 4217 code for money, ``percent``, ``rank``, ``year``, a calendar length or a counted noun in the plural."""
    comparator: Comparator
    as_of: When | None
    speaker: str | None
    """Who claims it, as named in the text; None for the article's own voice."""
    citation: Citation
    flags: frozenset[Flag] = frozenset()
