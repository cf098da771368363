"""English words cut to their stems."""

from __future__ import annotations

_SUFFIXES = ("ies", "ing", "ed", "es", "s", "e")


def stem(word: str) -> str:
    """Return an English word without its commonest endings; crude on purpose, it only has to be the same each time."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):  # noqa: PLR2004  a stem of three
            return word[: -len(suffix)]
    return word
