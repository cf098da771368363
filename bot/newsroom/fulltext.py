"""The whole text of articles of which a feed gives only the beginning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import structlog

from bot.newsroom.reach import Reach
from digests.article import Entry
from digests.errors import BadInput, Refusal
from digests.feed import bare_address
from digests.intake import id_of
from digests.ports import Store
from digests.web import Request

log = structlog.get_logger()

SNIPPET = 600
"""A text of so many characters stands for itself; a shorter one is taken for a beginning."""
MOST_PAGES = 10
"""Pages read for one feed at a time, the newest first: a first fetch does not empty an archive."""


async def with_pages(entries: tuple[Entry, ...], store: Store, reach: Reach) -> tuple[Entry, ...]:
    """Return the entries, those that are new and short with the text of their pages; whatever fails, the snippet stays.

    What the feed says of an entry (title, date, language) outranks what its page says.
    """
    fresh = [entry for entry in entries if await _is_new_and_short(entry, store)]
    wanted = {id(entry) for entry in _newest(fresh)[:MOST_PAGES]}
    return tuple([await _read(entry, reach) if id(entry) in wanted else entry for entry in entries])


async def _is_new_and_short(entry: Entry, store: Store) -> bool:
    if not entry.url or len(entry.text) >= SNIPPET:
        return False
    try:
        return await store.article(id_of(entry.url)) is None
    except BadInput:
        return False


def _newest(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries, newest first; those without a date keep their order behind them."""
    dated = [(entry.published.latest, entry) for entry in entries if entry.published]
    undated = [entry for entry in entries if not entry.published]
    return [entry for _, entry in sorted(dated, key=lambda pair: pair[0], reverse=True)] + undated


async def _read(entry: Entry, reach: Reach) -> Entry:
    """Return the entry with the text of its page, where that may be read and says more."""
    url = entry.url or ""
    try:
        if not await reach.may_read(url):
            return entry
        answer = await reach.web.get(Request(url))
        if answer.status != 200:  # noqa: PLR2004  OK
            return entry
        page = await reach.read_page(answer.body, bare_address(answer.url))
    except Refusal as refusal:
        log.info("a page was not read", action="page", subject=refusal.subject, key=refusal.key)
        return entry
    if len(page.text) <= len(entry.text):
        return entry
    return replace(
        entry,
        text=page.text,
        title=entry.title or page.title,
        published=entry.published or page.published,
        lang=entry.lang or page.lang,
    )
