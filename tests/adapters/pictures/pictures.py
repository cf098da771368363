"""Pictures to draw, and looking at them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageFont

from adapters.pictures.fonts import packaged
from adapters.pictures.left_out import LeftOut
from digests.language import Lang
from digests.page import Picture, Row, Tone

FOLDERS = packaged()
"""The font that comes with the development tools: every machine draws the same with it."""

LEFT_OUT = {
    Lang.EN: LeftOut("{count} row missing", "{count} rows missing"),
    Lang.HANS: LeftOut("少{count}条", "少{count}条"),
    Lang.HANT: LeftOut("少 {count} 則", "少 {count} 則"),
}


def row(line: str, date: str = "18 Jul 2023", tone: Tone = Tone.HAPPENED, *, mark: str = "", note: str = "") -> Row:
    return Row(id="1", date=date, line=line, tone=tone, mark=mark, note=note)


def picture(*rows: Row, title: str = "Timeline of Heron-1") -> Picture:
    return Picture(title, rows, alt="The rows in words, and they are for those who cannot look")


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def latin_font(folder: Path) -> None:
    """Put a font into a folder that has Latin letters and no Chinese: the one inside Pillow."""
    font = ImageFont.load_default(20)
    assert isinstance(font, ImageFont.FreeTypeFont)
    assert isinstance(font.path, BytesIO)
    (folder / "DejaVuSans.ttf").write_bytes(font.path.getvalue())
