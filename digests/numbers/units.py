"""What a number counts: money, percent, calendar lengths and things, in English and Chinese.

Everything here takes folded text. A unit is an ISO 4217 code, ``percent``, ``times``, or an English plural. 元 alone
is CNY, $ alone USD.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from digests.numbers.unit_words import LENGTHS, MEASURES, MONEY, SIGNS, THINGS, Words
from digests.text.patterns import late
from digests.text.script import HAN


class Unit(NamedTuple):
    """A unit and the offset where its words end (or begin, for one that stands before the number)."""

    name: str
    edge: int


_Table = tuple[tuple[re.Pattern[str], str], ...]

CALENDAR_LENGTHS = frozenset(LENGTHS)

_AFTER_OF = frozenset(("users", "downloads", "parameters", "customers", "developers"))
"""What a number without a measure word may count across 的: 超过5亿的月活用户, but not 超过7亿的公司."""

_MEASURE = late(" ?[个名位家款种片块颗枚台套张部篇项座件条只所笔支把头架封次辆户]")
_ENGLISH_WORD = late(r"[a-z][a-z0-9'’]*")
_GAPS = frozenset((" ", "-"))
"""What may stand between a number and the words that belong to it."""
_CHINESE_WORDS = late(rf"(?:[{HAN}a-z ]|(?<=[a-z\d])\d){{0,14}}")
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
_NO_PLURAL = late(r"(?:ss|us|is|'s|’s)$")


def _joined(table: Words) -> dict[str, str]:
    """Return the words of both languages by unit, as one alternation."""
    return {name: "|".join(filter(None, words)) for name, words in table.items()}


def _compiled(table: Words, frame: str) -> _Table:
    """Return a table with its words in both languages compiled into a frame, in which @ stands for them."""
    return tuple((late(frame.replace("@", f"(?:{words})")), name) for name, words in _joined(table).items())


class _Words:
    """Patterns of units as one: the first of them that matches at a place tells the unit."""

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._names = ("", *patterns)
        self._any = late("|".join(f"({pattern})" for pattern in patterns.values()))

    def at(self, folded: str, place: int) -> Unit | None:
        """Return the unit whose words begin at a place."""
        match = self._any.match(folded, place)
        return Unit(self._names[match.lastindex or 0], match.end()) if match else None


_SIGN_BEFORE = _compiled(SIGNS, r"(?<![a-z])@ ?$")
_AFTER = _Words(
    {
        "percent": r" ?(?:%|％|percent(?:age points?)?\b|per cent\b|pct\b|个?百分点)",
        "times": r"[- ]?fold\b|x(?![a-z0-9])| times(?= (?:more|less|as|the|that|its|what|\w+er)\b)| ?倍",
        "occurrences": r" times\b",
        **{name: rf"[ -]?(?:{words})" for name, words in _joined(MONEY).items()},
        **{name: rf"(?:-| ?)(?:{words})" for name, words in _joined(LENGTHS).items()},
    }
)
_ENGLISH_THING = _Words({name: rf"(?:{english})\b" for name, (english, _) in THINGS.items() if english})
_CHINESE_THING = _compiled(THINGS, "@")
_ANY_CHINESE_THING = late("|".join(pattern.pattern for pattern, _ in _CHINESE_THING))


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
    return _AFTER.at(folded, end) or _english_thing(folded, end) or _chinese_thing(folded, end, close=close)


def _english_thing(folded: str, end: int) -> Unit | None:
    """Return the known noun among the next words, or a plural right behind the number."""
    plural = None
    for number, word in enumerate(_ENGLISH_WORD.finditer(folded, end, end + _REACH)):
        gap = folded[end : word.start()]
        end = word.end()
        if gap not in _GAPS or number == _ENOUGH_WORDS or (word[0] in _STOP and (word[0] != "of" or number)):
            break
        if unit := _ENGLISH_THING.at(folded, word.start()):
            return unit
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
    first = _ANY_CHINESE_THING.search(window)
    thing = _thing_at(window, first.start()) if first else None
    if thing and (measure or not window.startswith(_OF) or thing.name in _AFTER_OF):
        return Unit(thing.name, start + thing.edge)
    if measure and not close:
        return Unit(MEASURES.get(measure[0].strip(), "units"), start)
    return None


def _thing_at(window: str, place: int) -> Unit:
    """Return the longest of the Chinese nouns that begin at a place."""
    found = ((match.end(), name) for pattern, name in _CHINESE_THING if (match := pattern.match(window, place)))
    end, name = min(found, key=lambda one: (-one[0], one[1]))
    return Unit(name, end)
