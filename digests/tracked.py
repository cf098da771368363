"""What a tenant tracks: its own topics, laid over those that all tenants share."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from digests.change import Held, Value
from digests.topic import Topic, topic_held, topic_value

HIDDEN: Value = MappingProxyType({"hidden": True})
"""Stands for a shared topic that the tenant does not track."""


def is_hidden(value: Value | None) -> bool:
    """Say whether a topic's value only hides the shared one of that slug."""
    return value is not None and value.get("hidden") is True


def tracked(shared: Iterable[Topic], held: Iterable[Held]) -> tuple[Topic, ...]:
    """Return the tenant's topics, by slug: its own, and the shared ones that it neither replaced nor hid."""
    own = {one.name: one.value for one in held}
    kept = [topic for topic in shared if topic.slug not in own]
    kept += [topic_held(slug, value) for slug, value in own.items() if not is_hidden(value)]
    return tuple(sorted(kept, key=lambda topic: topic.slug))


def alike_key(topic: Topic) -> str:
    """Return a text that is the same for topics of the same slug and values, whosever they are."""
    return repr((topic.slug, topic_value(topic)))
