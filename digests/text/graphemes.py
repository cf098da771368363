"""Characters as readers count them: a text is never cut inside one, and its length is that of UTF-16."""

from __future__ import annotations

import regex

ELLIPSIS = "…"
_CLUSTER = regex.compile(r"\X")
"""An extended grapheme cluster (Unicode Standard Annex 29)."""
_WORD = regex.compile(r"[^\s\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{P}]+")
"""What is not divided while it can be helped; Chinese, Japanese and Thai are written without spaces."""
_LONGEST_WORD = 30


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units: how the strictest platform counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shorten(text: str, most: int) -> str:
    """Return the text in at most ``most`` UTF-16 units, with "…" where something is left out."""
    if units(text) <= most:
        return text
    return text[: cut_before(text, most - len(ELLIPSIS))].rstrip() + ELLIPSIS if most > 0 else ""


def cut_before(text: str, most: int) -> int:
    """Return where to cut so that at most ``most`` units stand before: between two words, else between two characters.

    0 where not even the first character fits.
    """
    taken = 0
    ends = [0]
    for cluster in _CLUSTER.finditer(text):
        taken += units(cluster[0])
        if taken > most:
            break
        ends.append(cluster.end())
    return _word_start(text, ends)


def _word_start(text: str, ends: list[int]) -> int:
    """Return the last of the ends; where it is within a word, that of the word's start, unless that is far or all."""
    end = ends[-1]
    start = next((end - n for n in range(min(end, _LONGEST_WORD)) if not _WORD.match(text[end - n - 1])), 0)
    inside = end < len(text) and _WORD.match(text[end]) is not None
    return start if inside and start in ends[1:] else end
