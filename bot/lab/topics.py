"""What a topic is that somebody names on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from digests.language import Lang
from digests.lexicon import Entity, EntityType, Lexicon
from digests.text.script import fold
from digests.topic import Topic, topic_named


def topic_for(name: str, topics: Iterable[Topic], lexicon: Lexicon) -> tuple[Topic, Lexicon]:
    """Return the topic of that name, with the lexicon to read in.

    A name that nobody knows becomes one of the field for this reading, so that what is done by it or to it is seen:
    with a number in it a model, else a company, the sort of name that is new most often.
    """
    known = topic_named(name, topics, lexicon)
    if known is not None:
        return known, lexicon
    sort = EntityType.MODEL if any(character.isdigit() for character in name) else EntityType.COMPANY
    entity = Entity(id=fold(name), type=sort, name={Lang.EN: name}, names=(name,))
    entities = MappingProxyType({**lexicon.entities, entity.id: entity})
    topic = Topic(slug=entity.id, name=entity.name, entities=(entity.id,), words=(name,))
    return topic, replace(lexicon, entities=entities)
