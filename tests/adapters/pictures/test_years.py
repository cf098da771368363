"""A date goes without its year only where the year stands above it and the rest still tells the day."""

from __future__ import annotations

import pytest

from adapters.pictures.years import ends_of, without_year, year_of


@pytest.mark.parametrize(
    ("date", "year"),
    [("18 Jul 2023", "2023"), ("2023年7月", "2023"), ("2023/24", "2023"), ("2020s", ""), ("2020年代", ""), ("", "")],
)
def test_a_date_tells_its_first_year(date: str, year: str):
    assert year_of(date) == year


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("18 Jul 2023", "18 Jul"),
        ("Jul 2023", "Jul"),
        ("about 18 Jul 2023", "about 18 Jul"),
        ("week of 17 Jul 2023", "week of 17 Jul"),
        ("28 Apr – 3 May 2024", "28 Apr – 3 May"),
        ("2023年7月18日", "7月18日"),
        ("2026年1月20日前後", "1月20日前後"),
    ],
)
def test_a_day_or_month_goes_without_its_year(date: str, shown: str):
    assert without_year(date) == shown


@pytest.mark.parametrize(
    "date",
    [
        *("2023", "early 2023", "first half of 2023", "Q3 2023", "2020s", "2 May 1500", "28 Dec 2023 – 3 Jan 2024"),
        *("最遲2026年3月", "2024年第3季度", "2023年12月28日至2024年1月3日", ""),
    ],
)
def test_every_other_date_is_left_alone(date: str):
    assert without_year(date) == date


def test_the_ends_of_a_period_stand_below_each_other():
    assert ends_of("28 Dec 2023 – 3 Jan 2024") == ["28 Dec 2023 –", "3 Jan 2024"]
    assert ends_of("28 Apr – 3 May") == ["28 Apr – 3 May"]
