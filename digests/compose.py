"""Composing: the stories of a window become a draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import log

from digests.chronicle import merge
from digests.chronicle.scope import scope_of
from digests.draft import Brief, Draft
from digests.event import Event, Hedge, Status
from digests.grouping.place import period
from digests.language import Lang, by_reader
from digests.lexicon import Lexicon
from digests.narrowed import events_in, langs_of, told_in
from digests.ranking import KIND_WEIGHTS, Standing, StoryMaterial, independent_outlets, is_fresh, published_at, rank
from digests.reading import Reading
from digests.story import Decision, Reason, Story
from digests.summary import summarise
from digests.titles import leads, story_headline
from digests.topic import Topic
from digests.words import Words

LIMIT = 8
"""Briefs of a draft, unless asked otherwise."""
PER_OUTLET = 2
"""Briefs of a draft that may rest on one and the same outlet alone."""
UPCOMING = 6
"""Planned happenings of a draft: the soonest. More would be longer than the news."""

_UNREAL = frozenset({Hedge.DENIED, Hedge.NEGATED, Hedge.ASKED})


@dataclass(frozen=True, slots=True)
class _Ranked:
    material: StoryMaterial
    standing: Standing
    outlets: tuple[str, ...]


def compose(  # noqa: PLR0917  what a draft is of, for whom, and when: in the order one says it
    stories: Sequence[StoryMaterial],
    topics: Sequence[Topic],
    lang: Lang,
    lexicon: Lexicon,
    words: Words,
    start: datetime,
    end: datetime,
    *,
    limit: int = LIMIT,
    per_outlet: int | None = PER_OUTLET,
    repeats: bool = False,
    planned: Iterable[Event] = (),
    told: Sequence[str] = (),
    first: Collection[str] = (),
) -> Draft:
    """Return the draft of the window ``start <= t < end`` (aware) for the topics, or for all news without topics.

    ``planned`` are events known from earlier reports, ``told`` sentences that the readers have seen, ``first`` the ids
    of stories that stand above all others. What was reported after the window is not told. Every story is either in
    the draft, once, or in ``left_out`` with its reason; one that leads with the same happening as a story above it is
    left out, unless ``repeats`` are wanted.
    """
    unique = tuple({material.story.id: material for material in stories}.values())
    within = [known_until(material, end) for material in unique if in_window(material, start, end)]
    wanted = [told_in(m, langs_of(topics)) for m in within if not m.filtered]
    ranked = [_Ranked(m, rank(m, topics, lexicon, end), independent_outlets(m.readings, lexicon)) for m in wanted]
    topical = sorted((one for one in ranked if one.standing.topical), key=_reading_order)
    topical.sort(key=lambda one: one.material.story.id not in first)
    chosen, crowded_out = _choose(topical, limit, per_outlet, end, repeats=repeats)
    known = {material.story.id for material in within}
    old = [_left_out(m.story, Reason("outside-window"), end) for m in unique if m.story.id not in known]
    off = [_left_out(one.material.story, Reason("off-topic"), end) for one in ranked if not one.standing.topical]
    unwanted = [_left_out(m.story, Reason("filtered", {"filter": m.filtered}), end) for m in within if m.filtered]
    meant = [m for m in wanted if not topics or any(topic.slug not in m.rejected for topic in topics)]
    reported = [event for m in meant for reading in m.readings for event in reading.events]
    return Draft(
        topics=tuple(topic.slug for topic in topics),
        lang=lang,
        start=start,
        end=end,
        briefs=tuple(_brief(one, lang, lexicon, words, told) for one in chosen),
        upcoming=_upcoming((*events_in(planned, langs_of(topics)), *reported), topics, lexicon, end),
        articles_read=sum(len(material.readings) for material in within),
        left_out=(*crowded_out, *unwanted, *off, *old),
    )


def in_window(material: StoryMaterial, start: datetime, end: datetime) -> bool:
    """Say whether a report may have been published in the window, as exactly as its publication is known."""
    periods = (period(reading.article) for reading in material.readings)
    return any(first < end and start <= last for first, last in periods)


def known_until(material: StoryMaterial, end: datetime) -> StoryMaterial:
    """Return the story as it was known at the end of the window: a digest of last July tells nothing of August."""
    return replace(material, readings=tuple(r for r in material.readings if period(r.article)[0] < end))


def _reading_order(one: _Ranked) -> tuple[float, str]:
    return -one.standing.score, one.material.story.id


def _choose(
    ranked: Sequence[_Ranked], limit: int, per_outlet: int | None, now: datetime, *, repeats: bool
) -> tuple[list[_Ranked], list[Decision]]:
    """Return what the draft has room for, and why the rest is not in it."""
    chosen: list[_Ranked] = []
    left: list[Decision] = []
    leading: dict[Event, str] = {}
    resting: Counter[str] = Counter()
    for place, one in enumerate(ranked, 1):
        alone = one.outlets[0] if len(one.outlets) == 1 else ""
        lead = None if repeats or len(chosen) >= limit else _leading(one.material)
        above = next((story for event, story in leading.items() if lead and len(merge((event, lead))) == 1), "")
        if alone and per_outlet is not None and resting[alone] >= per_outlet:
            reason = Reason("outlet-cap", {"cap": per_outlet, "outlet": alone})
            left.append(_left_out(one.material.story, reason, now))
        elif above:
            left.append(_left_out(one.material.story, Reason("same-happening", {"story": above}), now))
        elif len(chosen) >= limit:
            reason = Reason("no-room", {"place": place, "stories": len(ranked), "room": limit})
            left.append(_left_out(one.material.story, reason, now))
        else:
            chosen.append(one)
            resting[alone] += 1
            leading |= {lead: one.material.story.id} if lead else {}
    return chosen, left


def _leading(material: StoryMaterial) -> Event | None:
    """Return the deed that the story leads with: something done, or planned, to something that has a name."""
    readings = _by_publication(material)
    events = (event for event in _best_first(readings, material.story) if is_fresh(event, material.story))
    return next((e for e in events if e.act and (e.objects or e.thing) and _is_deed(e) and leads(e, readings)), None)


def _is_deed(event: Event) -> bool:
    return event.status in (Status.HAPPENED, Status.PLANNED) and event.hedge not in _UNREAL


def _by_publication(material: StoryMaterial) -> list[Reading]:
    return sorted(material.readings, key=lambda reading: (published_at(reading), reading.article.id))


def _left_out(story: Story, reason: Reason, now: datetime) -> Decision:
    return Decision(story.id, "rank", "left-out", reason, now)


def _brief(one: _Ranked, lang: Lang, lexicon: Lexicon, words: Words, told: Sequence[str]) -> Brief:
    story = one.material.story
    readings = _by_publication(one.material)
    events = _best_first(readings, story)
    fresh = (event for event in events if is_fresh(event, story) and leads(event, readings))
    best = next((event for event in fresh if _names_something(event)), None)
    return Brief(
        story=story,
        headline=story_headline(readings, best, lang, lexicon, words),
        summary=summarise(readings, lang, told),
        events=events,
        outlets=one.outlets,
        langs=by_reader((reading.article.lang for reading in readings), lang),
        score=one.standing.score,
        reasons=one.standing.reasons,
    )


def _names_something(event: Event) -> bool:
    """Say whether the event's line would tell more than its kind, and a saying its speaker; else names tell more."""
    return bool(event.actors) or (event.status is not Status.STATEMENT and bool(event.about or event.thing))


def _best_first(readings: Sequence[Reading], story: Story) -> tuple[Event, ...]:
    """Return the story's events merged: what the story tells before its background, weighty kinds before others."""
    events = merge(event for reading in readings for event in reading.events)
    return tuple(sorted(events, key=lambda event: (not is_fresh(event, story), -_weight(event), event.id)))


def _weight(event: Event) -> float:
    return KIND_WEIGHTS[event.kind] + log(len(event.citations)) + (1.0 if _is_deed(event) else 0.0)


def _upcoming(events: Iterable[Event], topics: Sequence[Topic], lexicon: Lexicon, end: datetime) -> tuple[Event, ...]:
    """Return the soonest planned events of the topics that begin on the day of ``end`` or later."""
    ahead = [e for e in events if e.status is Status.PLANNED and e.when.start >= end.date() and e.hedge not in _UNREAL]
    scopes = [scope_of(topic, lexicon) for topic in topics]
    merged = merge(event for event in ahead if not scopes or any(scope.names(event) for scope in scopes))
    return tuple(sorted(merged, key=lambda event: (event.when.start, event.when.end, event.id)))[:UPCOMING]
