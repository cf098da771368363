"""A desk for modals and the Home: it remembers what it was asked, and everything on its pages can be pressed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.desk.commands import COMMANDS
from digests.ask import Ask
from digests.desk import Asker, Command, Option, Question, Suggestion, Takes, Who
from digests.errors import BadInput, NotFound, Refusal
from digests.language import Lang
from digests.page import Act, Block, Buttons, Choice, Heading, Page, Picture, Rating, Row, Text, Tone

NAUGHTY = "<!channel> @everyone <@U1> *x* `y` [openai.com](https://evil.example) \u202e&lt;"
TABS = ("reader", "feeds")
"""Those of the Home; the second is for admins."""


def _commands() -> tuple[Command, ...]:
    tab = Option("tab", Takes.CHOICE, choices=TABS)
    return tuple(replace(one, options=(tab,)) if one.verb == "home" else one for one in COMMANDS)


_RATED = {"verb": "story", "id": "a1b2c3d4"}
RATING = Rating(
    Act("Useful", Ask("rate", {**_RATED, "as": "useful"})),
    Act("Not useful", Ask("rate", {**_RATED, "as": "not-useful"})),
)


class WindowDesk:
    """A ``Desk``. It does as a query says: *nothing* is refused, *broken* fails, *slow* waits for ``gate``."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.asked: list[Question] = []
        self.langs: dict[str, Lang] = {}
        self.followed: dict[str, list[str]] = {}
        self.ratings: dict[tuple[str, str], str] = {}
        self.closed = False
        """Nothing can be asked."""
        self._commands = _commands()

    @property
    def commands(self) -> Sequence[Command]:
        """Those of the real desk; the Home has two tabs."""
        return self._commands

    def of(self, verb: str) -> list[Question]:
        """Return what was asked of that verb."""
        return [one for one in self.asked if one.verb == verb]

    async def answer(self, question: Question) -> Page:
        """Answer as the verb and the options say."""
        command = next(one for one in self._commands if one.verb == question.verb)
        if self.closed or (command.who is Who.ADMINS and not question.asker.manages):
            raise Refusal("not-allowed", question.verb)
        self.asked.append(question)
        pages: dict[str, Callable[[Question], Page]] = {
            "home": self._home, "language": self._language, "follow": self._follow, "unfollow": self._unfollow,
            "rate": self._rate, "latest": _latest, "timeline": _timeline,
        }  # fmt: skip
        await self._as_told(str(question.options.get("query", "")))
        return pages.get(question.verb, _echo)(question)

    async def suggest(self, question: Question, option: str, typed: str) -> Sequence[Suggestion]:
        """Suggest what was typed, and more than Slack shows."""
        await self._as_told(typed)
        first = Suggestion(f"{question.verb} {option} {typed} {question.lang}", "first")
        return (first, Suggestion("too long", "x" * 151), *(Suggestion("l" * 150, f"v{n}") for n in range(120)))

    async def language(self, asker: Asker) -> Lang | None:
        """Return what was chosen."""
        return self.langs.get(asker.user)

    async def _as_told(self, typed: str) -> None:
        if typed == "slow":
            await self.gate.wait()
        if typed == "late nothing":
            await self.gate.wait()
            raise NotFound("no-such-id", typed)
        if typed == "nothing":
            raise NotFound("no-such-id", typed)
        if typed == "broken":
            msg = "a defect, and a secret of it"
            raise RuntimeError(msg)

    def _home(self, question: Question) -> Page:
        tab = str(question.options.get("tab", TABS[0]))
        if tab != TABS[0] and not question.asker.manages:
            raise Refusal("not-allowed", question.verb)
        title = f"Home of {question.asker.user}: {tab} in {question.lang}"
        followed = self.followed.get(question.asker.user, [])
        blocks: list[Block] = [Heading(title, 1), Text(f"Followed: {', '.join(followed) or 'nothing'}")]
        rows = (Row(f"r{n}", "2026-03-01", f"Row {n} {'of many ' * 20}", Tone.HAPPENED) for n in range(90))
        langs = (Act(one.value, Ask("language", {"lang": one.value})) for one in (Lang.EN, Lang.HANS, Lang.HANT))
        acts = (
            Act("Open story", Ask("story", {"id": "a1b2c3d4"})),
            Act("Following", Ask("following")),
            Act("Unfollow heron", Ask("unfollow", {"subject": "heron"})),
            Act("Follow", Ask("follow"), typed="subject"),
            Act("Old", Ask("forgotten")),
        )
        blocks += [Choice("Language", tuple(langs)), Buttons(acts), *rows]
        if question.asker.manages:
            blocks.append(Buttons(tuple(Act(one, Ask("home", {"tab": one})) for one in TABS)))
        return Page(title, tuple(blocks), {"kind": "home"}, ask=Ask("home", question.options))

    def _language(self, question: Question) -> Page:
        lang = str(question.options["lang"])
        if lang == Lang.HANT.value and question.asker.user in self.followed:
            raise BadInput("no-such-id", lang)
        self.langs[question.asker.user] = Lang(lang)
        return Page("Language", (Text(f"Now {lang}"),))

    def _follow(self, question: Question) -> Page:
        self.followed.setdefault(question.asker.user, []).append(str(question.options["subject"]))
        return Page("Followed", (Heading("Followed", 1), Text(f"Now you follow {question.options['subject']}")))

    def _unfollow(self, question: Question) -> Page:
        self.followed[question.asker.user] = []
        return Page("Unfollowed", (Heading("Unfollowed", 1), Text("Now you follow nothing")))

    def _rate(self, question: Question) -> Page:
        self.ratings[question.asker.user, str(question.options["id"])] = str(question.options["as"])
        return Page("Thanks", (Text("Thank you"),))


def _echo(question: Question) -> Page:
    options = ", ".join(f"{name}: {value!r}" for name, value in question.options.items())
    asker = question.asker
    told = f"({options}) in {question.lang} by {asker.user}, manages: {asker.manages}, thread: {asker.in_thread}"
    acts = (
        Act("Open another", Ask("story", {"id": "b2c3d4e5"})),
        Act("Latest", Ask("latest")),
        Act("Show quotes", Ask(question.verb, {**question.options, "quotes": True})),
        Act("As a picture", Ask("timeline", {"topic": "heron", "picture": "dark"})),
        Act("Search", Ask("search"), typed="query"),
    )
    sources = Buttons((Act("Sources", Ask("sources")), Act("Unfollow all", Ask("unfollow", {"subject": "heron"}))))
    title = f"Echo of {question.verb} {NAUGHTY}"
    blocks = (Heading(title, 1), Text(told), Buttons(acts), sources, RATING)
    return Page(title, blocks, {"kind": question.verb}, ask=Ask(question.verb, question.options))


def _latest(question: Question) -> Page:
    rows = (Row(f"r{n}", "2026-03-01", f"Row {n} {'很长的一行' * 30}", Tone.HAPPENED) for n in range(200))
    return Page("Latest", (Heading("Latest", 1), *rows), {"kind": "latest"}, ask=Ask("latest", question.options))


def _timeline(question: Question) -> Page:
    row = Row("r1", "2026-03-01", "Corvid Labs releases Heron-1", Tone.HAPPENED)
    picture = Picture("Heron", (row,), "1 March 2026: Corvid Labs releases Heron-1")
    return Page("Heron", (Heading("Heron", 1), picture), {"kind": "timeline"}, ask=Ask("timeline", question.options))
