"""What an expression is read against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from digests.when import Published, When


@dataclass(frozen=True, slots=True)
class Scene:
    """Publication, anchor, the sentence so far, and whether the words look ahead."""

    published: Published | None
    anchor: When | None = None
    """The nearest earlier dated expression."""
    context: When | None = None
    """A date of the same sentence that a bare month or day carries on from."""
    future: bool = False
    """A cue of the future governs the words."""

    @property
    def first(self) -> date:
        """The first day the publication can have been."""
        return self.published.when.start if self.published else date.min

    @property
    def last(self) -> date:
        """The last day the publication can have been."""
        return self.published.when.end if self.published else date.max
