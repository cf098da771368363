"""A small bot of plain discord.py, for the stand-in's own tests."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self

import discord
from discord import app_commands, ui

from tests.standin.discord.server import Standin

Asked = discord.Interaction[Any]


class Press(ui.DynamicItem[ui.Button[Any]], template=r"toy:(?P<what>\w+)"):
    """A button that outlives its bot."""

    def __init__(self, what: str) -> None:
        super().__init__(ui.Button(label=what.title(), custom_id=f"toy:{what}"))
        self.what = what

    @classmethod
    async def from_custom_id(cls, interaction: Asked, item: ui.Item[Any], match: re.Match[str]) -> Self:  # noqa: ARG003  discord.py's
        """Return the button of a press."""
        return cls(match["what"])

    async def callback(self, interaction: Asked) -> None:
        """Answer a press in the way that the button names."""
        if self.what == "window":
            await interaction.response.send_modal(Window())
        elif self.what == "change":
            await interaction.response.edit_message(view=sheet("changed"))
        elif self.what == "later":
            await interaction.response.defer()
            await interaction.edit_original_response(view=sheet("changed later"))
        else:
            await interaction.response.defer(ephemeral=True, thinking=True)
            await interaction.followup.send("whispered")


class Window(ui.Modal, title="Since when?"):
    """Asks for a text."""

    when: ui.Label[Any] = ui.Label(text="When", component=ui.TextInput(custom_id="when", max_length=10))

    async def on_submit(self, interaction: Asked, /) -> None:
        """Say what was typed."""
        typed = self.when.component
        assert isinstance(typed, ui.TextInput)
        await interaction.response.send_message(f"since {typed.value}")


class Pick(ui.Select[Any]):
    """Offers stories."""

    def __init__(self) -> None:
        options = [discord.SelectOption(label=f"Story {n}", value=f"s{n}") for n in (1, 2)]
        super().__init__(custom_id="pick", options=options)

    async def callback(self, interaction: Asked) -> Any:  # noqa: ANN401  discord.py's
        """Say what was chosen."""
        await interaction.response.send_message(f"chosen {self.values[0]}", ephemeral=True)


def sheet(words: str) -> ui.LayoutView:
    """Return a page with everything to press on it."""
    view = ui.LayoutView(timeout=None)
    buttons: ui.ActionRow[Any] = ui.ActionRow(*(Press(what) for what in ("whisper", "window", "change", "later")))
    view.add_item(ui.Container(ui.TextDisplay(words), buttons, ui.ActionRow(Pick())))
    return view


class Toy(discord.AutoShardedClient):
    """A bot with a few commands."""

    def __init__(self, shards: int | None) -> None:
        quiet = discord.AllowedMentions.none()
        super().__init__(
            intents=discord.Intents(guilds=True), allowed_mentions=quiet, shard_count=shards, guild_ready_timeout=0.1
        )
        self.tree = app_commands.CommandTree(self)
        self.problems: list[BaseException] = []
        self.tree.on_error = self._failed  # type: ignore[method-assign]  # as discord.py has it

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait five seconds between two shards, as is right on the platform."""

    async def _failed(self, interaction: Asked, error: app_commands.AppCommandError, /) -> None:  # noqa: ARG002  discord.py's
        self.problems.append(getattr(error, "original", error))

    async def setup_hook(self) -> None:
        """Make the commands, and register them."""
        for command in (_readers(), _admins(), app_commands.ContextMenu(name="Which story is this?", callback=_which)):
            self.tree.add_command(command)
        self.add_dynamic_items(Press)
        self.add_view(sheet(""))
        await self.tree.sync()


def _readers() -> app_commands.Group:
    group = app_commands.Group(name="toy", description="Reads")

    @group.command(name="timeline", description="Shows a topic")
    @app_commands.choices(look=[app_commands.Choice(name="Dark", value="dark")])
    async def timeline(interaction: Asked, topic: str, most: app_commands.Range[int, 1, 9] = 1, look: str = "") -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(view=sheet(f"{topic} {most} {look} {interaction.locale}"))
        await interaction.followup.send("a file", file=discord.File(__file__, filename="toy.py"))

    @timeline.autocomplete("topic")
    async def proposed(interaction: Asked, current: str) -> list[app_commands.Choice[str]]:  # noqa: ARG001  discord.py's
        return [app_commands.Choice(name=current.upper(), value=current)]

    @group.command(name="late", description="Answers too late")
    async def late(interaction: Asked) -> None:
        await asyncio.sleep(0.2)
        await interaction.response.send_message("late")

    @group.command(name="mute", description="Says nothing")
    async def mute(interaction: Asked) -> None:
        await interaction.response.defer()

    return group


def _admins() -> app_commands.Group:
    manage = discord.Permissions(manage_guild=True)
    group = app_commands.Group(name="toy-admin", description="Rules", default_permissions=manage, guild_only=True)
    schedules = app_commands.Group(name="schedules", description="When digests come", parent=group)

    @schedules.command(name="set", description="Sets one")
    async def set_one(interaction: Asked, channel: discord.TextChannel) -> None:
        await interaction.response.send_message(f"set for {channel.name}", ephemeral=True)

    return group


async def _which(interaction: Asked, message: discord.Message) -> None:
    await interaction.response.send_message(f"that is {message.content}", ephemeral=True)


@asynccontextmanager
async def toy(discord: Standin, shards: int | None = None) -> AsyncIterator[Toy]:
    """Run the bot until it is ready."""
    with discord.wired():
        bot = Toy(shards)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(bot.start(discord.token))
            await discord.ready(shards or 1)
            await bot.wait_until_ready()
            yield bot
            await bot.close()
