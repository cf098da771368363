"""What texts mean, as vectors: one more piece of evidence for grouping where a model of meaning is installed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from operator import mul
from typing import Protocol

from digests.article import Article
from digests.language import Lang
from digests.text.script import shown_in

Vector = Sequence[float]
"""A direction of meaning, in any language; of unit length where it stands for one text."""
GIST_LENGTH = 200
"""Code points of a report that stand for it where it has no title."""


class Semantics(Protocol):
    """A model that turns texts into vectors: the nearer two texts in meaning, the nearer 1 their nearness."""

    def vectors(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Return a vector of unit length for every text, in that order, all of one number of dimensions."""
        ...


def meanings(articles: Iterable[Article], semantics: Semantics) -> Mapping[str, Vector]:
    """Return for each article, by its id, the vector of its title, or of how it begins where it has none.

    Traditional Chinese is put into Simplified characters first: models have read far more of those.
    """
    gists = {article.id: _gist(article) for article in articles}
    return dict(zip(gists, semantics.vectors(list(gists.values())), strict=True))


def _gist(article: Article) -> str:
    text = article.title or article.report[:GIST_LENGTH]
    return shown_in(text, Lang.HANT, Lang.HANS) if article.lang is Lang.HANT else text


def summed(vectors: Sequence[Vector]) -> Vector:
    """Return the sum of vectors: its direction is what they mean together."""
    return vectors[0] if len(vectors) == 1 else [sum(parts) for parts in zip(*vectors, strict=True)]


def nearness(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors: 1 for one meaning, about 0 for nothing in common; 0 for an empty vector."""
    norm = sqrt(sum(map(mul, one, one)) * sum(map(mul, other, other)))
    return sum(map(mul, one, other)) / norm if norm else 0.0
