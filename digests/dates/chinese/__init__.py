"""The Chinese rules, on folded (Simplified, half-width) text.

A date is spelt out from the widest period to the narrowest (``periods``); what is counted from an anchor stands in
``steps``. Qualifiers (前, 以来, 左右; 截至, 大约) are understood, but are no part of the expression.
"""

from __future__ import annotations

import re
from dataclasses import replace

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
    YEARS,
)
from digests.dates.chinese.steps import BARE_WEEKDAY, DAY_WORD, OFFSET, TURN
from digests.dates.parts import Part
from digests.dates.pieces import Rule, piece, prefix
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
        (PERIOD, (*DAYS, *PLAIN_WORD_DAY), COUNTED, SLICE, _QUALIFIED),
        ("年", "今", "去", "明", "季"),
        _HEDGED,
        _GLUE,
    ),
    Rule(BARE_PERIOD, (DAYS, COUNTED, SLICE, _QUALIFIED), ("月", "季", "半年", "q", "天"), _HEDGED, _GLUE),
    Rule(CENTURIES, (SLICE, _QUALIFIED), ("世纪", "年代"), _HEDGED, _GLUE),
    Rule(TURN, (DAYS, COUNTED, SLICE, _QUALIFIED), ("月", "季", "周", "星期", "礼拜"), _HEDGED, _GLUE),
    Rule(DAY_WORD, (), ("天", "日", "晨", "早", "晚", "夜")),
    Rule(BARE_WEEKDAY, (), ("周", "星期", "礼拜")),
    Rule(PLAIN_DAY, (), ("日",)),
    Rule(CYCLE, (SLICE, _QUALIFIED), ("月", "年", "岁末", "旬"), _HEDGED, _GLUE),
    Rule(OFFSET, (), ("前", "后")),
    Rule(FISCAL, (), ("财", "会计")),
    Rule(YEARS, (), ("20", "19")),
)
"""Everything the Chinese half of the grammar can say."""
