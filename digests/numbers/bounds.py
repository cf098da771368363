"""The words around a number that bound it: more than, up to, 超过, 不到, 左右.

Everything here takes folded text.
"""

from __future__ import annotations

from typing import NamedTuple

from digests.figure import Comparator
from digests.numbers.units import CALENDAR_LENGTHS
from digests.text.patterns import late


class Bound(NamedTuple):
    """A comparator and the offset of the far edge of its words."""

    comparator: Comparator
    edge: int


_BEFORE_WORDS = (
    (
        Comparator.LE,
        "up to|as much as|as many as|as high as|no more than|not more than|at most|a maximum of",
        "不超过|不多于|最多|至多|最高|高达|多达|可达|上限|上看",
    ),
    (
        Comparator.GE,
        "at least|no fewer than|no less than|not less than|a minimum of",
        "至少|不少于|不低于|最少|起码|最低",
    ),
    (Comparator.LT, "less than|fewer than|under|below|lower than|short of", "不到|不足|低于|少于|未满|小于|不及"),
    (
        Comparator.GT,
        (
            "(?:exceed|surpass|pass|cross)(?:es|s|ed|ing)?|top(?:s|ped|ping)?|(?:more|greater|higher) than|above|"
            "beyond|(?:well )?over|in excess of|upwards of|north of"
        ),
        "超过|超出|超|逾|突破|多于|大于|高于|越过|不止|破",
    ),
    (
        Comparator.APPROX,
        "about|around|approximately|roughly|nearly|almost|close to|circa|some|estimated|an average of",
        "[~≈]|大约|大概|约莫|约|约占[\u4e00-\u9fff]{1,8}|近|将近|接近|几乎|差不多",
    ),
)
"""The negated forms stand first: 不超过 is not 超过."""
_FILL = r"(?:[了为占有达到的用]|\b(?:the|an?|its) |\s)*$"
_BEFORE = tuple(
    (late(rf"(?:\b(?:{english})|{chinese}){_FILL}"), comparator) for comparator, english, chinese in _BEFORE_WORDS
)
_AFTER = tuple(
    (late(words), comparator)
    for comparator, words in (
        (Comparator.GE, r" or (?:more|higher|above|greater)\b| and (?:above|up)\b|[个名人家次]?以上|\+"),
        (Comparator.LE, r" or (?:less|fewer|lower|below)\b|[个名人家次]?以[下内]"),
        (Comparator.GT, r"-plus\b| plus\b|[多余](?![元个样的])|出头"),
        (Comparator.APPROX, r" or so\b|左右|上下"),
    )
)
_DURING = late(r"\bover (?:the )?$")
_REACH = 24


def bound_before(folded: str, start: int, unit: str) -> Bound | None:
    """Return the comparator whose words end right before ``start``; "over" before a length of time means during."""
    window = folded[max(0, start - _REACH) : start]
    if unit in CALENDAR_LENGTHS and _DURING.search(window):
        return None
    for pattern, comparator in _BEFORE:
        if match := pattern.search(window):
            return Bound(comparator, start - len(window) + match.start())
    return None


def bound_after(folded: str, end: int) -> Bound | None:
    """Return the comparator whose words begin right at ``end``."""
    for pattern, comparator in _AFTER:
        if match := pattern.match(folded, end):
            return Bound(comparator, match.end())
    return None
