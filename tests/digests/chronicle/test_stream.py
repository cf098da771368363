"""Rows of a general stream: what only looks like news, or names nobody, gives none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digests.article import Article
from digests.chronicle import find_events, headline, timeline
from digests.chronicle.idle import is_cut_short, opens_definite, opens_with_pronoun
from digests.entities import find_mentions
from digests.event import Hedge, Status
from digests.headline import Origin
from digests.language import Lang
from digests.lexicon import EntityType, Kind
from digests.reading import Reading
from digests.when import Granularity, Qualifier
from tests.digests.chronicle.stage import LEXICON, WORDS, act, article, entity, event, events, foreign, reading

_FURTHER = (
    act("order-chips", Kind.DEAL, "order|orders|ordered", "订购|采购", actors="company lab"),
    act("invest", Kind.DEAL, "invests|investing|investment", "投资", actors="company", objects="company"),
    act("supply", Kind.DEAL, "supplies", "供应"),
    act("update", Kind.RELEASE, "upgraded", "升级"),
    act("dismiss", Kind.PEOPLE, "fired", "解雇"),
    act("open-weights", Kind.RELEASE, "open sources", "开放权重"),
    act("train", Kind.RESEARCH, "trained|training", "训练"),
)
_RELEASE = LEXICON.acts["release"]
_PRESENTS = replace(_RELEASE, forms={**_RELEASE.forms, Lang.HANS: ("发布", "推出", "发表")})
_PLOVER = entity("plover", EntityType.CHIP, "Plover 9", maker="wren")
WIDER = replace(
    LEXICON,
    acts={**LEXICON.acts, **{a.id: a for a in _FURTHER}, "release": _PRESENTS},
    entities={**LEXICON.entities, "plover": _PLOVER},
)


def told(text: str, title: str = "") -> list[str | None]:
    """Return the acts of a text's events in the wider field."""
    made = article(text, title=title)
    return [e.act for e in find_events(_wide(made), WIDER)]


def _wide(made: Article) -> Reading:
    """Return the reading with the names of the wider field."""
    return replace(reading(made), mentions=find_mentions(made.content, WIDER))


@pytest.mark.parametrize(
    "title",
    [
        "Is Grebe going to plunge in 2026? Grebe fell twice before, and history offers 2 clues.",
        "Is Grebe going to plunge? Grebe fell on Monday.",
        "3 stocks to buy as Grebe falls this week",
        "Corvid Labs released Heron 2 on Monday: here's what that means",
        "What to know as Corvid Labs launches Heron 2 today",
        "History says Grebe falls in February 2026",
        "Should you buy Grebe before Corvid Labs releases Heron 3 on Friday",
        "Prediction: Grebe falls by the end of 2026",
        "Heron Market Report 2026-2030: Corvid Labs launches lead growth",
        "Grebe price prediction: where the stock falls in 2026",
        "Corvid's new birds: analyzing the release of Heron 2",
        "Evaluate Grebe for the quarter ended in June 2025",
        "盘点2025年鸦科公司发布的模型",
    ],
)
def test_headlines_that_ask_list_or_advise_give_no_event(title: str):
    assert events("A quiet line.", title=title) == ()


def test_a_plain_headline_beside_them_still_gives_its_event():
    assert [e.act for e in events("A quiet line.", title="Corvid Labs releases Heron 2")] == ["release"]
    assert [e.act for e in events("旧话。", title="Grebe慌了？鸦科公司发布Heron 2")] == ["release"]


@pytest.mark.parametrize(
    "text",
    [
        "Investing.com on Monday had Grebe in green.",
        "See www.grebe.investing on Monday for Grebe.",
        "Grebe on Monday praised investing.ai for its birds.",
    ],
)
def test_an_act_inside_a_web_address_is_no_verb(text: str):
    assert "invest" not in told(text)


def test_an_investment_named_after_a_company_is_not_proved_to_be_its_own():
    made = _wide(article("A man criticised the report that his $3bn Grebe investment stalled on Monday."))
    assert all(e.actors != ("grebe",) for e in find_events(made, WIDER))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("黛娜·奥尔周一发表关于鸟类的讲话。", "say"),
        ("黛娜·奥尔周一发表了看法。", "say"),
        ("鸦科公司周一发表Heron 2。", "release"),
    ],
)
def test_words_that_are_uttered_are_a_saying_and_a_product_that_is_presented_a_release(text: str, expected: str):
    assert told(text) == [expected]


def test_a_speech_that_only_dates_another_act_gives_nothing():
    assert told("黛娜·奥尔发表扭转市场言论前15分钟,期货成交量飙升。") == []


@pytest.mark.parametrize(
    "text",
    [
        "On Thursday, it estimated a rise of 16% for the spring.",
        "The startup's results on Thursday beat what many had hoped.",
        "Firm's results on Thursday beat what many had hoped.",
        "The images were released on Friday.",
        "In October, the firm announced that it had released a model.",
    ],
)
def test_a_sentence_whose_subject_is_named_elsewhere_gives_no_row(text: str):
    assert events("A line.\nAnother line.\n" + text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "On Thursday, it released Heron 2 to everyone.",
        "The maker's new release on Thursday beats Heron 2 by far.",
        "In October, the firm said that Heron 2 was on its way.",
    ],
)
def test_a_sentence_whose_subject_is_named_elsewhere_is_no_line(text: str):
    for found in events("A line.\nAnother line.\n" + text):
        assert headline(found, Lang.EN, LEXICON, WORDS[Lang.EN]).origin is not Origin.SOURCE


def test_a_named_actor_makes_the_same_sentence_a_line():
    found = event("A line.\nAnother line.\nIn its report on Wednesday, Corvid Labs said that birds matter.")
    assert headline(found, Lang.EN, LEXICON, WORDS[Lang.EN]).origin is Origin.SOURCE


def test_openings_are_told_apart():
    assert opens_with_pronoun("On Thursday, it estimated a rise.")
    assert opens_with_pronoun("周四，该公司表示会更好。")
    assert not opens_with_pronoun("This week, Corvid Labs released Heron 2.")
    assert not opens_with_pronoun("In its report, Corvid Labs said so.")
    assert opens_definite("The software company fell.")
    assert not opens_definite("The Bird Council met.")
    assert not opens_definite("At Corvid Labs, the model won.")
    assert is_cut_short("In October, the firm announced that it had…")


@pytest.mark.parametrize(
    "text",
    [
        "Corvid Labs released new tools for fans around 2025 Marsh Awards.",
        "Corvid Labs released new tools in style at CES 2025.",
        "Corvid Labs released new tools in 2025.",
        "Corvid Labs released new tools this year.",
    ],
)
def test_the_running_year_is_not_the_date_of_a_leads_news(text: str):
    found = event("A quiet line.", title=text)
    assert (found.act, found.when.start, found.when.qualifier) == ("release", date(2025, 11, 20), Qualifier.ABOUT)


def test_the_running_year_stays_the_date_of_a_plan_and_of_what_stands_deep_in_the_text():
    plan = event("A quiet line.", title="Heron Pro Beta to launch this year")
    assert (plan.status, plan.when.granularity) == (Status.PLANNED, Granularity.YEAR)
    deep = event("A line.\nAnother line.\nA third line.\nIn 2025 Corvid Labs released Heron 2.")
    assert (deep.status, deep.when.granularity) == (Status.HAPPENED, Granularity.YEAR)


@pytest.mark.parametrize(
    "text",
    ["Models of Grebe may be at risk.", "Grebe shares may not suffer.", "Grebe is getting an office in December."],
)
def test_a_modal_verb_and_a_month_that_may_be_the_coming_one_date_nothing(text: str):
    assert all(e.when.end >= date(2025, 11, 1) for e in events("A line.\nAnother line.\n" + text))


def test_a_saying_that_only_dates_another_act_is_not_the_sentence_s_own():
    text = "Tern Chat is live starting today, following its announcement at Grebe's fair earlier this month."
    assert [e.when.days for e in events("A line.\nAnother line.\n" + text)] in ([], [1])
    after = "Corvid Labs released Heron 2 on Tuesday, a day after Grebe announced doubts on Monday."
    assert [e.act for e in events(after)] == ["release"]


@pytest.mark.parametrize(
    "text",
    [
        "A judge in a small town spoke on Friday of people whom Grebe had left out.",
        "The risk of Dana Orr's plans came into clear focus on Saturday night.",
        "A street sang on Wednesday against Grebe.",
        "Lower profits had been expected after a drop in fourth-quarter deliveries of Grebe.",
        "A boy must be released by Tuesday, said a judge who had read of Grebe.",
        "It was joined by Heron 2 in September, which added birds.",
        "The songs of the moor, released on Wednesday, speak of Grebe.",
        "Marsh Motors announced a lease with Grebe in July 2025.",
        "The best birds of the week of July 7, 2025, seen at Grebe.",
        "It was a busy week for birds: Wren Cloud and Grebe coming out on Wednesday.",
        "Town officials said on Wednesday that roads near Grebe will close.",
    ],
)
def test_a_date_beside_a_name_that_is_not_the_subject_gives_no_row(text: str):
    assert events("A line.\nAnother line.\n" + text, title="A quiet title") == ()


def test_a_date_beside_the_subject_of_the_sentence_or_of_the_title_gives_a_row():
    assert event("A line.\nAnother line.\nDana Orr sang on Saturday.").about == {"dana-orr"}
    assert event("A line.\nA street sang on Wednesday of Grebe.", title="Grebe in the news").act is None


@pytest.mark.parametrize(
    "title",
    [
        "报道：鸦科公司推出Heron 2（路透社）",
        "报道：鸦科公司研究院推出苍鹭 C950，并称它最快（路透社）",
        "消息人士：鸦科公司收购Grebe",
        "Report: Corvid Labs acquires Grebe",
        "Corvid Labs acquires Grebe: report",
        "Corvid Labs acquires Grebe, report says",
    ],
)
def test_what_a_headline_calls_a_report_is_hedged_and_keeps_its_act(title: str):
    found = event("A quiet line.", title=title)
    assert (found.actors, found.hedge) == (("corvid",), Hedge.REPORTED)
    assert found.act in ("release", "acquire")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wren Cloud ordered 50,000 chips on Monday.", True),
        ("Wren Cloud ordered Plover 9 on Monday.", True),
        ("鸦科公司周一订购了1万块芯片。", True),
        ("A judge ordered Grebe on Monday to hand over 20 million records.", False),
        ("Bird Council ordered 20 chips on Monday.", False),
        ("Grebe was ordered on Monday to pay $5 million.", False),
        ("Wren Cloud ordered staff back on Monday.", False),
    ],
)
def test_an_order_is_one_of_goods_by_a_company(text: str, expected: bool):
    assert ("order-chips" in told("A line.\nAnother line.\n" + text)) is expected


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Grebe launched a war on prices on Monday.", "release"),
        ("Grebe launched an investigation on Monday.", "release"),
        ("Grebe raised its price target on Monday.", "raise"),
        ("Marsh Bank upgraded Grebe to Overweight on Monday.", "update"),
        ("Grebe周一被列为供应链风险。", "supply"),
        ("Corvid's private letters and the fall of the small birds this week.", "fall"),
        ("On Monday the town of Marsh Fired asked Grebe for help with the many boats.", "dismiss"),
        ("Grebe fired on a boat on Monday.", "dismiss"),
        ("Grebe has many open sources on Monday.", "open-weights"),
        ("Late last year a man found a text of Heron 2 that had appeared during training.", "train"),
    ],
)
def test_words_of_other_fields_are_no_acts(text: str, never: str):
    assert never not in told("A line.\nAnother line.\n" + text)


def test_a_row_that_could_only_say_that_something_happened_is_left_out():
    nameless = event("A line.\nAnother line.\nLawyers sued in July 2025 over “birds.")
    assert timeline([nameless], None, LEXICON, WORDS[Lang.EN], Lang.EN).moments == ()


def test_what_a_plan_will_let_somebody_do_has_not_happened():
    found = event("A deal made today will let Corvid Labs release Heron 3.", title="A quiet title")
    assert (found.act, found.status) == ("release", Status.PLANNED)


@pytest.mark.parametrize("text", ["四年前,鸦科公司险些被Grebe收购。", "2025年7月,Grebe差点收购鸦科公司。"])
def test_what_almost_happened_did_not(text: str):
    assert events("旧话。\n旧话。\n" + text) == ()


def test_an_office_before_a_name_marks_who_speaks():
    found = event("A line.\nAnother line.\nBirds matter, said chief executive Dana Orr of a small firm on Monday.")
    assert found.about >= {"dana-orr"}
    assert found.when.start == date(2025, 11, 17)


def test_who_pays_whom_stands_around_a_name_set_off_by_spaces():
    made = event("2025年7月,鸦科公司向 Grebe 致信。")
    assert (made.actors, made.objects) == (("corvid",), ("grebe",))


def test_a_plan_towards_somebody_is_a_plan():
    made = event("鸦科公司计划于2026年7月与 Grebe 合作。")
    assert made.status is Status.PLANNED


def test_a_movement_that_is_expected_is_still_to_come():
    made = event("Shares of Corvid Labs are expected to see how nests fell by 12 percent in July 2025.")
    assert made.status is Status.PLANNED


def test_a_name_that_only_owns_what_the_sentence_opens_with_did_nothing():
    assert events("鸦科公司（Corvid）的黛娜：收购Grebe，否则落后。", title="新闻") == ()


def test_the_person_not_the_employer_is_who_speaks():
    made = event("In July 2025 Dana Orr of Corvid Labs criticised Grebe.")
    assert made.actors == ("dana-orr",)


def test_a_year_to_come_without_act_and_figure_is_no_row():
    assert events("Corvid Labs and Grebe: one stock is poised to shine in 2026.") == ()


def test_a_version_of_a_thing_is_that_thing():
    made = event("Corvid Labs released a 70-billion-parameter version of Heron 2 in July 2025.")
    assert (made.objects, made.thing) == (("heron-2",), "")


def test_what_only_describes_a_thing_hides_its_name_no_more():
    made = event("2025年7月,鸦科公司发布首个以筑巢为重点的大模型Heron 2。")
    assert made.objects == ("heron-2",)


def test_what_befalls_a_part_of_a_thing_befalls_it():
    assert event("2025年7月,鸦科公司泄露Heron 2更新。").objects == ("heron-2",)
    assert event("2025年7月,鸦科公司发布Heron 2更新。").objects == ()


def test_money_beside_a_movement_is_not_what_moved():
    made = event("2025年7月,鸦科公司大跌,此前Grebe投资20亿美元,跌幅12%。")
    assert "20" not in headline(foreign(made), Lang.EN, LEXICON, WORDS[Lang.EN]).text
