"""The line that stands for a story: a source's title in the reader's language before anything composed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from digests.article import Article, Quote
from digests.chronicle import headline
from digests.chronicle.phrasing import shown_name
from digests.errors import BadInput
from digests.event import Citation, Event
from digests.headline import Headline, Origin
from digests.language import Lang
from digests.lexicon import Lexicon
from digests.primary import is_primary
from digests.reading import Reading, Sentence
from digests.text.script import clean_for_display, fold, shown_in
from digests.text.terms import search_terms
from digests.urls import host_of
from digests.words import Words

LEAD = 3
"""How many sentences after the title say what a report is about."""
NAMES = 4
"""How many names stand for a story that no event and no readable title tells."""

_TAIL = re.compile(r"(?:\s+[-–—|·:]+\s+|\s*[|｜_]\s*)([^|｜_]{2,40})$")


def story_headline(
    readings: Sequence[Reading], best: Event | None, lang: Lang, lexicon: Lexicon, words: Words
) -> Headline:
    """Return the story's line for a reader of that language.

    A title in it comes first (for Chinese in the reader's script, if there is a choice), that of a primary source
    before others; then what can be composed from the ``best`` event; else the names of title and lead as tags, which
    rest on the title; else the title in its own language, or the first words of a report without one. ``readings`` in
    order of preference, at least one.
    """
    titled = [reading for reading in readings if reading.article.title.strip()]
    readable = [reading for reading in titled if speaks(reading.article.lang, lang)]
    if readable:
        chosen = max(readable, key=lambda reading: _worth(reading, readable, lang, lexicon))
        citation = _title_citation(chosen.article)
        return Headline(shown_in(citation.quote.text, chosen.article.lang, lang), Origin.SOURCE, lang, citation)
    if best:
        return headline(best, lang, lexicon, words)
    opening = (titled or readings)[0]
    citation = _title_citation(opening.article) if titled else _opening(opening)
    if names := _names(opening, lang, lexicon):
        return Headline(" · ".join(names), Origin.TAGS, lang, citation)
    return Headline(clean_for_display(citation.quote.text), Origin.SOURCE, citation.lang, citation)


def leads(event: Event, readings: Iterable[Reading]) -> bool:
    """Say whether a report tells the event in its title or first ``LEAD`` sentences: whether the story is about it."""
    ends = {reading.article.id: lead[-1].end for reading in readings if (lead := _lead(reading))}
    return any(citation.quote.end <= ends.get(citation.quote.article, 0) for citation in event.citations)


def _lead(reading: Reading) -> tuple[Sentence, ...]:
    """Return the title and the first sentences of the report."""
    titles = sum(1 for sentence in reading.sentences if sentence.is_title)
    return reading.sentences[: titles + LEAD]


def _names(reading: Reading, lang: Lang, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the first things named in title and lead; a family gives way to its members."""
    named = dict.fromkeys(m.entity for sentence in _lead(reading) for m in reading.mentions_in(sentence))
    families = {lexicon.entities[name].family for name in named}
    return tuple(shown_name(lexicon.entities[name], lang) for name in named if name not in families)[:NAMES]


def speaks(source: Lang, reader: Lang) -> bool:
    """Say whether a reader of that language reads the source; either Chinese script counts as Chinese."""
    return source is reader or (source.is_chinese and reader.is_chinese)


def clean_title(title: str, outlets: Iterable[str]) -> str:
    """Return the title without the outlet's name at its end; never empty where the title is not.

    Only a last part that says the same as one of ``outlets`` is cut: a last part may well be news.
    """
    tail = _TAIL.search(title.rstrip())
    if tail and tail.start() and any(_same_name(tail[1], outlet) for outlet in outlets):
        return title[: tail.start()].rstrip()
    return title.strip()


def _same_name(one: str, other: str) -> bool:
    short, long = sorted((_letters(one), _letters(other)), key=len)
    return len(short) > 1 and (short == long or (len(short) > 3 and long.startswith(short)))  # noqa: PLR2004  "The" and "AI" begin many names


def _letters(name: str) -> str:
    return "".join(char for char in fold(name).removeprefix("the ") if char.isalnum())


def _outlet_names(article: Article) -> tuple[str, ...]:
    """Return the names under which the outlet may sign: as given, and the word of its host."""
    return tuple(name for name in (article.outlet, _host_word(article.url)) if name)


def _host_word(url: str | None) -> str | None:
    try:
        labels = host_of(url).split(".") if url else []
    except BadInput:
        return None
    return max(labels[:-1], key=len, default=None)


def _worth(reading: Reading, others: Sequence[Reading], lang: Lang, lexicon: Lexicon) -> tuple[bool, bool, float]:
    """Order titles: the reader's script, a primary source, then what the other titles speak of too."""
    own = set(search_terms(reading.article.title))
    shared = sum(len(own & set(search_terms(other.article.title))) for other in others if other is not reading)
    primary = is_primary(reading.article.outlet, reading.article.url, lexicon)
    return reading.article.lang is lang, primary, shared / (len(own) or 1)


def _title_citation(article: Article) -> Citation:
    clean = clean_title(article.title, _outlet_names(article))
    start = article.title.index(clean)
    return _cited(article, start, start + len(clean))


def _opening(reading: Reading) -> Citation:
    """Return the first sentence, or the first line where no sentence was found."""
    article = reading.article
    if reading.sentences:
        return reading.citation(reading.sentences[0])
    return _cited(article, 0, len(article.content.split("\n")[0]))


def _cited(article: Article, start: int, end: int) -> Citation:
    quote = Quote(article.id, article.revision, start, end, article.content[start:end])
    return Citation(quote, article.lang, article.outlet, article.url)
