"""``lab figures``: the numbers that mean something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from bot.lab.rows import Report, Row, reports_in
from digests.figure import Figure
from digests.figures import relate
from digests.language import Lang
from digests.lexicon import Lexicon
from digests.understand import understand


def counted(lines: Iterable[bytes], lexicon: Lexicon) -> Iterator[Row]:
    """Yield the figures of all articles, in their order, with what contradicts what."""
    reports: dict[str, Report] = {}
    found: list[Figure] = []
    for report in reports_in(lines):
        if report.article:
            reports[report.article.id] = report
            found.extend(understand(report.article, lexicon).figures)
    for figure in relate(found):
        yield _row(figure, reports[figure.citation.quote.article], lexicon)


def _row(figure: Figure, report: Report, lexicon: Lexicon) -> Row:
    known = lexicon.entities.get(figure.subject)
    return {
        "metric": figure.metric,
        "subject": known.shown(Lang.EN) if known else figure.subject,
        "value": _number(figure.value),
        "unit": figure.unit,
        "comparator": str(figure.comparator),
        "as_of": figure.as_of.end.isoformat() if figure.as_of else None,
        "speaker": figure.speaker,
        "article": report.id,
        "quote": report.words(figure.citation.quote),
        "flags": sorted(map(str, figure.flags)),
    }


def _number(value: Decimal) -> int | float:
    """Return the value as JSON has it: whole numbers without a point."""
    return int(value) if value == value.to_integral_value() else float(value)
