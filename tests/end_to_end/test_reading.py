"""Reading in: what people have lying about, in one folder, from a pipe, twice, and broken in every usual way."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.program import (
    LLAMAWIRE,
    Done,
    database,
    llamawire,
    moved_in,
    sentences,
    surroundings,
)

NOTE = """\
Corvid Labs hires a head of evaluation
Corvid Labs said on Tuesday that it had hired a head of evaluation from the outlet Grebe.
She starts in June.
"""
PAGE = """\
<!doctype html><html lang="en"><head><title>Heron-2 keeps its licence</title>
<meta property="article:published_time" content="2024-05-20T08:00:00Z"><meta property="og:site_name" content="Grebe">
<link rel="canonical" href="https://grebe.example/heron-2"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Heron-2 keeps its licence</h1>
<p>Corvid Labs released Heron-2 on 20 May 2024 and kept the licence of Heron-1, which allows commercial use.</p>
<p>The model has 12 billion parameters, and the lab says that it was trained on public text alone.</p></article>
<footer>All rights reserved</footer></body></html>
"""
FEED = """\
<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Dunlin</title>
<link>https://dunlin.example/</link><item><title>Heron-3 comes later</title>
<link>https://dunlin.example/heron-3</link><guid>h3</guid><pubDate>Tue, 21 May 2024 09:00:00 GMT</pubDate>
<description>Corvid Labs has delayed Heron-3 to July 2024, the lab said.</description></item></channel></rss>
"""
REPORT = {
    "title": "苍鹭二号开放权重",
    "text": "科维实验室5月20日发布苍鹭二号，参数为120亿，权重可以自由下载。",
    "url": "https://shidi.example/cangl-2",
    "published": "2024-05-21",
}
BROKEN_ROWS = (
    json.dumps({**REPORT, "url": "https://shidi.example/impossible", "published": "2023-02-30"}),
    '{"title": "cut off in the mid',
    json.dumps({"title": "Not ours to show", "file": "../secret.txt"}),
)

Record = dict[str, Any]
_LONG = 300
"""Rows of a list that is not read in before it can be interrupted."""


def record(done: Done) -> Record:
    return dict(json.loads(done.stdout))


def counts(answer: Record) -> tuple[int, ...]:
    return tuple(answer[name] for name in ("new", "revised", "unchanged", "copies", "stories"))


def rows(path: Path) -> set[tuple[Any, ...]]:
    """Return every stored article as the database has it."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return set(connection.execute("SELECT * FROM articles"))


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a folder of everything that is read, which has been read in."""
    home = tmp_path_factory.mktemp("mixed")
    folder = home / "saved"
    folder.mkdir()
    for name, text in {"note.txt": NOTE, "page.html": PAGE, "feed.xml": FEED, "rows.jsonl": json.dumps(REPORT)}.items():
        (folder / name).write_text(text, "utf-8")
    done = llamawire(home, "read saved --json")
    assert (done.returncode, done.stderr) == (0, "")
    assert counts(record(done))[:4] == (4, 0, 0, 0)
    return home


def test_a_folder_of_texts_pages_feeds_and_lists_is_read_as_what_each_is(mixed: Path):
    found = {article["title"]: article for article in record(llamawire(mixed, "search corvid --json"))["articles"]}
    page, feed = found["Heron-2 keeps its licence"], found["Heron-3 comes later"]
    assert (page["outlet"], page["url"]) == ("Grebe", "https://grebe.example/heron-2")
    assert (feed["url"], feed["published"][:10]) == ("https://dunlin.example/heron-3", "2024-05-21")
    assert found["Corvid Labs hires a head of evaluation"]["published"] is None
    assert len(found) == 3  # the fourth is in Chinese


def test_the_same_again_changes_nothing(mixed: Path):
    before = rows(database(mixed))
    again = llamawire(mixed, "read saved --json")
    assert (again.returncode, counts(record(again))) == (0, (0, 0, 4, 0, 0))
    assert rows(database(mixed)) == before


def test_a_text_from_a_pipe_is_read_with_what_is_stated_about_it(tmp_path: Path):
    stated = "--published 2024-05 --outlet Grebe --lang en --url https://grebe.example/pipe"
    done = llamawire(tmp_path, f"read - {stated} --json", stdin=NOTE)
    assert (done.returncode, counts(record(done))) == (0, (1, 0, 0, 0, 1))
    shown = llamawire(tmp_path, "story https://grebe.example/pipe").stdout
    assert "May 2024" in shown
    assert "Grebe" in shown


@pytest.fixture
def cluttered(desk: Path, tmp_path: Path) -> Path:
    """A home where much is broken, beside a database that is not."""
    moved_in(desk, tmp_path)
    (tmp_path / "program.txt").write_bytes(b"\x7fELF\x02\x01\x00\x00" * 40)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "gb.txt").write_bytes("科维实验室发布苍鹭一号。\n它有七十亿参数。".encode("gb18030"))
    (tmp_path / "rows.jsonl").write_text("\n".join((*BROKEN_ROWS, json.dumps(REPORT))), "utf-8")
    (tmp_path.parent / "secret.txt").write_text("a secret", "utf-8")
    return tmp_path


def test_what_cannot_be_read_is_a_sentence_each_and_what_is_stored_stays(cluttered: Path):
    before = rows(database(cluttered))
    done = llamawire(cluttered, "read missing.txt program.txt empty.txt gb.txt -", stdin="")
    assert done.returncode == 2
    said = sentences(done)
    assert said[0] == "There is no file missing.txt. Check the path."
    for name, sentence in zip(("missing.txt", "program.txt", "empty.txt", "gb.txt", "<stdin>"), said, strict=True):
        assert name in sentence
    assert "--encoding" in said[3]
    assert rows(database(cluttered)) == before


def test_the_way_out_of_an_unknown_encoding_is_one(cluttered: Path):
    done = llamawire(cluttered, "read gb.txt --encoding gb18030 --json")
    assert (done.returncode, counts(record(done))) == (0, (1, 0, 0, 0, 1))


def test_broken_rows_do_not_keep_the_good_one_out(cluttered: Path):
    before = rows(database(cluttered))
    done = llamawire(cluttered, "read rows.jsonl --json")
    answer = record(done)
    assert (done.returncode, counts(answer)) == (1, (1, 0, 0, 0, 1))
    impossible, broken, escaping = sentences(done)
    assert "rows.jsonl:1 " in impossible
    assert "2023-02-30" in impossible
    assert "rows.jsonl:2 " in broken
    assert "rows.jsonl:3 " in escaping
    assert "../secret.txt" in escaping
    assert [refusal["subject"] for refusal in answer["refused"]] == [f"rows.jsonl:{n}" for n in (1, 2, 3)]
    after = rows(database(cluttered))
    assert after > before
    assert "a secret" not in repr(after - before)


def test_what_ctrl_c_left_undone_is_done_by_the_next_reading(tmp_path: Path):
    listed = tmp_path / "list.jsonl"
    listed.write_text("\n".join(map(_report, range(_LONG))), encoding="utf-8")
    command = [sys.executable, "-P", *LLAMAWIRE, "read", str(listed)]
    with subprocess.Popen(
        command, cwd=tmp_path, env=surroundings(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        while running.poll() is None and not (database(tmp_path).exists() and _stored(database(tmp_path)) > 3):
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        assert running.communicate() == (b"", b"")
    assert running.returncode == 130
    assert 3 < len(rows(database(tmp_path))) < _LONG
    assert llamawire(tmp_path, f"read {listed}").returncode == 0
    assert len(rows(database(tmp_path))) == _LONG
    with closing(sqlite3.connect(database(tmp_path))) as connection:
        told = connection.execute("SELECT count(DISTINCT article) FROM story_articles").fetchone()
    assert told == (_LONG,)


def _report(number: int) -> str:
    """Return a row of a list that differs from every other."""
    words = " ".join(f"{word}{number}" for word in ("marsh", "reed", "pond", "fen", "dike"))
    text = f"Corvid Labs opened office {number} on Tuesday, beside {words}, and hired {number + 20} people there."
    return json.dumps({"title": f"Corvid Labs opens office {number}", "text": text, "published": "2024-04-18"})


def _stored(path: Path) -> int:
    """Return how many articles there are in a database that may be in the making."""
    with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.OperationalError):
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    return 0
