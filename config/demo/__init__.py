"""The demonstration: real happenings of open AI, told by outlets that do not exist, at a time that stands still."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from importlib.resources.abc import Traversable

DEMO_NOW = datetime(2025, 4, 30, 9, 0, tzinfo=UTC)
"""The demonstration's present: the morning after LlamaCon. No article is younger."""


def demo_articles() -> Traversable:
    """Return the articles as a JSON Lines file, wherever the program is installed."""
    return files(__name__) / "articles.jsonl"
