"""In which language the program refuses: the reader's, as far as it is known when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from bot.cli.run import run
from bot.cli.usage import refusal_of

Capture = pytest.CaptureFixture[str]

NO_COMMAND = {
    "en": "There is no command “zzz”. `llamawire --help` shows what there is.",
    "zh-Hans": "没有“zzz”这个命令。可用的命令见 `llamawire --help`。",
    "zh-Hant": "沒有「zzz」這個指令。可用的指令請見 `llamawire --help`。",
}


@pytest.fixture(autouse=True)
def _a_clean_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_config_path", lambda _: tmp_path / "nowhere")
    monkeypatch.setenv("LLAMAWIRE_DATABASE_URL", "desk.db")
    monkeypatch.delenv("LLAMAWIRE_LANG", raising=False)


def said(typed: str, capsys: Capture) -> str:
    """Return what stands on standard error, which must be a refusal."""
    assert run(typed.split()) == 2
    return capsys.readouterr().err.removeprefix("llamawire: ").rstrip("\n")


@pytest.mark.parametrize("lang", NO_COMMAND)
def test_the_option_wins_over_everything(capsys: Capture, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.setenv("LLAMAWIRE_LANG", "zh-Hans" if lang == "en" else "en")
    assert said(f"--lang {lang} zzz", capsys) == NO_COMMAND[lang]
    assert said(f"--lang={lang} zzz", capsys) == NO_COMMAND[lang]


@pytest.mark.parametrize("lang", NO_COMMAND)
def test_the_variable_wins_over_the_file_and_the_file_over_english(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str
) -> None:
    assert said("zzz", capsys) == NO_COMMAND["en"]
    (tmp_path / "llamawire.toml").write_text('lang = "zh-Hans"\nzone = "Mars"\n', "utf-8")
    assert said("zzz", capsys) == NO_COMMAND["zh-Hans"]
    monkeypatch.setenv("LLAMAWIRE_LANG", lang)
    assert said("zzz", capsys) == NO_COMMAND[lang]


@pytest.mark.parametrize("typed", ["timeline --zzz --lang zh-Hant", "timeline --zzz --lang=zh-Hant --json"])
def test_the_option_counts_even_where_typer_stopped_in_front_of_it(capsys: Capture, typed: str) -> None:
    assert said(typed, capsys) == "沒有選項 --zzz。可用的選項請見 `llamawire timeline --help`。"


def test_a_language_that_is_none_is_refused_in_english(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said("--lang fr latest", capsys) == "--lang must be one of en, zh-Hans, zh-Hant, not “fr”."
    monkeypatch.setenv("LLAMAWIRE_LANG", "fr")
    assert said("latest", capsys).startswith('LLAMAWIRE_LANG: lang must be one of en, zh-Hans, zh-Hant, not "fr".')


def test_wrong_settings_are_told_in_the_language_that_one_of_them_names(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "llamawire.toml").write_text('lang = "zh-Hant"\nzone = "Mars"\ndigest_stories = 99\n', "utf-8")
    lines = said("latest", capsys).replace(str(tmp_path), "~").splitlines()
    assert lines == [
        '~/llamawire.toml:2：zone 必須是 IANA 時區，例如 Europe/Berlin 或 Asia/Taipei，不能是 "Mars"。',
        "~/llamawire.toml:3：digest_stories 必須是 1 到 50 之間的整數，不能是 99。",
        "`llamawire init` 會寫出一個設定檔，其中說明每個設定項目。",
    ]


def test_the_language_of_a_text_to_be_read_is_not_the_readers(capsys: Capture) -> None:
    assert said("read none.txt --lang zh-Hant", capsys) == "There is no file none.txt. Check the path."
    assert said("--lang zh-Hans read none.txt --lang en", capsys) == "没有文件 none.txt。请检查路径。"


def test_a_machine_gets_the_same_key_in_every_language(capsys: Capture) -> None:
    errors = []
    for lang in NO_COMMAND:
        assert run(["--lang", lang, "--json", "timeline", "--from", "2024-02-31"]) == 2
        errors.append(json.loads(capsys.readouterr().out)["error"])
    assert {(error["error"], error["key"], error["subject"]) for error in errors} == {
        ("BadInput", "no-date", "2024-02-31")
    }
    assert len({error["problem"] for error in errors}) == len({error["way_out"] for error in errors}) == 3


def test_what_typer_says_anew_is_quoted() -> None:
    refusal = refusal_of(typer.TyperException("The moon is wrong."))
    assert (refusal.key, refusal.subject, refusal.values) == (
        "usage-wrong",
        "llamawire",
        {"reason": "The moon is wrong"},
    )
