"""The README tells the truth: its commands are the ones the gate runs, its picture is what the demo prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def commands() -> list[str]:
    return re.findall(r"^```\n(pip install [^\n]+)\n```$", README, re.MULTILINE)


def test_the_readme_has_two_commands_of_one_line_each():
    assert commands() == ["pip install . && llamawire demo", "pip install -e '.[dev]' && pytest -n auto"]


def test_the_gate_runs_the_test_command_of_the_readme():
    gate = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "pip install --quiet -e '.[dev]' && pytest -n auto" in gate


def test_every_file_the_readme_links_to_is_there():
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_picture_of_the_demo_is_what_it_prints(tmp_path: Path):
    shown = re.search(r"<!-- demo -->\n```\n(.*?)```\n<!-- /demo -->", README, re.DOTALL)
    assert shown
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    command = [sys.executable, "-P", "-m", "bot", "demo"]
    printed = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=True).stdout
    passages = [passage.strip("\n") for passage in shown[1].split("…\n")]
    assert all(len(passage) > 100 for passage in passages)
    assert [passage for passage in passages if passage not in printed] == []
