"""Numerals as news writes them: Arabic and full-width digits, Chinese (〇零两廿) and English words."""

from __future__ import annotations

CHINESE = "零〇○一二两三四五六七八九十廿卅百千"
"""Every character of a Chinese numeral up to the thousands, folded to Simplified."""

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_TENS = {"廿": 20, "卅": 30}
_SCALES = {"十": 10, "百": 100, "千": 1000}

_TEN, _PIVOT = 10, 40
"""Years of two digits from here on belong to the last century."""

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS_WORDS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
WORDS: dict[str, int] = {word: n for n, word in enumerate(_SMALL)}
WORDS |= {word: 10 * n for n, word in enumerate(_TENS_WORDS, 2)}
WORDS |= {f"{ten}-{_SMALL[n]}": WORDS[ten] + n for ten in _TENS_WORDS for n in range(1, 10)}
WORDS |= {"a": 1, "an": 1, "dozen": 12, "a dozen": 12}
"""English counts up to ninety-nine."""
ORDINALS: dict[str, int] = {word: n for n, word in enumerate(_ORDINALS) if n}
ORDINALS |= {f"twenty-{_ORDINALS[n]}": 20 + n for n in range(1, 10)} | {"thirtieth": 30, "thirty-first": 31}
"""English ordinals up to thirty-first."""
_NOUGHTS = ("zero", "oh", "o", "nought")
_TENS_AND_ONES = "|".join(
    sorted((w.replace("-", "[- ]") for w, n in WORDS.items() if n >= _TEN and "dozen" not in w), key=len, reverse=True)
)
_ONES = "|".join(_SMALL[1:10])
_SPOKEN_CENTURIES = ("sixteen", "seventeen", "eighteen", "nineteen", "twenty")
SPOKEN_NEEDS = ("thousand", *_SPOKEN_CENTURIES)
"""One of these words stands in every year in words."""
SPOKEN_YEAR = (
    rf"(?:two\s+thousand(?:\s+(?:and\s+)?(?:{_TENS_AND_ONES}|{_ONES}))?"
    rf"|(?:{'|'.join(_SPOKEN_CENTURIES)})[\s-](?:hundred(?:\s+(?:and\s+)?(?:{_TENS_AND_ONES}|{_ONES}))?"
    rf"|(?:{'|'.join(_NOUGHTS)})[\s-](?:{_ONES})|(?:{_TENS_AND_ONES})))"
)
"""A year in words: two thousand and five, nineteen ninety-six, twenty oh one, nineteen hundred ninety-three."""


def chinese(text: str) -> int:
    """Return the value of folded digits or a Chinese numeral: 2024, 二〇二四, 两千零四, 二十三, 廿三.

    Raises ValueError for anything else.
    """
    if text.isdecimal():
        return int(text)
    if not text or any(c not in CHINESE for c in text):
        msg = f"not a numeral: {text!r}"
        raise ValueError(msg)
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    return _with_scales(text)


def _with_scales(text: str) -> int:
    """Return the value of a numeral with 十, 百 or 千."""
    total = pending = 0
    for character in text:
        if character in _SCALES:
            total += (pending or 1) * _SCALES[character]
            pending = 0
        elif character in _TENS:
            total += _TENS[character]
        else:
            pending = _DIGITS[character]
    return total + pending


def english(text: str) -> int:
    """Return the value of lower-case digits, a count or an ordinal: 12, 3rd, twenty-one, a, thirty first.

    Raises ValueError for anything else.
    """
    word = " ".join(text.replace("-", " ").split())
    number = word.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    if number.isdecimal():
        return int(number)
    for table in (WORDS, ORDINALS):
        value = table.get(word, table.get(word.replace(" ", "-")))
        if value is not None:
            return value
    msg = f"not a number: {text!r}"
    raise ValueError(msg)


def full_year(short: int) -> int:
    """Return the year whose last two digits those are: 1940 to 2039."""
    return short + (2000 if short < _PIVOT else 1900)


def spoken_year(text: str) -> int:
    """Return the year of words that ``SPOKEN_YEAR`` matches. Raises ValueError for other ones."""
    first, *rest = text.replace("-", " ").split()
    if first == "two":
        century, rest = 20, rest[1:]
    else:
        century = english(first)
    left = [word for word in rest if word not in ("hundred", "and", *_NOUGHTS)]
    return 100 * century + (english(" ".join(left)) if left else 0)
