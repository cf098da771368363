"""The desk's counter: which command is answered by what."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.audit import answer_audit, answer_discard, answer_undo, save_undo, saving
from bot.desk.changing import Answer
from bot.desk.deliveries import answer_deliveries, answer_drop, answer_mark_sent, answer_resend
from bot.desk.digest import answer_digest
from bot.desk.feeds import answer_feeds, answer_sources
from bot.desk.follows import answer_follow, answer_following, answer_mute, answer_unfollow
from bot.desk.guide import answer_help
from bot.desk.home import answer_home
from bot.desk.lookups import answer_figures, answer_search, answer_why
from bot.desk.own import answer_language, answer_rate
from bot.desk.roles import answer_grant, answer_revoke, answer_roles, save_grant, save_revoke
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
from bot.desk.topics import (
    answer_topic_add,
    answer_topic_edit,
    answer_topic_remove,
    answer_topic_test,
    answer_topics,
    save_topic_add,
    save_topic_edit,
    save_topic_remove,
)
from bot.desk.which import answer_which

SAVES: Mapping[str, Answer] = {
    "roles grant": save_grant,
    "roles revoke": save_revoke,
    "topics add": save_topic_add,
    "topics edit": save_topic_edit,
    "topics remove": save_topic_remove,
    "undo": save_undo,
}
"""What saves a change that was shown in a chat, by the verb that showed it."""

ANSWERS: Mapping[str, Answer] = {
    "audit": answer_audit,
    "deliveries drop": answer_drop,
    "deliveries list": answer_deliveries,
    "deliveries mark-sent": answer_mark_sent,
    "deliveries resend": answer_resend,
    "digest": answer_digest,
    "discard": answer_discard,
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
    "roles grant": answer_grant,
    "roles list": answer_roles,
    "roles revoke": answer_revoke,
    "save": saving(SAVES),
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
    "topics add": answer_topic_add,
    "topics edit": answer_topic_edit,
    "topics list": answer_topics,
    "topics remove": answer_topic_remove,
    "topics test": answer_topic_test,
    "undo": answer_undo,
    "unfollow": answer_unfollow,
    "which": answer_which,
    "why": answer_why,
}
