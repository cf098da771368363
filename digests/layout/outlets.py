"""The page on sources: each outlet once, with its languages, when it was last heard from, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from itertools import groupby

from digests.feed import Feed, FeedState
from digests.language import Lang, by_reader
from digests.layout.dates import shown_instant
from digests.layout.numbers import counted
from digests.layout.sources import SEPARATOR, language_name, one_line
from digests.page import Footer, Heading, Page, Row, Text, Tone
from digests.polling.due import state_of
from digests.words import Words

_WRONG = {
    "feed-busy": "busy",
    "feed-gone": "gone",
    "feed-given-up": "gone",
    "feed-locked": "locked",
    "feed-missing": "missing",
    "feed-status": "unreachable",
}
"""What is wrong in a phrase, by the key of the trouble; ``web-…`` is unreachable, and all else cannot be read."""
States = Mapping[str, FeedState]


def sources_page(feeds: Sequence[Feed], states: States, zone: tzinfo, words: Words) -> Page:
    """Return the outlets by name. Its record: ``{"version": 1, "kind": "sources", "outlets": [...]}``."""
    title = words.say("sources.title")
    ordered = sorted(feeds, key=lambda feed: (feed.outlet.casefold(), feed.url))
    outlets = [list(group) for _, group in groupby(ordered, key=lambda feed: feed.outlet.casefold())]
    rows = tuple(_row(own, states, zone, words) for own in outlets)
    empty = Text(words.say("sources.empty"), Tone.QUIET)
    told = (counted("outlets", len(outlets), words), counted("feeds.count", len(feeds), words))
    record = {"version": 1, "kind": "sources", "outlets": [_record(own, states) for own in outlets]}
    return Page(title, (Heading(title, 1), *(rows or (empty,)), Footer(SEPARATOR.join(told))), record)


def _row(feeds: Sequence[Feed], states: States, zone: tzinfo, words: Words) -> Row:
    wrong, heard = _wrong(feeds, states), _heard(feeds, states)
    langs = words.say("list.next").join(language_name(lang, words) for lang in by_reader(_langs(feeds), words.lang))
    several = counted("feeds.count", len(feeds), words) if len(feeds) > 1 else ""
    return Row(
        id=feeds[0].outlet,
        date=shown_instant(heard, zone, words) if heard else words.say("feeds.never"),
        line=one_line(feeds[0].outlet),
        tone=Tone.WARNING if len(wrong) == len(feeds) else Tone.PLAIN,
        mark=words.say(f"sources.{wrong[0]}") if len(wrong) == len(feeds) else "",
        note=SEPARATOR.join(filter(None, (langs, several, _some_wrong(len(wrong), len(feeds), words)))),
    )


def _some_wrong(wrong: int, feeds: int, words: Words) -> str:
    """Return how many of several feeds are in trouble, where others are not."""
    return counted("fetch.failed", wrong, words) if 0 < wrong < feeds else ""


def _wrong(feeds: Sequence[Feed], states: States) -> list[str]:
    """Return what is wrong with those of the feeds that are in trouble."""
    met = (state_of(feed, states) for feed in feeds)
    keys = [trouble.key for state in met if (trouble := state.stopped or state.trouble)]
    return [_WRONG.get(key, "unreachable" if key.startswith("web-") else "unreadable") for key in keys]


def _heard(feeds: Sequence[Feed], states: States) -> datetime | None:
    """Return when one of the feeds last answered."""
    return max((at for feed in feeds if (at := state_of(feed, states).last_success)), default=None)


def _langs(feeds: Sequence[Feed]) -> list[Lang]:
    return [feed.lang for feed in feeds if feed.lang]


def _record(feeds: Sequence[Feed], states: States) -> dict[str, object]:
    heard = _heard(feeds, states)
    return {
        "outlet": feeds[0].outlet,
        "langs": sorted({str(lang) for lang in _langs(feeds)}),
        "feeds": len(feeds),
        "wrong": _wrong(feeds, states),
        "last_success": heard.isoformat() if heard else None,
    }
