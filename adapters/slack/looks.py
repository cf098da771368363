"""Signs of a page on Slack. They only repeat what words say: without them every line reads the same."""

from __future__ import annotations

from digests.page import Tone

SIGNS = {Tone.WARNING: "⚠️ ", Tone.CONFLICT: "≠ "}
"""What stands before a line of that tone."""
BACK, ON = "◀ ", " ▶"
NOTHING = "…"
"""What a page shows of which nothing can be seen: Slack takes no empty block."""
NO_CELL = "–"
"""What an empty cell of a table shows, for the same reason."""
