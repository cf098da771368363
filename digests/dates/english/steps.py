"""What English counts from an anchor: last week, next March, Friday, yesterday, three weeks ago, five months later."""

from __future__ import annotations

import re
from dataclasses import replace

from digests.dates.english.periods import day_of_month, plain
from digests.dates.english.words import (
    COUNT,
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
)
from digests.dates.numerals import english
from digests.dates.parts import Origin, Part, Step
from digests.dates.pieces import piece
from digests.dates.values import Slice, Unit


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


TURN_HEAD = (
    piece(
        rf"""(?<!the\s)(?<!a\s){START}(?P<turn>{any_of(TURNS)})\s+
        (?P<unit>{any_of(UNITS)}|{MONTH}|{WEEKDAY}|{any_of(SEASONS)}){END}(?![’']?s\s+(?:ago|time))""",
        _turned,
    ),
    piece(
        rf"{START}the\s+(?P<turn>last|next|coming)\s+quarter{END}(?!\s+of\s)",
        lambda m: Part(step=Step(Unit.QUARTER, TURNS[m["turn"]][0])),
    ),
    piece(
        rf"{START}the\s+(?P<unit>week|month|quarter|year)\s+after\s+(?:the\s+)?next{END}",
        lambda m: Part(step=Step(UNITS[m["unit"]], 2)),
    ),
    piece(rf"{START}the\s+(?P<unit>week|month|quarter){END}", lambda m: Part(step=Step(UNITS[m["unit"]], 0))),
    piece(
        rf"{START}(?:the\s+)?(?P<which>end|start|beginning)\s+of\s+(?P<unit>year|month){END}",
        lambda m: Part(cycle=UNITS[m["unit"]], slice=Slice.END if m["which"] == "end" else Slice.START),
    ),
    piece(rf"{START}(?:the\s+)?year[-’'\s]?s?[-\s]end{END}", lambda _: Part(cycle=Unit.YEAR, slice=Slice.END)),
    piece(rf"{START}mid[-\s]?year{END}", lambda _: Part(cycle=Unit.YEAR, slice=Slice.MID)),
)
WEEK_AFTER = (
    piece(
        r"\s*[-,]?\s+(?:of\s+)?(?P<turn>last|this|next)\s+week(?![a-z])",
        lambda m: Part(step=Step(Unit.WEEK, TURNS[m["turn"]][0])),
    ),
)
WEEKDAY_HEAD = (
    piece(
        rf"""{START}(?P<day>{WEEKDAY}),?[^\S\n]+(?:the[^\S\n]+)?(?P<n>\d\d?(?:st|nd|rd|th)|(?<=the\s)(?:{DAY_WORD})){END}
        (?!\s+(?:of\s+)?(?:{MONTH}|anniversary|edition|two|three|four|five|few|\d))""",
        lambda m: Part(weekday=WEEKDAYS[m["day"]], day=day_of_month(m["n"])),
    ),
    piece(rf"{START}(?P<day>{WEEKDAY}){END}", lambda m: Part(weekday=WEEKDAYS[m["day"]])),
    piece(rf"{START}(?:the\s+)?weekend{END}", lambda _: Part(weekend=True)),
)
DAY_WORD_HEAD = (
    piece(
        rf"{START}(?P<word>{any_of(DAY_WORDS)}){END}", lambda m: Part(step=Step(Unit.DAY, DAY_WORDS[plain(m["word"])]))
    ),
    piece(
        rf"{START}the\s+day\s+(?P<word>before|after)(?=[\s]*[.,;:!?)]|\s*$)",
        lambda m: Part(step=Step(Unit.DAY, -1 if m["word"] == "before" else 1, Origin.EVENT)),
    ),
    piece(
        rf"{START}on\s+the\s+(?P<day>{DAY_NUMBER})(?<=[a-z]){END}(?!\s+(?:of|day|floor|anniversary))",
        lambda m: Part(day=day_of_month(m["day"])),
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
    return Part(step=Step(unit, sign * count, origin), qualifier=qualifier)


def _amount(count: str, unit: str, *, half: bool) -> tuple[Unit | None, int]:
    """Return unit and number; no unit where half of one is no whole number of another."""
    if unit == "fortnight":
        return Unit.WEEK, 2 * english(count)
    if half or count.startswith("half"):
        whole = 0 if count.startswith("half") else english(count)
        return (Unit.MONTH, 12 * whole + 6) if unit == "year" else (None, 0)
    return UNITS[unit], english(count)


COUNTED = rf"""(?:(?P<hedge>{any_of(HEDGES)})\s+)?
    (?:(?P<few>{FEW})|(?P<count>{COUNT})(?P<half>\s+and\s+a\s+half)?)[\s-]+
    (?:more\s+)?(?:calendar\s+|full\s+|short\s+)?(?P<unit>{any_of(UNITS)}|fortnight)s?"""
OFFSET_HEAD = (
    piece(rf"(?<![\d.]){START}{COUNTED}\s+(?P<way>{any_of(WAYS)}){END}(?=(?P<more>\s+[a-z0-9“\"])?)", _offset),
    piece(
        rf"{START}in\s+{COUNTED}(?P<time>['’]?\s+time)?{END}(?!\s+(?:of|or|after|before|ago|later|earlier))",
        lambda m: replace(counted(m, 1, Origin.PUBLICATION), promise=not m["time"]),
    ),
)
