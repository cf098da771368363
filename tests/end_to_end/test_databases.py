"""A database that cannot be used is one sentence, and what it holds stays in it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.end_to_end.program import Done, llamawire, moved_in, python, the_sentence

IMPATIENT = """\
from adapters.storage.engine import open_store
open_store.__wrapped__.__kwdefaults__["patience"] = 0.1
from bot.cli import main
main()
"""
"""The program, but for the half minute it waits for another's lock."""
ON_A_FULL_DISK = """\
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (32_768, 32_768))
from bot.cli import main
main()
"""
"""The program where no file can grow beyond eight pages of a database."""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A list of one article that is new to the desk, and longer than what a full disk has room for."""
    text = "科维实验室发布苍鹭一号。" * 1500
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps({"title": "Heron-1", "text": text, "published": "2024-05-16"}), "utf-8")
    return path


def refusal(done: Done, path: Path) -> str:
    """Return what the program says about that database; it must have left with exit code 2 and no answer."""
    assert done.returncode == 2
    assert done.stdout == ""
    sentence = the_sentence(done)
    assert str(path) in sentence
    return sentence


def articles(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def test_a_locked_database_is_named_and_still_answers_questions(desk: Path, tmp_path: Path, news: Path):
    path = moved_in(desk, tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = refusal(python(tmp_path, ("-c", IMPATIENT, "read", news.name)), path)
        answer = llamawire(tmp_path, "search llama --json")
    assert "is locked by another program" in said
    assert json.loads(answer.stdout)["articles"]
    assert articles(path) == 63


def test_a_full_disk_loses_nothing_and_once_there_is_room_the_rest_is_read(desk: Path, tmp_path: Path, news: Path):
    path = moved_in(desk, tmp_path)
    refusal(python(tmp_path, ("-c", ON_A_FULL_DISK, "read", news.name)), path)
    assert articles(path) == 63
    later = json.loads(llamawire(tmp_path, f"read {news.name} --json").stdout)
    assert (later["new"], later["stories"]) == (1, 1)
    assert articles(path) == 64


def test_the_database_of_a_newer_release_is_not_touched(desk: Path, tmp_path: Path):
    path = moved_in(desk, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = path.read_bytes()
    said = refusal(llamawire(tmp_path, "latest"), path)
    assert "9999" in said
    assert "newer llamawire" in said
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path):
    path = tmp_path / "notes.txt"
    path.write_text("Heron-1 is not a bird. " * 50, "utf-8")
    said = refusal(llamawire(tmp_path, "latest --database notes.txt"), path)
    assert "is not a database of Llamawire" in said
    assert path.read_text("utf-8") == "Heron-1 is not a bird. " * 50


def test_a_folder_that_does_not_exist_is_named_and_not_made(tmp_path: Path):
    path = tmp_path / "nowhere" / "desk.db"
    assert "does not exist" in refusal(llamawire(tmp_path, "latest --database nowhere/desk.db"), path)
    assert not path.parent.exists()
