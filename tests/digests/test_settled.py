"""What a tenant has settled, as values and back, laid over new orders."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.change import Held, Holds
from digests.language import Lang
from digests.settled import (
    NAMES,
    RESETS,
    Settled,
    at_rest,
    ordered_as,
    quiet_days_of,
    settings_name,
    settled_held,
    settled_value,
    without,
)
from digests.subscription import Channel, Schedule, Subscription, WhenEmpty

ORDER = Subscription(
    "a", Channel("slack", "T1", "C1"), (), Schedule((time(8),), "UTC"), Lang.EN, datetime(2026, 1, 1, tzinfo=UTC)
)
DAY = date(2026, 12, 25)

several = st.builds(
    Settled,
    lang=st.none() | st.sampled_from([Lang.EN, Lang.HANS, Lang.HANT]),
    zone=st.none() | st.sampled_from(["UTC", "Asia/Taipei"]),
    length=st.none() | st.integers(1, 30),
    when_empty=st.none() | st.sampled_from(WhenEmpty),
    alerts=st.none() | st.integers(0, 10),
    threaded=st.none() | st.booleans(),
    quiet_days=st.frozensets(st.dates(), max_size=3),
    per_outlet=st.none() | st.integers(1, 30),
)


@given(several)
@settings(max_examples=100, deadline=None)
def test_whatever_is_settled_comes_back_from_what_is_stored(settled: Settled):
    value = settled_value(settled)
    assert settled_held(json.loads(json.dumps(value))) == settled
    assert (value is None) == (settled == Settled())


@given(several)
@settings(max_examples=50, deadline=None)
def test_a_new_order_has_what_is_settled_and_else_what_it_had(settled: Settled):
    order = ordered_as(ORDER, settled)
    for name in ("lang", "length", "when_empty", "alerts", "threaded"):
        own = getattr(settled, name)
        assert getattr(order, name) == (getattr(ORDER, name) if own is None else own)
    assert order.schedule == Schedule((time(8),), settled.zone or "UTC")


@given(several)
@settings(max_examples=20, deadline=None)
def test_each_setting_can_be_left_as_it_was_and_all_of_them(settled: Settled):
    assert set(RESETS.values()) == set(NAMES)
    assert without(settled, NAMES) == Settled()
    assert without(settled, ["length"]).length is None


def test_quiet_days_are_of_one_tenant_and_beside_those_of_the_order():
    held = Held(Holds.SETTINGS, settings_name("slack", "T1"), {"quiet_days": [DAY.isoformat()]})
    quiet = quiet_days_of([held, Held(Holds.SETTINGS, settings_name("slack", "T2"), {"length": 3})])
    assert quiet == {"slack:T1": frozenset({DAY})}
    assert at_rest(ORDER, quiet).schedule.quiet_days == frozenset({DAY})
    assert at_rest(ORDER, {}) is ORDER


def test_what_cannot_be_read_is_told():
    with pytest.raises(ValueError, match="fr"):
        settled_held({"lang": "fr"})
