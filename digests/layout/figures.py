"""The page of figures: numbers with their subject, unit, date, speaker and source."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from digests.figure import Figure, Flag
from digests.layout.dates import shown_when
from digests.layout.numbers import named, shown_value
from digests.layout.sources import SEPARATOR, Dates, bare_quote, citation_record, one_line, quoted, witnesses
from digests.lexicon import Lexicon
from digests.page import Block, Heading, Page, Row, Text, Tone
from digests.words import Words


def figures_page(
    figures: Sequence[Figure], entity: str | None, lexicon: Lexicon, words: Words, published: Dates
) -> Page:
    """Return figures under their subjects, by metric and date, those of one metric side by side.

    ``entity`` is the id of whose figures were asked for, None for everyone's. Its record:
    ``{"version": 1, "kind": "figures", "figures"}``.
    """
    title = (
        words.say("figures.title", name=_subject_name(entity, lexicon, words))
        if entity
        else words.say("figures.title.all")
    )
    ordered = sorted(figures, key=_order)
    blocks: list[Block] = [Heading(title, 1)]
    for subject, group in groupby(ordered, key=lambda figure: figure.subject):
        blocks.append(Heading(_subject_name(subject, lexicon, words), 2))
        blocks += [_row(figure, published, words) for figure in group]
    if not ordered:
        blocks.append(Text(words.say("figures.empty"), Tone.QUIET))
    record = {"version": 1, "kind": "figures", "figures": [_record(figure, published) for figure in ordered]}
    return Page(title, tuple(blocks), record)


def _order(figure: Figure) -> tuple[str, str, str, str]:
    """Return what figures are sorted by; those without a date come last."""
    as_of = figure.as_of.end.isoformat() if figure.as_of else "~"
    return figure.subject, figure.metric, as_of, figure.citation.quote.article


def _subject_name(subject: str, lexicon: Lexicon, words: Words) -> str:
    entity = lexicon.entities.get(subject)
    return entity.shown(words.lang) if entity else one_line(subject)


def _row(figure: Figure, published: Dates, words: Words) -> Row:
    """Return one figure with the sentence it stands in."""
    metric = words.phrases.get(f"metric.{figure.metric}", named(figure.metric))
    speaker = words.say("figure.speaker", speaker=one_line(figure.speaker)) if figure.speaker else ""
    flags = [words.say(f"flag.{flag}") for flag in sorted(figure.flags)]
    return Row(
        id=figure.citation.quote.article,
        date=shown_when(figure.as_of, words) if figure.as_of else words.say("figure.undated"),
        line=words.say("figure.line", metric=metric, value=shown_value(figure, words)),
        tone=Tone.CONFLICT if Flag.CONFLICT in figure.flags else Tone.SNAPSHOT,
        mark=SEPARATOR.join(flags),
        original=bare_quote(figure.citation, words),
        note=SEPARATOR.join(filter(None, (speaker, _outlet(figure, words)))),
        quotes=(quoted(figure.citation, published, words),),
    )


def _outlet(figure: Figure, words: Words) -> str:
    """Return who printed a figure."""
    outlet = figure.citation.outlet
    return one_line(outlet) if outlet else witnesses([figure.citation], words)


def _record(figure: Figure, published: Dates) -> dict[str, object]:
    as_of = figure.as_of
    return {
        "subject": figure.subject,
        "metric": figure.metric,
        "value": str(figure.value),
        "unit": figure.unit,
        "comparator": str(figure.comparator),
        "as_of": {"from": as_of.start.isoformat(), "to": as_of.end.isoformat(), "granularity": str(as_of.granularity)}
        if as_of
        else None,
        "speaker": figure.speaker,
        "flags": sorted(map(str, figure.flags)),
        "citation": citation_record(figure.citation, published),
    }
