"""The commands on schedules, from what is typed to what is shown, over the real wiring and a database."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cli.run import run
from tests.fakes.clock import FakeClock

Capture = pytest.CaptureFixture[str]
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SET = "schedules set --channel terminal:news --topics llama,open-models --at 08:00,18:00 --zone Europe/Berlin"


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with a database of its own, at a fixed time."""
    monkeypatch.setattr("bot.wiring.news.load_feeds", lambda _folder: ())
    monkeypatch.setattr("bot.wiring.news.SystemClock", lambda: FakeClock(NOW))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_config_path", lambda _: tmp_path / "nowhere")
    monkeypatch.setenv("LLAMAWIRE_DATABASE_URL", "desk.db")


def told(capsys: Capture, typed: str, code: int = 0) -> str:
    """Run what was typed; return what it said."""
    assert run(typed.split()) == code
    said = capsys.readouterr()
    return said.err if code else said.out


def record(capsys: Capture, typed: str) -> Any:  # noqa: ANN401  whatever JSON holds
    return json.loads(told(capsys, f"{typed} --json"))


def test_set_shows_the_schedule_and_its_next_five_editions(capsys: Capture):
    assert (
        told(capsys, SET)
        == """\
terminal:news · Llama, Open models
──────────────────────────────────

   up to 8 stories · English · silent when nothing is new
   every day 08:00, 18:00 (Europe/Berlin)

Coming editions
   • Sat, 21 Nov 2026 18:00
   • Sun, 22 Nov 2026 08:00
   • Sun, 22 Nov 2026 18:00
   • Mon, 23 Nov 2026 08:00
   • Mon, 23 Nov 2026 18:00

Scheduled.
"""
    )


def test_a_schedule_goes_its_whole_way_through_the_database(capsys: Capture):
    options = "--days mon-fri --quiet-days 2026-12-25 --length 5 --lang zh-Hant --when-empty one-line --alerts 1"
    assert record(capsys, f"{SET} {options}")["outcome"] == "set"
    (one,) = record(capsys, "schedules list")["schedules"]
    assert (one["weekdays"], one["quiet_days"], one["lang"]) == ([0, 1, 2, 3, 4], ["2026-12-25"], "zh-Hant")
    assert (one["length"], one["when_empty"], one["alerts"]) == (5, "one-line", 1)
    assert record(capsys, "schedules pause --channel terminal:news")["schedule"]["paused"]
    assert record(capsys, "schedules resume --channel terminal:news --topics open-models,llama")["outcome"] == "resumed"
    assert record(capsys, f"{SET} --at 9:00")["outcome"] == "replaced"
    assert record(capsys, "schedules remove --channel terminal:news")["outcome"] == "removed"
    assert record(capsys, "schedules list")["schedules"] == []


def test_a_preview_stores_nothing(capsys: Capture):
    previewed = record(capsys, SET.replace(" set ", " preview "))
    assert (previewed["outcome"], len(previewed["runs"])) == ("preview", 5)
    assert "No channel has a schedule yet." in told(capsys, "schedules list --channel terminal:news")


def test_the_answers_language_stands_before_the_command_and_the_digests_behind_it(capsys: Capture):
    assert "已設定。" in told(capsys, f"--lang zh-Hant {SET} --lang en")
    assert record(capsys, "schedules list")["schedules"][0]["lang"] == "en"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (f"{SET} --zone Europe/Berln", "“Europe/Berln” is not a time zone. Did you mean Europe/Berlin?"),
        (f"{SET} --at 25:00", "“25:00” is not a time of day. Write times as 08:00 or 8:00,18:30."),
        (f"{SET} --topics ,", "No topic is given. Name topics, such as --topics llama,open-models, or --topics all."),
        (f"{SET} --topics lama", "No topic or name “lama” is known. Did you mean llama?"),
        (f"{SET} --channel news", "“news” is not a channel. Write it as terminal:NAME."),
        ("schedules remove --channel terminal:no", "The channel terminal:no has no such schedule."),
    ],
)
def test_what_cannot_be_is_one_sentence_and_exit_code_2_and_nothing_is_lost(capsys: Capture, typed: str, sentence: str):
    told(capsys, SET)
    before = record(capsys, "schedules list")
    typed = typed.replace("--topics llama,open-models", "") if "--topics" in typed.partition("Berlin")[2] else typed
    said = told(capsys, typed, 2)
    assert said.startswith(f"llamawire: {sentence}")
    assert "Traceback" not in said
    assert record(capsys, "schedules list") == before


def test_topics_and_channel_must_be_named(capsys: Capture):
    for missing in ("schedules set --channel terminal:news --at 8:00", "schedules set --topics all --at 8:00"):
        said = told(capsys, missing, 2)
        assert said.count("\n") <= 2
        assert "--topics" in said or "--channel" in said
