"""Vectors of meaning: how near two are, and what stands for an article."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.language import Lang
from digests.semantics import GIST_LENGTH, Vector, meanings, nearness, summed
from tests.builders import an_article

PARTS = st.lists(st.floats(-1, 1, allow_subnormal=False), min_size=3, max_size=3)


class Lengths:
    """A model to which only the length of a text means anything."""

    def vectors(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Return the lengths."""
        return [(float(len(text)),) for text in texts]


def test_an_article_means_what_its_title_means_or_its_beginning():
    titled, bare = an_article("A long report.", title="Title"), an_article("x" * 500, title="")
    assert meanings([titled, bare], Lengths()) == {titled.id: (5.0,), bare.id: (float(GIST_LENGTH),)}


def test_traditional_chinese_is_read_in_simplified_characters():
    told: list[str] = []

    class Listener(Lengths):
        def vectors(self, texts: Sequence[str]) -> Sequence[Vector]:
            told.extend(texts)
            return super().vectors(texts)

    meanings([an_article("", title="晶片廠失火", lang=Lang.HANT)], Listener())
    assert told == ["晶片厂失火"]


@settings(deadline=None, max_examples=60)
@given(PARTS, PARTS)
def test_nearness_is_the_same_either_way_and_never_beyond_one(one: list[float], other: list[float]):
    assert nearness(one, other) == pytest.approx(nearness(other, one))
    assert abs(nearness(one, other)) <= 1 + 1e-9


def test_nearness_is_one_for_one_direction_and_nothing_for_an_empty_vector():
    assert nearness((3.0, 4.0), (6.0, 8.0)) == pytest.approx(1)
    assert nearness((3.0, 4.0), (0.0, 0.0)) == 0
    assert nearness((1.0, 0.0), (0.0, 1.0)) == 0


def test_vectors_are_summed_by_their_parts():
    assert summed([(1.0, 2.0)]) == (1.0, 2.0)
    assert summed([(1.0, 2.0), (3.0, 4.0)]) == [4.0, 6.0]
