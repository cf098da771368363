"""A stand-in for ``bot.wiring``: answers with what it was told to, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import BinaryIO

from adapters.files import ReadOptions
from bot.desk.checks import checked
from bot.desk.commands import COMMANDS
from bot.newsroom.read import Intake
from config.settings import Settings
from digests.article import Entry
from digests.desk import Question
from digests.errors import Refusal
from digests.language import Lang
from digests.page import Heading, Page, Picture, Quoted, Row, Tone
from digests.story import Reason

ANSWER = Page(
    "Heron",
    (
        Heading("Heron 发布", 1),
        Row(
            "e1",
            "18 Apr 2024",
            "Grebe releases Heron-2",
            Tone.HAPPENED,
            quotes=(Quoted("格里布发布。", Lang.HANS, "湿地报", "https://shidi.example/2"),),
        ),
    ),
    {"version": 1, "kind": "stand-in", "line": "发布\u202e\ud800"},
)


class StandIn:
    """Has the functions of ``bot.wiring`` that the command line calls."""

    def __init__(self) -> None:
        self.intake = Intake(new=1, revised=0, unchanged=0, copies=0, refused=(), stories=1)
        self.fault: BaseException | None = None
        self.questions: list[Question] = []
        self.settings: Settings | None = None
        self.stated: ReadOptions | None = None
        self.paths: tuple[str, ...] = ()

    @asynccontextmanager
    async def newsroom(self, settings: Settings) -> AsyncIterator[StandIn]:
        """Open nothing."""
        self.settings = settings
        if self.fault:
            raise self.fault
        yield self

    async def answer(self, question: Question) -> Page:
        """Give the one answer, or refuse what the desk would not take."""
        (command,) = (one for one in COMMANDS if one.verb == question.verb)
        options = checked(command, question.options)
        self.questions.append(question)
        if options.get("picture"):
            return replace(ANSWER, blocks=(Picture("Heron", (), "Grebe releases Heron-2"),))
        return replace(ANSWER, opened=options.get("quotes") is True)

    async def read(self, entries: Iterable[Entry | Refusal], progress: Callable[[int], None]) -> Intake:
        """Take nothing in."""
        for count, _ in enumerate(entries, 1):
            progress(count)
        return self.intake

    def read_entries(
        self, paths: Sequence[str], stdin: BinaryIO, options: ReadOptions | None = None
    ) -> Iterator[Entry | Refusal]:
        """Open no file; only ``-`` is read."""
        self.paths, self.stated = tuple(paths), options
        for path in paths:
            yield Entry("", stdin.read().decode() if path == "-" else path)

    async def upgrade(self, database_url: str) -> Reason:
        """Change nothing."""
        return Reason("schema-newest", {"after": database_url.rsplit("/", 1)[-1]})

    async def demo(self, _settings: Settings, progress: Callable[[int], None]) -> tuple[Page, ...]:
        """Give the one answer twice."""
        progress(1)
        return (ANSWER, ANSWER)
