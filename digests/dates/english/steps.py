"""What English counts from an anchor: last week, next March, Friday, yesterday, three weeks ago, five months later."""

from __future__ import annotations

import re
from dataclasses import replace

from digests.dates.english.days import DAYS_OF_TURN, day_of_month
from digests.dates.english.words import (
    COUNT,
    DAY_CARDINAL,
    DAY_NUMBER,
    DAY_WORD,
    DAY_WORDS,
    END,
    FEW,
    HEDGES,
    MONTH,
    MONTHS,
    SEASONS,
    START,
    TURNS,
    UNITS,
    WAYS,
    WEEKDAY,
    WEEKDAYS,
    any_of,
    last_words,
    plurals,
)
from digests.dates.english.years import plain
from digests.dates.numerals import english
from digests.dates.parts import Origin, Part, Step
from digests.dates.pieces import piece
from digests.dates.values import Slice, Unit
from digests.when import Qualifier


def _turned(match: re.Match[str]) -> Part:
    """Return last, this or next week, March, Friday or summer."""
    count, origin = TURNS[plain(match["turn"])]
    word = match["unit"]
    if word in UNITS:
        return Part(step=Step(UNITS[word], count, origin))
    if word in SEASONS:
        return Part(season=SEASONS[word], turn=count, origin=origin)
    if word in MONTHS:
        return Part(month=MONTHS[word], turn=count, origin=origin)
    if "coming" in match["turn"]:
        return Part(weekday=WEEKDAYS[word], coming=True)
    return Part(weekday=WEEKDAYS[word], turn=count, origin=origin)


def _after_next(match: re.Match[str]) -> Part:
    """Return the week, March or Friday after the next one."""
    word = match["unit"]
    if word in UNITS:
        return Part(step=Step(UNITS[word], 2))
    return Part(month=MONTHS[word], turn=2) if word in MONTHS else Part(weekday=WEEKDAYS[word], turn=2)


_INITIALS = {"m": Unit.MONTH, "q": Unit.QUARTER, "y": Unit.YEAR}
TURN_HEAD = (
    DAYS_OF_TURN,
    piece(
        rf"{START}the\s+(?P<turn>last|next|coming)\s+(?:quarter|qtr){END}(?!\s+of\s)",
        lambda m: Part(step=Step(Unit.QUARTER, TURNS[m["turn"]][0])),
        ("quarter", "qtr"),
    ),
    piece(
        rf"""(?<!the\s)(?<!a\s){START}(?P<turn>{any_of(TURNS)})\s+
        (?P<unit>{any_of(UNITS)}|{MONTH}|{WEEKDAY}|{any_of(SEASONS)}){END}(?![’']?s\s+(?:ago|time))""",
        _turned,
        (*last_words(UNITS), *MONTHS, *WEEKDAYS, *SEASONS),
    ),
    piece(
        rf"{START}(?:the\s+)?(?P<unit>week|weekend|month|quarter|year|{WEEKDAY}|{MONTH})\s+after\s+(?:the\s+)?next{END}",
        _after_next,
        ("next",),
    ),
    piece(
        rf"{START}(?:(?:the\s+)?year[\s-]to[\s-]date|ytd){END}",
        lambda _: Part(step=Step(Unit.YEAR, 0), until=Part(step=Step(Unit.DAY, 0))),
        ("ytd", "date"),
    ),
    piece(
        rf"""{START}(?:the\s+)?(?:rest|remainder|remaining)\s+(?:of(?:\s+(?:the|my|our|this|current))?|the)\s+
        (?P<unit>week|month|quarter|year){END}""",
        lambda m: Part(step=Step(UNITS[m["unit"]], 0), slice=Slice.LATER),
        ("rest", "remainder", "remaining"),
    ),
    piece(
        rf"{START}(?:the\s+)?eo(?P<unit>[mqy]){END}",
        lambda m: Part(step=Step(_INITIALS[m["unit"]], 0), slice=Slice.END),
        ("eom", "eoq", "eoy"),
    ),
    piece(
        rf"{START}the\s+(?P<unit>week|month|quarter|decade){END}",
        lambda m: Part(step=Step(UNITS[m["unit"]], 0)),
        ("week", "month", "quarter", "decade"),
    ),
    piece(
        rf"{START}(?:the\s+)?(?P<which>end|start|beginning)\s+of\s+(?P<unit>year|month){END}",
        lambda m: Part(step=Step(UNITS[m["unit"]], 0), slice=Slice.END if m["which"] == "end" else Slice.START),
        ("year", "month"),
    ),
    piece(
        rf"{START}(?:the\s+)?year[-’'\s]?s?[-\s]end{END}", lambda _: Part(cycle=Unit.YEAR, slice=Slice.END), ("end",)
    ),
    piece(rf"{START}mid[-\s]?year{END}", lambda _: Part(cycle=Unit.YEAR, slice=Slice.MID), ("year", "midyear")),
)
WEEK_AFTER = (
    piece(
        rf"\s*[-,]?\s+(?:(?:of|from|in)\s+)?(?P<turn>{any_of(TURNS)})\s+week(?![a-z])",
        lambda m: Part(step=Step(Unit.WEEK, *TURNS[plain(m["turn"])])),
    ),
)
WEEKEND_AFTER = (piece(r"\s+weekend(?![a-z])", lambda _: Part(weekend=True)),)
WEEKDAY_HEAD = (
    piece(
        rf"""{START}(?P<day>{WEEKDAY}),?[^\S\n]+(?:the[^\S\n]+)?(?P<n>\d\d?(?:st|nd|rd|th)|(?<=the\s)(?:{DAY_WORD}|{DAY_CARDINAL})){END}
        (?!\s+(?:of\s+)?(?:{MONTH}|anniversary|edition|two|three|four|five|few|\d))""",
        lambda m: Part(weekday=WEEKDAYS[m["day"]], day=day_of_month(m["n"])),
    ),
    piece(
        rf"{START}(?P<day>{WEEKDAY}),?[^\S\n]+(?P<n>3[01]|[12]\d)(?=\s*(?:[.;!?)]|$))(?![.,]\d)",
        lambda m: Part(weekday=WEEKDAYS[m["day"]], day=day_of_month(m["n"])),
    ),
    piece(
        rf"""{START}(?:(?:this|next|last)\s+)?(?:{WEEKDAY}),?\s+(?P<month>0?[1-9]|1[0-2])/(?P<day>3[01]|[12]\d|0?[1-9])(?![\d%/a-z]|\.\d)""",
        lambda m: Part(month=int(m["month"]), day=int(m["day"])),
    ),
    piece(rf"{START}(?P<day>{WEEKDAY}){END}", lambda m: Part(weekday=WEEKDAYS[m["day"]])),
    piece(rf"{START}(?:the\s+)?weekend{END}", lambda _: Part(weekend=True), ("weekend",)),
)
DAY_WORD_HEAD = (
    piece(
        rf"{START}(?P<word>{any_of(DAY_WORDS)}){END}",
        lambda m: Part(step=Step(Unit.DAY, DAY_WORDS[plain(m["word"])])),
        last_words(DAY_WORDS),
    ),
    piece(
        rf"{START}the\s+day\s+(?P<word>before|after)(?=[\s]*[.,;:!?)]|\s*$)",
        lambda m: Part(step=Step(Unit.DAY, -1 if m["word"] == "before" else 1, Origin.EVENT)),
        ("day",),
    ),
    piece(
        rf"{START}on\s+the\s+(?P<day>{DAY_NUMBER})(?<=[a-z]){END}(?!\s+(?:of|day|floor|anniversary))",
        lambda m: Part(day=day_of_month(m["day"])),
    ),
    piece(
        rf"""(?:(?<=for\s)|(?<=by\s)|(?<=until\s)|(?<=till\s)|(?<=since\s)|(?<=before\s)|(?<=after\s)|(?<=week\sof\s)|(?<=w/c\s))
        the\s+(?P<day>{DAY_NUMBER})(?<=[a-z]){END}(?=\s*(?:[.,;!?)]|$))""",
        lambda m: Part(day=day_of_month(m["day"])),
    ),
    piece(
        rf"""(?:(?<=to\s)|(?<=and\s)|(?<=till\s)|(?<=until\s)|(?<=through\s)|(?<=between\s)|(?<=from\s)(?=now\s+(?:to|until|till|through)\s))
        (?:now|date|(?:the\s+)?present(?:\s+day)?|(?:the\s+)?current\s+date){END}""",
        lambda _: Part(step=Step(Unit.DAY, 0), bound=True),
        ("now", "date", "present", "day"),
    ),
)


def _offset(match: re.Match[str]) -> Part:
    """Return what is counted from the publication or from the event; "after its launch" waits for a date to come."""
    sign, origin = WAYS[plain(match["way"])]
    part = counted(match, sign, origin)
    return replace(part, ahead=True) if match["way"] in ("before", "after") and match["more"] else part


def counted(match: re.Match[str], sign: int, origin: Origin) -> Part:
    """Return the step of a count; a bound or a vague count names nothing, a half counts in a smaller unit."""
    hedge = plain(match["hedge"] or "")
    if match["few"] or (hedge and HEDGES[hedge] is None):
        return Part(vague=True)
    qualifier = HEDGES[hedge] if hedge else None
    unit, count = _amount(match["count"], match["unit"], half=bool(match["half"]))
    if unit is None:
        return Part(vague=True)
    if unit is not UNITS.get(match["unit"], Unit.WEEK):
        qualifier = Qualifier.ABOUT  # half a year is about six months
    return Part(step=Step(unit, sign * count, origin), qualifier=qualifier)


def _amount(count: str, unit: str, *, half: bool) -> tuple[Unit | None, int]:
    """Return unit and number; no unit where half of one is no whole number of another."""
    if unit == "fortnight":
        return Unit.WEEK, 2 * english(count)
    if half or count.startswith("half"):
        whole = 0 if count.startswith("half") else english(count)
        return (Unit.MONTH, 12 * whole + 6) if unit == "year" else (None, 0)
    return UNITS[unit], english(count)


def _weekdays(match: re.Match[str]) -> Part | None:
    """Return "three Fridays ago", "two Sundays from now"."""
    sign, origin = WAYS[plain(match["way"])]
    if match["way"] in ("before", "after"):
        return None
    return Part(step=Step(Unit.WEEK, sign * english(match["count"]), origin, weekday=WEEKDAYS[match["day"]]))


COUNTED = rf"""(?:(?P<hedge>{any_of(HEDGES)})\s+)?
    (?:(?P<few>{FEW})|(?P<count>{COUNT})(?P<half>\s+and\s+a\s+half)?)[\s-]+
    (?:more\s+)?(?:calendar\s+|full\s+|short\s+)?(?P<unit>{any_of(UNITS)}|fortnight)s?"""
COUNTED_NEEDS = plurals((*UNITS, "fortnight"))


def _year_ago_today(match: re.Match[str]) -> Part:
    """Return the same day, week or month so many years ago."""
    unit = UNITS.get(match["same"].split()[-1], Unit.DAY)
    count = english(match["count"])
    return Part(step=Step(UNITS[match["unit"]], -count, base=Part(step=Step(unit, 0)), exact=True))


OFFSET_HEAD = (
    piece(
        rf"{START}(?P<count>{COUNT})\s+(?P<unit>week|month|year)s?\s+ago\s+(?P<same>today|this\s+(?:week|month|quarter)){END}",
        _year_ago_today,
    ),
    piece(rf"(?<![\d.]){START}{COUNTED}\s+(?P<way>{any_of(WAYS)}){END}(?=(?P<more>\s+[a-z0-9“\"])?)", _offset),
    piece(
        rf"{START}in\s+{COUNTED}(?P<time>['’]?(?:s['’]?)?\s+time)?{END}(?!\s+(?:of|or|after|before|ago|later|earlier))",
        lambda m: replace(counted(m, 1, Origin.PUBLICATION), promise=not m["time"]),
    ),
    piece(
        rf"{START}(?P<count>{COUNT})\s+(?P<day>{WEEKDAY})s?\s+(?P<way>{any_of(WAYS)}){END}",
        _weekdays,
        plurals(WEEKDAYS),
    ),
)
