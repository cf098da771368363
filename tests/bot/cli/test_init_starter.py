"""``llamawire init --starter``: a folder of starter data that the program then reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli.run import run

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _a_clean_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_config_path", lambda _: tmp_path / "nowhere")


def test_it_says_where_the_folder_is_and_which_line_lets_it_be_read(capsys: Capture, tmp_path: Path):
    assert run(["init", "--starter"]) == 0
    shown = capsys.readouterr().out
    assert (tmp_path / "starter" / "topics.toml").is_file()
    assert '    starter = "starter"\n' in shown
    assert "llamawire.toml" in shown


def test_it_writes_no_settings_file(tmp_path: Path):
    run(["init", "--starter"])
    assert not (tmp_path / "llamawire.toml").exists()


def test_it_answers_in_json(capsys: Capture):
    assert run(["init", "--starter", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"version": 1, "kind": "init", "path": "starter"}


def test_it_overwrites_only_when_told_to(capsys: Capture, tmp_path: Path):
    run(["init", "--starter"])
    (tmp_path / "starter" / "topics.toml").write_text("")
    assert run(["init", "--starter"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert run(["init", "--starter", "--force"]) == 0
    assert (tmp_path / "starter" / "topics.toml").read_text("utf-8")


def test_the_topics_of_the_folder_are_those_of_a_new_database(capsys: Capture, tmp_path: Path):
    run(["init", "--starter"])
    (tmp_path / "starter" / "topics.toml").write_text(
        '[[topic]]\nslug = "birds"\nname = { en = "Birds" }\nentities = []\nwords = ["heron"]\n'
    )
    (tmp_path / "llamawire.toml").write_text('starter = "starter"\ndatabase_url = "mine.db"\n')
    capsys.readouterr()
    assert run(["topics", "list", "--json"]) == 0
    assert "birds" in capsys.readouterr().out
