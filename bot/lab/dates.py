"""``lab dates``: the time expressions of each text with their calendar values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.lab.rows import Report, Row, report_of, rows_in
from digests.article import Article
from digests.understand import expressions_of
from digests.when import When

_FIELDS = ("id", "text", "published", "published_granularity", "lang")


def dated(lines: Iterable[bytes]) -> Iterator[Row]:
    """Yield for every text its expressions that have a calendar value, in order; offsets count in ``text``."""
    for line, row in rows_in(lines):
        report = report_of(line, {name: row[name] for name in _FIELDS if name in row})
        yield {"id": report.id, "expressions": list(_expressions(report))}


def span_of(when: When) -> dict[str, str]:
    """Return a period as the fields of a row."""
    return {"from": when.start.isoformat(), "to": when.end.isoformat(), "granularity": str(when.granularity)}


def _expressions(report: Report) -> Iterator[Row]:
    """Yield the expressions that have a calendar value."""
    for one in expressions_of(_as_text(report.article)) if report.article else ():
        start = report.place(one.start)
        end = start + len(one.text)
        if one.when is not None:
            shown = report.text[start:end]
            yield {"start": start, "end": end, "text": shown, **span_of(one.when), "status": str(one.when.basis)}


def _as_text(article: Article) -> Article:
    """Return the article; one that is nothing but a dateline or a credit is no page, and is read as it stands."""
    return article if article.report.strip() else replace(article, noise=())
