"""The pictures of a page, as files: a terminal shows none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from digests.errors import BadInput
from digests.page import Block, Page, Picture, Text
from digests.ports import Painter
from digests.words import Words


async def painted(page: Page, painter: Painter, folder: Path, words: Words) -> Page:
    """Write each picture of a page into the folder; return the page with the names of the files. Raises Refusal."""
    blocks: list[Block] = [
        await _written(block, painter, folder, words) if isinstance(block, Picture) else block for block in page.blocks
    ]
    return replace(page, blocks=tuple(blocks))


async def _written(picture: Picture, painter: Painter, folder: Path, words: Words) -> Text:
    png, path = await painter.paint(picture), _free(folder)
    try:
        path.write_bytes(png)
    except OSError as error:
        raise BadInput("file-not-written", str(path), reason=error.strerror or str(error)) from error
    return Text(words.say("init.wrote", path=path.name))


def _free(folder: Path) -> Path:
    """Return a file that is not there yet."""
    number = next(n for n in range(1, 10_000) if not (folder / f"llamawire-{n}.png").exists())
    return folder / f"llamawire-{number}.png"
