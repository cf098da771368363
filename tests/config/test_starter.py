"""Starter data of one's own: where it is looked for, and how a folder of it is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.lexicon import load_lexicon, load_topics
from config.load import FILE, load_settings
from config.starter_files import STARTER, starter_file, write_starter
from digests.errors import BadInput, BadSetting

NAMES = {
    "README.md",
    "acts.toml",
    "archive.jsonl",
    "entities.jsonl",
    "feeds.jsonl",
    "frequencies.tsv",
    "glossary.tsv",
    "outlets.toml",
}
TOPIC = '[[topic]]\nslug = "birds"\nname = { en = "Birds" }\nentities = []\nwords = ["heron"]\n'


def test_a_file_is_read_from_the_folder_that_has_it_and_else_from_the_package(tmp_path: Path):
    (tmp_path / "topics.toml").write_text(TOPIC)
    assert starter_file("topics.toml", tmp_path) == tmp_path / "topics.toml"
    assert starter_file("acts.toml", tmp_path) == STARTER / "acts.toml"
    assert starter_file("topics.toml") == STARTER / "topics.toml"


def test_ones_own_topics_are_read_beside_packaged_names(tmp_path: Path):
    (tmp_path / "topics.toml").write_text(TOPIC)
    assert [topic.slug for topic in load_topics(tmp_path)] == ["birds"]
    assert "llama" in load_lexicon(tmp_path).entities


def test_the_packaged_lexicon_is_one_value_however_it_is_asked_for():
    assert load_lexicon() is load_lexicon(None)


def test_a_copy_says_the_same_as_the_package(tmp_path: Path):
    folder = write_starter(tmp_path, overwrite=False)
    assert folder == tmp_path / "starter"
    assert {file.name for file in folder.iterdir()} >= NAMES
    assert load_topics(folder) == load_topics()
    assert load_lexicon(folder).primary_outlets == load_lexicon().primary_outlets


def test_the_folder_lies_beside_the_settings_file(tmp_path: Path):
    assert write_starter(tmp_path / FILE, overwrite=False) == tmp_path / "starter"


def test_nothing_is_written_where_one_file_is_there_already(tmp_path: Path):
    (tmp_path / "starter").mkdir()
    (tmp_path / "starter" / "topics.toml").write_text(TOPIC)
    with pytest.raises(BadInput, match="file-is-there"):
        write_starter(tmp_path, overwrite=False)
    assert [file.name for file in (tmp_path / "starter").iterdir()] == ["topics.toml"]


def test_force_overwrites(tmp_path: Path):
    folder = write_starter(tmp_path, overwrite=False)
    (folder / "topics.toml").write_text(TOPIC)
    write_starter(tmp_path, overwrite=True)
    assert load_topics(folder) == load_topics()


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path):
    (tmp_path / "starter").write_text("a file")
    with pytest.raises(BadInput, match="file-not-written"):
        write_starter(tmp_path, overwrite=True)


def settings_with(folder: Path, line: str) -> Path | None:
    (folder / FILE).write_text(line)
    return load_settings(cwd=folder, environ={}, overrides={}).settings.starter_folder


def test_the_setting_counts_from_the_settings_file(tmp_path: Path):
    (tmp_path / "mine").mkdir()
    assert settings_with(tmp_path, 'starter = "mine"') == tmp_path / "mine"


@pytest.mark.parametrize("line", ["", 'starter = ""'])
def test_without_the_setting_there_is_no_folder(tmp_path: Path, line: str):
    assert settings_with(tmp_path, line) is None


@pytest.mark.parametrize("value", ['"nowhere"', '"llamawire.toml"', "5"])
def test_a_setting_that_names_no_folder_is_refused_with_its_line(tmp_path: Path, value: str):
    with pytest.raises(BadSetting) as refused:
        settings_with(tmp_path, f"starter = {value}")
    problems = refused.value.values["problems"]
    assert isinstance(problems, tuple)
    assert [(one.key, one.values["place"]) for one in problems] == [("no-starter-folder", f"{tmp_path / FILE}:1")]
