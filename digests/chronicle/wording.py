"""How alike the words of two events are: shared terms, shared names, and whether two languages tell them."""

from __future__ import annotations

import re
from functools import lru_cache

from digests.chronicle.idle import names_nobody
from digests.chronicle.things import is_generic, thing_key
from digests.event import Event
from digests.text.terms import search_terms

_ALIKE = 0.6
_TELLING, _WITHIN = 5, 0.75
"""Terms that a text needs, and the share of them that must stand in the other, to be told by it."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.-]*[A-Za-z0-9]")
_NAME = re.compile(r"[A-Z].*|[a-z]+[A-Z\d].*")
_MOSTLY = 0.6
"""The share of a line's words with a capital above which a capital marks no name."""
_FEW = 4
"""Words below which nobody can tell how a line writes its words."""


def told_alike(a: Event, b: Event) -> bool:
    """Say whether two citations of the events share most of their words."""
    return any(_overlap(c.quote.text, d.quote.text) >= _ALIKE for c in a.citations for d in b.citations)


def told_within(a: Event, b: Event, share: float = _WITHIN) -> bool:
    """Say whether that share of a citation's terms, if they are enough to tell, stands in a longer one of the other."""
    return any(_contained(c.quote.text, d.quote.text, share) for c in a.citations for d in b.citations)


def in_two_languages(a: Event, b: Event) -> bool:
    """Say whether no citation of one event is in a language of the other."""
    return {c.lang.is_chinese for c in a.citations}.isdisjoint({c.lang.is_chinese for c in b.citations})


def terms_of(event: Event) -> frozenset[str]:
    """Return the search terms of all its citations."""
    return frozenset().union(*(_terms(c.quote.text) for c in event.citations))


def contains_name(thing: str, text: str) -> bool:
    """Say whether a text holds every word of a thing's name."""
    key = frozenset(thing_key(thing)) if thing else frozenset()
    return bool(key) and key <= _terms(text)


def share_name(a: Event, b: Event) -> bool:
    """Say whether both name something beside the known names, that at least one writes with a capital as a name."""
    known = _words_of(a.about | b.about)
    return any(
        (_named(c.quote.text) & _named(d.quote.text)) - known
        for c in a.citations
        for d in b.citations
        if not (_is_titled(c.quote.text) and _is_titled(d.quote.text))
    )


def names_more(event: Event) -> bool:
    """Say whether an event names something beside the known names."""
    known = _words_of(event.about)
    return any(_named(c.quote.text) - known for c in event.citations)


def _words_of(entities: frozenset[str]) -> frozenset[str]:
    """Return the words of entity ids."""
    return frozenset(word for entity in entities for word in re.split(r"[\s.-]", entity))


@lru_cache(maxsize=4096)
def _named(text: str) -> frozenset[str]:
    """Return the folded Latin words that may be names; the first of a text has its capital anyway, unless coined."""
    found = [m for m in _LATIN.finditer(text) if _NAME.fullmatch(m.group()) and (m.start() or not m.group().istitle())]
    words = frozenset(part.casefold() for m in found for part in m.group().split("-"))
    return frozenset(word for word in words if len(word) > 1 and not names_nobody(word) and not is_generic(word))


@lru_cache(maxsize=4096)
def _is_titled(text: str) -> bool:
    """Say whether a line writes most of its words with a capital."""
    words = _LATIN.findall(text)
    return len(words) >= _FEW and sum(word[0].isupper() for word in words) > _MOSTLY * len(words)


def _overlap(a: str, b: str) -> float:
    """Return the Jaccard index of two texts' search terms."""
    left, right = _terms(a), _terms(b)
    return len(left & right) / max(1, len(left | right))


def _contained(a: str, b: str, share: float) -> bool:
    """Say whether that share of the terms of the shorter text, if they are enough to tell, stands in the longer."""
    short, long = sorted((_terms(a), _terms(b)), key=len)
    return len(short) >= _TELLING and len(short & long) >= share * len(short)


@lru_cache(maxsize=4096)
def _terms(text: str) -> frozenset[str]:
    """Return a text's search terms."""
    return frozenset(search_terms(text))
