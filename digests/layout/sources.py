"""Who says it, and in which words: quotes, outlets and addresses as a reader sees them, and as records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digests.article import Article
from digests.event import Citation
from digests.language import Lang, by_reader
from digests.layout.dates import shown_published
from digests.layout.numbers import counted
from digests.page import Quoted
from digests.text.script import clean_for_display, shown_in
from digests.when import Granularity, Published
from digests.witnesses import witnesses as outlets_that_tell
from digests.words import Words

Dates = Mapping[str, Published | None]
"""When the articles of a page were published, by article id."""
SEPARATOR = " · "
_MARKS = frozenset('“”「」『』"')


def one_line(text: str) -> str:
    """Return a source's text fit for a line: nothing a screen might obey, no breaks."""
    return " ".join(clean_for_display(text).split())


def in_script(text: str, source: Lang, words: Words) -> str:
    """Return a source's text on one line, Chinese in the reader's script."""
    return " ".join(shown_in(text, source, words.lang).split())


def web_address(url: str | None) -> str | None:
    """Return the address where it is one of the web; no other kind is ever shown as a link."""
    shown = one_line(url or "")
    return shown if shown.startswith(("https://", "http://")) and " " not in shown else None


def carries_marks(text: str) -> bool:
    """Say whether words begin or end with quotation marks of their own, beside which others would stand doubled."""
    return text[:1] in _MARKS or text[-1:] in _MARKS


def quoted(citation: Citation, published: Dates, words: Words) -> Quoted:
    """Return a citation as a block, with where and when it stands."""
    date = shown_published(published.get(citation.quote.article), words)
    outlet = words.say("outlet.archive") if citation.archived else _outlet(citation.outlet)
    url, *also = (web_address(address) for address in (citation.url, *citation.also))
    language = foreign(citation.lang, words)
    return Quoted(_words_of(citation, words), citation.lang, outlet, url, date, language, tuple(filter(None, also)))


def bare_quote(citation: Citation, words: Words) -> Quoted:
    """Return only a citation's words and language, for where outlets are told beside it."""
    return Quoted(_words_of(citation, words), citation.lang, None, None, language=foreign(citation.lang, words))


def foreign(lang: Lang, words: Words) -> str:
    """Return the name of a language that is not the reader's, else nothing."""
    return "" if lang is words.lang else language_name(lang, words)


def language_name(lang: Lang, words: Words) -> str:
    """Return a language by its own name."""
    return words.say(f"lang.{lang}")


def outlets_note(outlets: int, langs: Iterable[Lang], words: Words, *, reprints: int = 0) -> str:
    """Return how many independent outlets, and in which languages: "3 outlets (+1 reprint) · English, 繁體中文".

    Where no source has a name, only the languages.
    """
    names = ", ".join(language_name(lang, words) for lang in langs)
    told = counted("outlets", outlets, words) if outlets else ""
    repeated = counted("reprints", reprints, words) if reprints else ""
    return SEPARATOR.join(filter(None, (f"{told}{repeated}", names)))


def witnesses(citations: Iterable[Citation], words: Words, *, reprints: int = 0) -> str:
    """Return the note of a row, of whose outlets so many only repeat another's text."""
    cited = tuple(citations)
    told = [c for c in cited if not c.archived]
    outlets = len(outlets_that_tell(told)) - reprints
    note = outlets_note(outlets, by_reader((c.lang for c in told), words.lang), words, reprints=reprints)
    sources = sum(1 + len(c.also) for c in cited if c.archived)
    return SEPARATOR.join(filter(None, (note, counted("archive", sources, words) if sources else "")))


def article_note(article: Article, words: Words) -> str:
    """Return outlet, language and id of an article, and its address on a line of its own."""
    where = (_outlet(article.outlet), language_name(article.lang, words), article.id)
    url = web_address(article.url)
    return SEPARATOR.join(filter(None, where)) + (f"\n{url}" if url else "")


def article_line(article: Article, words: Words) -> str:
    """Return an article's title, or the beginning of its text."""
    start = next((line for line in article.content.splitlines() if line.strip()), "")
    return in_script(start, article.lang, words) or words.say("article.untitled")


def citation_record(citation: Citation, published: Dates) -> dict[str, object]:
    """Return a citation as plain values, its words untouched."""
    return {
        "article": citation.quote.article,
        "revision": citation.quote.revision,
        "quote": citation.quote.text,
        "start": citation.quote.start,
        "end": citation.quote.end,
        "outlet": citation.outlet,
        "url": citation.url,
        "also": list(citation.also),
        "archive": citation.archived,
        "lang": str(citation.lang),
        "published": published_record(published.get(citation.quote.article)),
    }


def published_record(published: Published | None) -> str | None:
    """Return a publication as ISO 8601, no finer than known: an instant, a day, ``2024-W16``, ``2024-04`` or a year."""
    if published is None:
        return None
    if published.at is not None:
        return published.at.isoformat()
    shapes = {Granularity.WEEK: "%G-W%V", Granularity.MONTH: "%Y-%m", Granularity.YEAR: "%Y"}
    return published.day.strftime(shapes.get(published.granularity, "%Y-%m-%d"))


def _words_of(citation: Citation, words: Words) -> str:
    return in_script(citation.quote.text, citation.lang, words)


def _outlet(outlet: str | None) -> str | None:
    return one_line(outlet) if outlet else None
