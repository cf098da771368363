"""What a text's own words say sets it apart from others like it: names that nobody listed, and what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digests.chronicle.acts import verbs_of
from digests.chronicle.choice import acts_in
from digests.chronicle.statuses import RELEASES
from digests.grouping.common import COMMON, STOP
from digests.grouping.words import stem
from digests.lexicon import Kind, Lexicon
from digests.text.script import HAN, fold

SEEN = 3
"""A capitalised word that stood in more articles of the background is taken for a word."""

_CAPITAL = re.compile(r"(?<![\w-])[A-Z][A-Za-z]+")
_LONG = re.compile(r"(?<![\w-])[A-Za-z][a-z]{3,}")
_HAN = re.compile(f"[{HAN}]")
_UNTOLD = frozenset({Kind.STATEMENT, Kind.FIGURE})
"""Kinds of acts that tell no happening from another: one outlet has a rise, the next who spoke of it."""


def proper_names(words: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield the stems of Latin words that can only be names: capitals tell nothing where a title capitalises all."""
    for name in _CAPITAL.findall(words) if _in_sentence_case(words) else ():
        plain = fold(name)
        term = f"w:{stem(plain)}"
        if plain not in STOP and term not in COMMON and lexicon.frequencies.get(term, 0) <= SEEN:
            yield stem(plain)


def deeds(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield the acts whose words stand in a text, whoever did them; all ways to release something are one."""
    for _, act in acts_in(fold(text), verbs_of(lexicon)):
        if act.kind not in _UNTOLD:
            yield "release" if act.id in RELEASES else act.id


def _in_sentence_case(text: str) -> bool:
    long = _LONG.findall(text)
    return bool(_HAN.search(text)) or 2 * sum(word[0].isupper() for word in long) <= len(long)
