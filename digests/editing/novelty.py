"""What is new to a reader who was told of a story before.

New is a happening that was not known then, a plan that came true, a denial, a figure that changed. Not new are more
outlets, other words, a row of the archive, a saying, and old happenings that a later report looks back on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digests.draft import Brief, Draft
from digests.editing.signs import DOUBTS, Sign, covers, figure_changed, read_sign, signed
from digests.edition import Told
from digests.event import Event, Hedge, Status

LOOKS_BACK = timedelta(days=3)
"""A happening that ended longer before the last telling is background to a later report, not its news."""
Known = Mapping[str, Sequence[Sign]]
"""Signs of what was told, by act."""
_DATED = frozenset({Status.HAPPENED, Status.PLANNED})


@dataclass(frozen=True, slots=True)
class Fresh:
    """A story to tell now."""

    brief: Brief
    changes: tuple[Event, ...] = ()
    """What is new since it was told, the latest first; empty where it was never told."""

    @property
    def is_update(self) -> bool:
        """True where the readers know the story."""
        return bool(self.changes)


def fresh(draft: Draft, told: Sequence[Told]) -> tuple[Fresh, ...]:
    """Return what of the draft a subscription does not know yet, in the draft's order. ``told`` is all it was told."""
    known = read_signs(text for one in told for text in one.events)
    last_told = _last_told(told)
    found: list[Fresh] = []
    for brief in draft.briefs:
        before = [last_told[thing] for thing in _told_by(brief) if thing in last_told]
        changes = _changes(brief.events, known, max(before)) if before else ()
        if changes or not before:
            found.append(Fresh(brief, changes))
    return tuple(found)


def _changes(events: Iterable[Event], known: Known, last_told: datetime) -> tuple[Event, ...]:
    """Return the events that are news, the latest first. What another story told is known too."""
    news = [event for event in events if _matters(event, last_told) and _is_new(event, known)]
    return tuple(sorted(news, key=lambda event: (event.when.end, event.when.start, event.id), reverse=True))


def read_signs(texts: Iterable[str]) -> Known:
    """Return signs by their acts: readers of a quarter know thousands, and few of them are of one act."""
    known: dict[str, list[Sign]] = defaultdict(list)
    for sign in map(read_sign, texts):
        known[sign.act].append(sign)
    return known


def is_known(event: Event, known: Known) -> bool:
    """Say whether one of the signs is the event's."""
    return bool(_covering(event, known))


def tells(told: Sequence[Told], brief: Brief) -> bool:
    """Say whether the story was told, though it was merged into another since or is reported under one title."""
    return not _last_told(told).keys().isdisjoint(_told_by(brief))


_Thing = tuple[str, str]
"""A story, an article or a headline, and its id or words: by any of them a story that was told is known again."""


def _told_by(brief: Brief) -> list[_Thing]:
    articles: list[_Thing] = [("article", article) for article in brief.story.articles]
    return [("story", brief.story.id), ("headline", brief.headline.text), *articles]


def _last_told(told: Iterable[Told]) -> dict[_Thing, datetime]:
    """Return when each thing was told last."""
    last: dict[_Thing, datetime] = {}
    for one in told:
        quoted: list[_Thing] = [("article", quote.article) for quote in one.quotes]
        for thing in (("story", one.story), ("headline", one.headline), *quoted):
            last[thing] = max(one.at, last.get(thing, one.at))
    return last


def _matters(event: Event, last_told: datetime) -> bool:
    """Say whether an event can be news at all: dated, not long past, by an outlet, and an act upon something."""
    is_archived = all(citation.archived for citation in event.citations)
    is_named = bool(event.act and (event.objects or event.thing))
    is_recent = event.when.end >= (last_told - LOOKS_BACK).date()
    is_told = event.hedge in DOUBTS or (event.status in _DATED and event.hedge is not Hedge.ASKED)
    return is_named and is_recent and not is_archived and is_told


def _covering(event: Event, known: Known) -> list[Sign]:
    now = signed(event)
    return [sign for sign in known.get(now.act, ()) if covers(sign, now)]


def _is_new(event: Event, known: Known) -> bool:
    same = _covering(event, known)
    return not same or all(figure_changed(sign, event) for sign in same)
