"""A tenant's topics laid over those that all share."""

from __future__ import annotations

from digests.change import Held, Holds
from digests.language import Lang
from digests.topic import Topic, topic_value
from digests.tracked import HIDDEN, alike_key, is_hidden, tracked

EGRET, HERON = Topic("egret", {Lang.EN: "Egret"}, ("egret",)), Topic("heron", {Lang.EN: "Heron"}, ("heron",))


def test_own_topics_stand_over_shared_ones_and_hide_them_in_the_order_of_their_slugs():
    own, new = Topic("heron", {Lang.EN: "Ours"}, (), ("reiher",)), Topic("a", {Lang.HANS: "甲"}, ("egret",))
    held = [Held(Holds.TOPIC, one.slug, topic_value(one)) for one in (own, new)]
    assert tracked([EGRET, HERON], []) == (EGRET, HERON)
    assert tracked([EGRET, HERON], held) == (new, EGRET, own)
    assert tracked([EGRET, HERON], [Held(Holds.TOPIC, "egret", HIDDEN)]) == (HERON,)
    assert tracked([HERON], [Held(Holds.TOPIC, "gone", HIDDEN)]) == (HERON,)


def test_topics_of_one_slug_are_alike_only_if_all_else_is():
    assert alike_key(HERON) == alike_key(Topic("heron", {Lang.EN: "Heron"}, ("heron",)))
    assert alike_key(HERON) != alike_key(Topic("heron", {Lang.EN: "Heron"}, ("heron",), exclude=("zoo",)))


def test_a_topic_is_hidden_only_where_its_value_says_so():
    assert [is_hidden(value) for value in (HIDDEN, topic_value(HERON), None)] == [True, False, False]
