"""The commands that bring the bot onto a platform: set-up, and a look at what is missing."""

from __future__ import annotations

import asyncio
import getpass
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.call import Call
from bot.cli.slack import set_up_slack
from digests.errors import BadInput

if TYPE_CHECKING:
    from config.settings import Settings
    from digests.page import Page
    from digests.words import Words

_PLATFORMS = ("discord", "slack")
Platform = Annotated[str, typer.Argument(metavar="PLATFORM", help="discord or slack.")]


def setup(
    call: Call,
    platform: Platform,
    http: Annotated[
        bool, typer.Option("--http", help="Slack: by signed requests over HTTP in place of Socket Mode.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Slack: write the app's description anew, over one that is there.")
    ] = False,
) -> None:
    """Bring the bot onto a platform, step by step.

    Without a token it tells where to get one, and asks for it; with one it checks it and shows what is next. For Slack
    it writes slack-manifest.json, the description from which Slack makes the app.
    """
    _known(platform)
    if platform == "slack":
        set_up_slack(call, http=http, force=force)
        return
    if http or force:
        raise BadInput("only-for-slack", "--http" if http else "--force")
    _set_up_discord(call)


def _set_up_discord(call: Call) -> None:
    settings, words = call.load().settings, call.words()
    from bot.cli.output import show
    from bot.wiring.discord import set_up
    from config.secrets import secret

    token = secret(settings, "discord_token")
    page = asyncio.run(set_up(settings, token, words))
    show(page, call.environ, as_json=call.as_json)
    if not token and not call.as_json and sys.stdin and sys.stdin.isatty():
        show(asyncio.run(_with_token(settings, words)), call.environ, as_json=False)


async def _with_token(settings: Settings, words: Words) -> Page:
    """Ask for the token, and keep it once Discord has taken it."""
    from bot.wiring.discord import set_up
    from config.secrets import keep_secret

    token = getpass.getpass(f"\n{words.say('setup.paste')}").strip()
    page = await set_up(settings, token, words)
    if token:
        sys.stdout.write(f"\n{words.say('setup.kept', path=keep_secret('discord_token', token))}\n")
    return page


def doctor(
    call: Call,
    platform: Annotated[
        str | None, typer.Argument(metavar="[PLATFORM]", help="Only this platform: discord or slack.")
    ] = None,
) -> None:
    """Look whether everything is in order.

    With a platform: whether its tokens are good, and what is missing in which channel.
    """
    if platform is None:
        from bot.cli.asking import ask

        ask(call, "doctor", {})
        return
    settings, words = call.load().settings, call.words()
    _known(platform)
    from bot.cli.output import show
    from digests.layout.lists import doctor_page

    if platform == "slack":
        from bot.wiring.slack_setup import slack_checks as checks
    else:
        from bot.wiring.discord import discord_checks as checks
    show(doctor_page(asyncio.run(checks(settings, words)), words), call.environ, as_json=call.as_json)


def _known(platform: str) -> None:
    """Raise BadInput for a platform that there is not."""
    if platform not in _PLATFORMS:
        raise BadInput("no-such-face", platform, known=_PLATFORMS)
