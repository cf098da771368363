"""Breaking text into lines that fit a terminal, in English, Chinese and mixtures of both.

Chinese is broken between any two characters, save that no line begins with closing or ends with opening punctuation.
Words and addresses are broken only where they are wider than a whole line; an address is never broken.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, chop_cells

_OPENING = re.escape("“‘（《〈【〖「『〔［｛([")
_CLOSING = re.escape("”’，。、；：？！）》〉】〗」』〕］｝…—％·)],.;:?!%")
_WIDE = (
    "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
)
_PIECE = re.compile(
    rf"(?P<space>\s+)|[{_OPENING}]*(?:(?![{_OPENING}{_CLOSING}])[{_WIDE}]|(?:(?![{_OPENING}]+[{_WIDE}])[^\s{_WIDE}])+)"
    rf"[{_CLOSING}]*|."
)


def wrapped(text: str, width: int) -> list[str]:
    """Return the text in lines of at most ``width`` cells (an address may be longer); at least one line."""
    lines = [""]
    gap = ""
    for found in _PIECE.finditer(text):
        if found["space"]:
            gap = " "
            continue
        piece = found[0]
        if lines[-1] and cell_len(lines[-1] + gap + piece) > width:
            lines.append("")
        lines[-1] += (gap if lines[-1] else "") + piece
        gap = ""
        if cell_len(lines[-1]) > width and "://" not in piece:
            lines[-1:] = chop_cells(lines[-1], width)
    return lines
