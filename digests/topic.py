"""A topic: a tracked interest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from digests.language import Lang
from digests.lexicon import Lexicon
from digests.text.script import fold
from digests.text.terms import search_terms


@dataclass(frozen=True, slots=True)
class Topic:
    """A tracked interest: entities (families stand for their members), words in any script, exclusions."""

    slug: str
    name: Mapping[Lang, str]
    entities: tuple[str, ...]
    words: tuple[str, ...] = ()
    """Words or phrases that make a sentence belong to the topic even without one of its entities."""
    exclude: tuple[str, ...] = ()
    """Words or phrases that keep a sentence out."""


def topic_value(topic: Topic) -> dict[str, object]:
    """Return a topic as JSON-ready values."""
    return {
        "name": {lang.value: name for lang, name in topic.name.items()},
        "entities": list(topic.entities),
        "words": list(topic.words),
        "exclude": list(topic.exclude),
    }


def topic_held(slug: str, value: Mapping[str, object]) -> Topic:
    """Return the topic of such values; KeyError, TypeError or ValueError for others."""
    name, *lists = (value[key] for key in ("name", "entities", "words", "exclude"))
    if not isinstance(name, Mapping):
        raise TypeError(slug)
    entities, words, exclude = (tuple(map(str, one)) if isinstance(one, list | tuple) else () for one in lists)
    return Topic(slug, {Lang(lang): str(shown) for lang, shown in name.items()}, entities, words, exclude)


def members(topic: Topic, lexicon: Lexicon) -> frozenset[str]:
    """Return the ids of the topic's entities with every member of a family among them."""
    wanted = set(topic.entities)
    return frozenset(wanted | {e.id for e in lexicon.entities.values() if e.family in wanted})


def is_worded(text: str, topic: Topic) -> bool:
    """Say whether a text holds one of the topic's words."""
    return _holds_any(text, topic.words)


def is_excluded(text: str, topic: Topic) -> bool:
    """Say whether a text holds one of the words that the topic excludes."""
    return _holds_any(text, topic.exclude)


def _holds_any(text: str, phrases: tuple[str, ...]) -> bool:
    """Say whether the terms of a phrase stand in a row in the text."""
    if not phrases:
        return False
    terms = _row(text)
    return any(_row(phrase) in terms for phrase in phrases)


@lru_cache(maxsize=4096)
def _row(text: str) -> str:
    """Return the terms of a text between blanks."""
    return f" {' '.join(search_terms(text))} "


def topic_named(name: str, topics: Iterable[Topic], lexicon: Lexicon) -> Topic | None:
    """Return the topic of that slug or name, else that of the single entity of that name; None for neither."""
    wanted, known = fold(name), {topic.slug: topic for topic in topics}
    for topic in known.values():
        if wanted in {topic.slug, *(fold(shown) for shown in topic.name.values())}:
            return topic
    entity = entity_named(name, lexicon)
    if entity is None:
        return None
    return known.get(entity) or Topic(slug=entity, name=lexicon.entities[entity].name, entities=(entity,))


def entity_named(name: str, lexicon: Lexicon) -> str | None:
    """Return the id of the entity of that id or name in any spelling and script; None where there is none."""
    wanted = fold(name)
    if wanted in lexicon.entities:
        return wanted
    named = (e.id for e in lexicon.entities.values() if any(fold(spelling) == wanted for spelling in e.names))
    return next(named, None)
