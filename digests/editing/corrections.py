"""Corrections: a posted sentence that its source no longer has is taken back, and the message says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import takewhile

from digests.article import Article, Quote
from digests.layout.dates import shown_day
from digests.layout.sources import in_script, one_line
from digests.page import Block, Heading, Page, Quoted, Row, Text, Tone
from digests.text.script import fold
from digests.words import Words

_TELLING = 12
"""Characters of a sentence's piece that name it: shorter ones may stand in many."""


def corrected(page: Page, quotes: Iterable[Quote], articles: Iterable[Article], words: Words, day: date) -> Page | None:
    """Return the page of a part with what no longer stands taken back, None where all of it stands or was taken back.

    ``quotes`` are what was told (``Told.quotes``), ``articles`` those of them that changed, as they are now, ``day`` is
    the reader's. Punctuation, case and the script of Chinese do not count. Correcting twice is correcting once.
    """
    now = {article.id: article for article in articles}
    lost = [quote for quote in quotes if quote.article in now and not stands(quote, now[quote.article])]
    blocks = page.blocks
    for quote in lost:
        blocks = tuple(_without(quote, now[quote.article], blocks, words, day))
    return replace(page, blocks=blocks) if blocks != page.blocks else None


def stands(quote: Quote, article: Article) -> bool:
    """Say whether the article still has the words, wherever they stand in it now."""
    return _letters(quote.text) in _letters(article.content)


def _without(quote: Quote, article: Article, blocks: tuple[Block, ...], words: Words, day: date) -> Iterator[Block]:
    """Yield the blocks with a quote replaced, and beneath a heading made of it what its source says instead."""
    shown = in_script(quote.text, article.lang, words)
    gone = Text(words.say("edition.correction", date=shown_day(day, words)), Tone.WARNING)
    for place, block in enumerate(blocks):
        match block:
            case Quoted(text=text) if _is_of(text, shown):
                yield gone
            case Row(line=line, original=original) if line == shown or (original and _is_of(original.text, shown)):
                yield gone
            case Heading(text=text) if text.endswith(shown) and not _is_retitled(blocks, place, article, words):
                yield block
                yield _retitled(article, words, day) if article.title.strip() else gone
            case _:
                yield block


def _retitled(article: Article, words: Words, day: date) -> Text:
    title = _title(article, words)
    return Text(words.say("edition.retitled", date=shown_day(day, words), title=title), Tone.WARNING)


def _is_retitled(blocks: tuple[Block, ...], heading: int, article: Article, words: Words) -> bool:
    """Say whether a correction directly below the heading names the title that the source has now."""
    title = _title(article, words)
    below = takewhile(lambda block: isinstance(block, Text) and block.tone is Tone.WARNING, blocks[heading + 1 :])
    return any(isinstance(block, Text) and title in block.text for block in below)


def _title(article: Article, words: Words) -> str:
    return one_line(in_script(article.title, article.lang, words))


def _is_of(text: str, shown: str) -> bool:
    """Say whether a block holds the sentence, or a piece of it."""
    return text == shown or (len(text) > _TELLING and text in shown)


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())
