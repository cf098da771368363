"""The four long, messy Chinese articles the project began with, through every room. Needs the shared data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

Record = dict[str, Any]


def llamawire(home: Path, *words: str) -> Record:
    """Run the command line on a database in ``home`` and return its JSON."""
    command = [sys.executable, "-P", "-m", "bot", *words, "--database", str(home / "seeds.db"), "--json"]
    environ = {"PATH": os.environ["PATH"], "HOME": str(home)}
    ran = subprocess.run(command, cwd=home, env=environ, capture_output=True, text=True, check=True)
    return dict(json.loads(ran.stdout))


@pytest.fixture(scope="module")
def home(shared_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds")
    intake = llamawire(folder, "read", str(shared_dir / "seeds" / "seeds.jsonl"))
    assert (intake["new"], intake["refused"]) == (4, [])
    return folder


@pytest.fixture(scope="module")
def told(home: Path) -> list[Record]:
    """Return every row: what the articles tell and what the archive knows."""
    return list(llamawire(home, "timeline", "llama", "--lang", "en")["rows"])


@pytest.fixture(scope="module")
def rows(told: list[Record]) -> list[Record]:
    """Return the rows that an article tells, with the articles alone as their sources."""
    reported = [row | {"known": [c for c in row["citations"] if c["archive"]]} for row in told]
    reported = [row | {"citations": [c for c in row["citations"] if not c["archive"]]} for row in reported]
    return [row for row in reported if row["citations"]]


def row_of(rows: list[Record], first: str, last: str, version: str) -> Record:
    """Return the only happened release of that version; it must lie in that period."""
    found = [r for r in rows if r["status"] == "happened" and r["kind"] == "release" and version in r["objects"]]
    releases = [r for r in found if first <= r["from"] and r["to"] <= last]
    assert len(releases) == 1, [(r["from"], r["line"]) for r in found]
    return releases[0]


def outlets(row: Record) -> set[str | None]:
    return {citation["outlet"] for citation in row["citations"]}


def test_the_first_llama_is_one_row_that_cites_both_who_date_it(rows: list[Record]):
    assert outlets(row_of(rows, "2023-02-01", "2023-02-28", "llama-1")) == {"彭博社", "騰訊科技"}


def test_llama_2_is_one_row_that_cites_all_three_who_report_it(rows: list[Record]):
    row = row_of(rows, "2023-07-01", "2023-07-31", "llama-2")
    assert outlets(row) == {"彭博社", "騰訊科技", "WIRED"}


def test_llama_3_is_one_row_that_cites_all_three_who_report_it(rows: list[Record]):
    row = row_of(rows, "2024-04-01", "2024-04-30", "llama-3")
    assert len(row["citations"]) == 3
    assert outlets(row) == {"彭博社", "騰訊科技", None}


@pytest.mark.parametrize(
    ("month", "name"),
    [
        ("2023-05", "谷歌"),  # the memo that leaked
        ("2023-06", "參議員"),  # the senators' letter
        ("2024-01", "FAIR"),  # two research teams become one
        ("2024-10", "開源促進會"),  # the Open Source Initiative objects
    ],
)
def test_the_dated_happenings_around_the_releases_have_rows(rows: list[Record], month: str, name: str):
    assert [r for r in rows if r["from"].startswith(month) and name in r["citations"][0]["quote"]]


def test_no_date_is_finer_than_its_source_knows(rows: list[Record]):
    assert {row["granularity"] for row in rows if not row["known"]}.isdisjoint({"day"})


@pytest.mark.parametrize(
    ("day", "version"), [("2023-02-24", "llama-1"), ("2023-07-18", "llama-2"), ("2024-04-18", "llama-3")]
)
def test_what_the_archive_knows_to_the_day_dates_the_reports_of_it(rows: list[Record], day: str, version: str):
    row = row_of(rows, day, day, version)
    assert row["citations"]
    assert len(row["known"]) == 1


def test_what_is_planned_or_stands_as_of_a_date_is_not_shown_as_happened(rows: list[Record]):
    by_status = {row["status"] for row in rows}
    assert {"happened", "planned", "snapshot", "statement"} <= by_status
    assert all(row["status"] == "planned" for row in rows if "4050亿参数" in row["citations"][0]["quote"])


def test_nothing_comes_from_footers_teasers_or_junk(home: Path, rows: list[Record]):
    digest = llamawire(home, "digest", "--on", "2024", "--lang", "zh-Hans")
    figures = llamawire(home, "figures")
    shown = json.dumps([rows, digest, figures], ensure_ascii=False)
    for junk in ("頭像沒有", "头像没有", "未來知識庫", "未来知识库", "8000篇", "OPIN <GO>", "craft", "孟加拉"):
        assert junk not in shown


def test_every_quote_is_verbatim(shared_dir: Path, rows: list[Record]):
    texts = [path.read_text("utf-8") for path in sorted((shared_dir / "seeds").glob("*.txt"))]
    listed = (shared_dir / "seeds" / "seeds.jsonl").read_text("utf-8")
    titles = [json.loads(line)["title"] for line in listed.splitlines()]
    quotes = [citation["quote"] for row in rows for citation in row["citations"]]
    assert quotes
    assert [q for q in quotes if not any(q in whole for whole in (*texts, *titles))] == []


def test_a_reader_of_traditional_chinese_sees_only_that_script(home: Path):
    lines = [row["line"] for row in llamawire(home, "timeline", "llama", "--lang", "zh-Hant")["rows"]]
    assert lines
    simplified = set("们这发开创为来对时会议国")
    assert [line for line in lines if simplified & set(line)] == []
