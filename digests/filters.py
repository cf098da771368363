"""What a tenant leaves out of its digests, alerts and newest stories: reports of a sort, under a name.

A report is left out where it is all that its filter names: its title (its first line, where it has none) holds one of
the words, it is of one of the outlets, it is in one of the languages. A story is left out with the last of its reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from digests.article import Article
from digests.change import Held, Value
from digests.errors import BadInput
from digests.language import Lang
from digests.lexicon import Lexicon
from digests.ranking import StoryMaterial
from digests.story import Decision, Reason
from digests.text.script import fold
from digests.topic import entity_named, holds_any
from digests.topic_typed import allowed, distinct, spellings, word_typed

MOST_NAMED = 100
"""Words of a filter at most, in every spelling, and outlets."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is left out together; what it does not name keeps nothing in."""

    name: str
    since: datetime
    """Aware, UTC."""
    words: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    langs: tuple[Lang, ...] = ()

    @property
    def key(self) -> str:
        """What it is called among the tenant's things: one name, however it is written."""
        return fold(self.name)

    def catches(self, article: Article) -> bool:
        """Say whether the report is left out."""
        return (
            (not self.langs or article.lang in self.langs)
            and (not self.outlets or fold(article.outlet or "") in _folded(self.outlets))
            and (not self.words or holds_any(_headed(article), self.words))
        )


Filters = Sequence[Filter]


def filter_made(typed: Filter, lexicon: Lexicon, most: int = MOST_NAMED) -> Filter:
    """Return the filter of what is typed: a word that is a name stands for all its spellings. Raises BadInput.

    Other words stand for themselves alone: a sense too many would leave out what nobody meant. ``outlets`` are names as
    articles have them. A name alone is the word that it looks for; without a name it is called by what it names first.
    """
    words = typed.words if typed.words or typed.outlets or typed.langs else (typed.name,)
    spelt = distinct(one for word in map(word_typed, words) for one in _spelt(word, lexicon))
    name = allowed(typed.name) or next(iter((*spelt, *typed.outlets, *typed.langs)))
    if max(len(spelt), len(typed.outlets)) > most:
        raise BadInput("filter-too-long", name, most=most)
    return replace(typed, name=name, words=spelt)


def caught_by(article: Article, filters: Filters) -> Filter | None:
    """Return the first filter that leaves the report out; None where none does."""
    return next((one for one in filters if one.catches(article)), None)


def sifted(material: StoryMaterial, filters: Filters) -> StoryMaterial:
    """Return the story with the reports that are left; with all, and the name of the filter, where none would be."""
    caught = {reading.article.id: caught_by(reading.article, filters) for reading in material.readings}
    names = [its.name for its in caught.values() if its]
    if not names:
        return material
    if len(names) == len(caught):
        return replace(material, filtered=names[0])
    return replace(
        material,
        readings=tuple(reading for reading in material.readings if not caught[reading.article.id]),
        copies=tuple(copy for copy in material.copies if not caught.get(copy.article)),
    )


def filter_value(one: Filter) -> dict[str, object]:
    """Return a filter as JSON-ready values."""
    return {
        "name": one.name,
        "words": list(one.words),
        "outlets": list(one.outlets),
        "languages": [lang.value for lang in one.langs],
        "created": one.since.isoformat(),
    }


def filters_held(held: Iterable[Held]) -> tuple[Filter, ...]:
    """Return the filters of such values, by name; KeyError or ValueError for others."""
    return tuple(sorted((filter_held(one.value) for one in held), key=lambda one: one.key))


def filter_held(value: Value) -> Filter:
    """Return the filter of such a value; KeyError or ValueError for another."""
    langs = tuple(map(Lang, _texts(value, "languages")))
    since = datetime.fromisoformat(str(value["created"]))
    return Filter(str(value["name"]), since, _texts(value, "words"), _texts(value, "outlets"), langs)


def filtered_decisions(articles: Iterable[Article], filters: Filters) -> tuple[Decision, ...]:
    """Return which of the reports are left out, as decisions."""
    caught = ((article, caught_by(article, filters)) for article in articles)
    return tuple(
        Decision(article.id, "said", "filtered", Reason("filtered", {"filter": its.name}), its.since)
        for article, its in caught
        if its
    )


@lru_cache(maxsize=256)
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, names))


def _headed(article: Article) -> str:
    return article.title or article.text.lstrip().partition("\n")[0]


def _spelt(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return a word, and the other spellings of the name that it is."""
    entity = entity_named(word, lexicon)
    return (word, *(spellings(entity, lexicon) if entity else ()))


def _texts(value: Mapping[str, object], side: str) -> tuple[str, ...]:
    given = value[side]
    return tuple(map(str, given)) if isinstance(given, list | tuple) else ()
