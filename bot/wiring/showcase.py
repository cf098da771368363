"""The demonstration: a newsroom that stands still, on articles that come with the program."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import as_file
from io import BytesIO

from bot.wiring.news import Progress, newsroom, read_entries
from config.demo import DEMO_NOW, demo_articles
from config.settings import Settings
from digests.desk import Question
from digests.page import Page

THROW_AWAY = "sqlite+aiosqlite://"
"""A database that is gone when it is closed."""


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """A clock that stands still: the demo's."""

    instant: datetime

    def now(self) -> datetime:
        """Return the one instant."""
        return self.instant


async def demo(settings: Settings, progress: Progress = lambda _: None) -> tuple[Page, ...]:
    """Read the demo's articles into a throw-away database at the demo's fixed time; return its digest and timeline."""
    async with newsroom(settings, database_url=THROW_AWAY, clock=StoppedClock(DEMO_NOW), archive=False) as opened:
        with as_file(demo_articles()) as path:
            await opened.read(read_entries([str(path)], BytesIO()), progress)
        asked = (Question("digest", {}), Question("timeline", {"topic": "llama"}))
        return tuple([await opened.answer(replace(q, lang=settings.lang, zone=settings.zone)) for q in asked])
