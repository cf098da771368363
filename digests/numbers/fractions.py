"""Parts of a whole, in percent: two thirds, one in five, half of, 五分之一, 百分之三十, 三成, 一半.

Everything here takes folded text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from digests.numbers.numeral import FIGURE, WORD, Numeral, chinese_value, english_value
from digests.text.patterns import late

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_PARTS |= {f"{part}s": number for part, number in _PARTS.items()} | {"halves": 2}
_HUNDRED = Decimal(100)

_ONE_IN_FIVE = late(
    rf"(?P<top>{WORD}|\b\d{{1,3}}) (?:in|out of)(?: every)? (?P<whole>{WORD}|\d{{1,3}}\b)"
    r"(?![,.]\d| (?:years?|months?|weeks?|days?|hours?|minutes?|hundred|thousand|million|billion)\b)"
)
_TWO_THIRDS = late(
    rf"(?P<top>{WORD})[ -](?P<part>{'|'.join(_PARTS)})\b(?= of\b|-| the\b)"
    r"(?! of (?:the )?(?:(?:19|20)\d\d\b|fiscal|year|century|financial))"
)
_HALF_OF = late(r"(?<!first )(?<!second )(?<!latter )\bhalf(?= of (?!an? )| the | its | their | all )")
_ZH_NUMBER = rf"(?:{FIGURE}|[零〇一二三四五六七八九两十百千]{{1,9}}(?:点[零〇一二三四五六七八九]{{1,9}})?)"
_FEN_ZHI = late(rf"(?P<whole>{_ZH_NUMBER})分之(?P<top>{_ZH_NUMBER})")
_TENTHS = late(
    rf"(?P<top>(?<![\d.]){FIGURE}|(?<![十百千第变])[一二三四五六七八九两])成"
    r"(?P<more>[一二三四五六七八九](?![个家种名款])|\d(?!\d))?(?![为立功本果都就员长品人绩效熟分了])"
)
_HALF_ZH = late("(?<![一另])一半")


def find_fractions(folded: str) -> Iterator[Numeral]:
    """Yield the parts of a whole as numerals in percent, exact where they end."""
    for needs, pattern, read in _READERS:
        if any(map(folded.__contains__, needs)):
            for match in pattern.finditer(folded):
                yield Numeral(match.start(), match.end(), _rounded(read(match)), percent=True)


def _rounded(value: Decimal) -> Decimal:
    """Return a percentage as it is, or to a tenth where it never ends (a third)."""
    exact = value.quantize(Decimal("0.0001"))
    return exact.normalize() + 0 if exact == value else value.quantize(Decimal("0.1"))


def _number(word: str) -> Decimal:
    """Return the value of an English number word or of digits."""
    return Decimal(word) if word.isdecimal() else english_value(word)


def _spelled(word: str) -> Decimal:
    """Return the value of a Chinese numeral with or without a decimal point (点)."""
    whole, point, decimals = word.partition("点")
    if not point:
        return chinese_value(whole)
    return chinese_value(whole) + Decimal("0." + "".join(str(chinese_value(digit)) for digit in decimals))


_READERS: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str]], Decimal]], ...] = (
    (("分之",), _FEN_ZHI, lambda match: _HUNDRED * _spelled(match["top"]) / (_spelled(match["whole"]) or 1)),
    (("成",), _TENTHS, lambda match: 10 * _spelled(match["top"]) + _spelled(match["more"] or "零")),
    (("一半",), _HALF_ZH, lambda _: Decimal(50)),
    ((" in ", " out of "), _ONE_IN_FIVE, lambda m: _HUNDRED * _number(m["top"]) / (_number(m["whole"]) or 1)),
    (tuple(_PARTS), _TWO_THIRDS, lambda match: _HUNDRED * _number(match["top"]) / _PARTS[match["part"]]),
    (("half",), _HALF_OF, lambda _: Decimal(50)),
)
"""Words one of which stands wherever the pattern matches, the pattern, and how its match is read."""
