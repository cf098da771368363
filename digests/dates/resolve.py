"""From what the words say to a calendar value.

Where the publication is known only to the week or month, an expression is resolved for its first and for its last
day, and counts only if both agree: nothing comes out finer than can be proved.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

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
    return None if whens or when is None else _hedged(when, part)


def resolve_range(left: Part, right: Part, scene: Scene) -> When | None:
    """Return the period from the beginning of one part to the end of the other, or None."""
    left, right = _shared(left, right)
    if left.has_frame or right.has_frame or left.turn is not None or scene.context:
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
        right = replace(right, month=left.month)
    if (
        right.has_frame
        and not left.has_frame
        and left.turn is None
        and left.has_selection
        and (right.year or _is_year(right.step))
    ):
        left = _framed_like(left, right, -1 if _later_in_year(left, right) else 0)
    elif (
        left.has_frame
        and not right.has_frame
        and right.turn is None
        and right.has_selection
        and (left.year or left.step)
    ):
        right = _framed_like(right, left, 1 if _later_in_year(left, right) else 0)
    return left, right


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
    start, end = shift(base.start, step.unit, step.count), shift(base.end, step.unit, step.count)
    basis = base.basis
    return When(*widened(start, end, step.unit, base.granularity), basis=basis)


def _base(step: Step, scene: Scene, today: date | None) -> When | None:
    """Return what a step counts from."""
    if step.base is not None:
        base = _on(step.base, scene, today)
        return base and replace(base, basis=Basis.EVENT if step.count else base.basis)
    if step.origin is Origin.EVENT:
        return scene.anchor and replace(scene.anchor, basis=Basis.EVENT)
    return When(today, today, Granularity.DAY, basis=Basis.PUBLICATION) if today else None


def _hedged(when: When, part: Part) -> When:
    """Return the period with what the words add to it; a slice says more than "by"."""
    if part.qualifier is None or when.qualifier is not None:
        return when
    return replace(when, qualifier=part.qualifier)
