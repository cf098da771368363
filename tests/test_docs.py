"""The pages tell the truth: what they say to type works, in the order of the page, and prints what they show."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.end_to_end.program import PATIENCE, Done, in_one_process, surroundings

DOCS = ROOT / "docs"
PAGES = [page for page in sorted(DOCS.rglob("*.md")) if "```console" in page.read_text("utf-8")]
OURS = "llamawire "

_BLOCK = re.compile(r"(?:^<!-- (?P<mark>[^\n]+) -->\n)?^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Typed:
    """A command line of a page, and the lines that the page shows below it."""

    line: str
    shown: tuple[str, ...]

    @property
    def is_ours(self) -> bool:
        """True for a call of Llamawire."""
        return self.line.startswith(OURS)


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that the reader of a page saves or adds to."""

    name: str
    mode: str
    text: str
    is_ours = False


def steps(page: str) -> Iterator[Typed | Saved]:
    """Yield what a page says to do, in order.

    What needs the network is left to its help, which is refused as well where a name or an option is wrong.
    """
    for block in _BLOCK.finditer(page):
        how, _, name = (block["mark"] or "").partition(": ")
        if block["kind"] != "console":
            if name:
                yield Saved(name, {"file": "w", "append": "a"}[how], block["body"])
        elif how == "needs the network":
            yield from (Typed(f"{one.line} --help", ()) for one in lines_typed(block["body"]) if one.is_ours)
        else:
            yield from lines_typed(block["body"])


def lines_typed(body: str) -> tuple[Typed, ...]:
    """Return the command lines of a block."""
    before, *pieces = re.split(r"^\$ ", body, flags=re.MULTILINE)
    assert not before.strip(), f"a console block begins with a command: {body}"
    return tuple(Typed(first, tuple(filter(None, rest))) for first, *rest in map(str.splitlines, pieces))


def follow(page: str, home: Path) -> Iterator[str]:
    """Do what a page says, in an empty folder; yield what turns out not to be so."""
    for ours, together in groupby(steps(page), key=lambda step: step.is_ours):
        typed = list(together)
        ends = ends_of(typed, home) if ours else {}
        for step in typed:
            if isinstance(step, Saved):
                save(step, home)
            else:
                yield from wrong_with(step, ends.get(step.line) or shell(step.line, home))


def save(step: Saved, home: Path) -> None:
    """Save the file, or add to it."""
    with (home / step.name).open(step.mode, encoding="utf-8") as file:
        file.write(step.text)


def ends_of(typed: Sequence[Typed | Saved], home: Path) -> Mapping[str, Done]:
    """Run our own lines in one process, which saves their starts."""
    ends = in_one_process(home, [step.line.removeprefix(OURS) for step in typed if isinstance(step, Typed)])
    return {f"{OURS}{line}": end for line, end in ends.items()}


def shell(line: str, home: Path) -> Done:
    return subprocess.run(
        ["/bin/sh", "-c", line],
        cwd=home,
        env=surroundings(home),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )


def wrong_with(step: Typed, end: Done) -> Iterator[str]:
    if end.returncode:
        yield f"{step.line}: exit {end.returncode}: {end.stderr}"
    yield from (f"{step.line} does not print {line!r}" for line in step.shown if line not in end.stdout)


def files_named(page: Path) -> list[str]:
    return re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8"))


def test_there_are_a_tutorial_and_how_to_pages_with_commands():
    assert DOCS / "tutorial.md" in PAGES
    assert len([page for page in PAGES if page.parent.name == "how-to"]) >= 4


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_says_to_type_works_and_prints_what_it_shows(page: Path, tmp_path: Path):
    assert list(follow(page.read_text("utf-8"), tmp_path)) == []


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.stem)
def test_every_file_a_page_links_to_is_there(page: Path):
    assert [link for link in files_named(page) if not (page.parent / link).exists()] == []


def test_the_index_leads_to_every_page():
    led_to = {(DOCS / link).resolve() for link in files_named(DOCS / "README.md")}
    pages = {page.resolve() for page in DOCS.rglob("*.md")} - {(DOCS / "README.md").resolve()}
    assert pages - led_to == set()


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("```console\n$ llamawire topics lost\n```\n", "llamawire topics lost: exit 2"),
        ("```console\n$ llamawire --version\nllamawire none\n```\n", "does not print 'llamawire none'"),
        ("```console\n$ ls nowhere\n```\n", "ls nowhere: exit "),
        (
            "<!-- needs the network -->\n```console\n$ llamawire fetch --evry\n```\n",
            "llamawire fetch --evry --help: exit 2",
        ),
    ],
)
def test_a_page_that_lies_is_found_out(page: str, problem: str, tmp_path: Path):
    (found,) = follow(page, tmp_path)
    assert problem in found
