"""A picture before it is drawn: lines of text and dots, each with its place.

All lengths are pixels of a canvas ``WIDTH`` wide, which a phone shows across and a desktop at half its size.
"""

from __future__ import annotations

from dataclasses import dataclass

from adapters.pictures.looks import Colours
from digests.language import Lang
from digests.page import Tone

WIDTH = 1080
TALLEST = 4000
MARGIN = 60
DATES_END = 276
"""Where the column of dates ends, which are set flush right."""
SPINE = 312
"""Where the line of time runs."""
TEXT = 350
"""Where the column of texts begins."""


@dataclass(frozen=True, slots=True)
class Style:
    """A size in pixels and a weight."""

    size: int
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """One line of text: its place, and how it is drawn."""

    text: str
    lang: Lang
    style: Style
    colour: str
    x: int
    baseline: int
    at_right: bool = False
    """``x`` is where it ends."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the line of time."""

    y: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole picture, ready to be drawn."""

    height: int
    colours: Colours
    texts: tuple[Placed, ...]
    dots: tuple[Dot, ...]
    rule: int
    """Where the small print is divided off; 0 where there is none."""
    left_out: int
    """Rows that did not fit."""
