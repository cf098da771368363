"""The English rules, on folded (lower-case) text.

The head names a period (``periods``) or counts from an anchor (``steps``), what follows gives its year, and what
precedes is read leftwards (``before``).
"""

from __future__ import annotations

from digests.dates.english.before import LEFTWARDS, QUALIFIER_BEFORE
from digests.dates.english.periods import CENTURY_HEAD, DAY_HEAD, FISCAL_HEAD, PERIOD_HEAD, YEAR_AFTER, YEAR_HEAD
from digests.dates.english.steps import DAY_WORD_HEAD, OFFSET_HEAD, TURN_HEAD, WEEK_AFTER, WEEKDAY_HEAD
from digests.dates.english.words import SEASONS
from digests.dates.pieces import Rule

_MONTH_NEEDS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
RULES = (
    Rule(DAY_HEAD, (YEAR_AFTER,), _MONTH_NEEDS, LEFTWARDS),
    Rule(
        PERIOD_HEAD,
        (YEAR_AFTER,),
        (
            *_MONTH_NEEDS,
            *SEASONS,
            "quarter",
            "half",
            "q1",
            "q2",
            "q3",
            "q4",
            "1q",
            "2q",
            "3q",
            "4q",
            "h1",
            "h2",
            "1h",
            "2h",
        ),
        LEFTWARDS,
    ),
    Rule(FISCAL_HEAD, (), ("fiscal", "fy")),
    Rule(YEAR_HEAD, (), ("19", "20", "21", "year", "'", "’"), LEFTWARDS),
    Rule(TURN_HEAD, (YEAR_AFTER[:1],), ("last", "this", "next", "that", "the", "past", "year", "coming"), LEFTWARDS),
    Rule(WEEKDAY_HEAD, (WEEK_AFTER,), ("day", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "weekend"), LEFTWARDS),
    Rule(DAY_WORD_HEAD, (), ("day", "night", "this", "tomorrow", "on the"), LEFTWARDS),
    Rule(CENTURY_HEAD, (), ("0s", "0 s", "0'", "0’", "century", "ies"), LEFTWARDS),
    Rule(
        OFFSET_HEAD,
        (),
        ("ago", "back", "later", "earlier", "after", "before", "from", "prior", "hence", "in ", "previously"),
        (QUALIFIER_BEFORE,),
    ),
)
"""Everything the English half of the grammar can say."""
