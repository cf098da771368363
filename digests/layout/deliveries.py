"""The pages on deliveries: what is on its way, what waits for an admin, and what an admin decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from digests.delivery import Delivery, State
from digests.layout import acts
from digests.layout.dates import shown_instant
from digests.page import Block, Buttons, Heading, Page, Row, Text, Tone
from digests.words import Words

STUCK = timedelta(minutes=5)
"""A post that is unclear for longer than this is an alarm: nobody looks after it."""


def is_stuck(delivery: Delivery, now: datetime) -> bool:
    """Say whether a delivery has been unclear for too long."""
    began = delivery.first_try
    return delivery.state is State.SENDING and began is not None and now - began > STUCK


def deliveries_page(deliveries: Sequence[Delivery], now: datetime, zone: tzinfo, words: Words) -> Page:
    """Return deliveries, each with what it waits for. Its record: ``{"version": 1, "kind": "deliveries", …}``."""
    title = words.say("deliveries.title")
    body: list[Block] = []
    for one in deliveries:
        body += [delivery_row(one, now, zone, words), *_deciding(one, words)]
    empty = Text(words.say("deliveries.empty"), Tone.QUIET)
    records = [delivery_record(one, now, words) for one in deliveries]
    record = {"version": 1, "kind": "deliveries", "deliveries": records}
    return Page(title, (Heading(title, 1), *(body or (empty,))), record)


def _deciding(delivery: Delivery, words: Words) -> tuple[Buttons, ...]:
    """Return what an admin may decide about a parked delivery."""
    verbs = ("mark-sent", "resend", "drop") if delivery.state is State.PARKED else ()
    return acts.buttons(*(acts.act(verb, f"deliveries {verb}", words, delivery=delivery.key) for verb in verbs))


def decided_page(delivery: Delivery, now: datetime, words: Words) -> Page:
    """Return what was decided about a delivery: ``{"version": 1, "kind": "delivery", "outcome", "delivery"}``."""
    line = words.say(f"deliveries-done.{delivery.state}", mark=delivery.mark, channel=delivery.channel)
    record = {
        "version": 1,
        "kind": "delivery",
        "outcome": str(delivery.state),
        "delivery": delivery_record(delivery, now, words),
    }
    return Page(line, (Text(line),), record)


def delivery_row(delivery: Delivery, now: datetime, zone: tzinfo, words: Words) -> Row:
    """Return a delivery as a row: when it was promised, which and where to, why it waits, and what can be done."""
    reason = words.reason(delivery.reason) if delivery.reason else ""
    way_out = words.say("deliveries.way-out", delivery=delivery.key) if delivery.state is State.PARKED else ""
    stuck = words.say("deliveries.stuck-way-out") if is_stuck(delivery, now) else ""
    return Row(
        id=delivery.key,
        date=shown_instant(delivery.promised, zone, words),
        line=words.say("deliveries.line", mark=delivery.mark, channel=delivery.channel),
        tone=Tone.WARNING if is_stuck(delivery, now) or delivery.state is State.PARKED else Tone.PLAIN,
        mark=words.say(f"delivery.{_standing(delivery, now)}"),
        note="\n".join(filter(None, (reason, way_out, stuck))),
    )


def delivery_record(delivery: Delivery, now: datetime, words: Words) -> dict[str, object]:
    """Return a delivery as plain values."""
    return {
        "key": delivery.key,
        "mark": str(delivery.mark),
        "channel": str(delivery.channel),
        "state": str(delivery.state),
        "stuck": is_stuck(delivery, now),
        "promised": delivery.promised.isoformat(),
        "due": delivery.due.isoformat(),
        "first_try": delivery.first_try.isoformat() if delivery.first_try else None,
        "attempts": delivery.attempts,
        "message": delivery.message or None,
        "reason": words.reason(delivery.reason) if delivery.reason else None,
        "reason_key": delivery.reason.key if delivery.reason else None,
    }


def _standing(delivery: Delivery, now: datetime) -> str:
    if is_stuck(delivery, now):
        return "stuck"
    is_unclear = delivery.state is State.SENDING and delivery.lease is not None and delivery.lease <= now
    return "unclear" if is_unclear else str(delivery.state)
