"""Asking for a schedule in a chat and saving it at once, for tests that are about something else."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.desk import NewsDesk
from digests.ask import Ask
from digests.desk import Question
from digests.page import Buttons, Page


def acts_of(page: Page) -> dict[str, Ask]:
    """Return what the buttons of a page ask, by their labels."""
    return {act.label: act.ask for block in page.blocks if isinstance(block, Buttons) for act in block.acts}


async def answered(desk: NewsDesk, question: Question) -> Page:
    """Ask, and press *Save* where a schedule is shown before it is saved."""
    page = await desk.answer(question)
    save = next((ask for ask in acts_of(page).values() if ask.verb == "save"), None)
    if save is None or question.verb not in {"schedules remove", "schedules set"}:
        return page
    return await desk.answer(replace(question, verb="save", options=save.options))
