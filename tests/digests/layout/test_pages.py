"""Each page: what stands on it, in which order, and what its record says."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from config.catalogues import load_words
from digests.article import Copy, Noise, NoiseKind
from digests.errors import BadInput
from digests.event import Status
from digests.figure import Comparator, Figure
from digests.language import Lang
from digests.layout.demo import demo_end, demo_start
from digests.layout.digest import digest_page
from digests.layout.lists import Check, doctor_page, intake_page, settings_page, topic_name, topics_page
from digests.layout.search import search_page
from digests.layout.sources import Dates
from digests.layout.stories import latest_page, story_page
from digests.layout.timeline import timeline_page
from digests.layout.why import why_page
from digests.page import Bullets, Footer, Heading, Page, Quoted, Row, Table, Text, Tone
from digests.story import Decision, Reason
from digests.topic import Topic
from digests.when import Granularity, Published
from tests.digests.layout import samples as s

EN, HANS, HANT = (load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT))
BERLIN = ZoneInfo("Europe/Berlin")


def texts(page: Page) -> list[str]:
    """Return the text of headings, paragraphs and footers in order, the lines of rows and quotes too."""
    found = []
    for block in page.blocks:
        match block:
            case Heading(text=text) | Text(text=text) | Footer(text=text) | Quoted(text=text):
                found.append(text)
            case Row(line=line):
                found.append(line)
            case _:
                pass
    return found


def record(page: Page, kind: str) -> dict[str, object]:
    """Return the record after a trip through JSON, which proves that it is made of plain values."""
    values: dict[str, object] = json.loads(json.dumps(dict(page.record)))
    assert values == dict(page.record)
    assert (values["version"], values["kind"]) == (1, kind)
    return values


def test_a_timeline_has_its_rows_in_order_and_says_how_many_are_left_out() -> None:
    line = s.line_of(s.moment(s.happened()), s.moment(s.happened(s.CHINESE)), left_out=1)
    page = timeline_page(line, "Heron", EN, s.PUBLISHED, lexicon=s.LEXICON)
    assert texts(page) == ["Heron · timeline", s.ENGLISH, s.SIMPLIFIED, "1 more row is not shown: it ranked lower."]
    values = record(page, "timeline")
    assert (values["topic"], values["lang"], values["left_out"]) == ("heron", "en", 1)
    assert [row["line"] for row in values["rows"]] == [s.ENGLISH, s.SIMPLIFIED]  # type: ignore[attr-defined]  # a list


def test_a_row_says_which_figures_its_sources_differ_on_and_who_gives_which() -> None:
    event = replace(s.happened(), citations=(s.cite(), s.CHINESE))
    figures = [
        Figure("revenue", "grebe", Decimal(value), "USD", Comparator.EQ, s.when(), None, citation)
        for value, citation in (("589", s.cite()), ("700", s.CHINESE), ("9", s.cite(article="elsewhere")))
    ]
    page = timeline_page(s.line_of(s.moment(event)), None, EN, s.PUBLISHED, figures=figures, lexicon=s.LEXICON)
    (row,) = (block for block in page.blocks if isinstance(block, Row))
    assert row.conflicts == ("Sources differ – Grebe, revenue: US$589 (Marsh Daily) · US$700 (湿地报)",)


def test_an_empty_timeline_says_so() -> None:
    page = timeline_page(s.line_of(), None, HANT, {}, lexicon=s.LEXICON)
    assert texts(page) == ["時間軸", "目前還沒有附日期的紀錄。"]


def test_a_digest_tells_each_story_in_the_words_of_its_sources() -> None:
    second = s.cite("It has 70 billion parameters.", article="a2", outlet="Reed Review", url=None)
    page = digest_page(s.draft(s.brief(sentences=(s.cite(), second))), EN, UTC, s.PUBLISHED, topic_names=("Heron",))
    assert texts(page) == [
        "Digest · Heron · 18 Apr 2024",
        f"1. {s.ENGLISH}",
        "It has 70 billion parameters.",
        "2 outlets · English, 简体中文 · why: release, topic in title, primary source · s00000001",
        "1 story · 23 articles read · 18 Apr 2024 00:00 – 19 Apr 2024 00:00 (UTC)",
    ]


def test_a_composed_headline_of_a_digest_is_followed_by_its_proof_and_its_language() -> None:
    brief = s.brief(s.composed("Grebe releases Heron-2", Lang.EN, s.CHINESE), (s.CHINESE, s.cite()))
    quotes = [b for b in digest_page(s.draft(brief), EN, UTC, s.PUBLISHED).blocks if isinstance(b, Quoted)]
    assert [(quote.text, quote.language) for quote in quotes] == [(s.SIMPLIFIED, "简体中文"), (s.ENGLISH, "")]


def test_a_sentence_of_a_digest_is_told_once() -> None:
    page = digest_page(s.draft(s.brief(sentences=(s.cite("Out."), s.cite("Out.", article="a2")))), EN, UTC, s.PUBLISHED)
    assert [block.text for block in page.blocks if isinstance(block, Quoted)] == ["Out."]


def test_one_address_is_shown_once_in_a_story() -> None:
    sentences = (s.cite("It is out."), s.cite("It is free."), s.cite("Who knew?", url="https://reed.example/1"))
    page = digest_page(s.draft(s.brief(sentences=sentences)), EN, UTC, s.PUBLISHED)
    urls = [block.url for block in page.blocks if isinstance(block, Quoted)]
    assert urls == ["https://marsh.example/heron-2", None, "https://reed.example/1"]


def test_a_digests_days_are_the_readers() -> None:
    page = digest_page(s.draft(s.brief()), EN, BERLIN, s.PUBLISHED)
    assert page.title == "Digest · 18–19 Apr 2024"
    assert "18 Apr 2024 02:00 – 19 Apr 2024 02:00 (Europe/Berlin)" in texts(page)[-1]


def test_a_digest_ends_with_what_is_coming_up() -> None:
    planned = s.happened(s.CHINESE, at=s.when(date(2025, 1, 1)), status=Status.PLANNED)
    headline = s.composed(EN.say("headline.planned", headline="Grebe releases Heron-3"), Lang.EN, s.CHINESE)
    page = digest_page(s.draft(upcoming=(planned,)), EN, UTC, s.PUBLISHED, upcoming=(headline,))
    assert texts(page)[1:4] == ["Nothing new in this window.", "Coming up", "Grebe releases Heron-3"]
    upcoming = record(page, "digest")["upcoming"]
    assert [row["status"] for row in upcoming] == ["planned"]  # type: ignore[attr-defined]  # a list


def test_a_digests_record_tells_what_was_left_out_and_why() -> None:
    left = Decision("s00000002", "rank", "left-out", Reason("outlet-cap", {"cap": 2, "outlet": "Marsh Daily"}), s.NOON)
    draft = replace(s.draft(s.brief(sentences=(s.cite(),), events=(s.happened(),))), left_out=(left,))
    values = record(digest_page(draft, EN, UTC, s.PUBLISHED), "digest")
    capped = {"key": "outlet-cap", "values": {"cap": 2, "outlet": "Marsh Daily"}}
    assert values["left_out"] == [
        {"story": "s00000002", "reason": capped | {"said": "at most 2 of one outlet: Marsh Daily"}}
    ]
    assert (values["from"], values["articles_read"]) == ("2024-04-18T00:00:00+00:00", 23)
    story = values["stories"][0]  # type: ignore[index]  # a list
    assert (story["id"], story["summary"][0]["quote"]) == ("s00000001", s.ENGLISH)


def test_a_digest_marks_a_story_whose_headline_is_only_planned() -> None:
    brief = s.brief(events=(s.happened(status=Status.PLANNED),))
    assert texts(digest_page(s.draft(brief), EN, UTC, s.PUBLISHED))[1] == f"1. [planned] {s.ENGLISH}"
    chinese = s.brief(s.verbatim(s.CHINESE), events=(s.happened(s.CHINESE, status=Status.PLANNED),))
    assert texts(digest_page(s.draft(chinese), HANS, UTC, s.PUBLISHED))[1] == f"1. 【计划中】{s.SIMPLIFIED}"


def test_a_title_that_is_no_events_words_has_no_mark() -> None:
    brief = s.brief(s.verbatim(s.cite("What to watch on Friday")), events=(s.happened(status=Status.PLANNED),))
    assert texts(digest_page(s.draft(brief), EN, UTC, s.PUBLISHED))[1] == "1. What to watch on Friday"


def test_the_latest_stories_are_dated_by_their_latest_report_and_show_their_id() -> None:
    page = latest_page([s.brief(events=(s.happened(status=Status.STATEMENT),)), s.brief()], EN, BERLIN, s.PUBLISHED)
    rows = [block for block in page.blocks if isinstance(block, Row)]
    assert [(row.date, row.mark, row.tone) for row in rows] == [
        ("19 Apr 2024", "statement", Tone.STATEMENT),
        ("19 Apr 2024", "", Tone.PLAIN),
    ]
    assert rows[0].note.endswith("· s00000001")
    assert len(record(page, "latest")["stories"]) == 2  # type: ignore[arg-type]  # a list
    assert texts(latest_page([], EN, UTC, {})) == ["Latest stories", "Nothing has been read yet."]


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ({"a1": Published(date(2024, 4, 18), Granularity.MONTH), "a2": None}, "Apr 2024"),
        ({"a1": Published(date(2024, 4, 18), at=s.NOON)}, "18 Apr 2024 14:00"),
        ({}, "seen 18 Apr 2024 14:00"),
    ],
)
def test_a_story_is_dated_no_finer_than_its_reports(published: Dates, shown: str) -> None:
    (row,) = (block for block in latest_page([s.brief()], EN, BERLIN, published).blocks if isinstance(block, Row))
    assert row.date == shown


def test_without_named_outlets_only_the_languages_are_told() -> None:
    nameless = replace(s.brief(reasons=()), outlets=())
    (row,) = (block for block in latest_page([nameless], EN, UTC, s.PUBLISHED).blocks if isinstance(block, Row))
    assert row.note == "English, 简体中文 · s00000001"
    quiet = [block.text for block in digest_page(s.draft(nameless), EN, UTC, {}).blocks if isinstance(block, Text)]
    assert quiet == ["English, 简体中文 · s00000001"]


def test_a_story_opens_to_its_happenings_reports_and_copies() -> None:
    copy = Copy("a1", "https://copy.example/x", "Copycat", Lang.HANT, s.NOON)
    undated = s.article("a2", "格里布发布苍鹭二代", s.SIMPLIFIED, published=None, lang=Lang.HANS, url=None)
    page = story_page(s.brief(), [s.moment(s.happened())], [s.article(), undated], [copy], words=HANT, zone=UTC)
    assert texts(page) == [
        s.ENGLISH,
        "2 家媒體 · English, 简体中文 · 入選理由：發布、標題提及主題、第一手來源 · s00000001",
        "事件經過",
        s.ENGLISH,
        "2 篇報導",
        "Grebe opens Heron-2",
        "格里布發佈蒼鷺二代",
        "1 處轉載",
    ]
    rows = [block for block in page.blocks if isinstance(block, Row)]
    assert [row.date for row in rows] == ["2024年4月18日", "2024年4月18日", "2024年4月18日 12:00 收錄"]
    assert [row.note for row in rows[1:]] == [
        "Marsh Daily · English · a1\nhttps://marsh.example/heron-2",
        "Marsh Daily · 简体中文 · a2",
    ]
    assert Bullets(("Copycat · 繁體中文 · 2024年4月18日 12:00 收錄 · https://copy.example/x",)) in page.blocks
    values = record(page, "story")
    assert [article["id"] for article in values["articles"]] == ["a1", "a2"]  # type: ignore[attr-defined]  # a list
    assert values["copies"][0]["outlet"] == "Copycat"  # type: ignore[index]  # a list


def test_a_story_without_happenings_or_copies_has_no_empty_sections() -> None:
    page = story_page(s.brief(), [], [s.article()], [], words=EN, zone=UTC)
    assert [block.text for block in page.blocks if isinstance(block, Heading)] == [s.ENGLISH, "1 report"]


@pytest.mark.parametrize(
    ("query", "words", "text", "excerpt"),
    [
        ("70 BILLION", EN, "It has 70 billion parameters.", "It has 70 billion parameters."),
        ("parameters nowhere", EN, "It has 70 billion parameters.", "It has 70 billion parameters."),
        ("nowhere", EN, "It has 70 billion parameters.", None),
        ("開源", HANT, "这是一个开源模型。", "這是一個開源模型。"),
        ("needle", EN, f"{'x' * 60} needle {'y' * 200}", f"…{'x' * 49} needle {'y' * 89}…"),
    ],
)
def test_a_result_shows_the_place_that_matches(query: str, words: object, text: str, excerpt: str | None) -> None:
    lang = Lang.HANS if words is HANT else Lang.EN
    page = search_page(query, [s.article(text=text, lang=lang)], HANT if words is HANT else EN, UTC)
    (row,) = (block for block in page.blocks if isinstance(block, Row))
    assert (row.original.text if row.original else None) == excerpt


def test_search_says_how_many_and_when_nothing_is_found() -> None:
    assert texts(search_page("heron", [s.article(), s.article("a2")], EN, UTC))[:2] == [
        "Search: heron",
        "2 articles, newest first",
    ]
    page = search_page("\x1b[31mheron", [], EN, UTC)
    assert texts(page) == ["Search: [31mheron", "No article has all of these words."]
    assert record(page, "search")["query"] == "\x1b[31mheron"


def test_an_article_without_a_title_is_called_by_the_beginning_of_its_text() -> None:
    nameless = s.article(title="", text="\n Grebe said hello.\nMore.")
    (row,) = (block for block in search_page("x", [nameless], EN, UTC).blocks if isinstance(block, Row))
    assert row.line == "Grebe said hello."
    (row,) = (
        block for block in search_page("x", [s.article(title="", text="")], EN, UTC).blocks if isinstance(block, Row)
    )
    assert row.line == "(no title)"


def test_why_tells_every_decision_and_what_was_passed_over() -> None:
    noise = (Noise(0, 19, NoiseKind.TEASER), Noise(20, 120, NoiseKind.JUNK))
    article = s.article(text="x" * 200, noise=noise)
    decisions = [
        Decision("a1", "read", "new", Reason("not-seen-before"), s.NOON),
        Decision(
            "a1",
            "place",
            "joined",
            Reason("shares", {"shared": ("e:grebe", "w:marsh")}),
            s.NOON + timedelta(minutes=1),
            "s00000001",
        ),
        Decision("a1", "later", "odd", Reason("nothing-shared"), s.NOON),
    ]
    page = why_page(article, decisions, s.LEXICON, EN, UTC)
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    assert table.rows == (
        ("18 Apr 2024 12:00", "reading", "new", "not seen before"),
        ("18 Apr 2024 12:01", "grouping", "joined", "shares Grebe, marsh (s00000001)"),
        ("18 Apr 2024 12:00", "later", "odd", "no open story shares a telling word"),
    )
    assert (
        Bullets(("teaser of another article: “Grebe opens Heron-2”", f"junk inserted into the text: “{'x' * 60}…”"))
        in page.blocks
    )
    values = record(page, "why")
    assert values["noise"] == [{"start": 0, "end": 19, "kind": "teaser"}, {"start": 20, "end": 120, "kind": "junk"}]


def test_why_of_a_story_without_decisions_says_so() -> None:
    page = why_page(s.story(), [], s.LEXICON, EN, UTC)
    assert texts(page) == ["What became of s00000001", "No decision about it is on record."]
    assert record(page, "why")["subject"] == {"id": "s00000001", "articles": ["a1", "a2"]}


def test_why_of_a_story_says_about_which_report_each_decision_is() -> None:
    decision = Decision("a1", "place", "opened", Reason("nothing-shared"), datetime(2024, 4, 18, tzinfo=UTC))
    page = why_page(s.story(), [decision], s.LEXICON, EN, UTC)
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    assert (table.columns[0], table.rows[0][0]) == ("report", "a1")


def test_topics_are_listed_with_what_they_follow() -> None:
    topic = Topic("heron", {Lang.EN: "Heron", Lang.HANS: "苍鹭"}, ("grebe", "gone"), ("open weights", "开放权重"))
    page = topics_page([topic], s.LEXICON, HANS)
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    assert table.rows == (("heron", "苍鹭", "格里布, “开放权重”"),)
    assert record(page, "topics")["topics"][0]["slug"] == "heron"  # type: ignore[index]  # a list
    assert texts(topics_page([], s.LEXICON, EN)) == ["Topics", "There are no topics."]


def test_a_topic_without_a_name_in_the_readers_language_has_another() -> None:
    assert topic_name(Topic("heron", {Lang.EN: "Heron"}, ()), HANT) == "Heron"
    assert topic_name(Topic("heron", {}, ()), HANT) == "heron"


def test_the_doctor_names_faults_with_their_way_out() -> None:
    fault = Check("expat", good=False, found="expat_2.3.0")
    page = doctor_page([Check("Python", good=True, found="3.11"), fault], HANT)
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    assert table.rows == (("正常", "Python", "3.11"), ("異常", "expat", "expat_2.3.0"))
    assert Text("expat: 請使用以 expat 2.4 或更新版本建置的 Python。", Tone.WARNING) in page.blocks
    assert record(page, "doctor")["well"] is False
    assert texts(doctor_page([Check("Python", good=True, found="3.11")], EN))[-1] == "All is well."


def test_a_reading_is_told_in_counts() -> None:
    refusal = BadInput("no-file", "x.txt")
    page = intake_page(new=2, revised=0, unchanged=1, copies=0, refused=(refusal,), stories=1, words=EN)
    assert page.blocks == (
        Heading("Reading", 1),
        Bullets(("2 new reports", "1 report already known", "1 could not be read")),
        Footer("They belong to 1 story."),
    )
    assert record(page, "read")["refused"] == [
        {
            "error": "BadInput",
            "key": "no-file",
            "subject": "x.txt",
            "problem": "There is no file x.txt.",
            "way_out": "Check the path.",
        }
    ]
    nothing = intake_page(new=0, revised=0, unchanged=0, copies=0, refused=(), stories=0, words=EN)
    assert texts(nothing) == ["Reading", "There was nothing to read."]


def test_settings_are_listed_with_their_source() -> None:
    page = settings_page([("lang", "en", "default")], EN)
    assert record(page, "settings")["settings"] == {"lang": {"value": "en", "source": "default"}}
    assert Table(("setting", "value", "from"), (("lang", "en", "default"),)) in page.blocks


def test_the_demo_says_what_is_made_up_and_what_to_do_next() -> None:
    start = demo_start(s.NOON, EN)
    assert texts(start)[1] == (
        "The happenings below are real; the outlets and their articles are made up. "
        "It is read as if now were 18 Apr 2024 12:00 UTC."
    )
    (bullets,) = (block for block in demo_end(EN).blocks if isinstance(block, Bullets))
    assert [line.split(" – ")[0] for line in bullets.lines] == [
        "llamawire read my-articles/",
        "llamawire digest",
        "llamawire timeline llama",
    ]
