"""``lab group``: which articles tell one story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bot.lab.rows import Report, Row, reports_in
from digests.article import Article
from digests.grouping.batches import BATCH, order_of, place_batch
from digests.grouping.index import StoryIndex
from digests.learning import introductions, learnt, taught
from digests.lexicon import Lexicon
from digests.semantics import Semantics, meanings
from digests.understand import understand


def grouped(lines: Iterable[bytes], lexicon: Lexicon, semantics: Semantics | None = None) -> Iterator[Row]:
    """Yield for every article its story, after all of them were placed as the newsroom places what is new.

    An article without words is a story of its own. With ``semantics``, what titles mean counts too.
    """
    reports = list(reports_in(lines))
    lexicon = _taught_by(reports, lexicon)
    index = StoryIndex((), lexicon)
    if semantics:
        index.learn(meanings((report.article for report in reports if report.article), semantics))
    ordered = iter(sorted((report.article for report in reports if report.article), key=order_of))
    while batch := list(islice(ordered, BATCH)):
        _place(batch, index, lexicon)
    yield from ({"id": report.id, "story": _story(report, index)} for report in reports)


def _taught_by(reports: Sequence[Report], lexicon: Lexicon) -> Lexicon:
    """Return the lexicon with the names that the articles introduce."""
    articles = (report.article for report in reports if report.article)
    return taught(lexicon, learnt(one for article in articles for one in introductions(article, lexicon)))


def _place(articles: Sequence[Article], index: StoryIndex, lexicon: Lexicon) -> None:
    readings = [understand(article, lexicon) for article in articles]
    place_batch(readings, index, lexicon, now=articles[-1].first_seen)


def _story(report: Report, index: StoryIndex) -> str:
    home = index.home(report.article.id) if report.article else None
    return home.id if home else f"no words: {report.id}"
