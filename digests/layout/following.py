"""The page of what a reader follows: by place, with what takes each thing back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from digests.ask import Ask, ask_text
from digests.following import Sort, Subject
from digests.layout.dates import shown_instant
from digests.layout.schedules import shown_schedule, subscription_record
from digests.layout.sources import SEPARATOR, one_line
from digests.page import Act, Block, Bullets, Buttons, Choice, Heading, Page, Text, Tone
from digests.schedule.zones import zone_named
from digests.subscription import TERMINAL, Subscription
from digests.words import Words

Names = Mapping[str, str]
"""Names of topics and entities by id, in the reader's language."""
_CHOICES = 25
_SHORT = 80
"""Characters of a label."""


def following_page(
    known: Sequence[Subscription], names: Names, words: Words, *, outcome: str = "", subject: Subject | None = None
) -> Page:
    """Return what is followed at each place, what is muted, and what was done: ``outcome``, a key of ``[following]``.

    Its record: ``{"version": 1, "kind": "following", "outcome", "subject", "places"}``.
    """
    title = words.say("following.title")
    done = [Text(words.say(f"following.{outcome}", name=shown(subject, names, words)))] if subject else []
    blocks: list[Block] = [Heading(title, 1), *done]
    if subject:
        blocks += _undo(outcome, subject, words)
    for one in known:
        blocks += _place(one, names, words)
    blocks += _muted(known, names, words)
    blocks += take_back(known, names, words)
    if not known:
        blocks.append(Text(words.say("following.empty"), Tone.QUIET))
    record = {
        "version": 1,
        "kind": "following",
        "outcome": outcome,
        "subject": subject and subject.key,
        "places": [subscription_record(one) | _wanted_record(one) for one in known],
    }
    return Page(title, tuple(blocks), record)


def shown(subject: Subject, names: Names, words: Words) -> str:
    """Return a subject's name after the word for its sort: "story “Heron-1 is out”"."""
    name = names.get(subject.id, "") if subject.sort is Sort.TOPIC else one_line(subject.name)
    return words.say(f"following.{subject.sort}", name=name or subject.id)


def _place(one: Subscription, names: Names, words: Words) -> list[Block]:
    """Return what is followed at one place, and when it is told next."""
    own = "file" if one.channel.platform == TERMINAL else "dm" if one.channel.name.startswith("@") else "thread"
    where = words.say(f"following.{own}", channel=one.channel)
    lines = tuple(shown(subject, names, words) for subject in (one.wanted.followed if one.wanted else ()))
    when = SEPARATOR.join((shown_schedule(one.schedule, words), words.say(f"lang.{one.lang}")))
    return [Heading(where), Bullets(lines), Text(when, Tone.QUIET), _next(one, words)]


def _next(one: Subscription, words: Words) -> Text:
    if one.paused or one.next_run is None:
        return Text(words.say("following.stopped"), Tone.WARNING)
    zone = zone_named(one.schedule.zone)
    return Text(words.say("following.next", time=shown_instant(one.next_run, zone, words)), Tone.QUIET)


def _muted(known: Sequence[Subscription], names: Names, words: Words) -> list[Block]:
    muted = {subject.key: subject for one in known if one.wanted for subject in one.wanted.muted}
    lines = tuple(shown(subject, names, words) for subject in muted.values())
    return [Heading(words.say("following.muted-things")), Bullets(lines)] if lines else []


def _undo(outcome: str, subject: Subject, words: Words) -> list[Block]:
    """Return the button that takes back what was done."""
    verb = "unfollow" if outcome in {"followed", "muted"} else "mute" if outcome == "unmuted" else "follow"
    ask = Ask(verb, {"subject": subject.key})
    return [Buttons((Act(words.say("following.undo"), ask),))] if ask_text(ask) else []


def take_back(known: Sequence[Subscription], names: Names, words: Words) -> list[Block]:
    """Return the list of everything that can be taken back."""
    every = {subject.key: subject for one in known if one.wanted for subject in one.wanted.every}
    asks = {key: Ask("unfollow", {"subject": key}) for key in every}
    acts = [Act(shown(every[key], names, words)[:_SHORT], ask) for key, ask in asks.items() if ask_text(ask)]
    return [Choice(words.say("following.take-back"), tuple(acts[:_CHOICES]))] if acts else []


def _wanted_record(one: Subscription) -> dict[str, object]:
    wanted = one.wanted
    return {
        "followed": [_record(subject) for subject in (wanted.followed if wanted else ())],
        "muted": [_record(subject) for subject in (wanted.muted if wanted else ())],
    }


def _record(subject: Subject) -> dict[str, object]:
    since = subject.since.isoformat() if subject.since else None
    return {"sort": str(subject.sort), "id": subject.id, "name": subject.name, "since": since}
