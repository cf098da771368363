"""The two tenants ask whatever comes to mind, and what came from the one to the other is counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import cast

from bot.desk.commands import COMMANDS
from bot.desk.desk import NewsDesk
from digests.ask import Ask
from digests.desk import Asker, Question
from digests.errors import Refusal
from digests.feed import shown_address
from digests.language import Lang
from digests.own_feeds import mark_in, mark_of, mark_of_id
from digests.page import Buttons, Choice, Page
from digests.publishing import Ledger
from tests.bot.desk.rivals.handed import Handed
from tests.bot.desk.rivals.tenant import Tenant
from tests.bot.desk.rivals.typing import Typist, feed_of, ghost, referring
from tests.bot.desk.rivals.watch import Watch
from tests.bot.desk.rivals.world import OWN, a_desk
from tests.fakes.clock import FakeClock

PEOPLE = ("admin",) * 6 + ("second",) * 2 + ("editor", "reader", "guest")
LANGS = (Lang.EN, Lang.HANS, Lang.HANT)
KEPT = 40
"""Asks that a tenant remembers to press."""


@dataclass
class Told:
    """What came of it."""

    asked: int = 0
    answered: Counter[str] = field(default_factory=Counter)
    """Questions that were not refused, by their verbs."""
    refused: Counter[str] = field(default_factory=Counter)
    """Why the others were."""
    written: Counter[str] = field(default_factory=Counter)
    """Rows that were written, by tables."""
    wrong: list[str] = field(default_factory=list)
    """Each time that something of the other was read, told, told apart or changed."""


@dataclass
class Rivals:
    """Both at the one desk."""

    desk: NewsDesk
    watch: Watch
    handed: Handed
    typists: Sequence[Typist]
    draw: Random
    told: Told = field(default_factory=Told)
    _asks: dict[str, list[Ask]] = field(default_factory=dict)

    async def ask(self, times: int, *, until_wrong: bool = False) -> Told:
        """Ask so many times, of either side as it comes."""
        for _ in range(times):
            if until_wrong and self.told.wrong:
                break
            typist = self.draw.choice(self.typists)
            clock = self.desk.context.clock
            assert isinstance(clock, FakeClock)
            clock.advance(timedelta(seconds=2))  # not so long that a proposal is over: those of all are forgotten then
            await self._once(typist, typist.own.person(self.draw.choice(PEOPLE)))
        return self.told

    async def ask_everything(self) -> Told:
        """Let an admin and a reader of either ask every command once."""
        chat = [command for command in COMMANDS if command.chat]
        for typist, command, who in product(self.typists, chat, ("admin", "reader")):
            asker = typist.own.person(who)
            await self._answered(typist, Question(command.verb, typist.options(command), asker=asker))
        return self.told

    async def ask_of_each_sort(self) -> Told:
        """Let an admin of either name, in every command that names something, one thing of each sort of the other's."""
        asked = [(one, name) for one in COMMANDS if one.chat for name in referring(one)]
        for typist, (command, name) in product(self.typists, asked):
            question = Question(command.verb, typist.options(command), asker=typist.own.person("admin"))
            sorts = {typist.other.ids[one]: one for one in typist.other.private}
            for value in (*sorts.values(), str(typist.other.channel())):
                await self._twice(typist, question, {name: value})
        return self.told

    async def _once(self, typist: Typist, asker: Asker) -> None:
        draw = self.draw.random()
        own, other = (self._asks.setdefault(one.id, []) for one in (typist.own, typist.other))
        if draw < 0.25 and own:
            await self._answered(typist, _pressed(own.pop(self.draw.randrange(len(own))), asker))
        elif draw < 0.35 and other:
            private = typist.other.private
            told = [ask for ask in other if any(value in private for value in ask.options.values())]
            await self._forged(typist, _pressed(self.draw.choice(told or other), asker))
        elif draw < 0.5:
            command = typist.command()
            foreign = typist.foreign(command)
            if foreign:
                await self._twice(typist, Question(command.verb, typist.options(command), asker=asker), foreign)
        elif draw < 0.55:
            await self._suggested(typist, asker)
        else:
            command = typist.command()
            lang = self.draw.choice(LANGS)
            page = await self._answered(typist, Question(command.verb, typist.options(command), lang, "", asker))
            save = next((one for one in _asks_of(page) if one.verb == "save"), None) if page else None
            if save and self.draw.random() < 0.8:
                await self._answered(typist, _pressed(save, asker))

    async def _answered(self, typist: Typist, question: Question) -> Page | None:
        """Ask, and count what is told or changed of the other."""
        said, page = await self._said(typist.own, question)
        if page:
            self._asks[typist.own.id] = [*self._asks.setdefault(typist.own.id, []), *_asks_of(page)][-KEPT:]
        self._note(question, typist.other.is_told_in(said), "was told")
        return page

    async def _forged(self, typist: Typist, question: Question) -> None:
        """Press what stands on a page of the other: nothing of it is told but what was in the button."""
        said, _ = await self._said(typist.own, question)
        for value in _texts(question.options):
            said = said.replace(value, "")
        self._note(question, typist.other.is_told_in(said), "was told, pressing what was the other's,")

    async def _twice(self, typist: Typist, question: Question, foreign: Mapping[str, str]) -> None:
        """Name something of the other's, and then what nobody has: the same must be said."""
        (name, value), taken = *foreign.items(), question.options
        many = isinstance(taken.get(name), tuple) or _takes_many(question.verb, name)
        said: list[str] = []
        for one in (value, ghost(value, typist.other.name)):
            given = {**taken, name: (one,) if many else one}
            text, _ = await self._said(typist.own, replace(question, options=given))
            said.append(_without(text, one))
        asked = f"{question.verb} {name}={value}"
        if said[0] != said[1]:
            self.told.wrong.append(f"{asked} is answered unlike what nobody has:\n  {said[0]}\n  {said[1]}")
        self._note(question, typist.other.is_told_in(said[0]), f"was told ({asked})")

    async def _suggested(self, typist: Typist, asker: Asker) -> None:
        command = self.draw.choice([one for one in COMMANDS if one.chat and one.options])
        option = self.draw.choice(command.options)
        typed = self.draw.choice(("", "l", typist.own.name[:3], typist.other.name[:5]))
        question = Question(command.verb, asker=asker)
        found = await self.desk.suggest(question, option.name, typed)
        self._count(typist.own, question)
        self._note(question, typist.other.is_told_in(repr(found)), f"was proposed for {option.name}")

    async def _said(self, own: Tenant, question: Question) -> tuple[str, Page | None]:
        """Return all that is said, and the page, unless it is refused."""
        try:
            page = await self.desk.answer(question)
        except Refusal as refusal:
            said, answered = f"{refusal.key}: {self.desk.context.words[question.lang].refusal(refusal)}", None
            self.told.refused[refusal.key] += 1
        else:
            said, answered = repr(page), page
            self.told.answered[question.verb] += 1
        self._count(own, question)
        return said, answered

    def _count(self, own: Tenant, question: Question) -> None:
        """Count what was written, by whose it is."""
        self.told.asked += 1
        for place, owner in self.watch.touched():
            self.told.written[place] += 1
            if owner != own.id:
                self.told.wrong.append(f"{own.id} changed {place} of {owner} by {question.verb} {question.options}")
        others = {typist.own.id for typist in self.typists} - {own.id}
        for call, tenant in self.handed.take():
            if tenant in others:
                self.told.wrong.append(f"{own.id} read {call} of {tenant} by {question.verb} {question.options}")

    def _note(self, question: Question, leaked: Sequence[str], how: str) -> None:
        if leaked:
            options = dict(question.options)
            self.told.wrong.append(f"{question.asker.tenant} {how} {leaked} by {question.verb} {options}")


@asynccontextmanager
async def rivals(folder: Path, platform: str, seed: int) -> AsyncIterator[Rivals]:
    """Set both up on a new database."""
    sides = Tenant(platform, "ternwick"), Tenant(platform, "aukland")
    draw = Random(seed)  # noqa: S311  no secret: the same again for the same number
    async with a_desk(folder / f"rivals{seed}.db", sides) as desk:
        store = desk.context.store
        articles = await store.newest(99)
        stories = await store.stories_of(article.id for article in articles)
        news = [*(a.id for a in articles if not mark_of_id(a.id)), *(one.id for one in stories)]
        for side in sides:
            side.public = frozenset(news)
            for article in articles:
                if mark_in(article.outlet) in {mark_of(feed_of(side, number)) for number in OWN}:
                    side.learn(article.id, "articles")
        watch = Watch(folder / f"rivals{seed}.db", sides)
        typists = [Typist(draw, one, other, news) for one, other in (sides, sides[::-1])]
        try:
            watch.touched()
            handed = Handed(desk.context.ledger)
            context = replace(desk.context, ledger=cast("Ledger", handed))
            yield Rivals(replace(desk, context=context), watch, handed, typists, draw)
        finally:
            watch.close()


def _pressed(ask: Ask, asker: Asker) -> Question:
    return Question(ask.verb, ask.options, asker=asker)


def _asks_of(page: Page) -> list[Ask]:
    shown = (block for block in page.blocks if isinstance(block, Buttons | Choice))
    return [act.ask for block in shown for act in block.acts if not act.typed]


def _takes_many(verb: str, name: str) -> bool:
    option = next(one for one in COMMANDS if one.verb == verb).option(name)
    return option is not None and option.many


def _texts(options: Mapping[str, object]) -> list[str]:
    """Return the values as texts, long ones first."""
    every = (one for value in options.values() for one in (value if isinstance(value, tuple) else (value,)))
    return sorted(map(str, every), key=len, reverse=True)


def _without(text: str, value: str) -> str:
    """Return a text without what was typed: as it was, without its secrets, or as the slug that is made of it."""
    forms = {value, shown_address(value), re.sub(r"\W+", "-", value)}
    return re.sub("|".join(map(re.escape, sorted(forms, key=len, reverse=True))), "…", text, flags=re.IGNORECASE)
