"""The dots on the line of time: each tone has a shape of its own, so that none is told by colour alone.

Only for a worker process: Pillow is loaded here.
"""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw

from digests.page import Tone

SIZE = 30
"""Width and height of a mark, in pixels."""
_FINE = 8
"""Marks are drawn so many times larger and made smaller, so that their edges are smooth."""

_DIAMOND = ((0.5, 0.06), (0.94, 0.5), (0.5, 0.94), (0.06, 0.5))
_TRIANGLE = ((0.5, 0.06), (0.98, 0.9), (0.02, 0.9))
_DISC = (0.16, 0.16, 0.84, 0.84)
_SQUARE = (0.19, 0.19, 0.81, 0.81)
_MIDDLING = (0.22, 0.22, 0.78, 0.78)
_SMALL = (0.32, 0.32, 0.68, 0.68)
_STROKE = 0.15


def mark(tone: Tone) -> Image.Image:
    """Return the shape of a tone as a mask of ``SIZE``."""
    side = SIZE * _FINE
    large = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(large)
    stroke = round(_STROKE * side)
    match tone:
        case Tone.HAPPENED:
            pen.ellipse(_scaled(_DISC, side), fill=255)
        case Tone.PLANNED:
            pen.ellipse(_scaled(_DISC, side), outline=255, width=stroke)
        case Tone.STATEMENT:
            pen.polygon([(x * side, y * side) for x, y in _DIAMOND], fill=255)
        case Tone.SNAPSHOT:
            pen.rectangle(_scaled(_SQUARE, side), fill=255)
        case Tone.CONFLICT:
            pen.polygon([(x * side, y * side) for x, y in _TRIANGLE], fill=255)
        case Tone.WARNING:
            pen.polygon([(x * side, y * side) for x, y in _TRIANGLE], outline=255, width=stroke)
        case Tone.QUIET:
            pen.ellipse(_scaled(_MIDDLING, side), outline=255, width=stroke // 2)
        case Tone.PLAIN:
            pen.ellipse(_scaled(_SMALL, side), fill=255)
    return large.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


def _scaled(box: Sequence[float], side: int) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    return left * side, top * side, right * side, bottom * side
