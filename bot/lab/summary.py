"""``lab summary``: the sentences that tell a story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.lab.rows import Report, Row, articles_of, rows_in
from digests.article import Quote
from digests.language import Lang
from digests.lexicon import Lexicon
from digests.reading import Reading
from digests.summary import summarise
from digests.understand import understand


def summarised(lines: Iterable[bytes], lexicon: Lexicon, sentences: int) -> Iterator[Row]:
    """Yield for every story at most so many sentences, best first, in the language that most of its articles have."""
    for line, row in rows_in(lines):
        reports = by_article(articles_of(line, row))
        readings = [understand(report.article, lexicon) for report in reports.values() if report.article]
        told = summarise(readings, main_language(readings), limit=sentences).sentences
        yield {"id": row["id"], "sentences": [sentence_row(citation.quote, reports) for citation in told]}


def by_article(reports: Iterable[Report]) -> dict[str, Report]:
    """Return the reports that hold words, by the ids of their articles."""
    return {report.article.id: report for report in reports if report.article}


def main_language(readings: Sequence[Reading]) -> Lang:
    """Return the language that most of the articles have, of equals the first."""
    langs = Counter(reading.article.lang for reading in readings)
    return max(langs, key=langs.__getitem__, default=Lang.EN)


def sentence_row(quote: Quote, reports: Mapping[str, Report]) -> Row:
    """Return a quote as it is shown, with the article that proves it."""
    report = reports[quote.article]
    words = report.words(quote)
    return {"text": words, "article": report.id, "quote": words}
