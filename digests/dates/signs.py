"""A first look at a text: the signs of a date it holds, told in one pass; only rules that may match are tried."""

from __future__ import annotations

import re

_SIGN = re.compile(
    r"[a-z]+|[\u4e00-\u9fff]|(?:1[5-9]|2[01])(?=\d\d)|['’](?=\d\d)|0(?=\s?['’]?s)"
    r"|[-/.／．](?:(?<=\d.)|(?<=\d\s.))(?=\s?[a-z\d])"
)
FOUR_DIGITS = frozenset(map(str, range(15, 22)))
"""One of them is told wherever a year of four digits stands: "20" for 2024."""
APOSTROPHES = frozenset("'’")
"""Told before two digits: '24."""
SEPARATORS = frozenset("-/.／．")
"""Told behind a digit and before a digit or a letter: 2024-04-18."""
TENS = frozenset("0")
"""Told before the "s" of a decade: the 90s."""


def signs_of(folded: str) -> set[str]:
    """Return the words (runs of a to z), the Chinese characters and the marks of dates in digits of a folded text."""
    return set(_SIGN.findall(folded))
