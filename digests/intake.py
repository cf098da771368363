"""Intake: what a source said becomes an article, and is compared with what is already known."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from digests.article import Article, Copy, Entry, Noise
from digests.errors import BadInput
from digests.language import Lang
from digests.own_feeds import MARK, OWN_ID, mark_in
from digests.story import Reason
from digests.text.noise import find_noise
from digests.text.script import fold, language_of, tells_script
from digests.urls import canonical, host_of
from digests.when import Published

_ID_DIGITS = 12
_FINGERPRINT_DIGITS = 32
_MIN_TEXT = 40
"""Letters and digits a text needs to be recognised elsewhere; shorter ones ("Comments") say too little."""
_MIN_TITLE = 8
"""Letters and digits a title needs to tell an article from others of its outlet and day."""
_RUN, _KEPT = 8, 0.2
"""Length of the runs of letters that are compared, and the share of the shorter text's runs that a new version keeps:
texts written apart share a few names, an edited one most of its sentences."""
_FIRST_YEAR = 1990
_TOLERATED_FUTURE = timedelta(days=2)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")
_UNLIKE_LETTERS = re.compile(r"[\W_]+")
_VARIANTS = str.maketrans("著瞭藉乾隻幺麽衞枱", "着了借干只么么卫台")
"""Characters whose Simplified form depends on the word: in a fingerprint both forms count as one."""


class Outcome(StrEnum):
    """What an incoming article is, beside those already stored."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REVISED = "revised"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an incoming article."""

    outcome: Outcome
    article: Article
    """The article to store (new, revised), or the stored one (unchanged, copy)."""
    reason: Reason
    copy: Copy | None = None
    """What to note beside the stored article; present exactly when the outcome is a copy."""


def make_article(entry: Entry, now: datetime) -> Article:
    """Return the entry as an article at revision 1, its noise marked.

    The text is verbatim but for NULs, halves of surrogate pairs and foreign line ends. ``now`` is aware UTC. A stated
    language yields to the evidence of the text; a publication more than two days ahead or before 1990 counts as
    unknown; an address that is no web address is dropped.

    Raises:
        BadInput: neither title nor text holds anything.
    """
    title, text = _storable(entry.title).replace("\n", " ").strip(), _storable(entry.text).strip("\n")
    if not title and not text.strip():
        raise BadInput("no-title-no-text", entry.origin or "?")
    url, identity = _address(entry.url)
    content = f"{title}\n{text}" if title else text
    lang = _language(content, entry.lang)
    noise = find_noise(title, text, lang)
    named = identity or _named(entry, title) or _titled(title) or _of_text(content)
    article = Article(
        id=_hash(named, _ID_DIGITS),
        revision=1,
        url=url,
        outlet=entry.outlet or (host_of(url) if url else None),
        title=title,
        text=text,
        lang=lang,
        published=plausible(entry.published, now),
        first_seen=now,
        fingerprint=_fingerprint(title, text, noise, identity or entry.outlet or ""),
        noise=noise,
    )
    mark = mark_in(entry.outlet)
    return _apart(article, named, mark) if mark else article


def _apart(article: Article, named: str, mark: str) -> Article:
    """Return an article of a tenant's own feed, which is never the same as one of another source."""
    own = f"{_hash(f'{mark}|{named}', OWN_ID - MARK)}{mark}"
    return replace(article, id=own, fingerprint=_hash(f"{mark}|{article.fingerprint}", _FINGERPRINT_DIGITS))


def judge(
    article: Article,
    by_id: Article | None,
    by_fingerprint: Article | None,
    earlier: Collection[str] = (),
) -> Verdict:
    """Decide what an incoming article is, given the stored one of the same id and the one of the same fingerprint.

    ``earlier`` are the fingerprints of the stored article's earlier revisions: a list may hold them again. What is
    known by its title alone is another article where outlet, day or text say so; it is then known by its text.
    """
    if by_id is not None and not _is_another(article, by_id, earlier):
        return _judge_again(article, by_id, earlier)
    if by_id is not None:
        article = replace(article, id=_hash(_of_text(article.content), _ID_DIGITS))
        if by_fingerprint is not None and by_fingerprint.id == article.id:
            return Verdict(Outcome.UNCHANGED, by_fingerprint, Reason("same-text"))
    if by_fingerprint is not None:
        copy = Copy(by_fingerprint.id, article.url, article.outlet, article.lang, article.first_seen)
        return Verdict(Outcome.COPY, by_fingerprint, _copy_reason(article, by_fingerprint), copy)
    return Verdict(Outcome.NEW, article, Reason("not-seen-before"))


def id_of(url: str) -> str:
    """Return the id of the article at an address. Raises BadInput as ``canonical`` does."""
    return _hash(canonical(url), _ID_DIGITS)


def plausible(published: Published | None, now: datetime) -> Published | None:
    """Return the publication unless it lies more than two days after ``now`` (aware) or before the web."""
    if published is None or published.day.year < _FIRST_YEAR or published.when.start > (now + _TOLERATED_FUTURE).date():
        return None
    return published


def _judge_again(article: Article, stored: Article, earlier: Collection[str]) -> Verdict:
    """Decide whether an article seen again has changed; an excerpt of the stored text is no change."""
    if article.fingerprint == stored.fingerprint:
        return _judge_statements(article, stored)
    if article.fingerprint in earlier:
        return Verdict(Outcome.UNCHANGED, stored, Reason("earlier-revision"))
    same_title = _letters(article.title) == _letters(stored.title)
    if same_title and _letters(article.text) in _letters(stored.text):
        return Verdict(Outcome.UNCHANGED, stored, Reason("excerpt"))
    revision = stored.revision + 1
    published = _first_published(stored.published, article.published)
    revised = replace(article, revision=revision, first_seen=stored.first_seen, published=published)
    reason = Reason("text-changed" if same_title else "title-changed", {"revision": revision})
    return Verdict(Outcome.REVISED, revised, reason)


def _first_published(stored: Published | None, stated: Published | None) -> Published | None:
    """Return when an article first came out: outlets move the date of what they edit, and old news is not new again."""
    if stored is None or stated is None:
        return stored or stated
    more_exact = stated.when.days < stored.when.days or (stated.at is not None and stored.at is None)
    return stated if more_exact and stated.when.within(stored.when) else stored


def _judge_statements(article: Article, stored: Article) -> Verdict:
    """Decide whether the same text comes with a date or outlet that was unknown before: its dates read anew then."""
    dated = stored.published is None and article.published is not None
    named = stored.outlet is None and article.outlet is not None
    if not (dated or named):
        return Verdict(Outcome.UNCHANGED, stored, Reason("same-text"))
    revised = replace(
        stored,
        revision=stored.revision + 1,
        published=stored.published or article.published,
        outlet=stored.outlet or article.outlet,
    )
    learnt = "date-and-outlet-learnt" if dated and named else "date-learnt" if dated else "outlet-learnt"
    return Verdict(Outcome.REVISED, revised, Reason(learnt, {"revision": revised.revision}))


def _copy_reason(article: Article, stored: Article) -> Reason:
    """Say what the copy repeats."""
    other_script = article.lang is not stored.lang and article.lang.is_chinese and stored.lang.is_chinese
    return Reason("copy-in-other-script" if other_script else "copy-of", {"article": stored.id})


def _storable(text: str) -> str:
    """Return the text with line feeds as line ends and without characters no database takes."""
    return _LINE_END.sub("\n", _UNSTORABLE.sub("", text))


def _named(entry: Entry, title: str) -> str | None:
    """Return what stands for an address where there is none: the source's own id, with outlet and title.

    Ids of lists are counters often enough that one alone would make two articles one.
    """
    return f"{entry.outlet or ''}|{entry.guid}|{_letters(title)}" if entry.guid else None


def _titled(title: str) -> str | None:
    """Return what stands for an article with neither an address nor an id: its title, where that says enough."""
    letters = _letters(title)
    return f"title|{letters}" if len(letters) >= _MIN_TITLE else None


def _of_text(content: str) -> str:
    """Return what stands for an article by its text alone."""
    return _letters(content) or content


def _is_another(article: Article, stored: Article, earlier: Collection[str]) -> bool:
    """Say whether two articles known by their title alone are two: of other outlets or days, or nothing alike."""
    titled = _titled(article.title)
    if titled is None or article.id != _hash(titled, _ID_DIGITS):
        return False
    if article.fingerprint in (stored.fingerprint, *earlier):
        return False
    one, two = _runs(article.text), _runs(stored.text)
    unlike = bool(one and two) and len(one & two) < _KEPT * min(len(one), len(two))
    return unlike or _differ(article.outlet, stored.outlet) or _differ(article.published, stored.published)


def _differ(one: object, other: object) -> bool:
    """Say whether two statements are both made and not the same."""
    return one is not None and other is not None and one != other


def _runs(text: str) -> frozenset[str]:
    """Return every run of so many letters; what two versions of one text share."""
    letters = _letters(text)
    return frozenset(letters[at : at + _RUN] for at in range(len(letters) - _RUN + 1))


def _address(url: str | None) -> tuple[str | None, str | None]:
    """Return the address as given and its canonical form, or neither where it is no web address."""
    try:
        return (url.strip(), canonical(url)) if url else (None, None)
    except BadInput:
        return None, None


def _language(content: str, stated: Lang | None) -> Lang:
    """Return the language the text speaks for; the stated one where the text cannot tell."""
    if stated is Lang.OTHER:
        return stated
    voted = language_of(content)
    if stated is not None and stated.is_chinese and voted.is_chinese and not tells_script(content):
        return stated
    return voted


def _fingerprint(title: str, text: str, noise: tuple[Noise, ...], place: str) -> str:
    """Return the hash of the letters and digits of title and text without noise.

    A text too short to be told from others of its title (a link, "Comments") is bound to its place.
    """
    content, offset = (f"{title}\n{text}", len(title) + 1) if title else (text, 0)
    body = _letters(_without(content, noise, offset))
    letters = _letters(_without(content, noise, 0))
    return _hash(letters if len(body) >= _MIN_TEXT else f"{letters} {place}", _FINGERPRINT_DIGITS)


def _without(content: str, noise: tuple[Noise, ...], start: int) -> str:
    """Return the content from an offset on without the spans of noise."""
    kept = []
    for span in noise:
        kept.append(content[start : max(start, span.start)])
        start = max(start, span.end)
    return "".join((*kept, content[start:]))


def _letters(text: str) -> str:
    """Return the folded letters and digits of a text."""
    return _UNLIKE_LETTERS.sub("", fold(text)).translate(_VARIANTS)


def _hash(text: str, digits: int) -> str:
    """Return the first hexadecimal digits of the SHA-256 of a text."""
    return sha256(text.encode()).hexdigest()[:digits]
