"""The command that shows what a platform's messages look like, without the platform."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.call import Call
from digests.errors import BadInput

_FILE = Path("slack-preview.html")


def preview(
    call: Call,
    platform: Annotated[str, typer.Argument(metavar="PLATFORM", help="slack.")],
    *,
    to: Annotated[Path, typer.Option("--to", metavar="FILE.html", help="Where it is written.")] = _FILE,
    sample: Annotated[
        bool, typer.Option("--sample", help="Over the demonstration's articles; your database is not touched.")
    ] = False,
) -> None:
    """Write what messages look like on a platform, light and dark, as a page for the browser.

    It shows what the bot would send over what it has read: digest, story, timeline, search, the Home and a form.
    """
    if platform != "slack":
        raise BadInput("no-preview", platform)
    from bot.cli.output import put
    from bot.wiring.preview import slack_preview

    settings = call.load().settings
    page = asyncio.run(slack_preview(settings, sample=sample))
    try:
        to.write_text(page, "utf-8")
    except OSError as error:
        raise BadInput("file-not-written", str(to), reason=error.strerror or str(error)) from error
    put(f"{call.words().say('init.wrote', path=to)}\n")
