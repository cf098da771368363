"""Who witnesses a happening: a reprint repeats its origin and is no further witness, however many outlets carry it.

Exact copies never become articles (see ``digests.intake``). What is left are reprints with a line added, a few words
changed or the end cut off, and agency texts that many outlets carry. They are told by running words in common: texts
written apart share names and quotations, but hardly ever half of all their runs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

from digests.article import Article
from digests.event import Citation
from digests.text.script import HAN, fold

Origins = Mapping[str, str]
"""For articles that repeat another outlet's text: article id to the name of that outlet, case folded."""
NO_ORIGINS: Origins = MappingProxyType({})

RUN_WORDS, RUN_CHARACTERS = 5, 8
"""Length of the compared runs: words where letters are written in words, characters in Chinese."""
SHARE = 0.5
"""Share of the shorter text's runs that the longer one holds, from which on it is the same text.

A changed word spoils at most ``RUN_WORDS`` runs; so one word in ten may be changed anywhere, and any number of lines
may be added. Independent reports of one announcement stay far below, as long as less than half of them is quotation.
"""
_FEWEST_RUNS = 8
"""Fewer runs (a bare title) say too little."""

_UNIT = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")
_WORD = r"[^\s,，。.;；:：|｜()（）《》<>\[\]【】/／“”\"「」]+"
_NAME = rf"(?P<name>{_WORD}(?: [A-Z]{_WORD})*)"
_PROPER = rf"(?:the )?(?=[A-Z]){_NAME}"
_STATED = (
    re.compile(rf"\b(?i:(?:first|originally) (?:published|appeared|ran|posted) (?:by|in|on|at)) {_PROPER}"),
    re.compile(rf"\b(?i:(?:republished|reprinted|syndicated) (?:with permission )?from) {_PROPER}"),
    re.compile(
        rf"(?:转载自|轉載自|转自|轉自|原载于?|原載於?|首发于|首發於|原文刊于|原文刊於)\s*[:：]?\s*[《“「]?{_NAME}"
    ),
    re.compile(
        rf"^[\s(（【\[]*(?:文章来源|文章來源|来源|來源|稿源|[Ss]ource)\s*[:：|｜丨]\s*[《“「]?{_NAME}", re.MULTILINE
    ),
)
"""How an outlet says that a text is another's."""
_AGENCIES = {
    "reuters": r"reuters|路透社?",
    "associated press": r"ap|associated press|美联社",
    "afp": r"afp|agence france-presse|法新社",
    "bloomberg": r"bloomberg(?: news)?|彭博社?",
    "xinhua": r"xinhua(?: news agency)?|新华社|新华网",
    "cna": r"cna|中央社|中央通讯社",
    "china news service": r"中新社|中国新闻社|中新网",
}
_AGENCY = re.compile("|".join(f"(?P<a{i}>{names})" for i, names in enumerate(_AGENCIES.values())))
_DATELINE = re.compile(
    r"^[^\n]{0,60}?[(（](?P<bracketed>[A-Za-z -]{2,24}|[^\s()（）]{2,5}社)[^()（）\n]{0,20}[)）]\s*[-–—]{1,2}"
    r"|^\W{0,2}(?P<wire>[^\s,，。]{2,5}社)[^\n，。]{0,16}?(?:电|電|讯|訊)",
    re.MULTILINE,
)
_EDGE = 400
"""Code points at either end of a text within which a line on its origin counts."""


def outlets_of(told: Iterable[tuple[str, str | None]], origins: Origins = NO_ORIGINS) -> tuple[str, ...]:
    """Return the independent outlets among articles (id and outlet), case folded, in that order, each once.

    A reprint counts as the outlet it came from; an article without outlet counts for itself.
    """
    return tuple(dict.fromkeys(origins.get(article) or (outlet or article).casefold() for article, outlet in told))


def witnesses(citations: Iterable[Citation], origins: Origins = NO_ORIGINS) -> tuple[str, ...]:
    """Return the independent outlets that tell something; the archive's sentences are no outlet's."""
    return outlets_of(((c.quote.article, c.outlet) for c in citations if not c.archived), origins)


def reprints(citations: Iterable[Citation], origins: Origins) -> int:
    """Return how many of the outlets only repeat another's text."""
    cited = tuple(citations)
    return len(witnesses(cited)) - len(witnesses(cited, origins))


def origins_of(articles: Iterable[Article]) -> dict[str, str]:
    """Return for each article whose text is another outlet's the name of that outlet, case folded.

    Articles of one text have one origin: the agency or outlet that one of them states, else the outlet that had it
    first. Articles of one outlet are never taken for reprints of each other.
    """
    ordered = sorted({a.id: a for a in articles}.values(), key=_age)
    stated = {article.id: stated_origin(article) for article in ordered}
    origins: dict[str, str] = {}
    for text in _texts(ordered):
        first = (text[0].outlet or text[0].id).casefold()
        origin = next((name for article in text if (name := stated[article.id])), first)
        origins |= {a.id: origin for a in text if (a.outlet or a.id).casefold() != origin}
    return origins


def stated_origin(article: Article) -> str:
    """Return the outlet that the article says it is taken from, case folded and agencies by one name; else nothing."""
    text = article.content
    edges = text if len(text) <= 2 * _EDGE else f"{text[:_EDGE]}\n{text[-_EDGE:]}"
    names = [m["name"] for pattern in _STATED for m in pattern.finditer(edges)]
    dateline = _DATELINE.search(text[len(article.title) :].lstrip("\n")[:_EDGE])
    agency = _agency((dateline["bracketed"] or dateline["wire"]).strip()) if dateline else ""
    return agency or next((_agency(name) or name.casefold() for name in names if not name[0].isdigit()), "")


def _agency(name: str) -> str:
    """Return the one name of a news agency, or nothing."""
    match = _AGENCY.fullmatch(fold(name))
    return list(_AGENCIES)[int(match.lastgroup[1:])] if match and match.lastgroup else ""


def _age(article: Article) -> tuple[object, ...]:
    published = article.published.latest if article.published else article.first_seen
    return published, article.id


def _texts(articles: Sequence[Article]) -> list[list[Article]]:
    """Return the articles grouped by text: those that are linked by being nearly the same, oldest first."""
    runs = [_runs(article) for article in articles]
    home = list(range(len(articles)))
    for one, other in sorted(_shared(runs)):
        old, new = home[one], home[other]
        home = [old if at == new else at for at in home]
    texts: dict[int, list[Article]] = defaultdict(list)
    for article, at in zip(articles, home, strict=True):
        texts[at].append(article)
    return list(texts.values())


def _shared(runs: Sequence[frozenset[int]]) -> list[tuple[int, int]]:
    """Return the pairs of which one holds most of the other; found by the runs they share, equal texts once."""
    holders: dict[int, list[int]] = defaultdict(list)
    first = {own: at for at, own in reversed([*enumerate(runs)])}
    for own, at in first.items():
        for run in own:
            holders[run].append(at)
    common = Counter(pair for at in holders.values() if len(at) > 1 for pair in combinations(at, 2))
    equal = [(first[own], at) for at, own in enumerate(runs) if own and first[own] != at]
    return equal + [(a, b) for (a, b), count in common.items() if count >= SHARE * min(len(runs[a]), len(runs[b]))]


def _runs(article: Article) -> frozenset[int]:
    """Return the hashes of the running words or characters of the report; none of one too short to tell."""
    units = _UNIT.findall(fold(article.report))
    size = RUN_CHARACTERS if article.lang.is_chinese else RUN_WORDS
    found = frozenset(hash(tuple(units[i : i + size])) for i in range(len(units) - size + 1))
    return found if len(found) >= _FEWEST_RUNS else frozenset()
