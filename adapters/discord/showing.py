"""Pages as messages of Discord's: the right sheet, the picture painted, put where the answer belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import discord
from discord.ui import LayoutView

from adapters.discord.asker import in_thread, lang_of
from adapters.discord.render import PICTURE, layout, picture_of
from adapters.discord.replies import Reply
from digests.errors import Refusal
from digests.language import Lang
from digests.layout.chat_words import ChatWords
from digests.page import Page, Text, Tone
from digests.ports import Painter
from digests.text.graphemes import shorten
from digests.words import Words

_LONGEST_ALT = 1024


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer, and which sheet of it is wanted."""

    page: Page
    sheet: int = 1


class Showing:
    """Shows pages in the reader's language."""

    def __init__(self, words: Mapping[Lang, Words], painter: Painter, chat: ChatWords) -> None:
        self._words = words
        self._painter = painter
        self._chat = chat

    async def show(self, shown: Shown, reply: Reply) -> None:
        """Show a sheet to whom the reply is for."""
        interaction = reply.interaction
        view = self._view(shown, interaction, private=reply.is_private, in_thread=in_thread(interaction))
        await reply.show(view, await self._files(shown, interaction))

    async def refuse(self, sentence: str, reply: Reply) -> None:
        """Show one sentence to the reader alone."""
        shown = Shown(Page("", (Text(sentence, Tone.WARNING),)))
        await reply.refuse(self._view(shown, reply.interaction, private=True, in_thread=True))

    async def post(self, shown: Shown, thread: discord.Thread, interaction: discord.Interaction) -> None:
        """Post a sheet into a thread; twice is once, for the interaction's id is its nonce."""
        view = self._view(shown, interaction, private=False, in_thread=True)
        files = await self._files(shown, interaction)
        await thread.send(view=view, files=files, nonce=str(interaction.id), suppress_embeds=True)

    def _view(self, shown: Shown, interaction: discord.Interaction, *, private: bool, in_thread: bool) -> LayoutView:
        words = self._words[lang_of(interaction)]
        return layout(self._chat.page(shown.page), words, private=private, number=shown.sheet, in_thread=in_thread)

    async def _files(self, shown: Shown, interaction: discord.Interaction) -> list[discord.File]:
        """Return the picture that the sheet shows. Raises Refusal where it cannot be drawn or sent."""
        picture = picture_of(shown.page, shown.sheet)
        if picture is None:
            return []
        png = await self._painter.paint(picture)
        if len(png) > interaction.filesize_limit:
            raise Refusal("discord-picture-too-large", picture.title)
        return [discord.File(BytesIO(png), PICTURE, description=shorten(picture.alt, _LONGEST_ALT))]
