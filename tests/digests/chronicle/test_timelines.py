"""The timeline of a topic: what belongs, what ranks, what is dropped."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from config.lexicon import load_lexicon, load_topics
from digests.article import Entry
from digests.chronicle import timeline
from digests.chronicle.timelines import happenings, laid_out
from digests.event import Event, Hedge, Status
from digests.intake import make_article
from digests.language import Lang
from digests.lexicon import Kind
from digests.timeline import Timeline
from digests.topic import Topic
from digests.understand import understand
from digests.when import Granularity, Published
from tests.digests.chronicle.stage import HERON, LEXICON, WORDS, events, foreign

SEEN = datetime(2026, 1, 1, tzinfo=UTC)


def rows(found: Iterable[Event], topic: Topic | None = HERON, **asked: object) -> Timeline:
    return timeline(found, topic, LEXICON, WORDS[Lang.EN], Lang.EN, **asked)  # type: ignore[arg-type]  # passed through


def lines(*texts: str, topic: Topic | None = HERON) -> list[str]:
    found = [e for i, t in enumerate(texts) for e in events("Old words.\nOld words.\n" + t, outlet=f"o{i}")]
    return [m.event.citations[0].quote.text for m in rows(found, topic).moments]


def test_rows_stand_in_order_of_date_with_their_reasons():
    shown = rows(
        (
            *events("Corvid Labs released Heron 3 in September 2025."),
            *events("Corvid Labs released Heron 2 in July 2025.", outlet="Reed Times"),
            *events("2025年7月,鸦科公司发布了Heron 2。"),
        )
    )
    assert [m.event.objects for m in shown.moments] == [("heron-2",), ("heron-3",)]
    assert "2 outlets" in shown.moments[0].reasons
    assert {"release", "topic in object"} <= set(shown.moments[0].reasons)
    assert (shown.topic, shown.left_out) == ("heron", 0)


@pytest.mark.parametrize(
    "text",
    [
        "Grebe released Dipper in July 2025.",
        "Unlike Heron, Dipper was released by Grebe in July 2025.",
        "Heron fans recall that Grebe sued Wren Cloud in July 2025.",
        "In July 2025 Dana Orr sang at her wedding and named a song after Heron.",
        "The heron pond of Corvid Labs, near Heron 2, was sued in July 2025.",
    ],
)
def test_what_happens_to_other_things_and_anecdotes_stay_out(text: str):
    assert lines(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Wren Cloud deployed Heron 2 in July 2025.",
        "In July 2025 Bird Council criticised Corvid Labs for the way in which it uses Heron.",
        "Someone wrote to Dana Orr in July 2025 about the leak of Heron.",
        "The heron licence was published by Corvid Labs in July 2025.",
        "Heron 2 reached the shores of the market in July 2025.",
    ],
)
def test_what_happens_to_the_topic_or_around_its_makers_is_in(text: str):
    assert lines(text) == [text]


def test_a_maker_as_topic_holds_what_its_things_and_people_do():
    corvid = Topic("corvid", {Lang.EN: "Corvid"}, ("corvid",))
    assert len(lines("Heron 2 was released in July 2025.", "Orr sued Grebe in July 2025.", topic=corvid)) == 2


def test_the_better_rows_are_kept_where_a_number_is_asked_and_the_rest_counted():
    found = (
        *events("Corvid Labs released Heron 2 in July 2025."),
        *events("Orr said in August 2025 that Heron flies."),
        *events("Corvid Labs released Heron 3 in September 2025."),
    )
    shown = rows(found, limit=2)
    assert [m.event.objects for m in shown.moments] == [("heron-2",), ("heron-3",)]
    assert shown.left_out == 1


def test_span_and_kinds_are_obeyed_inclusively():
    found = (
        *events("Corvid Labs released Heron 2 in July 2025."),
        *events("Grebe sued Corvid Labs over Heron in May 2025."),
    )
    assert len(rows(found, start=date(2025, 7, 31)).moments) == 1
    assert len(rows(found, end=date(2025, 7, 1)).moments) == 2
    assert len(rows(found, end=date(2025, 6, 30)).moments) == 1
    assert [m.event.act for m in rows(found, kinds=frozenset({Kind.POLICY})).moments] == ["sue"]


def test_doubt_and_distance_lower_a_row():
    found = (
        *events("Corvid Labs released Heron 2 in July 2025."),
        *events("Corvid Labs refused to release Heron 3 in July 2025."),
        *events("Orr joined Corvid Labs in 2015, long before Heron."),
    )
    score = {m.event.act or "": (m.score, m.reasons) for m in rows(found).moments if m.event.objects != ("heron-2",)}
    best = max(m.score for m in rows(found).moments)
    assert score["release"][0] < best - 2
    assert "join" not in score


@pytest.mark.parametrize(
    "text",
    [
        "Corvid Labs did not release Heron 3 in July 2025.",
        "Corvid Labs had yet to release Heron 3 in July 2025.",
        "2025年7月，鸦科公司尚未发布Heron 3。",
        "2025年7月，鴉科公司並未發布Heron 3。",
    ],
)
def test_what_had_not_happened_is_no_row(text: str):
    assert not rows(events(text)).moments


def test_how_a_topic_began_is_told_however_long_ago():
    names = load_lexicon()
    texts = (
        "OpenAI was founded in December 2015, and Sam Altman joined Y Combinator long before that.",
        "OpenAI released GPT-4 in March 2023.",
        "OpenAI released GPT-4o in May 2024.",
    )
    articles = (make_article(Entry("", t, lang=Lang.EN, published=Published(date(2024, 6, 1))), SEEN) for t in texts)
    found = [e for a in articles for e in understand(a, names).events]
    topic = Topic("openai", {Lang.EN: "OpenAI"}, ("openai",))
    shown = timeline(found, topic, names, WORDS[Lang.EN], Lang.EN).moments
    assert [m.event.when.start.year for m in shown] == [2015, 2023, 2024]
    assert all("long before or after the rest" not in m.reasons for m in shown[:1])


def test_few_reports_lie_around_the_days_of_their_news():
    texts = ("2016年，鸦科公司推出Heron 1。2021年，鸦科公司推出Heron 2。2025年7月18日，鸦科公司起诉Grebe，涉及Heron。",)
    shown = rows(events(*texts, day=date(2025, 7, 19))).moments
    assert "long before or after the rest" not in shown[-1].reasons


def test_what_later_rows_speak_of_is_weightier_and_of_equals_the_newer():
    found = (
        *events("Corvid Labs released Heron 1 in May 2025."),
        *events("Corvid Labs released Heron 2 in June 2025."),
        *events("Corvid Labs released Heron 3 in July 2025."),
        *events("Grebe sued Corvid Labs over Heron 1 in August 2025."),
    )
    best, second = (rows(found, limit=n).moments for n in (1, 2))
    assert [m.event.objects for m in best] == [("heron-1",)]
    assert "later rows: 1" in best[0].reasons
    assert [m.event.objects for m in second] == [("heron-1",), ("heron-3",)]


def test_a_plan_is_no_release_that_makes_the_news_of_it_a_late_mention():
    found = (
        *events("Corvid Labs will release Heron 3 on August 5, 2025.", day=date(2025, 7, 1)),
        *events("", title="Corvid Labs releases Heron 3", day=date(2025, 9, 2)),
    )
    assert [m.event.status for m in rows(found).moments] == [Status.HAPPENED]


def test_a_late_mention_of_a_known_release_is_no_second_release():
    found = (*events("Corvid Labs released Heron 2 in May 2025."), *events("近日,鸦科公司发布了Heron 2。"))
    assert [m.event.when.start for m in rows(found).moments] == [date(2025, 5, 1)]


def test_without_a_topic_every_dated_row_is_told_but_no_anecdote():
    texts = ("Rain fell on the lake on 3 July 2025.", "On 4 July 2025 a dog sang a song to his wife.")
    assert lines(*texts, topic=None) == [texts[0]]


def test_a_row_counts_the_reports_that_do_not_name_the_topic():
    found = (
        *events("Grebe shares fell 17 percent on July 21, 2025.", outlet="A"),
        *events("Shaken by Heron, Grebe shares fell 17 percent on July 21, 2025.", outlet="B"),
        *events("2025年7月21日,鸊鷉公司股价大跌17%。", outlet="C"),
    )
    (row,) = rows(found).moments
    assert len(row.event.citations) == 3
    assert "3 outlets" in row.reasons


def test_a_report_that_strayed_into_a_row_does_not_bring_it_into_the_topic():
    one = events("Grebe sued Wren Cloud in July 2025.", outlet="A")
    two = events("In July 2025 Grebe sued Wren Cloud.", outlet="B")
    stray = events("Unlike Heron, Wren Cloud was sued by Grebe in July 2025.", outlet="C")
    (merged,) = rows((*one, *two, *stray), None).moments
    assert len(merged.event.citations) == 3
    assert rows((*one, *two, *stray)).moments == ()


def test_a_round_up_brings_none_of_the_other_rows_into_the_topic():
    deeds = ("Grebe sued Wren Cloud", "Wren Cloud acquired Grebe", "Grebe released Dipper", "Bird Council sued Grebe")
    others = [e for i, deed in enumerate(deeds) for e in events(f"{deed} in July 2025.", outlet=f"o{i}")]
    review = [e for deed in deeds for e in events(f"{deed} in July 2025, a month of Heron.", outlet="Review")]
    assert len(rows((*others, *review), None).moments) == 4
    assert rows((*others, *review)).moments == ()


def test_a_bare_name_is_the_last_row_or_none_but_a_sentence_that_can_be_read_is_one():
    (told,) = events("The heron licence was published by Corvid Labs in July 2025.")
    assert [m.headline.text for m in rows([told], None).moments] == [
        "The heron licence was published by Corvid Labs in July 2025."
    ]
    other = events("Orr said in August 2025 that Heron flies.")
    assert [m.event.act for m in rows((foreign(told), *other), None, limit=1).moments] == ["say"]
    assert rows([replace(foreign(told), act=None)], None).moments == ()


def test_what_somebody_only_wonders_is_no_row():
    found = events("2025年7月,记者问鸦科公司是否开源Heron 2。")
    assert [e.hedge for e in found] == [Hedge.ASKED]
    assert rows(found).moments == ()


def test_a_plan_that_came_true_is_no_row():
    found = (
        *events("Corvid Labs will release Heron 2 on July 18, 2025.", day=date(2025, 7, 1)),
        *events("Corvid Labs released Heron 2 on July 18, 2025."),
    )
    assert [m.event.status for m in rows(found).moments] == [Status.HAPPENED]


def test_outlets_that_repeat_a_text_are_counted_apart():
    found = happenings(
        (
            *events("Corvid Labs released Heron 2 in July 2025.", outlet="A"),
            *events("In July 2025 Corvid Labs released Heron 2.", outlet="B"),
        ),
        HERON,
        LEXICON,
    )
    repeated = {c.quote.article: "a" for row in found for c in row.citations if c.outlet == "B"}
    (row,) = laid_out(found, HERON, LEXICON, WORDS[Lang.EN], Lang.EN, origins=repeated).moments
    assert row.reprints == 1
    assert "1 outlet" in row.reasons


def test_sources_that_publish_their_own_news_are_cited_first():
    found = (
        *events("Corvid Labs released Heron 2 in July 2025.", outlet="A Wire"),
        *events("In July 2025 Corvid Labs released Heron 2.", outlet="Corvid Newsroom"),
    )
    assert rows(found).moments[0].event.citations[0].outlet == "Corvid Newsroom"


def _seeds(folder: Path) -> Iterable[Event]:
    lexicon = load_lexicon()
    for row in map(json.loads, (folder / "seeds.jsonl").read_text("utf-8").splitlines()):
        text = (folder / row["file"]).read_text("utf-8").removeprefix(row["title"]).strip()
        published = Published(date.fromisoformat(row["published"]), Granularity(row["published_granularity"]))
        made = make_article(
            Entry(row["title"], text, outlet=row["outlet"], published=published, lang=Lang(row["lang"])),
            datetime(2025, 1, 1, tzinfo=UTC),
        )
        yield from understand(made, lexicon).events


@pytest.mark.parametrize("lang", [Lang.EN, Lang.HANT])
def test_the_founding_articles_give_the_main_line_of_llama(shared_dir: Path, lang: Lang):
    topic = next(t for t in load_topics() if t.slug == "llama")
    words = replace(
        WORDS[lang], phrases=dict(WORDS[lang].phrases) | {"figure.le": "{value}", "unit.parameters": "{value}"}
    )
    found = tuple(_seeds(shared_dir / "seeds"))
    shown = timeline(found, topic, load_lexicon(), words, lang)
    released = {
        m.event.objects[0]: (m.event.when.start.isoformat()[:7], len(m.event.citations))
        for m in shown.moments
        if m.event.act in ("release", "open-source") and m.event.objects and m.event.hedge is None
    }
    assert released == {"llama-1": ("2023-02", 2), "llama-2": ("2023-07", 3), "llama-3": ("2024-04", 3)}
    acts = {(m.event.act, m.event.when.start.isoformat()[:7]) for m in shown.moments}
    assert {("leak", "2023-05"), ("write-to", "2023-06"), ("merge-teams", "2024-01"), ("criticise", "2024-10")} <= acts
    assert any(m.event.status is Status.PLANNED and "4050" in m.event.citations[0].quote.text for m in shown.moments)
    quotes = " ".join(m.event.citations[0].quote.text for m in shown.moments)
    assert all(stray not in quotes for stray in ("Get Low", "未來知識庫", "孟加拉", "Android"))


def test_a_place_where_it_was_said_is_not_what_it_is_about():
    said = events("Wren Cloud writes a third of its code by machine, Grebe said in July 2025 at Heron.")
    about = events("Wren Cloud likes Heron, Grebe said in July 2025.")
    assert [len(happenings(found, HERON, LEXICON)) for found in (said, about)] == [0, 1]


def test_a_saying_of_nobody_known_is_not_put_into_the_mouth_of_whom_it_names():
    long = "Old Lake Bank criticised Corvid Labs and Heron on Friday, " + "for this and for that, " * 12 + "it said"
    assert not rows(events("Old words.\nOld words.\n" + long, day=date(2025, 7, 19))).moments


def test_a_version_that_came_late_fulfils_the_plan_of_it():
    plan = events("Corvid Labs will release Heron 3 on March 5, 2025.", day=date(2025, 2, 1))
    late = events("Corvid Labs released Heron 3 on July 18, 2025.", day=date(2025, 7, 19))
    early = events("Corvid Labs released Heron 3 on January 2, 2024.", day=date(2024, 1, 3))
    undone = events("Corvid Labs failed to release Heron 3 on March 5, 2025.", day=date(2025, 3, 6))
    assert [m.event.status for m in rows((*plan, *late)).moments] == [Status.HAPPENED]
    assert Status.PLANNED in {m.event.status for m in rows((*plan, *early)).moments}
    assert Status.PLANNED in {m.event.status for m in rows((*plan, *undone)).moments}


def test_a_plan_for_a_day_gives_way_to_the_deed_that_its_words_name():
    plan = [
        replace(e, act=None, thing="", objects=())
        for e in events("Corvid Labs will launch its lake service for Heron on August 5, 2025.", day=date(2025, 8, 1))
    ]
    done = events("Corvid Labs launched Heron Lake on August 5, 2025.", day=date(2025, 8, 6))
    assert [m.event.status for m in rows((*plan, *done)).moments] == [Status.HAPPENED]
