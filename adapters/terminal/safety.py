"""The last gate before the screen: nothing that a terminal would obey, or that cannot be seen, gets through."""

from __future__ import annotations

import re
import unicodedata


def printable(text: str) -> str:
    """Return the text without control, format and direction characters and halves of surrogate pairs.

    Line feeds stay; other white space becomes a space.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_printable, text))


def printable_json(text: str) -> str:
    """Return JSON text with every such character written as an escape, so that nothing is lost."""
    return re.sub(r"[^\x20-\x7e\n]", lambda found: _escaped(found[0]), text)


def _printable(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character
    return " " if character.isspace() else ""


def _escaped(character: str) -> str:
    if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
