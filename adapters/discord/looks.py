"""Colours and signs of a page on Discord. They only repeat what words say: without them every line reads the same."""

from __future__ import annotations

from collections.abc import Iterable

from digests.page import Block, Row, Text, Tone

CALM, ALARM = 0x5B7C99, 0xC98A1B
"""The edge of a page: slate, and amber where it warns; both are told from Discord's dark and light backgrounds."""
SIGNS = {Tone.WARNING: "⚠️ ", Tone.CONFLICT: "≠ "}
"""What stands before a line of that tone."""
BACK, ON = "◀ ", " ▶"


def accent(blocks: Iterable[Block]) -> int:
    """Return the colour of a page's edge."""
    return ALARM if any(isinstance(block, Text | Row) and block.tone is Tone.WARNING for block in blocks) else CALM
