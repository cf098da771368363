"""A refusal as plain values."""

from __future__ import annotations

from digests.errors import Refusal
from digests.words import Words


def refusal_record(refusal: Refusal, words: Words) -> dict[str, object]:
    """Return what cannot be done for a machine: a key that stays, and both sentences in the reader's language."""
    return {
        "error": type(refusal).__name__,
        "key": refusal.key,
        "subject": refusal.subject,
        "problem": words.problem(refusal),
        "way_out": words.way_out(refusal),
    }
