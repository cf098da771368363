"""Names that are learnt: what a Chinese report calls somebody or something whose own name it gives in brackets.

"格里布·沃伦(Grebe Warren)", 鹭鸟公司(Heron): the words before the bracket have no visible beginning. So only what is
certain is taken: the part of a person's name behind its last dot, which is the last of the Latin words; and what is
left before the bracket when every word of the dictionary is cut off. Acronyms, glosses in small letters, versions and
the signatures at the end of a title are no names.

A learnt name of a known entity becomes one more of its spellings; of an unknown one, a pair of the glossary, so that
reports in both languages can meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from digests.article import Article
from digests.entities import find_mentions
from digests.lexicon import Entity, Lexicon
from digests.reading import Reading
from digests.text.patterns import late
from digests.text.script import HAN, fold, word_set

OUTLETS = 2
"""Independent outlets that an uncertain pair needs."""
SHORTEST, LONGEST = 2, 6
"""Chinese characters of a learnt name."""

_BRACKET = late(rf"(?P<before>[{HAN}·•‧・]{{2,24}})\s?[(（](?P<latin>[a-z][^()（）\n]{{1,40}})[)）](?=[^\n])")
_NAME = late(r"(?!The )[A-Z][\w'’.-]*(?: (?:[“\"]?[A-Z][\w'’.-]*[”\"]?|de|del|van|von|der|den|la|bin|al)){0,3}")
_DIGIT_OR_ADDRESS = late(r"\d|\w\.\w{2}")
_DOT = late("[·•‧・]")
_NOT_A_LAST_NAME = word_set("jr jr. sr sr. ii iii iv inc inc. labs ai")
_LOOSE = frozenset("的和与及跟同或在对向由被将让把给是为以于从到等说称叫即名位个款家者官员长师人总")
"""Characters that stand alone before a name: particles, measure words, the ends of offices."""
_WORD = 4
"""Characters of the longest dictionary word that is cut off."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names of one thing."""

    latin: str
    """Of a person whom the lexicon does not know only the last name, since the Chinese name is no more."""
    chinese: str
    """Folded: Simplified."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A place where an article gives both names."""

    pair: Pair
    outlet: str
    """Case folded; the article's id where it has none."""
    certain: bool
    """True where the beginning of the Chinese name is beyond doubt."""


def introductions(article: Article, lexicon: Lexicon) -> Iterator[Introduction]:
    """Yield the places of an article that introduce a name, noise aside."""
    if not article.lang.is_chinese:
        return
    report, outlet = article.report, (article.outlet or article.id).casefold()
    for found in _BRACKET.finditer(fold(report)):
        latin = report[found.start("latin") : found.end("latin")].strip()
        if _is_name(latin) and (named := _named(found["before"], latin, lexicon)):
            yield Introduction(named[0], outlet, named[1])


def learnt(found: Iterable[Introduction]) -> tuple[Pair, ...]:
    """Return the pairs to believe: introduced once with certainty, or by several outlets; in order of their names."""
    outlets: dict[Pair, set[str]] = defaultdict(set)
    certain: set[Pair] = set()
    for one in found:
        outlets[one.pair].add(one.outlet)
        certain |= {one.pair} if one.certain else set()
    believed = (pair for pair, by in outlets.items() if pair in certain or len(by) >= OUTLETS)
    return tuple(sorted(believed, key=lambda pair: (pair.chinese, pair.latin)))


@lru_cache(maxsize=4)
def taught(lexicon: Lexicon, pairs: tuple[Pair, ...]) -> Lexicon:
    """Return the lexicon with what was learnt, the same one each time; itself where it knows all of it."""
    spellings: dict[str, list[str]] = defaultdict(list)
    glossary: list[tuple[str, str]] = []
    for pair in pairs:
        if _whole(pair.chinese, lexicon):
            continue
        known = _whole(pair.latin, lexicon)
        if known is not None:
            spellings[known.id].append(pair.chinese)
        else:
            glossary.append((pair.latin.lower(), pair.chinese))
    if not (spellings or glossary):
        return lexicon
    more = {key: _also(lexicon.entities[key], names) for key, names in spellings.items()}
    entities = MappingProxyType({**lexicon.entities, **more})
    return replace(lexicon, entities=entities, glossary=(*lexicon.glossary, *glossary))


def renamed(reading: Reading, lexicon: Lexicon) -> Reading:
    """Return a reading with the names that another lexicon finds in it; all else stays."""
    return replace(reading, mentions=find_mentions(reading.article.report, lexicon))


def _is_name(latin: str) -> bool:
    """Say whether words in brackets are a name: with capitals, and neither an acronym nor a version nor an address."""
    return (
        _NAME.fullmatch(latin) is not None
        and any(character.islower() for character in latin)
        and _DIGIT_OR_ADDRESS.search(latin) is None
    )


def _named(before: str, latin: str, lexicon: Lexicon) -> tuple[Pair, bool] | None:
    """Return the pair that the folded words before a bracket make with its name, and whether it is certain."""
    *first, last = _DOT.split(before)
    if first:
        last_word = latin.rsplit(" ", 1)[-1]
        fits = first[-1] and last_word != latin and last_word.lower() not in _NOT_A_LAST_NAME
        told = latin if _whole(latin, lexicon) else last_word
        return (Pair(told, last), True) if fits and _can_be_learnt(last, lexicon) else None
    name, certain = _unknown_end(before, lexicon)
    return (Pair(latin, name), certain) if _can_be_learnt(name, lexicon) else None


def _can_be_learnt(name: str, lexicon: Lexicon) -> bool:
    """Say whether a Chinese name has the length of one and is no word that means something else."""
    is_word = name in lexicon.dictionary or any(name == chinese for _, chinese in lexicon.glossary)
    return SHORTEST <= len(name) <= LONGEST and not is_word


def _unknown_end(before: str, lexicon: Lexicon) -> tuple[str, bool]:
    """Return what is left when known words are cut off from the beginning, and whether any stood right before it."""
    at = start = 0
    while at < len(before):
        sizes = range(min(_WORD, len(before) - at), 1, -1)
        size = next((size for size in sizes if before[at : at + size] in lexicon.dictionary), 0)
        at += size or 1
        start = at if size else start
    name = before[start:].lstrip("".join(_LOOSE))
    return name, start > 0 or name != before[start:]


def _whole(name: str, lexicon: Lexicon) -> Entity | None:
    """Return the entity that a name as a whole stands for."""
    found = find_mentions(name, lexicon)
    return lexicon.entities[found[0].entity] if len(found) == 1 and found[0].text == name else None


def _also(entity: Entity, names: Iterable[str]) -> Entity:
    """Return the entity with further names; those of two characters, often part of another word, are ambiguous."""
    further = [name for name in names if name not in entity.names]
    short = entity.ambiguous | {name for name in further if len(name) == SHORTEST}
    return replace(entity, names=(*entity.names, *dict.fromkeys(further)), ambiguous=short)
