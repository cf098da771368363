"""What every word of refusal of Slack's means, and that it can be said in every language."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from slack_sdk.errors import SlackApiError

from adapters.slack.errors import (
    A_WHILE,
    BAD_FORM,
    BUSY,
    REMOVED,
    RULES,
    SHUT_OUT,
    UNCLEAR,
    Answer,
    answer_of,
    refused,
    unreadable,
)
from config.catalogues import load_words
from digests.delivery import Later, Never, Posted, Scope, Unclear, Unreadable
from digests.language import Lang
from digests.story import Reason

REASON = Reason("slack-busy")
CLOSED = {
    "not_in_channel": "slack-not-in-channel",
    "channel_not_found": "slack-channel-gone",
    "is_archived": "slack-archived",
    "restricted_action": "slack-restricted",
    "restricted_action_read_only_channel": "slack-restricted",
    "restricted_action_thread_only_channel": "slack-threads-only",
    "restricted_action_non_threadable_channel": "slack-thread-closed",
    "restricted_action_thread_locked": "slack-thread-closed",
    "thread_not_found": "slack-thread-closed",
    "ekm_access_denied": "slack-suspended",
    "messages_tab_disabled": "slack-direct-closed",
    "user_not_found": "slack-direct-closed",
    "missing_scope": "slack-missing-scope",
}
GONE_EVERYWHERE = ("token_revoked", "account_inactive", "team_access_not_granted")
OF_THE_TOKEN = ("invalid_auth", "not_authed", "token_expired")
OURS = ("invalid_blocks", "invalid_metadata_format", "metadata_too_large", "no_text", "invalid_arguments")
ALONE = ("msg_too_long", "msg_blocks_too_long", "message_not_found", "cant_update_message", "edit_window_closed")


def said(code: str, status: int = 200, **more: object) -> Answer:
    return Answer(status, code, **more)  # type: ignore[arg-type]  # fields of an answer


@pytest.mark.parametrize("code", CLOSED)
def test_o07_what_closes_a_channel_lets_its_digests_rest(code: str) -> None:
    outcome = refused(said(code))
    assert isinstance(outcome, Never)
    assert (outcome.reason.key, outcome.pauses, outcome.scope) == (CLOSED[code], True, Scope.CHANNEL)


@pytest.mark.parametrize("code", GONE_EVERYWHERE)
def test_o07_what_ends_the_installation_lets_all_of_the_workspace_rest(code: str) -> None:
    assert refused(said(code)) == Never(REMOVED, pauses=True, scope=Scope.BOT)


@pytest.mark.parametrize("code", OF_THE_TOKEN)
def test_o10_a_token_that_is_refused_may_be_renewed_and_nothing_is_asked_for_minutes(code: str) -> None:
    outcome = refused(said(code))
    assert isinstance(outcome, Later)
    assert (outcome.wait, outcome.scope) == (SHUT_OUT, Scope.BOT)


@pytest.mark.parametrize("code", [*OURS, *ALONE])
def test_what_is_wrong_with_one_message_stops_that_message_alone(code: str) -> None:
    outcome = refused(said(code))
    assert isinstance(outcome, Never)
    assert not outcome.pauses
    assert (code in str(outcome.reason.values)) == (code in OURS)


@pytest.mark.parametrize("answer", [*map(said, sorted(UNCLEAR)), Answer(500), Answer(502, "ratelimited"), Answer(200)])
def test_where_slack_is_in_trouble_nobody_knows_and_a_look_comes_again(answer: Answer) -> None:
    assert isinstance(refused(answer), Unclear)
    sight = unreadable(answer)
    assert sight.wait


@pytest.mark.parametrize("code", sorted(BUSY))
@pytest.mark.parametrize("status", [200, 429])
def test_who_is_told_to_wait_waits_as_long_as_it_says_and_who_is_meant_is_told_by_the_method(
    code: str, status: int
) -> None:
    wait = timedelta(seconds=30)
    post = Answer(status, code, wait=wait, method="chat.postMessage")
    edit = Answer(status, code, method="chat.update")
    assert refused(post) == Later(REASON, wait, Scope.BOT)
    assert refused(edit) == Later(REASON, A_WHILE, Scope.CHANNEL)
    assert unreadable(Answer(status, code, wait=wait, method="conversations.history")) == Unreadable(
        REASON, wait, Scope.BOT
    )


def test_o11_a_page_of_a_gate_holds_all_for_a_while_and_a_good_answer_that_is_none_is_unclear() -> None:
    outcome = refused(Answer(403))
    assert isinstance(outcome, Later)
    assert (outcome.reason.key, outcome.scope) == ("slack-gate", Scope.BOT)
    assert refused(Answer(429, wait=timedelta(minutes=20))) == Later(REASON, timedelta(minutes=20))


def test_a_word_that_is_in_no_document_is_told_as_it_is_and_closes_nothing() -> None:
    outcome = refused(said("no_such_word", said="[ERROR] look there"))
    assert isinstance(outcome, Never)
    assert not outcome.pauses
    assert outcome.reason.values == {"code": "no_such_word", "said": "[ERROR] look there"}


def test_every_word_is_in_one_table_alone() -> None:
    tables = [set(RULES), BAD_FORM, UNCLEAR, BUSY]
    assert sum(map(len, tables)) == len(set().union(*tables))
    assert len(set().union(*tables)) > 80


@pytest.mark.parametrize("lang", list(Lang)[:3])
def test_every_reason_can_be_said(lang: Lang) -> None:
    words = load_words(lang)
    codes = [*RULES, *BAD_FORM, *UNCLEAR, *BUSY, "missing_scope", "no_such_word", ""]
    outcomes = [refused(Answer(status, code, "x")) for code in codes for status in (200, 403, 429, 500)]
    phrases = [words.reason(outcome.reason) for outcome in outcomes if not isinstance(outcome, Posted)]
    assert all(phrase and "{" not in phrase and not phrase.startswith("slack-") for phrase in phrases)


def test_an_answer_is_read_from_what_slack_sdk_raises() -> None:
    body = {"ok": False, "error": "missing_scope", "needed": "channels:history", "provided": "chat:write"}
    response = SimpleNamespace(
        status_code=429, data=body, headers={"Retry-After": "7"}, api_url="https://slack.example/api/chat.update"
    )
    answer = answer_of(SlackApiError("x", response))
    assert answer == Answer(429, "missing_scope", "channels:history", timedelta(seconds=7), "chat.update")
    plain = answer_of(SlackApiError("x", SimpleNamespace(status=200, headers={"Retry-After": "soon"})))
    assert plain == Answer(200)
    shaped = {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": ["[ERROR] a", "b"]}}
    assert answer_of(SlackApiError("x", SimpleNamespace(status_code=200, data=shaped))).said == "[ERROR] a b"
