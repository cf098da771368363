"""The pages on feeds that a tenant would have of its own: what one would have brought, and lists of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digests.article import Article
from digests.ask import Ask
from digests.feed import Feed, shown_address
from digests.layout.dates import shown_published
from digests.layout.numbers import counted
from digests.layout.sources import SEPARATOR, one_line
from digests.page import Act, Block, Bullets, Choice, Footer, Heading, Page, Text, Tone
from digests.words import Words

MOST_TITLES = 8
MOST_CHOICES = 25
MOST_LISTED = 20
"""Feeds of a list that are shown; the rest is counted."""
LONGEST_TITLE = 150
LONGEST_PART = 3_000
"""Characters of a list of feeds that stand together: a message of Discord's holds about 3,600."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What a feed would have brought."""

    articles: tuple[Article, ...]
    """Of the last days, newest first."""
    known: int
    """Those of them that another source brought already."""
    entries: int
    """All that the feed holds."""
    days: int


def brought_page(feed: Feed, outcome: str, brought: Brought, words: Words) -> Page:
    """Return a feed, what was or would be done with it (a key of ``[feeds]``), and what it would have brought.

    Its record: ``{"version": 1, "kind": "feed", "done", "feed", "entries", "brought", "known", "titles"}``.
    """
    line = words.say(f"feeds.{outcome}", outlet=one_line(feed.outlet), address=shown_address(feed.url))
    titles = [_title(article, words) for article in brought.articles[:MOST_TITLES]]
    tone = Tone.QUIET if titles else Tone.WARNING
    blocks: list[Block] = [Heading(one_line(feed.outlet), 1), Text(line)]
    blocks += [Heading(words.say("feeds.tried", days=brought.days)), Text(_told(brought, words), tone)]
    blocks += [Bullets(tuple(titles))] if titles else []
    blocks += _more(len(brought.articles) - len(titles), words)
    record = {
        "version": 1,
        "kind": "feed",
        "done": outcome,
        "feed": {"url": shown_address(feed.url), "outlet": feed.outlet},
        "entries": brought.entries,
        "brought": len(brought.articles),
        "known": brought.known,
        "titles": [article.title for article in brought.articles[:MOST_TITLES]],
    }
    return Page(line, tuple(blocks), record)


def choose_page(problem: str, asks: Sequence[Ask], words: Words) -> Page:
    """Return that a page names several feeds, and what asks for each: ``{"version": 1, "kind": "feeds-named", …}``."""
    named = [str(ask.options["address"]) for ask in asks]
    acts = tuple(Act(one, ask) for one, ask in zip(named, asks, strict=True))
    blocks = (Text(problem), Choice(words.say("act.choose-feed"), acts[:MOST_CHOICES]))
    return Page(problem, blocks, {"version": 1, "kind": "feeds-named", "feeds": named})


def list_page(new: Sequence[Feed], known: int, words: Words, outcome: str) -> Page:
    """Return the feeds of a list that were or would be added: ``{"version": 1, "kind": "import", "done", …}``."""
    title = words.say(f"feeds.{outcome}-title")
    lines = [f"{one_line(feed.outlet)[:LONGEST_TITLE]}{SEPARATOR}{shown_address(feed.url)}" for feed in new]
    told = words.say(f"feeds.{outcome}", count=len(new)) if new else words.say("feeds.imported-none")
    blocks: list[Block] = [Heading(title, 1), Text(told)]
    blocks += [Text(counted("feeds.known", known, words), Tone.QUIET)] if known else []
    blocks += [Bullets(tuple(lines[:MOST_LISTED]))] if lines else []
    blocks += _more(len(lines) - MOST_LISTED, words)
    record = {"version": 1, "kind": "import", "done": outcome, "added": len(new), "known": known}
    return Page(title, tuple(blocks), record)


def _more(count: int, words: Words) -> list[Footer]:
    """Return that there are more than those that are shown."""
    return [Footer(words.say("feeds.more", count=count))] if count > 0 else []


def written_page(opml: str, count: int, words: Words) -> Page:
    """Return a list of feeds as OPML: ``{"version": 1, "kind": "export", "opml"}``."""
    title = words.say("feeds.export-title")
    told = SEPARATOR.join((counted("feeds.count", count, words), words.say("feeds.export-note")))
    record = {"version": 1, "kind": "export", "opml": opml}
    return Page(title, (Heading(title, 1), Text(told, Tone.QUIET), *_in_parts(opml)), record)


def _in_parts(opml: str) -> Iterator[Text]:
    """Yield a list in parts that fit into a message each, cut between lines."""
    part = ""
    for line in opml.splitlines():
        if part and len(part) + len(line) > LONGEST_PART:
            yield Text(part, Tone.CODE)
            part = ""
        part = f"{part}\n{line}" if part else line
    yield Text(part, Tone.CODE)


def _told(brought: Brought, words: Words) -> str:
    """Return how much a feed would have brought, what of it is known already, and how much it holds."""
    count, known = len(brought.articles), brought.known
    told = [counted("feeds.brought", count, words) if count else words.say("feeds.brought-none")]
    told += [counted("feeds.brought-known", known, words)] if known else []
    return SEPARATOR.join((*told, counted("feeds.holds", brought.entries, words)))


def _title(article: Article, words: Words) -> str:
    date = shown_published(article.published, words)
    return f"{date}{SEPARATOR}{one_line(article.title or article.text)[:LONGEST_TITLE]}"
