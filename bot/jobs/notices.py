"""Notices: admins are told what stopped, once, then daily, then that it is over."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta

from bot.jobs.press import Press
from digests.delivery import Delivery, Later, Never, Outcome, Scope, State
from digests.noticing import noticed, settled, tellings
from digests.points import Point
from digests.story import Reason
from digests.subscription import SLACK, Channel, Subscription

LASTING = timedelta(minutes=5)
"""Whoever runs the bot is told where a platform shuts it out for so long …"""
IN_VAIN = 4
"""… or where a delivery was tried so often, and all had to wait each time."""


def tenant_subject(platform: str, tenant: str) -> str:
    """Return what a notice about a server or a workspace is about."""
    return f"{platform}:{tenant}"


def bot_subject(channel: Channel) -> str:
    """Return what a notice is about that meets all who are posted to with the same token.

    On Slack that is a workspace, where the bot has a token of its own; elsewhere the platform.
    """
    return tenant_subject(channel.platform, channel.tenant) if channel.platform == SLACK else channel.platform


async def note_refused(press: Press, delivery: Delivery, outcome: Outcome) -> None:
    """Note that a delivery will not be posted; where the channel or all its tenant is closed to us, let that rest."""
    channel, subject = delivery.channel, str(delivery.channel)
    if isinstance(outcome, Never) and outcome.pauses:
        resting = await press.ledger.subscriptions_in(channel)
        if outcome.scope is Scope.BOT:
            subject = tenant_subject(channel.platform, channel.tenant)
            resting = await press.ledger.subscriptions_at(channel.platform, channel.tenant)
        await let_rest(press, resting)
        press.passing(Point.PAUSED)
    if delivery.reason:
        await note_trouble(press, subject, delivery.reason)
        press.passing(Point.NEVER_NOTICED)


async def let_rest(press: Press, subscriptions: Iterable[Subscription]) -> int:
    """Let subscriptions rest that do not; return how many that were."""
    awake = [one for one in subscriptions if not one.paused]
    for one in awake:
        await press.ledger.save_subscription(replace(one, paused=True))
    return len(awake)


async def note_shut_out(press: Press, delivery: Delivery, outcome: Later) -> None:
    """Note that nothing at all can be posted with a token, where that is no matter of seconds."""
    if outcome.scope is Scope.BOT and (outcome.wait >= LASTING or delivery.attempts >= IN_VAIN):
        await note_trouble(press, bot_subject(delivery.channel), outcome.reason)


async def note_stuck(press: Press, delivery: Delivery) -> None:
    """Note that a delivery is parked or given up."""
    key = "parked" if delivery.state is State.PARKED else "given-up"
    await note_trouble(press, str(delivery.channel), Reason(key, {"mark": str(delivery.mark)}))


async def note_trouble(press: Press, subject: str, reason: Reason) -> None:
    """Note a trouble, unless it is known."""
    notice = noticed(await press.ledger.notices(), subject, reason, press.clock.now())
    if notice:
        await press.ledger.save_notice(notice)


async def note_well(press: Press, subjects: Collection[str]) -> None:
    """Note that all is well with those again."""
    if not subjects:
        return
    for notice in settled(await press.ledger.notices(), subjects, press.clock.now()):
        await press.ledger.save_notice(notice)


async def tell(press: Press) -> None:
    """Tell what is to be told now.

    It is noted as told first: a notice that is lost comes again the next day, one that comes twice is noise.
    """
    for telling in tellings(await press.ledger.notices(), press.clock.now()):
        if telling.over:
            await press.ledger.forget_notice(telling.notice.key)
        else:
            await press.ledger.save_notice(telling.notice)
        await press.tell(telling)
