"""The page of one topic: what it follows in every script, and what it would have brought."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import tzinfo

from digests.layout.lists import topic_name, topic_record
from digests.layout.sources import one_line
from digests.layout.trials import Trial, trial_blocks, trial_record
from digests.lexicon import Lexicon
from digests.page import Block, Bullets, Heading, Page, Text, Tone
from digests.subscription import Channel
from digests.topic import Topic, members
from digests.topic_typed import spellings
from digests.words import Words

_FEW = 3
_VERSION = re.compile(r"[\s-]?\d+(?:\.\d+)*$")
MOST_NAMES = 12
"""Spellings, members or entities that are shown; the rest is counted."""


def topic_page(
    topic: Topic,
    outcome: str,
    lexicon: Lexicon,
    words: Words,
    zone: tzinfo,
    *,
    trial: Trial | None = None,
    ordered_in: Sequence[Channel] = (),
) -> Page:
    """Return one topic, what was or would be done with it (a key of ``[topics-done]``), and what it would have brought.

    ``ordered_in`` are the channels whose digests are of it, where it is not tracked any more.

    Its record: ``{"version": 1, "kind": "topic", "outcome", "topic", "ordered_in", "trial"}``.
    """
    title = topic_name(topic, words)
    blocks: list[Block] = [Heading(title, 1), Text(words.say(f"topics-done.{outcome}", topic=topic.slug))]
    if ordered_in:
        channels = words.say("list.next").join(map(str, ordered_in))
        blocks.append(Text(words.say("topics.ordered", channels=channels), Tone.WARNING))
    blocks.append(Bullets(tuple(_lines(topic, lexicon, words))))
    if trial:
        blocks += trial_blocks(trial, "topics", words, zone)
    record = {
        "version": 1,
        "kind": "topic",
        "outcome": outcome,
        "topic": topic_record(topic),
        "ordered_in": [str(channel) for channel in ordered_in],
        "trial": trial_record(trial, words),
    }
    return Page(title, tuple(blocks), record)


def _lines(topic: Topic, lexicon: Lexicon, words: Words) -> Iterator[str]:
    """Yield what belongs to the topic: every spelling of each name, members, words, and what keeps a sentence out."""
    names = tuple(dict.fromkeys(topic.name.values()))
    if len(names) > 1:
        yield words.say("topics.names", names=_several(names, words))
    for entity in topic.entities[:MOST_NAMES]:
        known = lexicon.entities.get(entity)
        shown = known.shown(words.lang) if known else entity
        others = tuple(spelling for spelling in spellings(entity, lexicon) if spelling != shown)
        yield _followed(shown, others, words)
    inside = sorted(members(topic, lexicon) - {*topic.entities})
    own = topic.entities[MOST_NAMES:] + tuple(inside)
    if own:
        shown_names = [lexicon.entities[e].shown(words.lang) for e in own if e in lexicon.entities]
        families = [lexicon.entities[e].shown(words.lang) for e in topic.entities if e in lexicon.entities]
        yield words.say("topics.members", names=_several(_without_versions(shown_names, families, words), words))
    if topic.words:
        yield words.say("topics.words", words=_several(_in_quotes(topic.words, words), words))
    if topic.langs:
        langs = words.say("list.next").join(words.say(f"lang.{lang}") for lang in topic.langs)
        yield words.say("topics.languages", languages=langs)
    if topic.kinds:
        kinds = words.say("list.next").join(words.say(f"kind.{kind}") for kind in topic.kinds)
        yield words.say("topics.kinds", kinds=kinds)
    if topic.exclude:
        yield words.say("topics.exclude", words=_several(_in_quotes(topic.exclude, words), words))


def _followed(shown: str, others: Sequence[str], words: Words) -> str:
    if not others:
        return one_line(shown)
    return words.say("topics.spelt", name=one_line(shown), names=_several(others, words))


def _without_versions(names: Sequence[str], families: Sequence[str], words: Words) -> list[str]:
    """Return the names with a word for those that are a family's with a number: a hundred of these tell nothing."""
    stems = {_VERSION.sub("", name) for name in families}
    numbered = {name for name in names if _VERSION.search(name) and _VERSION.sub("", name) in stems}
    if len(numbered) <= _FEW:
        return [*names]
    return [words.say("topics.versions"), *(name for name in names if name not in numbered)]


def _in_quotes(phrases: Sequence[str], words: Words) -> list[str]:
    return [words.say("topics.phrase", phrase=phrase) for phrase in phrases]


def _several(names: Sequence[str], words: Words) -> str:
    shown = words.say("list.next").join(one_line(name) for name in names[:MOST_NAMES])
    left = len(names) - MOST_NAMES
    return words.say("topics.more", names=shown, count=left) if left > 0 else shown
