"""What an article is about: the model and the company that "it", "the model", 该公司 and bare numbers stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from digests.figures.compared import is_compared
from digests.lexicon import Entity, EntityType, Lexicon
from digests.reading import Mention, Reading, Sentence
from digests.text.patterns import late
from digests.text.script import fold

MODELS = frozenset((EntityType.MODEL,))
MAKERS = frozenset((EntityType.COMPANY, EntityType.LAB))
_WORD = late(r"[A-Za-z][A-Za-z0-9.]*[A-Za-z0-9]")
_LAST_WORD = late(r".*[ -](?P<last>[A-Z][A-Za-z]*\d*(?:\.\d+)?)")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Focus:
    """The one model and the one company of the title, else of the first sentence; empty where there are more."""

    model: str = ""
    maker: str = ""
    short_names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Last word of a full name ("Scout" of "Llama 4 Scout") to the entity, for makers the article names."""

    def short_name_in(self, text: str) -> str:
        """Return the entity of the last short name in a text, or nothing."""
        found = [self.short_names[word] for word in _WORD.findall(text) if word in self.short_names]
        return found[-1] if found else ""


def focus_of(reading: Reading, lexicon: Lexicon) -> Focus:
    """Return what the article is about; a name that serves only a comparison does not count."""
    short_names = _short_names((m.entity for m in reading.mentions), lexicon)
    opening = _opening(reading)
    model = _most_exact([_models(reading, sentence, short_names, lexicon) for sentence in opening], lexicon)
    maker = _first_single([_named(reading, sentence, MAKERS, lexicon) for sentence in opening])
    return Focus(model, maker, short_names)


def _opening(reading: Reading) -> list[Sentence]:
    """Return the title and the first sentence of the text."""
    titles = [sentence for sentence in reading.sentences if sentence.is_title][:1]
    return titles + [sentence for sentence in reading.sentences if not sentence.is_title][:1]


def _first_single(named: Iterable[frozenset[str]]) -> str:
    """Return the only name of the first sentence that has any; nothing where it has several."""
    first = next((names for names in named if names), frozenset())
    return next(iter(first)) if len(first) == 1 else ""


def _most_exact(named: list[frozenset[str]], lexicon: Lexicon) -> str:
    """Return the only model; where the title names a family, the one member of it that the first sentence names."""
    first = _first_single(named)
    members = {entity for names in named for entity in names if lexicon.entities[entity].family == first}
    return next(iter(members)) if first and len(members) == 1 else first


def _models(reading: Reading, sentence: Sentence, short_names: Mapping[str, str], lexicon: Lexicon) -> frozenset[str]:
    """Return the models of a sentence, short names included, without the families of other ones among them."""
    short = {short_names[word] for word in _WORD.findall(sentence.text) if word in short_names}
    found = _named(reading, sentence, MODELS, lexicon) | short
    return frozenset(found - {lexicon.entities[entity].family for entity in found})


def _named(reading: Reading, sentence: Sentence, kinds: frozenset[EntityType], lexicon: Lexicon) -> frozenset[str]:
    """Return the entities of those kinds that a sentence names, and not only to compare."""
    folded = fold(sentence.text)
    mentions = [m for m in reading.mentions_in(sentence) if lexicon.entities[m.entity].type in kinds]
    return frozenset(m.entity for m in mentions if not _compared(folded, m, sentence))


def _compared(folded: str, mention: Mention, sentence: Sentence) -> bool:
    return is_compared(folded, mention.start - sentence.start, mention.end - sentence.start)


def _short_names(mentioned: Iterable[str], lexicon: Lexicon) -> Mapping[str, str]:
    """Return the short names of the models whose makers the article names, where only one has that last word."""
    named = {lexicon.entities[entity].maker or entity for entity in set(mentioned)}
    by_maker = _last_words_by_maker(lexicon)
    short: dict[str, set[str]] = {}
    for word, entity in (pair for maker in named for pair in by_maker.get(maker, ())):
        short.setdefault(word, set()).add(entity)
    return MappingProxyType({word: min(ids) for word, ids in short.items() if len(ids) == 1})


@lru_cache(maxsize=4)
def _last_words_by_maker(lexicon: Lexicon) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the last words of every maker's models, each with its entity."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entity in lexicon.entities.values():
        if entity.type is EntityType.MODEL and entity.maker is not None:
            found.setdefault(entity.maker, []).extend((word, entity.id) for word in _last_words(entity))
    return found


def _last_words(entity: Entity) -> Iterator[str]:
    """Yield the last words of an entity's longer names."""
    for name in entity.names:
        if (found := _LAST_WORD.fullmatch(name)) and len(found["last"]) >= _SHORTEST:
            yield found["last"]
