"""A figure says what it measures, of what, as of when, who claims it and how sure that is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.lexicon import load_lexicon
from digests.entities import find_mentions
from digests.figure import Comparator, Figure, Flag
from digests.figures import find_figures, relate
from digests.language import Lang
from digests.numbers import find_quantities
from digests.reading import Expression, Reading, Sentence
from digests.text.script import language_of
from digests.text.sentences import sentences_of
from digests.when import Granularity, Published, When
from tests.builders import an_article

LEXICON = load_lexicon()
DAY = date(2026, 5, 20)


def period(first: str, last: str, granularity: Granularity = Granularity.YEAR) -> When:
    return When(date.fromisoformat(first), date.fromisoformat(last), granularity)


YEARS = {year: period(f"{year}-01-01", f"{year}-12-31") for year in ("2025", "2026", "2030")}


def reading(text: str, *, dated: bool = True) -> Reading:
    """Return a text as the newsroom reads it; the only dates it knows are bare years."""
    article = an_article(text, title="", lang=language_of(text), published=Published(DAY) if dated else None)
    content = article.content
    expressions = tuple(
        Expression(content.index(year), content.index(year) + 4, year, when)
        for year, when in YEARS.items()
        if year in content
    )
    return Reading(
        article, sentences_of(article), find_mentions(content, LEXICON), expressions, find_quantities(content)
    )


def figures(text: str, *, dated: bool = True) -> tuple[Figure, ...]:
    return find_figures(reading(text, dated=dated), LEXICON)


def only(text: str) -> Figure:
    (figure,) = figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "metric", "value", "unit"),
    [
        ("Meta AI has more than 500 million monthly active users.", "monthly_active_users", 500_000_000, "users"),
        ("Llama has been downloaded 350 million times.", "downloads", 350_000_000, "downloads"),
        ("Llama 的下载量突破3亿次。", "downloads", 300_000_000, "downloads"),
        ("Heron-2 has 70B parameters.", "parameters", 70_000_000_000, "parameters"),
        ("苍鹭二号参数达700亿。", "parameters", 70_000_000_000, "parameters"),
        ("It has a context window of 256k tokens.", "context_window", 256_000, "tokens"),
        ("It was trained on 15 trillion tokens.", "training_tokens", 15_000_000_000_000, "tokens"),
        ("训练用了8192块GPU。", "training_gpus", 8192, "gpus"),
        ("Training took 54 days.", "training_time", 54, "days"),
        ("It scores 71.4% on the Tern benchmark.", "benchmark_score", "71.4", "percent"),
        ("Corvid Labs raised $1.2 billion.", "funding", 1_200_000_000, "USD"),
        ("科维德实验室估值达95亿美元。", "valuation", 9_500_000_000, "USD"),
        ("Revenue was $300 million.", "revenue", 300_000_000, "USD"),
        ("資本支出為410億歐元。", "capital_expenditure", 41_000_000_000, "EUR"),
        ("Grouse agreed to pay £90m to settle the suit.", "settlement", 90_000_000, "GBP"),
        ("模型训练花费仅560万美元。", "training_cost", 5_600_000, "USD"),
        ("The seller wants $42.", "amount", 42, "USD"),
        ("The company cut 1,350 jobs.", "layoffs", 1350, "jobs"),
        ("裁員1350人。", "layoffs", 1350, "employees"),
        ("Revenue rose 39%.", "revenue_growth", 39, "percent"),
        ("雲端營收年增39%。", "revenue_growth", 39, "percent"),
        ("功耗下降25%。", "power_decrease", 25, "percent"),
        ("这一比例升至5%。", "share", 5, "percent"),
        ("其中七成是工程师。", "share", 70, "percent"),
        ("毛利率52.5%。", "margin", "52.5", "percent"),
        ("他控制61%的投票权。", "voting_share", 61, "percent"),
        ("Throughput is 3x faster.", "speed_growth", 3, "times"),
        ("下载量同比增长10倍。", "downloads_growth", 10, "times"),
        ("The firm trained 3 million people.", "people", 3_000_000, "people"),
        ("It used 30.84 million GPU hours.", "gpu_hours", 30_840_000, "gpu-hours"),
        ("He is 34 years old.", "age", 34, "years"),
        ("The share price is the lowest in 3 years.", "low", 3, "years"),
        ("该模型目前排名第6。", "rank", 6, "rank"),
        ("The free tier is limited to 50 requests a day.", "requests_limit", 50, "requests"),
        ("Above 700 million users a licence is required.", "users_limit", 700_000_000, "users"),
        ("全国数据中心用电1460亿千瓦时。", "energy_use", 146_000_000_000, "kilowatt-hours"),
        ("It has 100 robots.", "robots", 100, "robots"),
    ],
)
def test_the_metric_comes_from_the_unit_and_the_nearest_cue(text: str, metric: str, value: int | str, unit: str):
    figure = only(text)
    assert (figure.metric, figure.value, figure.unit) == (metric, Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "Two companies left.",
        "两名参议员致信公司。",
        "It took 3 years.",
        "Llama 3.1 and the A100 are names.",
        "它是第3个版本。",
        "本站已收录12,000篇报告,欢迎订阅。",
        "The value is 1,234,567.",
        "The team plays on 28.",
    ],
)
def test_a_number_that_nothing_explains_is_no_figure(text: str):
    assert figures(text) == ()


def test_a_title_that_announces_a_list_counts_nothing():
    article = an_article("Meta pays.", title="14 ways to use Llama")
    content = article.content
    title = Sentence(0, len(article.title), article.title, 0, 0, is_title=True)
    found = Reading(article, (title,), find_mentions(content, LEXICON), (), find_quantities(content))
    assert find_figures(found, LEXICON) == ()


def test_a_bare_number_continues_the_figure_before_it():
    first, second, third = figures(
        "Plover now has 480 million weekly users, up from 250 million in 2025. "
        "Grebe's tally puts it at about 410 million."
    )
    assert {figure.metric for figure in (first, second, third)} == {"weekly_users"}
    assert third.unit == "users"
    assert second.as_of == YEARS["2025"]


def test_an_amount_of_money_continues_the_amount_before_it():
    before, after = figures("Revenue will be 65 billion euros in 2026, after 41 billion euros in 2025.")
    assert before.metric == after.metric == "revenue"
    assert (before.as_of, after.as_of) == (YEARS["2026"], YEARS["2025"])


def test_nothing_continues_across_paragraphs():
    assert len(figures("It has 480 million users.\nGrebe puts it at about 410 million.")) == 1


def test_a_variant_of_a_family_is_named_by_its_size_and_measures_nothing_of_the_family():
    metrics = {figure.metric for figure in figures("We ship the 8 billion parameter version.\n这是4050亿参数的版本。")}
    assert metrics == {"variant_parameters"}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Meta said Llama has 30,000 developers.", "llama"),
        ("More than 90% of open models are built on Llama.", "llama"),
        ("Compared with ChatGPT, Meta AI has 500 million users.", "meta-ai"),
        ("与ChatGPT相比,Meta AI有5亿用户。", "meta-ai"),
        ("扎克伯格控制Meta约61%的投票权。", "meta"),
        ("Corvid Labs raised $5 million.", "Corvid Labs"),
        ("Mistral AI said it raised $5 million.", "mistral-ai"),
        ("Sam Altman said revenue was $5 million.", ""),
        ("Meta plans to buy 350,000 H100 GPUs.", "meta"),
        ("科维德实验室拥有300名员工。", "科维德实验室"),
        ("Its staff grew to 300 employees.", ""),
        ("Revenue was $5 million.", ""),
        ("Mark Zuckerberg, who founded Facebook, is 40 years old.", "mark-zuckerberg"),
    ],
)
def test_the_subject_is_the_nearest_name_or_the_words_of_the_text(text: str, subject: str):
    assert only(text).subject == subject


def test_a_subject_lasts_until_another_is_named():
    first, second = figures("Corvid Labs raised $5 million. Its staff grew to 300 employees.")
    assert first.subject == second.subject == "Corvid Labs"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Revenue was $300 million, Dana Orr said.", "Dana Orr"),
        ('"We have 300 customers," said Ito Sato, head of product.', "Ito Sato"),
        ("According to analyst firm Grebe, it has 410 million users.", "Grebe"),
        ("A tally published by the firm Grebe puts users at 410 million.", "Grebe"),
        ("Yann LeCun said Llama has 30,000 developers.", "Yann LeCun"),
        ("Llama has 30,000 developers, according to LeCun.", "LeCun"),
        ("收入将达3亿美元,研究员何敏说。", "何敏"),
        ("首席执行官达娜·奥尔表示,收入为3亿美元。", "达娜·奥尔"),
        ("但分析師稱真實成本為5000萬美元。", "分析師"),
        ("机构鸊鷉的估算用户约为4.1亿。", "鸊鷉"),
        ("她说收入为3亿美元。", None),
        ("总的来说收入为3亿美元。", None),
        ("The startup said on Monday that revenue was $3 million.", None),
        ("Revenue was $300 million.", None),
    ],
)
def test_the_speaker_is_named_as_the_text_names_them(text: str, speaker: str | None):
    assert only(text).speaker == speaker


def test_a_labelled_speaker_speaks_every_figure_of_the_turn():
    found = reading("We have 300 customers.")
    spoken = replace(found, sentences=tuple(replace(s, speaker="Dana Orr") for s in found.sentences))
    assert [figure.speaker for figure in find_figures(spoken, LEXICON)] == ["Dana Orr"]


PUBLICATION = Published(DAY).when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("In 2025 revenue was $3 million.", YEARS["2025"]),
        ("In 2025, the firm grew, and revenue was $3 million.", YEARS["2025"]),
        ("Revenue was $3 million, it said in 2026.", YEARS["2026"]),
        ("Revenue rose 18% from 2025.", None),
        ("It now has 300 customers.", PUBLICATION),
        ("We have 300 customers.", PUBLICATION),
        ("目前用户达5亿。", PUBLICATION),
        ("It had 300 customers.", None),
        ("It raised $3 million.", None),
    ],
)
def test_as_of_is_the_date_that_governs_or_for_a_state_the_publication(text: str, when: When | None):
    assert only(text).as_of == when


def test_without_a_publication_date_a_state_has_no_date():
    (figure,) = figures("It now has 300 customers.", dated=False)
    assert figure.as_of is None


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Revenue will pass $300 million.", {Flag.FORECAST}),
        ("预计收入将超过3亿美元。", {Flag.FORECAST}),
        ("In 2030 revenue is $300 million.", {Flag.FORECAST}),
        ("Damages of up to £1 billion are possible, and could cost £2 billion.", {Flag.HYPOTHETICAL}),
        ("如果模型价值100亿美元。", {Flag.HYPOTHETICAL}),
        ("Is the firm worth $20 million?", {Flag.HYPOTHETICAL}),
        ("Revenue was $300 million.", set()),
    ],
)
def test_forecasts_and_hypotheses_are_flagged(text: str, flags: set[Flag]):
    assert figures(text)[-1].flags == flags


def test_every_figure_quotes_its_sentence():
    text = "Meta grew. Llama has 30,000 developers. Meta went on."
    assert only(text).citation.quote.text == "Llama has 30,000 developers."


def make(value: int, comparator: Comparator = Comparator.EQ, **over: object) -> Figure:
    """Return a figure of a text of its own."""
    figure = only(f"Llama has {abs(value)} customers.")
    return replace(figure, value=Decimal(value), comparator=comparator, **over)  # type: ignore[arg-type]  # any field of the noun


def conflicts(*every: Figure) -> list[bool]:
    return [Flag.CONFLICT in figure.flags for figure in relate(every)]


def test_two_values_that_exclude_each_other_conflict_on_both_sides():
    assert conflicts(make(300), make(500), make(301)) == [True, True, True]


def test_figures_of_one_sentence_never_conflict():
    figure = make(300)
    assert conflicts(figure, replace(figure, value=Decimal(500))) == [False, False]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (make(30, Comparator.GT), make(38, Comparator.APPROX)),
        (make(300), make(303)),
        (make(90, Comparator.APPROX), make(100)),
        (make(500, Comparator.LE), make(300)),
        (make(300, as_of=YEARS["2025"]), make(500, as_of=YEARS["2026"])),
        (make(300, as_of=None), make(500)),
        (make(300, subject="meta"), make(500)),
        (make(300, subject=""), make(500, subject="")),
        (make(300, unit="users"), make(500)),
        (make(300, flags=frozenset({Flag.FORECAST})), make(500)),
    ],
)
def test_what_agrees_evolves_or_differs_in_kind_is_no_conflict(one: Figure, other: Figure):
    assert conflicts(one, other) == [False, False]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (make(30, Comparator.LT), make(38)),
        (make(50, Comparator.GT), make(30)),
        (make(300, as_of=None), make(500, as_of=None)),
        (make(300, as_of=YEARS["2026"]), make(500)),
    ],
)
def test_what_excludes_each_other_at_one_time_is_a_conflict(one: Figure, other: Figure):
    assert conflicts(one, other) == [True, True]


def test_a_slip_within_one_article_is_flagged():
    first, second = figures("The new model has 120 billion parameters. It has 12 billion parameters.")
    assert first.flags == second.flags == {Flag.CONFLICT}


COMPARATORS = st.sampled_from(Comparator)


@given(st.lists(st.tuples(st.integers(min_value=1, max_value=900), COMPARATORS), max_size=5))
@settings(deadline=None, max_examples=40)
def test_relating_keeps_order_and_values_and_is_done_once(pairs: list[tuple[int, Comparator]]):
    every = tuple(make(value, comparator) for value, comparator in pairs)
    related = relate(every)
    assert [figure.value for figure in related] == [figure.value for figure in every]
    assert relate(related) == related


PIECES = st.sampled_from(
    [
        "Meta ",
        "Llama 的",
        "has ",
        "300 ",
        "million ",
        "users",
        "超过",
        "5亿",
        "用户",
        ". ",
        "。",
        ",",
        "said ",
        "3%",
        "\n",
        "$",
    ]
)


@given(st.lists(PIECES, max_size=16).map("".join))
@settings(deadline=None, max_examples=100)
def test_figures_quote_verbatim_and_name_their_metric(text: str):
    for figure in figures(text):
        quote = figure.citation.quote
        assert quote.text in text
        assert figure.metric.replace("_", "").isalnum()
        assert figure.unit


def test_the_founding_articles_yield_their_known_figures(shared_dir: Path):
    rows = [json.loads(line) for line in (shared_dir / "data" / "seeds.articles.jsonl").read_text("utf-8").splitlines()]
    found = {
        (figure.metric, figure.subject, int(figure.value))
        for row in rows
        for figure in find_figures(reading(row["text"]), LEXICON)
    }
    assert {
        ("downloads", "llama", 600_000_000),
        ("monthly_active_users", "meta-ai", 500_000_000),
        ("monthly_active_users_limit", "llama-2", 700_000_000),
        ("training_gpus", "llama-4", 100_000),
        ("rank", "llama-3", 6),
    } <= found


def test_the_language_of_a_citation_is_the_articles():
    assert only("目前用户达5亿。").citation.lang is Lang.HANS
