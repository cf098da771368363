"""Shared terms in words a person understands."""

from __future__ import annotations

from collections.abc import Iterable

from digests.article import Article
from digests.grouping.words import stem
from digests.language import Lang
from digests.lexicon import Lexicon
from digests.text.terms import search_terms

NAMED = 5
"""How many terms are named at most."""
_ORDER = "haenmkwc"
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def evidence(terms: Iterable[str], article: Article, lexicon: Lexicon) -> str:
    """Name shared terms, happenings first: "the release of Llama 3.1, Meta, 405 billion parameters"."""
    spelt = {stem(word): word for word in search_terms(article.content)}
    told = sorted(terms, key=lambda term: _ORDER.find(term[0]))
    return ", ".join(dict.fromkeys(_spoken(term, lexicon, spelt) for term in told[:NAMED]))


def _spoken(term: str, lexicon: Lexicon, spelt: dict[str, str]) -> str:
    kind, value = term[0], term[2:]
    if kind in "ha":
        return _happening(value, lexicon)
    if kind == "e":
        return _name(value, lexicon)
    if kind == "n":
        unit, _, number = value.rpartition(":")
        return f"{_scaled(float(number))} {unit}".rstrip()
    return " ".join(spelt.get(word, word) for word in value.split(" "))


def _happening(value: str, lexicon: Lexicon) -> str:
    """Return "the planned release of Heron-2", "the partnership between Corvid Labs and Grebe AI"."""
    told, _, things = value.rpartition(":")
    planned, _, act = told.rpartition(" ")
    noun = lexicon.acts[act].name[Lang.EN] if act in lexicon.acts else act
    link = "between" if "+" in things else "of"
    names = " and ".join(_name(thing, lexicon) for thing in things.split("+"))
    return " ".join(filter(None, ("the", planned, noun, link, names)))


def _name(entity: str, lexicon: Lexicon) -> str:
    return lexicon.entities[entity].shown(Lang.EN) if entity in lexicon.entities else entity


def _scaled(number: float) -> str:
    size, name = next(((size, name) for size, name in _SCALES if abs(number) >= size), (1, ""))
    return f"{number / size:g} {name}".rstrip()
