"""Counts, from nothing but the platform's log, what a reader would complain of. It shares no code with what it judges.

A post is known by the mark a reader sees in it (``LW #127 · 2026-11-21 · 1/2``), and by its words without the mark:
the same words under another number are the same news twice.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

_MARK = re.compile(r"LW #(?P<number>\d+) · (?P<day>\d{4}-\d\d-\d\d) · (?P<part>\d+)/(?P<parts>\d+)")
_INVALID = frozenset({401, 403, 429})
"""Answers of which Discord bears 10,000 in ten minutes (discord-api-docs, Rate Limits)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was wrong, each as a line for a person; all empty where all is well."""

    duplicates: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    disorder: tuple[str, ...] = ()
    """A part before the one it follows, or an edition before an earlier one."""
    reposted: tuple[str, ...] = ()
    """Posted again after a moderator had taken it away: a pity, no broken promise."""
    offences: tuple[str, ...] = ()
    """Bad manners: called while told to wait, sent what does not fit."""
    seen: int = 0
    """Posts that a reader saw."""
    invalid: int = 0
    """The most calls in any ten minutes that were answered with 401, 403 or 429."""
    busiest: int = 0
    """The most tries to post in any second."""

    @property
    def promise_kept(self) -> bool:
        """Say whether each edition was seen, and once."""
        return not (self.duplicates or self.losses)


_Mark = tuple[int, str, int, int]
"""Number, day, part, parts."""


@dataclass(slots=True)
class _Channel:
    """What was seen in one channel."""

    marks: list[_Mark] = field(default_factory=list)
    """In the order of being seen."""
    there: dict[str, tuple[_Mark, str]] = field(default_factory=dict)
    """What a reader has before him, by message: its mark and its words."""
    gone: set[_Mark] = field(default_factory=set)
    duplicates: list[str] = field(default_factory=list)
    reposted: list[str] = field(default_factory=list)

    def see(self, name: str, message: str, text: str) -> None:
        mark, words = _read(text)
        if any(mark == other for other, _ in self.there.values()):
            self.duplicates.append(_said(name, mark))
        elif words and any(words == other for _, other in self.there.values()):
            self.duplicates.append(f"{_said(name, mark)} says again: {words[:60]}")
        elif mark in self.gone:
            self.reposted.append(_said(name, mark))
        self.there[message] = mark, words
        self.marks.append(mark)

    def take_away(self, message: str) -> None:
        self.gone.add(self.there.pop(message)[0])


def _read(text: str) -> tuple[_Mark, str]:
    found = _MARK.search(text)
    if not found:
        return (0, text, 1, 1), text
    mark = int(found["number"]), found["day"], int(found["part"]), int(found["parts"])
    return mark, _MARK.sub("", text).strip()


def verdict(
    log: Iterable[Mapping[str, object]], promised: Mapping[str, int] | None = None, excused: Collection[str] = ()
) -> Verdict:
    """Judge a log.

    Every edition up to the highest number seen must be there with all its parts, and up to ``promised`` by channel;
    ``excused`` names marks that were not posted for a stated reason (``CHANNEL LW #3 · 2026-11-21 · 1/1``, or without
    the parts for a whole edition).
    """
    entries = sorted(log, key=lambda entry: str(entry["at"]))  # a late effect is written late; all are in UTC
    promised = promised or {}
    channels: dict[str, _Channel] = defaultdict(_Channel) | {name: _Channel() for name in promised}
    for entry in entries:
        _note(channels, entry)
    losses = [line for name, one in channels.items() for line in _losses(name, one, promised.get(name, 0))]
    excuses = frozenset(excused)
    return Verdict(
        duplicates=tuple(line for one in channels.values() for line in one.duplicates),
        losses=tuple(line for line in losses if line not in excuses and line.rpartition(" · ")[0] not in excuses),
        disorder=tuple(line for name, one in channels.items() for line in _disorder(name, one)),
        reposted=tuple(line for one in channels.values() for line in one.reposted),
        offences=tuple(f"{e['channel']} {e['at']}: {e['what']}" for e in entries if e["event"] == "offence"),
        seen=sum(len(one.marks) for one in channels.values()),
        invalid=_most_within(timedelta(minutes=10), [e for e in entries if e.get("status") in _INVALID]),
        busiest=_most_within(timedelta(seconds=1), [e for e in entries if e.get("verb") == "post"]),
    )


def read_log(path: Path) -> Iterator[dict[str, object]]:
    """Yield the entries of a log; a last line that was cut off is left out."""
    for line in path.read_text("utf-8").splitlines(keepends=True):
        if line.endswith("\n"):
            yield json.loads(line)


def _note(channels: dict[str, _Channel], entry: Mapping[str, object]) -> None:
    name = str(entry["channel"])
    if entry["event"] == "seen":
        channels[name].see(name, str(entry["id"]), str(entry["text"]))
    elif entry["event"] == "removed" and entry["by"] == "moderator":
        channels[name].take_away(str(entry["id"]))


def _said(name: str, mark: _Mark) -> str:
    number, day, part, parts = mark
    return f"{name} LW #{number} · {day} · {part}/{parts}" if number else f"{name} unmarked: {day}"


def _losses(name: str, channel: _Channel, promised: int) -> Iterator[str]:
    editions: dict[int, tuple[str, int, set[int]]] = {}
    for number, day, part, parts in channel.marks:
        editions.setdefault(number, (day, parts, set()))[2].add(part)
    for number in range(1, max([promised, *editions]) + 1):
        if number not in editions:
            yield f"{name} LW #{number}"
            continue
        day, parts, there = editions[number]
        yield from (_said(name, (number, day, part, parts)) for part in range(1, parts + 1) if part not in there)


def _disorder(name: str, channel: _Channel) -> Iterator[str]:
    latest = (0, 0)
    for mark in filter(lambda mark: mark[0], channel.marks):
        place = mark[0], mark[2]
        if place < latest:
            yield f"{_said(name, mark)} came after LW #{latest[0]}, part {latest[1]}"
        latest = max(latest, place)


def _most_within(window: timedelta, entries: Sequence[Mapping[str, object]]) -> int:
    """Return how many of the entries lie within the fullest window."""
    instants = [datetime.fromisoformat(str(entry["at"])) for entry in entries]
    most = start = 0
    for end, instant in enumerate(instants):
        while instant - instants[start] >= window:
            start += 1
        most = max(most, end - start + 1)
    return most
