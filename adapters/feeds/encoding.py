"""In which encoding a feed is written that came over HTTP."""

from __future__ import annotations

from adapters.charset import codec_named, stated_encoding

_MARKED = ("utf-8-sig", "utf-16", "utf-32")
_SEVEN_BITS = "iso2022"
"""Looks like ASCII to every other encoding: it has to be named."""


def feed_encoding(body: bytes, charset: str | None) -> str | None:
    """Return the codec; None to read the body as it states itself.

    ``charset`` is the parameter of the Content-Type. A byte-order mark outranks it, and it outranks the declaration
    in the body (RFC 7303); but servers name charsets that nobody chose, and what is UTF-8 throughout is hardly ever
    anything else.
    """
    stated = stated_encoding(body)
    if not charset or stated.startswith(_MARKED):
        return None
    named = codec_named(charset)
    candidates = (named, stated) if named.startswith(_SEVEN_BITS) else ("utf-8", named, stated)
    return next((name for name in candidates if _reads(body, name)), None)


def _reads(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
