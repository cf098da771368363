"""A picture to the bytes of a PNG. Meant to run in a worker: Pillow is loaded here, and strangers' words are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from itertools import chain
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw

from adapters.pictures.faces import Faces, faces_in
from adapters.pictures.layout import Setter
from adapters.pictures.left_out import LeftOut
from adapters.pictures.marks import SIZE, mark
from adapters.pictures.sheet import MARGIN, SPINE, WIDTH, Placed, Sheet
from digests.language import Lang
from digests.page import Picture

_STEPS = 16
"""Shades from ground to ink: no eye sees more in the edge of a letter, and the file is a third as large."""
_SPINE_WIDTH = 3
_HALO = 5
"""Room between the line of time and a dot on it."""


def png(picture: Picture, left_out: Mapping[Lang, LeftOut], folders: tuple[Path, ...]) -> bytes:
    """Return the picture as a PNG that carries nothing but its pixels.

    Raises BadSetting where no font in the folders has everyday characters.
    """
    faces = faces_in(folders)
    sheet = Setter(picture, faces, left_out).sheet()
    file = BytesIO()
    painted(sheet, faces).quantize(palette=_palette(sheet), dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _palette(sheet: Sheet) -> Image.Image:
    """Return the colours of a sheet, each ink with the steps in which its edges fade into the ground."""
    ground = ImageColor.getrgb(sheet.colours.ground)
    inks = {*(text.colour for text in sheet.texts), *(sheet.colours.tones[dot.tone] for dot in sheet.dots)}
    colours: list[tuple[int, ...]] = [ground, ImageColor.getrgb(sheet.colours.line)]
    colours += [_between(ground, ImageColor.getrgb(ink), step) for ink in sorted(inks) for step in range(1, _STEPS + 1)]
    palette = Image.new("P", (1, 1))
    palette.putpalette(list(chain.from_iterable(colours)))
    return palette


def _between(ground: tuple[int, ...], ink: tuple[int, ...], step: int) -> tuple[int, ...]:
    """Return the colour so many of ``_STEPS`` on the way from the ground to an ink."""
    return tuple(round(back + (front - back) * step / _STEPS) for back, front in zip(ground, ink, strict=True))


def painted(sheet: Sheet, faces: Faces) -> Image.Image:
    """Return the sheet as an image."""
    image = Image.new("RGB", (WIDTH, sheet.height), sheet.colours.ground)
    pen = ImageDraw.Draw(image)
    _paint_line(image, pen, sheet)
    if sheet.rule:
        pen.line((MARGIN, sheet.rule, WIDTH - MARGIN, sheet.rule), fill=sheet.colours.line, width=2)
    for text in sheet.texts:
        _paint_text(pen, text, faces)
    return image


def _paint_line(image: Image.Image, pen: ImageDraw.ImageDraw, sheet: Sheet) -> None:
    """Paint the line of time and its dots."""
    if sheet.dots:
        ends = (SPINE, sheet.dots[0].y, SPINE, sheet.dots[-1].y)
        pen.line(ends, fill=sheet.colours.line, width=_SPINE_WIDTH)
    for dot in sheet.dots:
        left, top = SPINE - SIZE // 2, dot.y - SIZE // 2
        pen.rectangle((left, top - _HALO, left + SIZE, top + SIZE + _HALO), fill=sheet.colours.ground)
        image.paste(sheet.colours.tones[dot.tone], (left, top), mark(dot.tone))


def _paint_text(pen: ImageDraw.ImageDraw, text: Placed, faces: Faces) -> None:
    """Paint one line of text, each run of it in its font."""
    runs = list(faces.runs(text.text, text.lang, text.style))
    x = text.x - sum(run.length for run in runs) * text.at_right
    for run in runs:
        pen.text((round(x), text.baseline), run.text, font=run.font, fill=text.colour, anchor="ls")
        x += run.length
