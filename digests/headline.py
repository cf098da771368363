"""The line that stands for a happening in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from digests.event import Citation
from digests.language import Lang


class Origin(StrEnum):
    """Where the words of a headline come from."""

    SOURCE = "source"
    """Verbatim from a source in the reader's language (converted between Chinese scripts at most)."""
    COMPOSED = "composed"
    """Built from fields that one clause proves; nothing of the clause left uncovered."""
    TAGS = "tags"
    """Status, names, figures and date side by side; makes no claim of who did what unless it is proved."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One line with its origin; ``citation`` is the source whose words it is or whose clause proves it."""

    text: str
    origin: Origin
    lang: Lang
    citation: Citation
