"""Names that stand side by side without brackets: 鹭湾科技 Heronbay 发布, Heronbay 鹭湾科技.

Far more often than two names of one thing, a maker and its product stand like that, or a verb and its object. So one
place proves nothing. It is a trace, kept only where both sides read like names, with the side on which the Chinese one
stands: a maker never follows its product, and a run that was cut in the wrong place on one side is not met on the
other. What is believed of the traces ``digests.learning`` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from digests.entities import find_mentions
from digests.language import Lang
from digests.lexicon import EntityType, Lexicon
from digests.namelike import (
    LATIN,
    LONGEST,
    SHORTEST,
    WORD,
    can_be_learnt,
    has_chinese_name,
    is_name,
    is_phrase,
    unknown_end,
    whole,
)
from digests.text.patterns import late
from digests.text.script import HAN


class Side(StrEnum):
    """Where the Chinese name stands."""

    BEFORE = "<"
    BEHIND = ">"


_BOTH = late(
    rf"(?P<before>[{HAN}]{{0,12}}) ?(?<![a-zA-Z0-9&'’.-])(?P<latin>{LATIN})(?![a-zA-Z0-9&'’-]| ?\d)"
    rf"(?: ?[(（](?P<inside>[{HAN}]{{2,6}})[)）]| ?(?P<behind>[{HAN}]{{2,12}}))?"
)
_NAMED = frozenset({EntityType.COMPANY, EntityType.LAB, EntityType.PERSON, EntityType.BODY})
"""What may be learnt of a known thing: beside a product stands its maker."""


def beside(folded: str, report: str, lexicon: Lexicon) -> Iterator[tuple[str, str, Side]]:
    """Yield (Latin name, folded Chinese name, side of the Chinese one) for the places of a report."""
    for found in _BOTH.finditer(report):
        latin = found["latin"].strip(".")
        if not (found["before"] or found["behind"] or found["inside"]) or not _may_be_named(latin, lexicon):
            continue
        for side, name in _neighbours(found, folded, lexicon):
            if can_be_learnt(name, lexicon) and not is_phrase(name, lexicon) and not find_mentions(name, lexicon):
                yield latin, name, side


def _neighbours(found: re.Match[str], folded: str, lexicon: Lexicon) -> Iterator[tuple[Side, str]]:
    """Yield what stands right before and right behind a Latin name, as far as it can be one name."""
    if found["before"]:
        run = folded[slice(*found.span("before"))]
        whole_clause = len(run) <= LONGEST and not unknown_end(run, lexicon)[1]
        yield Side.BEFORE, run if whole_clause else unknown_end(run, lexicon)[0]
    if found["inside"]:
        yield Side.BEHIND, folded[slice(*found.span("inside"))]
    elif found["behind"] and not (run := folded[slice(*found.span("behind"))]).startswith(_verbs(lexicon)):
        yield Side.BEHIND, _known_end(run, lexicon)


@lru_cache(maxsize=4)
def _verbs(lexicon: Lexicon) -> tuple[str, ...]:
    """Return the Chinese forms of the acts: who acts stands before them."""
    return tuple(form for act in lexicon.acts.values() for form in act.forms.get(Lang.HANS, ()))


def _known_end(run: str, lexicon: Lexicon) -> str:
    """Return what stands before the first word of the dictionary."""
    for at in range(SHORTEST, len(run)):
        if any(run[at : at + size] in lexicon.dictionary for size in range(2, WORD + 1)):
            return run[:at]
    return run


def _may_be_named(latin: str, lexicon: Lexicon) -> bool:
    """Say whether a Chinese name of those Latin words can be learnt: they are a name, and none of theirs is known."""
    if not is_name(latin):
        return False
    known = whole(latin, lexicon)
    if known is None:
        return not find_mentions(latin, lexicon)
    return known.type in _NAMED and not has_chinese_name(known)
