"""The desk's counter: which command is answered by what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.desk.context import Asked
from bot.desk.deliveries import answer_deliveries, answer_drop, answer_mark_sent, answer_resend
from bot.desk.digest import answer_digest
from bot.desk.feeds import answer_feeds, answer_sources
from bot.desk.follows import answer_follow, answer_following, answer_mute, answer_unfollow
from bot.desk.guide import answer_help
from bot.desk.home import answer_home
from bot.desk.lookups import answer_figures, answer_search, answer_topics, answer_why
from bot.desk.own import answer_language, answer_rate
from bot.desk.schedules import (
    answer_pause,
    answer_preview,
    answer_remove,
    answer_resume,
    answer_schedules,
    answer_set,
)
from bot.desk.status import answer_doctor, answer_status
from bot.desk.stories import answer_latest, answer_story
from bot.desk.timeline import answer_timeline
from bot.desk.which import answer_which
from digests.page import Page

Answer = Callable[[Asked], Awaitable[Page]]

ANSWERS: Mapping[str, Answer] = {
    "deliveries drop": answer_drop,
    "deliveries list": answer_deliveries,
    "deliveries mark-sent": answer_mark_sent,
    "deliveries resend": answer_resend,
    "digest": answer_digest,
    "doctor": answer_doctor,
    "feeds list": answer_feeds,
    "figures": answer_figures,
    "follow": answer_follow,
    "following": answer_following,
    "help": answer_help,
    "home": answer_home,
    "language": answer_language,
    "latest": answer_latest,
    "mute": answer_mute,
    "rate": answer_rate,
    "schedules list": answer_schedules,
    "schedules pause": answer_pause,
    "schedules preview": answer_preview,
    "schedules remove": answer_remove,
    "schedules resume": answer_resume,
    "schedules set": answer_set,
    "search": answer_search,
    "sources": answer_sources,
    "status": answer_status,
    "story": answer_story,
    "timeline": answer_timeline,
    "topics list": answer_topics,
    "unfollow": answer_unfollow,
    "which": answer_which,
    "why": answer_why,
}
