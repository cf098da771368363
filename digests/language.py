"""The languages Llamawire reads and speaks."""

from __future__ import annotations

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
