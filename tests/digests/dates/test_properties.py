"""What holds for every text, publication and anchor."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from digests.dates import find_dates
from digests.when import Basis, Granularity, Published, When, period_of

SIMPLIFIED = OpenCC("t2s")
VOCABULARY = """
2024年 去年 今年 明年 前年 同年 当年 民國113年 24年 上世紀 90年代 第三季度 三季度 Q3 上半年 夏天
冬季 3月 十二月 31日 廿三日 底 初 中旬 晚些時候 上週五 下周 本月 上個月 週三 禮拜天 週末 昨天 今天
次日 翌日 五個月後 三週前 10年前 半年后 几年前
至 到 - 、 和 之间 从 將於 預計 的 前 后 左右 每 第一周 最后一天 前三季度 2016 2018 1998 2000 04 18 /4/ . , 。 （ ）
in on of the from to between and until by since before after about early mid late end start first last this next that
same following previous week month quarter half year decade day days weeks months years ago later earlier two 3 a few
twenty-one January March May may Sept. Dec 5 17th 31 2024 1990s Monday Fri today yesterday tomorrow summer fall winter
will plans 's fiscal FY2025 every time now
Christmas Easter Thanksgiving 春节 圣诞节 双十一 nineteen ninety-six two thousand and five 10/1 11/7 4/22/2024 20240418
EOY ytd rest 零三个月 上半月 上个半年 twentieth twenty between second last week 31 weekend starting previous
"""
PUBLICATIONS = st.none() | st.builds(
    Published,
    st.dates(date(1, 1, 1), date(9999, 12, 20)),
    st.sampled_from([Granularity.DAY, Granularity.WEEK, Granularity.MONTH]),
)


@st.composite
def anchors(draw: st.DrawFn) -> When | None:
    if draw(st.booleans()):
        return None
    granularity = draw(st.sampled_from([Granularity.DAY, Granularity.WEEK, Granularity.MONTH, Granularity.YEAR]))
    return When(*period_of(draw(st.dates(date(1, 1, 8), date(9999, 12, 20))), granularity), granularity)


WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=12)
GLUED = WORDS.map("".join)
SPACED = WORDS.map(" ".join)
TEXTS = st.text(max_size=60) | GLUED | SPACED
NEWS_DAYS = st.builds(Published, st.dates(date(1990, 1, 1), date(2060, 1, 1)))


@settings(deadline=None, max_examples=400)
@given(TEXTS, PUBLICATIONS, anchors())
def test_expressions_are_ordered_verbatim_slices_with_ordered_ends(
    text: str, published: Published | None, anchor: When | None
):
    place = 0
    for expression in find_dates(text, published, anchor):
        assert place <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end] == expression.text
        place = expression.end
        when = expression.when
        assert when is None or when.start <= when.end
        assert when is None or when.granularity is not Granularity.DAY or when.start == when.end


@settings(deadline=None, max_examples=300)
@given(GLUED, NEWS_DAYS)
def test_the_script_never_changes_a_value(text: str, published: Published):
    simplified = SIMPLIFIED.convert(text)
    original = [(e.start, e.end, e.when, e.planned) for e in find_dates(text, published)]
    assert [(e.start, e.end, e.when, e.planned) for e in find_dates(simplified, published)] == original


LOOKING_BACK = """
in January|in May|in December|on March 3|on Dec. 31|on Monday|on Friday|in the summer|over the weekend|last Friday
last March|last week|yesterday|two years ago|three weeks ago|earlier this year|last quarter
1月|5月|十二月份|3月3日|12月31日|15日|周一|星期天|周末|上周五|上个月|昨天|两年前|三周前|去年底|月初|年底
"""


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(LOOKING_BACK.strip().replace("\n", "|").split("|")), NEWS_DAYS)
def test_without_a_cue_of_the_future_nothing_begins_after_the_publication(words: str, published: Published):
    for sentence in (f"Grebe moved {words}.", f"苍鹭公司{words}搬家。"):
        for expression in find_dates(sentence, published):
            assert expression.when is None or expression.when.start <= published.day
            assert not expression.planned


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(["in June", "on March 3", "on Friday", "in winter"]), NEWS_DAYS)
def test_under_a_cue_of_the_future_nothing_has_ended_before_the_publication(words: str, published: Published):
    (expression,) = find_dates(f"Grebe will move {words}.", published)
    assert expression.planned
    assert expression.when is not None
    assert expression.when.end >= published.day


COARSE = """
2024年|去年|前年|今年|明年|3月|十二月|第三季度|Q3|上半年|夏天|初|底|中旬|上个月|五个月前|三年前|月底|年底
January|May|Sept. 2024|last year|next month|the second quarter of|Q2|early|late|mid|the end of|summer
the December quarter|two years ago
three months ago|previous quarter|this year|1990s|nineteen ninety-six|to|and|from|between|since|by|before
"""


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(COARSE.strip().replace("\n", "|").split("|")), max_size=8).map(" ".join), NEWS_DAYS)
def test_nothing_is_finer_than_the_words(text: str, published: Published):
    for expression in find_dates(text, published):
        assert expression.when is None or expression.when.granularity not in (Granularity.DAY, Granularity.WEEK)


@settings(deadline=None, max_examples=200)
@given(SPACED | GLUED, NEWS_DAYS)
def test_a_less_exact_publication_never_gives_a_finer_or_another_date(text: str, published: Published):
    exact = {(e.start, e.end): e.when for e in find_dates(text, published)}
    for granularity in (Granularity.WEEK, Granularity.MONTH):
        for expression in find_dates(text, Published(published.day, granularity)):
            when, sharp = expression.when, exact.get((expression.start, expression.end))
            if when is None or sharp is None or Basis.EVENT in (when.basis, sharp.basis):
                continue  # what hangs on another expression differs where that one could not be resolved
            assert when.basis is not sharp.basis or when.overlaps(sharp)


def test_long_hostile_texts_are_read_in_linear_passes():
    for hostile in (
        "1" * 20000,
        "一" * 20000,
        "in " * 7000,
        "2024年" * 4000,
        "the end of " * 2000,
        " " * 20000,
        "财一" * 9000,
    ):
        find_dates(hostile, Published(date(2025, 9, 17)))
