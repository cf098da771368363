"""What strangers state about their own texts: when published, in which language, at which address.

Shared by the rooms that read; each function takes the words as found and returns our noun, or says no.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from digests.language import Lang
from digests.when import Granularity, Published

_URL_LIMIT = 2_000
_MONTH = re.compile(r"\d{4}-\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].+)?|\d{8}(?:T.+)?", re.IGNORECASE)
_WEEK = re.compile(r"\d{4}-?W\d{2}")
_TRADITIONAL = {"tw", "hk", "mo", "hant"}
_SIMPLIFIED = {"cn", "sg", "hans"}
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def published_of(text: str, granularity: str = "") -> Published:
    """Return a publication time stated in ISO 8601.

    ``2024-04-18`` is a day, ``2024-04`` a month, ``2024-W16`` a week, a datetime an instant (UTC where it names no
    zone). ``granularity`` (``day``, ``week`` or ``month``) widens what the words alone would say; a month stays one.
    Raises ValueError for impossible dates and unknown granularities.
    """
    words = text.strip()
    width = Granularity(granularity) if granularity else Granularity.DAY
    if width not in (Granularity.DAY, Granularity.WEEK, Granularity.MONTH):
        raise ValueError(granularity)
    if _MONTH.fullmatch(words):
        return Published(date.fromisoformat(f"{words}-01"), Granularity.MONTH)
    if _WEEK.fullmatch(words):
        return Published(date.fromisoformat(words), Granularity.WEEK)
    if not _DAY.fullmatch(words):  # fromisoformat reads other spellings too, and misreads some
        raise ValueError(words or "no date")
    day, at = _day_and_instant(words)
    return Published(day, width, at if width is Granularity.DAY else None)


def _day_and_instant(words: str) -> tuple[date, datetime | None]:
    try:
        return date.fromisoformat(words), None
    except ValueError:
        stated = datetime.fromisoformat(words)
    return stated.date(), instant_of(stated)


def instant_of(stated: datetime) -> datetime:
    """Return the instant in UTC (naive: taken as UTC). Raises ValueError at the ends of the calendar."""
    if stated.tzinfo is None:
        return stated.replace(tzinfo=UTC)
    try:
        return stated.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(str(stated)) from error


def lang_of(tag: str) -> Lang | None:
    """Return the language of a BCP-47 tag; None for one we do not read, and for ``zh`` that names no script."""
    language, *rest = tag.strip().lower().replace("_", "-").split("-")
    if language == "en":
        return Lang.EN
    if language != "zh":
        return None
    if _TRADITIONAL.intersection(rest) and "hans" not in rest:
        return Lang.HANT
    return Lang.HANS if _SIMPLIFIED.intersection(rest) else None


def web_address(text: str | None) -> str | None:
    """Return an absolute http or https address, or None for anything else that stands where a link should."""
    words = (text or "").strip()
    if not words or len(words) > _URL_LIMIT or re.search(r"[\s\x00-\x1f\x7f\\]", words):
        return None
    try:
        parts = urlsplit(words)
        hides_its_host = "@" in parts.netloc or parts.port == 0
    except ValueError:
        return None
    return words if parts.scheme in ("http", "https") and parts.hostname and not hides_its_host else None


def storable(text: str) -> str:
    """Replace what no database or terminal can hold (controls, lone surrogates) one for one: offsets stay valid."""
    return _UNSTORABLE.sub("\ufffd", text)
