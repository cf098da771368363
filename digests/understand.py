"""Understanding: one article, read once, with everything that is found in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from digests.article import Article
from digests.chronicle import find_events
from digests.dates import find_dates
from digests.entities import find_mentions
from digests.figures import find_figures
from digests.lexicon import Lexicon
from digests.numbers import find_quantities
from digests.reading import Expression, Reading
from digests.text.sentences import sentences_of
from digests.when import When


def understand(article: Article, lexicon: Lexicon) -> Reading:
    """Return the article's sentences, names, dates, quantities, figures and events. Noise is never looked at."""
    names = glance(article, lexicon)
    found = replace(names, expressions=expressions_of(article), quantities=find_quantities(article.report))
    with_figures = replace(found, figures=find_figures(found, lexicon))
    return replace(with_figures, events=find_events(with_figures, lexicon))


def glance(article: Article, lexicon: Lexicon) -> Reading:
    """Return the article's sentences and names, nothing else of what ``understand`` finds: it takes a tenth of that."""
    return Reading(
        article=article,
        sentences=sentences_of(article),
        mentions=find_mentions(article.report, lexicon),
        expressions=(),
        quantities=(),
    )


def expressions_of(article: Article) -> tuple[Expression, ...]:
    """Return the article's time expressions, noise passed over, in order."""
    return tuple(_by_paragraph(article))


def _by_paragraph(article: Article) -> Iterator[Expression]:
    """Yield the time expressions paragraph by paragraph; "three weeks later" may look back to the paragraph before."""
    start, anchor = 0, None
    for paragraph in article.report.split("\n"):
        found = find_dates(paragraph, article.published, anchor)
        yield from (replace(e, start=e.start + start, end=e.end + start) for e in found)
        if paragraph.strip():
            anchor = _last_happened(found)
        start += len(paragraph) + 1


def _last_happened(found: tuple[Expression, ...]) -> When | None:
    return next((e.when for e in reversed(found) if e.when is not None and not e.planned), None)
