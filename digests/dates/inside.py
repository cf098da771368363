"""What lies inside a period: its months, days and weekdays, its nth week, its first nine months, its end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from digests.dates.holidays import weekend_of
from digests.dates.parts import Part
from digests.dates.scene import Scene
from digests.dates.values import HALVES, Slice, Unit, halved, period, season_span, shift, sliced, span_of
from digests.when import Basis, Granularity, Qualifier, When, month_span

_QUALIFIER = {
    Slice.START: Qualifier.EARLY,
    Slice.EARLY: Qualifier.EARLY,
    Slice.EARLIER: Qualifier.EARLY,
    Slice.MID: Qualifier.MID,
    Slice.LATE: Qualifier.LATE,
    Slice.END: Qualifier.LATE,
    Slice.LATER: Qualifier.LATE,
}


def selected(part: Part, frame: When) -> When | None:
    """Return the season, quarter, half, month, day, weekend or weekday inside the frame."""
    if not part.has_selection:
        return frame
    if frame.granularity is Granularity.YEAR:
        chosen = of_year(part, frame.start.year)
    elif frame.granularity is Granularity.MONTH and part.day is not None:
        chosen = day_of(frame.start.year, frame.start.month, part.day)
    elif frame.granularity is Granularity.WEEK:
        chosen = of_week(part, frame.start)
    else:
        return None
    return chosen and replace(chosen, basis=frame.basis)


def of_year(part: Part, year: int) -> When | None:
    """Return the month, day, season, quarter or half of that year; None for a day it does not have."""
    if part.month is not None and part.day is not None:
        return day_of(year, part.month, part.day)
    if part.month is not None:
        return period(date(year, part.month, 1), Unit.MONTH)
    return _named_of(part, year) if part.holiday is not None or part.week is not None else _quarterly(part, year)


def _quarterly(part: Part, year: int) -> When | None:
    """Return the season, quarter or half of that year."""
    if part.season is not None:
        return When(*season_span(year, part.season), Granularity.SEASON)
    if part.quarter is not None:
        return period(date(year, 3 * part.quarter + 1, 1), Unit.QUARTER)
    return period(date(year, 6 * part.half + 1, 1), Unit.HALF) if part.half is not None else None


def _named_of(part: Part, year: int) -> When | None:
    """Return the holiday of a year, the weekend it is part of, or the week of that number (ISO 8601)."""
    if part.week is not None:
        last = date(year, 12, 28).isocalendar().week
        return period(date.fromisocalendar(year, part.week, 1), Unit.WEEK) if part.week <= last else None
    day = part.holiday.on(year) if part.holiday is not None else None
    if day is None:
        return None
    return When(*weekend_of(day), Granularity.RANGE) if part.weekend else period(day, Unit.DAY)


def day_of(year: int, month: int, day: int) -> When | None:
    """Return the day, or None where the month is too short for it."""
    if day > month_span(year, month)[1].day:
        return None
    return period(date(year, month, day), Unit.DAY)


def of_week(part: Part, monday: date) -> When | None:
    """Return the weekend or weekday of the week."""
    if part.weekend:
        return period(monday, Unit.WEEKEND)
    return period(monday + timedelta(days=part.weekday), Unit.DAY) if part.weekday is not None else None


def narrowed(when: When, part: Part, scene: Scene) -> When | None:
    """Return the counted and the sliced part of a period."""
    counted: When | None = when
    if part.nth is not None:
        counted = _counted(when, *part.nth)
    elif part.stretch is not None:
        counted = _stretched(when, *part.stretch)
    return counted and cut(counted, part.slice, scene)


def cut(when: When, part: Slice | None, scene: Scene) -> When:
    """Return the slice; "earlier" and "later" stop at the publication (the event) if that lies inside."""
    if part is None:
        return when
    if part in HALVES and when.granularity is not Granularity.DAY:
        return When(*halved(when.start, when.end, part), Granularity.RANGE, basis=when.basis)
    now = _now(when, scene)
    if now is not None and part is Slice.EARLIER:
        start, end = when.start, max(when.start, now.start - timedelta(days=1)) if _is_day(now) else now.end
    elif now is not None and part is Slice.LATER:
        start, end = now.start, when.end
    else:
        start, end = sliced(when.start, when.end, when.granularity, part)
    return replace(when, start=start, end=end, qualifier=_QUALIFIER.get(part, when.qualifier))


def _is_day(now: When) -> bool:
    """Say whether "now" is known to the day: "earlier this month" ends the day before."""
    return now.granularity is Granularity.DAY


def _now(when: When, scene: Scene) -> When | None:
    """Return the publication, or the anchor for a period found by it, if it lies inside the period."""
    published = scene.published.when if scene.published else None
    now = scene.anchor if when.basis is Basis.EVENT else published
    return now if now is not None and now.within(when) else None


def _counted(when: When, count: int, unit: Unit | int) -> When | None:
    """Return the nth unit (or weekday) of a period, from the end if negative; None if it has fewer.

    A week belongs to the month or year that holds its middle day, as in ISO 8601.
    """
    if isinstance(unit, int):
        days = [d for d in _days_of(when) if d.weekday() == unit]
        spans = [(d, d) for d in days]
    else:
        spans = [(s, e) for s, e in _spans_of(when, unit) if when.start <= s + (e - s) // 2 <= when.end]
    at = count - 1 if count > 0 else count
    if not -len(spans) <= at < len(spans):
        return None
    granularity = Granularity.DAY if isinstance(unit, int) else unit.granularity
    return When(*spans[at], granularity, basis=when.basis)


def _days_of(when: When) -> Iterator[date]:
    """Yield the days of a period."""
    return (when.start + timedelta(days=n) for n in range(when.days))


def _spans_of(when: When, unit: Unit) -> Iterator[tuple[date, date]]:
    """Yield every period of that unit that touches a period."""
    start, end = span_of(when.start, unit)
    yield start, end
    while end < when.end:
        start, end = span_of(end + timedelta(days=1), unit)
        yield start, end


def _stretched(when: When, count: int, unit: Unit) -> When | None:
    """Return the first (last) so many units of a period, or None if it is shorter."""
    if count > 0:
        start, end = when.start, shift(when.start, unit, count) - timedelta(days=1)
    else:
        start, end = shift(when.end + timedelta(days=1), unit, count), when.end
    if start < when.start or end > when.end:
        return None
    return When(start, end, Granularity.RANGE, basis=when.basis)
