"""What stands before an English date and is read leftwards, from the inside out.

Its year (last year's third quarter), a slice (late, the end of), a counted part (the first week of), an offset
(two days after), a qualifier (by, since, about).
"""

from __future__ import annotations

import re
from dataclasses import replace

from digests.dates.english.days import day_of_month
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
from digests.dates.english.years import FISCAL, YEAR_PHRASE, plain, year_of, year_step
from digests.dates.numerals import english
from digests.dates.parts import Origin, Part, Step
from digests.dates.pieces import prefix
from digests.dates.values import Unit

DIGITS = tuple("0123456789")
_FRAME_BEFORE = (
    prefix(
        rf"(?<![a-z0-9$€£.,-])(?P<year>{YEAR}|['’]\d\d)(?:['’]s)?[\s-]*",
        lambda m, part: _framed(part, Part(year=year_of(m["year"]))),
        ends=(*DIGITS, "s"),
    ),
    prefix(rf"{START}{YEAR_PHRASE}['’]s\s+", lambda m, part: _framed(part, year_step(m)), ends=("s",)),
    prefix(
        rf"{START}(?P<turn>last|this|next|previous)\s+week(?:['’]s)?\s*[-,]?\s+(?:on\s+)?",
        lambda m, part: (
            replace(part, step=Step(Unit.WEEK, TURNS[m["turn"]][0]))
            if part.weekday is not None and not part.has_frame
            else None
        ),
        ends=("week", "s", "on"),
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
    if match["bare"] and (part.step is None or part.slice):
        return None
    unit = WEEKDAYS[match["weekday"]] if match["weekday"] else UNITS[match["unit"]]
    return replace(part, nth=(-PLACES[match["n"]] if match["last"] else PLACES[match["n"]], unit))


def _is_short(part: Part) -> bool:
    """Say whether the words name a month or a week; the halves of a year have their own name."""
    return part.day is None and (
        part.month is not None or (part.step is not None and part.step.unit in (Unit.MONTH, Unit.WEEK))
    )


def _sliced(match: re.Match[str], part: Part) -> Part | None:
    """Return the early, middle or late part of a period."""
    word = plain(match["word"].replace("-", " "))
    if part.slice or ("half" in word and not _is_short(part)):
        return None
    return replace(part, slice=SLICES[word])


_SLICE_BEFORE = (
    prefix(
        rf"{START}(?P<word>{any_of(SLICES)})(?:[\s-]+|(?<=mid))(?:the\s+)?(?:year\s+|month\s+of\s+)?",
        _sliced,
        ends=("year", *sorted({word.split()[-1] for word in SLICES})),
    ),
)
_COUNTED_BEFORE = (
    prefix(
        rf"{START}(?:the\s+)?(?P<day>{DAY_NUMBER}|{DAY_WORD})(?:\s+day)?\s+of\s+(?:the\s+)?",
        lambda m, part: (
            replace(part, day=day_of_month(m["day"]))
            if part.step and part.step.unit is Unit.MONTH and not part.nth
            else None
        ),
        ends=("of",),
    ),
    prefix(
        rf"""{START}(?:the\s+)?(?P<n>{any_of(PLACES)})(?P<last>[\s-]+(?:to[\s-]+)?last)?\s+(?:full\s+)?
        (?:(?P<unit>day|weekend|week|month)|(?P<weekday>{WEEKDAY}))(?:\s+(?:of|in)\s+(?:the\s+)?|(?P<bare>\s+))""",
        _placed,
        ends=("of", "in", "day", "weekend", "week", "month"),
    ),
    prefix(
        rf"""{START}(?:the\s+)?(?P<n>first|opening|last|final|closing)\s+(?P<count>{COUNT})\s+
        (?P<unit>day|week|month|quarter)s?\s+(?:of|in)\s+(?:the\s+)?""",
        lambda m, part: replace(
            part, stretch=((1 if PLACES[m["n"]] > 0 else -1) * english(m["count"]), UNITS[m["unit"]])
        ),
        ends=("of", "in"),
    ),
    prefix(
        rf"{START}(?:(?:the\s+)?week\s+(?:of|beginning|starting|commencing)|w/c)\s+(?:on\s+)?(?:the\s+)?",
        lambda _, part: Part(step=Step(Unit.WEEK, 0, base=part)) if part.day is not None else None,
        ends=("of", "ing", "on", "w/c"),
    ),
)


def _counted_from(match: re.Match[str], base: Part) -> Part:
    """Return what is counted from another date."""
    back = match["way"][:2] in ("be", "pr", "ah")
    part = counted(match, -1 if back else 1, Origin.EVENT)
    return (
        part if part.step is None else replace(part, step=replace(part.step, base=base, exact=_is_exact(match, base)))
    )


def _is_exact(match: re.Match[str], base: Part) -> bool:
    """Say whether weeks are counted from a day to a day: "two weeks from Friday"."""
    relative = base.weekday is not None or (base.step is not None and base.step.unit is Unit.DAY)
    return match["way"] == "from" and match["unit"] == "week" and relative


def _weekdays_from(match: re.Match[str], base: Part) -> Part:
    """Return the nth weekday after or before another date."""
    count = -PLACES[match["n"]] if match["way"].startswith("b") else PLACES[match["n"]]
    return Part(step=Step(Unit.WEEK, count, base=base, weekday=WEEKDAYS[match["weekday"]]))


def _lasting(match: re.Match[str], part: Part) -> Part | None:
    """Return so many days or weeks from a day on."""
    return replace(part, length=(english(match["count"]), UNITS[match["unit"]]))


_OFFSET_BEFORE = (
    prefix(
        rf"{START}{COUNTED}\s+(?P<way>after|from|following|before|prior\s+to|ahead\s+of)\s+",
        _counted_from,
        ends=("after", "from", "following", "before", "to", "of"),
    ),
    prefix(
        rf"{START}(?:the\s+)?(?P<n>{any_of(PLACES)})\s+(?P<weekday>{WEEKDAY})\s+(?P<way>after|following|before)\s+",
        _weekdays_from,
        ends=("after", "following", "before"),
    ),
)
_LENGTH_BEFORE = (
    prefix(
        rf"""{START}(?:for\s+)?(?P<count>{COUNT})\s+(?P<unit>day|week|month|year)s?
        \s+(?:starting|beginning|commencing)(?:\s+(?:on|from))?\s+(?:the\s+)?""",
        _lasting,
        ends=("ing", "on", "from"),
    ),
    prefix(rf"{START}for\s+(?P<count>{COUNT})\s+(?P<unit>day|week)s?,?\s+from\s+", _lasting, ends=("from",)),
)
WEEKDAY_BEFORE = (
    prefix(
        rf"{START}(?:on\s+)?(?P<weekday>{WEEKDAY}),?\s+",
        lambda m, part: (
            replace(part, weekday=WEEKDAYS[m["weekday"]])
            if part.step and part.step.unit is Unit.WEEK and part.step.weekday is None and not part.promise
            else None
        ),
        ends=tuple(WEEKDAYS),
    ),
)
_SMALLER = {Unit.DAY: 0, Unit.WEEK: 1, Unit.MONTH: 2, Unit.QUARTER: 3, Unit.YEAR: 4}


def _compounded(match: re.Match[str], part: Part) -> Part | None:
    """Return "two years and three months ago": counted in the narrower unit."""
    step, unit = part.step, UNITS[match["unit"]]
    if step is None or step.base is not None or step.weekday is not None or unit not in _SMALLER:
        return None
    sign, wider = (1 if step.count > 0 else -1), english(match["count"])
    both = (*step.more, (unit, sign * wider))
    if part.qualifier or step.unit not in _SMALLER or _SMALLER[unit] <= _SMALLER[step.unit]:
        return None
    return replace(part, step=replace(step, more=both))


COMPOUND_BEFORE = (
    prefix(
        rf"(?<!last\s)(?<!past\s)(?<!next\s){START}(?P<count>{COUNT})\s+(?P<unit>{any_of(UNITS)})s?(?:,|\s+and|,\s+and)?\s+",
        _compounded,
        ends=("and", *(unit + s for unit in UNITS for s in ("", "s"))),
    ),
)
QUALIFIER_BEFORE = (
    prefix(
        rf"{START}(?P<word>{any_of(QUALIFIERS)})\s+(?:the\s+)?",
        lambda m, part: None if part.qualifier else replace(part, qualifier=QUALIFIERS[plain(m["word"])]),
        ends=tuple(sorted({word.split()[-1] for word in QUALIFIERS})),
        silent=True,
    ),
)
_FISCAL_BEFORE = (
    prefix(
        rf"{START}(?:the\s+)?(?:{FISCAL}|fiscal|fy)(?:['’]s)?[\s-]*",
        lambda _, part: replace(part, vague=True),
        ends=(*DIGITS, "s", "fiscal", "fy", "year", "quarter"),
    ),
)
LEFTWARDS = (
    _FISCAL_BEFORE,
    _FRAME_BEFORE,
    _SLICE_BEFORE,
    _COUNTED_BEFORE,
    (*_LENGTH_BEFORE, *_OFFSET_BEFORE),
    QUALIFIER_BEFORE,
)
