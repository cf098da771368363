"""What the person at the command line states about a text or page that does not say it itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from digests.article import Entry
from digests.language import Lang
from digests.when import Published


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Statements about plain texts and pages; lists and feeds state these things themselves.

    ``encoding`` (a Python codec name) holds for every file that is read.
    """

    published: Published | None = None
    outlet: str | None = None
    lang: Lang | None = None
    url: str | None = None
    title: str | None = None
    encoding: str | None = None


def stated_over(entry: Entry, options: ReadOptions) -> Entry:
    """Return the entry with what the person stated in place of what the document said."""
    return replace(
        entry,
        title=options.title or entry.title,
        url=options.url or entry.url,
        outlet=options.outlet or entry.outlet,
        published=options.published or entry.published,
        lang=options.lang or entry.lang,
    )
