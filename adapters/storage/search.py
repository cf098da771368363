"""What an article is found by, and how a query is read.

Terms come from ``digests.text.terms``: words, and Chinese as overlapping bigrams. Two things make a Chinese phrase an
exact substring of the text, no more and no less:

- Each character is folded alone before the terms are cut. OpenCC looks at the neighbours of some characters
  (乾 of 乾隆), and a query may cut between them.
- After every Chinese run its last character stands once more. So it is found by itself, as the beginning of a term
  like any other, and the bigrams of two runs (开源 and 源码 of "开源，源码") never meet as if they were one (开源码).

SQLite's full-text index answers a query by itself. That of Postgres loses the later places of a word that a text has
often, which a phrase needs, and takes no more than a megabyte of words. So there an index over the set of terms finds
the texts that hold them all, and the terms as they stand decide which of those hold the phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, column, func, or_, select, table, text

from adapters.storage import tables
from digests.text.script import HAN, fold
from digests.text.terms import search_terms

_HAN_RUN = re.compile(f"([{HAN}]+)")

_MOST_WORDS = 64
"""Words of a query that count: FTS5 refuses to nest deeper than 256."""

_LONGEST_TERM = 100
"""Characters of a term that count: no word is longer, and an index of Postgres takes 2,700 bytes."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that follow each other in a text; where ``begins`` is set, the one term is the beginning of another."""

    terms: tuple[str, ...]
    begins: bool = False


def indexed(content: str) -> str:
    """Return the terms of an article, divided by spaces."""
    return " ".join(term for piece in _pieces(content) for term in _terms_of(piece))


def matching(query: str, limit: int, dialect: str) -> Select[tuple[object, ...]] | None:
    """Return a statement for the articles that hold every word of the query, newest first; None without a word."""
    wanted = phrases(query)
    if not wanted:
        return None
    texts = tables.search_texts.c
    holding = (_holding_in_postgres if dialect == "postgresql" else _holding_in_sqlite)(wanted)
    found = select(texts.article).where(holding).order_by(texts.at.desc(), texts.article)
    newest = select(tables.articles).where(tables.articles.c.id.in_(found.limit(max(limit, 0))))
    return newest.order_by(tables.articles.c.at.desc(), tables.articles.c.id)


def holding(queries: Iterable[str], dialect: str) -> Select[tuple[str]] | None:
    """Return a statement for the ids of the articles that hold every word of a query; None without a word."""
    wanted = [found for query in queries if (found := phrases(query))]
    if not wanted:
        return None
    if dialect == "postgresql":
        holds = or_(*map(_holding_in_postgres, wanted))
    else:
        holds = _matching_in_sqlite(" OR ".join(f"({match_expression(one)})" for one in wanted))
    return select(tables.search_texts.c.article).where(holds)


def phrases(query: str) -> tuple[Phrase, ...]:
    """Return what a text must hold: each word, and each Chinese run as one phrase."""
    wanted = [phrase for piece in _pieces(query) for phrase in _phrases_of(piece)]
    return tuple(dict.fromkeys(wanted))[:_MOST_WORDS]


def _phrases_of(piece: str) -> list[Phrase]:
    """Return a Chinese run as one phrase (one character as a beginning), anything else as its words."""
    terms = _terms(piece)
    if not _HAN_RUN.fullmatch(piece):
        return [Phrase((term,)) for term in terms]
    return [Phrase(terms, begins=len(piece) == 1)]


def _holding_in_sqlite(wanted: tuple[Phrase, ...]) -> ColumnElement[bool]:
    return _matching_in_sqlite(match_expression(wanted))


def _matching_in_sqlite(expression: str) -> ColumnElement[bool]:
    index = table("search_index", column("rowid"))
    matches = text("search_index MATCH :expression").bindparams(expression=expression)
    return tables.search_texts.c.number.in_(select(index.c.rowid).where(matches))


def match_expression(wanted: tuple[Phrase, ...]) -> str:
    """Return the query for FTS5: every word in quotation marks, so that nothing typed is read as an operator."""
    return " AND ".join(f'"{" ".join(phrase.terms)}"' + (" *" if phrase.begins else "") for phrase in wanted)


def _holding_in_postgres(wanted: tuple[Phrase, ...]) -> ColumnElement[bool]:
    words = list(dict.fromkeys(term for phrase in wanted for term in phrase.terms))
    # named apart: the words of other phrases may stand in the same statement
    each: BindParameter[list[str]] = bindparam("words", words, unique=True)
    indexed_words = text(f"{tables.SEARCH_WORDS} @> CAST(:words AS text[])").bindparams(each)
    spaced = func.concat(" ", tables.search_texts.c.terms, " ")
    return and_(indexed_words, *(func.strpos(spaced, f" {' '.join(p.terms)} ") > 0 for p in wanted if _is_open(p)))


def _is_open(phrase: Phrase) -> bool:
    """Say whether the index of Postgres leaves a phrase open: it knows no order, nor which characters are terms."""
    return not phrase.begins and (len(phrase.terms) > 1 or len(phrase.terms[0]) == 1)


def _terms_of(piece: str) -> tuple[str, ...]:
    """Return the terms of a piece, and the last character of a Chinese run after them."""
    terms = _terms(piece)
    return (*terms, piece[-1]) if _HAN_RUN.fullmatch(piece) and len(piece) > 1 else terms


def _terms(piece: str) -> tuple[str, ...]:
    return tuple(term[:_LONGEST_TERM] for term in search_terms(piece))


def _pieces(content: str) -> list[str]:
    """Return the text folded, cut where Chinese begins and ends."""
    return _HAN_RUN.split("".join(map(_folded, content)))


@cache
def _folded(character: str) -> str:
    return fold(character)
