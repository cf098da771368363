"""``home``: a reader's own page, and beside it what admins see of topics, feeds, schedules and changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.desk.audit import SHOWN, answer_audit, changes_told
from bot.desk.changing import Answer
from bot.desk.commands import CHANGES, FEEDS, READER, SCHEDULES, TABS, TOPICS
from bot.desk.context import Asked
from bot.desk.feeds import answer_feeds
from bot.desk.home import answer_own
from bot.desk.opened import feed_ids
from bot.desk.schedules import answer_schedules
from bot.desk.topics import answer_topics
from bot.desk.tracked import topics_of, tracked_names
from digests.ask import Ask
from digests.errors import BadInput
from digests.layout.panel import changes_tab, feeds_tab, schedules_tab, topics_tab, with_tabs
from digests.page import Page


async def answer_home(asked: Asked) -> Page:
    """Answer with the part ``tab``, the reader's own where none is named. Raises BadInput for a part of admins."""
    tab, is_admin = asked.text("tab") or READER, asked.question.asker.is_admin
    if tab != READER and not is_admin:
        raise BadInput("not-allowed", "home")
    page = await _PARTS[tab](asked)
    if not is_admin:
        return page
    return replace(with_tabs(page, TABS, asked.words), ask=Ask("home", asked.question.options))


async def _topics(asked: Asked) -> Page:
    return topics_tab(await answer_topics(asked), await topics_of(asked), asked.words)


async def _feeds(asked: Asked) -> Page:
    page = await answer_feeds(asked)
    return feeds_tab(page, feed_ids(page), asked.words)


async def _schedules(asked: Asked) -> Page:
    names = await tracked_names(asked)
    return schedules_tab(await answer_schedules(asked), await asked.orders(), names, asked.words)


async def _changes(asked: Asked) -> Page:
    recent = await changes_told(asked)
    return changes_tab(await answer_audit(asked), recent[:SHOWN], asked.zone, asked.words)


_PARTS: Mapping[str, Answer] = {
    READER: answer_own,
    TOPICS: _topics,
    FEEDS: _feeds,
    SCHEDULES: _schedules,
    CHANGES: _changes,
}
