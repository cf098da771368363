"""What an article says happened, as terms that are the same in every language: ``h:release:llama-3.1``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from digests.chronicle.accord import act_class
from digests.event import Event, Hedge, Status
from digests.lexicon import EntityType, Kind, Lexicon
from digests.reading import Reading

NEWS = timedelta(days=7)
"""How long before its report a happening may lie to be what the report is about."""
UNPROVED = 0.5
"""What an act counts on something that its sentence names, but that the clause does not prove to be its object."""

_UNREAL = frozenset({Hedge.DENIED, Hedge.NEGATED, Hedge.ASKED})
_THINGS = frozenset({EntityType.MODEL, EntityType.PRODUCT, EntityType.CHIP, EntityType.LICENCE, EntityType.BENCHMARK})


def happening_terms(reading: Reading, lexicon: Lexicon, start: int, end: int) -> Iterator[tuple[str, float]]:
    """Yield the happenings that the sentences beginning in the span tell as news, with their weights.

    Firm ones (``h:``) happen once: an act on a numbered version, or between two parties. An act on a family or
    product (``a:``) may recur any day. Sayings, denials and acts on nothing known give no term.
    """
    for event in reading.events:
        quote = event.citations[0].quote
        if start <= quote.start < end and _is_news(event, reading):
            act = f"{'planned ' * (event.status is Status.PLANNED)}{act_class(event)}"
            yield from ((f"{kind}:{act}:{on}", weight) for kind, on, weight in _objects(event, reading, lexicon))


def _is_news(event: Event, reading: Reading) -> bool:
    """Say whether the event is an act that happens as the report is published, or is planned."""
    published = reading.article.published
    if event.act is None or event.kind is Kind.STATEMENT or event.hedge in _UNREAL or published is None:
        return False
    recent = published.when.start - NEWS <= event.when.end and event.when.start <= published.when.end
    return event.status is Status.PLANNED or (event.status is Status.HAPPENED and recent)


def _objects(event: Event, reading: Reading, lexicon: Lexicon) -> Iterator[tuple[str, str, float]]:
    """Yield the kind of term, what the act was done to, and the weight."""
    for thing in event.objects:
        if lexicon.entities[thing].type in _THINGS:
            yield "h" if any(char.isdigit() for char in thing) else "a", thing, 1.0
        elif event.actors:
            yield "h", "+".join(sorted({thing, event.actors[0]})), 1.0
    if not event.objects:
        quote = event.citations[0].quote
        named = {m.entity for m in reading.mentions if quote.start <= m.start and m.end <= quote.end}
        yield from (("a", t, UNPROVED) for t in sorted(named) if lexicon.entities[t].type in _THINGS)
