"""The commands that bring the bot onto a platform: set-up, and a look at what is missing."""

from __future__ import annotations

import asyncio
import getpass
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.call import Call
from digests.errors import BadInput

if TYPE_CHECKING:
    from config.settings import Settings
    from digests.page import Page
    from digests.words import Words

_PLATFORMS = ("discord",)
Platform = Annotated[str, typer.Argument(metavar="PLATFORM", help="discord.")]


def setup(call: Call, platform: Platform) -> None:
    """Bring the bot onto a platform, step by step.

    Without a token it tells where to get one, and asks for it; with one it checks it and shows the invitation.
    """
    settings, words = call.load().settings, call.words()
    _known(platform)
    from bot.cli.output import show
    from bot.wiring.discord import set_up
    from config.secrets import discord_token

    token = discord_token(settings)
    page = asyncio.run(set_up(settings, token, words))
    show(page, call.environ, as_json=call.as_json)
    if not token and not call.as_json and sys.stdin and sys.stdin.isatty():
        show(asyncio.run(_with_token(settings, words)), call.environ, as_json=False)


async def _with_token(settings: Settings, words: Words) -> Page:
    """Ask for the token, and keep it once Discord has taken it."""
    from bot.wiring.discord import set_up
    from config.secrets import keep_discord_token

    token = getpass.getpass(f"\n{words.say('setup.paste')}").strip()
    page = await set_up(settings, token, words)
    if token:
        sys.stdout.write(f"\n{words.say('setup.kept', path=keep_discord_token(token))}\n")
    return page


def doctor(
    call: Call,
    platform: Annotated[str | None, typer.Argument(metavar="[PLATFORM]", help="Only this platform: discord.")] = None,
) -> None:
    """Look whether everything is in order.

    With a platform: whether its token is good, and which permission is missing in which channel.
    """
    if platform is None:
        from bot.cli.asking import ask

        ask(call, "doctor", {})
        return
    settings, words = call.load().settings, call.words()
    _known(platform)
    from bot.cli.output import show
    from bot.wiring.discord import discord_checks
    from digests.layout.lists import doctor_page

    checks = asyncio.run(discord_checks(settings, words))
    show(doctor_page(checks, words), call.environ, as_json=call.as_json)


def _known(platform: str) -> None:
    """Raise BadInput for a platform that there is not."""
    if platform not in _PLATFORMS:
        raise BadInput("no-such-face", platform, known=_PLATFORMS)
