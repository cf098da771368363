"""A topic as it is typed: what a name alone finds, and what nobody may call one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.errors import BadInput
from digests.language import Lang
from digests.lexicon import Entity, EntityType, Lexicon
from digests.text.script import clean_for_display, fold
from digests.topic import Topic, is_worded
from digests.topic_typed import MOST_WORDS, Typed, combined, slug_typed, spellings, topic_changed, topic_made

SPELT = ("Grebe", "Grebe Labs", "䴙䴘科技")
GREBE = Entity("grebe", EntityType.COMPANY, {Lang.EN: "Grebe", Lang.HANS: "䴙䴘科技"}, SPELT)
HERON = Entity("heron-1", EntityType.MODEL, {Lang.EN: "Heron 1"}, ("Heron 1", "Heron-1"))
GLOSSARY = (("open weights", "开放权重"), ("open model", "开放权重"))
LEXICON = Lexicon({one.id: one for one in (GREBE, HERON)}, {}, GLOSSARY)


def made(name: str, **more: Any) -> Topic:  # noqa: ANN401  each part of it as it is typed
    return topic_made(Typed(name, **more), LEXICON)


def test_the_name_of_an_entity_in_any_spelling_is_a_topic_of_it_with_its_names():
    for name in ("Grebe", "grebe labs", "䴙䴘科技"):
        topic = made(name)
        assert (topic.slug, topic.entities, topic.words) == ("grebe", ("grebe",), ())
    assert made("䴙䴘科技").name == GREBE.name
    assert made("Grebe Labs").name == {**GREBE.name, Lang.EN: "Grebe Labs"}
    assert spellings("grebe", LEXICON) == ("Grebe", "䴙䴘科技", "Grebe Labs")
    assert spellings("gone", LEXICON) == ("gone",)


def test_a_name_of_words_stands_for_itself_and_for_what_the_glossary_has_in_the_other_language():
    assert made("Open Weights").words == ("Open Weights", "开放权重")
    topic = made("開放權重")
    assert topic.words == ("開放權重", "open weights", "open model")
    assert topic.name == {Lang.HANS: "开放权重", Lang.HANT: "開放權重"}
    assert (topic.slug, made("Tern: the 2nd / 3.1 report").slug) == ("开放权重", "tern-the-2nd-3.1-report")


def test_words_that_are_typed_come_beside_the_entity_of_the_name_and_in_place_of_the_name_of_none():
    assert (made("Grebe", words=("tern",)).entities, made("Grebe", words=("tern",)).words) == (("grebe",), ("tern",))
    assert made("Birds", words=("tern", "Tern", "egret")).words == ("tern", "egret")
    assert (made("Birds", entities=("Heron-1",)).words, made("Birds", entities=("Heron-1",)).entities) == (
        (),
        ("heron-1",),
    )


@given(
    st.lists(st.sampled_from(["+a1", "+b1", "-a1", "-c1", "+d1"]), min_size=1, max_size=4).map(tuple),
    st.dictionaries(st.sampled_from(["a1", "b1", "c1"]), st.sampled_from("+-"), min_size=1),
)
@settings(deadline=None, max_examples=60)
def test_what_is_typed_once_more_does_what_it_does_after_what_was_typed_before(
    first: tuple[str, ...], signs: dict[str, str]
):
    topic, then = (
        Topic("grebe", {Lang.EN: "Grebe"}, (), words=("keeps", "c1")),
        tuple(s + word for word, s in signs.items()),
    )
    once = topic_changed(topic, Typed(words=combined(first, then)), LEXICON)
    twice = topic_changed(topic_changed(topic, Typed(words=first), LEXICON), Typed(words=then), LEXICON)
    assert {*once.words} == {*twice.words}


def test_what_is_typed_once_more_without_signs_takes_its_place_and_with_them_changes_a_list():
    assert combined(("+a1",), ("b1", "c1")) == ("b1", "c1")
    assert combined(("a1", "B1"), ("+c1", "-b1")) == ("a1", "c1")


def test_what_is_not_named_stays_and_lists_are_replaced_added_to_taken_from_and_emptied():
    birds = made("Birds", words=("tern", "egret"), entities=("grebe",), exclude=("zoo",))
    assert topic_changed(birds, Typed(), LEXICON) == birds
    assert topic_changed(birds, Typed(words=("+stork", "-TERN")), LEXICON).words == ("egret", "stork")
    assert topic_changed(birds, Typed(entities=("-Grebe Labs", "+heron 1")), LEXICON).entities == ("heron-1",)
    assert topic_changed(birds, Typed(words=("无",), exclude=("None",)), LEXICON) == Topic(
        "birds", {Lang.EN: "Birds"}, ("grebe",)
    )
    assert topic_changed(birds, Typed(name="鸟"), LEXICON).name == {Lang.HANS: "鸟", Lang.HANT: "鳥"}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (Typed("@here"), "topic-strange-sign"),
        (Typed("<#1>"), "topic-strange-sign"),
        (Typed("a\u200bb"), "topic-strange-sign"),
        (Typed(""), "topic-no-letters"),
        (Typed("--"), "topic-no-letters"),
        (Typed("ALL"), "topic-name-taken"),
        (Typed("x"), "topic-word-too-short"),
        (Typed("Birds", words=("字",)), "topic-word-too-short"),
        (Typed("Birds", words=("...",)), "topic-no-letters"),
        (Typed("Birds", words=("none",)), "topic-of-nothing"),
        (Typed("Birds", entities=("Nobody",)), "topic-no-entity"),
        (Typed("Birds", exclude=("birds",)), "topic-excludes-itself"),
        (Typed("Heron 1", exclude=("heron",)), "topic-excludes-itself"),
        (Typed("Birds", words=tuple(f"w{n}" for n in range(MOST_WORDS + 1))), "topic-too-long"),
    ],
)
def test_what_is_no_topic_is_refused(typed: Typed, key: str):
    with pytest.raises(BadInput) as refused:
        topic_made(typed, LEXICON)
    assert refused.value.key == key


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=60) | st.text("ab开放權 .-'+@<>&\u200b\u0301", max_size=20))
def test_whatever_is_typed_is_refused_or_makes_a_topic_that_finds_its_own_name_and_holds_no_strange_sign(name: str):
    try:
        topic = topic_made(Typed(name), LEXICON)
    except BadInput:
        return
    shown = "".join((topic.slug, *topic.name.values(), *topic.words))
    assert clean_for_display(shown) == shown
    assert not set("<>@`*|\\\n") & set(shown)
    assert topic.slug == fold(topic.slug) == slug_typed(name, LEXICON)
    assert topic.entities or any(is_worded(f"... {word} ...", topic) for word in topic.words)
