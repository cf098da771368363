"""The page of figures: agreeing ones in one row, series by date, and who says what where sources differ."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from config.catalogues import load_words
from digests.figure import Comparator, Figure, Flag
from digests.figures import relate
from digests.language import Lang
from digests.layout.figures import figures_page
from digests.lexicon import Entity, EntityType, Lexicon
from digests.page import Footer, Heading, Page, Row, Text, Tone
from digests.words import Words
from tests.digests.layout import samples as s

EN, HANS = (load_words(lang) for lang in (Lang.EN, Lang.HANS))


def texts(page: Page) -> list[str]:
    """Return the texts of headings and paragraphs and the lines of rows, in order."""
    return [
        block.line if isinstance(block, Row) else block.text
        for block in page.blocks
        if isinstance(block, Heading | Text | Row)
    ]


def figure(value: str, metric: str = "users", subject: str = "grebe", **changes: object) -> Figure:
    made = Figure(metric, subject, Decimal(value), "users", Comparator.EQ, s.when(), None, s.cite())
    return replace(made, **changes)  # type: ignore[arg-type]  # the fields of a figure


def rows_of(*found: Figure, words: Words = EN, lexicon: Lexicon = s.LEXICON) -> list[Row]:
    page = figures_page(found, None, lexicon, words, s.PUBLISHED)
    return [block for block in page.blocks if isinstance(block, Row)]


def test_figures_stand_under_their_subject_with_date_speaker_and_source() -> None:
    found = [
        figure("9", as_of=None, citation=s.cite(outlet=None)),
        figure("480000000", metric="monthly_active_users", speaker="Dana Orr"),
        figure("8", subject="the fen"),
        figure("7", metric="odd_metric", as_of=s.when(date(2023, 1, 1))),
        figure("6", subject=""),
    ]
    page = figures_page(found, "grebe", s.LEXICON, EN, s.PUBLISHED)
    assert texts(page) == [
        "Grebe · figures",
        "Grebe",
        "monthly active users: 480M",
        "odd metric: 7 users",
        "users: 9",
        "the fen",
        "users: 8",
    ]
    assert page.blocks[-2] == Footer(
        "1 more figure is not shown: its source does not say nearby of what, or only supposes it."
    )
    rows = [block for block in page.blocks if isinstance(block, Row)]
    assert rows[0].note == "according to Dana Orr · Marsh Daily"
    assert [row.date for row in rows] == ["18 Apr 2024", "1 Jan 2023", "", "18 Apr 2024"]
    assert rows[2].note == "1 outlet · English"
    assert [row.original is not None for row in rows] == [False, False, False, True]
    assert all(row.quotes for row in rows)
    values = page.record["figures"]
    assert values[0]["metric"] == "monthly_active_users"  # type: ignore[index]  # a list
    assert values[2]["as_of"] is None  # type: ignore[index]  # a list
    assert json.loads(json.dumps(page.record)) == page.record


def test_what_is_only_supposed_is_counted_but_not_shown() -> None:
    page = figures_page([figure("9", flags=frozenset({Flag.HYPOTHETICAL}))], None, s.LEXICON, EN, s.PUBLISHED)
    assert texts(page) == ["Figures", "No figures are known of this yet."]
    assert isinstance(page.blocks[-1], Footer)
    assert len(page.record["figures"]) == 1  # type: ignore[arg-type]  # a list


def test_figures_that_agree_are_one_row_with_their_outlets_and_languages() -> None:
    chinese = figure("480000000", comparator=Comparator.GT, citation=s.CHINESE)
    (row,) = rows_of(figure("480000000"), figure("480000000", citation=s.TAIWANESE), chinese)
    assert row.line == "users: 480M"
    assert row.note == "3 outlets · English, 简体中文, 繁體中文"
    assert len(row.quotes) == 3


def test_sources_that_disagree_stand_in_one_row_and_say_who_says_what() -> None:
    found = relate([figure("589", unit="USD"), figure("700", unit="USD", citation=s.CHINESE)])
    page = figures_page(found, None, s.LEXICON, EN, s.PUBLISHED)
    (row,) = (block for block in page.blocks if isinstance(block, Row))
    assert (row.mark, row.tone) == ("sources disagree", Tone.CONFLICT)
    assert row.line == "users: US$589 (Marsh Daily) · US$700 (湿地报)"
    assert page.record["points"] == [
        {"subject": "grebe", "metric": "users", "disputed": True, "values": [[0], [1]]},
    ]


def test_the_sizes_of_variants_are_one_line() -> None:
    sizes = [figure(size, metric="variant_parameters", unit="parameters") for size in ("70000000000", "7000000000")]
    assert [row.line for row in rows_of(*sizes)] == ["parameters of the variants: 7B, 70B"]
    assert [row.line for row in rows_of(*sizes, words=HANS)] == ["各版本参数量：70亿、700亿"]


def test_a_metric_of_a_metric_is_composed_in_the_readers_language() -> None:
    growth = figure("50", metric="downloads_growth", unit="percent")
    assert [rows_of(growth, words=words)[0].line for words in (EN, HANS)] == [
        "growth of downloads: 50%",
        "下载量增幅：50%",
    ]


def test_what_only_the_sentence_makes_clear_is_shown_with_it() -> None:
    rows = rows_of(figure("3", metric="speed_growth", unit="times"), figure("30", metric="share", unit="percent"))
    assert all(row.original for row in rows)
    (rank,) = rows_of(figure("2", metric="rank", unit="rank"))
    assert (rank.line, rank.original) == ("rank: no. 2", None)


def test_a_known_speaker_is_named_in_the_readers_language_and_another_in_the_readers_script() -> None:
    orr = Entity("orr", EntityType.PERSON, {Lang.EN: "Dana Orr", Lang.HANS: "黛娜·奥尔"}, ("Dana Orr", "歐黛娜"))
    lexicon = Lexicon(entities={**s.LEXICON.entities, "orr": orr}, acts={})
    known = figure("1", speaker="執行長歐黛娜", citation=s.TAIWANESE)
    other = figure("1", speaker="產品經理", citation=s.TAIWANESE)
    assert rows_of(known, lexicon=lexicon)[0].note == "according to Dana Orr · 濕地報"
    assert rows_of(known, lexicon=lexicon, words=HANS)[0].note.startswith("据黛娜·奥尔")
    assert rows_of(other, words=HANS)[0].note.startswith("据产品经理")


def test_figures_of_one_metric_stand_one_after_the_other_by_date() -> None:
    days = [s.when(date(2024, 4, day)) for day in (3, 1, 2)]
    page = figures_page([figure(str(at.start.day), as_of=at) for at in days], None, s.LEXICON, HANS, s.PUBLISHED)
    assert page.title == "数据"
    assert [b.date for b in page.blocks if isinstance(b, Row)] == ["2024年4月1日", "2024年4月2日", "2024年4月3日"]
    assert texts(figures_page([], None, s.LEXICON, EN, {})) == ["Figures", "No figures are known of this yet."]
