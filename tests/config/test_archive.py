"""The archive is sound, and a mistake in it is named with its file and row."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from opencc import OpenCC

from config.archive import load_archive, read_archive
from config.lexicon import load_lexicon
from digests.archive import Account, ArchiveRow, Dispute, Source
from digests.errors import BadSetting
from digests.event import Status
from digests.language import Lang
from digests.lexicon import Kind
from digests.text.script import language_of
from digests.urls import canonical
from digests.when import Granularity, Qualifier, When

ROWS = load_archive()
KNOWN = frozenset({"grebe", "heron-1"})
HERON = {
    "id": "2024-05-03-heron-1",
    "date": "2024-05-03",
    "kind": "release",
    "entities": ["heron-1", "grebe"],
    "en": "Grebe released Heron-1.",
    "zh-Hans": "Grebe发布模型Heron-1。",
    "zh-Hant": "Grebe 發布模型 Heron-1。",
    "sources": [{"url": "https://grebe.example/heron", "seen": "looked up"}],
}

COMPILED = date(2026, 11, 21)
THIRD = {"en": "3 May", "zh-Hans": "5月3日", "zh-Hant": "5月3日"}
FOURTH = {"en": "4 May", "zh-Hans": "5月4日", "zh-Hant": "5月4日"}

Write = Callable[..., Path]


@pytest.fixture
def archive(tmp_path: Path) -> Write:
    """Return what writes an archive of rows that differ from Heron's in some keys (None leaves a key out)."""

    def write(*changes: dict[str, object]) -> Path:
        path = tmp_path / "archive.jsonl"
        rows = [{key: value for key, value in (HERON | change).items() if value is not None} for change in changes]
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
        return path

    return write


def one(path: Path) -> ArchiveRow:
    (row,) = read_archive(path, KNOWN)
    return row


def test_the_archive_covers_the_years_since_2022_in_a_hundred_rows_or_more():
    assert len(ROWS) >= 100
    assert {row.when.start.year for row in ROWS} == set(range(2022, COMPILED.year + 1))


def test_ids_are_unique_and_rows_are_in_order_of_date():
    assert len({row.id for row in ROWS}) == len(ROWS)
    assert [row.when.start for row in ROWS] == sorted(row.when.start for row in ROWS)


def test_no_row_is_later_than_the_day_the_archive_was_compiled():
    assert all(row.when.start <= COMPILED for row in ROWS)


def test_every_row_names_entities_the_desk_knows():
    assert {entity for row in ROWS for entity in row.entities} <= set(load_lexicon().entities)


def test_every_address_is_canonical_https():
    addresses = {source.url for row in ROWS for source in row.sources}
    addresses |= {account.url for row in ROWS for dispute in row.disputes for account in dispute.accounts}
    assert all(url.startswith("https://") and canonical(url) == url for url in addresses)


def test_every_row_is_said_in_three_languages_within_the_limit():
    for row in ROWS:
        assert set(row.sentence) == {Lang.EN, Lang.HANS, Lang.HANT}, row.id
        assert len(row.sentence[Lang.EN]) <= 160, row.id
        assert max(len(row.sentence[lang]) for lang in (Lang.HANS, Lang.HANT)) <= 80, row.id


def test_every_sentence_is_one_plain_sentence():
    for row in ROWS:
        assert row.sentence[Lang.EN].endswith("."), row.id
        assert "!" not in row.sentence[Lang.EN], row.id
        assert all(row.sentence[lang].count("。") == 1 for lang in (Lang.HANS, Lang.HANT)), row.id
        assert language_of(row.sentence[Lang.EN]) is Lang.EN, row.id


def test_traditional_sentences_hold_no_simplified_character_and_the_other_way_round():
    to_traditional, to_simplified = OpenCC("s2tw"), OpenCC("t2s")
    for row in ROWS:
        hant = re.sub("(?<=[公宣])布", "佈", row.sentence[Lang.HANT])  # both are written; the converter knows one
        assert to_traditional.convert(hant) == hant, row.id
        assert to_simplified.convert(row.sentence[Lang.HANS]) == row.sentence[Lang.HANS], row.id


def test_traditional_sentences_use_the_words_of_taiwan_and_hong_kong():
    mainland = re.compile(
        "许可|許可證|芯片|人工智能|信息|視頻|軟件|網絡|服務器|數據|扎克伯格|英偉達|特朗普|斯坦福|伯克利|谷歌"
    )
    assert [row.id for row in ROWS if mainland.search(row.sentence[Lang.HANT])] == []


def test_versions_are_the_same_in_all_languages():
    """The Llama 3.1 of one sentence is not the 3.2 of another; amounts are counted in other units."""
    version = re.compile(r"\d+\.\d+(?!\d|-?\s?(?:billion|million|to\b))")
    for row in ROWS:
        named = version.findall(row.sentence[Lang.EN])
        missing = [number for number in named for said in row.sentence.values() if number not in said]
        assert missing == [], row.id


def test_a_row_is_read_with_its_date_kind_status_and_sources(archive: Write):
    row = one(archive({}))
    assert row.id == "2024-05-03-heron-1"
    assert row.when == When(date(2024, 5, 3), date(2024, 5, 3), Granularity.DAY)
    assert (row.kind, row.status) == (Kind.RELEASE, Status.HAPPENED)
    assert row.entities == ("heron-1", "grebe")
    assert row.sentence[Lang.HANT] == "Grebe 發布模型 Heron-1。"
    assert row.sources == (Source("https://grebe.example/heron", "looked up"),)
    assert row.disputes == ()


@pytest.mark.parametrize(
    ("fields", "when"),
    [
        ({"date": "2024-02"}, When(date(2024, 2, 1), date(2024, 2, 29), Granularity.MONTH)),
        ({"date": "2024"}, When(date(2024, 1, 1), date(2024, 12, 31), Granularity.YEAR)),
        (
            {"date": "2024", "qualifier": "late"},
            When(date(2024, 10, 1), date(2024, 12, 31), Granularity.YEAR, Qualifier.LATE),
        ),
        (
            {"date": "2024-02", "qualifier": "about"},
            When(date(2024, 2, 1), date(2024, 2, 29), Granularity.MONTH, Qualifier.ABOUT),
        ),
        (
            {"date": "2024-02-27", "until": "2024-03-04"},
            When(date(2024, 2, 27), date(2024, 3, 4), Granularity.RANGE),
        ),
        ({"date": "2024-02", "until": "2024-04"}, When(date(2024, 2, 1), date(2024, 4, 30), Granularity.RANGE)),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(archive: Write, fields: dict[str, str], when: When):
    assert one(archive(fields | {"id": f"{fields['date']}-heron-1"})).when == when


def test_accounts_that_exclude_each_other_are_all_kept(archive: Write):
    accounts = [
        {"says": THIRD, "url": "https://grebe.example/a"},
        {"says": FOURTH, "url": "https://corvid.example/b"},
    ]
    kept = (
        Account({Lang(lang): words for lang, words in THIRD.items()}, "https://grebe.example/a"),
        Account({Lang(lang): words for lang, words in FOURTH.items()}, "https://corvid.example/b"),
    )
    assert one(archive({"dispute": {"date": accounts}})).disputes == (Dispute("date", kept),)


def test_empty_lines_are_passed_over(archive: Write):
    path = archive({})
    path.write_text("\n" + path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    assert len(read_archive(path, KNOWN)) == 1


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"date": "May 2024"}, "date string should match"),
        ({"date": "2024-13", "id": "2024-13-heron-1"}, "the date cannot be"),
        ({"date": "2024-02-30", "id": "2024-02-30-heron-1"}, "the date cannot be"),
        ({"until": "2024-05-01"}, "the date cannot be: a period cannot end before it starts"),
        ({"id": "2024-05-04-heron-1"}, "is not the date and a slug"),
        ({"id": "2024-05-03-Heron 1"}, "is not the date and a slug"),
        ({"qualifier": "by"}, "qualifier input should be"),
        ({"kind": "dance"}, "kind input should be"),
        ({"status": "rumoured"}, "status input should be"),
        ({"entities": ["heron-2"]}, "'heron-2' is the id of no entity"),
        ({"entities": []}, "entities tuple should have at least 1 item"),
        ({"en": "Grebe released Heron-1. " * 8}, "en string should have at most 160 characters"),
        ({"zh-Hant": None}, "zh-Hant field required"),
        ({"sources": []}, "sources tuple should have at least 1 item"),
        ({"sources": [{"url": "ftp://grebe.example", "seen": "x"}]}, "'ftp://grebe.example' is no address"),
        ({"sources": [{"url": "http://www.grebe.example/", "seen": "x"}]}, "which is 'https://grebe.example'"),
        ({"dispute": {"date": [{"says": THIRD, "url": "https://grebe.example"}]}}, "at least 2 items"),
        ({"dispute": {"place": []}}, "dispute.place"),
        ({"colour": "blue"}, "colour extra inputs are not permitted"),
    ],
)
def test_a_mistake_in_a_row_is_named(archive: Write, change: dict[str, object], problem: str):
    with pytest.raises(BadSetting) as refused:
        read_archive(archive(change), KNOWN)
    assert refused.value.subject == "archive.jsonl"
    assert refused.value.values["row"] in ("row 1", f"row '{change.get('id', HERON['id'])}'")
    assert problem in str(refused.value.values["problem"])


def test_an_address_in_a_dispute_is_checked_too(archive: Write):
    accounts = [{"says": THIRD, "url": "https://grebe.example/a"}, {"says": FOURTH, "url": "grebe.example/b"}]
    with pytest.raises(BadSetting, match=r"'grebe\.example/b' is no address"):
        read_archive(archive({"dispute": {"figure": accounts}}), KNOWN)


def test_a_row_given_twice_is_named(archive: Write):
    with pytest.raises(BadSetting, match=r"row 2.*the id '2024-05-03-heron-1' is given twice"):
        read_archive(archive({}, {}), KNOWN)


def test_a_row_that_stands_behind_a_later_one_is_named(archive: Write):
    earlier = {"date": "2024-04", "id": "2024-04-heron-1"}
    with pytest.raises(BadSetting, match=r"'2024-04-heron-1'.*it stands behind the later '2024-05-03-heron-1'"):
        read_archive(archive({}, earlier), KNOWN)


def test_a_line_that_is_not_json_is_named_by_its_number(archive: Write):
    path = archive({})
    path.write_text(path.read_text(encoding="utf-8") + "\n{", encoding="utf-8")
    with pytest.raises(BadSetting, match=r"archive\.jsonl.*row 2.*is not JSON"):
        read_archive(path, KNOWN)


def test_a_missing_archive_is_refused_by_name(tmp_path: Path):
    with pytest.raises(BadSetting, match=r"data-unreadable: archive\.jsonl"):
        read_archive(tmp_path / "archive.jsonl", KNOWN)


def test_a_folder_of_the_readers_own_may_bring_an_archive(archive: Write):
    path = archive({"entities": ["meta"]})
    assert [row.id for row in load_archive(path.parent)] == ["2024-05-03-heron-1"]


def test_a_folder_without_an_archive_leaves_the_packaged_one(tmp_path: Path):
    assert load_archive(tmp_path) == ROWS
