"""A topic: a tracked interest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digests.language import Lang
from digests.lexicon import Kind, Lexicon
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
    langs: tuple[Lang, ...] = ()
    """Reports in other languages are none of its; all are, where it names none."""
    kinds: tuple[Kind, ...] = ()
    """Stories without a happening of these sorts are none of its; all are, where it names none."""


def topic_value(topic: Topic) -> dict[str, object]:
    """Return a topic as JSON-ready values; the bounds that came later stand there only where it has some."""
    narrower = {"languages": [lang.value for lang in topic.langs], "kinds": [kind.value for kind in topic.kinds]}
    return {
        "name": {lang.value: name for lang, name in topic.name.items()},
        "entities": list(topic.entities),
        "words": list(topic.words),
        "exclude": list(topic.exclude),
        **{name: side for name, side in narrower.items() if side},
    }


def topic_held(slug: str, value: Mapping[str, object]) -> Topic:
    """Return the topic of such values; KeyError, TypeError or ValueError for others."""
    name, *lists = (value[key] for key in ("name", "entities", "words", "exclude"))
    if not isinstance(name, Mapping):
        raise TypeError(slug)
    lists += [value.get("languages"), value.get("kinds")]
    told = (tuple(map(str, one)) if isinstance(one, list | tuple) else () for one in lists)
    entities, words, exclude, langs, kinds = told
    names = {Lang(lang): str(shown) for lang, shown in name.items()}
    return Topic(slug, names, entities, words, exclude, tuple(map(Lang, langs)), tuple(map(Kind, kinds)))


def members(topic: Topic, lexicon: Lexicon) -> frozenset[str]:
    """Return the ids of the topic's entities with every member of a family among them."""
    families = _families(lexicon)
    return frozenset(topic.entities).union(*(families.get(entity, ()) for entity in topic.entities))


@lru_cache(maxsize=2)
def _families(lexicon: Lexicon) -> Mapping[str, Sequence[str]]:
    """Return the ids of the members of each family."""
    members: dict[str, list[str]] = defaultdict(list)
    for entity in lexicon.entities.values():
        if entity.family:
            members[entity.family].append(entity.id)
    return dict(members)


def is_worded(text: str, topic: Topic) -> bool:
    """Say whether a text holds one of the topic's words."""
    return holds_any(text, topic.words)


def is_excluded(text: str, topic: Topic) -> bool:
    """Say whether a text holds one of the words that the topic excludes."""
    return holds_any(text, topic.exclude)


def holds_any(text: str, phrases: tuple[str, ...]) -> bool:
    """Say whether the terms of a phrase stand in a row in the text."""
    if not phrases:
        return False
    terms = _row(text)
    return any(row in terms for row in _rows(phrases))


@lru_cache(maxsize=1024)
def _rows(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Return the terms of each phrase: many are looked for in one text after another."""
    return tuple(map(_row, phrases))


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
    return wanted if wanted in lexicon.entities else _by_spelling(lexicon).get(wanted)


@lru_cache(maxsize=2)
def _by_spelling(lexicon: Lexicon) -> Mapping[str, str]:
    """Return the id of the first entity of each folded spelling."""
    return {fold(name): entity.id for entity in reversed([*lexicon.entities.values()]) for name in entity.names}
