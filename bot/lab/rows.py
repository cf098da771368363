"""Rows of the lab: JSON Lines become articles, read exactly as the newsroom reads them, and quotes become rows again.

An article row is an object with ``id`` and ``published`` (ISO 8601, with ``published_granularity``: day, week or
month) and, each of them optional, ``title``, ``text``, ``lang``, ``outlet`` and ``url``. Unknown fields are passed
over. Whatever is wrong with a row is a BadInput about its line, ``<stdin>:3`` counted from 1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from digests.article import Article, Entry, Quote
from digests.errors import BadInput
from digests.intake import make_article
from digests.language import Lang
from digests.stated import published_of
from digests.when import Granularity, Published

Row = Mapping[str, Any]

ORIGIN = "<stdin>"
LONGEST_QUOTE = 600
"""Code points; only a title can be longer, and is cut there."""
_WIDTHS = frozenset(map(str, (Granularity.DAY, Granularity.WEEK, Granularity.MONTH)))
_LANGS = {str(lang): lang for lang in (Lang.EN, Lang.HANS, Lang.HANT)}
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Report:
    """One article as it came, beside what the newsroom makes of it."""

    id: str
    title: str
    text: str
    title_at: int
    """Where in ``title`` the article's own title begins: blanks around it are cut."""
    text_at: int
    """Likewise in ``text``."""
    article: Article | None
    """None where neither title nor text holds anything. Its id stands for that of the row: no two rows are one."""

    def place(self, offset: int) -> int:
        """Return where an offset of the article's content lies in ``text``, or before 0 for one in the title."""
        title = self.article.title if self.article else ""
        begins = len(title) + 1 if title else 0
        return offset - begins + self.text_at if offset >= begins else -1

    def words(self, quote: Quote) -> str:
        """Return the quoted words exactly as they stand in the row's title or text."""
        length, at = min(quote.end - quote.start, LONGEST_QUOTE), self.place(quote.start)
        if at >= 0:
            return self.text[at : at + length]
        return self.title[quote.start + self.title_at :][:length]


def rows_in(lines: Iterable[bytes]) -> Iterator[tuple[str, Row]]:
    """Yield every row with its line; blank lines are passed over. No two rows may have one id."""
    seen: set[str] = set()
    for number, raw in enumerate(lines, start=1):
        if raw.strip():
            line = f"{ORIGIN}:{number}"
            row = _row(line, raw)
            yield line, _once(line, row, seen)


def reports_in(lines: Iterable[bytes]) -> Iterator[Report]:
    """Yield the article of every line."""
    return (report_of(line, row) for line, row in rows_in(lines))


def report_of(line: str, row: Row) -> Report:
    """Return one row as an article."""
    title, text = (_text(line, row, name) for name in ("title", "text"))
    published, lang = _published(line, row), _LANGS.get(_text(line, row, "lang"))
    plain_title, plain_text = _plain(title), _plain(text)
    entry = Entry(
        title=plain_title,
        text=plain_text,
        url=_text(line, row, "url") or None,
        outlet=_text(line, row, "outlet") or None,
        lang=lang,
    )
    holds = bool(plain_title.strip() or plain_text.strip())
    return Report(
        id=_text(line, row, "id"),
        title=title,
        text=text,
        title_at=len(plain_title) - len(plain_title.lstrip()),
        text_at=len(plain_text) - len(plain_text.lstrip("\n")),
        article=_article(entry, _text(line, row, "id"), published) if holds else None,
    )


def articles_of(line: str, row: Row) -> Sequence[Report]:
    """Return the articles that a row holds under ``articles``; no two of them may have one id."""
    rows = row.get("articles")
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        raise BadInput("row-no-articles", line)
    seen: set[str] = set()
    return [report_of(line, _once(line, one, seen)) for one in rows]


def _once(line: str, row: Row, seen: set[str]) -> Row:
    """Return the row after noting its id, which it must have for itself."""
    name = _text(line, row, "id", needed=True)
    if name in seen:
        raise BadInput("row-id-twice", line, id=name)
    seen.add(name)
    return row


def _row(line: str, raw: bytes) -> Row:
    """Return the object on a line; hostile nesting and endless numbers are no JSON either."""
    try:
        row = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadInput("row-no-object", line) from None
    if not isinstance(row, dict):
        raise BadInput("row-no-object", line)
    return row


def _text(line: str, row: Row, name: str, *, needed: bool = False) -> str:
    """Return a field that holds text; empty where it is absent and need not be there."""
    value = row.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        raise BadInput("row-lacks" if value is None else "row-not-text", line, field=name)
    return value


def _published(line: str, row: Row) -> Published:
    """Return when the article was published; an instant counts only where the day is known."""
    stated = _text(line, row, "published", needed=True)
    width = _text(line, row, "published_granularity")
    if width and width not in _WIDTHS:
        raise BadInput("row-granularity", line, granularity=width)
    try:
        return published_of(stated, width)
    except ValueError:
        raise BadInput("row-date", line, date=stated.strip()) from None


def _plain(text: str) -> str:
    """Return the text with line feeds as line ends and nothing that cannot be kept, one for one: offsets stay valid."""
    return _UNSTORABLE.sub("\ufffd", text).replace("\r", "\n")


def _article(entry: Entry, row_id: str, published: Published) -> Article:
    """Return the article, first seen when it was published: nothing here knows what time it is now."""
    article = make_article(entry, published.latest)
    row = sha256(row_id.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_DIGITS]
    return replace(article, id=row, published=published)
