"""A tenant's own feeds: as things that it has, and whose eyes their articles are for.

What a tenant's own feed brings is read in under an outlet that ends in the mark of the feed, and the mark is part of
the ids of its articles: so nothing of it ever stands in for, changes or repeats an article of another source, and
whoever does not have the feed can be shown none of it. Two tenants with one feed share its articles.
"""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType

from digests.change import Held, Holds, Value
from digests.errors import BadInput, Refusal
from digests.feed import Feed, FeedState, Trouble
from digests.language import Lang
from digests.polling.due import host_in
from digests.tracked import is_hidden

MARK = 8
"""Characters of a mark: 40 bits."""
OWN_ID = 16
"""Characters of the id of an article that a tenant's own feed brought: eight hexadecimal digits, and the mark."""
_SAID = {
    "web-local-name": "feed-not-public",
    "web-not-public": "feed-not-public",
    "web-port": "feed-not-public",
    "web-too-large": "feed-too-large",
    "parse-cost-too-much": "feed-unreadable",
    "parse-took-too-long": "feed-unreadable",
    "parse-too-large": "feed-unreadable",
    "parser-failed": "feed-unreadable",
    "parser-stopped": "feed-unreadable",
    "no-encoding": "feed-unreadable",
    "other-encoding": "feed-unreadable",
    "file-binary": "no-feed",
    "no-json-feed": "no-feed",
}
"""What tenants are told: nothing of networks, files or processes, nor of what the operator could allow for all."""
_SIGN = " ∷"
_MARKED = re.compile(rf"{_SIGN}([a-z2-7]{{{MARK}}})$")
_LONGEST_NAME = 120


def mark_of(url: str) -> str:
    """Return what stands for a tenant's own feed: it tells nothing of the address."""
    return b32encode(sha256(url.encode("utf-8", "replace")).digest())[:MARK].decode().lower()


@lru_cache(maxsize=4096)
def mark_in(outlet: str | None) -> str:
    """Return the mark of an outlet; empty for one that everybody reads."""
    found = _MARKED.search(outlet or "")
    return found[1] if found else ""


def mark_of_id(article: str) -> str:
    """Return the mark in the id of an article that a tenant's own feed brought; empty for one of all."""
    return article[-MARK:] if len(article) == OWN_ID else ""


def bare_outlet(outlet: str) -> str:
    """Return the outlet without its mark."""
    return _MARKED.sub("", outlet)


def feed_value(feed: Feed, since: datetime) -> dict[str, object]:
    """Return a tenant's own feed as JSON-ready values, but its address, which is its name."""
    lang = feed.lang.value if feed.lang else None
    return {"outlet": own_name(feed.outlet), "lang": lang, "created": since.isoformat()}


def own_name(outlet: str) -> str:
    """Return what a tenant calls a feed, as long as that may be, and never as what another's is known by."""
    return bare_outlet(outlet)[:_LONGEST_NAME]


def feed_held(held: Held) -> Feed:
    """Return the feed of a holding that hides none, under the name that its tenant gave it."""
    lang = held.value.get("lang")
    return Feed(held.name, str(held.value.get("outlet") or host_in(held.name)), Lang(str(lang)) if lang else None)


def hiding(feed: Feed, every: Iterable[Feed]) -> Held:
    """Return what keeps the outlet of a shared feed from a tenant, given all feeds that it is shown.

    No address of a shared feed is in it: one may hold a secret of the operator's.
    """
    outlet = feed.outlet.casefold()
    marks = sorted(mark_of(one.url) for one in every if one.outlet.casefold() == outlet)
    return Held(Holds.FEED, f"outlet:{outlet}", {"hidden": True, "outlet": feed.outlet, "marks": marks})


def hides(value: Value, url: str) -> bool:
    """Say whether such a value keeps the feed of that address from a tenant."""
    marks = value.get("marks")
    return is_hidden(value) and isinstance(marks, list | tuple) and mark_of(url) in marks


def own_feeds(held: Iterable[Held]) -> dict[str, Feed]:
    """Return the tenant's own feeds, by address."""
    return {one.name: feed_held(one) for one in held if not is_hidden(one.value)}


def polled_feeds(held: Iterable[Held]) -> dict[str, Feed]:
    """Return what all tenants' own feeds are asked as, by address: each once, under a name that is no tenant's."""
    return {url: Feed(url, f"{host_in(url)}{_SIGN}{mark_of(url)}", feed.lang) for url, feed in own_feeds(held).items()}


def is_own(feed: Feed) -> bool:
    """Say whether a polled feed is asked for single tenants only."""
    return bool(mark_in(feed.outlet))


def shared_feeds(feeds: Iterable[Feed]) -> tuple[Feed, ...]:
    """Return the feeds that everybody reads."""
    return tuple(feed for feed in feeds if not is_own(feed))


def said_to_tenants(refusal: Refusal) -> Refusal:
    """Return a refusal of an address as it is said to those who named it."""
    return BadInput(_SAID[refusal.key], refusal.subject) if refusal.key in _SAID else refusal


def found_again(held: Iterable[Held], states: Mapping[str, FeedState]) -> tuple[str, ...]:
    """Return the addresses that are asked no more, and that a tenant has added since: it has just seen them answer."""
    own = ((one.name, _since(one.value)) for one in held if not is_hidden(one.value))
    tried = {url: state.last_try for url, state in states.items() if state.stopped}
    return tuple(sorted({url for url, since in own if url in tried and since > (tried[url] or since)}))


def state_since(state: FeedState, value: Value) -> FeedState:
    """Return of what is remembered of a feed only what a tenant may know: nothing from before it had the feed.

    Of a trouble, as it is said to tenants.
    """
    since = _since(value)
    if state.last_try is None or state.last_try < since:
        return FeedState(state.url)
    success = state.last_success if state.last_success and state.last_success >= since else None
    failing = max(since, state.failing_since) if state.failing_since else None
    entries = state.entries if success else 0
    state = replace(state, total=0, failures=0, last_success=success, failing_since=failing, entries=entries)
    return replace(state, trouble=_said(state.trouble), stopped=_said(state.stopped))


def _said(trouble: Trouble | None) -> Trouble | None:
    return Trouble(_SAID[trouble.key], trouble.subject) if trouble and trouble.key in _SAID else trouble


def _since(value: Value) -> datetime:
    return datetime.fromisoformat(str(value["created"]))


@dataclass(frozen=True, slots=True)
class Eyes:
    """What a tenant is shown beside what everybody is, and what it is not."""

    own: frozenset[tuple[str, str]] = frozenset()
    """Mark and name of each of its own feeds."""
    hidden: frozenset[str] = frozenset()
    """Folded names of the outlets that it does not want."""

    @property
    def names(self) -> Mapping[str, str]:
        """What its own feeds are called there, by their marks."""
        return _by_mark(self.own)

    def see(self, outlet: str | None) -> bool:
        """Say whether the tenant is shown what that outlet reports."""
        mark = mark_in(outlet)
        return mark in self.names if mark else (outlet or "").casefold() not in self.hidden

    def see_id(self, article: str) -> bool:
        """Say whether an article of that id may be shown there, as far as its id tells."""
        mark = mark_of_id(article)
        return not mark or mark in self.names

    def called(self, outlet: str | None) -> str | None:
        """Return what an outlet is called there."""
        mark = mark_in(outlet)
        return self.names.get(mark, bare_outlet(outlet or "")) if mark else outlet


@lru_cache(maxsize=256)
def _by_mark(own: frozenset[tuple[str, str]]) -> Mapping[str, str]:
    return MappingProxyType(dict(own))


def eyes_of(held: Collection[Held]) -> Eyes:
    """Return what a tenant with those holdings is shown."""
    names = frozenset((mark_of(url), feed.outlet) for url, feed in own_feeds(held).items())
    hidden = frozenset(str(one.value.get("outlet", "")).casefold() for one in held if is_hidden(one.value))
    return Eyes(names, hidden)
