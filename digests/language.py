"""The languages Llamawire reads and speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum


class Lang(StrEnum):
    """A BCP-47 tag; Chinese by its script."""

    EN = "en"
    HANS = "zh-Hans"
    HANT = "zh-Hant"
    OTHER = "other"

    @property
    def is_chinese(self) -> bool:
        """True for either script."""
        return self in (Lang.HANS, Lang.HANT)


def by_reader(langs: Iterable[Lang], reader: Lang) -> tuple[Lang, ...]:
    """Return the languages each once: the reader's first, then the more frequent, then as the languages are listed."""
    counted = Counter(langs)
    listed = list(Lang)
    return tuple(sorted(counted, key=lambda lang: (lang is not reader, -counted[lang], listed.index(lang))))
