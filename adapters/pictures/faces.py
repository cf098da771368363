"""Fonts as they are drawn with: the right forms for each language, and another font where one lacks a character.

Only for a worker process: Pillow is loaded here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count, groupby
from pathlib import Path

from PIL import ImageFont

from adapters.pictures.fonts import FontFile, font_files
from adapters.pictures.sheet import Style
from adapters.pictures.wrap import clusters, is_wide
from digests.language import Lang

_MISSING = "\U0010ffff"
"""No character, so that every font draws for it what it draws for all that it lacks."""
_PROBE = 20
_REGULAR, _STRONG = 400, 600
_REGIONS = {"SC": Lang.HANS, "TC": Lang.HANT, "KR": Lang.EN}
"""By the end of a face's name. The quotation marks of Korean faces are as narrow as English wants them."""
_REGULAR_STYLES = frozenset({"Regular", "W3", "Thin", "Light"})


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a font file."""

    file: FontFile
    index: int
    region: Lang | None


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters that one font draws, and how far they reach, in pixels."""

    text: str
    font: ImageFont.FreeTypeFont
    length: float


class Faces:
    """All faces of the fonts in some folders."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._faces = [face for file in font_files(folders) for face in _faces_of(file)]
        self._chains: dict[Lang, list[Face]] = {}
        self._chosen: dict[tuple[str, Lang], Face | None] = {}
        self._widths: dict[tuple[str, Lang, Style], float] = {}

    def has(self, cluster: str, lang: Lang) -> bool:
        """Say whether any font has every character of a grapheme cluster."""
        return self._face(cluster, lang) is not None

    def width(self, cluster: str, lang: Lang, style: Style) -> float:
        """Return how far a grapheme cluster reaches. Some font must have it."""
        key = cluster, lang, style
        if key not in self._widths:
            self._widths[key] = sum(run.length for run in self.runs(cluster, lang, style))
        return self._widths[key]

    def runs(self, text: str, lang: Lang, style: Style) -> Iterator[Run]:
        """Yield a text in runs of one font each. Some font must have each of its characters."""
        for face, group in groupby(clusters(text), key=lambda cluster: self._face(cluster, lang)):
            if face is not None:
                run, font = "".join(group), _font(face, style)
                yield Run(run, font, font.getlength(run))

    def _face(self, cluster: str, lang: Lang) -> Face | None:
        key = cluster, lang
        if key not in self._chosen:
            has = (face for face in self._chain(cluster, lang) if all(_covers(face, char) for char in cluster))
            self._chosen[key] = next(has, None)
        return self._chosen[key]

    def _chain(self, cluster: str, lang: Lang) -> list[Face]:
        """Return the faces in the order in which they are asked for a cluster in a text of a language."""
        wanted = _region(cluster, lang)
        if wanted not in self._chains:
            # stable, so that among equals the better font stays first
            self._chains[wanted] = sorted(self._faces, key=lambda face: _distance(face, wanted))
        return self._chains[wanted]


@cache
def faces_in(folders: tuple[Path, ...]) -> Faces:
    """Return the faces in the folders; one process looks once."""
    return Faces(folders)


def _region(cluster: str, lang: Lang) -> Lang:
    """Return whose form of a cluster a text of a language wants: in English, that of Simplified for Chinese only."""
    if lang.is_chinese:
        return lang
    return Lang.HANS if is_wide(cluster) else Lang.EN


def _distance(face: Face, wanted: Lang) -> int:
    """Return how far a face is from what a text wants: its own forms, another region's, a font without Chinese."""
    if not face.file.known.chinese:
        return 2
    return int(face.region is not wanted)


def _faces_of(file: FontFile) -> Iterator[Face]:
    """Yield the faces of regular weight that serve; none of a file that is no font."""
    for index in count():
        try:
            # not ``truetype``: where a file is no font that looks for one of its name all over the system
            family, style = ImageFont.FreeTypeFont(file.regular, _PROBE, index=index).getname()
        except OSError:
            return
        suffix = (family or "").split(" ")[-1]
        serves = "Mono" not in (family or "") and suffix not in ("JP", "HK") and not (family or "").startswith(".")
        if serves and (style in _REGULAR_STYLES or index == 0):
            yield Face(file, index, _REGIONS.get(suffix, file.known.region))


@cache
def _font(face: Face, style: Style) -> ImageFont.FreeTypeFont:
    """Return a face in a style; of a font that has one weight only, that."""
    path = face.file.strong if style.strong and face.file.strong else face.file.regular
    font = ImageFont.truetype(path, style.size, index=face.index)
    try:
        font.set_variation_by_axes([_STRONG if style.strong else _REGULAR])
    except OSError:
        return font  # not variable: its file is its weight
    return font


@cache
def _probe(face: Face) -> tuple[ImageFont.FreeTypeFont, tuple[object, bytes]]:
    """Return a face for looking at single glyphs, and the one it has for whatever it lacks."""
    font = ImageFont.truetype(face.file.regular, _PROBE, index=face.index, layout_engine=ImageFont.Layout.BASIC)
    return font, _glyph(font, _MISSING)


def _covers(face: Face, char: str) -> bool:
    """Say whether a face has a character: it draws another glyph for it than for what it lacks."""
    font, missing = _probe(face)
    return char == " " or _glyph(font, char) != missing


def _glyph(font: ImageFont.FreeTypeFont, char: str) -> tuple[object, bytes]:
    mask = font.getmask(char)
    return mask.size, bytes(mask)
