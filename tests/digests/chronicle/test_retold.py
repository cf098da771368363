"""The reader's language first, over the whole story: a report that states the happening lends its sentence."""

from __future__ import annotations

from datetime import date

import pytest

from digests.article import Article
from digests.chronicle import headline
from digests.chronicle.retold import with_story
from digests.event import Event
from digests.headline import Origin
from digests.language import Lang
from tests.digests.chronicle.stage import LEXICON, WORDS, article, event

DAY = date(2025, 7, 20)
RELEASED = "2025年7月18日,鸦科公司发布了Heron 2。"


def report(text: str, *, title: str = "", day: date | None = DAY) -> Article:
    return article(text, title=title, day=day, outlet="Reed Times")


def line(told: Event, *reports: Article, lang: Lang = Lang.EN) -> tuple[str, Origin]:
    shown = headline(with_story(told, reports, LEXICON), lang, LEXICON, WORDS[lang])
    return shown.text, shown.origin


def test_a_title_in_the_readers_language_that_states_it_is_the_line_and_a_witness():
    told, other = event(RELEASED, outlet="南岸"), report("Herons fly.", title="Corvid Labs releases Heron 2 to all")
    assert line(told, other) == ("Corvid Labs releases Heron 2 to all", Origin.SOURCE)
    assert [c.outlet for c in with_story(told, [other], LEXICON).citations] == ["南岸", "Reed Times"]
    assert line(told, other, lang=Lang.HANS)[0] == RELEASED


def test_a_sentence_of_the_lead_serves_where_the_title_does_not():
    other = report("Corvid Labs launched Heron 2 on Friday.", title="A day on the marsh")
    assert line(event(RELEASED), other)[0] == "Corvid Labs launched Heron 2 on Friday."


def test_an_english_source_gets_a_chinese_line_too():
    told = event("Corvid Labs released Heron 2 on July 18, 2025.")
    other = report("鸦科公司开源Heron 2模型。", title="鸦科公司发布Heron 2")
    assert line(told, other, lang=Lang.HANS) == ("鸦科公司发布Heron 2", Origin.SOURCE)


@pytest.mark.parametrize(
    "title",
    [
        "Corvid Labs to release Heron 2",
        "Will Corvid Labs release Heron 2?",
        "Corvid Labs may have released Heron 2",
        "Corvid Labs denies it released Heron 2",
        "Corvid Labs never released Heron 2",
        "Corvid Labs released Heron 3",
        "Grebe released Heron 2",
        "Heron 2 and Corvid Labs in pictures",
        "Corvid Labs released Heron 2 two years ago",
        "Corvid Labs: what to expect as it released Heron 2",
    ],
)
def test_a_title_that_tells_something_else_or_doubts_it_is_not_the_line(title: str):
    assert line(event(RELEASED), report("Rain fell.", title=title))[1] is not Origin.SOURCE


@pytest.mark.parametrize("day", [date(2025, 7, 1), date(2025, 9, 1), None])
def test_a_report_of_another_time_tells_of_something_else(day: date | None):
    told, other = event(RELEASED), report("", title="Corvid Labs releases Heron 2 to all", day=day)
    assert with_story(told, [other], LEXICON) == told


def test_a_figure_must_be_the_same_and_a_nameless_thing_must_be_named():
    fell = event("2025年7月18日,鸊鷉公司大跌17%。")
    assert line(fell, report("", title="Grebe falls 17 percent in a day"))[1] is Origin.SOURCE
    assert with_story(fell, [report("", title="Grebe falls 9 percent in a day")], LEXICON) == fell
    assert with_story(fell, [report("", title="Grebe falls out of favour today")], LEXICON) == fell
    app = event("2025年7月18日,鸦科公司发布了Puffin Desk。")
    assert app.thing
    assert line(app, report("", title="Corvid Labs launches Puffin Desk for all"))[1] is Origin.SOURCE
    assert with_story(app, [report("", title="Corvid Labs launches Gannet Desk for all")], LEXICON) == app


def test_plans_sayings_and_doubts_borrow_no_line():
    other = report("", title="Corvid Labs releases Heron 2 to all")
    for text in ("据报道,鸦科公司于2025年7月18日发布了Heron 2。", "鸦科公司计划于2025年8月发布Heron 2。"):
        told = event(text, day=DAY)
        assert with_story(told, [other], LEXICON) == told


def test_a_happening_with_a_line_in_every_language_reads_nothing_more():
    told = with_story(event(RELEASED), [report("", title="Corvid Labs releases Heron 2 to all")], LEXICON)
    assert with_story(told, [report("", title="Corvid Labs launches Heron 2 for all")], LEXICON) == told
