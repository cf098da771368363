"""Everything Llamawire refuses, and how it says so.

::

    Refusal                  something asked for cannot be done; says what, and the way out
    ├── BadInput             a file, text or date that cannot be read
    ├── NotFound             an id, topic or entity that is not known
    ├── BadSetting           a setting that is unknown or has an impossible value
    └── StoreUnusable        the database is locked, newer than this program, full or broken

A Refusal is shown to a person as one plain sentence followed by the way out: exit code 2 on the command line,
one sentence in a chat. Anything that is not a Refusal is a defect and may show a traceback.
"""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818  it is a polite no, not a malfunction; the tree above is the vocabulary
    """Something asked for cannot be done.

    ``subject`` is what it is about (a path, an id, a setting), ``problem`` one sentence that names it, and
    ``way_out`` what the reader can do now, possibly empty.
    """

    def __init__(self, subject: str, problem: str, way_out: str = "") -> None:
        super().__init__(subject, problem, way_out)
        self.subject = subject
        self.problem = problem
        self.way_out = way_out

    def __str__(self) -> str:
        """Return the sentence and the way out, as a person reads them."""
        return f"{self.problem} {self.way_out}".rstrip()


class BadInput(Refusal):
    """A file, text or date cannot be read."""


class NotFound(Refusal):
    """An id, topic or entity is not known."""


class BadSetting(Refusal):
    """A setting is unknown or has an impossible value."""


class StoreUnusable(Refusal):
    """The database is locked, newer than this program, full or broken."""
