"""What a tenant has settled for all its digests, and what for the schedules that it sets from then on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from types import MappingProxyType

from digests.change import Held
from digests.language import Lang
from digests.subscription import Subscription, WhenEmpty


@dataclass(frozen=True, slots=True)
class Settled:
    """None, and no days, for what the tenant leaves as the program has it."""

    lang: Lang | None = None
    zone: str | None = None
    """An IANA name."""
    length: int | None = None
    """Stories of a digest at most."""
    when_empty: WhenEmpty | None = None
    alerts: int | None = None
    """Stories a day that may come between digests."""
    threaded: bool | None = None
    quiet_days: frozenset[date] = frozenset()
    """Local dates without a digest in any channel, whatever their schedules say."""
    per_outlet: int | None = None
    """Stories of one digest that may rest on one and the same outlet alone."""


RESETS = MappingProxyType(
    {
        "language": "lang",
        "time-zone": "zone",
        "stories": "length",
        "when-empty": "when_empty",
        "alerts": "alerts",
        "threads": "threaded",
        "quiet-days": "quiet_days",
        "per-outlet": "per_outlet",
    }
)
"""What can be left as the program has it again: what is typed, and the field it stands for."""
NAMES = tuple(field.name for field in fields(Settled))
AT_ONCE = ("quiet_days", "per_outlet")
"""What holds for every digest at once; the others are for schedules that are set from then on."""


def settings_name(platform: str, tenant: str) -> str:
    """Return under which name a tenant's settings are held: it says whose they are where those of all are read."""
    return f"{platform}:{tenant}"


def settled_value(settled: Settled) -> dict[str, object] | None:
    """Return what is settled as JSON-ready values; None where nothing is."""
    told = {name: getattr(settled, name) for name in NAMES}
    days = [day.isoformat() for day in sorted(settled.quiet_days)]
    kept = {name: one for name, one in {**told, "quiet_days": days or None}.items() if one is not None}
    return {name: str(one) if isinstance(one, str) else one for name, one in kept.items()} or None


def settled_held(value: Mapping[str, object] | None) -> Settled:
    """Return what such values settle; ValueError for others."""
    told = value or {}
    length, alerts, per_outlet = (_number(told.get(name)) for name in ("length", "alerts", "per_outlet"))
    days = told.get("quiet_days")
    return Settled(
        lang=Lang(str(told["lang"])) if "lang" in told else None,
        zone=str(told["zone"]) if "zone" in told else None,
        length=length,
        when_empty=WhenEmpty(str(told["when_empty"])) if "when_empty" in told else None,
        alerts=alerts,
        threaded=told["threaded"] is True if "threaded" in told else None,
        quiet_days=frozenset(date.fromisoformat(str(day)) for day in (days if isinstance(days, list | tuple) else ())),
        per_outlet=per_outlet,
    )


def without(settled: Settled, names: Collection[str]) -> Settled:
    """Return it with those left as the program has them."""
    bare = Settled()
    return replace(settled, **{name: getattr(bare, name) for name in names})


def ordered_as(order: Subscription, settled: Settled) -> Subscription:
    """Return a new order with what is settled for schedules in place of what the program would have."""
    names = ("lang", "length", "when_empty", "alerts", "threaded")
    wanted = {name: one for name in names if (one := getattr(settled, name)) is not None}
    schedule = replace(order.schedule, zone=settled.zone or order.schedule.zone)
    return replace(order, schedule=schedule, **wanted)


def quiet_days_of(every: Iterable[Held]) -> dict[str, frozenset[date]]:
    """Return the quiet days of all tenants that have some, by the name under which their settings are held."""
    days = {one.name: settled_held(one.value).quiet_days for one in every}
    return {name: quiet for name, quiet in days.items() if quiet}


def at_rest(order: Subscription, quiet: Mapping[str, frozenset[date]]) -> Subscription:
    """Return a channel's order with the quiet days of its tenant beside its own (``quiet_days_of``).

    What one reader follows comes on those days too.
    """
    days = quiet.get(settings_name(order.channel.platform, order.channel.tenant))
    if not days or order.wanted is not None:
        return order
    return replace(order, schedule=replace(order.schedule, quiet_days=order.schedule.quiet_days | days))


def _number(told: object) -> int | None:
    return told if isinstance(told, int) else None
