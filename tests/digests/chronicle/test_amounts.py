"""Amounts with a role: kept exact across languages, and never taken for what they are not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.chronicle import headline
from digests.chronicle.phrasing import said_amount
from digests.event import Amount, Role
from digests.figure import Comparator
from digests.headline import Origin
from digests.language import Lang
from digests.numbers import find_quantities
from tests.digests.chronicle.stage import LEXICON, WORDS, events, foreign

TOLD = [
    ("Corvid Labs raises $12B at a $60B valuation", "鸦科公司融资 120 亿美元 at a 600 亿美元 valuation"),
    (
        "Corvid Labs raises $1.25 billion at a valuation of more than $60 billion",
        "鸦科公司融资 12.5 亿美元 at a valuation of more than 600 亿美元",
    ),
    ("Corvid Labs raises about $12 million in Series B funding", "鸦科公司融资 about 1200 万美元（Series B）"),
    ("Corvid Labs raises €500,000 from Marsh Capital", "鸦科公司融资 50 万欧元"),
    ("Corvid Labs acquires Grebe for $2 billion in cash", "鸦科公司收购鸊鷉公司 for 20 亿美元"),
    ("Corvid Labs acquires Grebe in a $2 billion deal", "鸦科公司收购鸊鷉公司 for 20 亿美元"),
    ("Corvid Labs invests $2B in Grebe", "鸦科公司向鸊鷉公司投资 20 亿美元"),
    ("Corvid Labs invests $5M in marsh startup Wren Works", "鸦科公司向 Wren Works 投资 500 万美元"),
    ("Corvid Labs lays off more than 600 employees", "鸦科公司裁员 more than 600 people"),
    ("Corvid Labs lays off 10% of its workforce", "鸦科公司裁员 10% of its staff"),
    ("Corvid Labs releases a 32B-parameter model Heron 2", "鸦科公司发布 Heron 2（320 亿 parameters）"),
    ("鸦科公司融资120亿美元，估值600亿美元", "Corvid Labs raises $12 billion at a $60 billion valuation"),
    (
        "鸦科公司完成120亿美元B轮融资，投后估值超过600亿美元",
        "Corvid Labs raises $12 billion at a post-money valuation of more than $60 billion (Series B)",
    ),
    ("鸦科公司获1.2万亿日元融资", "Corvid Labs raises ¥1.2 trillion"),
    ("鸦科公司以600亿美元估值融资120亿美元", "Corvid Labs raises $12 billion at a $60 billion valuation"),
    ("鸦科公司融資逾12.5億美元", "Corvid Labs raises more than $1.25 billion"),
    ("鸦科公司以20亿美元收购鸊鷉公司", "Corvid Labs acquires Grebe for $2 billion"),
    ("鸦科公司向鸊鷉公司投资20亿元", "Corvid Labs invests CN¥ 2 billion in Grebe"),
    ("鸦科公司裁员约600名员工", "Corvid Labs lays off about 600 people"),
    ("鸦科公司发布320亿参数模型Heron 2", "Corvid Labs releases Heron 2 (32 billion parameters)"),
]
NOT_TOLD = """
Corvid Labs raises another $12B
Corvid Labs raises $12B in debt
Corvid Labs is raising $12B
Corvid Labs raising $12B at $60B valuation
Corvid Labs seeks to raise $12B
Corvid Labs raises prices by $12
Corvid Labs raises $12 subscription to $15
Corvid Labs raises 2026 spending to $12 billion
Corvid Labs raises Grebe stake to $12B
Corvid Labs raises $12B at a $60B pre-money valuation
Corvid Labs raises $12B or $13B
Corvid Labs raises 12 percent
Corvid Labs invests $2B in data centers
Corvid Labs lays off 600 employees at Kite Lab
鸦科公司完成融资
鸦科公司寻求融资120亿美元
鸦科公司正在融资120亿美元
鸦科公司完成120亿美元债务融资
鸦科公司领投鸊鷉公司120亿美元融资
鸦科公司投资20亿美元建数据中心
""".strip().split("\n")


def lines(text: str) -> list[str]:
    told = events("", title=text)
    lang = Lang.EN if any("\u4e00" <= letter <= "\u9fff" for letter in text) else Lang.HANS
    shown = [headline(foreign(e), lang, LEXICON, WORDS[lang]) for e in told]
    return [each.text for each in shown if each.origin is Origin.COMPOSED]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_an_amount_keeps_value_bound_currency_and_role(text: str, expected: str):
    assert lines(text) == [expected]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_an_amount_without_a_proved_role_forbids_the_line(text: str):
    assert lines(text) == []


def test_a_valuation_that_says_what_it_leaves_out_is_not_told():
    assert lines("鸦科公司完成120亿美元融资，投前估值600亿美元") == ["Corvid Labs raises $12 billion"]


def test_amounts_are_fields_of_the_event():
    (found,) = events("", title="Corvid Labs raises $12B at a $60B post-money valuation in Series B funding")
    sums = {a.role: (a.value, a.unit, a.comparator) for a in found.amounts}
    assert sums == {
        Role.SUM: (Decimal(12 * 10**9), "USD", Comparator.EQ),
        Role.POST_MONEY: (Decimal(60 * 10**9), "USD", Comparator.EQ),
    }


@settings(deadline=None, max_examples=200)
@given(st.decimals(min_value=1, max_value=10**13, places=2), st.sampled_from([Lang.EN, Lang.HANS, Lang.HANT]))
def test_a_said_amount_reads_back_as_the_same_value(value: Decimal, lang: Lang):
    said = said_amount(Amount(Role.SUM, value, "USD", Comparator.EQ), WORDS[lang])
    (read,) = find_quantities(f"raises {said} in" if lang is Lang.EN else f"融资{said}。")
    assert (read.value, read.unit) == (value, "USD")
