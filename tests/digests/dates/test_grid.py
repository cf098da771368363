"""Every combination the grammar promises, against values worked out here by other means."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import product

import pytest
from opencc import OpenCC

from digests.dates import find_dates
from digests.when import Granularity, Published
from tests.digests.dates.reading import WEDNESDAY

PUBLISHED = Published(WEDNESDAY)
TRADITIONAL = OpenCC("s2t")
DIGITS = "〇一二三四五六七八九"
ENGLISH_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905  reads better than twelve lines
)
ENGLISH_COUNTS = {1: "one", 2: "two", 3: "three", 5: "five", 8: "eight", 11: "eleven", 20: "twenty", 21: "twenty-one"}
Expected = tuple[date, date, Granularity]


def chinese_count(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def months(year: int, first: int, last: int) -> tuple[date, date]:
    end = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), date(*end, monthrange(*end)[1])


def chinese_years() -> list[tuple[str, int]]:
    stated = [(f"{y}年", y) for y in (1998, 2024)]
    spelt = [("".join(DIGITS[int(c)] for c in str(y)) + "年", y) for y in (1998, 2024)]
    wide = ["２０２４年"]
    return [*stated, *spelt, *((w, 2024) for w in wide), ("去年", 2024), ("今年", 2025), ("明年", 2026), ("前年", 2023)]


def chinese_periods(year: int) -> list[tuple[str, Expected]]:
    named: list[tuple[str, Expected]] = [("", (*months(year, 1, 12), Granularity.YEAR))]
    for n in range(1, 13):
        whole = (*months(year, n, n), Granularity.MONTH)
        named += [(f"{n}月", whole), (f"{chinese_count(n)}月", whole), (f"{chinese_count(n)}月份", whole)]
        day = date(year, n, 17)
        named += [
            (f"{n}月17日", (day, day, Granularity.DAY)),
            (f"{chinese_count(n)}月十七号", (day, day, Granularity.DAY)),
        ]
    for n in range(1, 5):
        span = (*months(year, 3 * n - 2, 3 * n), Granularity.QUARTER)
        named += [
            (f"第{chinese_count(n)}季度", span),
            (f"{chinese_count(n)}季度", span),
            (f"第{n}季度", span),
            (f"Q{n}", span),
        ]
    named += [("上半年", (*months(year, 1, 6), Granularity.HALF)), ("下半年", (*months(year, 7, 12), Granularity.HALF))]
    for first, words in ((3, "春天"), (6, "夏季"), (9, "秋季"), (12, "冬天")):
        named.append((words, (*months(year, first, first + 2), Granularity.SEASON)))
    return named


def third_of_month(year: int, month: int, third: int) -> Expected:
    last = monthrange(year, month)[1]
    first, end = ((1, 10), (11, 20), (21, last))[third]
    return date(year, month, first), date(year, month, end), Granularity.MONTH


def chinese_grid() -> list[tuple[str, Expected]]:
    grid = [
        (year_words + words, expected)
        for year_words, year in chinese_years()
        for words, expected in chinese_periods(year)
    ]
    for (year_words, year), month in product(chinese_years(), (2, 6, 12)):
        for words, third in (("初", 0), ("上旬", 0), ("中旬", 1), ("下旬", 2), ("底", 2)):
            grid.append((f"{year_words}{month}月{words}", third_of_month(year, month, third)))
        grid.append((f"{year_words}年底".replace("年年", "年"), (*months(year, 11, 12), Granularity.YEAR)))
    return grid


def english_years() -> list[tuple[str, str, int]]:
    return [(" 2024", " of 2024", 2024), (" last year", " of last year", 2024), (" next year", " of next year", 2026)]


def english_grid() -> list[tuple[str, Expected]]:
    grid: list[tuple[str, Expected]] = []
    for plain, of, year in english_years():
        for n, name in enumerate(ENGLISH_MONTHS, 1):
            whole = (*months(year, n, n), Granularity.MONTH)
            day = date(year, n, 17)
            grid += [(f"in {name}{plain}", whole), (f"in {name}{of}", whole)]
            grid += [
                (f"on {name} 17,{plain}", (day, day, Granularity.DAY)),
                (f"on the 17th of {name}{plain}", (day, day, Granularity.DAY)),
            ]
            for words, third in (("early", 0), ("mid", 1), ("late", 2), ("the end of", 2)):
                grid.append((f"in {words} {name}{plain}", third_of_month(year, n, third)))
        for n, words in enumerate(("first", "second", "third", "fourth"), 1):
            grid.append((f"in the {words} quarter{of}", (*months(year, 3 * n - 2, 3 * n), Granularity.QUARTER)))
            grid.append((f"in Q{n}{plain}", (*months(year, 3 * n - 2, 3 * n), Granularity.QUARTER)))
        grid.append((f"in the first half{of}", (*months(year, 1, 6), Granularity.HALF)))
        grid.append((f"in the second half{of}", (*months(year, 7, 12), Granularity.HALF)))
        for first, words in ((3, "spring"), (6, "summer"), (9, "autumn"), (9, "fall"), (12, "winter")):
            grid.append((f"in the {words}{of}", (*months(year, first, first + 2), Granularity.SEASON)))
        for words, (first, last) in {"early": (1, 3), "mid": (5, 8), "late": (10, 12), "the end of": (11, 12)}.items():
            grid.append((f"in {words}{plain}", (*months(year, first, last), Granularity.YEAR)))
    return grid


def moved(day: date, unit: str, count: int) -> Expected:
    if unit == "day":
        moved_day = day + timedelta(days=count)
        return moved_day, moved_day, Granularity.DAY
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * count)
        return monday, monday + timedelta(days=6), Granularity.WEEK
    if unit == "month":
        total = 12 * day.year + day.month - 1 + count
        return (*months(total // 12, total % 12 + 1, total % 12 + 1), Granularity.MONTH)
    return (*months(day.year + count, 1, 12), Granularity.YEAR)


def check(sentence: str, published: Published | None, expected: Expected, which: int = -1) -> None:
    when = find_dates(sentence, published)[which].when
    assert when is not None, sentence
    assert (when.start, when.end, when.granularity) == expected, sentence


def only(sentence: str, published: Published | None, expected: Expected) -> None:
    assert len(find_dates(sentence, published)) == 1, sentence
    check(sentence, published, expected)


@pytest.mark.parametrize("traditional", [False, True])
def test_every_chinese_frame_takes_every_period_in_every_numeral_form(traditional: bool):
    for words, expected in chinese_grid():
        sentence = f"苍鹭公司在{words}发布了新模型。"
        check(TRADITIONAL.convert(sentence) if traditional else sentence, PUBLISHED, expected)


def test_every_english_period_takes_every_year_and_slice():
    for words, expected in english_grid():
        check(f"Grebe shipped it {words}.", PUBLISHED, expected)


@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
@pytest.mark.parametrize("count", list(ENGLISH_COUNTS))
def test_every_english_offset_is_counted_from_its_anchor(unit: str, count: int):
    event = date(2024, 4, 18)
    many = unit if count == 1 else unit + "s"
    for number in (str(count), ENGLISH_COUNTS[count]):
        check(f"It closed {number} {many} ago.", PUBLISHED, moved(WEDNESDAY, unit, -count))
        check(f"On 18 April 2024 it opened. {number} {many} later it closed.", None, moved(event, unit, count))
        check(f"On 18 April 2024 it opened. {number} {many} earlier it was built.", None, moved(event, unit, -count))


@pytest.mark.parametrize(
    ("word", "unit"), [("天", "day"), ("周", "week"), ("个星期", "week"), ("个月", "month"), ("年", "year")]
)
@pytest.mark.parametrize("count", list(ENGLISH_COUNTS))
@pytest.mark.parametrize("convert", [str, TRADITIONAL.convert], ids=["simplified", "traditional"])
def test_every_chinese_offset_is_counted_from_its_anchor(word: str, unit: str, count: int, convert: type[str]):
    event = date(2024, 4, 18)
    for number in (str(count), chinese_count(count)):
        for before in ("前", "之前", "以前"):
            check(convert(f"公司{number}{word}{before}关闭。"), PUBLISHED, moved(WEDNESDAY, unit, -count))
        for after in ("后", "之后", "以后"):
            check(convert(f"2024年4月18日开业,{number}{word}{after}关闭。"), None, moved(event, unit, count))


@pytest.mark.parametrize("n", range(7))
def test_every_weekday_is_found_in_last_this_and_next_week(n: int):
    monday = WEDNESDAY - timedelta(days=WEDNESDAY.weekday())
    english = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[n]
    for weeks, words in ((-1, "上"), (0, "本"), (1, "下")):
        day = monday + timedelta(days=7 * weeks + n)
        for week in ("周", "星期", "礼拜", "个星期"):
            check(f"公司{words}{week}{'一二三四五六日'[n]}宣布。", PUBLISHED, (day, day, Granularity.DAY))
        check(
            f"It closed on {english} {('last', 'this', 'next')[weeks + 1]} week.",
            PUBLISHED,
            (day, day, Granularity.DAY),
        )
    latest = WEDNESDAY - timedelta(days=(WEDNESDAY.weekday() - n) % 7)
    check(f"It closed on {english}.", PUBLISHED, (latest, latest, Granularity.DAY))
