"""What a story is mostly about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from digests.event import Event
from digests.lexicon import EntityType, Lexicon

_ASKED_ABOUT = frozenset({EntityType.MODEL, EntityType.PRODUCT, EntityType.COMPANY, EntityType.LAB, EntityType.PERSON})


def subject_of(events: Sequence[Event], lexicon: Lexicon) -> str | None:
    """Return the id of the name a story's events are mostly about, a family for its members; None where none is named.

    What the leading events do something to comes before who does it, and that before who is only named beside.
    """
    for named in (
        [entity for event in events for entity in event.objects],
        [entity for event in events for entity in event.actors],
        [entity for event in events for entity in sorted(event.about)],
    ):
        known = [lexicon.entities[entity] for entity in named if entity in lexicon.entities]
        families = Counter(entity.family or entity.id for entity in known if entity.type in _ASKED_ABOUT)
        if families:
            return families.most_common(1)[0][0]
    return None
