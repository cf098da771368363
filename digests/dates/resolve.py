"""From what the words say to a calendar value.

Where the publication is known only to the week or month, an expression is resolved for its first and for its last
day, and counts only if both agree: nothing comes out finer than can be proved.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from digests.dates.inside import narrowed, selected
from digests.dates.nearest import nearest
from digests.dates.parts import Origin, Part, Step
from digests.dates.scene import Scene
from digests.dates.values import ANCHOR_DAYS, Unit, period, shift, widened, years_span
from digests.when import Basis, Granularity, Published, When


def resolve(part: Part, scene: Scene) -> When | None:
    """Return the period the part names in this scene, or None where that cannot be known."""
    if part.vague or (part.promise and not scene.future):
        return None
    if part.coming:
        scene = replace(scene, future=True)
    days = {scene.first, scene.last} if scene.published else {None}
    try:
        whens = {_on(part, scene, day) for day in days}
    except (ValueError, OverflowError):
        return None
    when = whens.pop()
    return None if whens or when is None else _hedged(_lasting(when, part), part)


def _lasting(when: When, part: Part) -> When:
    """Return so many days or weeks from a day on; a wider period says not when it begins."""
    if part.length is None or when.granularity is not Granularity.DAY:
        return when
    count, unit = part.length
    return replace(when, end=shift(when.start, unit, count) - timedelta(days=1), granularity=Granularity.RANGE)


def resolve_range(left: Part, right: Part, scene: Scene) -> When | None:
    """Return the period from the beginning of one part to the end of the other, or None."""
    left, right = _shared(left, right)
    framed = left.has_frame or right.has_frame or left.turn is not None
    if framed or scene.context or not (scene.future or left.weekday is not None):
        first = resolve(left, scene)
    else:
        last = resolve(right, scene)
        first = last and _latest_before(left, last, scene)
    bare = not right.has_frame and right.turn is None
    last = _first_after(right, first, scene) if first and bare else resolve(right, scene)
    if first is None or last is None or first.start > last.end:
        return None
    basis = first.basis if bare or first.basis is not Basis.ABSOLUTE else last.basis
    return When(first.start, last.end, Granularity.RANGE, first.qualifier if first == last else None, basis)


def _latest_before(part: Part, last: When, scene: Scene) -> When | None:
    """Return the latest occurrence that begins no later than ``last``."""
    return resolve(part, replace(scene, published=Published(last.start), context=None, future=False))


def _first_after(part: Part, first: When, scene: Scene) -> When | None:
    """Return the first occurrence that does not end before ``first`` begins."""
    return resolve(part, replace(scene, published=Published(first.start), context=None, future=True))


def _shared(left: Part, right: Part) -> tuple[Part, Part]:
    """Let one end of a range lend the other the frame and the month it lacks."""
    if left.month is None and left.day is not None and left.step is None and right.month is not None:
        left = replace(left, month=right.month)
    if right.month is None and right.day is not None and right.step is None and left.month is not None:
        onward = left.day is not None and right.day < left.day
        right = replace(right, month=left.month % 12 + 1 if onward else left.month)
    if (
        right.has_frame
        and not left.has_frame
        and left.turn is None
        and left.has_selection
        and (right.year or _is_year(right.step))
    ):
        left = _framed_like(left, right, -1 if _later_in_year(left, right) else 0)
    elif left.has_frame and not right.has_frame and right.turn is None and right.has_selection and _lends(left, right):
        right = _framed_like(right, left, 1 if _later_in_year(left, right) else 0)
    return left, right


def _lends(left: Part, right: Part) -> bool:
    """Say whether the left end's frame holds the right end too: a year any period, a week a weekday, a month a day."""
    if left.year or left.step is None or left.step.unit is Unit.YEAR:
        return bool(left.year or left.step)
    if left.step.unit is Unit.WEEK:
        return right.weekday is not None or right.weekend
    return left.step.unit is Unit.MONTH and right.day is not None and right.month is None


def _framed_like(part: Part, other: Part, years: int) -> Part:
    """Return the part with the other's frame, moved by so many years."""
    step = other.step
    if step and step.unit is Unit.YEAR:
        step = replace(step, count=step.count + years)
    return replace(part, year=other.year + years if other.year is not None else None, step=step)


def _is_year(step: Step | None) -> bool:
    """Say whether a step names a year."""
    return step is not None and step.unit is Unit.YEAR


def _later_in_year(left: Part, right: Part) -> bool:
    """Say whether the left end lies later in the year than the right, so that a new year lies between."""
    pairs = ((left.month, right.month), (left.quarter, right.quarter), (left.season, right.season))
    return any(a is not None and b is not None and a > b for a, b in pairs)


def _on(part: Part, scene: Scene, today: date | None) -> When | None:
    """Return the period for one day of publication."""
    if not part.has_frame:
        return nearest(part, scene, today)
    if part.same_month:
        part = replace(part, month=today.month if today else None, same_month=False)
    frame = _frame(part, scene, today)
    inside = frame and selected(part, frame)
    return inside and narrowed(inside, part, scene)


def _frame(part: Part, scene: Scene, today: date | None) -> When | None:
    """Return the year, decade, century or counted period the words name."""
    if part.step is not None:
        return _stepped(part.step, scene, today)
    if part.year is not None:
        return period(date(part.year, 1, 1), Unit.YEAR)
    if part.decade is not None:
        return period(date(part.decade, 1, 1), Unit.DECADE)
    if part.century is not None:
        return When(*years_span(part.century, 100), Granularity.RANGE)
    return None


def _stepped(step: Step, scene: Scene, today: date | None) -> When | None:
    """Return the period that many units from the anchor, as wide as the unit or the anchor, whichever is wider."""
    base = _base(step, scene, today)
    if base is None:
        return None
    if base.days > ANCHOR_DAYS and step.unit not in (Unit.YEAR, Unit.DECADE, Unit.CENTURY):
        return None
    if step.weekday is not None:
        return _weekday_from(base, step.weekday, step.count)
    start, end = _moved(base.start, step), _moved(base.end, step)
    if step.exact and base.granularity is not Granularity.RANGE:
        return replace(period(start, Unit(base.granularity.value)), basis=base.basis)
    return When(*widened(start, end, step.unit, base.granularity), basis=base.basis)


def _moved(day: date, step: Step) -> date:
    """Return the day so many units away; of several units the widest counts first."""
    for unit, count in sorted(step.more, key=lambda m: m[0] is not Unit.YEAR):
        day = shift(day, unit, count)
    return shift(day, step.unit, step.count)


def _weekday_from(base: When, weekday: int, count: int) -> When:
    """Return the nth such weekday after (before, for a negative count) a period."""
    if count > 0:
        first = base.end + timedelta(days=(weekday - base.end.weekday() - 1) % 7 + 1)
        day = shift(first, Unit.WEEK, count - 1)
    else:
        last = base.start - timedelta(days=(base.start.weekday() - weekday - 1) % 7 + 1)
        day = shift(last, Unit.WEEK, count + 1)
    return When(day, day, Granularity.DAY, basis=base.basis)


def _base(step: Step, scene: Scene, today: date | None) -> When | None:
    """Return what a step counts from."""
    if step.base is not None:
        base = _on(step.base, scene, today)
        return base and replace(base, basis=Basis.EVENT if step.count and not step.exact else base.basis)
    if _counts_from_event(step.origin, scene):
        return scene.anchor and replace(scene.anchor, basis=Basis.EVENT)
    return When(today, today, Granularity.DAY, basis=Basis.PUBLICATION) if today else None


def _counts_from_event(origin: Origin, scene: Scene) -> bool:
    """Say whether a step counts from the anchor, not from the publication."""
    if origin is Origin.AHEAD:
        return scene.anchor is not None and scene.anchor.start > scene.last
    return origin is Origin.EVENT or (origin is Origin.EITHER and scene.anchor is not None)


def _hedged(when: When, part: Part) -> When:
    """Return the period with what the words add to it; a slice says more than "by"."""
    if part.qualifier is None or when.qualifier is not None:
        return when
    return replace(when, qualifier=part.qualifier)
