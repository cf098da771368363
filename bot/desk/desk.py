"""The desk's counter: which verb is answered by what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.desk.context import Asked, Context
from bot.desk.deliveries import answer_deliveries, answer_drop, answer_mark_sent, answer_resend
from bot.desk.digest import answer_digest
from bot.desk.feeds import answer_feeds
from bot.desk.lookups import answer_figures, answer_search, answer_topics, answer_why
from bot.desk.schedules import (
    answer_pause,
    answer_preview,
    answer_remove,
    answer_resume,
    answer_schedules,
    answer_set,
)
from bot.desk.status import answer_status
from bot.desk.stories import answer_latest, answer_story
from bot.desk.timeline import answer_timeline
from digests.desk import Question
from digests.errors import NotFound
from digests.layout.lists import doctor_page
from digests.page import Page

Answer = Callable[[Asked], Awaitable[Page]]


async def answer_doctor(asked: Asked) -> Page:
    """Answer with whether everything is in order."""
    counts = await asked.context.store.counts()
    return doctor_page(asked.context.checks(counts), asked.words)


ANSWERS: Mapping[str, Answer] = {
    "deliveries": answer_deliveries,
    "deliveries-drop": answer_drop,
    "deliveries-mark-sent": answer_mark_sent,
    "deliveries-resend": answer_resend,
    "digest": answer_digest,
    "doctor": answer_doctor,
    "feeds": answer_feeds,
    "figures": answer_figures,
    "latest": answer_latest,
    "schedules": answer_schedules,
    "schedules-pause": answer_pause,
    "schedules-preview": answer_preview,
    "schedules-remove": answer_remove,
    "schedules-resume": answer_resume,
    "schedules-set": answer_set,
    "search": answer_search,
    "status": answer_status,
    "story": answer_story,
    "timeline": answer_timeline,
    "topics": answer_topics,
    "why": answer_why,
}


@dataclass(frozen=True, slots=True)
class NewsDesk:
    """Answers every verb from one context; a ``digests.ports.Desk``."""

    context: Context

    async def answer(self, question: Question) -> Page:
        """Return the answer as a page. Raises Refusal where it cannot be answered."""
        try:
            answer = ANSWERS[question.verb]
        except KeyError:
            raise NotFound("no-such-question", question.verb, known=tuple(ANSWERS)) from None
        return await answer(Asked(self.context, question))
