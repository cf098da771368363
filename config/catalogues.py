"""The bot's own words, one catalogue for each language it speaks."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from digests.language import Lang
from digests.words import Words


@cache
def load_words(lang: Lang) -> Words:
    """Return the catalogue of a language; of English, where the language has none.

    A table of the file gives the first part of the key: ``planned`` in ``[status]`` is ``status.planned``.
    """
    spoken = Lang.EN if lang is Lang.OTHER else lang
    tables = tomllib.loads((files("config") / "words" / f"{spoken}.toml").read_text("utf-8"))
    return Words(spoken, {f"{table}.{key}": phrase for table, keys in tables.items() for key, phrase in keys.items()})
