"""The page of figures: under each subject a row for each value of a time, with who tells it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from digests.ask import Ask
from digests.chronicle.phrasing import shown_name
from digests.entities import find_mentions
from digests.figure import Figure, Flag
from digests.figures.accord import Point, Value, points_of
from digests.figures.variants import SIZES, VAGUE, VARIANTS
from digests.layout import acts
from digests.layout.dates import shown_when
from digests.layout.numbers import counted, named, shown_value
from digests.layout.sources import (
    SEPARATOR,
    Dates,
    bare_quote,
    citation_record,
    in_script,
    one_line,
    quoted,
    witnesses,
)
from digests.lexicon import EntityType, Lexicon
from digests.page import Block, Footer, Heading, Page, Row, Text, Tone
from digests.words import Words

_ASPECTS = ("growth", "decrease", "change", "limit")
"""Last words of metrics that say something of another metric."""


def figures_page(
    figures: Sequence[Figure],
    entity: str | None,
    lexicon: Lexicon,
    words: Words,
    published: Dates,
    *,
    ask: Ask | None = None,
) -> Page:
    """Return figures under their subjects; those that agree are one row, a series is in order of date.

    Figures of nothing named, and those only supposed, are counted at the end; the record has them all.

    ``entity`` is the id of whose figures were asked for, None for everyone's; ``ask`` what is answered. Its record:
    ``{"version": 1, "kind": "figures", "figures", "points"}``; the values of points name figures by their index.
    """
    title = words.say("figures.title", name=_name(entity, lexicon, words)) if entity else words.say("figures.title.all")
    points = sorted(points_of(figures), key=lambda point: _place(point, lexicon, words))
    blocks: list[Block] = [Heading(title, 1)]
    telling = [point for point in points if point.subject and not _only_supposed(point)]
    for _, group in groupby(telling, key=lambda point: point.subject):
        rows = list(group)
        blocks.append(Heading(_subject(rows[0], lexicon, words), 2))
        blocks += [_row(point, lexicon, words, published) for point in rows]
    if not telling:
        blocks.append(Text(words.say("figures.empty"), Tone.QUIET))
    if len(telling) < len(points):
        blocks.append(Footer(counted("figures.unclear", len(points) - len(telling), words)))
    timeline = acts.act("timeline", "timeline", words, topic=entity) if entity else None
    pressed = acts.buttons(timeline, acts.quotes(ask, words) if telling else None)
    return Page(title, (*blocks, *pressed), _record(points, published))


def _only_supposed(point: Point) -> bool:
    return all(Flag.HYPOTHETICAL in figure.flags for figure in point.figures)


def differing(figures: Iterable[Figure], lexicon: Lexicon, words: Words) -> tuple[str, ...]:
    """Return a line for each metric that the figures give different values of, saying who gives which."""
    points = (p for p in points_of(figures) if p.metric != VARIANTS and len(p.values) > 1)
    return tuple(
        words.say(
            "timeline.differing",
            metric=f"{_subject(point, lexicon, words)}, {_metric(point.metric, words)}",
            values=_values(point, words),
        )
        for point in points
    )


def _place(point: Point, lexicon: Lexicon, words: Words) -> tuple[bool, bool, str, str]:
    """Return what subjects are sorted by: known ones by their names, then words of the sources, then none."""
    known = point.subject in lexicon.entities
    return not known, not point.subject, _subject(point, lexicon, words).casefold(), point.subject


def _subject(point: Point, lexicon: Lexicon, words: Words) -> str:
    if point.subject in lexicon.entities:
        return _name(point.subject, lexicon, words)
    return in_script(point.subject, point.figures[0].citation.lang, words)


def _name(entity: str, lexicon: Lexicon, words: Words) -> str:
    """Return the name of an entity, or its id where it is not known any more."""
    return shown_name(lexicon.entities[entity], words.lang) if entity in lexicon.entities else one_line(entity)


def _row(point: Point, lexicon: Lexicon, words: Words, published: Dates) -> Row:
    """Return a point with its values; the sentence stands beneath it where it is needed to say what is measured."""
    first = point.figures[0]
    flags = {flag for figure in point.figures for flag in figure.flags if flag is not Flag.CONFLICT}
    marks = sorted(flags | {Flag.CONFLICT}) if point.disputed else sorted(flags)
    return Row(
        id=first.citation.quote.article,
        date=shown_when(point.when, words) if point.when else "",
        line=words.say("figure.line", metric=_metric(point.metric, words), value=_values(point, words)),
        tone=Tone.CONFLICT if point.disputed else Tone.SNAPSHOT,
        mark=SEPARATOR.join(words.say(f"flag.{flag}") for flag in marks),
        original=None if _is_clear(point, lexicon) else bare_quote(first.citation, words),
        note=_note(point, lexicon, words),
        quotes=tuple(quoted(c, published, words) for c in dict.fromkeys(f.citation for f in point.figures)),
    )


def _is_clear(point: Point, lexicon: Lexicon) -> bool:
    """Say whether subject and metric tell what is measured without the sentence; "six times" needs it too."""
    return point.subject in lexicon.entities and point.metric not in VAGUE and point.figures[0].unit != "times"


def _metric(metric: str, words: Words) -> str:
    """Return a metric in the reader's words: downloads, growth of downloads, 下載量增幅."""
    if phrase := words.phrases.get(f"metric.{metric}"):
        return phrase
    of, _, aspect = metric.rpartition("_")
    if of and aspect in _ASPECTS:
        return words.say(f"metric.{aspect}-of", metric=_metric(of, words))
    return named(metric)


def _values(point: Point, words: Words) -> str:
    """Return the value; of several, each with who tells it; the sizes of variants one after the other."""
    if point.metric == VARIANTS:
        sizes = dict.fromkeys(_amount(value.shown, words) for value in point.values)
        return words.say("figure.next").join(sizes)
    if len(point.values) == 1:
        return _amount(point.values[0].shown, words)
    told = (
        words.say("figure.told", value=_amount(value.shown, words), who=_outlets(value, words))
        for value in point.values
    )
    return SEPARATOR.join(told)


def _amount(figure: Figure, words: Words) -> str:
    """Return the value of a figure, without its unit where the metric says it already."""
    repeated = figure.unit in figure.metric.split("_") or figure.unit.replace("-", "_") == figure.metric
    repeated = repeated and figure.unit != "rank"
    return shown_value(replace(figure, unit="") if repeated else figure, words)


def _outlets(value: Value, words: Words) -> str:
    """Return the names of those who tell a value."""
    names = (figure.citation.outlet or words.say("outlet.other") for figure in value.figures)
    return ", ".join(dict.fromkeys(map(one_line, names)))


def _note(point: Point, lexicon: Lexicon, words: Words) -> str:
    """Return who claims it, and the outlet that prints it or how many do, and in which languages."""
    citations = [figure.citation for figure in point.figures]
    outlets = {citation.outlet or "" for citation in citations}
    single = one_line(outlets.pop()) if len(outlets) == 1 else ""
    return SEPARATOR.join(
        filter(None, (_speakers(point.figures, lexicon, words), single or witnesses(citations, words)))
    )


def _speakers(figures: Iterable[Figure], lexicon: Lexicon, words: Words) -> str:
    """Return who claims it, each once, in the reader's language where the name is known."""
    names = dict.fromkeys(_speaker(f, lexicon, words) for f in figures if f.speaker and f.metric not in SIZES)
    return words.say("figure.speaker", speaker=", ".join(names)) if names else ""


def _speaker(figure: Figure, lexicon: Lexicon, words: Words) -> str:
    """Return a speaker by the name of the person meant, else of the company, else as the source writes it."""
    speaker = figure.speaker or ""
    mentions = find_mentions(speaker, lexicon)
    people = [m.entity for m in mentions if lexicon.entities[m.entity].type is EntityType.PERSON]
    whole = [m.entity for m in mentions if m.text == speaker]
    found = [*people, *whole]
    return _name(found[0], lexicon, words) if found else in_script(speaker, figure.citation.lang, words)


def _record(points: Sequence[Point], published: Dates) -> dict[str, object]:
    """Return the page as plain values: a row for every figure, and the points that they form."""
    index: dict[int, int] = {}
    for point in points:
        for figure in point.figures:
            index[id(figure)] = len(index)
    return {
        "version": 1,
        "kind": "figures",
        "figures": [_figure_record(figure, published) for point in points for figure in point.figures],
        "points": [
            {
                "subject": point.subject,
                "metric": point.metric,
                "disputed": point.disputed,
                "values": [[index[id(figure)] for figure in value.figures] for value in point.values],
            }
            for point in points
        ],
    }


def _figure_record(figure: Figure, published: Dates) -> dict[str, object]:
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
