"""Which June is meant: the latest not after publication, the next one under a cue of the future, the event's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from digests.dates.inside import cut, day_of, narrowed, of_week, of_year
from digests.dates.parts import Origin, Part
from digests.dates.scene import Scene
from digests.dates.values import ANCHOR_DAYS, WINTER, Unit, period, shift, span_of
from digests.when import Basis, Granularity, Qualifier, When

_YEAR = timedelta(days=366)
_WEEK_DAYS = 7
_LIMITS = (Qualifier.BEFORE, Qualifier.BY)
"""What is done before a holiday is done before the nearest, which may lie ahead; under a cue of the future the next."""


def nearest(part: Part, scene: Scene, today: date | None) -> When | None:
    """Return the occurrence of a bare month, day, weekday, season … that the words mean."""
    if part.origin is Origin.EVENT or (part.origin is Origin.EITHER and scene.anchor is not None):
        return _around_event(part, scene)
    if scene.context is not None and part.turn is None:
        carried = _carried(part, scene)
        if carried is not None:
            return carried
    if today is None:
        return None
    found = [w for w in _occurrences(part, today, scene) if w is not None]
    if part.holiday is not None and part.qualifier in _LIMITS and not scene.future:
        return replace(min(found, key=lambda w: abs(w.start - today)), basis=Basis.PUBLICATION) if found else None
    if part.turn is not None:
        when = _turned(part, found, today)
    else:
        when = _on_weekday(part, found, today) or _looked_up(found, today, future=scene.future)
    return when and replace(when, basis=Basis.PUBLICATION)


def _around_event(part: Part, scene: Scene) -> When | None:
    """Return the occurrence around (that summer), before (the previous March) or after (the following) the anchor."""
    if scene.anchor is None or scene.anchor.days > ANCHOR_DAYS:
        return None
    found = [w for w in _occurrences(part, scene.anchor.end, scene) if w is not None]
    if part.turn == -1:
        before = [w for w in found if w.end < scene.anchor.start]
        return replace(max(before, key=lambda w: w.start), basis=Basis.EVENT) if before else None
    after = [w for w in found if (w.start > scene.anchor.end if part.turn else w.end >= scene.anchor.end)]
    return replace(min(after, key=lambda w: w.start), basis=Basis.EVENT) if after else None


def _carried(part: Part, scene: Scene) -> When | None:
    """Return the first occurrence since the date it carries on from, unless that lies after the publication."""
    context = scene.context
    if context is None or _is_of_week(part) or part.cycle is Unit.MONTH:
        return None
    since = (
        context.start
        if context.granularity is not Granularity.DAY or part.month is None
        else context.start.replace(day=1)
    )
    found = [w for w in _occurrences(part, since, scene) if w is not None and w.start >= since]
    when = min(found, key=lambda w: w.start, default=None)
    late = (
        scene.published is not None
        and not scene.future
        and when is not None
        and when.start > max(scene.last, context.end)
    )
    return None if when is None or late else replace(when, basis=Basis.EVENT)


def _is_of_week(part: Part) -> bool:
    """Say whether the words name a weekday or a weekend, not that of a date or a holiday."""
    return part.holiday is None and ((part.weekday is not None and part.day is None) or part.weekend)


def _occurrences(part: Part, today: date, scene: Scene) -> Iterable[When | None]:
    """Yield the part in every week, month or year around a day, in order."""
    if _is_of_week(part):
        weeks = (span_of(shift(today, Unit.WEEK, n), Unit.WEEK)[0] for n in range(-2, 3))
        return [of_week(part, monday) for monday in weeks]
    if part.cycle is Unit.MONTH or (part.day is not None and part.month is None):
        months = [span_of(shift(today, Unit.MONTH, n), Unit.MONTH)[0] for n in range(-6, 7)]
        return [cut(m, part.slice, scene) for first in months if (m := _month_or_day(part, first))]
    reach = 8 if (part.month, part.day) == (2, 29) else 2
    years = range(max(1, today.year - reach), min(9999, today.year + reach + 1))
    return [narrowed(w, part, scene) for year in years if (w := _yearly(part, year))]


def _on_weekday(part: Part, found: list[When], today: date) -> When | None:
    """Return the nearest day within a year that falls on the weekday named beside it: words can prove it."""
    if part.weekday is None or part.day is None:
        return None
    agreeing = [w for w in found if w.start.weekday() == part.weekday and abs(w.start - today) <= _YEAR]
    return min(agreeing, key=lambda w: abs(w.start - today), default=None)


def _month_or_day(part: Part, first: date) -> When | None:
    """Return the month that begins on ``first``, or the part's day of it."""
    return day_of(first.year, first.month, part.day) if part.day is not None else period(first, Unit.MONTH)


def _yearly(part: Part, year: int) -> When | None:
    """Return the part of that year, or the whole year for a bare "year-end"."""
    return period(date(year, 1, 1), Unit.YEAR) if part.cycle is Unit.YEAR else of_year(part, year)


def _looked_up(found: list[When], today: date, *, future: bool) -> When | None:
    """Return the latest that began by today, or under a cue of the future the first that has not ended before it."""
    if future:
        return next((w for w in found if w.end >= today), None)
    return next(
        (
            w
            for w in reversed(found)
            if (w.end if w.granularity is Granularity.RANGE and w.days > _WEEK_DAYS else w.start) <= today
        ),
        None,
    )


def _turned(part: Part, found: list[When], today: date) -> When | None:
    """Return last, this or next March, Friday or summer as seen from a day."""
    if part.turn == -1:
        return next((w for w in reversed(found) if w.end < today), None)
    if part.turn == 2:  # noqa: PLR2004  the one after the next
        return next(iter([w for w in found if w.start > today][1:]), None)
    if _is_of_week(part):
        monday = span_of(shift(today, Unit.WEEK, part.turn or 0), Unit.WEEK)[0]
        return of_week(part, monday)
    if part.turn == 1:
        return next((w for w in found if w.start > today), None)
    year = today.year - 1 if part.season == WINTER and today.month <= 6 else today.year  # noqa: PLR2004  winter just gone
    return next((w for w in found if w.start.year == year), None)
