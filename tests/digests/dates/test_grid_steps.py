"""What is counted from an anchor, in every unit and direction, against values worked out here by other means."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from opencc import OpenCC

from digests.when import Granularity, Published
from tests.digests.dates.reading import WEDNESDAY, span, value, values
from tests.digests.dates.test_grid import ENGLISH_MONTHS, check, chinese_count, months, moved, only

PUBLISHED = Published(WEDNESDAY)
TRADITIONAL = OpenCC("s2t")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
COUNTS = {1: "one", 2: "two", 3: "three", 5: "five", 11: "eleven"}
DAYS = [
    date(2024, 2, 29),
    date(2024, 12, 30),
    date(2025, 1, 1),
    date(2025, 3, 31),
    date(2025, 9, 17),
    date(2025, 11, 9),
]


def days_from(day: date, weekday: int, count: int) -> date:
    step = 1 if count > 0 else -1
    while count:
        day += timedelta(days=step)
        count -= step * (day.weekday() == weekday)
    return day


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("today", DAYS)
def test_weekdays_are_counted_one_by_one(today: date, weekday: int):
    name = WEEKDAYS[weekday]
    for count, word in COUNTS.items():
        for number, way in product((str(count), word), ("ago", "from now")):
            day = days_from(today, weekday, -count if way == "ago" else count)
            only(f"It closes {number} {name}s {way}.", Published(today), (day, day, Granularity.DAY))
    for place, count in (("first", 1), ("third", 3)):
        day = days_from(date(2024, 12, 25), weekday, count)
        only(f"It closed the {place} {name} after Christmas 2024.", None, (day, day, Granularity.DAY))
    day = days_from(today, weekday, 2)
    only(f"It closes the {name} after next.", Published(today), (day, day, Granularity.DAY))


@pytest.mark.parametrize("today", DAYS)
def test_last_this_and_next_take_every_unit_in_every_wording(today: date):
    wordings = {-1: ("last", "previous", "past"), 0: ("this", "current"), 1: ("next", "coming")}
    for count, turns in wordings.items():
        for turn, unit in product(turns, ("week", "month", "year")):
            only(f"It closes {turn} {unit}.", Published(today), moved(today, unit, count))
        quarter = 4 * today.year + (today.month - 1) // 3 + count
        expected = (*months(quarter // 4, 3 * (quarter % 4) + 1, 3 * (quarter % 4) + 3), Granularity.QUARTER)
        for turn, unit in product(turns, ("quarter", "qtr")):
            only(f"It closes {turn} {unit}.", Published(today), expected)
    only("It closes the month after next.", Published(today), moved(today, "month", 2))
    for month, name in enumerate(ENGLISH_MONTHS, 1):
        year = today.year + (month <= today.month)
        only(f"It closes next {name}.", Published(today), (*months(year, month, month), Granularity.MONTH))


@pytest.mark.parametrize("today", DAYS)
def test_several_units_count_as_one_offset(today: date):
    for years, n in product((1, 2), (1, 3, 11)):
        expected = moved(date(today.year - years, today.month, 1), "month", -n)
        unit = "month" if n == 1 else "months"
        only(f"It closed {years} years and {n} {unit} ago.", Published(today), expected)
        only(f"It closed {COUNTS[years]} years, {n} {unit} ago.", Published(today), expected)
        for number in (str(n), chinese_count(n)):
            sentence = f"公司{years}年零{number}个月前关闭。"
            only(sentence, Published(today), expected)
            only(TRADITIONAL.convert(sentence), Published(today), expected)
    day = today - timedelta(days=7 * 2 + 3)
    only("It closed two weeks and three days ago.", Published(today), (day, day, Granularity.DAY))


@pytest.mark.parametrize("unit", ["day", "week"])
@pytest.mark.parametrize("count", [2, 3, 10])
def test_a_length_from_a_day_on_is_a_range(unit: str, count: int):
    first = date(2024, 4, 18)
    last = first + timedelta(days=count * (7 if unit == "week" else 1) - 1)
    for form in (f"for {count} {unit}s starting on 18 April 2024", f"for {count} {unit}s from 18 April 2024"):
        only(f"It is closed {form}.", None, (first, last, Granularity.RANGE))
    tomorrow = WEDNESDAY + timedelta(days=1)
    only(
        f"It is closed for {count} {unit}s beginning tomorrow.",
        PUBLISHED,
        (tomorrow, tomorrow + (last - first), Granularity.RANGE),
    )


@pytest.mark.parametrize("weekday", range(7))
def test_weeks_from_a_weekday_end_on_that_weekday(weekday: int):
    day = WEDNESDAY - timedelta(days=(WEDNESDAY.weekday() - weekday) % 7)
    later = day + timedelta(days=14)
    only(f"It closed two weeks from {WEEKDAYS[weekday]}.", PUBLISHED, (later, later, Granularity.DAY))
    monday = WEDNESDAY - timedelta(days=WEDNESDAY.weekday()) + timedelta(days=14)
    day = monday + timedelta(days=weekday)
    only(f"It closes on {WEEKDAYS[weekday]}, two weeks from now.", PUBLISHED, (day, day, Granularity.DAY))


@pytest.mark.parametrize("convert", [str, TRADITIONAL.convert], ids=["simplified", "traditional"])
def test_months_and_weeks_have_halves(convert: type[str]):
    for month in (2, 6, 12):
        start, end = months(2024, month, month)
        first, second = (
            (start, date(2024, month, 15), Granularity.RANGE),
            (date(2024, month, 16), end, Granularity.RANGE),
        )
        only(f"It closed in the first half of {ENGLISH_MONTHS[month - 1]} 2024.", None, first)
        only(f"It closed in the second half of {ENGLISH_MONTHS[month - 1]} 2024.", None, second)
    check(convert("公司上半月关闭。"), PUBLISHED, (date(2025, 9, 1), date(2025, 9, 15), Granularity.RANGE))
    check(convert("公司下半周关闭。"), PUBLISHED, (date(2025, 9, 18), date(2025, 9, 21), Granularity.RANGE))
    check(convert("公司上个半年关闭。"), PUBLISHED, (*months(2025, 1, 6), Granularity.HALF))
    check(convert("公司去年本月十日关闭。"), PUBLISHED, (date(2024, 9, 10), date(2024, 9, 10), Granularity.DAY))


@pytest.mark.parametrize("today", DAYS)
def test_what_runs_up_to_now_ends_with_the_publication(today: date):
    published = Published(today)
    only("It grew year to date.", published, (date(today.year, 1, 1), today, Granularity.RANGE))
    for words in ("now", "today", "date", "the present"):
        only(f"It ran from 3 May 2021 to {words}.", published, (date(2021, 5, 3), today, Granularity.RANGE))
    only("It is closed for the rest of the year.", published, (today, date(today.year, 12, 31), Granularity.YEAR))


@pytest.mark.parametrize("turn", ["last", "this", "next"])
def test_a_week_lends_itself_to_a_range_of_weekdays(turn: str):
    monday = (
        WEDNESDAY - timedelta(days=WEDNESDAY.weekday()) + timedelta(days=7 * ("last", "this", "next").index(turn) - 7)
    )
    for (a, first), (b, last) in product(enumerate(WEEKDAYS), enumerate(WEEKDAYS)):
        if a < b:
            expected = monday + timedelta(days=a), monday + timedelta(days=b), Granularity.RANGE
            only(f"It meets {turn} week between {first} and {last}.", PUBLISHED, expected)
            only(f"It meets {turn} week from {first} to {last}.", PUBLISHED, expected)


def test_the_previous_and_the_following_count_from_the_event_before_them():
    event = span("2024-05-14", "2024-05-14", Granularity.DAY)
    expected = {
        "the following week": "2024-05-20..2024-05-26 week",
        "the following Friday": "2024-05-17",
        "the previous Friday": "2024-05-10",
        "the previous month": "2024-04-01..2024-04-30 month",
    }
    for words, shown in expected.items():
        assert value(f"It closed {words}.", anchor=event) == shown
        assert values(f"It closed {words}.") == []


@pytest.mark.parametrize("today", DAYS[1:])
@pytest.mark.parametrize("years", [1, 2, 10])
def test_a_year_ago_today_is_that_day(today: date, years: int):
    count = "a year" if years == 1 else f"{years} years"
    day = today.replace(year=today.year - years)
    only(f"It closed {count} ago today.", Published(today), (day, day, Granularity.DAY))
    only(f"It closed {count} ago this month.", Published(today), moved(day, "month", 0))
    only(f"It closed {count} ago this week.", Published(today), moved(day - timedelta(days=today.weekday()), "week", 0))


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("convert", [str, TRADITIONAL.convert], ids=["simplified", "traditional"])
def test_a_weekday_of_a_counted_week_is_that_day(weekday: int, convert: type[str]):
    monday = WEDNESDAY - timedelta(days=WEDNESDAY.weekday())
    for count, number in ((1, "一"), (2, "两"), (3, "3")):
        day = monday + timedelta(days=weekday - 7 * count)
        only(convert(f"公司{number}周前的周{'一二三四五六日'[weekday]}关闭。"), PUBLISHED, (day, day, Granularity.DAY))
