"""What looks like a date and must not become one."""

from __future__ import annotations

from datetime import date

import pytest

from digests.dates import find_dates
from digests.when import Published
from tests.digests.dates.reading import ON_WEDNESDAY, found, value, values

NO_DATE = [
    "He is 27 years old and worked there for three years.",
    "The company calls every Friday and each April.",
    "Over the past 18 months, in the last year and in the next five years it grew.",
    "It was down 31% in the last year.",
    "Llama 3.1, GPT-4, 4o, 3.5 and the H100 were compared.",
    "This may take longer than expected; it may not.",
    "Heron 3 May Change Everything",
    "May I ask why? You may not.",
    "Today's phones run models, and most people today use them.",
    "The phones of today are fast.",
    "AI today is everywhere.",
    "It opens at 10:30 and takes 5 to 20 seconds.",
    "Recently it grew, seven days a week.",
    "It bought 2000 GPUs and 2048 tokens for $2024.",
    "Windows 2000 and Vision 2030 and CES 2025 are names.",
    "The Heron-2024 is a model, gpt-4o-2024-05-13 too.",
    "See https://example.org/2024/04/18/heron and www.example.org/2024-04-18.",
    "A 50-50 split, 24/7 support, a 2-1 vote and 3/4 of users.",
    "Black Friday and Cyber Monday are sales.",
    "Sun and SAT are names; mon ami.",
    "June Park and April Dunn spoke.",
    "The march on Washington, an august body.",
    "The fall of the market; prices fall; Spring Boot; the Winter Olympics.",
    "Partner of the year, player of the week.",
    "Version 2024.1.4 was shipped, PyCharm 2024.1.2 too.",
    "The second half of the match; half of it.",
    "The Audi Q3 is a car.",
    "The Christmas tree, Easter eggs and Black Friday deals are things.",
    "Orthodox Easter is another day.",
    "It was built in two thousand homes and nineteen ninety models.",
    "The attacks of 9/11, after 9/11.",
    "Costs fell by 1/3, from 1/2 to 3/4, and 12/15 passed.",
    "It was the tale of 2002-3 and of 1995-7.",
    "In week 3 of the trial they met.",
    "The file report_20240418 and model-20240418 and 133-03-03-2020 are names.",
    "Over the past week and in the next decade it grew.",
    "She is in her nineties.",
    "It may be in a march of ten march bands.",
    "圣诞老人送情人节礼物,国庆假期期间。",
    "Version 2015-1-32 is wrong, so is 32/2015, 45/67/2015 and 13/13/2020.",
    "On 13/32 nothing happened, nor on 0/5/2020.",
    "On 31 February 2023, 2023年2月30日.",
    "Two million years ago, 9999 years ago, 9999年前.",
    "The sixth quarter, the fifth week of February 2023, 2024年第13个月.",
    "It grew for the next two quarters and the coming year.",
    "He will retire within three months.",
    "他27岁,工作了6年,孩子3周岁。",
    "今年40岁的他很忙。",
    "近三年来,在过去18个月中,未来五年,三年内,9个月中。",
    "每年3月,每周五,每逢周二,每月15日。",
    "今天的手机都能运行模型,人们今天离不开它,时至今日。",
    "今日头条和今日美国是名字。",
    "一朝一夕之间,五月天乐队,十月革命。",
    "农历八月十五,3年级,2年期国债,100年历史。",
    "数据集20240418,版本2024.1.4,Llama 3.2 时。",
    "明天会更好,后天性,目前天气,登上月球,一周年。",
    "7年来的最低点,两个半月,一周一次,周一次。",
    "最近、近日、目前、如今、现在。",
    "5至20秒,第4名,13月,32日。",
    "连续第二年增长。",
    "当年他很年轻。",
    "单一季度和每一季度。",
    "本年轻人,线上周边,上周年庆,网上月活。",
    "Profit rose 8% from the same period last year, and from the same period of 2019.",
    "Most speech tools of today need no network.",
    "About 2030 volunteers signed up.",
    "The Q4 quantisation of Heron-2 fits on a laptop.",
    "The 2026 model year Heron van is out.",
    "利润较去年同期增长8%,比2024年同期高。",
    "2025款苍鹭平板和2025年式苍鹭汽车仍在销售,2026版手册也是。",
    "工程师周一鸣负责安全团队,研究员周二珂认为不妥。",
    "該劇第一季收視長紅,綜藝節目第二季換了嘉賓。",
    "明后年将有新品,the 2025 fiscal year is long.",
    "3月活用户达千万,5月供减少。",
]
NOT_DATED = [
    "a few weeks ago",
    "several months later",
    "more than two years ago",
    "at least three days ago",
    "in fiscal 2025",
    "in FY2025",
    "in the third quarter of fiscal 2025",
    "in fiscal 2025's third quarter",
    "half a decade ago",
    "half a month ago",
    "几年前",
    "大半年前",
    "百年前",
    "20多年前",
    "十余年前",
    "超过三年前",
    "数月后",
    "半个月前",
    "3日前",
    "2025财年",
    "第三财季",
    "三小时前",
]


@pytest.mark.parametrize("text", NO_DATE)
def test_nothing_in_these_sentences_is_a_date(text: str):
    assert values(text) == []


@pytest.mark.parametrize("words", NOT_DATED)
def test_words_that_name_no_calendar_value_get_none(words: str):
    assert values(f"It moved {words}.") == []
    assert values(f"公司{words}搬家。") == []


@pytest.mark.parametrize("words", ["a few weeks ago", "20多年前", "fiscal 2025", "2025财年", "a week later"])
def test_words_about_time_without_a_value_are_still_reported(words: str):
    assert [(e.text, e.when) for e in find_dates(words, ON_WEDNESDAY)] == [(words, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Today, Grebe released Heron-3.",
        "Grebe announced today that it will grow.",
        "Why Grebe shares fell today",
        "今天,公司宣布融资。",
        "公司今日宣布融资。",
        "公司今天发布新品",
    ],
)
def test_today_as_a_day_is_the_publication(text: str):
    assert value(text) == "2025-09-17"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It may be released in May.", "2026-05-01..2026-05-31 month"),
        ("It was released on May 5.", "2025-05-05"),
        ("In 2000, people used it.", "2000-01-01..2000-12-31 year"),
        ("The 2016 election was close.", "2016-01-01..2016-12-31 year"),
        ("the class of 2025", "2025-01-01..2025-12-31 year"),
        ("该公司在2024年中国市场", "2024-01-01..2024-12-31 year"),
        ("2024年初创公司", "2024-01-01..2024-12-31 year"),
        ("2024年底特律车展", "2024-01-01..2024-12-31 year"),
        ("经历2024年的动荡", "2024-01-01..2024-12-31 year"),
        ("适逢2024年大选", "2024-01-01..2024-12-31 year"),
        ("今天已经是2024年", "2024-01-01..2024-12-31 year"),
        ("2024年同比增长8%。", "2024-01-01..2024-12-31 year"),
        ("2025年版图扩大。", "2025-01-01..2025-12-31 year"),
        ("周三美国和微软认为不妥。", "2025-09-17"),
        ("周五他表示不会。", "2025-09-12"),
        ("苍鹭一号于5月亮相。", "2025-05-01..2025-05-31 month"),
        ("2月活动结束。", "2025-02-01..2025-02-28 month"),
        ("公司第一季流失兩名客戶。", "2025-01-01..2025-03-31 quarter"),
        ("服务器前天才恢复。", "2025-09-15"),
        ("活动于2025年9月16日(周二)举行。", "2025-09-16"),
        ("Around 2019 Grebe moved.", "2019-01-01..2019-12-31 year"),
    ],
)
def test_a_trap_beside_a_real_date_does_not_swallow_it(text: str, expected: str):
    assert expected in [v for _, v in values(text)]


def test_a_delay_from_one_month_to_another_is_no_period():
    assert [e.text for e in found("The launch was moved from March 2024 to June 2025.")] == ["March 2024", "June 2025"]


def test_in_chinese_an_ambiguous_foreign_order_is_not_guessed():
    assert values("发布于3/4/2024。") == []
    assert value("Released on 3/4/2024.") == "2024-03-04"


@pytest.mark.parametrize(
    "text",
    [
        "Grebe released Heron on Thursday. The first two models are small.",
        "Grebe released Heron on Thursday.\nThe 3rd model is large.",
        "On Thursday, the first two models came out.",
    ],
)
def test_an_ordinal_behind_a_weekday_is_no_day_of_the_month(text: str):
    (expression,) = find_dates(text, Published(date(2025, 9, 17)))
    assert expression.when is not None
    assert expression.when.start == date(2025, 9, 11)
