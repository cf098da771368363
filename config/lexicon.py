"""Reads what the desk knows before it reads (``config/starter``) into the frozen values of ``digests``.

Every mistake in a file is a BadSetting that names the file and the row. The formats are described in
``config/starter/README.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from config.dictionary import Dictionary
from config.entities import load_entities
from config.feeds import load_feeds
from config.outlets import read_primary
from config.rows import InLanguages, Row, checked, tables_of, text_of, wrong
from config.starter_files import starter_file
from digests.language import Lang
from digests.lexicon import Act, EntityType, Kind, Lexicon
from digests.topic import Topic


class ActRow(Row):
    """One ``[[act]]`` of ``acts.toml``."""

    id: str
    kind: Kind
    name: InLanguages
    en: tuple[str, ...]
    zh: tuple[str, ...]
    headline: InLanguages = InLanguages()
    actors: frozenset[EntityType] = frozenset()
    objects: frozenset[EntityType] = frozenset()

    def act(self) -> Act:
        """Return the row as an act."""
        forms = MappingProxyType({Lang.EN: self.en, Lang.HANS: self.zh})
        return Act(self.id, self.kind, forms, self.name.by_lang(), self.headline.by_lang(), self.actors, self.objects)


class TopicRow(Row):
    """One ``[[topic]]`` of ``topics.toml``."""

    slug: str
    name: InLanguages
    entities: tuple[str, ...]
    words: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@cache
def load_lexicon(folder: Path | None = None) -> Lexicon:
    """Return what the starter files say, read once for each folder; those it does not have are the packaged ones.

    Raises BadSetting for the first mistake in them.
    """
    return _read_once(folder)


def load_topics(folder: Path | None = None) -> tuple[Topic, ...]:
    """Return the topics a new installation follows. Raises BadSetting for the first mistake in the starter files."""
    return read_topics(folder, load_lexicon(folder))


def read_lexicon(folder: Path | None) -> Lexicon:
    """Return everything the starter files say, checked. Raises BadSetting for the first mistake."""
    return Lexicon(
        entities=load_entities(starter_file("entities.jsonl", folder)),
        acts=_load_acts(starter_file("acts.toml", folder)),
        glossary=tuple(_pairs(starter_file("glossary.tsv", folder))),
        dictionary=Dictionary(),
        frequencies=_load_frequencies(starter_file("frequencies.tsv", folder)),
        primary_outlets=read_primary(starter_file("outlets.toml", folder), load_feeds(folder)),
    )


_read_once = cache(read_lexicon)


def read_topics(folder: Path | None, lexicon: Lexicon) -> tuple[Topic, ...]:
    """Return the topics of the starter files. Raises BadSetting for an unknown entity or a slug given twice."""
    path = starter_file("topics.toml", folder)
    topics: dict[str, Topic] = {}
    for number, fields in enumerate(tables_of(path, "topic"), 1):
        row = checked(TopicRow, fields, path, f"topic {number}")
        if row.slug in topics:
            raise wrong(path, f"topic {number}", f"the slug {row.slug!r} is given twice")
        for entity in row.entities:
            if entity not in lexicon.entities:
                raise wrong(path, f"topic {row.slug!r}", f"{entity!r} is the id of no entity")
        topics[row.slug] = Topic(row.slug, row.name.by_lang(), row.entities, row.words, row.exclude)
    return tuple(topics.values())


def _load_acts(path: Traversable) -> Mapping[str, Act]:
    """Return the acts by id; an id or a form given twice is a mistake."""
    acts: dict[str, Act] = {}
    owners: dict[tuple[Lang, str], str] = {}
    for number, fields in enumerate(tables_of(path, "act"), 1):
        act = checked(ActRow, fields, path, f"act {number}").act()
        if act.id in acts:
            raise wrong(path, f"act {number}", f"the id {act.id!r} is given twice")
        acts[act.id] = act
        for lang, forms in act.forms.items():
            for form in forms:
                if owners.setdefault((lang, form), act.id) != act.id:
                    raise wrong(path, f"act {act.id!r}", f"{form!r} is a form of {owners[lang, form]!r} already")
    return MappingProxyType(acts)


def _pairs(path: Traversable) -> Iterator[tuple[str, str]]:
    """Yield the pairs of ``glossary.tsv``: English, tab, Simplified Chinese; lines with ``#`` are comments."""
    for number, line in enumerate(text_of(path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        english, tab, chinese = line.partition("\t")
        if not (tab and english.strip() and chinese.strip()):
            raise wrong(path, f"row {number}", "is not two words divided by a tab")
        yield english.strip().lower(), chinese.strip()


def _load_frequencies(path: Traversable) -> Mapping[str, int]:
    """Return the background table (term, tab, documents; the total under the empty term), empty without the file."""
    if not path.is_file():
        return MappingProxyType({})
    table: dict[str, int] = {}
    for number, line in enumerate(text_of(path).splitlines(), 1):
        term, _, count = line.rpartition("\t")
        if not count.isdecimal():
            raise wrong(path, f"row {number}", "is not a term and a count divided by a tab")
        table[term] = int(count)
    return MappingProxyType(table)
