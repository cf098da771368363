"""The page of all that is a tenant's, as one text to keep."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from digests.change import Change, Held, Holds, Value
from digests.feed import shown_address
from digests.layout.changes import change_record
from digests.page import Bullets, Footer, Heading, Page, Text, Tone
from digests.undoing import taken_back
from digests.words import Words

LONGEST_PART = 3_000
"""Characters of a part: it fits into a message of either platform."""


def export_record(
    platform: str, tenant: str, at: str, held: Mapping[Holds, Sequence[Held]], changes: Sequence[Change]
) -> dict[str, object]:
    """Return all that is a tenant's, without what is secret in the addresses of its feeds; newest changes first.

    ``{"version": 1, "kind": "export", "platform", "tenant", "at", "held": {KIND: [{"name", "value"}]}, "changes"}``.
    """
    gone = taken_back(changes)
    return {
        "version": 1,
        "kind": "export",
        "platform": platform,
        "tenant": tenant,
        "at": at,
        "held": {holds.value: [_thing(one) for one in things] for holds, things in held.items()},
        "changes": [change_record(one, gone) for one in changes],
    }


def export_page(record: Value, held: Mapping[Holds, Sequence[Held]], words: Words, *, written: bool) -> Page:
    """Return how much there is of each kind and, where it is to be ``written`` there, all of it in parts to copy."""
    title = words.say("export.title")
    counts = {holds: len(things) for holds, things in held.items()}
    lines = tuple(words.say("export.count", name=words.say(f"export.{holds}"), count=n) for holds, n in counts.items())
    note = words.say("export.note" if written else "export.way")
    parts = tuple(Text(part, Tone.CODE) for part in _parts(record)) if written else ()
    return Page(title, (Heading(title, 1), Bullets(lines), *parts, Footer(note)), record)


def _thing(one: Held) -> dict[str, object]:
    name = shown_address(one.name) if one.holds is Holds.FEED else one.name
    return {"name": name, "value": dict(one.value)}


def _parts(record: Value) -> Iterator[str]:
    """Yield the record as JSON, cut between its lines into parts."""
    part = ""
    for line in _lines(record, 3):
        if part and len(part) + len(line) > LONGEST_PART:
            yield part
            part = ""
        part = f"{part}\n{line}" if part else line
    yield part


def _lines(value: object, spread: int) -> Iterator[str]:
    """Yield the lines of a value as JSON: ``spread`` levels of mappings stand on lines of their own."""
    if not (spread and value and isinstance(value, Mapping | list)):
        yield json.dumps(value, ensure_ascii=False)
        return
    pairs = [(f"{json.dumps(name)}: ", one) for name, one in value.items()] if isinstance(value, Mapping) else []
    pairs = pairs or [("", one) for one in value]
    opened, closed = "{}" if isinstance(value, Mapping) else "[]"
    yield opened
    for place, (name, one) in enumerate(pairs, 1):
        first, *rest = _lines(one, spread - 1 if name else 0)
        *lines, last = f"{name}{first}", *rest
        yield from lines
        yield f"{last}," if place < len(pairs) else last
    yield closed
