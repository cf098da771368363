"""The verbs as a machine calls them: a process, its pipes, and nothing else of the world."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from bot.cli.run import run
from tests.bot.lab.lines import lines, row
from tests.conftest import ROOT

TALES = (
    row("1", "OpenAI released GPT-4 on March 14, 2023, and 400 million people use it.", title="OpenAI ships 🦙"),
    row("2", "OpenAI于2023年3月14日发布GPT-4。\r\n公司收入达12亿美元。", published="2026-02-10T09:00:00+08:00"),
    row("3", "Google released Gemini 1.5 on February 15, 2024. Meta bought Dunlin on March 1, 2024."),
)
VERBS = {
    "dates": (),
    "group": (),
    "timeline": ("--max-dates", "9", "--sentences", "2"),
    "figures": (),
    "summary": ("--sentences", "2"),
}
Given = Callable[[bytes], None]
Capture = pytest.CaptureFixture[str]
STORY = {"id": "s", "articles": list(TALES)}


def lab(verb: str, *options: str, given: bytes, cwd: Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LLAMAWIRE_", "COV_"))}
    own |= {"PYTHONPATH": str(ROOT), "HOME": str(cwd), "XDG_DATA_HOME": str(cwd), "XDG_CONFIG_HOME": str(cwd)} | environ
    command = [sys.executable, "-P", "-m", "bot", "lab", verb, *VERBS[verb], *options]
    return subprocess.run(command, cwd=cwd, env=own, input=given, capture_output=True, check=False, timeout=120)


def given_to(verb: str) -> bytes:
    return b"".join(lines(STORY) if verb == "summary" else lines(*TALES))


@pytest.mark.parametrize("verb", VERBS)
def test_one_input_has_one_output_byte_for_byte(tmp_path: Path, verb: str) -> None:
    runs = [lab(verb, given=given_to(verb), cwd=tmp_path, PYTHONHASHSEED=seed) for seed in ("0", "4242")]
    assert {(done.returncode, done.stderr) for done in runs} == {(0, b"")}
    (told,) = {done.stdout for done in runs}
    assert told.endswith(b"}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    return lambda raw: monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(raw)))


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("empty", [b"", b"\n  \n"])
def test_empty_input_is_answered_with_nothing(given: Given, capsys: Capture, verb: str, empty: bytes) -> None:
    given(empty)
    assert run(["lab", verb, *VERBS[verb]]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("verb", VERBS)
def test_a_row_in_disorder_is_one_sentence_that_names_its_line(given: Given, capsys: Capture, verb: str) -> None:
    given(b"\n{]\n")
    assert run(["lab", verb, *VERBS[verb]]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "llamawire: <stdin>:2 is not a JSON object. One JSON object a line is expected.\n"


def test_a_program_without_standard_input_reads_nothing(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert run(["lab", "dates"]) == 0
    assert capsys.readouterr() == ("", "")


def test_settings_are_not_looked_at_and_the_output_is_utf_8_everywhere(tmp_path: Path) -> None:
    (tmp_path / "llamawire.toml").write_text("nonsense = 1\n", "utf-8")
    plain = lab("dates", given=given_to("dates"), cwd=tmp_path)
    other = lab("dates", given=given_to("dates"), cwd=tmp_path, PYTHONIOENCODING="gbk", LLAMAWIRE_LANG="klingon")
    assert (other.returncode, other.stdout) == (0, plain.stdout)
    assert "2023年3月14日" in plain.stdout.decode("utf-8")


def test_half_a_surrogate_pair_comes_out_as_the_escape_it_came_in_as(tmp_path: Path) -> None:
    given = b'{"id": "\\ud83e", "published": "2026-02-10", "text": "On 3 May 2024 it \\ud83e rained."}\n'
    done = lab("dates", given=given, cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith(b'{"id": "\\ud83e", "expressions": [{"start": 3, "end": 13, ')


@pytest.mark.parametrize(
    ("topic", "days"),
    [
        ("OpenAI", ["2023-03-14"]),
        ("谷歌", ["2024-02-15"]),
        ("llama", []),
        ("Dunlin", ["2024-03-01"]),
        ("Heron-9", []),
    ],
)
def test_a_topic_has_any_spelling_and_an_unknown_one_is_a_new_name(
    given: Given, capsys: Capture, topic: str, days: list[str]
) -> None:
    given(given_to("timeline"))
    assert run(["lab", "timeline", *VERBS["timeline"], "--topic", topic, "--to", "2024"]) == 0
    assert [line[10:20] for line in capsys.readouterr().out.splitlines()] == days


def test_a_span_that_ends_before_it_begins_is_refused(given: Given, capsys: Capture) -> None:
    given(b"")
    assert run(["lab", "timeline", *VERBS["timeline"], "--from", "2024-03-01", "--to", "2024-02"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "2024-03-01" in err
