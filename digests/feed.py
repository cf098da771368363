"""A feed: one address of a publisher that is asked again and again, and what is remembered between two askings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from digests.article import Entry
from digests.errors import Refusal
from digests.language import Lang

FIRST_INTERVAL = timedelta(minutes=60)
"""Between two askings of a feed of which nothing is known: what feed authors ask of readers
(https://rachelbythebay.com/fs/help.html: at most once an hour, and conditionally)."""


_SECRET = re.compile(
    r"(?<=://)[^/?#]*@|(?<=[?&])([^=&#]*(?:key|token|secret|auth|passw|sig)[^=&#]*=)[^&#]+", re.IGNORECASE
)


def shown_address(url: str) -> str:
    """Return an address fit for showing: a user name, a password or a secret in its query is three asterisks."""
    return _SECRET.sub(lambda found: f"{found[1]}***" if found[1] else "***@", url)


def bare_address(url: str) -> str:
    """Return an address as it is named as the origin of what came from there: without its secrets, and followable."""
    return shown_address(url).replace("://***@", "://", 1)


class FeedKind(StrEnum):
    """What speaks in a feed."""

    NEWS = "news"
    """An outlet with reporters."""
    BLOG = "blog"
    """One author, or a company's engineers."""
    LAB = "lab"
    """Announcements of those who make the models: a primary source."""
    RELEASES = "releases"
    """Versions of software or models, as a forge lists them: a primary source."""
    PAPERS = "papers"
    NEWSLETTER = "newsletter"
    POLICY = "policy"
    """Governments, regulators, standards bodies."""
    COMMUNITY = "community"
    """Forums, aggregators, link lists."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One address that is polled. The address is its identity, exactly as it is asked."""

    url: str
    outlet: str
    """The name its articles carry."""
    lang: Lang | None = None
    """The language of its articles; None: as each says itself."""
    kind: FeedKind = FeedKind.NEWS
    full_text: bool = False
    """The feed gives only the beginnings: the pages it links to are read too."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The body of a feed, read."""

    entries: tuple[Entry, ...]
    title: str
    lang: Lang | None
    ttl_minutes: int | None
    """For how long the publisher calls the body good; None where it does not say."""
    skip_hours: frozenset[int]
    """Hours of the day in UTC, 0 to 23, in which the publisher wants no asking."""
    skip_days: frozenset[int]
    """Days of the week likewise, Monday 0 to Sunday 6."""


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that was looked at, and what it holds."""

    feed: Feed
    """At the address where it is, under the name that it gives itself."""
    parsed: Parsed


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an asking brought nothing: the phrase and values of a Refusal, as plain values that can be stored."""

    key: str
    subject: str
    values: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def refusal(self) -> Refusal:
        """The refusal that says it."""
        return Refusal(self.key, self.subject, **self.values)


@dataclass(frozen=True, slots=True)
class Moving:
    """A permanent redirect that was met, and is believed only after a while."""

    target: str
    times: int
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed between two askings. All instants are aware UTC."""

    url: str
    next_try: datetime | None = None
    """Not asked before; None: at once."""
    interval: timedelta = FIRST_INTERVAL
    """The time between two askings that the feed's own rhythm deserves."""
    etag: str = ""
    """Validators of the last body that was read, byte for byte as they came (Latin-1)."""
    last_modified: str = ""
    body_hash: str = ""
    """Of the last body that was read."""
    last_try: datetime | None = None
    last_success: datetime | None = None
    """When the feed last answered as a feed, changed or not."""
    trouble: Trouble | None = None
    """What the last asking met with; None where all was well."""
    failures: int = 0
    """In a row."""
    failing_since: datetime | None = None
    told_to_wait: datetime | None = None
    """Until when the host wants no request of ours (429)."""
    entries: int = 0
    """In the last body that was read."""
    total: int = 0
    """Articles that were new when this feed brought them."""
    ttl_minutes: int | None = None
    """This and the next two as ``Parsed`` has them, of the last body that was read."""
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    gap: timedelta | None = None
    """What usually lies between two publications; None where the entries have no dates to tell it."""
    newest: datetime | None = None
    """The last publication; in a feed without dates, when it last brought something new."""
    moving: Moving | None = None
    moved_from: str = ""
    """The address the feed had before."""
    stopped: Trouble | None = None
    """Why it is not asked any more."""


def feeds_called(feeds: Iterable[Feed], name: str) -> tuple[Feed, ...]:
    """Return the feeds of that address, as it is or as it is shown; else those of the outlet of that name."""
    known = tuple(feeds)
    by_address = tuple(feed for feed in known if name in (feed.url, shown_address(feed.url)))
    return by_address or tuple(feed for feed in known if feed.outlet.casefold() == name.casefold())
