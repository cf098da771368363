"""The commands ``status`` and ``deliveries``, over the real wiring and a database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli.run import run

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder with a database of its own."""
    monkeypatch.setattr("bot.wiring.news.load_feeds", lambda _folder: ())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_config_path", lambda _: tmp_path / "nowhere")
    monkeypatch.setenv("LLAMAWIRE_DATABASE_URL", "desk.db")


def test_status_says_how_the_bot_does(capsys: Capture):
    assert run(["status"]) == 0
    assert "All is well." in capsys.readouterr().out
    assert run(["status", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["well"]) == ("status", True)
    assert told["database"]["bytes"] > 0


def test_deliveries_are_listed_and_an_unknown_one_is_refused(capsys: Capture):
    assert run(["deliveries", "list"]) == 0
    assert "nothing waits for you" in capsys.readouterr().out
    for verb in ("resend", "mark-sent", "drop"):
        assert run(["deliveries", verb, "LW #7 · 2026-11-21 · 1/2"]) == 2
        assert "No delivery “LW #7 · 2026-11-21 · 1/2” is known." in capsys.readouterr().err


def test_what_is_kept_for_how_long_can_be_set(capsys: Capture, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LLAMAWIRE_KEEP_LEDGER_DAYS", "29")
    assert run(["status"]) == 2
    assert "keep_ledger_days must be a whole number from 30 to 3650" in capsys.readouterr().err
