"""Subscriptions, slots, editions, deliveries and notices to rows and back: what goes in comes out equal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from sqlalchemy import RowMapping

from adapters.storage.following_rows import wanted_column, wanted_in
from adapters.storage.page_rows import page_of, page_row
from adapters.storage.rows import Values, reason_column, reason_in
from digests.article import Quote
from digests.delivery import Delivery, State
from digests.edition import Edition, Mark, Part, Told
from digests.language import Lang
from digests.notice import Notice
from digests.subscription import Schedule, Slot, SlotState, Subscription, WhenEmpty, channel_typed


def subscription_row(subscription: Subscription) -> Values:
    """Return the row of a subscription."""
    schedule = subscription.schedule
    return {
        "id": subscription.id,
        "channel": str(subscription.channel),
        "topics": list(subscription.topics),
        "times": [f"{at:%H:%M}" for at in schedule.times],
        "zone": schedule.zone,
        "weekdays": sorted(schedule.weekdays),
        "quiet_days": sorted(map(str, schedule.quiet_days)),
        "lang": subscription.lang,
        "created": subscription.created,
        "length": subscription.length,
        "when_empty": subscription.when_empty,
        "alerts": subscription.alerts,
        "paused": subscription.paused,
        "next_run": subscription.next_run,
        "wanted": subscription.wanted and wanted_column(subscription.wanted),
        "ordered_by": subscription.ordered_by,
        "threaded": subscription.threaded,
    }


def subscription_of(row: RowMapping) -> Subscription:
    """Return the subscription of a row."""
    schedule = Schedule(
        times=tuple(map(time.fromisoformat, row["times"])),
        zone=row["zone"],
        weekdays=frozenset(row["weekdays"]),
        quiet_days=frozenset(map(date.fromisoformat, row["quiet_days"])),
    )
    return Subscription(
        id=row["id"],
        channel=channel_typed(row["channel"]),
        topics=tuple(row["topics"]),
        schedule=schedule,
        lang=Lang(row["lang"]),
        created=row["created"],
        length=row["length"],
        when_empty=WhenEmpty(row["when_empty"]),
        alerts=row["alerts"],
        paused=row["paused"],
        next_run=row["next_run"],
        wanted=row["wanted"] and wanted_in(row["wanted"]),
        ordered_by=row["ordered_by"],
        threaded=row["threaded"],
    )


def slot_row(slot: Slot, state: SlotState) -> Values:
    """Return the row of a slot in a state."""
    return {
        "subscription": slot.subscription,
        "day": slot.day,
        "ordinal": slot.ordinal,
        "due": slot.due,
        "state": state,
    }


def slot_of(row: RowMapping) -> Slot:
    """Return the slot of a row of slots, or of editions."""
    return Slot(row["subscription"], row["day"], row["ordinal"], row["due"])


def edition_row(edition: Edition) -> Values:
    """Return the row of an edition, without its parts."""
    return {
        "id": edition.id,
        "subscription": edition.slot.subscription,
        "day": edition.slot.day,
        "ordinal": edition.slot.ordinal,
        "due": edition.slot.due,
        "channel": str(edition.channel),
        "number": edition.number,
        "frozen_at": edition.frozen_at,
        "window_start": edition.start,
        "window_end": edition.end,
        "late": edition.late,
    }


def edition_of(row: RowMapping, parts: Sequence[Part], told: Sequence[Told]) -> Edition:
    """Return the edition of a row with its parts."""
    return Edition(
        slot=slot_of(row),
        channel=channel_typed(row["channel"]),
        number=row["number"],
        frozen_at=row["frozen_at"],
        start=row["window_start"],
        end=row["window_end"],
        parts=tuple(parts),
        told=tuple(told),
        late=row["late"],
    )


def delivery_row(edition: Edition, part: Part) -> Values:
    """Return the row of a delivery that was not tried yet."""
    return {
        "edition": edition.id,
        "part": part.mark.part,
        "parts": part.mark.parts,
        "number": part.mark.number,
        "day": part.mark.day,
        "platform": edition.channel.platform,
        "channel": str(edition.channel),
        "page": page_row(part.page),
        "state": State.DUE,
        "promised": edition.frozen_at,
        "due": edition.frozen_at,
        "attempts": 0,
        "lost": 0,
        "first_try": None,
        "owner": "",
        "fence": 0,
        "lease": None,
        "message": "",
        "reason": None,
        "under": "",
    }


def progress_row(delivery: Delivery) -> Values:
    """Return the columns of a delivery that a sender changes."""
    return {
        "state": delivery.state,
        "due": delivery.due,
        "attempts": delivery.attempts,
        "lost": delivery.lost,
        "first_try": delivery.first_try,
        "lease": delivery.lease,
        "message": delivery.message,
        "reason": delivery.reason and reason_column(delivery.reason),
    }


def delivery_of(row: RowMapping) -> Delivery:
    """Return the delivery of a row."""
    return Delivery(
        edition=row["edition"],
        mark=mark_of(row),
        channel=channel_typed(row["channel"]),
        page=page_of(row["page"]),
        promised=row["promised"],
        state=State(row["state"]),
        due=row["due"],
        attempts=row["attempts"],
        lost=row["lost"],
        first_try=row["first_try"],
        owner=row["owner"],
        fence=row["fence"],
        lease=row["lease"],
        message=row["message"],
        reason=row["reason"] and reason_in(row["reason"]),
        under=row["under"],
    )


def part_of(row: RowMapping) -> Part:
    """Return what the message of a delivery's row holds."""
    return Part(mark_of(row), page_of(row["page"]))


def mark_of(row: RowMapping) -> Mark:
    """Return the mark of a delivery's row."""
    return Mark(row["number"], row["day"], row["part"], row["parts"])


def told_row(told: Told, place: int) -> Values:
    """Return the row of what was told of a story, without its quotes."""
    return {
        "edition": told.edition,
        "story": told.story,
        "subscription": told.subscription,
        "part": told.part,
        "at": told.at,
        "headline": told.headline,
        "events": list(told.events),
        "outlets": told.outlets,
        "place": place,
    }


def quote_rows(told: Told) -> list[Values]:
    """Return the rows of the quotes of what was told."""
    return [
        {
            "edition": told.edition,
            "story": told.story,
            "place": place,
            "article": quote.article,
            "revision": quote.revision,
            "quote_start": quote.start,
            "quote_end": quote.end,
            "quote_text": quote.text,
            "compared": quote.revision,
        }
        for place, quote in enumerate(told.quotes)
    ]


def told_of(row: RowMapping, quotes: Sequence[RowMapping]) -> Told:
    """Return what was told, of its row and those of its quotes in their order."""
    return Told(
        subscription=row["subscription"],
        story=row["story"],
        edition=row["edition"],
        part=row["part"],
        at=row["at"],
        headline=row["headline"],
        quotes=tuple(map(_quote_of, quotes)),
        events=tuple(row["events"]),
        outlets=row["outlets"],
    )


def _quote_of(row: RowMapping) -> Quote:
    return Quote(row["article"], row["revision"], row["quote_start"], row["quote_end"], row["quote_text"])


def notice_row(notice: Notice) -> Values:
    """Return the row of a notice."""
    return {
        "key": notice.key,
        "subject": notice.subject,
        "reason": reason_column(notice.reason),
        "since": notice.since,
        "told": notice.told,
        "over": notice.over,
    }


def notice_of(row: RowMapping) -> Notice:
    """Return the notice of a row."""
    values: dict[str, Any] = {name: row[name] for name in ("subject", "since", "told", "over")}
    return Notice(reason=reason_in(row["reason"]), **values)
