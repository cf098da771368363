"""A reader's own page: what they follow, what is new, what comes next, and the language they read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from digests.ask import Ask
from digests.draft import Brief
from digests.language import Lang
from digests.layout import acts
from digests.layout.dates import shown_instant
from digests.layout.following import Names, shown, take_back
from digests.layout.schedules import shown_topics, subscription_record
from digests.layout.sources import SEPARATOR, Dates
from digests.layout.stories import brief_record, open_story, short_row
from digests.page import Act, Block, Bullets, Choice, Footer, Heading, Page, Text, Tone
from digests.schedule.zones import zone_named
from digests.subscription import Subscription
from digests.words import Words

MOST_FOLLOWED = 8
"""Things that are shown; all of them can be taken back."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A digest that comes to a channel here."""

    at: datetime
    order: Subscription
    is_seen: bool
    """The reader may be told what it is about."""


@dataclass(frozen=True, slots=True)
class Home:
    """What stands on the page."""

    followed: Sequence[Subscription]
    """The reader's own subscriptions."""
    briefs: Sequence[Brief]
    """The newest stories."""
    published: Dates
    coming: Sequence[Coming]
    """Soonest first."""


def home_page(home: Home, names: Names, languages: Sequence[tuple[Lang, str]], words: Words, zone: tzinfo) -> Page:
    """Return the page; ``languages`` are those there are, each with its own name.

    Its record: ``{"version": 1, "kind": "home", "lang", "followed", "stories", "coming"}``.
    """
    title = words.say("home.title")
    blocks = (
        Heading(title, 1),
        *_followed(home.followed, names, words),
        *_latest(home, words, zone),
        *_coming(home.coming, names, words),
        _language(languages, words),
        Footer(words.say("home.next")),
        *acts.buttons(
            acts.act("follow-more", "follow", words, typed="subject"),
            acts.search(words),
            acts.act("digest", "digest", words),
            acts.act("help", "help", words),
        ),
    )
    return Page(title, blocks, _record(home, words))


def _followed(own: Sequence[Subscription], names: Names, words: Words) -> Iterator[Block]:
    """Yield what is followed, when the reader is told of it next, and the list that takes it back."""
    yield Heading(words.say("following.title"))
    every = {subject.key: subject for one in own if one.wanted for subject in one.wanted.followed}
    if not every:
        yield Text(words.say("home.nothing"), Tone.QUIET)
        return
    lines = [shown(subject, names, words) for subject in every.values()]
    more = [words.say("home.more", count=len(lines) - MOST_FOLLOWED)] if len(lines) > MOST_FOLLOWED else []
    yield Bullets((*lines[:MOST_FOLLOWED], *more))
    soonest = min(((one.next_run, one) for one in own if one.next_run and not one.paused), default=None, key=_first)
    if soonest:
        time = shown_instant(soonest[0], zone_named(soonest[1].schedule.zone), words)
        yield Text(words.say("following.next", time=time), Tone.QUIET)
    yield from take_back(own, names, words)


def _latest(home: Home, words: Words, zone: tzinfo) -> Iterator[Block]:
    yield Heading(words.say("home.latest"))
    yield from (short_row(brief, words, zone, home.published) for brief in home.briefs)
    if not home.briefs:
        yield Text(words.say("latest.empty"), Tone.QUIET)
    yield from open_story(home.briefs, words)


def _coming(coming: Sequence[Coming], names: Names, words: Words) -> Iterator[Block]:
    yield Heading(words.say("home.coming"))
    lines = tuple(_line(one, names, words) for one in coming)
    yield Bullets(lines) if lines else Text(words.say("home.none-coming"), Tone.QUIET)


def _line(one: Coming, names: Names, words: Words) -> str:
    """Return when and where a digest comes, in the channel's own time."""
    time = shown_instant(one.at, zone_named(one.order.schedule.zone), words)
    topics = (shown_topics(one.order.topics, names, words),) if one.is_seen else ()
    return SEPARATOR.join((time, str(one.order.channel), *topics))


def _language(languages: Sequence[tuple[Lang, str]], words: Words) -> Choice:
    label = words.say("home.language", lang=words.say(f"lang.{words.lang}"))
    return Choice(label, tuple(Act(name, Ask("language", {"lang": str(lang)})) for lang, name in languages))


def _first(run: tuple[datetime, Subscription]) -> datetime:
    return run[0]


def _record(home: Home, words: Words) -> dict[str, object]:
    return {
        "version": 1,
        "kind": "home",
        "lang": str(words.lang),
        "followed": [subscription_record(one) for one in home.followed],
        "stories": [brief_record(brief, home.published, words) for brief in home.briefs],
        "coming": [{"channel": str(one.order.channel), "due": one.at.isoformat()} for one in home.coming],
    }
