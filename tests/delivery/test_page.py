"""The page for operators names tests that exist, and every case that a test here carries in its name."""

from __future__ import annotations

import re

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "reliability.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


def test_every_test_that_the_page_names_exists() -> None:
    assert NAMED
    missing = [
        f"{file}::{name}"
        for file, name in NAMED
        if not re.search(rf"def {name}(_\w+)?\(", (ROOT / file).read_text("utf-8"))
    ]
    assert missing == []


def test_every_case_that_is_tested_here_stands_on_the_page() -> None:
    listed = set(re.findall(r"^\| ([A-Z]\d\d) \|", PAGE, re.MULTILINE))
    texts = (file.read_text("utf-8") for room in ("delivery", "scale") for file in (ROOT / "tests" / room).glob("*.py"))
    tested = {case.upper() for text in texts for case in re.findall(r"def test_([do]\d\d)_", text)}
    assert tested
    assert tested <= listed
