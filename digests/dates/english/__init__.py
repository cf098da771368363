"""The English rules, on folded (lower-case) text.

The head names a period (``periods``) or counts from an anchor (``steps``), what follows gives its year, and what
precedes is read leftwards (``before``).
"""

from __future__ import annotations

from digests.dates.english.before import COMPOUND_BEFORE, LEFTWARDS, QUALIFIER_BEFORE, WEEKDAY_BEFORE
from digests.dates.english.days import DAY_HEAD
from digests.dates.english.holidays import HOLIDAY_HEAD
from digests.dates.english.periods import PERIOD_HEAD
from digests.dates.english.steps import (
    COUNTED_NEEDS,
    DAY_WORD_HEAD,
    OFFSET_HEAD,
    TURN_HEAD,
    WEEK_AFTER,
    WEEKDAY_HEAD,
    WEEKEND_AFTER,
)
from digests.dates.english.words import DAY_ENDINGS, MONTHS, WEEKDAYS
from digests.dates.english.years import CENTURY_HEAD, FISCAL_HEAD, YEAR_AFTER, YEAR_HEAD
from digests.dates.pieces import Rule
from digests.dates.signs import FOUR_DIGITS, TENS

__all__ = ["LEFTWARDS", "RULES"]

RULES = (
    Rule(DAY_HEAD, (YEAR_AFTER,), frozenset(MONTHS), LEFTWARDS),
    Rule(PERIOD_HEAD, (YEAR_AFTER,), frozenset(MONTHS), LEFTWARDS),
    Rule(FISCAL_HEAD, (), frozenset({"fiscal", "fy"})),
    Rule(HOLIDAY_HEAD, (YEAR_AFTER, WEEKEND_AFTER), prefixes=LEFTWARDS),
    Rule(YEAR_HEAD, (), FOUR_DIGITS, LEFTWARDS),
    Rule(TURN_HEAD, (YEAR_AFTER[:1],), prefixes=LEFTWARDS),
    Rule(WEEKDAY_HEAD, (WEEK_AFTER,), frozenset(WEEKDAYS), LEFTWARDS),
    Rule(DAY_WORD_HEAD, (), DAY_ENDINGS, LEFTWARDS),
    Rule(CENTURY_HEAD, (), TENS, LEFTWARDS),
    Rule(OFFSET_HEAD, (), COUNTED_NEEDS, (COMPOUND_BEFORE, COMPOUND_BEFORE, WEEKDAY_BEFORE, QUALIFIER_BEFORE)),
)
"""Everything the English half of the grammar can say."""
