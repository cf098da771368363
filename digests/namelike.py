"""What can be a name at all: the Latin words of one, and a Chinese run that is no ordinary word."""

from __future__ import annotations

from digests.entities import find_mentions
from digests.lexicon import Entity, Lexicon
from digests.text.patterns import late
from digests.text.script import HAN, fold

SHORTEST, LONGEST = 2, 6
"""Chinese characters of a learnt name."""
WORD = 4
"""Characters of the longest dictionary word that is cut off."""
_LETTERS = r"[A-Za-zÀ-ɏ0-9_'’.-]*"
LATIN = rf"[A-Z]{_LETTERS}(?: (?:[“\"]?[A-Z]{_LETTERS}[”\"]?|de|del|van|von|der|den|la|bin|al)){{0,3}}"
"""A run of words with capitals, of four at most."""

_NAME = late(rf"(?!The ){LATIN}")
_DIGIT_OR_ADDRESS = late(r"\d|\w\.\w{2}")
_LOOSE = frozenset("的和与及跟同或在对向由被将让把给是为以于从到等说称叫即名位个款家者官员长师人总")
"""Characters that stand alone before a name: particles, measure words, the ends of offices."""
_FUNCTION = late(
    "[的了着过在是这那哪我你您他她它们和与及跟或对向由被将让把给以于从到等也都还就会可更很最并但而其该各每某两几说称叫即"
    "后前时中内外里上下不没有无如因所并曾又再却则吗呢吧啊]"
)
"""Characters that a name hardly ever has and a phrase hardly ever lacks."""
_COMMON = 3
"""Articles of the ten thousand of general language from which on two characters are an ordinary pair."""


def is_name(latin: str) -> bool:
    """Say whether Latin words are a name: with capitals, and neither an acronym nor a version nor an address."""
    return (
        _NAME.fullmatch(latin) is not None
        and any(character.islower() for character in latin)
        and _DIGIT_OR_ADDRESS.search(latin) is None
    )


def can_be_learnt(name: str, lexicon: Lexicon) -> bool:
    """Say whether a Chinese name has the length of one and is no word that means something else."""
    is_word = name in lexicon.dictionary or any(name == chinese for _, chinese in lexicon.glossary)
    return SHORTEST <= len(name) <= LONGEST and not is_word


def is_phrase(name: str, lexicon: Lexicon) -> bool:
    """Say whether a Chinese run reads like a phrase: with a particle, or of ordinary pairs of characters only."""
    pairs = (name[at : at + 2] for at in range(len(name) - 1))
    ordinary = all(lexicon.frequencies.get(f"c:{pair}", 0) >= _COMMON for pair in pairs)
    return ordinary or _FUNCTION.search(name) is not None


def unknown_end(before: str, lexicon: Lexicon) -> tuple[str, bool]:
    """Return what is left when known words are cut off from the beginning, and whether any stood right before it."""
    at = start = 0
    while at < len(before):
        sizes = range(min(WORD, len(before) - at), 1, -1)
        size = next((size for size in sizes if before[at : at + size] in lexicon.dictionary), 0)
        at += size or 1
        start = at if size else start
    name = before[start:].lstrip("".join(_LOOSE))
    return name, start > 0 or name != before[start:]


def whole(name: str, lexicon: Lexicon) -> Entity | None:
    """Return the entity that a name as a whole stands for."""
    found = find_mentions(name, lexicon)
    return lexicon.entities[found[0].entity] if len(found) == 1 and found[0].text == name else None


def has_chinese_name(entity: Entity) -> bool:
    """Say whether a Chinese name of the entity is known."""
    return any(_HAN.search(fold(name)) for name in entity.names)


_HAN = late(f"[{HAN}]")
