"""Expressions that belong together: ranges (from 2016 to 2018, 3月1日到5日) and months that share a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from digests.dates.parts import Found, Part
from digests.dates.values import Unit

_RANGE = re.compile(r"\s*(?:-|－|–|—|~|～|至|到|直到|一直到|to|through|thru|until|till|up\s+to)\s*(?:the\s+)?")
_PAIR = re.compile(r"\s*(?:and|和|与)\s*(?:the\s+)?")
_FROM = re.compile(r"(?:(?<![a-z])from\s+(?:the\s+)?|[从自由])\s*$")
_BETWEEN = re.compile(r"(?:(?<![a-z])between\s+(?:the\s+)?|介于|在)?\s*$")
_MOVED = re.compile(
    r"(?:delay|mov|push|postpon|shift|reschedul|chang|brought)\w*(?:\s+\w+){0,3}\s+from\s+$|(?:推迟|延期|提前|改期|延后)"
)
_LIST = re.compile(r"\s*(?:,|and|or|&|,\s*and|、|和|及)\s*")
_TIES = re.compile(r"\s*,?\s*(?:between|from|on)?\s*")
_REACH = 40


def join(folded: str, found: Sequence[Found]) -> list[Found]:
    """Return the expressions with ranges made one and shared years lent."""
    joined: list[Found] = []
    for one in found:
        before = joined[-1] if joined else None
        whole = before and _range(folded, before, one)
        if whole:
            joined[-1] = whole
        else:
            joined.append(one)
    return _with_lent_years(folded, _with_weeks(folded, [_with_from(folded, one) for one in joined]))


def _with_weeks(folded: str, found: list[Found]) -> list[Found]:
    """Return "next week between Wednesday and Friday" as one range."""
    whole: list[Found] = []
    for one in found:
        week = whole[-1] if whole else None
        if (
            week
            and _is_bare_week(week.part)
            and _days_of_week(one.part)
            and _TIES.fullmatch(folded[week.end : one.start])
        ):
            whole[-1] = Found(week.start, one.end, replace(one.part, step=week.part.step))
        else:
            whole.append(one)
    return whole


def _is_bare_week(part: Part) -> bool:
    """Say whether a part is "next week" and nothing more."""
    return part.step is not None and part == Part(step=part.step) and part.step.unit is Unit.WEEK


def _days_of_week(part: Part) -> bool:
    """Say whether a part is a range of weekdays without a week."""
    return part.until is not None and part.weekday is not None and part.day is None and not part.has_frame


def _range(folded: str, left: Found, right: Found) -> Found | None:
    """Return the two as one range, if the words between them say so."""
    if left.part.until or right.part.until or not _are_ends(left.part, right.part):
        return None
    between, before = folded[left.end : right.start], folded[max(0, left.start - _REACH) : left.start]
    if (_MOVED.search(before) and "through" not in between) or (
        left.part.step and left.part.step.unit is Unit.DAY and re.search("[-–—]", between)
    ):
        return None
    part = replace(left.part, until=right.part)
    if _RANGE.fullmatch(between):
        return Found(left.start, right.end, part)
    if not _PAIR.fullmatch(between):
        return None
    opening = _BETWEEN.search(before)
    closing = re.compile(r"\s*之?间").match(folded, right.end)
    if opening and "between" in opening.group():
        return Found(left.start - len(opening.group()), right.end, part)
    return Found(left.start, closing.end(), part) if closing else None


def _are_ends(left: Part, right: Part) -> bool:
    """Say whether two parts can be the ends of a range, the earlier one first (not: moved from tomorrow to today)."""
    days = [part.step.count for part in (left, right) if part.step is not None and part.step.unit is Unit.DAY]
    return _is_end(left) and _is_end(right) and days == sorted(days)


def _is_end(part: Part) -> bool:
    """Say whether a part can be the end of a range: a period by name, not something counted."""
    return not part.vague and not part.promise and (part.step is None or part.step.base is None)


def _with_from(folded: str, found: Found) -> Found:
    """Return a range with its "from"."""
    if found.part.until is None:
        return found
    opening = _FROM.search(folded, max(0, found.start - _REACH), found.start)
    return replace(found, start=opening.start()) if opening else found


def _with_lent_years(folded: str, found: list[Found]) -> list[Found]:
    """Let "March and April 2024" share the year, from right to left."""
    for at in range(len(found) - 2, -1, -1):
        one, following = found[at], found[at + 1]
        if _lends(one.part, following.part) and _LIST.fullmatch(folded[one.end : following.start]):
            year = following.part.year or 0
            earlier = (one.part.month or 0) > (following.part.month or 12)
            found[at] = replace(one, part=replace(one.part, year=year - earlier))
    return found


def _lends(one: Part, following: Part) -> bool:
    """Say whether a bare month or quarter stands before one with a year."""
    bare = not one.has_frame and one.turn is None and (one.month is not None or one.quarter is not None)
    return bare and following.year is not None and following.has_selection and following.until is None
