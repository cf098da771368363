"""What stands before an English date and is read leftwards, from the inside out.

Its year (last year's third quarter), a slice (late, the end of), a counted part (the first week of), an offset
(two days after), a qualifier (by, since, about).
"""

from __future__ import annotations

import re
from dataclasses import replace

from digests.dates.english.periods import FISCAL, YEAR_PHRASE, day_of_month, plain, year_of, year_step
from digests.dates.english.steps import COUNTED, counted
from digests.dates.english.words import (
    COUNT,
    DAY_NUMBER,
    DAY_WORD,
    PLACES,
    QUALIFIERS,
    SLICES,
    START,
    TURNS,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    any_of,
)
from digests.dates.numerals import english
from digests.dates.parts import Origin, Part, Step
from digests.dates.pieces import prefix
from digests.dates.values import Unit

_FRAME_BEFORE = (
    prefix(
        rf"(?<![a-z0-9$€£.,-])(?P<year>{YEAR}|['’]\d\d)(?:['’]s)?[\s-]*",
        lambda m, part: _framed(part, Part(year=year_of(m["year"]))),
    ),
    prefix(rf"{START}{YEAR_PHRASE}['’]s\s+", lambda m, part: _framed(part, year_step(m))),
    prefix(
        rf"{START}(?P<turn>last|this|next)\s+week(?:['’]s)?\s*[-,]?\s+(?:on\s+)?",
        lambda m, part: (
            replace(part, step=Step(Unit.WEEK, TURNS[m["turn"]][0]))
            if part.weekday is not None and not part.has_frame
            else None
        ),
    ),
)


def _framed(part: Part, frame: Part) -> Part | None:
    """Return the period in that year, unless the words already gave one or name a day."""
    if (
        part.has_frame
        or part.turn is not None
        or part.day is not None
        or not part.has_selection
        or part.weekday is not None
    ):
        return None
    return replace(part, year=frame.year, step=frame.step)


def _placed(match: re.Match[str], part: Part) -> Part | None:
    """Return the nth week or Monday of a period."""
    if part.nth or part.slice or part.day is not None or part.weekday is not None:
        return None
    unit = WEEKDAYS[match["weekday"]] if match["weekday"] else UNITS[match["unit"]]
    return replace(part, nth=(PLACES[match["n"]], unit))


def _sliced(match: re.Match[str], part: Part) -> Part | None:
    """Return the early, middle or late part of a period."""
    word = plain(match["word"].replace("-", " "))
    return None if part.slice else replace(part, slice=SLICES[word])


_SLICE_BEFORE = (
    prefix(rf"{START}(?P<word>{any_of(SLICES)})(?:[\s-]+|(?<=mid))(?:the\s+)?(?:year\s+|month\s+of\s+)?", _sliced),
)
_COUNTED_BEFORE = (
    prefix(
        rf"{START}(?:the\s+)?(?P<day>{DAY_NUMBER}|{DAY_WORD})(?:\s+day)?\s+of\s+(?:the\s+)?",
        lambda m, part: (
            replace(part, day=day_of_month(m["day"]))
            if part.step and part.step.unit is Unit.MONTH and not part.nth
            else None
        ),
    ),
    prefix(
        rf"""{START}(?:the\s+)?(?P<n>{any_of(PLACES)})\s+(?:full\s+)?
        (?:(?P<unit>day|weekend|week|month)|(?P<weekday>{WEEKDAY}))\s+(?:of|in)\s+(?:the\s+)?""",
        _placed,
    ),
    prefix(
        rf"""{START}(?:the\s+)?(?P<n>first|opening|last|final|closing)\s+(?P<count>{COUNT})\s+
        (?P<unit>day|week|month|quarter)s?\s+(?:of|in)\s+(?:the\s+)?""",
        lambda m, part: replace(
            part, stretch=((1 if PLACES[m["n"]] > 0 else -1) * english(m["count"]), UNITS[m["unit"]])
        ),
    ),
    prefix(
        rf"{START}(?:the\s+)?week\s+(?:of|beginning|starting|commencing)\s+(?:on\s+)?(?:the\s+)?",
        lambda _, part: Part(step=Step(Unit.WEEK, 0, base=part)) if part.day is not None else None,
    ),
)


def _counted_from(match: re.Match[str], base: Part) -> Part:
    """Return what is counted from another date."""
    back = match["way"][:2] in ("be", "pr", "ah")
    part = counted(match, -1 if back else 1, Origin.EVENT)
    return part if part.step is None else replace(part, step=replace(part.step, base=base))


_OFFSET_BEFORE = (
    prefix(
        rf"{START}{COUNTED}\s+(?P<way>after|from|following|before|prior\s+to|ahead\s+of)\s+",
        _counted_from,
    ),
)
QUALIFIER_BEFORE = (
    prefix(
        rf"{START}(?P<word>{any_of(QUALIFIERS)})\s+(?:the\s+)?",
        lambda m, part: None if part.qualifier else replace(part, qualifier=QUALIFIERS[plain(m["word"])]),
        silent=True,
    ),
)
_FISCAL_BEFORE = (
    prefix(rf"{START}(?:the\s+)?(?:{FISCAL}|fiscal|fy)(?:['’]s)?[\s-]*", lambda _, part: replace(part, vague=True)),
)
LEFTWARDS = (_FISCAL_BEFORE, _FRAME_BEFORE, _SLICE_BEFORE, _COUNTED_BEFORE, _OFFSET_BEFORE, QUALIFIER_BEFORE)
