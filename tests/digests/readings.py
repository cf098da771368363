"""Readings for tests of stories and digests, of invented labs: Corvid Labs with its Heron models, and Grebe AI."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from digests.entities import find_mentions
from digests.event import Event
from digests.language import Lang
from digests.lexicon import Act, Entity, EntityType, Kind, Lexicon
from digests.numbers import find_quantities
from digests.reading import Expression, Reading
from digests.text.sentences import sentences_of
from tests.builders import a_day, an_article, an_event


def _entity(slug: str, kind: EntityType, english: str, *names: str, **over: Any) -> Entity:  # noqa: ANN401  any field of the noun
    chinese = {Lang.HANS: names[0]} if names else {}
    return Entity(slug, kind, {Lang.EN: english, **chinese}, (english, *names), **over)


LEXICON = Lexicon(
    entities={
        entity.id: entity
        for entity in (
            _entity("corvid-labs", EntityType.COMPANY, "Corvid Labs", "科维德实验室", "科維德實驗室"),
            _entity("grebe-ai", EntityType.COMPANY, "Grebe AI"),
            _entity("heron", EntityType.MODEL, "Heron", maker="corvid-labs"),
            _entity("heron-1", EntityType.MODEL, "Heron-1", family="heron"),
            _entity("heron-2", EntityType.MODEL, "Heron-2", family="heron"),
        )
    },
    acts={
        "release": Act(
            "release",
            Kind.RELEASE,
            {Lang.EN: ("releases", "released"), Lang.HANS: ("发布",)},
            {Lang.EN: "release", Lang.HANS: "发布", Lang.HANT: "發布"},
            {Lang.EN: "{actor} releases {object}", Lang.HANS: "{actor}发布{object}"},
        )
    },
    glossary=(("licence", "许可"), ("release", "发布"), ("launch", "发布"), ("open weights", "开放权重")),
    primary_outlets=frozenset({"corvid labs"}),
)


def a_reading(title: str, text: str = "", *, events: Sequence[Event] = (), **over: Any) -> Reading:  # noqa: ANN401  any field of the article
    """Return a report read with ``LEXICON``, without dates; ``over`` are fields of its article."""
    article = an_article(text, title=title, **over)
    return Reading(
        article=article,
        sentences=sentences_of(article),
        mentions=find_mentions(article.content, LEXICON),
        expressions=(),
        quantities=find_quantities(article.content),
        events=tuple(events),
    )


def with_event(reading: Reading, words: str, **over: Any) -> Reading:  # noqa: ANN401  any field of the event
    """Return the reading with one more event, reported in those words of its article."""
    event = an_event(reading.article, words, **over)
    return Reading(
        reading.article,
        reading.sentences,
        reading.mentions,
        reading.expressions,
        reading.quantities,
        reading.figures,
        (*reading.events, event),
    )


def with_date(reading: Reading, words: str, day: str) -> Reading:
    """Return the reading with those words of its article resolved to that day."""
    start = reading.article.content.index(words)
    found = Expression(start, start + len(words), words, a_day(day))
    return Reading(
        reading.article,
        reading.sentences,
        reading.mentions,
        (*reading.expressions, found),
        reading.quantities,
        reading.figures,
        reading.events,
    )
