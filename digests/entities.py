"""Names in a text: the longest known name wherever one stands, in any script, with the version as part of it.

- A version is part of the identity: "Llama 3.1" is never "Llama 3" nor "Llama". The lexicon holds the members of its
  numbered families up to 9.9; a version beyond those ("Llama 12") is no mention at all, because naming the family
  instead would say something the text does not.
- A size ("70B", "8x7B") belongs to the words of the mention and not to the identity.
- Short Latin names count only with a capital (Meta, not meta). Ambiguous ones count only in exactly the listed case,
  and beside a certain name in the same paragraph or where the text names the same entity without doubt.
- Words that are no name though they read like one: "to scale AI", "wafer-scale AI", "Palantir Scale AI Platforms".
- A translated article introduces people as "中文名(Latin Name)": the last part of a Chinese name before a known Latin
  one stands for the same person in the rest of that text, however it is transliterated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from digests.lexicon import Entity, EntityType, Lexicon
from digests.reading import Mention
from digests.spelling import SpellingTree, normalised, spellings
from digests.text.script import HAN

_REACH = 40
"""Code points before a name that are looked at."""
_SHORT = 5
"""Alphabetic Latin names up to this length are often ordinary words or parts of addresses in lower case."""

_MEASURE = (
    r"(?: ?(?:million|billion|trillion|thousand|percent|per cent|months?|weeks?|days?|years?|hours?|times)\b"
    r"|\s*[%％月年日天个亿万倍周岁名家次分秒])"
)
_VERSION = re.compile(rf" ?v?\d{{1,2}}(?:\.\d+)*(?![\d.]*\d)(?!{_MEASURE})(?!x\d|[bmt]\b)")
_GOES_ON = re.compile(rf"\.\d|{_MEASURE}")
_PLURAL = re.compile(r"s(?![a-z0-9])")
_SIZE = re.compile(r" ?\d+(?:\.\d+)?(?:x\d+(?:\.\d+)?)?[bmt](?![a-z0-9])")
_VERB_AI = frozenset(("scale ai", "open ai"))
"""Names that are also a verb with its object; others ("Figure AI", "Together AI") are hardly ever read so."""
_VERB_COMES = re.compile(
    r"(?:\b(?:can|could|will|would|must|should|may|might|cannot|don't|help|helps|helped|helping|let's|let)(?: [a-z]+)?"
    r"|\b(?:how|ways?|ready|able|needs?|wants?|aims?|plans?|push|race|seeks?|looks?|hopes?|efforts?|struggles?) to"
    r"|\b(?:we|they|you|firms|companies|businesses|enterprises|organi[sz]ations|leaders)) $"
)
_MADE_OF_AI = re.compile(
    r" (?:adoption|integration|innovation|deployment|implementation|literacy|governance|readiness|usage|use cases?"
    r"|(?:platform|solution|agent|model|system|workload|deployment|initiative|project|pilot|application|app|tool"
    r"|capabilitie|operation|service|workflow|factorie|effort|investment|ambition|experience|skill)s"
    r"|infrastructure|across|beyond|responsibly|safely|faster|securely|quickly|globally|nationwide)\b"
)
"""What follows the object of a verb, and not the name of a company."""
_INTRODUCED = re.compile(rf"(?<= )([{HAN}]{{2,6}}) ?[(（] ?$")


@dataclass(frozen=True, slots=True)
class _Name:
    """One spelling of an entity and what must hold where it stands."""

    entity: Entity
    ambiguous: bool
    exact: str | None
    """The case in which alone an ambiguous Latin name counts."""
    capital: bool
    initial: bool
    """Whether the name itself begins with a small letter."""


@dataclass(frozen=True, slots=True)
class _Match:
    """A name found at a place."""

    start: int
    end: int
    name: _Name


@dataclass(frozen=True, slots=True)
class _Names:
    """All names of a lexicon, ready to look for."""

    tree: SpellingTree[_Name]
    beginning: re.Pattern[str]
    """Places where one may begin."""


@lru_cache(maxsize=4096)
def find_mentions(text: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the names of known entities in order, without overlaps; offsets are those of ``text``.

    They are remembered: a sentence is looked at by many.
    """
    plain = normalised(text)
    matches = list(_matches(text, plain, _names(lexicon)))
    matches = sorted((*matches, *_introduced(plain, matches)), key=lambda match: match.start)
    return tuple(_mention(text, match) for match in _certain(text, matches))


@lru_cache(maxsize=4)
def _names(lexicon: Lexicon) -> _Names:
    """Return all names of a lexicon."""
    tree: SpellingTree[_Name] = SpellingTree()
    for entity in lexicon.entities.values():
        for name in entity.names:
            for spelling in spellings(name):
                tree.add(spelling, _requirements(name, entity))
    return _Names(tree, tree.beginning())


def _requirements(name: str, entity: Entity) -> _Name:
    """Return a name with what must hold where it stands."""
    latin = name.isascii()
    ambiguous = name in entity.ambiguous
    capital = latin and name.isalpha() and len(name) <= _SHORT
    return _Name(entity, ambiguous, name if ambiguous and latin else None, capital, name[0].islower())


def _matches(text: str, plain: str, names: _Names) -> Iterator[_Match]:
    """Yield the longest name at each place, left to right."""
    reached = 0
    for place in names.beginning.finditer(plain):
        match = _longest(text, plain, place.start(), names.tree) if place.start() >= reached else None
        if match is not None:
            yield match
            reached = match.end


def _longest(text: str, plain: str, start: int, tree: SpellingTree[_Name]) -> _Match | None:
    """Return the longest name that begins at ``start`` and ends where a name may end."""
    best = None
    for end, name in tree.at(plain, start):
        if _ends(plain, end, name) and _cased(text[start:end], name) and not _is_verb(plain, start, end):
            best = _Match(start, end, name)
    if best is None or best.name.entity.type is not EntityType.MODEL:
        return best
    size = _SIZE.match(plain, best.end)
    return _Match(start, size.end(), best.name) if size else best


def _ends(plain: str, end: int, name: _Name) -> bool:
    """Say whether a name may end there: not inside a word, a longer number or an unknown version."""
    last = plain[end - 1]
    if _latin(last) and end < len(plain) and _latin(plain[end]):
        return last.isdigit() and bool(_PLURAL.match(plain, end))
    if last.isdigit():
        return not _GOES_ON.match(plain, end)
    return name.entity.type is not EntityType.MODEL or not _VERSION.match(plain, end)


def _cased(found: str, name: _Name) -> bool:
    """Say whether the words have the case that the name needs."""
    if name.exact is not None:
        return found == name.exact
    if found.endswith(" AI") and found[0].islower():
        return name.initial
    return not (name.capital and found.islower())


def _is_verb(plain: str, start: int, end: int) -> bool:
    """Say whether the words are a verb and its object: "how to scale AI", "to Scale AI Integration"."""
    if plain[start:end] not in _VERB_AI:
        return False
    return bool(_MADE_OF_AI.match(plain, end) or _VERB_COMES.search(plain, max(0, start - _REACH), start))


def _latin(character: str) -> bool:
    """Say whether the character continues a Latin word or number."""
    return character.isalnum() and character < "\u2e80"


def _introduced(plain: str, matches: list[_Match]) -> Iterator[_Match]:
    """Yield the places of Chinese names that "…·中文名(Latin Name)" introduces for a known Latin name."""
    taken = {place for match in matches for place in range(match.start, match.end)}
    learnt: set[str] = set()
    for match in matches:
        before = _INTRODUCED.search(plain, max(0, match.start - 12), match.start)
        if before is None or before[1] in learnt or match.name.entity.type is not EntityType.PERSON:
            continue
        learnt.add(before[1])
        for found in re.finditer(re.escape(before[1]), plain):
            if taken.isdisjoint(range(found.start(), found.end())):
                taken.update(range(found.start(), found.end()))
                yield _Match(found.start(), found.end(), match.name)


def _certain(text: str, matches: list[_Match]) -> Iterator[_Match]:
    """Yield the matches without the ambiguous names that nothing supports."""
    sure = [match for match in matches if not match.name.ambiguous]
    named = {match.name.entity.id for match in sure}
    paragraphs = {text.count("\n", 0, match.start) for match in sure}
    for match in matches:
        supported = match.name.entity.id in named or text.count("\n", 0, match.start) in paragraphs
        if supported or not match.name.ambiguous:
            yield match


def _mention(text: str, match: _Match) -> Mention:
    """Return the match as a mention."""
    return Mention(match.start, match.end, text[match.start : match.end], match.name.entity.id)
