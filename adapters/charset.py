"""Bytes to text: what the bytes declare about themselves is tried strictly, and nothing is ever guessed.

A guess that is wrong gives readable nonsense under an outlet's name; a refusal tells the reader how to convert.
"""

from __future__ import annotations

import codecs
import re

from digests.errors import BadInput

HEAD = 4_096
"""How many bytes at the beginning are looked at for declarations and for the kind of a file."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose little-endian mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),  # XML 1.0, appendix F: markup tells its width without a mark
    (b"\x00<", "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:\?xml|meta)\b[^>]{0,200}?(?:encoding|charset)\s*=["'\s]*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_BROADER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252", "big5": "big5hkscs"}
"""As browsers do (WHATWG Encoding): pages that declare the narrow set are written in the broad one."""
_TEXTUAL = re.compile(r"utf-8|gb|big5|cp125|cp874|cp9|iso8859|iso2022_jp|euc_|shift_jis|koi8|mac-")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def stated_encoding(body: bytes) -> str:
    """Return the codec that a byte-order mark or a declaration of XML or HTML names; ``utf-8`` where none does."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return name
    declared = _DECLARED.search(body[:HEAD])
    return codec_named(declared[1].decode("ascii")) if declared else "utf-8"


def codec_named(name: str) -> str:
    """Return the codec for a declared name; ``utf-8`` for names that are unknown, no text or a trick (``utf-7``)."""
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return "utf-8"
    return _BROADER.get(known, known) if _TEXTUAL.match(known) else "utf-8"


def checked_encoding(name: str) -> str:
    """Return the codec's name. Raises BadInput where there is no such codec, or it is none of texts."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, UnicodeError) as error:
        raise _no_encoding(name) from error
    if not _TEXTUAL.match(known) and not known.startswith(("utf-16", "utf-32", "ascii")):
        raise _no_encoding(name)
    return known


def _no_encoding(name: str) -> BadInput:
    return BadInput("no-encoding", name)


def head_of(body: bytes, encoding: str | None = None) -> str:
    """Return the beginning as text, for looking only: what does not decode is replaced."""
    return body[:HEAD].decode(encoding or stated_encoding(body), "replace").lstrip("\ufeff")


def decode(body: bytes, origin: str, encoding: str | None = None, *, tolerance: float = 0.0) -> str:
    """Return the text with line ends as line feeds.

    ``encoding`` overrides what the bytes state. ``tolerance`` is the share of characters that may be unreadable
    (and become U+FFFD) before the text is refused: old feeds hold a stray byte here and there. Raises BadInput.
    """
    candidates = [encoding] if encoding else list(dict.fromkeys((stated_encoding(body), "utf-8")))
    if not candidates[0].startswith(("utf-16", "utf-32")) and looks_binary(body):
        raise BadInput("file-binary", origin)
    for name in candidates:
        text = _decoded(body, name)
        if text is not None:
            return text
    text = body.decode(candidates[0], "replace")
    if text.count("\ufffd") > tolerance * len(text):
        raise _undecodable(origin, candidates[0])
    return _plain_line_ends(text)


def looks_binary(body: bytes) -> bool:
    """Say whether the bytes hold a NUL, or more controls than a slip of the pen explains."""
    head = body[:HEAD]
    return b"\x00" in body or len(_CONTROLS.findall(head)) > len(head) // 100


def _decoded(body: bytes, encoding: str) -> str | None:
    try:
        return _plain_line_ends(body.decode(encoding))
    except UnicodeDecodeError:
        return None
    except LookupError as error:
        raise _no_encoding(encoding) from error


def _plain_line_ends(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _undecodable(origin: str, encoding: str) -> BadInput:
    shown = encoding.removesuffix("-sig").upper()
    return BadInput("other-encoding", origin, encoding=shown)
