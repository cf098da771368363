"""Pictures in the terminal: written as files, never over another."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.pictures import painted
from config.catalogues import load_words
from digests.errors import BadInput
from digests.language import Lang
from digests.page import Heading, Page, Picture, Text

PAGE = Page("Heron", (Heading("Heron", 1), Picture("Heron", (), "Grebe releases Heron-2")))
WORDS = load_words(Lang.EN)


class Painter:
    """Paints the title."""

    async def paint(self, picture: Picture) -> bytes:
        """Return no real picture."""
        return picture.title.encode()


async def test_a_picture_is_written_beside_those_that_are_there(tmp_path: Path):
    for number in (1, 2):
        page = await painted(PAGE, Painter(), tmp_path, WORDS)
        assert page.blocks == (Heading("Heron", 1), Text(f"Wrote llamawire-{number}.png."))
    assert (tmp_path / "llamawire-2.png").read_bytes() == b"Heron"


async def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path):
    with pytest.raises(BadInput, match="file-not-written"):
        await painted(PAGE, Painter(), tmp_path / "nowhere", WORDS)
