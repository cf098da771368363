"""``settings``: what a tenant has settled for all its digests, and for the schedules that it sets from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.desk.changing import WAS, draft, is_chat, offer, settle
from bot.desk.commands import ALL, YES
from bot.desk.context import Asked
from bot.desk.schedules import with_next_run
from bot.desk.settled import resting
from bot.desk.sight import is_seen
from bot.desk.trying import tried
from digests.change import Change, Holds, Value
from digests.compose import PER_OUTLET
from digests.language import Lang
from digests.layout.settled import settled_page
from digests.page import Page
from digests.schedule.runs import runs_between
from digests.schedule.typed import quiet_days_typed
from digests.schedule.zones import zone_typed
from digests.settled import (
    NAMES,
    RESETS,
    Settled,
    ordered_as,
    settings_name,
    settled_held,
    settled_value,
    without,
)
from digests.standing import order_value
from digests.subscription import LENGTH, Claim, Subscription, WhenEmpty

SHOWN = 8
"""Stories that a trial shows at most."""
LOOKED_AHEAD = timedelta(days=366)
"""For digests that would fall on a quiet day."""
USUAL = Settled(
    length=LENGTH,
    when_empty=WhenEmpty.SILENT,
    alerts=0,
    threaded=False,
    per_outlet=PER_OUTLET,
)
"""What holds where a tenant has settled nothing."""


@dataclass(frozen=True, slots=True)
class _Wish:
    before: Settled
    after: Settled
    change: Change
    orders: tuple[tuple[Subscription, Subscription], ...]
    """Schedules that are to be changed with it, before and after."""


async def answer_settings(asked: Asked) -> Page:
    """Answer with what is settled; where options say otherwise, show how it would be, and what comes of it.

    Options: ``lang``, ``zone``, ``length``, ``when-empty``, ``alerts``, ``thread``, ``quiet``, ``per-outlet``, and
    ``reset`` for what is to be left as the program has it; ``existing``, where the schedules that are there are to be
    changed likewise.
    """
    if not asked.question.options:
        before, _ = await _held(asked)
        return settled_page(before, before, USUAL, asked.words, asked.zone)
    if not is_chat(asked):
        return await save_settings(asked)
    wish = await _wish(asked)
    return await offer(asked, wish.change, await _page(asked, wish, "if-saved"))


async def save_settings(asked: Asked) -> Page:
    """Settle it from now on. Raises Refusal."""
    wish = await _wish(asked)
    page = await _page(asked, wish, "saved", tries=asked.text(WAS) is None)
    await settle(asked, wish.change)
    await _change_orders(asked, wish.orders)
    await renew_runs(asked, wish.change)
    return page


async def _change_orders(asked: Asked, orders: Sequence[tuple[Subscription, Subscription]]) -> None:
    """Change the schedules, each a change of its own; one that somebody else changed meanwhile stays as it is."""
    for before, after in orders:
        tenant = after.channel.platform, after.channel.tenant
        change = draft(asked, Holds.SCHEDULE, after.id, order_value(before), order_value(after), tenant=tenant)
        later = await with_next_run(asked, after) if after.schedule != before.schedule else after
        await asked.context.ledger.change(change, later.next_run)


async def renew_runs(asked: Asked, change: Change) -> None:
    """Let the coming digests of a tenant be those that its quiet days leave, after a change of its settings."""
    sides = (settled_held(side).quiet_days for side in (change.before, change.after))
    if change.holds is not Holds.SETTINGS or len({*sides}) == 1:
        return
    ledger = asked.context.ledger
    orders = await ledger.orders(change.platform, change.tenant)
    waiting = [order for order in orders if order.next_run and order.next_run > asked.now]  # what is due stays due
    await ledger.claim([Claim(one, None, (await with_next_run(asked, one)).next_run) for one in waiting])


async def _wish(asked: Asked) -> _Wish:
    before, value = await _held(asked)
    after, asker = _typed(asked, before), asked.question.asker
    name = settings_name(asker.platform, asker.tenant)
    change = draft(asked, Holds.SETTINGS, name, value, settled_value(after))
    return _Wish(before, after, change, await _orders(asked, before, after))


async def _orders(asked: Asked, before: Settled, after: Settled) -> tuple[tuple[Subscription, Subscription], ...]:
    """Return the schedules that are there with what is settled anew, where the asker wants that and sees their channel.

    What they are bound to otherwise stays.
    """
    if asked.text("existing") != YES:
        return ()
    new = without(after, [name for name in NAMES if getattr(before, name) == getattr(after, name)])
    pairs = [(one, ordered_as(one, new)) for one in await _own_orders(asked)]
    return tuple(
        [pair for pair in pairs if pair[0] != pair[1] and await is_seen(pair[0].channel, asked.question.asker)]
    )


def _typed(asked: Asked, before: Settled) -> Settled:
    """Return what is settled with what is typed in place of it. Raises BadInput."""
    lang, zone, when_empty, thread, quiet, reset = (
        asked.text(name) for name in ("lang", "zone", "when-empty", "thread", "quiet", "reset")
    )
    length, alerts, per_outlet = (asked.number(name) for name in ("length", "alerts", "per-outlet"))
    kept = without(before, RESETS.values() if reset == ALL else [RESETS[reset]] if reset else ())
    return Settled(
        lang=Lang(lang) if lang else kept.lang,
        zone=zone_typed(zone) if zone else kept.zone,
        length=kept.length if length is None else length,
        when_empty=WhenEmpty(when_empty) if when_empty else kept.when_empty,
        alerts=kept.alerts if alerts is None else alerts,
        threaded=thread == YES if thread else kept.threaded,
        quiet_days=quiet_days_typed(quiet) if quiet else kept.quiet_days,
        per_outlet=kept.per_outlet if per_outlet is None else per_outlet,
    )


async def _own_orders(asked: Asked) -> list[Subscription]:
    """Return the schedules of the asker's tenant that the asker may see; the operator's, those of the terminal."""
    asker = asked.question.asker
    every = await asked.context.ledger.orders(asker.platform, asker.tenant)
    return [one for one in every if asked.may_see(one.channel)]


async def _held(asked: Asked) -> tuple[Settled, Value | None]:
    """Return what the asker's tenant has settled, and that as it is held."""
    asker = asked.question.asker
    held = await asked.context.ledger.held(Holds.SETTINGS, asker.platform, asker.tenant)
    value = next((one.value for one in held), None)
    return settled_held(value), value


async def _page(asked: Asked, wish: _Wish, outcome: str, *, tries: bool = True) -> Page:
    """Return the page of what would be, or is; where the cap is another, with what a digest would have brought."""
    before, after = wish.before, wish.after
    is_tried = tries and before.per_outlet != after.per_outlet
    trial = await tried(asked, (), SHOWN, per_outlet=after.per_outlet or PER_OUTLET) if is_tried else None
    fallen = await _fallen(asked, after.quiet_days - before.quiet_days) if tries else 0
    orders = len(wish.orders)
    return settled_page(
        before, after, USUAL, asked.words, asked.zone, outcome, fallen=fallen, orders=orders, trial=trial
    )


async def _fallen(asked: Asked, days: frozenset[date]) -> int:
    """Return how many digests of the year to come fall on the days."""
    if not days:
        return 0
    context, asker = asked.context, asked.question.asker
    theirs = await context.ledger.orders(asker.platform, asker.tenant)
    until = asked.now + LOOKED_AHEAD
    orders = [one for one in await resting(context.ledger, theirs) if not one.paused]
    return sum(day in days for one in orders for day, _, _ in runs_between(one.schedule, asked.now, until))
