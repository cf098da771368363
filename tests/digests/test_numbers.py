"""Quantities are read with unit, comparator and exact value; numbers that count nothing are refused."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.figure import Comparator
from digests.numbers import find_quantities
from digests.numbers.numeral import chinese_value, english_value


def read(text: str) -> list[tuple[str, str, str]]:
    return [(str(quantity.value), quantity.unit, quantity.comparator.value) for quantity in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$1.2 billion", 1_200_000_000, "USD"),
        ("US$25bn", 25_000_000_000, "USD"),
        ("£90m", 90_000_000, "GBP"),
        ("65 billion euros", 65_000_000_000, "EUR"),
        ("RMB 30 million", 30_000_000, "CNY"),
        ("NT$3.5兆", 3_500_000_000_000, "TWD"),
        ("₹10,370 crore", 103_700_000_000, "INR"),
        ("$2 trillion", 2_000_000_000_000, "USD"),
        ("half a million dollars", 500_000, "USD"),
        ("12亿美元", 1_200_000_000, "USD"),
        ("12 億美元", 1_200_000_000, "USD"),
        ("2.8万元", 28_000, "CNY"),
        ("300億日圓", 30_000_000_000, "JPY"),
        ("2 兆 1 千億元新台幣", 2_100_000_000_000, "TWD"),
        ("1.2万亿元", 1_200_000_000_000, "CNY"),
        ("42%", 42, "percent"),
        ("4 per cent", 4, "percent"),
        ("百分之三点五", "3.5", "percent"),
        ("0.25个百分点", "0.25", "percent"),
        ("三成", 30, "percent"),
        ("三成五", 35, "percent"),
        ("五分之一", 20, "percent"),
        ("一半的员工", 50, "percent"),
        ("two thirds of the users", "66.7", "percent"),
        ("one in five of them", 20, "percent"),
        ("half of its staff", 50, "percent"),
        ("70B parameters", 70_000_000_000, "parameters"),
        ("a 405B-parameter model", 405_000_000_000, "parameters"),
        ("the 7B model", 7_000_000_000, "parameters"),
        ("700亿参数", 70_000_000_000, "parameters"),
        ("256k tokens", 256_000, "tokens"),
        ("480 million weekly users", 480_000_000, "users"),
        ("5億的月活躍用戶", 500_000_000, "users"),
        ("8192块GPU", 8192, "gpus"),
        ("350,000 H100 GPUs", 350_000, "gpus"),
        ("10萬片", 100_000, "chips"),
        ("1460亿千瓦时", 146_000_000_000, "kilowatt-hours"),
        ("12GW", 12, "gigawatts"),
        ("1,350 jobs", 1350, "jobs"),
        ("两千三百名员工", 2300, "employees"),
        ("twenty-one engineers", 21, "engineers"),
        ("two dozen companies", 24, "companies"),
        ("4 家主權基金", 4, "funds"),
        ("两名美国参议员", 2, "lawmakers"),
        ("100 robots", 100, "robots"),
        ("3 awards", 3, "awards"),
        ("54 days", 54, "days"),
        ("十八个月", 18, "months"),
        ("34歲", 34, "years"),
        ("两万三的销量", 23_000, ""),
        ("三倍", 3, "times"),
        ("a 10-fold increase", 10, "times"),
        ("2.5x faster", "2.5", "times"),
        ("ranked third", 3, "rank"),
        ("takes second place", 2, "rank"),
        ("排名第6", 6, "rank"),
        ("全球第二名", 2, "rank"),
        ("下载量250万次", 2_500_000, "occurrences"),
        ("500 times a day", 500, "occurrences"),
        ("达700亿", 70_000_000_000, ""),
        ("12,000篇报告", 12_000, "reports"),
    ],
)
def test_value_and_unit(text: str, value: int | str, unit: str):
    quantities = find_quantities(f"It was {text}." if text.isascii() else text)
    assert [(quantity.value, quantity.unit) for quantity in quantities] == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("more than $3 million", Comparator.GT),
        ("over 300 million users", Comparator.GT),
        ("revenue would pass $300 million", Comparator.GT),
        ("超過1億次", Comparator.GT),
        ("突破了6億次大關", Comparator.GT),
        ("逾20萬人", Comparator.GT),
        ("十多万客户", Comparator.GT),
        ("2.5亿多用户", Comparator.GT),
        ("at least 30 people", Comparator.GE),
        ("不少于10万片", Comparator.GE),
        ("5%以上", Comparator.GE),
        ("100 or more users", Comparator.GE),
        ("up to £1 billion", Comparator.LE),
        ("as much as 65 billion euros", Comparator.LE),
        ("高達400億美元", Comparator.LE),
        ("不超过20%", Comparator.LE),
        ("fewer than 10 seats", Comparator.LT),
        ("不到1%", Comparator.LT),
        ("不足三成", Comparator.LT),
        ("about 4 percent", Comparator.APPROX),
        ("nearly 80%", Comparator.APPROX),
        ("約3萬人", Comparator.APPROX),
        ("近百万用户", Comparator.APPROX),
        ("85亿参数左右", Comparator.APPROX),
        ("over 54 days", Comparator.EQ),
        ("$9.5bn", Comparator.EQ),
    ],
)
def test_comparators(text: str, comparator: Comparator):
    assert [quantity.comparator for quantity in find_quantities(text)] == [comparator]


def test_the_words_of_a_quantity_run_from_comparator_to_unit():
    text = "该公司称活跃开发者超过3万名开发者。"
    (quantity,) = find_quantities(text)
    assert quantity.text == "超过3万名开发者" == text[quantity.start : quantity.end]


@pytest.mark.parametrize(
    "text",
    [
        "GPT-4 and Llama 3.1 and the A100",
        "Windows 11, iPhone 15, Heron 2 chips",
        "Version 2.0, v2.1.3 and 2.5版",
        "on 3 June at 10:30, June 3, 2024, in May 2024",
        "6月3日10时30分,2024年,二〇二四年,十月",
        "2024-04-18 and 18/04/2024, in 2025, the 1990s, 20世纪90年代",
        "第3页见图5,第三季度,表2,page 12, figure 3, step 2",
        "the 4th time, the 21st century",
        "周三,星期五,下半年,一季度",
        "10 to 20 million users, 5-10%, 5至20秒, between 5 and 10 million users",
        "billions of users, tens of millions, dozens of apps, several million",
        "数十亿美元,几百万用户,十几万人,上百万用户,一两家公司",
        "$0.40 used per million input tokens"[10:],
        "24/7, 9/11",
        "https://grebe.example/2024/12345678 and 4K video, 5G, 3D",
        "one of them, a model, 一个人, 唯一, 统一, 三星",
        "1. Grebe\n2) Heron\n3、苍鹭",
        "防止权力集中在单一公司。1\n",
        "12345678901234567890",
        "the billion-dollar market",
    ],
)
def test_what_counts_nothing_is_refused(text: str):
    assert read(text) == []


def test_a_change_gives_both_numbers_and_a_range_none():
    assert [value for value, _, _ in read("from 10% to 20%")] == ["10", "20"]
    assert read("10% to 20%") == []


def test_a_price_per_unit_counts_the_price_alone():
    assert read("$0.40 per million input tokens") == [("0.40", "USD", "eq")]


def test_a_small_number_behind_a_name_counts_only_with_a_measure():
    assert read("Adobe 5 percent") == [("5", "percent", "eq")]
    assert read("Reached 700 users") == [("700", "users", "eq")]


def test_a_letter_behind_digits_is_a_scale_only_before_a_thing_or_behind_a_currency():
    assert read("$5m") == [("5000000", "USD", "eq")]
    assert read("90m users") == [("90000000", "users", "eq")]
    assert read("a wall of 90m") == []


def test_full_width_digits_and_both_scripts_are_one():
    assert read("７００億參數") == read("700亿参数") == [("70000000000", "parameters", "eq")]


@given(st.integers(min_value=1, max_value=99_999_999_999))
@settings(deadline=None, max_examples=100)
def test_grouped_digits_read_back(number: int):
    assert [quantity.value for quantity in find_quantities(f"${number:,} today")] == [number]


ZH = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """Write a number below ten thousand in Chinese, every zero that is spoken once."""
    digits = f"{number:04d}"
    units = ("千", "百", "十", "")
    words = "".join(f"{ZH[int(d)]}{unit}" if d != "0" else "零" for d, unit in zip(digits, units, strict=True))
    while "零零" in words:
        words = words.replace("零零", "零")
    return words.strip("零")


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=0, max_value=9999))
@settings(deadline=None, max_examples=150)
def test_chinese_numerals_read_back(high: int, low: int):
    gap = "零" if 0 < low < 1000 else ""
    words = f"{spelled(high)}万{gap}{spelled(low)}"
    assert chinese_value(words) == high * 10_000 + low


@pytest.mark.parametrize(
    ("words", "value"),
    [("a hundred thousand", 100_000), ("ninety-nine", 99), ("three hundred and five", 305), ("two million", 2_000_000)],
)
def test_english_number_words(words: str, value: int):
    assert english_value(words) == value


PIECES = st.sampled_from(
    [
        *"0123456789,.%$€-至年月亿万千十多几约第成\n",
        "million ",
        " users",
        "Heron ",
        "three ",
        "分之",
        "超过",
        "half of ",
    ]
)


@given(st.lists(PIECES, max_size=16).map("".join))
@settings(deadline=None, max_examples=200)
def test_quantities_are_verbatim_ordered_and_apart(text: str):
    quantities = find_quantities(text)
    for quantity in quantities:
        assert quantity.text == text[quantity.start : quantity.end]
        assert quantity.value >= 0
    assert all(one.start <= other.start for one, other in pairwise(quantities))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("7 billion, 13 billion and 34 billion parameters", ["parameters"] * 3),
        ("from 7 billion to 65 billion parameters", ["parameters"] * 2),
        ("70亿、130亿和650亿参数", ["parameters"] * 3),
        ("10億與30億參數的版本", ["parameters"] * 2),
        ("用户5亿，2000名员工", ["", "employees"]),
        ("revenue of 5 billion, 2,000 employees", ["", "employees"]),
        ("in 8 and 3,000 cities", [""]),
    ],
)
def test_numbers_in_a_row_count_what_the_last_of_them_counts(text: str, units: list[str]) -> None:
    assert [quantity.unit for quantity in find_quantities(text)][: len(units)] == units


@pytest.mark.parametrize("text", ["总参数6000亿", "用户数3亿", "参数十亿"])
def test_a_noun_that_ends_like_several_leaves_its_number_exact(text: str) -> None:
    assert len(find_quantities(text)) == 1


@pytest.mark.parametrize(
    ("text", "unit"), [("1.6万块H100", "gpus"), ("270万个H800小时", "gpu-hours"), ("128个专家", "experts")]
)
def test_hardware_and_experts_are_counted_as_such(text: str, unit: str) -> None:
    assert [quantity.unit for quantity in find_quantities(text)] == [unit]
