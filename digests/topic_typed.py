"""A topic as it is typed: a name, words, names of the field, words that keep a sentence out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from digests.errors import BadInput
from digests.language import Lang
from digests.lexicon import Kind, Lexicon
from digests.text.script import clean_for_display, fold, language_of, shown_in
from digests.text.terms import search_terms
from digests.topic import Topic, entity_named, is_excluded, members

MOST_WORDS = 100
"""Words of a topic at most, and as many that it excludes, where no other number is given."""
MOST_ENTITIES = 300
NO_TOPIC = frozenset({"all", "全部", "所有"})
"""Names that mean all news where topics are named."""
_NONE = frozenset({"none", "无", "没有"})
_SIGNS = frozenset(" .-_'’&+/():：·,，!?！？（）《》#%")
"""What may stand in a name beside letters, marks and digits. No mention can be made of it: they need < or @."""
_BETWEEN = re.compile(r"[^\w.]+|_+")
_SHORTEST_LATIN, _SHORTEST_CHINESE = 2, 2
"""A single letter or Chinese character is part of nearly every text, or, cut into pairs, of none."""
_MOST_SENSES = 3


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed of a topic; None for what is not named and stays."""

    name: str | None = None
    words: tuple[str, ...] | None = None
    entities: tuple[str, ...] | None = None
    """Names of companies, models and persons in any spelling, or their ids."""
    exclude: tuple[str, ...] | None = None
    langs: tuple[Lang, ...] | None = None
    """None of them for all."""
    kinds: tuple[Kind, ...] | None = None
    """Likewise."""


def slug_typed(name: str, lexicon: Lexicon) -> str:
    """Return the slug of a topic of that name: the id of what is called so, else the name itself. Raises BadInput."""
    clean = allowed(name)
    slug = entity_named(clean, lexicon) or _BETWEEN.sub("-", fold(clean)).strip("-.")
    if not slug:
        raise BadInput("topic-no-letters", name)
    if slug in NO_TOPIC:
        raise BadInput("topic-name-taken", name)
    return slug


def topic_made(typed: Typed, lexicon: Lexicon, most: int = MOST_WORDS) -> Topic:
    """Return a new topic of what is typed; of a name alone, all that is known under it in any script. Raises BadInput.

    The name of a company, model or person stands for it in each of its spellings; other names stand for themselves
    and, where the glossary has them, for the same in the other language.
    """
    name = allowed(typed.name or "")
    entity = entity_named(name, lexicon)
    bare = Topic(slug_typed(name, lexicon), _names(name, entity, lexicon), (entity,) if entity else ())
    if bare.entities == () and typed.entities is None and (typed.words is None or is_stepwise(typed.words)):
        bare = replace(bare, words=(word_typed(name), *_senses(name, lexicon)))
    return topic_changed(bare, replace(typed, name=None), lexicon, most)


def topic_changed(topic: Topic, typed: Typed, lexicon: Lexicon, most: int = MOST_WORDS) -> Topic:
    """Return the topic with what is typed in place of what it had, ``most`` words at most; its slug stays.

    Raises BadInput.

    A list of which every part begins with + or - adds to what is there or takes from it; ``none`` empties it.
    """
    name = allowed(typed.name) if typed.name is not None else None
    changed = replace(
        topic,
        name=_names(name, entity_named(name, lexicon), lexicon) if name else topic.name,
        words=_listed(topic.words, typed.words, word_typed),
        entities=_listed(topic.entities, typed.entities, lambda one: _entity(one, lexicon)),
        exclude=_listed(topic.exclude, typed.exclude, word_typed),
        langs=topic.langs if typed.langs is None else tuple(dict.fromkeys(typed.langs)),
        kinds=topic.kinds if typed.kinds is None else tuple(dict.fromkeys(typed.kinds)),
    )
    return _sound(changed, lexicon, most)


def _names(name: str, entity: str | None, lexicon: Lexicon) -> Mapping[Lang, str]:
    """Return how a topic is shown in each language: as its entity is, but as it was typed in the language of that."""
    shown = {**lexicon.entities[entity].name} if entity else {}
    if fold(name) in map(fold, shown.values()):
        return shown
    lang = language_of(name)
    if not lang.is_chinese:
        return {**shown, Lang.EN: name}
    return {**shown, **{script: shown_in(name, lang, script) for script in (Lang.HANS, Lang.HANT)}}


def _senses(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return what the glossary has for the name in the other language."""
    wanted = fold(name)
    found = [other for pair in lexicon.glossary for one, other in (pair, pair[::-1]) if one == wanted]
    return tuple(dict.fromkeys(found))[:_MOST_SENSES]


def _listed(before: tuple[str, ...], typed: tuple[str, ...] | None, read: Callable[[str], str]) -> tuple[str, ...]:
    if typed is None:
        return before
    if len(typed) == 1 and fold(typed[0]) in _NONE:
        return ()
    if not is_stepwise(typed):
        return distinct(map(read, typed))
    gone = {fold(read(one[1:])) for one in typed if one[0] == "-"}
    kept = [one for one in before if fold(one) not in gone]
    return distinct((*kept, *(read(one[1:]) for one in typed if one[0] == "+")))


def is_stepwise(typed: tuple[str, ...]) -> bool:
    """Say whether it adds to what is there and takes from it, part by part."""
    return all(one[0] in "+-" for one in typed)


def combined(before: tuple[str, ...], typed: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is typed once more as if it had been typed together with what was typed before."""
    if not is_stepwise(typed):
        return typed
    again = {fold(one[1:]) for one in typed}
    if is_stepwise(before):
        return (*(one for one in before if fold(one[1:]) not in again), *typed)
    return (*(one for one in before if fold(one) not in again), *(one[1:] for one in typed if one[0] == "+"))


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words, each once in whichever script or case it came first."""
    kept: dict[str, str] = {}
    for word in words:
        kept.setdefault(fold(word), word)
    return tuple(kept.values())


def _entity(name: str, lexicon: Lexicon) -> str:
    entity = entity_named(allowed(name), lexicon)
    if entity is None:
        raise BadInput("topic-no-entity", name)
    return entity


def word_typed(text: str) -> str:
    """Return a word or phrase that can be told from others. Raises BadInput."""
    word = allowed(text)
    terms = search_terms(word)
    if not terms:
        raise BadInput("topic-no-letters", text)
    least = _SHORTEST_LATIN if word.isascii() else _SHORTEST_CHINESE
    if len(terms) == 1 and len(terms[0]) < least and not terms[0].isdigit():
        raise BadInput("topic-word-too-short", text)
    return word


def allowed(text: str) -> str:
    """Return the text with its blanks made one. Raises BadInput for signs that are no part of a name."""
    clean = " ".join(text.split())
    wrong = next((sign for sign in clean if sign not in _SIGNS and unicodedata.category(sign)[0] not in "LNM"), None)
    marks = sum(map(bool, map(unicodedata.combining, clean)))
    if wrong is not None or 2 * marks > len(clean):
        shown = wrong if wrong and wrong.isprintable() else f"U+{ord(wrong or '◌'):04X}"
        raise BadInput("topic-strange-sign", clean_for_display(clean), sign=shown)
    return clean


def _sound(topic: Topic, lexicon: Lexicon, most: int) -> Topic:
    """Return the topic. Raises BadInput where nothing can belong to it, or it holds too much."""
    name = next(iter(topic.name.values()), topic.slug)
    if not topic.words and not topic.entities:
        raise BadInput("topic-of-nothing", name)
    if max(len(topic.words), len(topic.exclude)) > most or len(topic.entities) > MOST_ENTITIES:
        raise BadInput("topic-too-long", name, words=most, entities=MOST_ENTITIES)
    if all(is_excluded(spelling, topic) for spelling in every_spelling(topic, lexicon)):
        raise BadInput("topic-excludes-itself", name)
    return topic


def every_spelling(topic: Topic, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the topic's words and every spelling of its entities: a text without all of them is not about it."""
    inside = sorted(members(topic, lexicon))
    return (*topic.words, *(spelling for entity in inside for spelling in spellings(entity, lexicon)))


def spellings(entity: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return every spelling that stands for an entity, the shown ones first; its id, where it is not known any more."""
    known = lexicon.entities.get(entity)
    return tuple(dict.fromkeys((*known.name.values(), *known.names))) if known else (entity,)
