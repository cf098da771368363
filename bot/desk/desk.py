"""The desk: answers a question by its command, and proposes what may be meant while one is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from bot.desk.answers import ANSWERS
from bot.desk.checks import checked, is_asked_there, may_ask
from bot.desk.commands import COMMANDS
from bot.desk.context import Asked, Context, zone_of
from bot.desk.eyes import eyes_for, seen_context
from bot.desk.kept import Kept
from bot.desk.limiting import Limits
from bot.desk.own import with_rating
from bot.desk.regrouped import view_of
from bot.desk.roles import with_grant
from bot.desk.sight import look_at_channels
from bot.desk.stories import shows_acts
from bot.desk.suggest import suggested
from bot.desk.tracked import topics_version
from digests.ask import Ask
from digests.desk import Asker, Command, Question, Suggestion
from digests.errors import BadInput, NotFound
from digests.language import Lang
from digests.layout.chat_words import ChatWords
from digests.page import Page
from digests.schedule.zones import is_zone
from digests.subscription import TERMINAL

SAME_FOR_ALL = frozenset({"figures", "latest", "search", "story", "timeline", "why"})
"""Verbs whose answer hangs on the options, the reader's language and zone, and the news alone."""

CHATS_ASK = MappingProxyType({"timeline": {"topic": "llama"}, "figures": {"entity": "llama"}})
"""What is meant in a chat where nothing is named: of everything is too much to read there, and to make in a second."""

_BY_VERB = {command.verb: command for command in COMMANDS}


@dataclass(frozen=True, slots=True)
class NewsDesk:
    """Answers every verb from one context; a ``digests.ports.Desk``."""

    context: Context
    kept: Kept = field(default_factory=Kept)
    limits: Limits | None = None
    """How often may be asked in chats; None for as often as one likes."""

    @property
    def commands(self) -> Sequence[Command]:
        """Everything that can be asked, in the order in which it is shown."""
        return COMMANDS

    async def answer(self, question: Question) -> Page:
        """Return the answer as a page. Raises Refusal where it cannot be answered."""
        now = self.context.clock.now()
        if self.limits:
            self.limits.let_in(question.verb, question.asker, now)
        question = await self._granted(question)
        command = _command(question)
        options = checked(command, question.options)
        await look_at_channels(command, options, question.asker)
        if self.limits:
            self.limits.let_work(command.verb, question.asker, now)
        if question.asker.platform != TERMINAL:
            options = CHATS_ASK.get(command.verb, {}) | dict(options)
        zone = question.zone if is_zone(question.zone) else await zone_of(self.context, question.asker)
        context = await seen_context(self.context, question.asker.platform, question.asker.tenant)
        asked = Asked(context, replace(question, options=options, zone=zone))
        page = _finished(command, asked, await self._answered(command.verb, asked))
        if question.asker.platform == TERMINAL:
            return page
        return ChatWords(COMMANDS, self.context.command).page(with_rating(page, asked.words))

    async def _answered(self, verb: str, asked: Asked) -> Page:
        """Return the answer, kept from an earlier asking where it is the same for everybody and nothing has changed."""
        make, question = ANSWERS[verb], asked.question
        if verb not in SAME_FOR_ALL:
            return await make(asked)
        theirs = await topics_version(asked), await eyes_for(asked), await view_of(asked)
        version = await asked.context.store.version(), *theirs
        shown = question.asker.platform != TERMINAL, verb == "story" and shows_acts(asked)
        key = (verb, tuple(question.options.items()), question.lang, question.zone, shown, version)
        return await self.kept.page(key, lambda: make(asked))

    async def language(self, asker: Asker) -> Lang | None:
        """Return the language that the person chose; None where they chose none."""
        return await self.context.languages.of(asker, self.context.ledger, self.context.clock.now())

    async def _granted(self, question: Question) -> Question:
        """Return the question with what its asker was granted, looked up at every asking."""
        return replace(question, asker=await with_grant(question.asker, self.context.ledger))

    async def suggest(self, question: Question, option: str, typed: str) -> Sequence[Suggestion]:
        """Return what may be meant by what is typed so far for an option, the likeliest first, at most 25."""
        question, command = await self._granted(question), _BY_VERB.get(question.verb)
        wanted = command.option(option) if command and may_ask(command, question.asker) else None
        if wanted is None:
            return ()
        context = await seen_context(self.context, question.asker.platform, question.asker.tenant)
        return await suggested(Asked(context, question), wanted, typed)


def _command(question: Question) -> Command:
    """Return the command that is asked. Raises NotFound, and BadInput for one who may not ask it."""
    command = _BY_VERB.get(question.verb)
    if command is None or not is_asked_there(command, question.asker):
        raise NotFound("no-such-question", question.verb, known=_known(question.asker))
    if not may_ask(command, question.asker):
        raise BadInput("not-allowed", question.verb)
    return command


def _known(asker: Asker) -> tuple[str, ...]:
    return tuple(command.verb for command in COMMANDS if may_ask(command, asker) and command.is_typed)


def _finished(command: Command, asked: Asked, page: Page) -> Page:
    """Return the page with what it answers, unless asking that again would change something."""
    ask = None if command.changes else page.ask or Ask(command.verb, asked.question.options)
    return replace(page, ask=ask, opened=asked.question.options.get("quotes") is True)
