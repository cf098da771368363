"""Numbers as a reader sees them: short where nothing is lost, with the unit in the reader's language."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    get_currency_name,
)

from digests.figure import Comparator, Figure
from digests.layout.dates import LOCALES
from digests.words import Words

_MOST_DIGITS = 4
"""A number of more significant digits is written out, so that its short form never rounds it."""
_SMALLEST_SHORT = 10_000


def counted(key: str, number: int, words: Words) -> str:
    """Return a number with what it counts; the catalogue has ``<key>.one`` and ``<key>.other``."""
    return words.say(f"{key}.one" if number == 1 else f"{key}.other", count=shown_number(Decimal(number), words))


def shown_number(value: Decimal, words: Words) -> str:
    """Return a bare number: 405B, 4050亿, 1,234."""
    locale = LOCALES[words.lang]
    if _is_short(value):
        return str(format_compact_decimal(value, locale=locale, fraction_digits=3))
    return str(format_decimal(value, locale=locale, decimal_quantization=False))


def shown_value(figure: Figure, words: Words) -> str:
    """Return the value of a figure with its unit and bound: "more than US$1.2B", 约4.8亿用户."""
    amount = with_unit(figure.value, figure.unit, words)
    if figure.comparator is Comparator.EQ:
        return amount
    return words.say(f"figure.{figure.comparator}", value=amount)


def with_unit(value: Decimal, unit: str, words: Words) -> str:
    """Return a value with its unit: money by its currency, the rest by the catalogue or as the source counts it."""
    if unit.isupper():
        return _money(value, unit, words)
    if unit == "year":
        return words.say("date.year", year=f"{value:f}")
    if unit == "rank":
        return words.say("figure.rank", value=f"{value:f}")
    number = shown_number(value, words)
    return (
        words.say(key, value=number) if (key := f"unit.{unit}") in words.phrases else f"{number} {named(unit)}".strip()
    )


def named(identifier: str) -> str:
    """Return an identifier in snake_case as words."""
    return identifier.replace("_", " ")


def _money(value: Decimal, currency: str, words: Words) -> str:
    """Return an amount: "US$1.2B" in English, 12亿美元 in Chinese, where a bare $ is the local one."""
    locale = LOCALES[words.lang]
    if words.lang.is_chinese:
        return f"{shown_number(value, words)}{get_currency_name(currency, locale=locale)}"
    if _is_short(value):
        return str(format_compact_currency(value, currency, locale=locale, fraction_digits=3))
    plain = "¤#,##0.##"
    return str(
        format_currency(value, currency, plain, locale=locale, currency_digits=False, decimal_quantization=False)
    )


def _is_short(value: Decimal) -> bool:
    """Say whether the short form of a number loses nothing."""
    return abs(value) >= _SMALLEST_SHORT and len(value.normalize().as_tuple().digits) <= _MOST_DIGITS
