"""The bot's own words in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from digests.language import Lang


@dataclass(frozen=True, slots=True)
class Words:
    """A catalogue: key to phrase, loaded from ``config/words``; every language has the same keys."""

    lang: Lang
    phrases: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return the phrase with its ``{names}`` filled in. Raises KeyError for an unknown key."""
        return self.phrases[key].format(**values)
