"""What Slack's answers mean: each documented error code as an outcome.

Source: docs.slack.dev, the errors of chat.postMessage, chat.update, chat.delete, conversations.history, .replies and
.open, and "Rate limits", as of 2026-11. Of two codes it is written there that some of it may have been done all the
same; the others that speak of Slack's own trouble are read so too, which costs one look.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from digests.delivery import Later, Never, Outcome, Scope, Unclear, Unreadable
from digests.story import Reason

SOON = timedelta(seconds=5)
A_WHILE = timedelta(seconds=30)
"""Where Slack asks for a pause and does not say for how long."""
SHUT_OUT = timedelta(minutes=5)
"""Between two tries with a token that Slack refuses: it may be renewed, or Slack's own fault."""
LONG = timedelta(minutes=15)
SAID = 200
"""Characters of Slack's own words that are kept."""
_A_DAY = 86_400.0
"""Seconds; nobody is told to wait for longer."""

MESSAGE_GONE = frozenset({"message_not_found"})
THREAD_CLOSED = frozenset(
    {
        "thread_not_found",
        "message_not_found",
        "cannot_reply_to_message",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
    }
)
"""Nothing can be posted in that thread, whatever becomes of the channel."""
REMOVED = Reason("slack-removed")


@dataclass(frozen=True, slots=True)
class Answer:
    """A refusal as Slack, or what stands before it, has said it."""

    status: int
    code: str = ""
    """Slack's error code; empty where it gave none."""
    said: str = ""
    """Its words on what is wrong with a request, or the scope it misses."""
    wait: timedelta = timedelta()
    """For how long it wants to be left alone; zero where it did not say."""
    method: str = ""
    """What was asked, such as ``chat.postMessage``."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """What an error code means."""

    reason: Reason
    pauses: bool = False
    wait: timedelta | None = None
    """None where it is for good."""
    scope: Scope = Scope.CHANNEL


_GONE = _Rule(Reason("slack-channel-gone"), pauses=True)
_ARCHIVED = _Rule(Reason("slack-archived"), pauses=True)
_NOT_INVITED = _Rule(Reason("slack-not-in-channel"), pauses=True)
_RESTRICTED = _Rule(Reason("slack-restricted"), pauses=True)
_THREADS_ONLY = _Rule(Reason("slack-threads-only"), pauses=True)
_THREAD_CLOSED = _Rule(Reason("slack-thread-closed"), pauses=True)
_DIRECT_CLOSED = _Rule(Reason("slack-direct-closed"), pauses=True)
_SUSPENDED = _Rule(Reason("slack-suspended"), pauses=True)
_REMOVED = _Rule(REMOVED, pauses=True, scope=Scope.BOT)
_TOKEN = _Rule(Reason("slack-token"), wait=SHUT_OUT, scope=Scope.BOT)
_NETWORK = _Rule(Reason("slack-network"), wait=SHUT_OUT, scope=Scope.BOT)
_MOVING = _Rule(Reason("slack-moving"), wait=LONG, scope=Scope.BOT)
_FULL = _Rule(Reason("slack-full"), wait=LONG, scope=Scope.BOT)
_GATE = _Rule(Reason("slack-gate"), wait=SHUT_OUT, scope=Scope.BOT)
_TOO_BIG = _Rule(Reason("slack-too-big"))
_NOT_OURS = _Rule(Reason("slack-not-editable"))
_SHARING = _Rule(Reason("slack-sharing-blocked"))

BUSY = frozenset({"rate_limited", "ratelimited"})
SHARED = frozenset({"chat.postMessage", "conversations.history", "conversations.replies"})
"""Methods whose limit in a workspace is one of our paces; who is told to wait by another waits alone."""
UNCLEAR = frozenset(
    {
        "fatal_error",
        "internal_error",
        "messaging_processing_failed",
        "request_timeout",
        "service_unavailable",
        "update_failed",
    }
)
BAD_FORM = frozenset(
    {
        "as_user_not_supported",
        "block_mismatch",
        "deprecated_endpoint",
        "invalid_arg_name",
        "invalid_arguments",
        "invalid_array_arg",
        "invalid_attachments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_charset",
        "invalid_cursor",
        "invalid_form_data",
        "invalid_json",
        "invalid_limit",
        "invalid_metadata_filter_keys",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "invalid_post_type",
        "invalid_ts_latest",
        "invalid_ts_oldest",
        "invalid_user_combination",
        "json_not_object",
        "markdown_text_conflict",
        "metadata_must_be_sent_from_app",
        "metadata_too_large",
        "method_deprecated",
        "method_not_supported_for_channel_type",
        "missing_post_type",
        "no_text",
        "not_enough_users",
        "too_many_attachments",
        "too_many_users",
        "unknown_method",
        "users_list_not_supplied",
    }
)
"""Defects of ours."""
RULES: Mapping[str, _Rule] = MappingProxyType(
    {
        "access_denied": _SUSPENDED,
        "accesslimited": _NETWORK,
        "account_inactive": _REMOVED,
        "cannot_dm_bot": _DIRECT_CLOSED,
        "cannot_reply_to_message": _THREAD_CLOSED,
        "cant_delete_message": _NOT_OURS,
        "cant_update_message": _NOT_OURS,
        "channel_is_archived": _ARCHIVED,
        "channel_not_found": _GONE,
        "channel_type_not_supported": _THREADS_ONLY,
        "compliance_exports_prevent_deletion": _NOT_OURS,
        "edit_window_closed": _NOT_OURS,
        "ekm_access_denied": _SUSPENDED,
        "enterprise_is_restricted": _REMOVED,
        "external_channel_migrating": _Rule(Reason("slack-moving"), wait=LONG),
        "invalid_auth": _TOKEN,
        "is_archived": _ARCHIVED,
        "is_inactive": _ARCHIVED,
        "message_limit_exceeded": _FULL,
        "message_not_found": _Rule(Reason("message-gone")),
        "messages_tab_disabled": _DIRECT_CLOSED,
        "msg_blocks_too_long": _TOO_BIG,
        "msg_too_long": _TOO_BIG,
        "no_permission": _NOT_INVITED,
        "not_allowed_token_type": _TOKEN,
        "not_authed": _TOKEN,
        "not_in_channel": _NOT_INVITED,
        "org_login_required": _MOVING,
        "restricted_action": _RESTRICTED,
        "restricted_action_non_threadable_channel": _THREAD_CLOSED,
        "restricted_action_read_only_channel": _RESTRICTED,
        "restricted_action_thread_locked": _THREAD_CLOSED,
        "restricted_action_thread_only_channel": _THREADS_ONLY,
        "slack_connect_canvas_sharing_blocked": _SHARING,
        "slack_connect_file_link_sharing_blocked": _SHARING,
        "slack_connect_lists_sharing_blocked": _SHARING,
        "streaming_state_conflict": _NOT_OURS,
        "team_access_not_granted": _REMOVED,
        "team_added_to_org": _MOVING,
        "team_not_found": _REMOVED,
        "thread_not_found": _THREAD_CLOSED,
        "token_expired": _TOKEN,
        "token_revoked": _REMOVED,
        "two_factor_setup_required": _TOKEN,
        "user_disabled": _DIRECT_CLOSED,
        "user_not_found": _DIRECT_CLOSED,
        "user_not_visible": _DIRECT_CLOSED,
    }
)


def answer_of(error: SlackApiError) -> Answer:
    """Return a refusal as slack-sdk has met it: in a response of its own, or in one of aiohttp's that was no JSON."""
    response: Any = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    body = getattr(response, "data", None)
    said: dict[str, Any] = body if isinstance(body, dict) else {}
    headers = getattr(response, "headers", None) or {}
    method = str(getattr(response, "api_url", "")).rpartition("/")[2]
    return Answer(status, str(said.get("error", "")), _words(said), _seconds(headers.get("Retry-After")), method)


def told(answer: AsyncSlackResponse, key: str) -> Any:  # noqa: ANN401  a part of an answer
    """Return a part of a good answer; one without it is none of Slack's, and a SlackApiError that says nothing."""
    value = answer.get(key)
    if not value:
        raise SlackApiError("odd-answer", answer)  # type: ignore[no-untyped-call]  # of slack-sdk
    return value


def refused(answer: Answer) -> Outcome:
    """Return what an answer that is no success means for what was asked."""
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.code in UNCLEAR:
        return Unclear(Reason("slack-server-error", {"status": answer.code or answer.status}))
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS or answer.code in BUSY:
        return Later(
            Reason("slack-busy"), answer.wait or A_WHILE, Scope.BOT if answer.method in SHARED else Scope.CHANNEL
        )
    if not answer.code:
        return _outcome(_GATE, answer) if answer.status >= HTTPStatus.BAD_REQUEST else odd()
    return _outcome(RULES[answer.code], answer) if answer.code in RULES else _unknown(answer)


def unreadable(answer: Answer) -> Unreadable:
    """Return what the same means for a look into the channel."""
    match refused(answer):
        case Later(reason=reason, wait=wait, scope=scope):
            return Unreadable(reason, wait, scope)
        case Never(reason=reason):
            return Unreadable(reason)
        case other:
            return Unreadable(other.reason if isinstance(other, Unclear) else odd().reason, SOON)


def odd() -> Unclear:
    """Return what it means where an answer says nothing."""
    return Unclear(Reason("slack-odd-answer"))


def _unknown(answer: Answer) -> Never:
    """Return what a code means that is not in the table."""
    if answer.code in BAD_FORM:
        return Never(Reason("slack-bad-form", {"said": f"{answer.code} {answer.said}".strip()}))
    if answer.code == "missing_scope":
        return Never(Reason("slack-missing-scope", {"scope": answer.said}), pauses=True)
    return Never(Reason("slack-refused", {"code": answer.code, "said": answer.said}))


def _outcome(rule: _Rule, answer: Answer) -> Later | Never:
    if rule.wait is None:
        return Never(rule.reason, rule.pauses, rule.scope)
    return Later(rule.reason, answer.wait or rule.wait, rule.scope)


def _seconds(value: object) -> timedelta:
    """Return a wait of so many seconds, a day at most; zero for what is none."""
    try:
        return timedelta(seconds=min(max(0.0, float(str(value))), _A_DAY))
    except (ValueError, OverflowError):
        return timedelta()


def _words(said: Mapping[str, Any]) -> str:
    """Return the scope that is missing, or Slack's words on a form, in one line."""
    if said.get("needed"):
        return str(said["needed"])[:SAID]
    metadata = said.get("response_metadata")
    messages = metadata.get("messages", ()) if isinstance(metadata, dict) else ()
    return " ".join(" ".join(map(str, messages)).split())[:SAID] if isinstance(messages, list) else ""
