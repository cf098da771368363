"""What a number counts: money, percent, calendar lengths and things, in English and Chinese.

Everything here takes folded text. A unit is an ISO 4217 code, ``percent``, ``times``, or an English plural. 元 alone
is CNY, $ alone USD.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from digests.numbers.unit_words import LENGTHS, MEASURES, MONEY, SIGNS, THINGS, Words
from digests.text.script import HAN


class Unit(NamedTuple):
    """A unit and the offset where its words end (or begin, for one that stands before the number)."""

    name: str
    edge: int


_Table = tuple[tuple[re.Pattern[str], str], ...]

CALENDAR_LENGTHS = frozenset(LENGTHS)

_AFTER_OF = frozenset(("users", "downloads", "parameters", "customers", "developers"))
"""What a number without a measure word may count across 的: 超过5亿的月活用户, but not 超过7亿的公司."""

_MEASURE = re.compile(" ?[个名位家款种片块颗枚台套张部篇项座件条只所笔支把头架封次辆户]")
_ENGLISH_WORD = re.compile(r"[a-z][a-z0-9'’]*")
_GAPS = frozenset((" ", "-"))
"""What may stand between a number and the words that belong to it."""
_CHINESE_WORDS = re.compile(rf"(?:[{HAN}a-z ]|(?<=[a-z\d])\d){{0,14}}")
"""Digits only inside a Latin name: 1.6万块h100."""
_OF = "的"
_ENOUGH_WORDS = 5
_REACH = 100
"""Code points behind a number that five words may take."""
_NEXT_WORDS = 2
"""Among how many words behind a number an unknown plural is what it counts."""
_STOP = frozenset(
    re.findall(
        r"\w+",
        "in by for to at on from and or but is was are were be has have had will would could can may might that "
        "which who with than as if when while after before since until during because so per a an the this its it "
        "he she they we of not into over under about between through against out up down off says said more less "
        "plus each every also",
    )
)
_NO_PLURAL = re.compile(r"(?:ss|us|is|'s|’s)$")


def _compiled(table: Words, frame: str) -> _Table:
    """Return a table with its words in both languages compiled into a frame, in which @ stands for them."""
    joined = {name: "|".join(filter(None, words)) for name, words in table.items()}
    return tuple((re.compile(frame.replace("@", f"(?:{words})")), name) for name, words in joined.items())


_SIGN_BEFORE = _compiled(SIGNS, r"(?<![a-z])@ ?$")
_MONEY_AFTER = _compiled(MONEY, r"[ -]?@")
_PERCENT_AFTER = re.compile(r" ?(?:%|％|percent(?:age points?)?\b|per cent\b|pct\b|个?百分点)")
_TIMES_AFTER = re.compile(r"[- ]?fold\b|x(?![a-z0-9])| times(?= (?:more|less|as|the|that|its|what|\w+er)\b)| ?倍")
_OCCURRENCES_AFTER = re.compile(r" times\b")
_LENGTH_AFTER = _compiled(LENGTHS, r"(?:-| ?)@")
_ENGLISH_THING = tuple((re.compile(rf"(?:{english})\b"), name) for name, (english, _) in THINGS.items() if english)
_CHINESE_THING = _compiled(THINGS, "@")


def is_money(unit: str) -> bool:
    """Say whether a unit is an ISO 4217 code."""
    return len(unit) == 3 and unit.isupper()  # noqa: PLR2004  such codes have three letters


def is_measure(unit: str) -> bool:
    """Say whether a unit is money, percent, a multiple or a length of time: nothing that names are numbered with."""
    return is_money(unit) or unit in CALENDAR_LENGTHS or unit in ("percent", "times")


def sign_before(folded: str, start: int) -> Unit | None:
    """Return the currency sign or code that stands right before ``start``."""
    window = folded[max(0, start - 6) : start]
    for pattern, name in _SIGN_BEFORE:
        if match := pattern.search(window):
            return Unit(name, start - len(window) + match.start())
    return None


def unit_after(folded: str, end: int, *, close: bool = False) -> Unit | None:
    """Return the unit that follows a number which ends at ``end``, or None.

    With ``close`` a Chinese noun counts only behind a measure word (三名参议员, but not 二号参数).
    """
    for pattern, name in (
        (_PERCENT_AFTER, "percent"),
        (_TIMES_AFTER, "times"),
        (_OCCURRENCES_AFTER, "occurrences"),
        *_MONEY_AFTER,
        *_LENGTH_AFTER,
    ):
        if match := pattern.match(folded, end):
            return Unit(name, match.end())
    return _english_thing(folded, end) or _chinese_thing(folded, end, close=close)


def _english_thing(folded: str, end: int) -> Unit | None:
    """Return the known noun among the next words, or a plural right behind the number."""
    plural = None
    for number, word in enumerate(_ENGLISH_WORD.finditer(folded, end, end + _REACH)):
        gap = folded[end : word.start()]
        end = word.end()
        if gap not in _GAPS or number == _ENOUGH_WORDS or (word[0] in _STOP and (word[0] != "of" or number)):
            break
        for pattern, name in _ENGLISH_THING:
            if match := pattern.match(folded, word.start()):
                return Unit(name, match.end())
        if plural is None and number < _NEXT_WORDS and word[0].endswith("s") and not _NO_PLURAL.search(word[0]):
            plural = Unit(word[0], word.end())
    return plural


def _chinese_thing(folded: str, end: int, *, close: bool) -> Unit | None:
    """Return what a measure word and the noun after it count; a noun without a measure word must stand close by."""
    measure = _MEASURE.match(folded, end)
    if close and measure is None:
        return None
    start = measure.end() if measure else end
    words = _CHINESE_WORDS.match(folded, start)
    window = words[0] if words else ""
    if measure is None:
        window = window[:7] if window.startswith(_OF) else window[:6].partition(_OF)[0]
    else:
        window = window.removeprefix(_OF).partition(_OF)[0]
    found = [
        (match.start(), -match.end(), name) for pattern, name in _CHINESE_THING if (match := pattern.search(window))
    ]
    if found and (measure or not window.startswith(_OF) or min(found)[2] in _AFTER_OF):
        _, length, name = min(found)
        return Unit(name, start - length)
    if measure and not close:
        return Unit(MEASURES.get(measure[0].strip(), "units"), start)
    return None
