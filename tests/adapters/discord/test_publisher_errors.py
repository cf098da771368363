"""What Discord's refusals mean, from the table alone, and how they are read."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from adapters.discord.errors import BAD_FORM, BANNED, RULES, SHUT_OUT, Answer, refused, shuts_out, unreadable
from adapters.discord.wire import read_answer
from config.catalogues import load_words
from digests.delivery import Later, Never, Scope, Unclear, Unreadable
from digests.language import Lang

JSON = {"Content-Type": "application/json"}
LANGS = (Lang.EN, Lang.HANS, Lang.HANT)
WORDS = {lang: load_words(lang) for lang in LANGS}


def later(answer: Answer) -> Later:
    outcome = refused(answer)
    assert isinstance(outcome, Later)
    return outcome


def never(answer: Answer) -> Never:
    outcome = refused(answer)
    assert isinstance(outcome, Never)
    return outcome


@pytest.mark.parametrize("code", [*RULES, *BAD_FORM])
@pytest.mark.parametrize("lang", LANGS)
def test_every_code_has_a_plain_reason_in_every_language(code: int, lang: Lang) -> None:
    outcome = refused(Answer(400, code, "Discord's words"))
    assert isinstance(outcome, Later | Never)
    said = WORDS[lang].reason(outcome.reason)
    assert outcome.reason.key not in said
    assert "{" not in said


@pytest.mark.parametrize("code", [10003, 10004, 10013, 40007, 50001, 50007, 50008, 50013, 50024, 50083, 50278, 160005])
def test_a_channel_that_is_gone_or_closed_rests(code: int) -> None:
    assert never(Answer(403, code)).pauses


@pytest.mark.parametrize("code", [50006, 50035, 40005, 200000, 200001, 240000, 10062, 40060, 10008])
def test_what_is_wrong_with_one_message_lets_the_channel_be(code: int) -> None:
    assert not never(Answer(400, code)).pauses


@pytest.mark.parametrize(("code", "scope"), [(20016, Scope.CHANNEL), (20028, Scope.CHANNEL), (130000, Scope.BOT)])
def test_what_passes_by_itself_is_tried_later(code: int, scope: Scope) -> None:
    outcome = later(Answer(429 if code == 20016 else 403, code, wait=timedelta(minutes=3)))
    assert (outcome.wait, outcome.scope) == (timedelta(minutes=3), scope)


def test_slow_mode_is_called_by_its_name_and_takes_as_long_as_discord_says() -> None:
    outcome = later(read_answer(429, JSON, b'{"code": 20016, "message": "slowmode", "retry_after": 12.5}'))
    assert (outcome.reason.key, outcome.wait) == ("discord-slow-mode", timedelta(seconds=12.5))


def test_d16_a_limit_of_the_bot_holds_everything_and_d17_a_shared_one_the_channel_alone() -> None:
    everywhere = read_answer(429, JSON, b'{"message": "x", "retry_after": 65, "global": true}')
    shared = read_answer(429, JSON | {"X-RateLimit-Scope": "shared"}, b'{"message": "x", "retry_after": 65}')
    by_header = read_answer(429, JSON | {"X-RateLimit-Scope": "global"}, b'{"message": "x", "retry_after": 1}')
    assert later(everywhere) == Later(later(everywhere).reason, timedelta(seconds=65), Scope.BOT)
    assert later(shared).scope is Scope.CHANNEL
    assert later(by_header).scope is Scope.BOT


@pytest.mark.parametrize("status", [429, 403, 400])
def test_o11_a_page_of_the_gate_before_discord_holds_everything_for_ten_minutes(status: int) -> None:
    page = read_answer(status, {"Content-Type": "text/html", "Retry-After": "30"}, b"<html>error code: 1015</html>")
    assert (later(page).scope, later(page).wait) == (Scope.BOT, BANNED)
    assert shuts_out(page)
    longer = read_answer(429, {"Retry-After": "3600"}, b"no")
    assert later(longer).wait == timedelta(hours=1)


@pytest.mark.parametrize(
    "answer", [Answer(401), Answer(401, 50014), Answer(401, 0, is_plain=False), Answer(403, 40001)]
)
def test_o10_a_token_that_is_refused_shuts_everything_out(answer: Answer) -> None:
    assert (later(answer).reason.key, later(answer).scope) == ("discord-token", Scope.BOT)
    assert later(answer).wait >= SHUT_OUT
    assert shuts_out(answer)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520, 524])
def test_an_error_of_the_server_says_nothing_about_what_was_done(status: int) -> None:
    assert isinstance(refused(Answer(status, is_plain=False)), Unclear)
    assert unreadable(Answer(status)).wait


def test_what_nobody_has_heard_of_is_for_good_and_named() -> None:
    outcome = never(Answer(400, 99999, "Gone fishing"))
    assert not outcome.pauses
    said = WORDS[Lang.EN].reason(outcome.reason)
    assert "99999" in said
    assert "Gone fishing" in said


def test_a_bare_no_rests_the_channel_and_a_bare_not_found_does_not() -> None:
    assert never(Answer(403)).pauses
    assert not never(Answer(404)).pauses


def test_a_look_that_is_refused_for_good_has_no_wait_and_another_has() -> None:
    assert unreadable(Answer(403, 50001)) == Unreadable(never(Answer(403, 50001)).reason)
    told = unreadable(Answer(429, wait=timedelta(seconds=7), everywhere=True))
    assert (told.wait, told.scope) == (timedelta(seconds=7), Scope.BOT)


@pytest.mark.parametrize("wait", ["-1", "nan", "soon", "1e300", "inf", "", "None"])
def test_odd_waits_are_no_waits_or_a_day_at_most(wait: str) -> None:
    answer = read_answer(429, JSON | {"Retry-After": wait}, b"{}")
    assert timedelta() <= answer.wait <= timedelta(days=1)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b'"x"'])
def test_what_is_no_answer_of_discords_is_taken_for_the_gates(body: bytes) -> None:
    assert not read_answer(400, JSON, body).is_plain


def test_what_is_wrong_with_a_form_is_kept_in_one_line_that_is_not_long() -> None:
    body = {"code": 50035, "message": "Invalid\nForm", "errors": {"content": {"x": "y" * 900}}}
    answer = read_answer(400, JSON, json.dumps(body).encode())
    assert answer.said.startswith('Invalid Form {"content"')
    assert len(answer.said) == 200
    assert read_answer(400, JSON, b'{"code": "x", "message": "y"}').code == 0
