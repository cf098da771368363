"""The pages on feeds: which there are and how they do, and what one pass over them brought."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, tzinfo

from digests.feed import Feed, FeedState, Trouble, shown_address
from digests.layout.dates import shown_instant
from digests.layout.numbers import counted
from digests.layout.refusals import refusal_record
from digests.layout.sources import SEPARATOR, one_line
from digests.page import Block, Bullets, Footer, Heading, Page, Row, Table, Text, Tone
from digests.polling.after import Intent
from digests.polling.asked import Asked, Fetched
from digests.polling.due import state_of
from digests.words import Words


def feeds_page(
    feeds: Sequence[Feed],
    states: Mapping[str, FeedState],
    zone: tzinfo,
    words: Words,
    *,
    own: Collection[str] = (),
    hidden: Sequence[str] = (),
) -> Page:
    """Return the feeds, each with how it does: the tenant's own first, then those in trouble.

    ``own`` are the addresses of the tenant's own, ``hidden`` the outlets of shared ones that it does not want.

    Its record: ``{"version": 1, "kind": "feeds", "feeds": [...], "hidden"}``.
    """
    title = words.say("feeds.title")
    feeds = sorted(feeds, key=lambda feed: (feed.url not in own, not _trouble(state_of(feed, states))))
    body: tuple[Block, ...] = tuple(_row(f, state_of(f, states), zone, words, is_own=f.url in own) for f in feeds)
    footers = [Footer(words.say("feeds.hidden", outlets=words.say("list.next").join(hidden)))] if hidden else []
    told = [feed_record(f, state_of(f, states), words) | {"own": f.url in own} for f in feeds]
    record = {"version": 1, "kind": "feeds", "feeds": told, "hidden": [*hidden]}
    first = Text(_summary(feeds, states, own, words) if feeds else words.say("feeds.empty"), Tone.QUIET)
    return Page(title, (Heading(title, 1), first, *body, *footers), record)


def _summary(feeds: Sequence[Feed], states: Mapping[str, FeedState], own: Collection[str], words: Words) -> str:
    """Return how many feeds there are, how many of them the tenant's own, and how many in trouble."""
    troubled = sum(_trouble(state_of(feed, states)) is not None for feed in feeds)
    told = [counted("feeds.count", len(feeds), words)]
    told += [counted("feeds.own-count", len(own), words)] if own else []
    told += [counted("feeds.troubled", troubled, words)] if troubled else []
    return SEPARATOR.join(told)


def fetched_page(fetched: Fetched, zone: tzinfo, words: Words) -> Page:
    """Return what a pass brought: counts, then a row for each feed with news or trouble.

    Its record: ``{"version": 1, "kind": "fetch", "feeds", "asked", "unchanged", "failed", "stopped", "new",
    "revised", "copies", "stories", "next_try", "by_feed": [...]}``.
    """
    title = words.say("fetch.title")
    counts = _counts(fetched)
    lines = tuple(counted(f"fetch.{name}", n, words) for name, n in counts.items() if n or name in ("asked", "new"))
    rows = [_asked_row(asked, words) for asked in _telling(fetched.asked)]
    columns = tuple(words.say(f"fetch.column-{column}") for column in ("outlet", "new", "outcome"))
    table = (Table(columns, tuple(rows)),) if rows else ()
    body: Block = Bullets(lines) if fetched.asked else Text(words.say(_why_none(fetched)), Tone.QUIET)
    next_try = fetched.next_try
    footer = (Footer(words.say("fetch.next", time=shown_instant(next_try, zone, words))),) if next_try else ()
    record = {
        "version": 1,
        "kind": "fetch",
        "feeds": fetched.known,
        **counts,
        "stories": fetched.stories,
        "next_try": _iso(next_try),
        "by_feed": [_asked_record(asked, words) for asked in fetched.asked],
        "refused": [refusal_record(refusal, words) for refusal in fetched.refused],
    }
    return Page(title, (Heading(title, 1), body, *table, *footer), record)


def feed_page(
    key: str, feed: Feed, words: Words, *, entries: int = 0, new: int | None = None, lately: str = ""
) -> Page:
    """Return that a feed was added, tried or removed: ``key`` is the phrase of ``feeds`` that says which.

    ``lately`` tells what it brought in the last days, where that is asked.

    Its record: ``{"version": 1, "kind": "feed", "done", "feed", "entries", "new"}``.
    """
    line = words.say(f"feeds.{key}", outlet=one_line(feed.outlet), address=shown_address(feed.url))
    found = (counted("feeds.entries", entries, words),) if entries else ()
    told = (counted("fetch.new", new, words),) if new is not None else ()
    record = {"version": 1, "kind": "feed", "done": key, "feed": _plain(feed), "entries": entries, "new": new}
    bullets = (Bullets((*found, *told)),) if found or told else ()
    quiet = (Text(lately, Tone.QUIET),) if lately else ()
    return Page(line, (Text(line), *bullets, *quiet), record)


def imported_page(added: int, known: int, words: Words) -> Page:
    """Return how many feeds a list brought. Its record: ``{"version": 1, "kind": "import", "added", "known"}``."""
    title = words.say("feeds.import-title")
    lines = (counted("feeds.imported", added, words), *((counted("feeds.known", known, words),) if known else ()))
    record = {"version": 1, "kind": "import", "added": added, "known": known}
    return Page(title, (Heading(title, 1), Bullets(lines)), record)


def feed_record(feed: Feed, state: FeedState, words: Words) -> dict[str, object]:
    """Return a feed and how it does as plain values; an address without its secrets."""
    return {
        **_plain(feed),
        "last_try": _iso(state.last_try),
        "last_success": _iso(state.last_success),
        "next_try": _iso(state.next_try),
        "interval_minutes": round(state.interval.total_seconds() / 60),
        "entries": state.entries,
        "total": state.total,
        "failures": state.failures,
        "failing_since": _iso(state.failing_since),
        "trouble": _trouble_record(_trouble(state), words),
        "stopped": state.stopped is not None,
        "moving_to": shown_address(state.moving.target) if state.moving else None,
        "moved_from": shown_address(state.moved_from) or None,
    }


def _row(feed: Feed, state: FeedState, zone: tzinfo, words: Words, *, is_own: bool) -> Row:
    """Return a feed as a row: when it last answered, what it is, how it does."""
    trouble = _trouble(state)
    tone = Tone.WARNING if trouble else Tone.PLAIN
    lang = words.say(f"lang.{feed.lang}") if feed.lang else ""
    about = (
        words.say("feeds.own" if is_own else f"feed-kind.{feed.kind}"),
        lang,
        counted("feeds.entries", state.entries, words),
    )
    notes = [*filter(None, about)]
    if state.next_try and not state.stopped:
        notes.append(words.say("feeds.next", time=shown_instant(state.next_try, zone, words)))
    if state.moved_from:
        notes.append(words.say("feeds.moved", address=shown_address(state.moved_from)))
    return Row(
        id=shown_address(feed.url),
        date=shown_instant(state.last_success, zone, words) if state.last_success else words.say("feeds.never"),
        line=one_line(feed.outlet),
        tone=tone,
        mark=words.say("feeds.stopped") if state.stopped else words.say("feeds.failing") if trouble else "",
        note=f"{SEPARATOR.join(notes)}\n{shown_address(feed.url)}",
        conflicts=(words.problem(trouble.refusal),) if trouble else (),
    )


def _trouble(state: FeedState) -> Trouble | None:
    return state.stopped or state.trouble


def _counts(fetched: Fetched) -> dict[str, int]:
    intents = [asked.intent for asked in fetched.asked]
    return {
        "asked": len(fetched.asked),
        "unchanged": intents.count(Intent.REST),
        "new": fetched.new,
        "revised": fetched.revised,
        "copies": fetched.copies,
        "failed": intents.count(Intent.FAILED),
        "stopped": intents.count(Intent.STOPPED),
    }


def _why_none(fetched: Fetched) -> str:
    return "fetch.none-due" if fetched.known else "feeds.empty"


def _telling(every: Sequence[Asked]) -> list[Asked]:
    """Return the feeds that brought something, the most first, then those in trouble, then those that moved."""
    with_news = sorted((a for a in every if a.new), key=lambda asked: -asked.new)
    others = [a for a in every if not a.new and (a.state.trouble or a.state.url != a.feed.url)]
    return [*with_news, *sorted(others, key=lambda asked: asked.state.trouble is None)]


def _asked_row(asked: Asked, words: Words) -> tuple[str, str, str]:
    """Return a feed's line of the table."""
    outcome = ""
    if asked.state.trouble:
        outcome = words.problem(asked.state.trouble.refusal)
    elif asked.state.url != asked.feed.url:
        outcome = words.say("fetch.moved", address=shown_address(asked.state.url))
    return one_line(asked.feed.outlet), str(asked.new or ""), one_line(outcome)


def _asked_record(asked: Asked, words: Words) -> dict[str, object]:
    return feed_record(asked.feed, asked.state, words) | {
        "outcome": str(asked.intent),
        "new": asked.new,
        "moved_to": shown_address(asked.state.url) if asked.state.url != asked.feed.url else None,
    }


def _plain(feed: Feed) -> dict[str, object]:
    return {
        "url": shown_address(feed.url),
        "outlet": feed.outlet,
        "lang": str(feed.lang) if feed.lang else None,
        "feed_kind": str(feed.kind),
        "full_text": feed.full_text,
    }


def _trouble_record(trouble: Trouble | None, words: Words) -> dict[str, object] | None:
    return refusal_record(trouble.refusal, words) if trouble else None


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
