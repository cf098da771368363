"""Reads what the desk knows before it reads (``config/starter``) into the frozen values of ``digests``.

Every mistake in a file is a BadSetting that names the file and the row. The formats are described in
``config/starter/README.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from config.entities import load_entities
from config.rows import InLanguages, Row, checked, text_of, toml_of, wrong
from digests.language import Lang
from digests.lexicon import Act, EntityType, Kind, Lexicon
from digests.topic import Topic

STARTER: Traversable = files("config") / "starter"
"""The data every installation begins with."""


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


class Outlets(Row):
    """The whole of ``outlets.toml``."""

    primary: tuple[str, ...]


@cache
def load_lexicon() -> Lexicon:
    """Return what the starter files say, read once. Raises BadSetting for the first mistake in them."""
    return read_lexicon(STARTER)


@cache
def load_topics() -> tuple[Topic, ...]:
    """Return the topics a new installation follows, read once. Raises BadSetting for the first mistake in them."""
    return read_topics(STARTER, load_lexicon())


def read_lexicon(folder: Traversable) -> Lexicon:
    """Return everything the folder's files say, checked. Raises BadSetting for the first mistake."""
    outlets = checked(Outlets, toml_of(folder / "outlets.toml"), folder / "outlets.toml", "outlets")
    return Lexicon(
        entities=load_entities(folder / "entities.jsonl"),
        acts=_load_acts(folder / "acts.toml"),
        glossary=tuple(_pairs(folder / "glossary.tsv")),
        frequencies=_load_frequencies(folder / "frequencies.tsv"),
        primary_outlets=frozenset(name.casefold() for name in outlets.primary),
    )


def read_topics(folder: Traversable, lexicon: Lexicon) -> tuple[Topic, ...]:
    """Return the folder's topics. Raises BadSetting for an unknown entity or a slug given twice."""
    path = folder / "topics.toml"
    topics: dict[str, Topic] = {}
    for number, fields in enumerate(toml_of(path).get("topic", ()), 1):
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
    for number, fields in enumerate(toml_of(path).get("act", ()), 1):
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
