"""The bilingual bridge: what Chinese words mean in English, by the news glossary and a dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from digests.grouping.common import STOP
from digests.grouping.words import stem
from digests.lexicon import Lexicon
from digests.text.script import fold, word_set
from digests.text.terms import search_terms

Phrase = tuple[str, ...]
"""One meaning: English stems without stop words, three at most."""

LONGEST = 6
"""Code points of a Chinese word at most."""
SHORTEST = 2
"""Fewer only where the glossary says so: a lone character has too many meanings."""
MEANINGS = 10
"""Meanings of one word at most, the glossary's first."""
PHRASE = 3
"""A longer sense explains a word; it does not translate it."""

_APART = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_REFERENCE = re.compile(r"\s*(?:CL:|see |variant|old variant|surname|abbr\.|also (?:written|pr)|used )")
_GRAMMAR = word_set("sb sth one oneself etc esp lit fig idiom kind type classifier")


class Bridge:
    """Chinese words and their meanings. Read-only; remembers what it has looked up."""

    def __init__(self, glossary: Iterable[tuple[str, str]], dictionary: Mapping[str, str]) -> None:
        """Take the glossary's pairs and the dictionary's senses (as ``Lexicon`` holds them)."""
        self._glossary: dict[str, dict[Phrase, None]] = {}
        for english, chinese in glossary:
            self._glossary.setdefault(chinese, {})[_phrase(english)] = None
        self._dictionary = dictionary
        self._meanings: dict[str, tuple[Phrase, ...]] = {}
        self._terms: dict[str, frozenset[str]] = {}

    def words(self, text: str) -> Iterator[str]:
        """Yield the known Chinese words of a text in Simplified, each place by its longest."""
        plain, at = fold(text), 0
        while at < len(plain):
            word = self._longest(plain, at) if "\u3400" <= plain[at] <= "\u9fff" else ""
            if word:
                yield word
            at += len(word) or 1

    def meanings(self, word: str) -> tuple[Phrase, ...]:
        """Return what a Chinese word means, none for one that is not known."""
        found = self._meanings.get(word)
        if found is None:
            senses = (_phrase(sense) for sense in _senses(self._dictionary.get(word, "")))
            every = dict.fromkeys((*self._glossary.get(word, ()), *senses))
            found = tuple(phrase for phrase in every if 0 < len(phrase) <= PHRASE)[:MEANINGS]
            self._meanings[word] = found
        return found

    def terms(self, word: str) -> frozenset[str]:
        """Return every stem of every meaning of a Chinese word, as index terms."""
        found = self._terms.get(word)
        if found is None:
            found = frozenset(f"w:{stem}" for phrase in self.meanings(word) for stem in phrase)
            self._terms[word] = found
        return found

    def _longest(self, text: str, at: int) -> str:
        for size in range(min(LONGEST, len(text) - at), 0, -1):
            word = text[at : at + size]
            if word in self._glossary or (size >= SHORTEST and word in self._dictionary):
                return word
        return ""


@lru_cache(maxsize=4)
def bridge(lexicon: Lexicon) -> Bridge:
    """Return the lexicon's bridge, made once."""
    return Bridge(lexicon.glossary, lexicon.dictionary)


def _senses(entry: str) -> Iterator[str]:
    """Yield the senses of a dictionary's entry, without remarks and references."""
    for sense in re.split("[/;]", _APART.sub(" ", entry)):
        if not _REFERENCE.match(sense):
            yield sense


def _phrase(english: str) -> Phrase:
    words = search_terms(english)
    return tuple(stem(word) for word in words if word.isascii() and word not in STOP and word not in _GRAMMAR)
