"""``llamawire db copy``, ``backup`` and ``restore``: what they print, and how they refuse."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.storage.engine import open_store
from bot.cli.run import run
from tests.builders import an_article
from tests.postgres import a_server

Capture = pytest.CaptureFixture[str]
ARTICLE = an_article()


@pytest.fixture(autouse=True)
def _a_clean_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_config_path", lambda _: tmp_path / "nowhere")
    monkeypatch.setattr("platformdirs.user_data_path", lambda _: tmp_path / "data")
    for name in ("LLAMAWIRE_LANG", "LLAMAWIRE_DATABASE_URL", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database that holds one article, to be copied."""
    path = tmp_path_factory.mktemp("made") / "desk.db"
    asyncio.run(_save(f"sqlite:///{path}"))
    return path


@pytest.fixture
def desk(made_once: Path, tmp_path: Path) -> str:
    """Give the name of such a database in the current folder."""
    shutil.copy(made_once, tmp_path / "desk.db")
    return "desk.db"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Give the address of an empty database of a server; ``run`` has an event loop of its own."""
    with a_server() as started:
        yield started.url("postgres")


async def _save(url: str) -> None:
    async with open_store(url) as store:
        await store.save_article(ARTICLE, [], [])


def rows(printed: str) -> dict[str, list[str]]:
    return {line.split()[0]: line.split()[1:] for line in printed.splitlines() if line.startswith("  ")}


def test_a_database_is_copied_to_a_server_saved_and_put_back(
    desk: str, server: str, tmp_path: Path, capsys: Capture
) -> None:
    assert run(["db", "copy", "--to", server, "--database", desk]) == 0
    copied = capsys.readouterr().out
    assert "/postgres now holds:" in copied
    assert rows(copied)["articles"][0] == "1"
    assert run(["search", "heron", "--database", server]) == 0
    assert "Heron-1" in capsys.readouterr().out
    assert run(["doctor", "--database", server]) == 0
    assert "postgresql://" in capsys.readouterr().out
    assert run(["db", "backup", "kept.db", "--database", server]) == 0
    saved = rows(capsys.readouterr().out)
    assert saved["articles"] == rows(copied)["articles"]
    assert run(["db", "restore", "kept.db"]) == 0
    restored = capsys.readouterr().out
    assert f"{tmp_path}/data/llamawire.db holds again:" in restored
    assert rows(restored) == saved


def test_for_machines_every_table_has_its_whole_hash(desk: str, capsys: Capture) -> None:
    assert run(["db", "backup", "kept.db", "--json", "--database", desk]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["version"], said["kind"], said["place"], said["kept"]) == (1, "backed-up", "kept.db", None)
    tables = {table["name"]: table for table in said["tables"]}
    assert tables["articles"]["rows"] == 1
    assert len(tables["articles"]["sha256"]) == 64
    assert tables["topics"]["rows"] == 0
    assert run(["db", "restore", "kept.db", "--force", "--json", "--database", desk]) == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["kind"], again["tables"]) == ("restored", said["tables"])
    assert Path(again["kept"]).exists()


def test_what_was_there_before_is_said_to_be_kept(desk: str, tmp_path: Path, capsys: Capture) -> None:
    assert run(["db", "backup", "kept.db", "--database", desk]) == 0
    assert run(["db", "restore", "kept.db", "--force", "--database", desk]) == 0
    assert f"What was there before is kept as {tmp_path}/desk.db.before-restore-1." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("db copy --to desk.db", "The database {}/desk.db is not empty. "),
        ("db copy --to other://x", "--database: database_url must be a path, or a URL that begins with "),
        ("db copy --to postgresql://me:hunter2@127.0.0.1:1/x", "The server of the database postgresql://127.0.0.1:1/x"),
        ("db backup other.db", "other.db is there already. `--force` overwrites it."),
        ("db backup desk.db --force", "The backup desk.db would be written over the database itself."),
        ("db restore missing.db", "There is no database {}/missing.db."),
        ("db restore desk.db", "The database {}/desk.db is not empty. "),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    desk: str, tmp_path: Path, typed: str, sentence: str, capsys: Capture
) -> None:
    (tmp_path / "other.db").write_text("something", "utf-8")
    assert run([*typed.split(), "--database", desk]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"llamawire: {sentence.format(tmp_path)}")
    assert "hunter2" not in said


def test_help_does_not_wait_for_a_database(capsys: Capture) -> None:
    for verb in ("copy", "backup", "restore"):
        assert run(["db", verb, "--help"]) == 0
        assert verb in capsys.readouterr().out
