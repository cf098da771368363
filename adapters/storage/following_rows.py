"""What a reader follows to a JSON column and back: what goes in comes out equal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from digests.following import Sort, Subject, Wanted


def wanted_column(wanted: Wanted) -> dict[str, Any]:
    """Return plain values for what is followed and muted."""
    return {name: [_plain(one) for one in getattr(wanted, name)] for name in ("followed", "muted")}


def wanted_in(column: Mapping[str, Any]) -> Wanted:
    """Return what is followed and muted, of such values."""
    return Wanted(tuple(map(_subject, column["followed"])), tuple(map(_subject, column["muted"])))


def _plain(subject: Subject) -> dict[str, Any]:
    since = subject.since and subject.since.isoformat()
    named = {"sort": subject.sort, "id": subject.id, "name": subject.name}
    return {**named, "since": since, "articles": list(subject.articles)}


def _subject(plain: Mapping[str, Any]) -> Subject:
    since = plain["since"] and datetime.fromisoformat(plain["since"])
    return Subject(Sort(plain["sort"]), plain["id"], plain["name"], since, tuple(plain["articles"]))
