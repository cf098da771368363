"""A refusal as plain values."""

from __future__ import annotations

from digests.errors import Refusal


def refusal_record(refusal: Refusal) -> dict[str, object]:
    """Return what cannot be done, and the way out, for a machine."""
    return {
        "error": type(refusal).__name__,
        "subject": refusal.subject,
        "problem": refusal.problem,
        "way_out": refusal.way_out,
    }
