"""Shared terms as evidence: the most telling first, their words as the article spells them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digests.article import Article
from digests.grouping.words import stem
from digests.text.terms import search_terms

NAMED = 5
"""How many terms are named at most."""
_ORDER = "haenmzwc"


def evidence(terms: Iterable[str], article: Article) -> tuple[str, ...]:
    """Return the shared terms that a reason names, happenings first, with words in place of their stems."""
    spelt = {stem(word): word for word in search_terms(article.content)}
    kinds = _ORDER if article.lang.is_chinese else _ORDER.replace("z", "")
    told = sorted((term for term in terms if _is_said(term, kinds, spelt)), key=lambda term: kinds.find(term[0]))
    return tuple(dict.fromkeys(_spelt(term, spelt) for term in told[:NAMED]))


def _is_said(term: str, kinds: str, spelt: Mapping[str, str]) -> bool:
    """Say whether the article has the term in its own words, not only what it means in another language."""
    return term[0] in kinds and (term[0] != "w" or term[2:] in spelt)


def _spelt(term: str, spelt: Mapping[str, str]) -> str:
    return f"w:{spelt[term[2:]]}" if term[0] == "w" else term
