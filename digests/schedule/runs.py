"""The runs of a schedule: which local date and ordinal at which instant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import dropwhile, islice, takewhile
from zoneinfo import ZoneInfo

from digests.schedule.zones import zone_named
from digests.subscription import Schedule

Run = tuple[date, int, datetime]
"""Local date, ordinal among the day's times, and the instant in UTC."""

_DAY = timedelta(days=1)
_BEHIND = 2
"""Local days before an instant at which the run of a local date may still lie after it: a gap moves it by one."""
_APART = timedelta(minutes=1)


def next_run(schedule: Schedule, after: datetime) -> Run | None:
    """Return the first run strictly after an instant (aware); None where no day is left. Raises BadInput (zone).

    Of an hour that comes twice in autumn the first counts. A time that a clock skips in spring is as much later as
    the clock leaps: 02:30 runs at 03:30, on its own date. A date that a zone leaves out has no run.
    """
    return next(iter(runs(schedule, after, 1)), None)


def runs(schedule: Schedule, after: datetime, count: int) -> tuple[Run, ...]:
    """Return the first ``count`` runs strictly after an instant (aware), in order of time. Raises BadInput (zone)."""
    return tuple(islice(_later(schedule, after), count))


def runs_between(schedule: Schedule, start: datetime, end: datetime) -> tuple[Run, ...]:
    """Return the runs of ``start <= t <= end`` (aware), in order of time. Raises BadInput (zone)."""
    return tuple(takewhile(lambda run: run[2] <= end, _later(schedule, start - datetime.resolution)))


def latest_run(schedule: Schedule, now: datetime) -> Run | None:
    """Return the last run that is not after ``now`` (aware), None where there was none. Raises BadInput (zone)."""
    weeks = len(schedule.quiet_days) + 2  # a quiet day can take a week's only run
    past = runs_between(schedule, now - timedelta(weeks=weeks), now)
    return past[-1] if past else None


def _later(schedule: Schedule, after: datetime) -> Iterator[Run]:
    zone = zone_named(schedule.zone)
    first = after.astimezone(zone).date() - _BEHIND * _DAY
    return dropwhile(lambda run: run[2] <= after, _in_order(schedule, zone, first))


def _in_order(schedule: Schedule, zone: ZoneInfo, first: date) -> Iterator[Run]:
    """Yield every run of the days from ``first`` on, each later than the one before.

    Where a gap lays two runs upon one instant, the one of the later date or ordinal waits a minute.
    """
    last = datetime.min.replace(tzinfo=UTC)
    for day, ordinal, instant in _by_instant(schedule, zone, first):
        last = instant if instant > last else last + _APART
        yield day, ordinal, last


def _by_instant(schedule: Schedule, zone: ZoneInfo, first: date) -> Iterator[Run]:
    """Yield the runs by instant; a day's are held back until no earlier one can come of the days after it."""
    held: list[Run] = []
    for day in _days(schedule, first):
        held += _of_day(schedule, zone, day)
        held.sort(key=lambda run: (run[2], run[:2]))
        begun = _instant(day, time(), zone)
        yield from takewhile(lambda run, begun=begun: run[2] < begun, held)  # type: ignore[misc]  # the default binds it
        held = [run for run in held if run[2] >= begun]


def _days(schedule: Schedule, first: date) -> Iterator[date]:
    """Yield all days, as far as the calendar goes; none where a schedule has no run at all."""
    if schedule.times and schedule.weekdays:
        yield from (first + n * _DAY for n in range((date.max - first).days - _BEHIND))


def _of_day(schedule: Schedule, zone: ZoneInfo, day: date) -> list[Run]:
    wanted = day.weekday() in schedule.weekdays and day not in schedule.quiet_days and _exists(day, zone)
    return [(day, n, _instant(day, at, zone)) for n, at in enumerate(schedule.times)] if wanted else []


def _exists(day: date, zone: ZoneInfo) -> bool:
    """Say whether the zone has the date: Samoa went from the 29th to the 31st of December 2011."""
    return _instant(day, time(), zone) < _instant(day + _DAY, time(), zone)


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
