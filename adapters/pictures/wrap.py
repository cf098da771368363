"""Breaking text into lines of a width, in English, Chinese and mixtures of both.

Chinese is broken between any two characters, save that no line begins with closing or ends with opening punctuation,
and a number keeps its unit; other words are broken only where they are wider than a whole line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice

import regex

Measure = Callable[[str], float]
"""The width of one grapheme cluster, in pixels."""

_OPENING = frozenset("“‘（《〈【〖「『〔［｛([{\"'")
_CLOSING = frozenset("”’，。、；：？！）》〉】〗」』〕］｝…—％·)]},.;:?!%\"'°")
_UNITS = frozenset("年月日号號亿億万萬千百倍个個款种種")
_JOINTS = frozenset("-–/")
_ELLIPSIS = "…"
_LEAST_LAST = 0.2
"""Share of the width that a last line should fill."""
_NARROWER = (0.94, 0.88, 0.82)


def clusters(text: str) -> list[str]:
    """Return the extended grapheme clusters of a text (Unicode Standard Annex 29): what readers call characters."""
    return [found[0] for found in regex.finditer(r"\X", text)]


def is_wide(cluster: str) -> bool:
    """Say whether a character is of a script written without blanks."""
    return unicodedata.east_asian_width(cluster[0]) in "WF"


def evened(text: str, width: float, measure: Measure, most: int) -> list[str]:
    """Return what ``wrapped`` does, the lines set narrower where that keeps the last one from being a mere rest."""
    lines = wrapped(text, width, measure, most)
    for share in _NARROWER:
        if len(lines) == 1 or sum(map(measure, clusters(lines[-1]))) > width * _LEAST_LAST:
            break
        narrower = wrapped(text, width * share, measure, most)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def wrapped(text: str, width: float, measure: Measure, most: int) -> list[str]:
    """Return the text in lines no wider than ``width``, at least one and at most ``most``.

    What does not fit is cut and an ellipsis told in its place; nothing else is lost but blanks at breaks. Only as much
    of the text is looked at as fits.
    """
    lines = list(islice(_lines(text, width, measure), most + 1))
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _cut(lines[most - 1], width, measure)]


def _lines(text: str, width: float, measure: Measure) -> Iterator[str]:
    """Yield full lines, then what is left."""
    line, used = "", 0.0
    for piece in _pieces(text):
        sizes = [measure(cluster) for cluster in piece]
        if line and used + sum(sizes) - (sizes[-1] if piece[-1] == " " else 0) > width:
            yield line.rstrip(" ")
            line, used = "", 0.0
        for cluster, size in zip(piece, sizes, strict=True):
            if line and cluster != " " and used + size > width:
                yield line
                line, used = "", 0.0
            line += cluster
            used += size
    yield line.rstrip(" ")


def _pieces(text: str) -> Iterator[list[str]]:
    """Yield runs of grapheme clusters that belong on one line, each with the blank behind it."""
    piece: list[str] = []
    for cluster in clusters(text):
        if piece and _may_part(piece, cluster):
            yield piece
            piece = []
        piece.append(cluster)
    if piece:
        yield piece


def _may_part(piece: list[str], after: str) -> bool:
    """Say whether a line may end with the piece when ``after`` follows it."""
    before = piece[-1]
    if after == " ":
        return False
    if before == " ":
        return not (after[0] in _UNITS and len(piece) > 1 and piece[-2][0].isdigit())
    if after[0] in _CLOSING or before[0] in _OPENING:
        return False
    if before[0].isdigit() and after[0] in _UNITS:
        return False
    if is_wide(before) or is_wide(after):
        return True
    return before in _JOINTS and after[0].isalpha() and len(piece) > 1 and piece[-2].isalpha()


def _cut(line: str, width: float, measure: Measure) -> str:
    """Return the line with an ellipsis at its end, shortened where that needs room."""
    kept = clusters(line)
    room = width - measure(_ELLIPSIS)
    while kept and (sum(map(measure, kept)) > room or kept[-1] == " "):
        kept.pop()
    return "".join(kept) + _ELLIPSIS
