"""Names that are learnt: what a Chinese report calls somebody or something whose own name it gives in brackets.

"格里布·沃伦(Grebe Warren)", 鹭鸟公司(Heron): the words before the bracket have no visible beginning. So only what is
certain is taken: the part of a person's name behind its last dot, which is the last of the Latin words; and what is
left before the bracket when every word of the dictionary is cut off. Acronyms, glosses in small letters, versions and
the signatures at the end of a title are no names. Names that stand side by side without brackets are believed where
many outlets have them so, in either order (``digests.adjacent``).

A learnt name of a known entity becomes one more of its spellings; of an unknown one, a pair of the glossary, so that
reports in both languages can meet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from digests.adjacent import Side, beside
from digests.article import Article
from digests.entities import find_mentions
from digests.lexicon import Entity, Lexicon
from digests.namelike import SHORTEST, can_be_learnt, is_name, unknown_end, whole
from digests.reading import Reading
from digests.text.patterns import late
from digests.text.script import HAN, fold, word_set

OUTLETS = 2
"""Independent outlets that an uncertain pair in brackets needs."""
OUTLETS_BESIDE = 3
"""Independent outlets that names side by side need, with the Chinese one on either side."""

_BRACKET = late(rf"(?P<before>[{HAN}·•‧・]{{2,24}})\s?[(（](?P<latin>[a-z][^()（）\n]{{1,40}})[)）](?=[^\n])")
_DOT = late("[·•‧・]")
_NOT_A_LAST_NAME = word_set("jr jr. sr sr. ii iii iv inc inc. labs ai")


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
    """Case folded; the article's id where it has none. Where the names stand side by side, behind a ``Side``'s sign."""
    certain: bool
    """True where the beginning of the Chinese name is beyond doubt."""


def introductions(article: Article, lexicon: Lexicon) -> Iterator[Introduction]:
    """Yield the places of an article that introduce a name, noise aside."""
    if not article.lang.is_chinese:
        return
    report, outlet = article.report, (article.outlet or article.id).casefold()
    for found in _BRACKET.finditer(fold(report)):
        latin = report[found.start("latin") : found.end("latin")].strip()
        if is_name(latin) and (named := _named(found["before"], latin, lexicon)):
            yield Introduction(named[0], outlet, named[1])
    for latin, chinese, side in beside(fold(report), report, lexicon):
        yield Introduction(Pair(latin, chinese), f"{side}{outlet}", certain=False)


def learnt(found: Iterable[Introduction]) -> tuple[Pair, ...]:
    """Return the pairs to believe, in order of their names.

    Introduced in brackets once with certainty, or by several outlets; or side by side by still more of them, in either
    order, and neither name so with any other.
    """
    outlets: dict[Pair, set[str]] = defaultdict(set)
    certain: set[Pair] = set()
    for one in found:
        outlets[one.pair].add(one.outlet)
        certain |= {one.pair} if one.certain else set()
    believed = {pair for pair, by in outlets.items() if pair in certain or len(_in_brackets(by)) >= OUTLETS}
    doubled = {pair for pair, by in outlets.items() if pair not in believed and _on_either_side(by)}
    rivals = Counter(name for pair in believed | doubled for name in (pair.latin, pair.chinese))
    alone = {pair for pair in doubled if rivals[pair.latin] == rivals[pair.chinese] == 1}
    return tuple(sorted(believed | alone, key=lambda pair: (pair.chinese, pair.latin)))


def _in_brackets(outlets: Iterable[str]) -> set[str]:
    """Return the outlets that give the names in brackets."""
    return {outlet for outlet in outlets if not outlet.startswith(tuple(Side))}


def _on_either_side(outlets: set[str]) -> bool:
    """Say whether enough outlets have the names side by side, and both orders occur."""
    orders = {side for side in Side if any(outlet.startswith(side) for outlet in outlets)}
    return len(orders) == len(Side) and len({outlet.lstrip("".join(Side)) for outlet in outlets}) >= OUTLETS_BESIDE


@lru_cache(maxsize=4)
def taught(lexicon: Lexicon, pairs: tuple[Pair, ...]) -> Lexicon:
    """Return the lexicon with what was learnt, the same one each time; itself where it knows all of it."""
    spellings: dict[str, list[str]] = defaultdict(list)
    glossary: list[tuple[str, str]] = []
    for pair in pairs:
        if whole(pair.chinese, lexicon):
            continue
        known = whole(pair.latin, lexicon)
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


def _named(before: str, latin: str, lexicon: Lexicon) -> tuple[Pair, bool] | None:
    """Return the pair that the folded words before a bracket make with its name, and whether it is certain."""
    *first, last = _DOT.split(before)
    if first:
        last_word = latin.rsplit(" ", 1)[-1]
        fits = first[-1] and last_word != latin and last_word.lower() not in _NOT_A_LAST_NAME
        told = latin if whole(latin, lexicon) else last_word
        return (Pair(told, last), True) if fits and can_be_learnt(last, lexicon) else None
    name, certain = unknown_end(before, lexicon)
    return (Pair(latin, name), certain) if can_be_learnt(name, lexicon) else None


def _also(entity: Entity, names: Iterable[str]) -> Entity:
    """Return the entity with further names; those of two characters, often part of another word, are ambiguous."""
    further = [name for name in names if name not in entity.names]
    short = entity.ambiguous | {name for name in further if len(name) == SHORTEST}
    return replace(entity, names=(*entity.names, *dict.fromkeys(further)), ambiguous=short)
