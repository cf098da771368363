"""Rows of the archive as events, so that they stand in a timeline and merge with what was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache

from digests.archive import ArchiveRow
from digests.article import Entry, Quote
from digests.chronicle.context import maker_of
from digests.chronicle.verb import WORKS
from digests.event import ARCHIVE, Citation, Event
from digests.intake import make_article
from digests.language import Lang
from digests.lexicon import Kind, Lexicon
from digests.understand import understand
from digests.when import Published

_UNUSED = datetime(1990, 1, 1, tzinfo=UTC)
"""First sight of the articles made here; nothing looks at it."""


def archive_events(rows: Iterable[ArchiveRow], lang: Lang, lexicon: Lexicon) -> tuple[Event, ...]:
    """Return each row as an event with one citation: the archive's sentence in that language and its addresses.

    Who did what is found in the English sentence, like in any article's, so that reports of the same happening join
    the row; date, kind and status are the row's own.
    """
    return tuple(_event(row, lang, lexicon) for row in rows)


def _event(row: ArchiveRow, lang: Lang, lexicon: Lexicon) -> Event:
    told = _told(row, lexicon)
    base = (
        told or _release(row, lexicon) or Event(row.id, row.when, row.status, row.kind, None, (), (), frozenset(), ())
    )
    return replace(
        base,
        id=f"{ARCHIVE}{row.id}",
        when=row.when,
        status=row.status,
        kind=row.kind,
        objects=_objects(row, base, lexicon),
        about=frozenset(row.entities) | base.about,
        citations=(_citation(row, lang),),
        hedge=None,
        complete=False,
    )


def _told(row: ArchiveRow, lexicon: Lexicon) -> Event | None:
    """Return the deed that the row's sentence tells: the first of the row's kind, else the first with a known act."""
    events = _events_told(row.sentence[Lang.EN], row.when.start, lexicon)
    alike = [e for e in events if e.kind is row.kind and (e.actors or e.objects)]
    return next(iter(alike or [e for e in events if e.act and (e.actors or e.objects)]), None)


@lru_cache(maxsize=1024)
def _events_told(sentence: str, day: date, lexicon: Lexicon) -> tuple[Event, ...]:
    """Return what a sentence tells of a day. The archive hardly changes, and every timeline looks into it."""
    dated = f"On {day.day} {day:%B %Y}, {sentence}"
    article = make_article(Entry("", dated, lang=Lang.EN, published=Published(day)), _UNUSED)
    return understand(article, lexicon).events


def _release(row: ArchiveRow, lexicon: Lexicon) -> Event | None:
    """Return what a row of a release says without a verb of releasing: its first maker and the works of that maker."""
    works = [e for e in row.entities if lexicon.entities[e].type in WORKS]
    maker = next((e for e in row.entities if any(maker_of(work, lexicon) == e for work in works)), None)
    mine = tuple(work for work in works if maker is not None and maker_of(work, lexicon) == maker)
    if row.kind is not Kind.RELEASE or not mine:
        return None
    return Event(row.id, row.when, row.status, row.kind, "release", (str(maker),), mine, frozenset(), ())


def _objects(row: ArchiveRow, told: Event, lexicon: Lexicon) -> tuple[str, ...]:
    """Return what the deed was done to, as the row has it: the member where the sentence names only its family.

    What a release names beside its own thing ("a version of Llama 3.1") is told by who made it.
    """
    exact = (_exact(each, row, lexicon) for each in told.objects)
    mine = (e for e in exact if row.kind is not Kind.RELEASE or maker_of(e, lexicon) in (*told.actors, *row.entities))
    return tuple(dict.fromkeys(mine))


def _exact(entity: str, row: ArchiveRow, lexicon: Lexicon) -> str:
    """Return the member of a family that the row names, else the entity itself."""
    if entity in row.entities and lexicon.entities[entity].family is not None:
        return entity
    return next((e for e in row.entities if lexicon.entities[e].family == entity), entity)


def _citation(row: ArchiveRow, lang: Lang) -> Citation:
    sentence = row.sentence[lang]
    first, *others = (source.url for source in row.sources)
    quote = Quote(f"{ARCHIVE}{row.id}", 1, 0, len(sentence), sentence)
    return Citation(quote, lang, None, first, tuple(others))
