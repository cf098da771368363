"""``follow``, ``unfollow``, ``mute`` and ``following``: what one reader is told of, by themselves and for themselves.

A reader has one personal subscription on a platform for each place: direct messages, and any thread. Muting counts in
all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import time, timedelta
from hashlib import sha256

from bot.desk.context import Asked, followed_by
from bot.desk.subjects import known_as, subject_called
from bot.desk.tracked import tracked_names
from digests.errors import BadInput
from digests.following import MOST, Subject, Wanted, is_same, with_followed, with_muted, without
from digests.language import Lang
from digests.layout.following import following_page
from digests.page import Page
from digests.schedule import first_free
from digests.schedule.typed import times_typed
from digests.schedule.zones import zone_typed
from digests.subscription import Channel, Schedule, Subscription

THREAD = "thread"
FIRST_AT = time(9)
"""When readers are told, unless they say otherwise."""
_A_WHILE = timedelta(days=3)
"""Slots that were due longer ago than this can be none of a local day to come."""


async def answer_following(asked: Asked) -> Page:
    """Answer with what the asker follows and has muted."""
    return await _page(asked, await personal_of(asked))


async def answer_follow(asked: Asked) -> Page:
    """Let the asker follow ``subject``: a story, topic or outlet; see ``subject_called`` for how it is named.

    Options: ``where`` (``dm``, or ``thread`` for the one it is asked in), ``at`` and ``zone`` as typed, ``lang``. What
    is not named stays as the place has it. A place that had stopped, because its messages were closed, goes on.
    Raises Refusal.
    """
    subject = await subject_called(asked, asked.needed("subject"))
    known = await personal_of(asked)
    channel = _place(asked, known)
    before = next((one for one in known if one.channel == channel), None)
    rest = [one.wanted or Wanted() for one in known if one is not before]
    wanted = with_followed((before and before.wanted) or Wanted(muted=_muted(known)), subject)
    if sum(len(one.followed) for one in (*rest, wanted)) > MOST:
        raise BadInput("follows-too-many", subject.name or subject.id, most=MOST)
    for one in known:
        if one is not before:  # what is followed anywhere is muted nowhere
            await _change(asked, one, replace(one.wanted or Wanted(), muted=_less(one, subject)))
    await _keep(asked, before, _ordered(asked, before, channel, wanted))
    return await _page(asked, await personal_of(asked), "followed", subject)


async def answer_unfollow(asked: Asked) -> Page:
    """Let the asker no longer follow ``subject`` anywhere, or take a muting of it back. Raises Refusal.

    A place where nothing is followed any more is forgotten, with what is muted in it.
    """
    known = await personal_of(asked)
    subject = await known_as(asked, asked.needed("subject"), _subjects(known))
    was_muted = any(is_same(one, subject) for one in _muted(known))
    for one in known:
        await _change(asked, one, without(one.wanted or Wanted(), subject))
    return await _page(asked, await personal_of(asked), "unmuted" if was_muted else "unfollowed", subject)


async def answer_mute(asked: Asked) -> Page:
    """Let the asker hear nothing more of ``subject`` in what they follow, wherever they are told. Raises Refusal.

    What is followed and then muted is followed no longer; where that was all, nothing is left to be muted in.
    """
    subject = await subject_called(asked, asked.needed("subject"))
    known = await personal_of(asked)
    after = {one.id: with_muted(one.wanted or Wanted(), subject) for one in known}
    if not known:
        raise BadInput("nothing-to-mute-in", subject.name or subject.id)
    if any(len(wanted.muted) > MOST for wanted in after.values()):
        raise BadInput("mutes-too-many", subject.name or subject.id, most=MOST)
    for one in known:
        await _change(asked, one, after[one.id])
    left = await personal_of(asked)
    return await _page(asked, left, "muted" if left else "unfollowed", subject)


async def personal_of(asked: Asked) -> tuple[Subscription, ...]:
    """Return the asker's own subscriptions, by place: the same wherever it is asked, as far as they are one person."""
    return await followed_by(asked.context.ledger, asked.question.asker)


def _subjects(known: Sequence[Subscription]) -> tuple[Subject, ...]:
    every = [subject for one in known if one.wanted for subject in one.wanted.every]
    return tuple({subject.key: subject for subject in every}.values())


def _muted(known: Sequence[Subscription]) -> tuple[Subject, ...]:
    """Return what is muted: the same everywhere."""
    return next((one.wanted.muted for one in known if one.wanted), ())


def _less(one: Subscription, subject: Subject) -> tuple[Subject, ...]:
    return tuple(muted for muted in (one.wanted or Wanted()).muted if not is_same(muted, subject))


def _place(asked: Asked, known: Sequence[Subscription]) -> Channel:
    """Return where the asker wants to be told. Raises BadInput for a thread outside of any.

    A person has one place for direct messages, though a platform's servers all lead to it.
    """
    asker = asked.question.asker
    if asked.text("where") != THREAD:
        return next((one.channel for one in known if one.channel.name == asker.own.name), asker.own)
    if asker.place is None or not asker.in_thread:
        raise BadInput("not-in-thread", THREAD)
    return asker.place


def _ordered(asked: Asked, before: Subscription | None, channel: Channel, wanted: Wanted) -> Subscription:
    """Return the subscription of the place: the one that is there with what was named changed, or a new one."""
    user, lang = asked.question.asker.user, asked.question.lang
    schedule = Schedule((FIRST_AT,), asked.question.zone)
    its = before or Subscription(_id(channel, user), channel, (), schedule, lang, asked.now, ordered_by=user)
    at, zone, said = asked.text("at"), asked.text("zone"), asked.text("lang")
    schedule = replace(
        its.schedule,
        times=times_typed(at) if at else its.schedule.times,
        zone=zone_typed(zone) if zone else its.schedule.zone,
    )
    return replace(its, schedule=schedule, lang=Lang(said) if said else its.lang, wanted=wanted, paused=False)


async def _keep(asked: Asked, before: Subscription | None, after: Subscription) -> None:
    """Store the subscription of a place; where its hours are new, or it had stopped, with its next free slot."""
    if before is None or before.paused or before.schedule != after.schedule:  # else what is due stays due
        taken = await asked.context.ledger.taken_slots(after.id, asked.now - _A_WHILE)
        slot = first_free(after.schedule, after.id, asked.now, taken)
        after = replace(after, next_run=slot.due if slot else None)
    await asked.context.ledger.save_subscription(after)


async def _change(asked: Asked, one: Subscription, wanted: Wanted) -> None:
    """Store what is wanted at a place now, or forget the place where nothing is."""
    if not wanted.followed:
        await asked.context.ledger.remove_subscription(one.id)
    elif wanted != one.wanted:
        await asked.context.ledger.save_subscription(replace(one, wanted=wanted))


def _id(channel: Channel, user: str) -> str:
    """Return the identity of what a reader follows at a place: begun anew, it tells nothing that was told there."""
    return sha256(f"follow\n{channel}\n{user}".encode()).hexdigest()[:12]


async def names_of(asked: Asked, subjects: Iterable[Subject]) -> dict[str, str]:
    """Return the names of all topics, and of the companies, models and persons among the subjects, by id."""
    names = await tracked_names(asked)
    entities = asked.context.lexicon.entities
    return {one.id: entities[one.id].shown(asked.words.lang) for one in subjects if one.id in entities} | names


async def _page(asked: Asked, known: Sequence[Subscription], outcome: str = "", subject: Subject | None = None) -> Page:
    names = await names_of(asked, (*_subjects(known), *((subject,) if subject else ())))
    return following_page(known, names, asked.words, outcome=outcome, subject=subject)
