"""Places in an order that are figures: ranked third, No. 1, 排名第6, 第二名.

Everything here takes folded text. Other ordinals ("the third model", 第三季度) name and do not rank.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from digests.numbers.numeral import Numeral, chinese_value
from digests.text.patterns import late

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ENDINGS = ("st", "nd", "rd", "th")
_ORDINAL = rf"(?P<word>{'|'.join(_ORDINALS)})|(?P<digits>\d{{1,4}})(?:{'|'.join(_ENDINGS)})"
_RANKS = "rank(?:s|ed|ing)?|plac(?:es|ed)|com(?:es|ing)|came|finish(?:es|ed)"
_NUMBERED = r"(?:rank(?:s|ed|ing)?|at|the|to|hits?|is|becomes?) (?:no\.? ?|number |#)(?P<digits>\d{1,4})\b"
_ZH_NUMBER = r"第 ?(?P<digits>\d{1,4}|[一二三四五六七八九十百]+)"
_PATTERNS = (
    ((*_ORDINALS, *_ENDINGS), late(rf"\b(?:{_RANKS}) (?:in )?(?:the )?(?:{_ORDINAL})\b")),
    ((" place", " position", " spot"), late(rf"\b(?:{_ORDINAL}) (?:place|position|spot)\b")),
    ((" no", " number ", " #"), late(rf"\b{_NUMBERED}(?P<word>)")),
    (
        ("第",),
        late(rf"(?:排名?|位列|位居|名列|列|位|跃居|升至|降至)(?:全球|世界|全国|行业)?{_ZH_NUMBER}[名位]?(?P<word>)"),
    ),
    (("第",), late(rf"{_ZH_NUMBER}(?:名(?![称字义为])|位(?![置于]))(?P<word>)")),
)
"""Words one of which stands wherever the pattern matches, and the pattern."""


def find_ranks(folded: str) -> Iterator[Numeral]:
    """Yield the ranks of a text as numerals."""
    for needs, pattern in _PATTERNS:
        if any(map(folded.__contains__, needs)):
            for match in pattern.finditer(folded):
                word = match["word"]
                value = Decimal(_ORDINALS.index(word) + 1) if word else chinese_value(match["digits"])
                yield Numeral(match.start(), match.end(), value, rank=True)
