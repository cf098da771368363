"""A draft: what happened for one set of topics, language and window; built once, shared by all who ask the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from digests.event import Citation, Event
from digests.headline import Headline
from digests.language import Lang
from digests.story import Decision, Reason, Story


@dataclass(frozen=True, slots=True)
class Summary:
    """At most two verbatim sentences of a story, best first: what happened, then a number, party or consequence."""

    sentences: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """One story's place in a draft."""

    story: Story
    headline: Headline
    summary: Summary
    events: tuple[Event, ...]
    """The story's merged events, best first."""
    outlets: tuple[str, ...]
    """Independent outlets, primary sources first; copies of one text count once."""
    langs: tuple[Lang, ...]
    score: float
    reasons: tuple[Reason, ...]
    """Grounds of the rank: how many outlets, which kind of news, how new …"""


@dataclass(frozen=True, slots=True)
class Draft:
    """Briefs in reading order for the window ``start <= t < end`` (aware UTC)."""

    topics: tuple[str, ...]
    """Slugs; empty for all news."""
    lang: Lang
    start: datetime
    end: datetime
    briefs: tuple[Brief, ...]
    upcoming: tuple[Event, ...]
    """Planned events of the topics that lie after ``end``, soonest first."""
    articles_read: int
    left_out: tuple[Decision, ...] = ()
    """Stories of the window that are not in the draft, each with its reason."""
