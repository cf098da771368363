"""The program as a person starts it: a process, with its own environment and pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import bot.cli
from bot.cli import docs
from tests.conftest import ROOT

HEAVY = ("sqlalchemy", "alembic", "trafilatura", "feedparser", "opencc", "babel", "pydantic_settings", "structlog")


def llamawire(
    *arguments: str, cwd: Path, encoding: str = "utf-8", **environ: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a folder of its own."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LLAMAWIRE_", "COV_"))}
    places = {"XDG_CONFIG_HOME": str(cwd / "config"), "XDG_DATA_HOME": str(cwd / "data"), "HOME": str(cwd)}
    own |= {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding} | places | environ
    command = [sys.executable, "-P", "-m", "bot", *arguments]
    return subprocess.run(command, cwd=cwd, env=own, capture_output=True, check=False, timeout=120)


def test_help_names_every_command_and_the_exit_codes(tmp_path: Path) -> None:
    done = llamawire("--help", cwd=tmp_path)
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    for command in ("read", "digest", "timeline", "latest", "story", "search", "figures", "why", "doctor", "demo"):
        assert f"\n  {command} " in text
    assert "130 stopped with Ctrl-C" in " ".join(text.split())


def test_typing_only_the_name_shows_help(tmp_path: Path) -> None:
    assert llamawire(cwd=tmp_path).stdout == llamawire("--help", cwd=tmp_path).stdout


@pytest.mark.parametrize("arguments", [("--help",), ("timeline", "--help"), ("--version",)])
def test_help_and_version_import_nothing_heavy(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code = (
        "import sys; from bot.cli.run import run; code = run(sys.argv[1:]);"
        f"sys.exit(code or ' '.join(name for name in {HEAVY} if name in sys.modules) or 0)"
    )
    command = [sys.executable, "-P", "-c", code, *arguments]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, b"")


def test_version_says_name_and_number(tmp_path: Path) -> None:
    name, number = llamawire("--version", cwd=tmp_path).stdout.decode().split()
    assert name == "llamawire"
    assert number[0].isdigit()


def test_bad_settings_name_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "llamawire.toml").write_text("# mine\nlanguage = 'en'\n", "utf-8")
    done = llamawire("latest", cwd=tmp_path, LLAMAWIRE_DIGEST_STORIES="many")
    assert done.returncode == 2
    assert done.stdout == b""
    text = done.stderr.decode().replace(str(tmp_path), "~")
    assert "~/llamawire.toml:2: there is no setting “language”. Did you mean lang?\n" in text
    assert 'LLAMAWIRE_DIGEST_STORIES: digest_stories must be a whole number from 1 to 50, not "many".' in text
    assert "Traceback" not in text


def test_init_then_config_show(tmp_path: Path) -> None:
    assert llamawire("init", cwd=tmp_path).stdout == b"Wrote llamawire.toml.\n"
    told = json.loads(llamawire("config", "show", "--json", cwd=tmp_path, LLAMAWIRE_LANG="zh-Hant").stdout)
    assert told["settings"]["lang"] == {"value": "zh-Hant", "source": "LLAMAWIRE_LANG"}
    assert told["settings"]["database_url"]["value"].endswith("/data/llamawire/llamawire.db")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk"])
def test_a_terminal_that_cannot_show_a_character_stops_nothing(tmp_path: Path, encoding: str) -> None:
    done = llamawire("config", "show", "--lang", "zh-Hant", cwd=tmp_path, encoding=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"database_url" in done.stdout
    told = llamawire("latest", "--database", "發布://\udcff", "--json", cwd=tmp_path, encoding=encoding)
    assert told.returncode == 2
    assert "發布" in json.loads(told.stdout.decode(encoding))["error"]["problem"]


@pytest.mark.skipif(os.name != "posix", reason="pipes of this kind are POSIX's")
def test_a_reader_that_leaves_ends_the_output_without_a_word(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-P", "-m", "bot", "config", "show"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(tmp_path)}
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            command, cwd=tmp_path, env=environ, stdout=pipe, stderr=subprocess.PIPE, check=False, timeout=120
        )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("page", "make"),
    [
        ("access.md", docs.access_page),
        ("chat.md", docs.chat_page),
        ("commands.md", docs.commands_page),
        ("settings.md", docs.settings_page),
    ],
)
def test_the_reference_pages_are_what_the_code_says(page: str, make: object) -> None:
    assert callable(make)
    assert (ROOT / "docs" / "reference" / page).read_text("utf-8") == make(), "python -m bot.cli.docs docs/reference"


def test_the_reference_names_every_command_option_and_setting() -> None:
    text = docs.commands_page() + docs.settings_page()
    for words in ("## `llamawire timeline [TOPIC]`", "## `llamawire db upgrade`", "`--quotes`", "`--lang en\\|zh-Hans"):
        assert words in text
    assert "`LLAMAWIRE_DIGEST_STORIES`" in text


def test_the_reference_can_be_written_anew(tmp_path: Path) -> None:
    docs.write_pages(tmp_path / "reference")
    assert {path.name for path in (tmp_path / "reference").iterdir()} == {
        "access.md",
        "chat.md",
        "commands.md",
        "settings.md",
    }


@pytest.mark.skipif(os.name != "posix", reason="shells of this kind are POSIX's")
@pytest.mark.parametrize(
    ("closed", "code", "says"),
    [
        (">&-", 0, b""),
        ("2>&-", 0, b""),
        (">&- 2>&-", 0, b""),
        ("> /dev/full", 2, b"llamawire: Standard output cannot be written: No space left on device.\n"),
    ],
)
def test_output_that_is_closed_or_full_is_no_crash(tmp_path: Path, closed: str, code: int, says: bytes) -> None:
    line = f'"{sys.executable}" -P -m bot config show {closed}'
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(
        ["/bin/sh", "-c", line], cwd=tmp_path, env=environ, capture_output=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (code, says)


def test_main_leaves_with_the_exit_code(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["llamawire", "nonsense"])
    with pytest.raises(SystemExit) as left:
        bot.cli.main()
    assert left.value.code == 2
    assert "nonsense" in capsys.readouterr().err
