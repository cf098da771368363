"""What Discord's answers mean: each status and error code as an outcome, from its documentation alone.

Source: discord-api-docs, topics "Opcodes and Status Codes" and "Rate Limits", as of 2026-08.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from types import MappingProxyType

from digests.delivery import Later, Never, Outcome, Scope, Unclear, Unreadable
from digests.story import Reason

CLOSED_THREAD = frozenset({10003, 50083, 160005})
"""The thread is gone, archived or locked: nothing can be posted in it, whatever becomes of the channel."""
UNKNOWN_MESSAGE = 10008
"""The message was deleted; to a post under a known nonce: it had been posted."""
SOON = timedelta(seconds=5)
A_WHILE = timedelta(minutes=1)
BANNED = timedelta(minutes=10)
"""For so long Discord counts invalid requests against an address before it lets it in again."""
SHUT_OUT = timedelta(minutes=5)
"""Between two tries with a token that Discord refuses: it may be renewed, or Discord's own fault."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A refusal as Discord, or what stands before it, has said it."""

    status: int
    code: int = 0
    """Discord's error code; 0 where it gave none."""
    said: str = ""
    """Its words."""
    wait: timedelta = timedelta()
    """For how long it wants to be left alone; zero where it did not say."""
    everywhere: bool = False
    """The wait is meant for the whole bot."""
    is_plain: bool = True
    """The body was one of Discord's; False for the page of a gate before it."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """What an error code means."""

    reason: Reason
    pauses: bool = False
    wait: timedelta | None = None
    """None where it is for good."""
    scope: Scope = Scope.CHANNEL


_GONE = _Rule(Reason("discord-channel-gone"), pauses=True)
_NO_ACCESS = _Rule(Reason("discord-no-access"), pauses=True)
_NO_PERMISSION = _Rule(Reason("discord-no-permission"), pauses=True)
_NO_TEXT = _Rule(Reason("discord-no-text-channel"), pauses=True)
_THREAD_CLOSED = _Rule(Reason("discord-thread-closed"), pauses=True)
_DIRECT_CLOSED = _Rule(Reason("discord-direct-closed"), pauses=True)
_BANNED = _Rule(Reason("discord-banned"), pauses=True)
_FILTERED = _Rule(Reason("discord-filtered"))
_TOO_BIG = _Rule(Reason("discord-too-big"))
_THREADS_FULL = _Rule(Reason("discord-threads-full"), wait=timedelta(minutes=15))
_BUSY = _Rule(Reason("discord-busy"), wait=A_WHILE)
_OVERLOADED = _Rule(Reason("discord-overloaded"), wait=A_WHILE, scope=Scope.BOT)
_SHUT_OUT = _Rule(Reason("discord-token"), wait=SHUT_OUT, scope=Scope.BOT)
_GATE = _Rule(Reason("discord-gate"), wait=BANNED, scope=Scope.BOT)

BAD_FORM = frozenset({50006, 50035, 50068, 50109})
"""An empty message, an invalid form, an invalid type of message, no JSON: defects of ours."""
RULES: Mapping[int, _Rule] = MappingProxyType(
    {
        10003: _GONE,  # unknown channel
        10004: _GONE,  # unknown guild
        UNKNOWN_MESSAGE: _Rule(Reason("message-gone")),
        10013: _DIRECT_CLOSED,  # unknown user
        10062: _Rule(Reason("discord-too-late")),  # unknown interaction
        20009: _FILTERED,  # explicit content cannot be sent to the recipient
        20016: _Rule(Reason("discord-slow-mode"), wait=A_WHILE),
        20022: _BUSY,  # announcement edits
        20028: _BUSY,  # writes into the channel
        20029: _BUSY,  # writes into the server
        30046: _Rule(Reason("discord-busy"), wait=timedelta(hours=1)),  # edits of messages older than an hour
        40001: _SHUT_OUT,  # unauthorized
        40002: _SHUT_OUT,  # the account has to be verified
        40003: _Rule(Reason("discord-busy"), wait=BANNED),  # direct messages are opened too fast
        40004: _OVERLOADED,  # sending is disabled for a while
        40005: _TOO_BIG,  # request entity too large
        40006: _OVERLOADED,  # feature disabled by Discord for a while
        40007: _BANNED,  # banned from the guild
        40058: _NO_TEXT,  # a forum
        40062: _BUSY,  # the service behind it is
        40060: _Rule(Reason("discord-too-late")),  # interaction acknowledged already
        40333: _GATE,  # Cloudflare blocks the request
        50001: _NO_ACCESS,
        50003: _NO_TEXT,  # not on a direct message channel
        50005: _Rule(Reason("message-gone")),  # message of another author
        50007: _DIRECT_CLOSED,  # cannot message this user
        50008: _NO_TEXT,  # not in a channel without text
        50009: _NO_ACCESS,  # verification level of the channel
        50013: _NO_PERMISSION,
        50014: _SHUT_OUT,  # invalid token
        50021: _Rule(Reason("message-gone")),  # a message of the system
        50024: _NO_TEXT,  # not on this type of channel
        50033: _DIRECT_CLOSED,  # invalid recipient
        50045: _TOO_BIG,  # file
        50083: _THREAD_CLOSED,  # archived
        50095: _NO_ACCESS,  # not in this part of the world
        50178: _SHUT_OUT,  # the account has to be verified
        50278: _DIRECT_CLOSED,  # no server in common
        110000: _OVERLOADED,  # index not available yet
        110001: _OVERLOADED,  # application not available yet
        130000: _OVERLOADED,
        160002: _NO_PERMISSION,  # reply without the history
        160005: _THREAD_CLOSED,  # locked
        160006: _THREADS_FULL,
        160007: _THREADS_FULL,  # of announcements
        200000: _FILTERED,  # AutoMod: message
        200001: _FILTERED,  # AutoMod: title
        240000: _Rule(Reason("discord-harmful-link")),
    }
)


def refused(answer: Answer) -> Outcome:
    """Return what an answer that is no success means for what was asked."""
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unclear(Reason("discord-server-error", {"status": answer.status}))
    if answer.status == HTTPStatus.UNAUTHORIZED:
        return _outcome(_SHUT_OUT, answer)
    if not answer.is_plain:
        return _outcome(_GATE, answer)
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return _told_to_wait(answer)
    if answer.code in BAD_FORM:
        return Never(Reason("discord-bad-form", {"said": answer.said}))
    return _outcome(RULES[answer.code], answer) if answer.code in RULES else _unknown(answer)


def unreadable(answer: Answer) -> Unreadable:
    """Return what the same means for a look into the channel."""
    match refused(answer):
        case Later(reason=reason, wait=wait, scope=scope):
            return Unreadable(reason, wait, scope)
        case Never(reason=reason):
            return Unreadable(reason)
        case other:
            return Unreadable(other.reason if isinstance(other, Unclear) else Reason("discord-odd-answer"), SOON)


def shuts_out(answer: Answer) -> bool:
    """Say whether nothing at all is to be asked for a while: the token is refused, or the address is."""
    outcome = refused(answer)
    return isinstance(outcome, Later) and outcome.scope is Scope.BOT and outcome.wait >= SHUT_OUT


def _unknown(answer: Answer) -> Never:
    """Return what a code means that is not in the table; a bare 403 closes the channel."""
    closed = answer.status == HTTPStatus.FORBIDDEN and not answer.code
    return Never(Reason("discord-refused", {"status": answer.status, "code": answer.code, "said": answer.said}), closed)


def _told_to_wait(answer: Answer) -> Later:
    rule = RULES.get(answer.code, _BUSY)
    scope = Scope.BOT if answer.everywhere else Scope.CHANNEL
    return Later(rule.reason if rule.wait else _BUSY.reason, answer.wait or A_WHILE, scope)


def _outcome(rule: _Rule, answer: Answer) -> Later | Never:
    if rule.wait is None:
        return Never(rule.reason, rule.pauses)
    return Later(rule.reason, max(rule.wait, answer.wait), rule.scope)
