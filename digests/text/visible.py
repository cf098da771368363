"""What can be seen of untrusted text: without signs that show nothing, and that a screen might obey."""

from __future__ import annotations

import regex

from digests.text.script import clean_for_display

_BLANKS = regex.compile(r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0]")
"""Letters and marks that show nothing, and that Unicode does not count among the format characters."""
_STACKED = regex.compile(r"(?:(\p{Me})\p{Me}+)|(?:(\p{M}{6})\p{M}+)")
"""Marks around or above a letter that no script piles up so: clean_for_display counts only those that have a class."""


def cleaned(text: str) -> str:
    """Return the text without what cannot be seen or what a screen might obey; line feeds stay."""
    clean = _BLANKS.sub("", clean_for_display(text))
    return clean if clean.isascii() else str(_STACKED.sub(r"\1\2", clean))


def plain(text: str) -> str:
    """Return the text cleaned and on one line."""
    return " ".join(cleaned(text).split())


def plain_lines(text: str) -> str:
    """Return the text cleaned, each of its lines on one line."""
    return "\n".join(plain(line) for line in cleaned(text).split("\n"))
