"""Days in threads: which message of a day the rest of it stands beneath, and what has to wait for that message.

All are parts of statements on ``deliveries``, about the delivery of each row. They ask first whether its subscription
is threaded, by two keys: few are, and for all others nothing more is looked up.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, select, tuple_

from adapters.storage import ledger_tables as tables
from digests.delivery import State

_row = tables.deliveries.c
_other = tables.deliveries.alias("of_day")
_own, _same = tables.editions.alias("own"), tables.editions.alias("same")


def under() -> ColumnElement[str]:
    """Return the message in whose thread the rest of the day stands; nothing, where there is none or not yet."""
    return case((_is_threaded(), func.coalesce(_first_of_day().scalar_subquery(), "")), else_="")


def waits_for_its_day() -> ColumnElement[bool]:
    """Return the condition that the day has no such message yet, and that an earlier one is about to become it.

    A parked one is not waited for: only an admin's word ends that, and the rest of the day would be late by then.
    """
    earlier = tuple_(_other.c.number, _other.c.part) < tuple_(_row.number, _row.part)
    waits = and_(_of_day(_other.c.state.in_([State.DUE, State.SENDING]), earlier).exists(), ~_first_of_day().exists())
    return case((_is_threaded(), waits), else_=false())


def _is_threaded() -> ColumnElement[bool]:
    ordered = tables.subscriptions.c
    its = select(ordered.threaded).where(_own.c.id == _row.edition, ordered.id == _own.c.subscription)
    return func.coalesce(its.correlate(tables.deliveries).scalar_subquery(), false())


def _first_of_day() -> Select[Any]:
    stands = and_(_other.c.state == State.SENT, _other.c.message != "", _other.c.under == "")
    return _of_day(stands).order_by(_other.c.number, _other.c.part).limit(1)


def _of_day(*which: ColumnElement[bool]) -> Select[Any]:
    """Return the question for those messages of the same subscription and day."""
    day = and_(_same.c.subscription == _own.c.subscription, _same.c.day == _own.c.day, _other.c.edition == _same.c.id)
    return select(_other.c.message).where(_own.c.id == _row.edition, day, *which).correlate(tables.deliveries)
