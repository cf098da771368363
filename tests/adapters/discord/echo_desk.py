"""A desk that tells what it was asked, with everything on its pages that can be pressed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.desk.commands import COMMANDS
from digests.ask import Ask
from digests.desk import Asker, Command, Question, Suggestion, Who
from digests.errors import NotFound, Refusal
from digests.language import Lang
from digests.page import Act, Buttons, Choice, Heading, Page, Picture, Row, Text, Tone

STORIES = ("a1b2c3d4", "b2c3d4e5")
NAUGHTY = "@everyone [openai.com](https://evil.example) **x** <@1>"
ROWS = 120
"""Of ``latest``: more than one message holds."""


def told(question: Question) -> str:
    """Return the question in words."""
    options = ", ".join(f"{name}: {value!r}" for name, value in question.options.items())
    asker = question.asker
    who = f"{asker.tenant}/{asker.user}, manages: {asker.manages}, in thread: {asker.in_thread}, at {asker.place}"
    return f"Asked {question.verb} ({options}) in {question.lang}, zone “{question.zone}”, by {who}."


class EchoDesk:
    """A ``Desk``. ``story`` does as its id says: *gone* is refused, *broken* fails, *slow* waits for ``gate``."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.languages: dict[str, Lang] = {}
        """What people chose, by their ids."""
        self.unknown: set[str] = set()
        """Whose language cannot be looked up."""

    @property
    def commands(self) -> Sequence[Command]:
        """Those of the real desk."""
        return COMMANDS

    async def answer(self, question: Question) -> Page:
        """Tell what was asked."""
        command = next(one for one in COMMANDS if one.verb == question.verb)
        if command.who is Who.ADMINS and not question.asker.manages:
            raise Refusal("not-allowed", question.verb)
        if question.options.get("id") == "slow":
            await self.gate.wait()
        if question.options.get("id") == "gone":
            raise NotFound("no-such-id", NAUGHTY)
        if question.options.get("id") == "broken":
            msg = "a defect, and a secret of it"
            raise RuntimeError(msg)
        ask = Ask(question.verb, question.options)
        blocks = (Heading(f"Echo of {question.verb}", 1), Text(told(question)), *_more(question))
        return Page(f"Echo of {question.verb}", blocks, {"kind": question.verb}, ask=ask)

    async def language(self, asker: Asker) -> Lang | None:
        """Return what the person chose. Raises Refusal where that cannot be looked up."""
        if asker.user in self.unknown:
            raise Refusal("database-locked", "news.db")
        return self.languages.get(asker.user)

    async def suggest(self, question: Question, option: str, typed: str) -> Sequence[Suggestion]:
        """Suggest what was typed, and too many more."""
        if typed == "broken":
            msg = "a defect"
            raise RuntimeError(msg)
        if typed == "refused":
            raise NotFound("no-such-topic", typed, topics="")
        first = Suggestion(f"{question.verb} {option} {typed} {question.lang}", typed or "nothing")
        return (first, Suggestion("too long", "x" * 101), *(Suggestion("l" * 150, f"v{n}") for n in range(40)))


def _more(question: Question) -> tuple[Row | Buttons | Choice | Picture, ...]:
    if question.verb == "latest":
        return tuple(
            Row(f"r{n:07}", f"2026-03-{n % 28 + 1:02}", f"Row {n} {'of many ' * 8}", Tone.HAPPENED) for n in range(ROWS)
        )
    if question.verb == "timeline" and "picture" in question.options:
        row = Row("r1", "2026-03-01", "Corvid Labs releases Heron-1", Tone.HAPPENED)
        return (Picture("Heron", (row,), "1 March 2026: Corvid Labs releases Heron-1"),)
    acts = tuple(Act(f"Open {one}", Ask("story", {"id": one})) for one in (*STORIES, "gone"))
    pressed = (
        Act("Timeline", Ask("timeline", {"topic": "heron"})),
        Act("From a day", Ask("timeline", {"topic": "heron"}), typed="from"),
        Act("How many", Ask("latest"), typed="max"),
        Act("For admins", Ask("deliveries list")),
    )
    return (Buttons(pressed), Choice("Open a story", acts))
