"""The nouns of the desk: what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from digests.language import Lang


@dataclass(frozen=True, slots=True)
class Question:
    """A verb of the desk with its options, as asked on any platform."""

    verb: str
    options: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    lang: Lang = Lang.EN
    """The language the reader wants: the bot's words, and the script in which Chinese is shown."""
    zone: str = "UTC"
    """The reader's time zone, an IANA name."""
