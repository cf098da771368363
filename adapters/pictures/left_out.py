"""What is said of rows that did not fit into a picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The sentence for one row and for several, with ``{count}`` in it."""

    one: str
    other: str

    def say(self, count: int) -> str:
        """Return the sentence for so many rows; nothing for none."""
        return (self.one if count == 1 else self.other).format(count=count) if count else ""
