"""What is pressed beneath a change that was shown: it is saved, changed once more, or left alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.desk.changing import WAS, Answer
from bot.desk.checks import may_ask
from bot.desk.commands import COMMANDS
from bot.desk.context import Asked
from bot.desk.sight import look_at_channels
from digests.change import Proposal
from digests.errors import BadInput, NotFound
from digests.layout.changes import discarded_page
from digests.page import Page
from digests.topic_typed import combined


def saving(saves: Mapping[str, Answer]) -> Answer:
    """Return what answers ``save``, given the functions that save, by the verbs that proposed."""

    async def answer_save(asked: Asked) -> Page:
        """Save what was proposed, if whoever presses proposed it and may still ask for it. Raises Refusal."""
        proposal = await _proposed(asked)
        again = await _again(asked, proposal, proposal.options, saves)
        page = await saves[proposal.verb](again)
        await asked.context.ledger.forget_proposal(proposal.id)
        return page

    return answer_save


def changing(shows: Mapping[str, Answer]) -> Answer:
    """Return what answers ``change``, given the functions that show a change, by their verbs."""

    async def answer_change(asked: Asked) -> Page:
        """Show what was proposed with what is typed now in place of what was; else as it is. Raises Refusal."""
        proposal = await _proposed(asked)
        typed = {name: value for name, value in asked.question.options.items() if name != "id"}
        options = {name: value for name, value in proposal.options.items() if name != WAS}
        together = {name: _together(options.get(name), value) for name, value in typed.items()}
        again = await _again(asked, proposal, {**options, **together}, shows)
        page = await shows[proposal.verb](again)
        await asked.context.ledger.forget_proposal(proposal.id)
        return page

    return answer_change


def _together(before: object, typed: object) -> object:
    """Return the value of an option that is typed once more."""
    return combined(tuple(before), typed) if isinstance(before, tuple | list) and isinstance(typed, tuple) else typed


async def answer_discard(asked: Asked) -> Page:
    """Forget what was proposed; what is not the asker's stays."""
    asker, ledger = asked.question.asker, asked.context.ledger
    its = asked.needed("id")
    if await ledger.proposed(asker.platform, asker.tenant, asker.user, its, asked.now):
        await ledger.forget_proposal(its)
    return discarded_page(asked.words)


async def _proposed(asked: Asked) -> Proposal:
    """Return what the asker proposed. Raises NotFound."""
    asker, its = asked.question.asker, asked.needed("id")
    found = await asked.context.ledger.proposed(asker.platform, asker.tenant, asker.user, its, asked.now)
    if found is None:
        raise NotFound("no-such-proposal", its)
    return found


async def _again(asked: Asked, proposal: Proposal, options: Mapping[str, object], known: Mapping[str, Answer]) -> Asked:
    """Return the question that was asked then, as it is asked now. Raises Refusal where it may not be any more."""
    asker = asked.question.asker
    command = next((one for one in COMMANDS if one.verb == proposal.verb), None)
    if command is None or command.verb not in known or not may_ask(command, asker):
        raise BadInput("not-allowed", proposal.verb)
    await look_at_channels(command, options, asker)
    return replace(asked, question=replace(asked.question, verb=proposal.verb, options=MappingProxyType({**options})))
