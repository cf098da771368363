"""Dates as a reader sees them: as exact as they are known, in the customs of the language."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from babel.dates import format_interval, format_skeleton, format_time

from digests.language import Lang
from digests.when import Granularity, Published, Qualifier, When, month_span, period_of
from digests.words import Words

LOCALES = {Lang.EN: "en_001", Lang.HANS: "zh_Hans", Lang.HANT: "zh_Hant"}
"""CLDR locales; ``en_001`` writes "18 Apr 2024", which no reader of English takes for another day."""
_SEASONS = ("winter", "spring", "summer", "autumn")
"""The season of December to February, and so on."""
_SKELETONS = {Granularity.MONTH: "yMMM", Granularity.QUARTER: "yQQQ"}
_CALENDAR = frozenset({Granularity.WEEK, Granularity.MONTH, Granularity.QUARTER, Granularity.HALF, Granularity.YEAR})
_SLICES = frozenset({Qualifier.EARLY, Qualifier.MID, Qualifier.LATE})


def shown_when(when: When, words: Words) -> str:
    """Return a period in words: "18 Apr 2024", "week of 17 Jul 2023", "late 2022", 2024年第3季度.

    The interval of "late 2022" is the end of that year; what is named is the year.
    """
    if when.qualifier is None:
        return _period(when, words)
    whole = when
    if when.qualifier in _SLICES and when.granularity in _CALENDAR:
        whole = When(*period_of(when.start, when.granularity), when.granularity)
    exact = f"date.{when.qualifier}.{when.granularity}"
    return words.say(exact if exact in words.phrases else f"date.{when.qualifier}", date=_period(whole, words))


def shown_day(day: date, words: Words) -> str:
    """Return a calendar day."""
    return str(format_skeleton("yMMMd", day, locale=LOCALES[words.lang]))


def shown_published(published: Published | None, words: Words) -> str:
    """Return a date of publication, or nothing where it is not known."""
    return shown_when(published.when, words) if published else ""


def shown_instant(instant: datetime, zone: tzinfo, words: Words) -> str:
    """Return day and minute of an instant in a zone."""
    local = instant.astimezone(zone)
    return f"{shown_day(local.date(), words)} {format_time(local, 'HH:mm', locale=LOCALES[words.lang])}"


def shown_span(start: date, end: date, words: Words) -> str:
    """Return two days and what lies between: "28 Apr – 3 May 2024"; a whole month, or months, or years, as such."""
    locale = LOCALES[words.lang]
    if (start, end) == month_span(start.year, start.month):
        return str(format_skeleton("yMMM", start, locale=locale))
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        years = {"start": start.year, "end": end.year}
        return words.say("date.year", year=start.year) if start.year == end.year else words.say("date.years", **years)
    whole_months = start.day == 1 and end == month_span(end.year, end.month)[1]
    shown = str(format_interval(start, end, "yMMM" if whole_months else "yMMMd", locale=locale))
    return shown.replace("\u2009", " ")  # thin spaces are cut off or doubled by terminals


def _period(when: When, words: Words) -> str:
    """Return an unqualified period; one that is not what its granularity says is shown by its two ends."""
    start, end = when.start, when.end
    if when.granularity in _CALENDAR and period_of(start, when.granularity) != (start, end):
        return shown_span(start, end, words)
    if skeleton := _SKELETONS.get(when.granularity):
        return str(format_skeleton(skeleton, start, locale=LOCALES[words.lang]))
    if key := _key(when):
        return words.say(key, year=_years(when), day=shown_day(start, words))
    return shown_day(start, words) if start == end else shown_span(start, end, words)


def _key(when: When) -> str | None:
    """Return the key of the phrase for a period, where the catalogue has one."""
    match when.granularity:
        case Granularity.SEASON:
            return f"date.{_SEASONS[when.start.month % 12 // 3]}"
        case Granularity.HALF:
            return "date.half.first" if when.start.month == 1 else "date.half.second"
        case Granularity.WEEK | Granularity.YEAR | Granularity.DECADE:
            return f"date.{when.granularity}"
        case _:
            return None


def _years(when: When) -> str:
    """Return the year of a period; of a season that crosses New Year both ("2023/24"), of a decade its first."""
    if when.granularity is Granularity.DECADE:
        return str(when.start.year - when.start.year % 10)
    crossing = when.granularity is Granularity.SEASON and when.start.year != when.end.year
    return f"{when.start.year}/{when.end.year % 100:02d}" if crossing else str(when.start.year)
