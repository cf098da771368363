"""``deliveries`` and its verbs: what is on its way, and an admin's word on what is parked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.desk.context import Asked
from digests.delivery import Delivery, State
from digests.errors import BadInput, NotFound
from digests.layout.deliveries import decided_page, deliveries_page
from digests.noticing import PARKED
from digests.page import Page
from digests.subscription import TERMINAL

MANY = 1_000
"""Deliveries of a state that are looked at."""


async def answer_deliveries(asked: Asked) -> Page:
    """Answer with what is parked, unclear or due."""
    found = [one for state in (State.PARKED, State.SENDING, State.DUE) for one in await seen(asked, state)]
    return deliveries_page(found, asked.now, asked.zone, asked.words)


async def seen(asked: Asked, state: State) -> list[Delivery]:
    """Return the deliveries in that state that the asker may see, oldest first."""
    asker = asked.question.asker
    whose = () if asker.platform == TERMINAL else (asker.platform, asker.tenant)
    return [one for one in await asked.context.ledger.deliveries(state, MANY, *whose) if asked.may_see(one.channel)]


def _deciding(state: State) -> Callable[[Asked], Awaitable[Page]]:
    """Return the answer that lets a word stand for the parked delivery of the option ``delivery``: its key or mark."""

    async def answer(asked: Asked) -> Page:
        meant = await _meant(asked, asked.needed("delivery"))
        decided = await asked.context.ledger.decide(meant.key, state, asked.now)
        if decided is None:
            raise BadInput("delivery-not-parked", meant.key, state=meant.state)
        await _settle(asked, decided)
        return decided_page(decided, asked.now, asked.words)

    return answer


answer_resend, answer_mark_sent, answer_drop = (_deciding(state) for state in (State.DUE, State.SENT, State.DEAD))


async def _meant(asked: Asked, name: str) -> Delivery:
    """Return the delivery of that key, or the parked one of that mark. Raises NotFound, as for one of other tenants."""
    edition = await asked.context.ledger.deliveries_of(name.rpartition("/")[0])
    by_key = [one for one in edition if one.key == name and asked.may_see(one.channel)]
    marked = [one for one in await seen(asked, State.PARKED) if str(one.mark) == " ".join(name.split())]
    found = by_key or marked
    if not found:
        raise NotFound("no-such-delivery", name)
    if len(found) > 1:
        raise NotFound("delivery-of-several", name, keys=tuple(one.key for one in found))
    return found[0]


async def _settle(asked: Asked, decided: Delivery) -> None:
    """Note that it is over, once nothing is parked in the channel any more."""
    ledger = asked.context.ledger
    there = decided.channel.platform, decided.channel.tenant
    if any(one.channel == decided.channel for one in await ledger.deliveries(State.PARKED, MANY, *there)):
        return
    for notice in await ledger.notices():
        if (notice.subject, notice.reason.key, notice.over) == (str(decided.channel), PARKED, None):
            await ledger.save_notice(replace(notice, over=asked.now))
