"""What the pages say to type in a chat is a command there, of those who type it, with options that it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.slack.typed import Typed
from bot.desk.checks import checked
from bot.desk.commands import COMMANDS
from config.catalogues import load_words
from digests.desk import Who
from digests.errors import Refusal
from digests.language import Lang
from tests.conftest import ROOT

PAGES = [page for page in sorted((ROOT / "docs").rglob("*.md")) if "```chat" in page.read_text("utf-8")]
_BLOCK = re.compile(r"^```chat\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BY_VERB = {command.verb: command for command in COMMANDS}


def wrong_with(page: str) -> Iterator[str]:
    """Yield the lines of a page that no chat would understand, and why."""
    typed = Typed(COMMANDS, {lang: load_words(lang) for lang in Lang}, "/llama")
    for line in "".join(_BLOCK.findall(page)).splitlines():
        base, _, text = line.partition(" ")
        try:
            ask = typed.ask(text, "T1")
            checked(_BY_VERB[ask.verb], ask.options)
        except Refusal as refusal:
            yield f"{line}: {refusal.key}"
        else:
            admins = _BY_VERB[ask.verb].who is Who.ADMINS
            if base != ("/llama-admin" if admins else "/llama"):
                yield f"{line}: not {base}"


def test_there_are_pages_with_lines_for_chats():
    assert "run-it-from-the-chat" in {page.stem for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_says_to_type_in_a_chat_is_understood(page: Path):
    assert list(wrong_with(page.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("/llama-admin topics lost", "slack-no-command-but"),
        ("/llama topics list", "not /llama"),
        ("/llama-admin topics add", "nothing-given"),
        ("/llama-admin schedules set topics:llama length:many", "number-out-of-range"),
    ],
)
def test_a_line_that_is_wrong_is_found_out(line: str, problem: str):
    (found,) = wrong_with(f"```chat\n{line}\n```\n")
    assert found.startswith(f"{line}: {problem}")
