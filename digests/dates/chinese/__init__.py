"""The Chinese rules, on folded (Simplified, half-width) text.

A date is spelt out from the widest period to the narrowest (``periods``); what is counted from an anchor stands in
``steps``. Qualifiers (前, 以来, 左右; 截至, 大约) are understood, but are no part of the expression.
"""

from __future__ import annotations

import re
from dataclasses import replace

from digests.dates.chinese.holidays import BARE_HOLIDAY, HOLIDAY, HOLIDAY_NEEDS
from digests.dates.chinese.periods import (
    BARE_PERIOD,
    CENTURIES,
    COUNTED,
    CYCLE,
    DAYS,
    FISCAL,
    FRAME,
    PERIOD,
    PLAIN_DAY,
    PLAIN_WORD_DAY,
    SLICE,
    THIS_MONTH,
    YEARS,
)
from digests.dates.chinese.steps import (
    BARE_WEEKDAY,
    COMPOUND,
    DAY_WORD,
    HALF_TURN,
    OFFSET,
    TURN,
    WEEKDAY_BESIDE,
    WEEKDAY_OF,
)
from digests.dates.parts import Part
from digests.dates.pieces import Rule, piece, prefix
from digests.dates.signs import FOUR_DIGITS
from digests.when import Qualifier

_QUALIFIED = (
    piece(r"(?<!的)(?=\s?(?:前后|左右|上下))", lambda _: Part(qualifier=Qualifier.ABOUT)),
    piece(r"(?<!的)(?=\s?[之以]?前(?![往后者景端期来]))", lambda _: Part(qualifier=Qualifier.BEFORE)),
    piece(r"(?<!的)(?=\s?[之以]?后)", lambda _: Part(qualifier=Qualifier.AFTER)),
    piece(r"(?<!的)(?=\s?(?:以来|起(?![草诉点码飞来])))", lambda _: Part(qualifier=Qualifier.FROM)),
)
_HEDGED = (
    (
        prefix(
            r"(?:大约|大概|约|差不多)(?:在|是|于)?\s?",
            lambda _, part: replace(part, qualifier=Qualifier.ABOUT),
            silent=True,
        ),
        prefix(
            r"(?:截至|截止到?|截止至|(?<![得看直来收达遇感溯])到|不晚于|最迟)(?:了|在|于)?\s?",
            lambda _, part: replace(part, qualifier=Qualifier.BY),
            silent=True,
        ),
    ),
)
_GLUE = re.compile(r"\s?的?\s?")
RULES = (
    Rule(
        FRAME,
        ((*PERIOD, *HOLIDAY, THIS_MONTH), (*DAYS, *PLAIN_WORD_DAY), (WEEKDAY_BESIDE,), COUNTED, SLICE, _QUALIFIED),
        frozenset("年今去明季"),
        _HEDGED,
        _GLUE,
    ),
    Rule(
        BARE_PERIOD,
        ((*DAYS, *PLAIN_WORD_DAY), (WEEKDAY_BESIDE,), COUNTED, SLICE, _QUALIFIED),
        frozenset("月季半q天"),
        _HEDGED,
        _GLUE,
    ),
    Rule(CENTURIES, (SLICE, _QUALIFIED), frozenset("纪代"), _HEDGED, _GLUE),
    Rule(
        (*TURN, *HALF_TURN),
        (DAYS, COUNTED, SLICE, _QUALIFIED),
        frozenset("月季周星礼半"),
        _HEDGED,
        _GLUE,
    ),
    Rule(DAY_WORD, (), frozenset("天日晨早晚夜")),
    Rule(BARE_WEEKDAY, (), frozenset("周星礼")),
    Rule(PLAIN_DAY, (), frozenset("日")),
    Rule(CYCLE, (SLICE, _QUALIFIED), frozenset("月年岁旬"), _HEDGED, _GLUE),
    Rule(
        BARE_HOLIDAY,
        (_QUALIFIED,),
        HOLIDAY_NEEDS,
        _HEDGED,
    ),
    Rule(OFFSET, ((WEEKDAY_OF,),), frozenset("前后"), (COMPOUND, COMPOUND)),
    Rule(FISCAL, (), frozenset("财计")),
    Rule(YEARS, (), FOUR_DIGITS),
)
"""Everything the Chinese half of the grammar can say."""
