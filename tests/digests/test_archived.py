"""Rows of the archive stand in a timeline like what was read, and reports of the same happening join them."""

from __future__ import annotations

from datetime import date

from config.catalogues import load_words
from config.lexicon import load_lexicon
from digests.archive import ArchiveRow, Source
from digests.archived import archive_events
from digests.chronicle import merge
from digests.event import ARCHIVE, Event, Status
from digests.language import Lang
from digests.layout.sources import quoted, witnesses
from digests.lexicon import Kind
from digests.understand import understand
from digests.when import Granularity, When
from tests.builders import an_article, published

LEXICON = load_lexicon()
DAY = When(date(2024, 4, 18), date(2024, 4, 18), Granularity.DAY)
SOURCES = (Source("https://corvid.example/a", "looked up"), Source("https://grebe.example/b", "looked up"))


def row(
    sentence: str, entities: tuple[str, ...], *, row_id: str = "2024-04-18-x", kind: Kind = Kind.RELEASE
) -> ArchiveRow:
    spoken = {Lang.EN: sentence, Lang.HANS: "甲公司发布模型。", Lang.HANT: "甲公司發布模型。"}
    return ArchiveRow(row_id, DAY, kind, Status.HAPPENED, entities, spoken, SOURCES)


def event(sentence: str, entities: tuple[str, ...], *, kind: Kind = Kind.RELEASE) -> Event:
    (made,) = archive_events([row(sentence, entities, kind=kind)], Lang.EN, LEXICON)
    return made


def test_a_row_says_who_released_what_on_its_own_date():
    made = event("Meta released Llama 3 in two sizes.", ("meta", "llama-3"))
    assert (made.act, made.actors, made.objects, made.when) == ("release", ("meta",), ("llama-3",), DAY)


def test_the_member_that_the_row_names_stands_for_the_family_of_its_sentence():
    assert event("Meta announced LLaMA for research.", ("meta", "llama-1")).objects == ("llama-1",)


def test_a_model_that_the_released_one_is_made_from_was_not_released():
    made = event("Nvidia released Llama-3.1-Nemotron-70B, a version of Llama 3.1.", ("nvidia", "nemotron"))
    assert "llama-3.1" not in made.objects


def test_a_sentence_without_a_known_act_is_about_its_entities_all_the_same():
    made = event("A torrent with the weights was shared.", ("llama-1", "meta"), kind=Kind.INCIDENT)
    assert (made.act, made.kind) == (None, Kind.INCIDENT)
    assert {"llama-1", "meta"} <= made.about


def test_its_words_are_those_of_the_readers_language_and_its_addresses_are_all_kept():
    (made,) = archive_events([row("Meta released Llama 3.", ("meta", "llama-3"))], Lang.HANT, LEXICON)
    (citation,) = made.citations
    assert citation.quote.text == "甲公司發布模型。"
    assert citation.archived
    assert (citation.url, citation.also) == ("https://corvid.example/a", ("https://grebe.example/b",))


def test_a_report_joins_the_row_and_the_archive_counts_as_no_outlet():
    report = an_article("Meta released Llama 3 on April 18, 2024.", published=published("2024-04-19"))
    reports = understand(report, LEXICON).events
    known = archive_events([row("Meta released Llama 3 in two sizes.", ("meta", "llama-3"))], Lang.EN, LEXICON)
    (joined,) = merge((*reports, *known))
    words = load_words(Lang.EN)
    assert {c.archived for c in joined.citations} == {True, False}
    assert witnesses(joined.citations, words) == "1 outlet · English · archive, 2 sources"


def test_a_row_alone_is_told_by_the_archive_alone():
    made = event("Meta released Llama 3.", ("meta", "llama-3"))
    words = load_words(Lang.EN)
    assert witnesses(made.citations, words) == "archive, 2 sources"
    shown = quoted(made.citations[0], {}, words)
    assert (shown.outlet, shown.url, shown.also) == (
        "Llamawire archive",
        "https://corvid.example/a",
        ("https://grebe.example/b",),
    )


def test_two_rows_of_the_archive_are_never_one_happening_nor_rivals():
    rows = [
        row("Meta released Llama 3.", ("meta", "llama-3"), row_id="2024-04-18-a"),
        row("Meta released Llama 3 on a cloud.", ("meta", "llama-3"), row_id="2024-04-18-b"),
    ]
    merged = merge(archive_events(rows, Lang.EN, LEXICON))
    assert [e.id for e in merged] == [f"{ARCHIVE}2024-04-18-a", f"{ARCHIVE}2024-04-18-b"]
    assert not any(e.rivals for e in merged)


def test_a_release_without_a_verb_of_releasing_is_its_makers_work():
    made = event("At LlamaCon Meta presented the Llama API.", ("meta", "llama-api", "groq"))
    assert (made.act, made.actors, made.objects) == ("release", ("meta",), ("llama-api",))
