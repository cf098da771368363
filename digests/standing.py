"""A channel's standing order as the value of a change, and back: all of it but its next run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from digests.language import Lang
from digests.subscription import Schedule, Subscription, WhenEmpty, channel_typed


def order_value(order: Subscription) -> dict[str, object]:
    """Return a standing order as JSON-ready values."""
    schedule = order.schedule
    return {
        "channel": str(order.channel),
        "topics": list(order.topics),
        "times": [f"{at:%H:%M}" for at in schedule.times],
        "zone": schedule.zone,
        "weekdays": sorted(schedule.weekdays),
        "quiet_days": [day.isoformat() for day in sorted(schedule.quiet_days)],
        "lang": order.lang.value,
        "created": order.created.isoformat(),
        "length": order.length,
        "when_empty": order.when_empty.value,
        "alerts": order.alerts,
        "paused": order.paused,
        "ordered_by": order.ordered_by,
        "threaded": order.threaded,
    }


def order_held(order_id: str, value: Mapping[str, object], next_run: datetime | None = None) -> Subscription:
    """Return the standing order of such values; KeyError, ValueError or BadInput for others."""
    schedule = Schedule(
        times=tuple(map(time.fromisoformat, _texts(value["times"]))),
        zone=str(value["zone"]),
        weekdays=frozenset(map(int, _texts(value["weekdays"]))),
        quiet_days=frozenset(map(date.fromisoformat, _texts(value["quiet_days"]))),
    )
    return Subscription(
        id=order_id,
        channel=channel_typed(str(value["channel"])),
        topics=tuple(_texts(value["topics"])),
        schedule=schedule,
        lang=Lang(str(value["lang"])),
        created=datetime.fromisoformat(str(value["created"])),
        length=int(str(value["length"])),
        when_empty=WhenEmpty(str(value["when_empty"])),
        alerts=int(str(value["alerts"])),
        paused=value["paused"] is True,
        next_run=next_run,
        ordered_by=str(value["ordered_by"]),
        threaded=value["threaded"] is True,
    )


def _texts(value: object) -> Iterable[str]:
    return map(str, value) if isinstance(value, list | tuple) else ()
