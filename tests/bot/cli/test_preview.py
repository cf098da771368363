"""The page that shows what would be sent to Slack, as it is typed."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import AsyncMock

import pytest

from bot.cli.run import run
from bot.desk.commands import TABS
from digests.language import Lang

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_config_path", lambda _: tmp_path / "config")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LLAMAWIRE_DATABASE_URL", str(tmp_path / "news.db"))


@pytest.mark.parametrize(("lang", "title"), [(Lang.EN, "The Home tab"), (Lang.HANT, "首頁")])
def test_over_the_demonstrations_articles_every_kind_of_message_is_there(lang: Lang, title: str, capsys: Capture):
    assert run(["preview", "slack", "--sample", "--lang", str(lang), "--to", "page.html"]) == 0
    page = Path("page.html").read_text("utf-8")
    assert "page.html" in capsys.readouterr().out
    assert page.count('class="slack light message"') == 4
    assert page.count('class="slack dark home"') == len(TABS)
    assert page.count('class="slack dark modal"') == 1
    assert page.count(f"<h2>{title} · ") == len(TABS)
    assert not Path("news.db").exists()


def test_where_nothing_has_been_read_it_says_so_and_the_way_out(capsys: Capture):
    assert run(["preview", "slack"]) == 2
    said = capsys.readouterr().err
    assert "Nothing has been read yet" in said
    assert "llamawire preview slack --sample" in said
    assert not Path("slack-preview.html").exists()


def test_there_is_none_of_another_platform(capsys: Capture):
    assert run(["preview", "irc"]) == 2
    assert "no preview of irc" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_named(capsys: Capture, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.wiring.preview.slack_preview", AsyncMock(return_value="<p>"))
    assert run(["preview", "slack", "--to", "no/such/page.html"]) == 2
    assert "no/such/page.html" in capsys.readouterr().err
