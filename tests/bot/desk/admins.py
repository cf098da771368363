"""Admins of two servers and a reader, and how tests ask for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.desk.desk import NewsDesk
from digests.ask import Ask
from digests.desk import Asker, Question
from digests.errors import Refusal
from digests.language import Lang
from digests.page import Buttons, Page
from digests.subscription import Channel

HERE, THERE = Channel("discord", "guild", "1"), Channel("discord", "other", "2")
ADMIN = Asker("discord", "guild", "8", HERE, manages=True)
OTHER = Asker("discord", "other", "9", THERE, manages=True)
READER = replace(ADMIN, user="7", manages=False)


async def ask(desk: NewsDesk, verb: str, asker: Asker = ADMIN, lang: Lang = Lang.EN, /, **options: Any) -> Page:  # noqa: ANN401  whatever is typed
    """Ask, and return the answer."""
    return await desk.answer(Question(verb, options, lang, "", asker))


async def refused(desk: NewsDesk, verb: str, asker: Asker = ADMIN, /, **options: Any) -> Refusal:  # noqa: ANN401  the same
    """Ask what is refused, in words that every language has; return the refusal."""
    with pytest.raises(Refusal) as caught:
        await ask(desk, verb, asker, **options)
    assert all(words.refusal(caught.value) for words in desk.context.words.values())
    return caught.value


def offered(page: Page) -> Ask:
    """Return what Save asks."""
    save, discard = next(block.acts for block in page.blocks if isinstance(block, Buttons))[:2]
    assert (save.ask.verb, discard.ask.verb) == ("save", "discard")
    return save.ask


async def saved(desk: NewsDesk, page: Page, asker: Asker = ADMIN) -> Page:
    """Press Save."""
    return await ask(desk, "save", asker, **offered(page).options)


def record(page: Page) -> Any:  # noqa: ANN401  plain values
    """Return what the page says as values."""
    return page.record
