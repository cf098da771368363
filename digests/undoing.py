"""What can be taken back. Taking back is itself a change, with before and after swapped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digests.change import Change


def taken_back(newest_first: Iterable[Change]) -> frozenset[str]:
    """Return the ids of the changes that were taken back, and not made again by taking back the taking back."""
    gone: set[str] = set()
    for change in newest_first:
        if change.undoes and change.id not in gone:
            gone.add(change.undoes)
    return frozenset(gone)


def last_of(person: str, newest_first: Sequence[Change]) -> Change | None:
    """Return what the person changed last and has not taken back yet; None for nothing."""
    gone = taken_back(newest_first)
    return next((one for one in newest_first if one.by == person and not one.undoes and one.id not in gone), None)


def later_than(change: Change, newest_first: Sequence[Change]) -> Change | None:
    """Return the newest change of the same thing after that one, which has to be taken back before; None for none."""
    gone = taken_back(newest_first)
    for one in newest_first:
        if one.id == change.id:
            return None
        if _thing(one) == _thing(change) and not one.undoes and one.id not in gone:
            return one
    return None


def _thing(change: Change) -> tuple[str, ...]:
    return change.platform, change.tenant, change.holds, change.name
