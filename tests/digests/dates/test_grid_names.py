"""Days, years, holidays and numbered weeks in every form, against values worked out here by other means."""

from __future__ import annotations

from calendar import Calendar, monthrange
from datetime import date, timedelta
from itertools import product

import pytest
from opencc import OpenCC

from digests.when import Granularity, Published, Qualifier
from tests.digests.dates.reading import WEDNESDAY, qualifier
from tests.digests.dates.test_grid import ENGLISH_MONTHS, Expected, chinese_count, months, only

PUBLISHED = Published(WEDNESDAY)
TRADITIONAL = OpenCC("s2t")
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()  # noqa: SIM905  reads better than a list
ONES += ["seventeen", "eighteen", "nineteen"]
TENS = {2: "twenty", 3: "thirty", 4: "forty", 5: "fifty", 6: "sixty", 7: "seventy", 8: "eighty", 9: "ninety"}
ORDINALS = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth", 20: "twentieth"}
EASTERS = ["2019-04-21", "2021-04-04", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28"]
NEW_YEARS = ["2019-02-05", "2020-01-25", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17"]


def words(number: int) -> str:
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (" " + ONES[number % 10] if number % 10 else "")


def ordinal(number: int) -> str:
    if number > 20 and number % 10:
        return f"{TENS[number // 10]}-{ordinal(number % 10)}"
    return ORDINALS.get(number) or ("thirtieth" if number == 30 else words(number) + "th")


def suffixed(number: int) -> str:
    return f"{number}" + ("th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th"))


def spoken(year: int) -> list[str]:
    century, rest = divmod(year, 100)
    pairs = [f"{words(century)} {words(rest)}"] if rest >= 10 else [f"{words(century)} oh {words(rest)}"] * (rest > 0)
    if century == 19:
        return [*pairs, f"nineteen hundred {words(rest)}"] if rest else ["nineteen hundred"]
    return [*pairs, f"two thousand and {words(rest)}", f"two thousand {words(rest)}"] if rest else ["two thousand"]


def whole_day(day: date) -> Expected:
    return day, day, Granularity.DAY


@pytest.mark.parametrize("year", [*range(1950, 2040, 7), 1900, 1905, 2000, 2005, 2010, 2019])
def test_every_spoken_year_is_a_year(year: int):
    for name in spoken(year):
        only(f"It opened in {name}.", None, (*months(year, 1, 12), Granularity.YEAR))
        only(f"It opened in June {name}.", None, (*months(year, 6, 6), Granularity.MONTH))
        only(f"It opened on September 10, {name}.", None, whole_day(date(year, 9, 10)))
        only(f"It opened in the third quarter of {name}.", None, (*months(year, 7, 9), Granularity.QUARTER))


def days_of(month: int) -> range | tuple[int, ...]:
    """Return every day of January, and of the other months some of each kind with the last."""
    return range(1, 32) if month == 1 else (1, 12, 23, monthrange(2024, month)[1])


@pytest.mark.parametrize("month", range(1, 13))
def test_every_day_is_read_in_every_english_form(month: int):
    name = ENGLISH_MONTHS[month - 1]
    for n in days_of(month):
        expected = whole_day(date(2024, month, n))
        forms = [
            f"{name} {n}, 2024",
            f"{n} {name} 2024",
            f"the {suffixed(n)} of {name}, 2024",
            f"{name} {suffixed(n)}, 2024",
        ]
        forms += [f"{name} {ordinal(n)}, 2024", f"the {ordinal(n)} of {name} 2024", f"{name} the {ordinal(n)}, 2024"]
        forms += [f"2024-{month:02}-{n:02}", f"2024/{month}/{n}", f"{month}/{n}/2024", f"2024{month:02}{n:02}"]
        forms += [f"{name} {words(n)}, 2024", f"{words(n)} {name} 2024"] if n >= 11 else []
        for form in forms:
            only(f"It closed on {form}.", None, expected)


@pytest.mark.parametrize("convert", [str, TRADITIONAL.convert], ids=["simplified", "traditional"])
@pytest.mark.parametrize("month", range(1, 13))
def test_every_day_is_read_in_every_chinese_form(month: int, convert: type[str]):
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for n in days_of(month):
        expected = whole_day(date(2024, month, n))
        forms = [
            f"2024年{month}月{n}日",
            f"二〇二四年{chinese_count(month)}月{chinese_count(n)}日",
            f"2024年{month}月{n}号",
        ]
        forms += [f"2024年{chinese_count(month)}月{n}日", f"2024年{month}月{n}日".translate(wide), f"2024/{month}/{n}"]
        for form in forms:
            only(convert(f"公司于{form}关闭。"), None, expected)


def test_every_pair_of_months_is_a_range_that_began_before_the_publication():
    for (a, first), (b, last) in product(enumerate(ENGLISH_MONTHS, 1), enumerate(ENGLISH_MONTHS, 1)):
        if a == b:
            continue
        year = 2025 if a <= WEDNESDAY.month else 2024
        start, end = months(year, a, a)[0], months(year + (b < a), b, b)[1]
        for sentence in (
            f"It ran from {first} to {last}.",
            f"It ran between {first} and {last}.",
            f"展览从{a}月到{b}月。",
        ):
            only(sentence, PUBLISHED, (start, end, Granularity.RANGE))
        start, end = months(2021, a, a)[0], months(2021 + (b < a), b, b)[1]
        only(f"It ran from {first} 2021 to {last} {2021 + (b < a)}.", None, (start, end, Granularity.RANGE))


@pytest.mark.parametrize(("first", "last"), [(4, 22), (1, 31), (9, 10)])
def test_days_of_one_month_make_a_range(first: int, last: int):
    for month, name in ((1, "January"), (8, "August")):
        expected = date(2022, month, first), date(2022, month, last), Granularity.RANGE
        forms = [f"from {first} to {last} {name} 2022", f"from {name} {first} to {last}, 2022"]
        forms += [f"between {first} and {last} {name} 2022", f"from {first} to {name} {last}, 2022"]
        forms += [
            f"from {name} {ordinal(first)} through {ordinal(last)}, 2022",
            f"{name} between {first} and {last}, 2022",
        ]
        forms += [f"from {month}/{first} to {month}/{last}/2022", f"from {month}/{first}/2022 to {month}/{last}/2022"]
        for form in forms:
            only(f"It was closed {form}.", None, expected)
        only(f"展览2022年{month}月{first}日至{last}日举行。", None, expected)
    this_month = date(2025, 9, first), date(2025, 9, min(last, 30)), Granularity.RANGE
    only(f"It is closed from {first} to {min(last, 30)} this month.", PUBLISHED, this_month)


def test_every_nth_weekday_is_counted_in_its_month():
    names = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905  reads better than a list
    for month, weekday in product((2, 5, 10), range(7)):
        days = [d for d in Calendar().itermonthdates(2024, month) if d.month == month and d.weekday() == weekday]
        places = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "second last": -2, "third to last": -3}
        for place, at in places.items():
            form = f"the {place} {names[weekday]} of {ENGLISH_MONTHS[month - 1]} 2024"
            only(f"It met on {form}.", None, whole_day(days[at]))
        for n, number in enumerate("一二三四"):
            form = f"2024年{month}月的第{number}个星期{'一二三四五六日'[weekday]}"
            only(f"会议{form}举行。", None, whole_day(days[n]))


def test_every_week_of_the_year_begins_on_its_monday():
    for week in range(1, 53):
        monday = date.fromisocalendar(2027, week, 1)
        expected = monday, monday + timedelta(days=6), Granularity.WEEK
        only(f"It opens in week {week} of 2027.", None, expected)


HOLIDAYS = {
    "New Year's Day": (1, 1),
    "Valentine's Day": (2, 14),
    "Earth Day": (4, 22),
    "the Fourth of July": (7, 4),
    "Halloween": (10, 31),
    "Veterans Day": (11, 11),
    "Christmas Eve": (12, 24),
    "Christmas": (12, 25),
    "New Year's Eve": (12, 31),
}


@pytest.mark.parametrize("name", HOLIDAYS)
def test_every_fixed_holiday_is_found_in_every_year(name: str):
    for year in (1999, 2016, 2024, 2030):
        only(f"It opened on {name} {year}.", None, whole_day(date(year, *HOLIDAYS[name])))
        only(f"It opened on {name} of {year}.", None, whole_day(date(year, *HOLIDAYS[name])))
    latest = max(day for y in (2024, 2025) if (day := date(y, *HOLIDAYS[name])) <= WEDNESDAY)
    only(f"It opened on {name}.", PUBLISHED, whole_day(latest))
    only(f"It will open on {name}.", PUBLISHED, whole_day(latest.replace(year=latest.year + 1)))


@pytest.mark.parametrize("iso", EASTERS)
def test_what_hangs_on_easter_moves_with_it(iso: str):
    easter = date.fromisoformat(iso)
    for name, after in (("Easter", 0), ("Good Friday", -2), ("Easter Monday", 1), ("Palm Sunday", -7)):
        only(f"It opened on {name} {easter.year}.", None, whole_day(easter + timedelta(days=after)))
    only(f"公司在{easter.year}年复活节发布。", None, whole_day(easter))
    only(f"It opened three days after Easter {easter.year}.", None, whole_day(easter + timedelta(days=3)))


@pytest.mark.parametrize("iso", NEW_YEARS)
def test_the_chinese_new_year_is_looked_up(iso: str):
    day = date.fromisoformat(iso)
    only(f"公司在{day.year}年春节发布。", None, whole_day(day))
    only(TRADITIONAL.convert(f"公司在{day.year}年除夕发布。"), None, whole_day(day - timedelta(days=1)))
    only(f"It opened on Lunar New Year {day.year}.", None, whole_day(day))


@pytest.mark.parametrize("year", range(2015, 2028))
def test_holidays_on_a_weekday_of_a_month_are_counted(year: int):
    def nth(month: int, weekday: int, at: int) -> date:
        return [d for d in Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == weekday][at]

    thanksgiving = nth(11, 3, 3)
    only(f"It opened on Thanksgiving {year}.", None, whole_day(thanksgiving))
    only(f"It opened on Black Friday {year}.", None, whole_day(thanksgiving + timedelta(days=1)))
    only(f"It opened on Labor Day {year}.", None, whole_day(nth(9, 0, 0)))
    only(f"It opened on Memorial Day {year}.", None, whole_day(nth(5, 0, -1)))
    weekend = nth(9, 0, 0) - timedelta(days=2), nth(9, 0, 0), Granularity.RANGE
    only(f"It opened over Labor Day weekend {year}.", None, weekend)
    weekend = thanksgiving, thanksgiving + timedelta(days=3), Granularity.RANGE
    only(f"It opened over Thanksgiving weekend {year}.", None, weekend)


QUALIFIERS = {
    "by": Qualifier.BY,
    "before": Qualifier.BEFORE,
    "until": Qualifier.BEFORE,
    "after": Qualifier.AFTER,
    "since": Qualifier.FROM,
    "around": Qualifier.ABOUT,
}
CHINESE_QUALIFIERS = {
    "公司截至{}关闭": Qualifier.BY,
    "公司在{}之前关闭": Qualifier.BEFORE,
    "公司在{}之后关闭": Qualifier.AFTER,
    "公司自{}以来关闭": Qualifier.FROM,
    "公司在{}左右关闭": Qualifier.ABOUT,
}


def test_every_qualifier_stands_before_every_period_and_leaves_its_value_alone():
    periods: dict[str, Expected] = {
        "2024": (*months(2024, 1, 12), Granularity.YEAR),
        "March 2024": (*months(2024, 3, 3), Granularity.MONTH),
        "the second quarter of 2024": (*months(2024, 4, 6), Granularity.QUARTER),
        "18 April 2024": whole_day(date(2024, 4, 18)),
        "last year": (*months(2024, 1, 12), Granularity.YEAR),
        "the summer of 2024": (*months(2024, 6, 8), Granularity.SEASON),
        "Christmas 2024": whole_day(date(2024, 12, 25)),
    }
    for (word, meaning), (period, expected) in product(QUALIFIERS.items(), periods.items()):
        only(f"It grew {word} {period}.", PUBLISHED, expected)
        assert qualifier(f"It grew {word} {period}.") is meaning


@pytest.mark.parametrize("convert", [str, TRADITIONAL.convert], ids=["simplified", "traditional"])
def test_every_chinese_qualifier_stands_by_every_period(convert: type[str]):
    periods: dict[str, Expected] = {
        "2024年": (*months(2024, 1, 12), Granularity.YEAR),
        "去年三月": (*months(2024, 3, 3), Granularity.MONTH),
        "2024年第二季度": (*months(2024, 4, 6), Granularity.QUARTER),
        "2024年4月18日": whole_day(date(2024, 4, 18)),
        "2024年夏天": (*months(2024, 6, 8), Granularity.SEASON),
        "2024年圣诞节": whole_day(date(2024, 12, 25)),
    }
    for (frame, meaning), (period, expected) in product(CHINESE_QUALIFIERS.items(), periods.items()):
        sentence = convert(frame.format(period))
        only(sentence, PUBLISHED, expected)
        assert qualifier(sentence) is meaning
