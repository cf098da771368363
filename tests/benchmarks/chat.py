"""The same through Discord: the real client in a process of its own before the stand-in, fifty commands at once."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from digests.desk import Question
from digests.language import Lang
from tests.adapters.discord.alive import Bot
from tests.standin.discord import Standin, standin
from tests.standin.discord.user import UnansweredError, User

LOCALES = {Lang.EN: "en-US", Lang.HANS: "zh-CN", Lang.HANT: "zh-TW"}
PATIENCE = 120.0
"""Seconds: what is slow is measured too."""
Seconds = tuple[float, float]
"""To the first answer, which says that one is being made, and to the full one."""


@asynccontextmanager
async def chatting(database: Path) -> AsyncIterator[Standin]:
    """Give a stand-in at which the bot answers from that database."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "news.db").symlink_to(database)
        async with standin() as discord:
            bot = Bot(discord, Path(folder), options=("llama", "--real"))
            await bot.start()
            try:
                yield discord
            finally:
                await bot.stop()


async def asked_at_once(discord: Standin, questions: Sequence[Question]) -> list[Seconds]:
    """Let each question be asked by a member of its own; return what each took, in seconds."""
    members = [discord.user(f"member {number}") for number, _ in enumerate(questions)]
    return list(await asyncio.gather(*map(_asked, members, questions)))


async def _asked(member: User, question: Question) -> Seconds:
    member.patience = PATIENCE
    options = {name: " ".join(one) if isinstance(one, tuple) else one for name, one in question.options.items()}
    try:
        answer = await member.slash(f"llama {question.verb}", options, locale=LOCALES[question.lang])
    except UnansweredError:
        return PATIENCE, PATIENCE
    return answer.first, answer.full
