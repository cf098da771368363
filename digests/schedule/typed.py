"""Schedules as people type them, in English or Chinese of either script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time

from digests.errors import BadInput
from digests.subscription import EVERY_DAY
from digests.text.script import fold

MOST_TIMES = 24
"""Editions of a day at most: more are no digest."""
_BETWEEN = re.compile(r"[,;，、；\s]+")
_TIME = re.compile(r"(\d{1,2})(?:[:点时](\d{2})?分?|h)?(?P<half>半)?(?P<noon>am|pm)?")
_NOON = 12
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HAN_DAYS = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_RANGE = re.compile(r"(.+?)(?:-|–|至|到)(.+)")
_NAMED = {
    "daily": EVERY_DAY,
    "everyday": EVERY_DAY,
    "每天": EVERY_DAY,
    "每日": EVERY_DAY,
    "天天": EVERY_DAY,
    "weekdays": frozenset(range(5)),
    "workdays": frozenset(range(5)),
    "工作日": frozenset(range(5)),
    "平日": frozenset(range(5)),
    "weekend": frozenset({5, 6}),
    "weekends": frozenset({5, 6}),
    "周末": frozenset({5, 6}),
}
_NO_DAY = frozenset({"none", "no", "无", "没有"})


def times_typed(text: str) -> tuple[time, ...]:
    """Return times of day, ascending, each once: ``8:30,18:00``, ``8``, ``6pm``, 8点半. Raises BadInput."""
    times = tuple(sorted({_time(part) for part in _parts(text)}))
    if not times:
        raise BadInput("no-times", text)
    if len(times) > MOST_TIMES:
        raise BadInput("too-many-times", text, most=MOST_TIMES)
    return times


def weekdays_typed(text: str) -> frozenset[int]:
    """Return weekdays (Monday 0): ``mon,thu``, ``mon-fri``, ``weekdays``, ``daily``, 工作日, 周一至周五.

    Raises BadInput.
    """
    text = re.sub(r"\s*(?:-|–|至|到)\s*", "-", fold(text)).replace("every day", "daily")
    days = frozenset[int]().union(*(_weekdays(part) for part in _parts(text)))
    if not days:
        raise BadInput("no-weekday", text)
    return days


def quiet_days_typed(text: str) -> frozenset[date]:
    """Return dates as ISO 8601 has them, ``2026-12-25,2027-01-01``; none for ``none`` or 无. Raises BadInput."""
    return frozenset(_date(part) for part in _parts(text) if fold(part) not in _NO_DAY)


def _parts(text: str) -> Iterator[str]:
    return filter(None, _BETWEEN.split(text.strip()))


def _time(text: str) -> time:
    found = _TIME.fullmatch(fold(text).replace("：", ":").replace(".", ":"))
    if found is None:
        raise BadInput("no-time", text)
    hour, minute = int(found[1]), 30 if found["half"] else int(found[2] or 0)
    if found["noon"]:
        hour = hour % _NOON + _NOON * (found["noon"] == "pm") if 1 <= hour <= _NOON else -1
    try:
        return time(hour, minute)
    except ValueError:
        raise BadInput("no-time", text) from None


def _weekdays(text: str) -> frozenset[int]:
    if text in _NAMED:
        return _NAMED[text]
    if found := _RANGE.fullmatch(text):
        first, last = _weekday(found[1]), _weekday(found[2])
        return frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))
    return frozenset({_weekday(text)})


def _weekday(text: str) -> int:
    if found := _HAN_DAYS.fullmatch(text):
        return "一二三四五六日天".index(found[1]) - (found[1] == "天")
    full = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    whole = [name for name in full if name.startswith(text) and text[:3] in _DAYS]
    if len(whole) != 1:
        raise BadInput("no-weekday", text)
    return full.index(whole[0])


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput("no-quiet-day", text) from None
