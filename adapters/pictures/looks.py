"""The colours of a picture, light and dark: every one that carries words has a contrast of 4.5 or more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from digests.page import Look, Tone


@dataclass(frozen=True, slots=True)
class Colours:
    """What everything is drawn in, as ``#rrggbb``."""

    ground: str
    words: str
    muted: str
    """Dates, notes and small print."""
    line: str
    """The line of time; it carries no words."""
    tones: Mapping[Tone, str]


LOOKS = {
    Look.DARK: Colours(
        ground="#17191e",
        words="#eceef2",
        muted="#a2a8b4",
        line="#3a3f4a",
        tones={
            Tone.PLAIN: "#a2a8b4",
            Tone.HAPPENED: "#6cb2f2",
            Tone.PLANNED: "#e8b64c",
            Tone.STATEMENT: "#c3a3f5",
            Tone.SNAPSHOT: "#66c9a8",
            Tone.CONFLICT: "#ff8f85",
            Tone.WARNING: "#f5a25d",
            Tone.QUIET: "#8f96a3",
            Tone.CODE: "#a2a8b4",
        },
    ),
    Look.LIGHT: Colours(
        ground="#fcfbf9",
        words="#1d2026",
        muted="#5a606c",
        line="#d5d3cd",
        tones={
            Tone.PLAIN: "#5a606c",
            Tone.HAPPENED: "#1463b5",
            Tone.PLANNED: "#8a5700",
            Tone.STATEMENT: "#6c41b8",
            Tone.SNAPSHOT: "#0c6b57",
            Tone.CONFLICT: "#b3261e",
            Tone.WARNING: "#9a4a00",
            Tone.QUIET: "#666c78",
            Tone.CODE: "#5a606c",
        },
    ),
}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return how light a colour is, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004  the constants of the definition
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
