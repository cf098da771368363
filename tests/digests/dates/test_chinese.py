"""Chinese dates: what the words say and no more, in either script."""

from __future__ import annotations

import pytest
from opencc import OpenCC

from digests.when import Basis, Qualifier
from tests.digests.dates.reading import basis, qualifier, value, values

TRADITIONAL = OpenCC("s2t")
ABSOLUTE = [
    ("2024年4月18日", "2024-04-18"),
    ("2024年4月18号", "2024-04-18"),
    ("２０２４年４月１８日", "2024-04-18"),
    ("二〇二四年四月十八日", "2024-04-18"),
    ("二零二四年四月廿三日", "2024-04-23"),
    ("两千零四年八月十五日", "2004-08-15"),
    ("2024.04.18", "2024-04-18"),
    ("2024/4/18", "2024-04-18"),
    ("2024年4月", "2024-04-01..2024-04-30 month"),
    ("2024年四月份", "2024-04-01..2024-04-30 month"),
    ("2024 年 4 月", "2024-04-01..2024-04-30 month"),
    ("24年4月", "2024-04-01..2024-04-30 month"),
    ("民国113年5月", "2024-05-01..2024-05-31 month"),
    ("2024年第三季度", "2024-07-01..2024-09-30 quarter"),
    ("2024年三季度", "2024-07-01..2024-09-30 quarter"),
    ("2024年Q3", "2024-07-01..2024-09-30 quarter"),
    ("2024年第3季", "2024-07-01..2024-09-30 quarter"),
    ("2024年首季", "2024-01-01..2024-03-31 quarter"),
    ("2024年下半年", "2024-07-01..2024-12-31 half"),
    ("2024春季", "2024-03-01..2024-05-31 season"),
    ("24Q3", "2024-07-01..2024-09-30 quarter"),
    ("今（2024）年", "2024-01-01..2024-12-31 year"),
    ("2024年夏天", "2024-06-01..2024-08-31 season"),
    ("2024年冬季", "2024-12-01..2025-02-28 season"),
    ("2024年", "2024-01-01..2024-12-31 year"),
    ("2024年度", "2024-01-01..2024-12-31 year"),
    ("一九九八年", "1998-01-01..1998-12-31 year"),
    ("零八年", "2008-01-01..2008-12-31 year"),
    ("九零年代", "1990-01-01..1999-12-31 decade"),
    ("九十年代", "1990-01-01..1999-12-31 decade"),
    ("20世纪80年代", "1980-01-01..1989-12-31 decade"),
    ("2010年代", "2010-01-01..2019-12-31 decade"),
    ("二十世纪末", "1980-01-01..1999-12-31 range"),
    ("2024年第一周", "2024-01-01..2024-01-07 week"),
    ("2024年6月最后一天", "2024-06-30"),
    ("2024年4月的最后一个星期一", "2024-04-29"),
    ("2024年第九个月", "2024-09-01..2024-09-30 month"),
    ("2024年前三季度", "2024-01-01..2024-09-30 range"),
    ("2024年最后4个月", "2024-09-01..2024-12-31 range"),
]
SLICES = [
    ("2024年初", "2024-01-01..2024-02-29 year"),
    ("2024年中", "2024-05-01..2024-08-31 year"),
    ("2024年底", "2024-11-01..2024-12-31 year"),
    ("2024年末", "2024-11-01..2024-12-31 year"),
    ("2024年6月初", "2024-06-01..2024-06-10 month"),
    ("2024年6月中旬", "2024-06-11..2024-06-20 month"),
    ("2024年6月底", "2024-06-21..2024-06-30 month"),
    ("2024年6月下旬", "2024-06-21..2024-06-30 month"),
    ("2024年第三季度末", "2024-09-01..2024-09-30 quarter"),
    ("上世纪90年代末", "1997-01-01..1999-12-31 decade"),
    ("去年年底", "2024-11-01..2024-12-31 year"),
    ("今年晚些时候", "2025-09-17..2025-12-31 year"),
    ("今年早些时候", "2025-01-01..2025-09-16 year"),
    ("2023年晚些时候", "2023-07-01..2023-12-31 year"),
    ("年底", "2024-11-01..2024-12-31 year"),
    ("上旬", "2025-09-01..2025-09-10 month"),
    ("月初", "2025-09-01..2025-09-10 month"),
    ("下月初", "2025-10-01..2025-10-10 month"),
    ("本月中旬", "2025-09-11..2025-09-20 month"),
]
RELATIVE = [
    ("今年", "2025-01-01..2025-12-31 year"),
    ("去年", "2024-01-01..2024-12-31 year"),
    ("前年", "2023-01-01..2023-12-31 year"),
    ("明年", "2026-01-01..2026-12-31 year"),
    ("后年", "2027-01-01..2027-12-31 year"),
    ("今年8月", "2025-08-01..2025-08-31 month"),
    ("明年第一季度", "2026-01-01..2026-03-31 quarter"),
    ("去年上半年", "2024-01-01..2024-06-30 half"),
    ("去年冬天", "2024-12-01..2025-02-28 season"),
    ("今夏", "2025-06-01..2025-08-31 season"),
    ("本世纪", "2000-01-01..2099-12-31 range"),
    ("昨天", "2025-09-16"),
    ("昨晚", "2025-09-16"),
    ("前天", "2025-09-15"),
    ("大前天", "2025-09-14"),
    ("明天", "2025-09-18"),
    ("后天", "2025-09-19"),
    ("昨（16）日", "2025-09-16"),
    ("上周", "2025-09-08..2025-09-14 week"),
    ("上个星期", "2025-09-08..2025-09-14 week"),
    ("上周五", "2025-09-12"),
    ("上周日", "2025-09-14"),
    ("上上周三", "2025-09-03"),
    ("本周五", "2025-09-19"),
    ("下星期一", "2025-09-22"),
    ("下周末", "2025-09-27..2025-09-28 range"),
    ("周五", "2025-09-12"),
    ("礼拜三", "2025-09-17"),
    ("上个月", "2025-08-01..2025-08-31 month"),
    ("本月10日", "2025-09-10"),
    ("上季度", "2025-04-01..2025-06-30 quarter"),
    ("8月", "2025-08-01..2025-08-31 month"),
    ("九月份", "2025-09-01..2025-09-30 month"),
    ("12月", "2024-12-01..2024-12-31 month"),
    ("5月4日", "2025-05-04"),
    ("2月29日", "2024-02-29"),
    ("15日", "2025-09-15"),
    ("二十三日", "2025-08-23"),
    ("第三季度", "2025-07-01..2025-09-30 quarter"),
    ("一季度", "2025-01-01..2025-03-31 quarter"),
    ("前三季度", "2024-01-01..2024-09-30 range"),
    ("今日凌晨", "2025-09-17"),
    ("下半年", "2025-07-01..2025-12-31 half"),
    ("两年前", "2023-01-01..2023-12-31 year"),
    ("五个月前", "2025-04-01..2025-04-30 month"),
    ("三周前", "2025-08-25..2025-08-31 week"),
    ("10天前", "2025-09-07"),
    ("半年前", "2025-03-01..2025-03-31 month"),
    ("一年半前", "2024-03-01..2024-03-31 month"),
    ("两年前的3月", "2023-03-01..2023-03-31 month"),
]
RANGES = [
    ("从2016年到2018年", "2016-01-01..2018-12-31 range"),
    ("2016-2018年", "2016-01-01..2018-12-31 range"),
    ("2016至2018年", "2016-01-01..2018-12-31 range"),
    ("2007年与2009年之间", "2007-01-01..2009-12-31 range"),
    ("2024年3月至5月", "2024-03-01..2024-05-31 range"),
    ("2024年3-5月", "2024-03-01..2024-05-31 range"),
    ("2024年12月到2025年2月", "2024-12-01..2025-02-28 range"),
    ("6月3日至5日", "2025-06-03..2025-06-05 range"),
    ("2024年1月1日至3月31日", "2024-01-01..2024-03-31 range"),
    ("2月28日-3月1日", "2025-02-28..2025-03-01 range"),
    ("从四月的最后一个星期一到六月一日", "2025-04-28..2025-06-01 range"),
]


def in_both_scripts(sentence: str) -> list[str]:
    return [sentence, TRADITIONAL.convert(sentence)]


@pytest.mark.parametrize(("words", "expected"), ABSOLUTE)
def test_a_date_the_text_states_is_read_as_stated_in_both_scripts(words: str, expected: str):
    for sentence in in_both_scripts(f"苍鹭公司于{words}开业。"):
        assert value(sentence) == expected
        assert value(sentence, published=None) == expected or words.startswith("上世纪")


@pytest.mark.parametrize(("words", "expected"), SLICES)
def test_a_part_of_a_period_keeps_the_periods_granularity(words: str, expected: str):
    for sentence in in_both_scripts(f"苍鹭公司在{words}推出新品。"):
        assert value(sentence) == expected


@pytest.mark.parametrize(("words", "expected"), RELATIVE)
def test_relative_words_are_read_from_the_publication(words: str, expected: str):
    for sentence in in_both_scripts(f"苍鹭公司{words}发布新品。"):
        assert value(sentence) == expected
        assert basis(sentence) is Basis.PUBLICATION
        assert values(sentence, published=None) == []


@pytest.mark.parametrize(("words", "expected"), RANGES)
def test_a_range_is_one_expression(words: str, expected: str):
    for sentence in in_both_scripts(f"苍鹭公司{words}停业。"):
        assert [v for _, v in values(sentence)] == [expected]


def test_a_list_may_name_its_unit_once():
    assert values("2022、2023年") == [
        ("2022", "2022-01-01..2022-12-31 year"),
        ("2023年", "2023-01-01..2023-12-31 year"),
    ]
    assert values("3、4月份") == [("3", "2025-03-01..2025-03-31 month"), ("4月份", "2025-04-01..2025-04-30 month")]


def test_the_words_are_a_slice_of_the_text_as_written():
    assert values("蒼鷺公司上週五發布新模型。") == [("上週五", "2025-09-12")]


def test_english_and_chinese_dates_may_stand_side_by_side():
    assert values("苍鹭于March 2024发布Heron-1,Heron-2 followed in July 2024,去年底开源。") == [
        ("March 2024", "2024-03-01..2024-03-31 month"),
        ("July 2024", "2024-07-01..2024-07-31 month"),
        ("去年底", "2024-11-01..2024-12-31 year"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至2025年6月", Qualifier.BY),
        ("2030年前实现", Qualifier.BEFORE),
        ("2019年以来", Qualifier.FROM),
        ("大约2010年", Qualifier.ABOUT),
        ("2010年左右", Qualifier.ABOUT),
        ("约三年前", Qualifier.ABOUT),
        ("2022年底", Qualifier.LATE),
        ("6月初", Qualifier.EARLY),
        ("2022年", None),
    ],
)
def test_what_the_words_add_is_kept_as_a_qualifier(text: str, expected: Qualifier | None):
    assert qualifier(text) is expected
