"""One answer to one interaction: begun at once, shown later, refused in private."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import discord

from adapters.discord.asker import may_write
from adapters.discord.ids import Press


class How(Enum):
    """Who sees an answer, and where."""

    PUBLIC = "public"
    PRIVATE = "private"
    IN_PLACE = "in place"
    """The message whose button was pressed is changed."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered to an interaction."""

    interaction: discord.Interaction
    how: How

    @property
    def is_private(self) -> bool:
        """Whether the reader alone sees it."""
        message = self.interaction.message
        changes_private = self.how is How.IN_PLACE and message is not None and message.flags.ephemeral
        return self.how is How.PRIVATE or changes_private

    async def begin(self) -> None:
        """Tell Discord that an answer comes: it waits three seconds for this, and then 15 minutes for the answer."""
        thinking = self.how is not How.IN_PLACE
        await self.interaction.response.defer(ephemeral=self.how is How.PRIVATE, thinking=thinking)

    async def show(self, view: discord.ui.LayoutView, files: Sequence[discord.File] = ()) -> None:
        """Show it where the waiting stood, or in place of the pressed message. Twice is once."""
        await self.interaction.edit_original_response(view=view, attachments=files)

    async def refuse(self, view: discord.ui.LayoutView) -> None:
        """Show it to the reader alone, and take away the waiting that others see."""
        if self.how is How.PRIVATE:
            await self.show(view)
            return
        if self.how is How.PUBLIC:
            await self.interaction.delete_original_response()
        await self.interaction.followup.send(view=view, ephemeral=True)


def how_of(interaction: discord.Interaction, press: Press, *, replaces: bool) -> How:
    """Return for whom the answer to a press is: for the presser, where nothing else was wished and may be.

    ``replaces`` tells that it takes the place of a page that only the presser sees.
    """
    if press is Press.SHARE and may_write(interaction):
        return How.PUBLIC
    if press is Press.TURN and _is_own(interaction):
        return How.IN_PLACE
    if press is not Press.SHARE and replaces and interaction.message and interaction.message.flags.ephemeral:
        return How.IN_PLACE
    return How.PRIVATE


def _is_own(interaction: discord.Interaction) -> bool:
    """Say whether the pressed message answers the very person who pressed."""
    message = interaction.message
    if message is None:
        return False
    asked_by = message.interaction_metadata.user.id if message.interaction_metadata else None
    return message.flags.ephemeral or asked_by == interaction.user.id
