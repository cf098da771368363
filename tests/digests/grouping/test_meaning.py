"""What texts mean as evidence, by vectors that are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from digests.grouping.index import StoryIndex
from digests.grouping.match import ranked
from digests.grouping.terms import index_terms
from digests.language import Lang
from digests.reading import Reading
from digests.semantics import Vector
from tests.builders import a_story
from tests.digests.readings import LEXICON, a_reading

FIRST = a_reading("Corvid Labs counts the birds of the marsh from the air")
SECOND = a_reading("From the air Corvid Labs looks for birds over the marsh")
CHINESE = a_reading("科维德实验室发布 Heron-2 开放权重", lang=Lang.HANS)
ENGLISH = a_reading("Corvid Labs releases Heron-2 with open weights")


def _score(first: Reading, second: Reading, vectors: Sequence[Vector] | None = None) -> float:
    index = StoryIndex((), LEXICON)
    story = a_story(first.article, terms=index_terms(first, LEXICON))
    index.put(story)
    articles = (first.article.id, second.article.id)
    known: Mapping[str, Vector] = dict(zip(articles, vectors, strict=True)) if vectors else {}
    index.learn(known)
    (match,) = ranked(index_terms(second, LEXICON), articles[1:], [story], index)
    return match.score


def test_without_vectors_meaning_plays_no_part():
    assert _score(FIRST, SECOND) > 0


def test_what_means_the_same_gains_and_what_does_not_loses():
    plain = _score(FIRST, SECOND)
    assert _score(FIRST, SECOND, [(1.0, 0.0), (1.0, 0.0)]) == pytest.approx(1.2 * plain)
    assert _score(FIRST, SECOND, [(1.0, 0.0), (0.0, 1.0)]) == pytest.approx(0.6 * plain)


def test_across_languages_meaning_only_takes_away():
    plain = _score(ENGLISH, CHINESE)
    assert _score(ENGLISH, CHINESE, [(1.0, 0.0), (1.0, 0.0)]) == pytest.approx(plain)
    assert _score(ENGLISH, CHINESE, [(1.0, 0.0), (0.0, 1.0)]) == pytest.approx(0.2 * plain)


def test_a_story_means_what_its_articles_mean_together():
    index = StoryIndex((), LEXICON)
    story = a_story(FIRST.article, SECOND.article)
    index.learn({FIRST.article.id: (1.0, 0.0), SECOND.article.id: (0.0, 1.0), "new": (1.0, 0.0)})
    assert index.nearness(["new"], story) == pytest.approx(0.5**0.5)
    assert index.nearness(["unknown"], story) is None
