"""``help``: what can be asked."""

from __future__ import annotations

from bot.desk.checks import may_ask
from bot.desk.commands import COMMANDS
from bot.desk.context import Asked
from digests.layout.commands import help_page
from digests.page import Page


async def answer_help(asked: Asked) -> Page:
    """Answer with the commands that the asker may use."""
    allowed = [one for one in COMMANDS if may_ask(one, asked.question.asker) and one.is_typed]
    return help_page(allowed, asked.context.command, asked.words)
