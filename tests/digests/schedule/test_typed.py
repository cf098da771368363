"""Schedules as they are typed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.errors import BadInput
from digests.schedule.typed import quiet_days_typed, times_typed, weekdays_typed
from digests.schedule.zones import zone_named, zone_typed

WORKING, WEEKEND, ALL = frozenset(range(5)), frozenset({5, 6}), frozenset(range(7))


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("08:00", (time(8),)),
        ("8:30,18:00", (time(8, 30), time(18))),
        (" 18:00 , 8 ", (time(8), time(18))),
        ("8：30，18：00", (time(8, 30), time(18))),
        ("8点、18點半", (time(8), time(18, 30))),
        ("8時05分", (time(8, 5),)),
        ("6pm 12am 12pm", (time(0), time(12), time(18))),
        ("6:45PM", (time(18, 45),)),
        ("8h", (time(8),)),
        ("08:00,8,8:00", (time(8),)),
    ],
)
def test_times_are_read_in_their_usual_forms_and_sorted(text: str, times: tuple[time, ...]):
    assert times_typed(text) == times


@pytest.mark.parametrize(
    "text", ["25:00", "24:00", "8:60", "noon", "-1:00", "8:5", "13pm", "0am", "8;30:00:00", "八点"]
)
def test_an_impossible_time_is_refused_and_named(text: str):
    with pytest.raises(BadInput) as refused:
        times_typed(f"08:00,{text}")
    assert refused.value.key == "no-time"
    assert refused.value.subject in text


def test_no_time_and_too_many_times_are_refused():
    with pytest.raises(BadInput, match="no-times"):
        times_typed(" , ")
    with pytest.raises(BadInput, match="too-many-times"):
        times_typed(",".join(f"{n // 60}:{n % 60:02}" for n in range(25)))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon,thu", frozenset({0, 3})),
        ("Monday, Thursday", frozenset({0, 3})),
        ("tues", frozenset({1})),
        ("weekdays", WORKING),
        ("daily", ALL),
        ("every day", ALL),
        ("mon-fri", WORKING),
        ("mon – fri", WORKING),
        ("fri-mon", frozenset({4, 5, 6, 0})),
        ("weekend", WEEKEND),
        ("工作日", WORKING),
        ("每天", ALL),
        ("每日", ALL),
        ("周一", frozenset({0})),
        ("週一、週日", frozenset({0, 6})),
        ("星期天", frozenset({6})),
        ("禮拜三", frozenset({2})),
        ("周一至周五", WORKING),
        ("週一到週五", WORKING),
        ("週末", WEEKEND),
        ("mon,周末", frozenset({0, 5, 6})),
    ],
)
def test_weekdays_are_read_in_english_and_both_chinese_scripts(text: str, days: frozenset[int]):
    assert weekdays_typed(text) == days


@pytest.mark.parametrize("text", ["", "mo", "montag", "someday", "周八", "mon-", "m", "mondays-fri-sun", "日"])
def test_what_is_no_weekday_is_refused(text: str):
    with pytest.raises(BadInput, match="no-weekday"):
        weekdays_typed(text)


def test_quiet_days_are_dates():
    assert quiet_days_typed("2026-12-25, 2027-01-01") == {date(2026, 12, 25), date(2027, 1, 1)}
    assert quiet_days_typed("none") == quiet_days_typed("無") == frozenset()
    with pytest.raises(BadInput, match="no-quiet-day: 2026-02-30"):
        quiet_days_typed("2026-12-25,2026-02-30")


@pytest.mark.parametrize(
    ("text", "zone"),
    [("Europe/Berlin", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin"), ("america/new york", "America/New_York")],
)
def test_a_zone_is_known_in_any_case(text: str, zone: str):
    assert zone_typed(text) == zone
    assert zone_named(zone).key == zone


@pytest.mark.parametrize(
    ("text", "near"), [("Europe/Berln", "Europe/Berlin"), ("Taipei", "Asia/Taipei"), ("new york", "America/New_York")]
)
def test_a_zone_that_is_nearly_one_is_refused_with_the_nearest(text: str, near: str):
    with pytest.raises(BadInput) as refused:
        zone_typed(text)
    assert (refused.value.key, refused.value.values["near"]) == ("no-zone-but", near)


@pytest.mark.parametrize(
    "name", ["Mars", "", "../etc/passwd", "/etc/hostname", "Europe", "Europe/Berlin\x00", "a" * 300]
)
def test_what_is_no_zone_at_all_is_refused_and_opens_no_file(name: str):
    with pytest.raises(BadInput, match="no-zone"):
        zone_named(name)
    with pytest.raises(BadInput, match="no-zone"):
        zone_typed(name)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=12))
def test_whatever_is_typed_is_read_or_refused(text: str):
    for read in (times_typed, weekdays_typed, quiet_days_typed):
        with suppress(BadInput):
            assert isinstance(read(text), tuple | frozenset)
