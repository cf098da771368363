"""A Page: an answer or an edition, the same for every platform.

Platforms turn blocks into their own messages. Every text in a block is plain text, never markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from digests.ask import Ask
from digests.language import Lang


class Tone(StrEnum):
    """How a line is meant; platforms choose a look for each, never colour alone."""

    PLAIN = "plain"
    HAPPENED = "happened"
    PLANNED = "planned"
    STATEMENT = "statement"
    SNAPSHOT = "snapshot"
    CONFLICT = "conflict"
    WARNING = "warning"
    QUIET = "quiet"
    CODE = "code"
    """To be copied as it stands."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the page's own."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph in the bot's words."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Quoted:
    """Verbatim words of a source, with where they stand."""

    text: str
    lang: Lang
    outlet: str | None
    url: str | None
    date: str = ""
    """The publication date as shown to the reader."""
    language: str = ""
    """The name of the words' language, where it is not the reader's."""
    also: tuple[str, ...] = ()
    """Further addresses that state it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its own words."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a timeline or of a list of stories, with what it opens to."""

    id: str
    date: str
    """As shown, never finer than known."""
    line: str
    """The line in the reader's language."""
    tone: Tone
    mark: str = ""
    """A word for the tone or the hedge ("planned", "reported"), shown beside the line."""
    original: Quoted | None = None
    """The original sentence, where ``line`` is not itself that sentence."""
    note: str = ""
    """Outlets and languages, or what else stands small beneath."""
    quotes: tuple[Quoted, ...] = ()
    """Every citation; shown when the row is opened."""
    conflicts: tuple[str, ...] = ()
    """What sources disagree on, side by side."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of plain texts."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short lines."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Footer:
    """Small print at the end of a page: the receipt line, what to do next."""

    text: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something to press that asks the desk."""

    label: str
    ask: Ask
    typed: str = ""
    """The option whose value is typed when it is pressed; nothing, where the ask is whole."""


@dataclass(frozen=True, slots=True)
class Buttons:
    """Things to press, side by side, at most five; their answers are for whoever presses."""

    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to open one of, such as the stories of a digest: at most 25."""

    label: str
    """What stands there before anything is chosen."""
    acts: tuple[Act, ...]


class Picks(StrEnum):
    """What is picked from a list that the platform has of its own."""

    CHANNEL = "channel"
    GRANTEE = "grantee"
    """A person, or a role where the platform has roles."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A list of the platform's own to pick one of; it is asked at once with what was picked."""

    act: Act
    """Its label stands there before anything is picked; ``typed`` is the option that takes what is."""
    of: Picks


@dataclass(frozen=True, slots=True)
class Rating:
    """Whether what stands above it was of use to the reader: two things to press, of which one is meant."""

    useful: Act
    not_useful: Act


class Look(StrEnum):
    """The background of a picture."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Picture:
    """Dated rows for those who would rather look. It is drawn by whoever shows it."""

    title: str
    rows: tuple[Row, ...]
    alt: str
    """The same in words."""
    note: str = ""
    """Small print at its foot."""
    look: Look = Look.DARK


Block = Heading | Text | Quoted | Link | Row | Table | Bullets | Footer | Buttons | Choice | Pick | Rating | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """Blocks in reading order, and the same answer as plain values for machines (``--json``)."""

    title: str
    blocks: tuple[Block, ...]
    record: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """JSON-ready: str, int, float, bool, None, list and dict only."""
    ask: Ask | None = None
    """What it answers, as it can be asked again: for its next sheet, or to be shared."""
    opened: bool = False
    """Every quote of a row is to be shown."""
