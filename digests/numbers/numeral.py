"""Numbers as they are written: digits with scales, English and Chinese number words, as exact decimals.

Everything here takes folded text (``digests.text.script.fold``): Simplified, lower case, half-width digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from digests.text.patterns import any_of, late

FIGURE = r"(?:\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?)(?!\d)"
"""A number in digits; longer ones are identifiers."""
START = r"(?<!\d)(?<!\d[.,])"
"""Where a number may begin: not inside a longer one."""
_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a": 1, "an": 1, "dozen": 12,
}  # fmt: skip
_SCALES = {"hundred": 2, "thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9, "trillion": 12}
_SUFFIXES = {"k": 3, "m": 6, "mn": 6, "mln": 6, "b": 9, "bn": 9, "bln": 9, "t": 12, "tn": 12, "trn": 12}
_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"〇": 0, "两": 2}
_ZH_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
"""Powers of ten. 兆 is 10^12, as in Taiwan; before a unit of physics it is mega, and no part of a numeral."""
_MYRIAD = 4

WORD = rf"\b{any_of(_WORDS)}\b"
_SCALE = rf"(?:{'|'.join(_SCALES)})\b"
_ZH_SCALE = "(?:[十百万亿]|[千兆](?![瓦字赫比位克米卡兆]))"
_PIECE = (
    rf"(?:{FIGURE} ?|[零〇]?[一二三四五六七八九两]|(?=十)|(?=[百千][万亿]))"
    rf"(?:[多余] ?(?=[十百千万亿]))?{_ZH_SCALE}(?:[多余](?=[万亿]))?{_ZH_SCALE}*"
)
_ENGLISH_WORDS = late(rf"{WORD}(?:(?:[ -]| and )(?:{WORD}|\b{_SCALE}))*")
_HALF_A_MILLION = late(rf"\bhalf an? (?P<scale>{_SCALE})")
_DIGITS_WITH_SCALE = late(
    rf"{START}{FIGURE}"
    rf"(?: ?(?P<scale>{_SCALE})(?: (?P<more>crore|trillion)\b)?| ?(?P<suffix>{'|'.join(_SUFFIXES)})(?![a-z0-9]))?"
)
_CHINESE = late(
    rf"(?=[\d零〇一二三四五六七八九两十百千]){START}{_PIECE}(?: ?{_PIECE})*(?:[零〇]?[一二三四五六七八九](?![、成]))?"
)
_CHINESE_DIGIT = late("[一二三四五六七八九两]")
_ARTICLES = frozenset(("a", "an"))
_IN_CHINESE = f"{''.join(_DIGITS)}{''.join(_ZH_SCALES)}"
_COUNTS_IN_CHINESE = late(f"[{_IN_CHINESE}]")
_PARTS_AND_PLACES = (
    *("half", "quarter", "first", "second"),
    *("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
)
_TELLING = any_of(word for word in (*_WORDS, *_SCALES, *_PARTS_AND_PLACES) if word not in _ARTICLES)
_COUNTS = late(rf"[\d{_IN_CHINESE}]|\b{_TELLING}")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the text."""

    start: int
    end: int
    value: Decimal
    percent: bool = False
    """True for fractions (two thirds, 三成, 五分之一, one in five): the value is in percent."""
    rank: bool = False
    """True for a place in an order: 排名第6, "ranked third"."""
    suffix: str = ""
    """A scale written as letters right behind the digits: "b" in 70b."""
    in_words: bool = False
    """True where no digit and no scale is written: "two", 两. Such a number must have its unit right behind it."""
    at_least: bool = False
    """True for a lower bound inside the number: 十多万."""


def may_count(folded: str) -> bool:
    """Say whether a text holds anything that a number, a part or a rank is made of: a cheap look before the work."""
    return _COUNTS.search(folded) is not None


def find_numerals(folded: str) -> Iterator[Numeral]:
    """Yield the numbers of a text, kinds that say more first; they may overlap. "A" alone is an article."""
    chinese = _COUNTS_IN_CHINESE.search(folded) is not None
    for pattern, read, applies in (
        (_CHINESE, _chinese, chinese),
        (_HALF_A_MILLION, _half, "half" in folded),
        (_DIGITS_WITH_SCALE, _digits, True),
        (_ENGLISH_WORDS, _english, True),
        (_CHINESE_DIGIT, _chinese_digit, chinese),
    ):
        if applies:
            yield from (read(match) for match in pattern.finditer(folded) if match[0] not in _ARTICLES)


def chinese_value(numeral: str) -> Decimal:
    """Return the value of a Chinese numeral, digits mixed in or not: 两千三百, 2兆1千亿, 1.2万亿, 两万三."""
    parts: list[tuple[Decimal, int]] = []
    section, current, last = Decimal(0), Decimal(0), 0
    for token in re.findall(rf"{FIGURE}|[{''.join(_DIGITS)}{''.join(_ZH_SCALES)}]", numeral):
        power = _ZH_SCALES.get(token)
        if power is None:
            current = Decimal(_DIGITS[token]) if token in _DIGITS else Decimal(token.replace(",", ""))
            last = last if current else 0
        elif power < _MYRIAD:
            section += (current or 1) * 10**power
            current, last = Decimal(0), power
        else:
            section += current
            while parts and parts[-1][1] < power:
                section += parts.pop()[0]
            parts.append((section * 10**power, power))
            section, current, last = Decimal(0), Decimal(0), power
    return sum((value for value, _ in parts), section + current * 10 ** max(last - 1, 0))


def english_value(words: str) -> Decimal:
    """Return the value of English number words: "a hundred thousand", "twenty-one", "three dozen"."""
    total, section = Decimal(0), Decimal(0)
    for word in re.findall("[a-z]+", words):
        if word == "dozen":
            section = max(section, Decimal(1)) * 12
        elif word in _WORDS:
            section += _WORDS[word]
        elif word == "hundred":
            section = max(section, Decimal(1)) * 100
        elif word in _SCALES:
            total += max(section, Decimal(1)) * 10 ** _SCALES[word]
            section = Decimal(0)
    return total + section


def _chinese(match: re.Match[str]) -> Numeral:
    more = bool(re.search("[多余]", match[0]))
    return Numeral(match.start(), match.end(), chinese_value(match[0]), at_least=more)


def _half(match: re.Match[str]) -> Numeral:
    return Numeral(match.start(), match.end(), Decimal(10) ** _SCALES[match["scale"]] / 2)


def _digits(match: re.Match[str]) -> Numeral:
    figure = re.match(FIGURE, match[0])
    power = sum(_SCALES[word] for word in (match["scale"], match["more"]) if word)
    power += _SUFFIXES.get(match["suffix"] or "", 0)
    value = Decimal(figure[0].replace(",", "")) if figure else Decimal(0)
    return Numeral(match.start(), match.end(), value * 10**power, suffix=match["suffix"] or "")


def _english(match: re.Match[str]) -> Numeral:
    scaled = bool(re.search(_SCALE, match[0]))
    return Numeral(match.start(), match.end(), english_value(match[0]), in_words=not scaled)


def _chinese_digit(match: re.Match[str]) -> Numeral:
    return Numeral(match.start(), match.end(), Decimal(_DIGITS[match[0]]), in_words=True)
