"""What an article is found by, and how a query is read.

Terms come from ``digests.text.terms``: words, and Chinese as overlapping bigrams. Two things make a Chinese phrase an
exact substring of the text, no more and no less:

- Each character is folded alone before the terms are cut. OpenCC looks at the neighbours of some characters
  (乾 of 乾隆), and a query may cut between them.
- After every Chinese run its last character stands once more. So it is found by itself, as the beginning of a term
  like any other, and the bigrams of two runs (开源 and 源码 of "开源，源码") never meet as if they were one (开源码).
"""

from __future__ import annotations

import re
from functools import cache

from sqlalchemy import Select, column, select, table, text

from adapters.storage import tables
from digests.text.script import HAN, fold
from digests.text.terms import search_terms

_HAN_RUN = re.compile(f"([{HAN}]+)")

_MOST_WORDS = 64
"""Words of a query that count: FTS5 refuses to nest deeper than 256."""


def indexed(content: str) -> str:
    """Return the terms of an article, divided by spaces."""
    return " ".join(term for piece in _pieces(content) for term in _terms_of(piece))


def matching(query: str, limit: int) -> Select[tuple[object, ...]] | None:
    """Return a statement for the articles that hold every word of the query, newest first; None without a word."""
    expression = match_expression(query)
    if not expression:
        return None
    index = table("search_index", column("rowid"))
    hits = select(index.c.rowid).where(text("search_index MATCH :expression").bindparams(expression=expression))
    texts = tables.search_texts.c
    found = select(texts.article).where(texts.number.in_(hits)).order_by(texts.at.desc(), texts.article)
    newest = select(tables.articles).where(tables.articles.c.id.in_(found.limit(max(limit, 0))))
    return newest.order_by(tables.articles.c.at.desc(), tables.articles.c.id)


def match_expression(query: str) -> str:
    """Return the query for FTS5: every word in quotation marks, so that nothing typed is read as an operator."""
    wanted = [_phrase(piece) for piece in _pieces(query)]
    return " AND ".join(list(dict.fromkeys(phrase for phrases in wanted for phrase in phrases))[:_MOST_WORDS])


def _phrase(piece: str) -> list[str]:
    """Return a Chinese run as one phrase (one character as a beginning), anything else as its words."""
    terms = search_terms(piece)
    if not _HAN_RUN.fullmatch(piece):
        return [f'"{term}"' for term in terms]
    return [f'"{" ".join(terms)}"' + (" *" if len(piece) == 1 else "")]


def _terms_of(piece: str) -> tuple[str, ...]:
    """Return the terms of a piece, and the last character of a Chinese run after them."""
    terms = search_terms(piece)
    return (*terms, piece[-1]) if _HAN_RUN.fullmatch(piece) and len(piece) > 1 else terms


def _pieces(content: str) -> list[str]:
    """Return the text folded, cut where Chinese begins and ends."""
    return _HAN_RUN.split("".join(map(_folded, content)))


@cache
def _folded(character: str) -> str:
    return fold(character)
