"""Telling people: whoever ordered a digest is told what stopped it, in its own language; the operator reads the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import structlog

from digests.errors import BadInput
from digests.language import Lang
from digests.noticing import Telling
from digests.publishing import Ledger
from digests.subscription import Channel, Subscription, channel_typed
from digests.words import Words

log = structlog.get_logger()


class Teller(Protocol):
    """Tells one person something on a platform, as well as it can."""

    async def tell(self, person: str, sentence: str, about: Channel | None, tenant: str) -> bool:
        """Say it to a person of a tenant, and which channel it is about; False where it did not arrive."""
        ...


async def tell_people(
    ledger: Ledger, tellers: Mapping[str, Teller], words: Mapping[Lang, Words], telling: Telling
) -> int:
    """Tell those who ordered what a notice is about; return how many were told.

    Notices that are about no channel and no server are for the operator alone.
    """
    platform, _, rest = telling.notice.subject.partition(":")
    teller = tellers.get(platform)
    if teller is None or not rest:
        return 0
    channel = _channel(telling.notice.subject)
    tenant = channel.tenant if channel else rest
    every = await ledger.subscriptions_at(platform, tenant)
    told = 0
    for person, lang in people(one for one in every if channel in (None, one.channel)):
        told += await teller.tell(person, sentence(telling, words[lang], channel), channel, tenant)
    log.info("people were told", action="tell", subject=telling.notice.subject, count=told)
    return told


def people(subscriptions: Iterable[Subscription]) -> tuple[tuple[str, Lang], ...]:
    """Return who ordered them, each person once, in the language of the first order."""
    known: dict[str, Lang] = {}
    for one in subscriptions:
        if one.ordered_by:
            known.setdefault(one.ordered_by, one.lang)
    return tuple(known.items())


def sentence(telling: Telling, words: Words, channel: Channel | None) -> str:
    """Return what a person is told. ``channel`` is None where it is about a whole server."""
    subject = words.say("notice-subject.channel" if channel else "notice-subject.server")
    key = "notice.over" if telling.over else "notice.trouble"
    return words.say(key, subject=subject, reason=words.reason(telling.notice.reason))


def _channel(subject: str) -> Channel | None:
    try:
        return channel_typed(subject)
    except BadInput:
        return None
