"""What an answer does to the state of a feed.

The validators of a body are remembered only once the body was read and its articles are stored (``after_parse``):
until then the next request brings the same body again. Nothing that is no feed ever replaces them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from http import HTTPStatus as Status

from digests.errors import Refusal
from digests.feed import FeedState, Moving, Parsed, Trouble, shown_address
from digests.polling.headers import LONGEST_WAIT, fresh_for, told_to_wait
from digests.polling.rhythm import LONGEST, fitting_interval, gap_between, next_try
from digests.web import Response

GIVE_UP = timedelta(days=14)
"""After so long of nothing but failures, a feed that is not found (404) is asked no more."""
_FEWEST_FAILURES = 5
"""And after so many: two failures with a holiday between them are no proof."""
MOVED_TIMES, MOVED_FOR = 3, timedelta(hours=48)
"""A permanent redirect is believed when it was met so often, over so long: many are made by mistake."""
_PERMANENT = (Status.MOVED_PERMANENTLY, Status.PERMANENT_REDIRECT)
_FULL_ANSWERS = (Status.OK, Status.NON_AUTHORITATIVE_INFORMATION)
_MOST_DOUBLINGS = 6
"""Of the wait between failures: more and even the shortest interval is beyond ``LONGEST``."""


class Intent(StrEnum):
    """What is to be done with an answer."""

    READ = "read"
    """There is a new body to be read."""
    REST = "rest"
    """Nothing has changed."""
    FAILED = "failed"
    """``state.trouble`` says why."""
    STOPPED = "stopped"
    """It is asked no more; ``state.stopped`` says why."""


@dataclass(frozen=True, slots=True)
class Polled:
    """A feed's state after an answer, and what is to be done. Where the address has changed, so has ``state.url``."""

    state: FeedState
    intent: Intent


def after(state: FeedState, answer: Response | Refusal, now: datetime) -> Polled:
    """Decide what an answer, or the refusal that stands for none, means. ``now`` is aware UTC."""
    state = replace(state, last_try=now, told_to_wait=None)
    if isinstance(answer, Refusal):
        return _failed(state, trouble_of(answer), now)
    if answer.status in _FULL_ANSWERS:
        if state.body_hash != hash_of(answer.body):
            return Polled(state, Intent.READ)
        return Polled(_rested(_validated(state, answer), answer, now), Intent.REST)
    if answer.status == Status.NOT_MODIFIED and state.body_hash:
        return Polled(_rested(state, answer, now), Intent.REST)
    return _turned_away(state, answer, now)


def after_parse(state: FeedState, answer: Response, parsed: Parsed, new: int, now: datetime) -> FeedState:
    """Return the state after a body was read and its articles, ``new`` of them new, were stored."""
    gap, newest = gap_between(parsed.entries, now)
    if newest is None:
        newest = now if new else state.newest
    state = replace(
        _validated(state, answer),
        body_hash=hash_of(answer.body),
        entries=len(parsed.entries),
        total=state.total + new,
        ttl_minutes=parsed.ttl_minutes,
        skip_hours=parsed.skip_hours,
        skip_days=parsed.skip_days,
        gap=gap,
        newest=newest,
    )
    return _rested(state, answer, now)


def after_refusal(state: FeedState, refusal: Refusal, now: datetime) -> FeedState:
    """Return the state after a body that could not be read: a page, a login form, a document that was given up."""
    return _failed(state, trouble_of(refusal), now).state


def stopped(state: FeedState, why: Trouble) -> FeedState:
    """Return the state of a feed that is not asked any more."""
    return replace(state, stopped=why, trouble=why, next_try=None)


def hash_of(body: bytes) -> str:
    """Return what tells whether a body is the same as the last."""
    return sha256(body).hexdigest()


def trouble_of(refusal: Refusal) -> Trouble:
    """Return a refusal as plain values."""
    values = {name: value if isinstance(value, int) else str(value) for name, value in refusal.values.items()}
    return Trouble(refusal.key, shown_address(refusal.subject), values)


def _validated(state: FeedState, answer: Response) -> FeedState:
    headers = answer.headers
    return replace(state, etag=headers.get("etag", ""), last_modified=headers.get("last-modified", ""))


def _rested(state: FeedState, answer: Response, now: datetime) -> FeedState:
    """Return the state after a feed answered as one: its troubles are over."""
    stated = max(fresh_for(answer.headers, now), _time_to_live(state))
    interval = fitting_interval(state, now, stated)
    state = replace(_moved(state, answer, now), interval=interval, last_success=now)
    state = replace(state, trouble=None, failures=0, failing_since=None)
    return replace(state, next_try=next_try(state, now, max(interval, stated)))


def _time_to_live(state: FeedState) -> timedelta:
    return min(timedelta(minutes=min(max(state.ttl_minutes or 0, 0), 10**6)), LONGEST_WAIT)


def _moved(state: FeedState, answer: Response, now: datetime) -> FeedState:
    """Return the state with a permanent redirect counted, and believed where it has stood long enough.

    A chain counts as far as it is permanent from its beginning: what a temporary redirect points to may change.
    """
    target = _permanent_target(answer)
    if target in ("", state.url):
        return replace(state, moving=None)
    before = state.moving if state.moving and state.moving.target == target else Moving(target, 0, now)
    moving = replace(before, times=before.times + 1)
    if moving.times < MOVED_TIMES or now - moving.first_seen < MOVED_FOR:
        return replace(state, moving=moving)
    return replace(state, url=target, moved_from=state.url, moving=None)


def _permanent_target(answer: Response) -> str:
    target = ""
    for hop in answer.hops:
        if hop.status not in _PERMANENT:
            break
        target = hop.target
    return target


def _turned_away(state: FeedState, answer: Response, now: datetime) -> Polled:
    """Decide on a status that brings no feed."""
    shown = shown_address(state.url)
    match answer.status:
        case Status.GONE:
            return Polled(stopped(state, Trouble("feed-gone", shown)), Intent.STOPPED)
        case Status.NOT_FOUND:
            return _not_found(state, Trouble("feed-missing", shown), now)
        case Status.UNAUTHORIZED | Status.FORBIDDEN:
            return _failed(state, Trouble("feed-locked", shown, {"status": answer.status}), now)
        case Status.TOO_MANY_REQUESTS | Status.SERVICE_UNAVAILABLE:
            return _busy(state, answer, now)
        case _:
            return _failed(state, Trouble("feed-status", shown, {"status": answer.status}), now)


def _not_found(state: FeedState, trouble: Trouble, now: datetime) -> Polled:
    failed = _failed(state, trouble, now)
    since = failed.state.failing_since or now
    if now - since < GIVE_UP or failed.state.failures < _FEWEST_FAILURES:
        return failed
    why = Trouble("feed-given-up", trouble.subject, {"days": (now - since).days})
    return Polled(stopped(failed.state, why), Intent.STOPPED)


def _busy(state: FeedState, answer: Response, now: datetime) -> Polled:
    """A server that asks for patience gets it: at least what it says, and no less than after any failure."""
    asked = told_to_wait(answer.headers, now) or timedelta()
    trouble = Trouble("feed-busy", shown_address(state.url), {"status": answer.status})
    failed = _failed(state, trouble, now, asked)
    until = now + asked if asked and answer.status == Status.TOO_MANY_REQUESTS else None
    return replace(failed, state=replace(failed.state, told_to_wait=until))


def _failed(state: FeedState, trouble: Trouble, now: datetime, asked: timedelta = timedelta()) -> Polled:
    """Return the state after a failure: the wait doubles with each in a row, up to ``LONGEST``."""
    doubled = state.interval * 2 ** min(state.failures, _MOST_DOUBLINGS)
    state = replace(
        state,
        trouble=trouble,
        failures=state.failures + 1,
        failing_since=state.failing_since or now,
        next_try=next_try(state, now, max(min(doubled, LONGEST), asked)),
    )
    return Polled(state, Intent.FAILED)
