"""Everything Llamawire refuses.

::

    Refusal                  something asked for cannot be done
    ├── BadInput             a file, text or date that cannot be read
    ├── NotFound             an id, topic or entity that is not known
    ├── BadSetting           a setting that is unknown or has an impossible value
    ├── StoreUnusable        the database is locked, newer than this program, full or broken
    └── Unreachable          an address that may not be asked, or does not answer

A Refusal names a phrase, and holds no sentence: ``Words.refusal`` says it in the reader's language, as one plain
sentence followed by the way out; exit code 2 on the command line, one sentence in a chat. Anything that is not a
Refusal is a defect and may show a traceback.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class Refusal(Exception):  # noqa: N818  it is a polite no, not a malfunction; the tree above is the vocabulary
    """Something asked for cannot be done.

    ``key`` names the phrases in ``[refusal]`` and, where there is a way out, in ``[way-out]`` of ``config/words``;
    ``subject`` is what it is about (a path, an id, a setting). The phrases may name the subject and the values: text
    and numbers are shown as they are, a tuple as a list, and further Refusals as their own sentences.
    """

    def __init__(self, key: str, subject: str, **values: object) -> None:
        super().__init__(key, subject)
        self.key = key
        self.subject = subject
        self.values: Mapping[str, object] = MappingProxyType(values)

    def __str__(self) -> str:
        """Return what a log or a developer needs; ``Words.refusal`` returns what a reader needs."""
        values = "".join(f", {name}={value!s}" for name, value in self.values.items())
        return f"{self.key}: {self.subject}{values}"

    def __reduce__(self) -> tuple[object, ...]:
        """Let it cross the border of a process: an exception is rebuilt from positional arguments only."""
        return _rebuilt, (type(self), self.key, self.subject, dict(self.values))


def _rebuilt(kind: type[Refusal], key: str, subject: str, values: Mapping[str, object]) -> Refusal:
    return kind(key, subject, **values)


class BadInput(Refusal):
    """A file, text or date cannot be read."""


class NotFound(Refusal):
    """An id, topic or entity is not known."""


class BadSetting(Refusal):
    """A setting is unknown or has an impossible value."""


class StoreUnusable(Refusal):
    """The database is locked, newer than this program, full or broken."""


class Unreachable(Refusal):
    """An address may not be asked, cannot be reached, or answers with what cannot be used."""
