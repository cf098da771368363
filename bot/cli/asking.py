"""Putting a question to the desk, and its answer to the screen."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.call import Call

if TYPE_CHECKING:
    from digests.page import Page


def ask(call: Call, verb: str, options: dict[str, object]) -> None:
    """Put a question to the desk and print its answer. Options that were not typed are not passed on."""
    settings = call.load().settings  # first of all: what is wrong with them is said at once
    from bot import wiring
    from bot.cli.logs import debug
    from bot.cli.output import show
    from digests.desk import Question

    typed = {name: value for name, value in options.items() if value not in (None, False, ())}
    debug("question asked", verb=verb, **typed)

    async def answer() -> Page:
        async with wiring.newsroom(settings) as room:
            page = await room.answer(Question(verb, typed, settings.lang, settings.zone))
        return page if call.as_json else await _drawn(page, call)

    show(asyncio.run(answer()), call.environ, as_json=call.as_json)


async def _drawn(page: Page, call: Call) -> Page:
    """Return the page with its pictures written into the current folder, if it has any."""
    from digests.page import Picture

    if not any(isinstance(block, Picture) for block in page.blocks):
        return page
    from adapters.pictures.painter import LIMITS, PillowPainter
    from adapters.worker import Worker
    from bot.cli.pictures import painted
    from config.catalogues import load_words
    from digests.language import Lang
    from digests.words import Words

    every: dict[Lang, Words] = {lang: load_words(lang) for lang in Lang if lang is not Lang.OTHER}
    with Worker(LIMITS) as worker:
        return await painted(page, PillowPainter(worker, every), Path(), call.words())
