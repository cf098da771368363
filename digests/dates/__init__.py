"""Dates in English and Chinese text: a compositional grammar and a resolver.

::

    text → rules (english, chinese, numeric) → parts → refuse → join (spans) → resolve (publication, anchor) → When

A rule says what words mean, never what day it is; the resolver knows the day, never the words. What a date is made of
is told in ``parts``, how the rules compose in ``pieces``.
"""

from __future__ import annotations

from digests.dates.scan import scan
from digests.reading import Expression
from digests.when import Published, When

__all__ = ["find_dates"]


def find_dates(text: str, published: Published | None, anchor: When | None = None) -> tuple[Expression, ...]:
    """Return the time expressions of a paragraph or longer text, in order, none overlapping another.

    ``published`` resolves what is relative to the day of writing; without it only what the text states outright, and
    what follows from that, has a date. ``anchor`` is the last dated event before the text: what "five months later" at
    its beginning counts from. Offsets count code points of ``text``; ``when`` is None where the words are about time
    but name no calendar value that can be known (a few weeks ago, 两天后 without an event, fiscal 2025).
    """
    return scan(text, published, anchor)
