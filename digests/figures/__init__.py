"""Figures: numbers that mean something, with what they measure, of what, as of when, and who says so.

Each figure of a sentence rests on its quantity (``digests.numbers``), the nearest cue word for its metric, the nearest
name for its subject, and the sentence as its quote. A number that nothing explains is no figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from digests.figure import Figure
from digests.figures.clauses import Place, places_of
from digests.figures.focus import Focus, focus_of
from digests.figures.metrics import Metric, metric_of
from digests.figures.relations import relate
from digests.figures.sizes import comparator_of
from digests.figures.speakers import speaker_of
from digests.figures.subjects import described, subject_of
from digests.figures.validity import as_of, flags_of
from digests.figures.variants import SIZE, VARIANTS, as_variants
from digests.lexicon import Lexicon
from digests.reading import Reading
from digests.text.patterns import late

__all__ = ["find_figures", "relate"]

_HOUSE = late(
    r"本(?:网站|網站|站|报|報|刊|公众号|公眾號)|知[识識][库庫]|\b(?:our|this) (?:newsletter|site|website|readers)\b"
)
"""Sentences in which an outlet counts its own wares."""


def find_figures(reading: Reading, lexicon: Lexicon) -> tuple[Figure, ...]:
    """Return the figures of an article in order, conflicts within it flagged."""
    return relate(_figures(reading, lexicon))


def _figures(reading: Reading, lexicon: Lexicon) -> Iterator[Figure]:
    """Yield the figures; what a number does not say itself it takes from the figure before it in its paragraph."""
    focus = focus_of(reading, lexicon)
    last: Figure | None = None
    paragraph = -1
    for sentence in reading.sentences:
        if sentence.paragraph != paragraph:
            last, paragraph = None, sentence.paragraph
        if _HOUSE.search(sentence.text):
            continue
        found: list[Figure] = []
        for place in places_of(reading, sentence):
            figure = _figure(reading, lexicon, focus, place, last)
            if figure is not None:
                found.append(figure)
                last = replace(figure, subject=last.subject if last else "") if described(place) else figure
        yield from as_variants(found)


def _named(place: Place) -> bool:
    """Say whether the number is part of a name (Llama 3.1) or of a date."""
    quantity = place.quantity
    number = (quantity.start, quantity.end)
    names = [(m.start, m.end) for m in place.mentions if m.start <= number[0] or m.text[:1].isdigit()]
    dates = [(e.start, e.end) for e in place.expressions if e.when is not None]
    return any(start < number[1] and number[0] < end for start, end in (*names, *dates))


def _figure(reading: Reading, lexicon: Lexicon, focus: Focus, place: Place, last: Figure | None) -> Figure | None:
    """Return the number as a figure, or None where nothing tells what it measures."""
    metric = None if _named(place) else metric_of(place, Metric(last.metric, last.unit) if last else None)
    if metric is None:
        return None
    name = SIZE if metric.name == VARIANTS and described(place) else metric.name
    published = reading.article.published
    speaker = speaker_of(place, lexicon)
    when = as_of(place, name, published)
    return Figure(
        metric=name,
        subject=subject_of(place, name, lexicon, focus, speaker, last.subject if last else ""),
        value=place.quantity.value,
        unit=metric.unit,
        comparator=comparator_of(place),
        as_of=when,
        speaker=speaker,
        citation=reading.citation(place.sentence),
        flags=flags_of(place, when, published),
    )
