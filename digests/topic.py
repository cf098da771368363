"""A topic: a tracked interest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from digests.language import Lang
from digests.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Topic:
    """A tracked interest: entities (families stand for their members), words in any script, exclusions."""

    slug: str
    name: Mapping[Lang, str]
    entities: tuple[str, ...]
    words: tuple[str, ...] = ()
    """Words or phrases that make a sentence belong to the topic even without one of its entities."""
    exclude: tuple[str, ...] = ()
    """Words or phrases that keep a sentence out."""


def members(topic: Topic, lexicon: Lexicon) -> frozenset[str]:
    """Return the ids of the topic's entities with every member of a family among them."""
    wanted = set(topic.entities)
    return frozenset(wanted | {e.id for e in lexicon.entities.values() if e.family in wanted})
