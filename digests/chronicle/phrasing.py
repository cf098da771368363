"""Which sentences can stand alone as a line, and how amounts and names are written in a reader's language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    get_currency_name,
    get_currency_symbol,
)

from digests.chronicle.cues import OPENS_DANGLING, QUESTION
from digests.chronicle.idle import is_cut_short
from digests.event import Amount, Role
from digests.figure import Comparator
from digests.language import Lang
from digests.lexicon import Entity
from digests.numbers import find_quantities
from digests.reading import Quantity
from digests.text.script import fold, shown_in
from digests.words import Words

LONGEST_EN, LONGEST_ZH = 220, 90
_SHORTEST_EN, _SHORTEST_ZH = 24, 8
_ISO_LETTERS = 3
_MANY = 1_000_000
_LOCALES = {Lang.EN: "en", Lang.HANS: "zh_Hans", Lang.HANT: "zh_Hant"}
_SCALES_EN = ((Decimal(10**12), " trillion"), (Decimal(10**9), " billion"), (Decimal(10**6), " million"))
_SCALES_HANS = ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万"))
_SCALES_HANT = ((Decimal(10**12), "兆"), (Decimal(10**8), "億"), (Decimal(10**4), "萬"))
_MOST_DIGITS = 6
_DOWNLOADED = re.compile(r"下载|\bdownload")


def reads_alone(text: str, lang: Lang) -> bool:
    """Say whether a sentence makes a good single line: short enough, no dangling opening, no open quotation."""
    line = text.strip()
    shortest, longest = (_SHORTEST_ZH, LONGEST_ZH) if lang.is_chinese else (_SHORTEST_EN, LONGEST_EN)
    whole = line.count("“") == line.count("”") and line.count("「") == line.count("」") and line.count('"') % 2 == 0
    opens_well = not OPENS_DANGLING.search(fold(line)) and not QUESTION.search(line) and not is_cut_short(line)
    return shortest <= len(line) <= longest and whole and opens_well and "\n" not in line


def shown_name(entity: Entity, lang: Lang) -> str:
    """Return an entity's name for a reader: in the script asked for, converted from the other, else in English."""
    if lang.is_chinese and lang not in entity.name:
        other = Lang.HANS if lang is Lang.HANT else Lang.HANT
        if other in entity.name:
            return shown_in(entity.name[other], other, lang)
    return entity.shown(lang)


def shown_amounts(quantities: Sequence[Quantity], words: Words, limit: int) -> tuple[str, ...]:
    """Return the first amounts whose unit the catalogue of words can name, as a reader writes them."""
    shown = (_amount(q, words) for q in quantities)
    return tuple(dict.fromkeys(text for text in shown if text))[:limit]


def counted_in(text: str) -> list[Quantity]:
    """Return the quantities of a sentence; times that something was downloaded are downloads.

    So is its only large number where it has no noun ("put the downloads at 650 million").
    """
    found = find_quantities(text)
    if not _DOWNLOADED.search(fold(text)):
        return list(found)
    large = [q for q in found if q.value >= _MANY]
    counts = [q for q in found if q.unit == "occurrences" or (not q.unit and large == [q])]
    return [replace(q, unit="downloads") if q in counts else q for q in found]


def _amount(quantity: Quantity, words: Words) -> str | None:
    """Return one amount with its bound and unit, or None where its unit has no word."""
    locale = {Lang.HANS: "zh_Hans", Lang.HANT: "zh_Hant"}.get(words.lang, "en")
    unit = f"unit.{quantity.unit}"
    if quantity.unit.isupper() and len(quantity.unit) == _ISO_LETTERS:
        text = format_compact_currency(quantity.value, quantity.unit, locale=locale, fraction_digits=1)
    elif unit in words.phrases:
        number = format_compact_decimal(quantity.value, format_type=_width(words), locale=locale, fraction_digits=1)
        text = words.say(unit, value=number)
    else:
        return None
    text = text.replace("\xa0", " ")
    return text if quantity.comparator is Comparator.EQ else words.say(f"figure.{quantity.comparator}", value=text)


def _width(words: Words) -> Literal["short", "long"]:
    """Return the CLDR width that writes large numbers out: "500 million"; Chinese has one width (5亿)."""
    return "short" if words.lang.is_chinese else "long"


def said_amount(amount: Amount, words: Words) -> str:
    """Return an amount of a composed line, never rounded: "more than $1.25 billion", 超过12.5亿美元, 600人, 10%."""
    text = _said_value(amount, words)
    return text if amount.comparator == Comparator.EQ else words.say(f"figure.{amount.comparator}", value=text)


def _said_value(amount: Amount, words: Words) -> str:
    """Return the value with its unit."""
    number = _scaled(amount.value, words.lang)
    if amount.role in (Role.HEADCOUNT, Role.SHARE, Role.PARAMETERS):
        return words.say(f"headline.{amount.role}", value=number)
    if words.lang.is_chinese:
        return number + get_currency_name(amount.unit, locale=_LOCALES[words.lang])
    sign = get_currency_symbol(amount.unit, locale=_LOCALES[words.lang])
    return f"{sign}{number}" if len(sign) < _ISO_LETTERS else f"{sign} {number}"


def _scaled(value: Decimal, lang: Lang) -> str:
    """Return a number with the largest scale word of the language that it reaches; long ones are written out."""
    scales = _SCALES_EN if lang is Lang.EN else _SCALES_HANT if lang is Lang.HANT else _SCALES_HANS
    size, word = next(((size, word) for size, word in scales if abs(value) >= size), (Decimal(1), ""))
    number = (value / size).normalize()
    if len(number.as_tuple().digits) > _MOST_DIGITS:
        return f"{value:,f}"
    return f"{number:,f}{word}" if not (word and lang.is_chinese) else f"{number:f}{word}"
