"""What every stage of the newsroom is handed."""

from __future__ import annotations

from dataclasses import dataclass

from digests.lexicon import Lexicon
from digests.ports import Clock, Store
from digests.semantics import Semantics


@dataclass(frozen=True, slots=True)
class Room:
    """The memory, the knowledge and the clock of one newsroom."""

    store: Store
    lexicon: Lexicon
    clock: Clock
    semantics: Semantics | None = None
    """What texts mean, where that is switched on."""
