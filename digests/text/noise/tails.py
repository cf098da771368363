"""What comes after the report: links, a re-publisher's advert, the beginning of another article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from digests.article import Noise, NoiseKind
from digests.text.noise.glued import LINKS_LABEL
from digests.text.noise.paragraphs import Page, Paragraph
from digests.text.noise.promotions import promotes
from digests.text.patterns import late

_LABEL_LINE = late(rf"[\W_]*{LINKS_LABEL}\s*[:：]?\s*$")
_LINK_LINE = late(rf"[\W_]*{LINKS_LABEL}\s*[:：|｜]\s*\S.{{0,200}}$")
_LONGEST_LABEL = 60
_LONGEST_LINK = 120
_MOST_LINKS = 8
_TAIL_SHARE = 0.4
"""A tail begins in the last two fifths of the text."""
_MIN_BODY = 8
_MIN_STRAY, _MOST_STRAY = 2, 4
_MIN_STRAY_LENGTH = 80


def find_links(page: Page) -> Iterator[Noise]:
    """Yield labels of links with the few lines of titles under them, and labels with a link on the same line.

    A longer list is left alone: it may be what the page is about.
    """
    for i, paragraph in enumerate(page.paragraphs):
        if _is_label(paragraph):
            links = list(takewhile(_is_link, page.paragraphs[i + 1 :]))
            if len(links) <= _MOST_LINKS:
                yield from (p.noise(NoiseKind.LINKS) for p in (paragraph, *links))
        elif _LINK_LINE.match(paragraph.folded) and not paragraph.text.rstrip().endswith((".", "。")):
            yield paragraph.noise(NoiseKind.LINKS)


def find_labelled_tail(page: Page) -> Iterator[Noise]:
    """Yield everything from a label or promotion on, where nothing after it belongs to the report."""
    tail = _tail_start(page)
    if tail is not None:
        yield from (paragraph.noise(kind) for paragraph, kind in _tail(page, tail))


def find_stray_tail(page: Page) -> Iterator[Noise]:
    """Yield the last paragraphs where they have nothing to do with the article and nothing announces them.

    Two to four long paragraphs without one term of the topic, in an article that otherwise never leaves it.
    """
    stray = 0
    while stray < len(page.paragraphs) and _strays(page, page.paragraphs[-1 - stray]):
        stray += 1
    body = page.paragraphs[: len(page.paragraphs) - stray]
    if _MIN_STRAY <= stray <= _MOST_STRAY and len(body) >= _MIN_BODY and not any(_strays(page, p) for p in body):
        yield from (p.noise(NoiseKind.TEASER) for p in page.paragraphs[len(body) :])


def _tail_start(page: Page) -> int | None:
    """Return the first paragraph from which on all is tail: a label or promotion, and then nothing of the report."""
    length = len(page.content)
    for i, paragraph in enumerate(page.paragraphs):
        late = paragraph.start >= (1 - _TAIL_SHARE) * length and i > 0
        opens = _is_label(paragraph) or promotes(paragraph.folded) is not None
        if late and opens and all(_foreign(page, p, paragraph) for p in page.paragraphs[i + 1 :]):
            return i
    return None


def _tail(page: Page, start: int) -> Iterator[tuple[Paragraph, NoiseKind]]:
    """Yield the paragraphs of the tail, each with what it is."""
    opener = page.paragraphs[start]
    yield opener, promotes(opener.folded) or NoiseKind.LINKS
    for paragraph in page.paragraphs[start + 1 :]:
        yield paragraph, promotes(paragraph.folded) or _kind_after(opener, paragraph)


def _kind_after(opener: Paragraph, paragraph: Paragraph) -> NoiseKind:
    """Return what an unmarked paragraph of a tail is: links and teasers follow a label, adverts a promotion."""
    if not _is_label(opener):
        return NoiseKind.FOOTER
    return NoiseKind.TEASER if paragraph.ended else NoiseKind.LINKS


def _foreign(page: Page, paragraph: Paragraph, opener: Paragraph) -> bool:
    """Say whether a paragraph after the opener of a tail is no part of the report."""
    if promotes(paragraph.folded) or _is_label(paragraph):
        return True
    if not page.on_topic(paragraph.folded) or _shares_name(opener, paragraph):
        return True
    return _is_label(opener) and _is_link(paragraph)


def _shares_name(opener: Paragraph, paragraph: Paragraph) -> bool:
    """Say whether an advert goes on about what its opener named in quotation marks."""
    named = re.findall(r"[“「『《\"]\s*([^”」』》\"]{2,20})\s*[”」』》\"]", opener.folded)
    return any(name in paragraph.folded for name in named)


def _is_label(paragraph: Paragraph) -> bool:
    """Say whether a line announces links."""
    return len(paragraph.text) <= _LONGEST_LABEL and bool(_LABEL_LINE.match(paragraph.folded))


def _is_link(paragraph: Paragraph) -> bool:
    """Say whether a line can be the title of another article."""
    asks = paragraph.text.rstrip().endswith(("?", "？", "!", "！"))
    return (asks or not paragraph.ended) and len(paragraph.text) <= _LONGEST_LINK and not _is_label(paragraph)


def _strays(page: Page, paragraph: Paragraph) -> bool:
    """Say whether a long paragraph shares no term with the topic."""
    return len(paragraph.text) >= _MIN_STRAY_LENGTH and not page.on_topic(paragraph.folded)
