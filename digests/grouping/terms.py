"""What an article is found by: its index terms.

A term is a kind, a colon and a value. Names and quantities stand once, under what they mean in any language and
script; the rest of the title stands as words. Kinds:

=======  ==================================================  =================================
kind     is                                                  compared
=======  ==================================================  =================================
``e:``   an entity, ``e:llama-3.1``; its family at half      always
``n:``   a quantity, two digits exact, ``n:USD:1.2e+09``     always
``m:``   a month other than the publication's, ``m:2024-07`` always
``w:``   a stem of Latin letters or a bare number            always
``c:``   a pair of Chinese characters, Simplified            always (only Chinese has them)
``z:``   a known Chinese word, Simplified                    across languages, by what it means
``h:``   an act on one thing, ``h:release:heron-2``          always (see ``happenings``)
``a:``   an act on what may recur, ``a:update:heron``        always
``s:``   a stock by its ticker, ``s:stock:GRMN``, or a day    never: it only sets stories apart
         that a title names, ``s:day:2026-01-05``
``v:``   a name with its number, ``v:heron:2``               never: it only sets stories apart
``p:``   a stem that is the name of something unlisted       never: it only sets stories apart
``d:``   an act by its words alone, ``d:release``            never: it only sets stories apart
``l:``   the language: counts the members that write in it   never
``t:``   the whole folded title, hashed                      for being the same
=======  ==================================================  =================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from zlib import crc32

from digests.grouping.bridge import bridge
from digests.grouping.common import STOP
from digests.grouping.happenings import happening_terms
from digests.grouping.marks import deeds, proper_names
from digests.grouping.words import stem
from digests.lexicon import Lexicon
from digests.reading import Quantity, Reading
from digests.text.script import fold
from digests.text.terms import search_terms
from digests.when import Granularity

TITLE, LEAD = 1.0, 0.3
"""Weight of a term of the title, and of one that only the lead has."""
FAMILY = 0.5
"""Share of a term's weight that the family of a named version gets."""
LEAD_LENGTH = 240
"""Code points of the report that count as its lead."""
TITLE_WORDS = 4
"""A title of fewer terms ("Morning briefing") may stand over any number of happenings."""

_NUMBERED = re.compile(r"\b([A-Za-z]{2,})[ -]?(\d{1,3}(?:\.\d{1,2})?o?)(?![\w%]|[.,]\d)")
_TICKER = re.compile(r"[(（](?:[A-Za-z]{2,8}: ?)?([A-Z]{2,5})[)）]")
"""A listed company's short name in brackets: "(GRMN)", "(NASDAQ: GRMN)"."""
_DAY = re.compile(r"\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|星期|[周週]|礼拜|禮拜", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[@#](?=\w)|\[(?:pdf|video)\]")
_BYLINE = re.compile(r"[(（][^()（）/]{2,40}/[^()（）/]{2,40}[)）]\s*$")
"""Author and outlet in brackets at the end of a title, as aggregators sign: "(Dana Orr/Example Wire)"."""


def index_terms(reading: Reading, lexicon: Lexicon) -> Mapping[str, float]:
    """Return the article's terms with their weights, ``TITLE`` or ``LEAD``; the marks weigh 1."""
    title, lead = _spans(reading)
    terms: dict[str, float] = {}
    for (start, end), weight in ((lead, LEAD), (title, TITLE)):
        terms |= {term: weight * share for term, share in _terms_within(reading, lexicon, start, end)}
    if sum(1 for term in terms if terms[term] >= TITLE) >= TITLE_WORDS:
        terms[f"t:{crc32(_letters(reading.article.content[slice(*title)]).encode()):08x}"] = 1.0
    terms |= dict.fromkeys(_days(reading, *title), 1.0)
    terms |= _happenings(reading, lexicon, title[0], lead[1])
    terms["l:zh" if reading.article.lang.is_chinese else "l:en"] = 1.0
    return MappingProxyType(terms)


def _happenings(reading: Reading, lexicon: Lexicon, start: int, end: int) -> dict[str, float]:
    """Return what title and lead say happened, at the largest weight each is told with."""
    told: dict[str, float] = {}
    for term, weight in happening_terms(reading, lexicon, start, end):
        told[term] = max(weight, told.get(term, 0.0))
    return told


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def _spans(reading: Reading) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the spans of title and lead; without a title the first sentence stands for it."""
    body = [s for s in reading.sentences if not s.is_title]
    title = (0, _unsigned(reading.article.title))
    if not reading.article.title and body:
        title, body = (body[0].start, body[0].end), body[1:]
    if not body:
        return title, (title[1], title[1])
    return title, (body[0].start, min(body[-1].end, body[0].start + LEAD_LENGTH))


def _unsigned(title: str) -> int:
    """Return the length of a title without its byline."""
    byline = _BYLINE.search(title)
    return byline.start() if byline else len(title)


def _terms_within(reading: Reading, lexicon: Lexicon, start: int, end: int) -> Iterator[tuple[str, float]]:
    """Yield terms with their share of the part's weight; what is yielded later stands."""
    mentions = [m for m in reading.mentions if start <= m.start and m.end <= end]
    quantities = [q for q in reading.quantities if start <= q.start and q.end <= end]
    spans = [(m.start, m.end) for m in mentions] + [(q.start, q.end) for q in quantities]
    words = _masked(reading.article.content, start, end, spans)
    for mention in mentions:
        entity = lexicon.entities.get(mention.entity)
        if entity and entity.family:
            yield f"e:{entity.family}", FAMILY
    yield from ((f"e:{mention.entity}", 1.0) for mention in mentions)
    yield from ((_quantity_term(quantity), 1.0) for quantity in quantities)
    yield from ((term, 0.5) for term in _versions(reading.article.content[start:end]))
    yield from ((f"s:stock:{ticker}", 1.0) for ticker in _TICKER.findall(reading.article.content[start:end]))
    yield from ((term, 0.5) for term in _months(reading, start, end))
    yield from _word_terms(words)
    yield from ((f"p:{name}", 1.0) for name in proper_names(words, lexicon))
    yield from ((f"d:{deed}", 1.0) for deed in deeds(reading.article.content[start:end], lexicon))
    if _HAN.search(words):
        yield from ((f"z:{word}", 1.0) for word in bridge(lexicon).words(words))


def _masked(content: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> str:
    chars = list(content)
    for first, last in spans:
        chars[first:last] = " " * (last - first)
    return _ADDRESS.sub(" ", "".join(chars[start:end]))


def _quantity_term(quantity: Quantity) -> str:
    return f"n:{quantity.unit}:{float(quantity.value):.2g}"


def _versions(text: str) -> Iterator[str]:
    for name, number in _NUMBERED.findall(fold(text)):
        if name not in STOP:
            yield f"v:{name}:{number}"


def _months(reading: Reading, start: int, end: int) -> Iterator[str]:
    published = reading.article.published
    for expression in reading.expressions:
        when = expression.when
        if not (when and start <= expression.start and expression.end <= end):
            continue
        month = f"{when.start:%Y-%m}"
        exact = when.granularity in (Granularity.DAY, Granularity.WEEK, Granularity.MONTH)
        if exact and not (published and month == f"{published.day:%Y-%m}"):
            yield f"m:{month}"


def _days(reading: Reading, start: int, end: int) -> Iterator[str]:
    """Yield the days given by date or weekday, as the titles of a daily series do ("Stocks to watch, January 5")."""
    for expression in reading.expressions:
        when, within = expression.when, start <= expression.start and expression.end <= end
        if when and within and when.granularity is Granularity.DAY and _DAY.search(expression.text):
            yield f"s:day:{when.start}"


def _word_terms(text: str) -> Iterator[tuple[str, float]]:
    for term in search_terms(text):
        if _HAN.match(term):
            yield f"c:{term}", 1.0
        elif term not in STOP and (len(term) > 1 or term.isdigit()):
            yield f"w:{stem(term)}", 1.0
