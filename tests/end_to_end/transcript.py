"""What an admin does in a chat and is answered, as a page of the docs that a test compares with what is so."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digests.change import Change
from digests.words import Words
from tests.conftest import ROOT

_MARKS = re.compile(r"^(?:#{1,3}|-#) |\*\*", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\(<[^>]+>\)")
_WRITES = "LLAMAWIRE_WRITE_DOCS"


@dataclass(frozen=True, slots=True)
class Prose:
    """What a page says between the answers, with ``{}`` for what is typed, pressed or chosen."""

    title: str
    before: str
    typed: str
    pressed: str
    chosen: str
    filled: str
    posted: str
    after: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing done, and what was shown then: lines of text, and what can be pressed or chosen there."""

    done: str
    text: str
    offered: tuple[str, ...] = ()

    def lines(self, known: Mapping[str, str]) -> Iterator[str]:
        """Yield it in Markdown; ``known`` are ids and what stands for them: those are others each time."""
        said = _MARKS.sub("", _LINK.sub(r"\1", self.text))
        for its, name in known.items():
            said = said.replace(its, name)
        yield self.done
        yield ""
        yield "```text"
        yield said.strip()
        yield from (("", "  ".join(f"[ {label} ]" for label in self.offered)) if self.offered else ())
        yield "```"
        yield ""


def page(prose: Prose, turns: Iterable[Turn], known: Mapping[str, str]) -> str:
    """Return a page of the docs, in Markdown."""
    told = (line for turn in turns for line in turn.lines(known))
    return "\n".join((f"# {prose.title}", "", prose.before, "", *told, prose.after)) + "\n"


def is_in_docs(name: str, text: str) -> bool:
    """Say whether a page of the tutorial is that text; with LLAMAWIRE_WRITE_DOCS set it is written first."""
    there = ROOT / "docs" / "tutorial" / name
    if os.environ.get(_WRITES):
        there.parent.mkdir(exist_ok=True)
        there.write_text(text, "utf-8")
    return there.read_text("utf-8") == text


def stand_ins(changes: Sequence[Change]) -> dict[str, str]:
    """Return what stands for the ids of changes, the last one first: they are others in every server."""
    numbers = range(len(changes), 0, -1)
    return {change.id: f"change-{number}" for change, number in zip(changes, numbers, strict=True)}


def typed_line(verb: str, options: Mapping[str, str], words: Words) -> str:
    """Return a command as it is typed in a chat in that language: its words, and its options by their names there."""
    names = (words.phrases.get(f"command-name.{word}", word) for word in verb.split())
    given = (f"{words.phrases.get(f'option-name.{name}', name)}:{value}" for name, value in options.items())
    return " ".join(("/llama-admin", *names, *given))
