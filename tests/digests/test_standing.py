"""A standing order as plain values: what goes in comes out equal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.language import Lang
from digests.standing import order_held, order_value
from digests.subscription import Channel, Schedule, Subscription, WhenEmpty

MINUTES = st.times().map(lambda at: time(at.hour, at.minute))
SCHEDULES = st.builds(
    Schedule,
    times=st.lists(MINUTES, unique=True).map(sorted).map(tuple),
    zone=st.sampled_from(["UTC", "Asia/Taipei"]),
    weekdays=st.frozensets(st.integers(0, 6)),
    quiet_days=st.frozensets(st.dates(date(2024, 1, 1), date(2030, 1, 1)), max_size=3),
)
ORDERS = st.builds(
    Subscription,
    id=st.just("sub1"),
    channel=st.sampled_from([Channel("terminal", "local", "news"), Channel("slack", "T1", "C1")]),
    topics=st.lists(st.sampled_from(["llama", "鳥"]), unique=True).map(tuple),
    schedule=SCHEDULES,
    lang=st.sampled_from([Lang.EN, Lang.HANS, Lang.HANT]),
    created=st.datetimes(timezones=st.just(UTC)),
    length=st.integers(1, 30),
    when_empty=st.sampled_from(WhenEmpty),
    alerts=st.integers(0, 10),
    paused=st.booleans(),
    ordered_by=st.sampled_from(["", "u1"]),
    threaded=st.booleans(),
)
SOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@given(order=ORDERS)
@settings(max_examples=100, deadline=None)
def test_an_order_comes_back_equal_through_json(order: Subscription):
    assert order_held("sub1", json.loads(json.dumps(order_value(order)))) == order


@given(order=ORDERS)
@settings(max_examples=20, deadline=None)
def test_its_next_run_is_no_part_of_it(order: Subscription):
    due = replace(order, next_run=SOON + timedelta(days=1))
    assert order_value(due) == order_value(order)
    assert order_held("sub1", order_value(order), due.next_run) == due
