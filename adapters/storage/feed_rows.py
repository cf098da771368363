"""Feeds and their states to rows and back: what goes in comes out equal."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping

from adapters.storage.rows import Values
from digests.feed import Feed, FeedKind, FeedState, Moving, Trouble
from digests.language import Lang


def feed_row(feed: Feed) -> Values:
    """Return the row of a feed."""
    return {
        "url": feed.url,
        "outlet": feed.outlet,
        "lang": feed.lang,
        "kind": feed.kind,
        "full_text": feed.full_text,
    }


def feed_of(row: RowMapping) -> Feed:
    """Return the feed of a row."""
    return Feed(row["url"], row["outlet"], row["lang"] and Lang(row["lang"]), FeedKind(row["kind"]), row["full_text"])


def state_row(state: FeedState) -> Values:
    """Return the row of a state; spans of time are whole seconds."""
    return {
        "url": state.url,
        "next_try": state.next_try,
        "interval": _seconds(state.interval),
        "etag": state.etag,
        "last_modified": state.last_modified,
        "body_hash": state.body_hash,
        "last_try": state.last_try,
        "last_success": state.last_success,
        "trouble": _trouble_row(state.trouble),
        "failures": state.failures,
        "failing_since": state.failing_since,
        "told_to_wait": state.told_to_wait,
        "entries": state.entries,
        "total": state.total,
        "ttl_minutes": state.ttl_minutes,
        "skip_hours": sorted(state.skip_hours),
        "skip_days": sorted(state.skip_days),
        "gap": None if state.gap is None else _seconds(state.gap),
        "newest": state.newest,
        "moving": _moving_row(state.moving),
        "moved_from": state.moved_from,
        "stopped": _trouble_row(state.stopped),
    }


def state_of(row: RowMapping) -> FeedState:
    """Return the state of a row."""
    values: dict[str, Any] = dict(row)
    return FeedState(
        **values
        | {
            "interval": timedelta(seconds=row["interval"]),
            "gap": None if row["gap"] is None else timedelta(seconds=row["gap"]),
            "skip_hours": frozenset(row["skip_hours"]),
            "skip_days": frozenset(row["skip_days"]),
            "trouble": _trouble_of(row["trouble"]),
            "stopped": _trouble_of(row["stopped"]),
            "moving": _moving_of(row["moving"]),
        }
    )


def _seconds(span: timedelta) -> int:
    return round(span.total_seconds())


def _trouble_row(trouble: Trouble | None) -> Values | None:
    if trouble is None:
        return None
    return {"key": trouble.key, "subject": trouble.subject, "values": dict(trouble.values)}


def _trouble_of(value: Values | None) -> Trouble | None:
    return None if value is None else Trouble(value["key"], value["subject"], value["values"])


def _moving_row(moving: Moving | None) -> Values | None:
    if moving is None:
        return None
    return {"target": moving.target, "times": moving.times, "first_seen": moving.first_seen.isoformat()}


def _moving_of(value: Values | None) -> Moving | None:
    if value is None:
        return None
    return Moving(value["target"], value["times"], datetime.fromisoformat(value["first_seen"]))
