"""The named grounds of a rank as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digests.layout.sources import one_line
from digests.words import Words

_TOLD_BESIDE = re.compile(r"\d+ outlets?|newest \d+ h ago")
"""Grounds that the count of outlets and the date already tell."""
_MOST = 3


def shown_reasons(reasons: Iterable[str], words: Words) -> str:
    """Return the first grounds that are not told beside them, in the reader's language where it has words for them."""
    kept = [reason for reason in reasons if not _TOLD_BESIDE.fullmatch(reason)]
    return ", ".join(_shown(reason, words) for reason in kept[:_MOST])


def _shown(reason: str, words: Words) -> str:
    slug = reason.lower().replace(" ", "-")
    return words.phrases.get(f"reason.{slug}") or words.phrases.get(f"kind.{slug}") or one_line(reason)
