"""Paints pictures in a worker process, so that nothing a stranger wrote can hold up or bring down the bot."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from adapters.pictures.fonts import usual_folders
from adapters.pictures.left_out import LeftOut
from adapters.worker import Limits, Worker
from digests.errors import BadInput
from digests.language import Lang
from digests.page import Picture
from digests.words import Words

LIMITS = Limits(processor_seconds=10, seconds=20.0, memory_bytes=1024 * 1024 * 1024)
"""What one picture may cost; a tall one takes about a second and 200 MB."""


class PillowPainter:
    """A ``digests.ports.Painter`` over Pillow.

    ``worker`` is its own, started with ``LIMITS``, and closed by whoever made it. ``words`` has a catalogue for each
    language; ``folders`` are searched for fonts, in place of the usual ones.
    """

    def __init__(self, worker: Worker, words: Mapping[Lang, Words], folders: tuple[Path, ...] | None = None) -> None:
        self._worker = worker
        self._left_out = {lang: _left_out(own) for lang, own in words.items()}
        self._folders = usual_folders() if folders is None else folders

    async def paint(self, picture: Picture) -> bytes:
        """Return a PNG, the same for the same picture and fonts.

        Raises BadSetting where no font has everyday characters, and BadInput where it took too long or failed.
        """
        draw = partial(drawn, picture=picture, left_out=self._left_out, folders=self._folders)
        try:
            return await self._worker.call(draw, b"", picture.title)
        except BadInput as failed:
            raise BadInput("picture-not-drawn", picture.title) from failed


def drawn(
    _body: bytes, _origin: str, *, picture: Picture, left_out: Mapping[Lang, LeftOut], folders: tuple[Path, ...]
) -> bytes:
    """Return a picture as a PNG: a ``worker.Parser`` that has all it reads in its keywords."""
    # Pillow is heavy, and only the worker needs it
    from adapters.pictures.draw import png  # noqa: PLC0415  the reason is above

    return png(picture, left_out, folders)


def _left_out(words: Words) -> LeftOut:
    """Return the sentence on rows that did not fit."""
    return LeftOut(words.phrases["picture.left-out.one"], words.phrases["picture.left-out.other"])
