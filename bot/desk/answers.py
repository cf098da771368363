"""The desk's counter: which command is answered by what."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.audit import answer_audit, answer_undo, save_undo
from bot.desk.changing import Answer
from bot.desk.deliveries import answer_deliveries, answer_drop, answer_mark_sent, answer_resend
from bot.desk.digest import answer_digest
from bot.desk.export import answer_export
from bot.desk.feeds import (
    answer_feed_add,
    answer_feed_export,
    answer_feed_import,
    answer_feed_remove,
    answer_feed_test,
    answer_feeds,
    answer_sources,
    save_feed_add,
    save_feed_import,
    save_feed_remove,
)
from bot.desk.filters import (
    answer_filter_add,
    answer_filter_remove,
    answer_filters,
    save_filter_add,
    save_filter_remove,
)
from bot.desk.follows import answer_follow, answer_following, answer_mute, answer_unfollow
from bot.desk.guide import answer_help
from bot.desk.lookups import answer_figures, answer_search, answer_why
from bot.desk.opened import answer_change, answer_feed_change, answer_feed_open, answer_open
from bot.desk.own import answer_language, answer_rate
from bot.desk.panel import answer_home
from bot.desk.proposed import answer_discard, changing, saving
from bot.desk.roles import answer_grant, answer_revoke, answer_roles, save_grant, save_revoke
from bot.desk.schedules import (
    answer_pause,
    answer_preview,
    answer_remove,
    answer_resume,
    answer_schedules,
    answer_set,
    save_remove,
    save_set,
)
from bot.desk.setting_up import answer_setup, answer_step
from bot.desk.settings import answer_settings, save_settings
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
from bot.desk.verdicts import (
    answer_merge,
    answer_reject,
    answer_split,
    answer_story_open,
    save_merge,
    save_reject,
    save_split,
)
from bot.desk.which import answer_which

SAVES: Mapping[str, Answer] = {
    "feeds add": save_feed_add,
    "feeds import": save_feed_import,
    "feeds remove": save_feed_remove,
    "filters add": save_filter_add,
    "filters remove": save_filter_remove,
    "roles grant": save_grant,
    "roles revoke": save_revoke,
    "settings": save_settings,
    "schedules remove": save_remove,
    "schedules set": save_set,
    "stories merge": save_merge,
    "stories reject": save_reject,
    "stories split": save_split,
    "topics add": save_topic_add,
    "topics edit": save_topic_edit,
    "topics remove": save_topic_remove,
    "undo": save_undo,
}
"""What saves a change that was shown in a chat, by the verb that showed it."""

SHOWS: Mapping[str, Answer] = {
    "feeds add": answer_feed_add,
    "schedules set": answer_set,
    "topics add": answer_topic_add,
    "topics edit": answer_topic_edit,
}
"""What shows a change anew with something else typed, by its verb: see ``digests.layout.panel.otherwise``."""

ANSWERS: Mapping[str, Answer] = {
    "audit": answer_audit,
    "change": changing(SHOWS),
    "deliveries drop": answer_drop,
    "deliveries list": answer_deliveries,
    "deliveries mark-sent": answer_mark_sent,
    "deliveries resend": answer_resend,
    "digest": answer_digest,
    "discard": answer_discard,
    "doctor": answer_doctor,
    "export": answer_export,
    "feeds add": answer_feed_add,
    "feeds change": answer_feed_change,
    "feeds export": answer_feed_export,
    "feeds import": answer_feed_import,
    "feeds list": answer_feeds,
    "feeds open": answer_feed_open,
    "feeds remove": answer_feed_remove,
    "feeds test": answer_feed_test,
    "figures": answer_figures,
    "filters add": answer_filter_add,
    "filters list": answer_filters,
    "filters remove": answer_filter_remove,
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
    "schedules change": answer_change,
    "schedules list": answer_schedules,
    "schedules open": answer_open,
    "schedules pause": answer_pause,
    "schedules preview": answer_preview,
    "schedules remove": answer_remove,
    "schedules resume": answer_resume,
    "schedules set": answer_set,
    "search": answer_search,
    "settings": answer_settings,
    "setup": answer_setup,
    "sources": answer_sources,
    "status": answer_status,
    "step": answer_step,
    "stories merge": answer_merge,
    "stories open": answer_story_open,
    "stories reject": answer_reject,
    "stories split": answer_split,
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
