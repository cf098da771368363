"""Days in threads: which message of a day the rest of it stands beneath.

It is part of a statement on ``deliveries``, about the delivery of each row, and asks first whether its subscription is
threaded, by two keys: few are, and for all others nothing more is looked up.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, select

from adapters.storage import ledger_tables as tables
from digests.delivery import State

_row = tables.deliveries.c
_other = tables.deliveries.alias("of_day")
_own, _same = tables.editions.alias("own"), tables.editions.alias("same")


def under() -> ColumnElement[str]:
    """Return the message in whose thread the rest of the day stands; nothing, where there is none or not yet."""
    return case((_is_threaded(), func.coalesce(_first_of_day().scalar_subquery(), "")), else_="")


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
