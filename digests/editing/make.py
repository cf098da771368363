"""Making an edition: what of a draft is new to a subscription, laid out and cut for its platform."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from digests.delivery import Budget
from digests.draft import Brief, Draft
from digests.editing.novelty import Fresh, fresh, is_known, read_signs
from digests.editing.parts import Group, Measure, cut
from digests.editing.parts import size as plain_size
from digests.editing.sentences import sentences_of
from digests.editing.signs import sign_of
from digests.edition import Edition, Mark, Part, Told
from digests.event import Citation, Event
from digests.headline import Headline
from digests.layout.edition import (
    coming_up,
    controls,
    edition_title,
    nothing_new,
    receipt,
    skipped_note,
    story_blocks,
    story_record,
)
from digests.page import Buttons, Choice, Footer, Heading, Page
from digests.schedule import next_run
from digests.schedule.zones import zone_named
from digests.subscription import Slot, Subscription, WhenEmpty
from digests.when import Published
from digests.words import Words

PLANS = 3
"""Planned happenings an edition lists at most, each once: the soonest."""
AHEAD = timedelta(days=60)
"""What is planned for later, or for no nearer than a month, is no news of today."""
_MONTH = 31
_HIGHEST = 10**7
"""Room is kept for marks up to this number."""


@dataclass(frozen=True, slots=True)
class _Story:
    """A story of the edition with the sentences that are shown of it."""

    fresh: Fresh
    sentences: tuple[Citation, ...]


_Plan = tuple[Event, Headline]


def make(  # noqa: PLR0917  the draft, for whom and when, what they know, how it is said: in the order one says it
    draft: Draft,
    subscription: Subscription,
    slot: Slot,
    told: Sequence[Told],
    words: Words,
    published: Mapping[str, Published | None],
    budget: Budget,
    now: datetime,
    *,
    topic_names: Sequence[str],
    upcoming: Sequence[Headline],
    skipped: Sequence[Slot] = (),
    late: bool = False,
    size: Measure = plain_size,
) -> Callable[[int], Edition] | None:
    """Return what gives the edition for its number, or None where the slot is to be closed as empty.

    ``told`` is what the subscription was told so far, ``topic_names`` and ``upcoming`` are in the order of
    ``draft.topics`` and ``draft.upcoming``, ``skipped`` the slots before that are not posted any more: they are named
    even where there is nothing else to tell. The draft should hold more stories than ``subscription.length``: those
    that were told before drop out of it. ``budget`` and ``size``, its measure, are the publisher's. Raises BadInput for
    a zone that is gone, ValueError for a tiny budget.
    """
    zone = zone_named(subscription.schedule.zone)
    stories = [_Story(one, sentences_of(one, told, draft.lang)) for one in fresh(draft, told)[: subscription.length]]
    if not stories and not skipped and subscription.when_empty is WhenEmpty.SILENT:
        return None
    plans = _plans(draft, upcoming, stories, told)
    personal = subscription.wanted is not None
    title = edition_title(topic_names, draft.start, slot, zone, words, late=late, personal=personal)
    head: Group = (Heading(title, 1),) if stories else (nothing_new(draft.start, slot, zone, words, late=late),)
    head += (skipped_note(skipped, zone, words),) if skipped else ()
    told_of = [_blocks(number, one, published, words) for number, one in enumerate(stories, 1)]
    planned = [coming_up(plans, published, words)] if plans else []
    following = next_run(subscription.schedule, max(now, slot.due))
    closing = receipt(len(stories), draft.articles_read, following[2] if following else None, zone, words)
    below = (closing, _longest_mark(slot), *controls(draft.topics, _numbered_of(0, stories), words))
    parts = cut([head, *told_of, *planned], _room(budget, below, size), size)
    places = [_place(group, parts) for group in (*told_of, *planned)]
    record = _record(draft, subscription, slot, late=late) | {"upcoming": [line.text for _, line in plans]}
    rows = _rows(stories, places, published)
    bodies = (*parts[:-1], (*parts[-1], closing))
    pressed = [controls(draft.topics, _numbered_of(n + 1, stories, places), words) for n in range(len(bodies))]
    pages = [
        Page(title, (*blocks, *pressed[n]), record | {"stories": [row for row in rows if row["part"] == n + 1]})
        for n, blocks in enumerate(bodies)
    ]
    edition = Edition(
        slot=slot,
        channel=subscription.channel,
        number=0,
        frozen_at=now,
        start=draft.start,
        end=draft.end,
        parts=tuple(Part(Mark(0, slot.day, n, len(pages)), page) for n, page in enumerate(pages, 1)),
        told=_all_told(stories, plans, places, slot, now),
        late=late,
    )
    return partial(_numbered, edition)


def _rows(
    stories: Sequence[_Story], places: Sequence[int], published: Mapping[str, Published | None]
) -> list[dict[str, object]]:
    """Return the records of the stories, each with the part that tells it."""
    return [
        story_record(one.fresh.brief, one.sentences, published, part=place, update=one.fresh.is_update)
        for one, place in zip(stories, places, strict=False)
    ]


def _all_told(
    stories: Sequence[_Story], plans: Sequence[_Plan], places: Sequence[int], slot: Slot, now: datetime
) -> tuple[Told, ...]:
    """Return the memory of everything that the edition tells; plans stand together, in the last place."""
    return (
        *(_told(one, slot, place, now) for one, place in zip(stories, places, strict=False)),
        *(_told_plan(plan, slot, places[-1], now) for plan in plans),
    )


def _numbered(edition: Edition, number: int) -> Edition:
    """Return the edition under its number, each part signed with its mark."""
    parts = []
    for part in edition.parts:
        mark = replace(part.mark, number=number)
        record = {**part.page.record, "number": number, "mark": str(mark), "part": mark.part, "parts": mark.parts}
        parts.append(Part(mark, replace(part.page, blocks=_signed(part.page.blocks, mark), record=record)))
    return replace(edition, number=number, parts=tuple(parts))


def _signed(blocks: Group, mark: Mark) -> Group:
    """Return the blocks with the mark below all that is read, above what is pressed."""
    pressed = tuple(block for block in blocks if isinstance(block, Buttons | Choice))
    return (*(block for block in blocks if block not in pressed), Footer(str(mark)), *pressed)


def _plans(draft: Draft, upcoming: Sequence[Headline], stories: Sequence[_Story], told: Sequence[Told]) -> list[_Plan]:
    """Return the soonest planned happenings that no story of this edition and no earlier edition tells, each once."""
    signs = [sign for one in told for sign in one.events]
    signs += [sign_of(event) for one in stories for event in one.fresh.brief.events]
    plans: list[_Plan] = []
    known = read_signs(signs)
    for event, line in zip(draft.upcoming, upcoming, strict=True) if stories else ():
        shown = read_signs(sign_of(other) for other, _ in plans)
        if _is_near(event, draft.end) and not (is_known(event, known) or is_known(event, shown)):
            plans.append((event, line))
    return plans[:PLANS]


def _is_near(event: Event, now: datetime) -> bool:
    return event.when.days <= _MONTH and event.when.start <= (now + AHEAD).date()


def _blocks(number: int, story: _Story, published: Mapping[str, Published | None], words: Words) -> Group:
    update = story.fresh.is_update
    return tuple(story_blocks(number, story.fresh.brief, story.sentences, published, words, update=update))


def _room(budget: Budget, below: Group, size: Measure) -> Budget:
    """Return what is left of a message for stories above what stands below them: any message may be the last."""
    kept = size(below)
    return Budget(budget.characters - kept.characters, budget.blocks - kept.blocks)


def _longest_mark(slot: Slot) -> Footer:
    return Footer(str(Mark(_HIGHEST, slot.day, 99, 99)))


def _place(group: Group, parts: Sequence[Group]) -> int:
    """Return the number of the part in which a group begins; a heading that was too long itself is found no more."""
    return next((n for block in group for n, part in enumerate(parts, 1) if block in part), 1)


def _numbered_of(part: int, stories: Sequence[_Story], places: Sequence[int] = ()) -> list[tuple[int, Brief]]:
    """Return the stories that begin in a part with their numbers; all of them, where none has a place yet."""
    numbered = enumerate((one.fresh.brief for one in stories), 1)
    return [(n, brief) for n, brief in numbered if not places or places[n - 1] == part]


def _told(story: _Story, slot: Slot, part: int, now: datetime) -> Told:
    brief = story.fresh.brief
    cited = dict.fromkeys(citation.quote for citation in (brief.headline.citation, *story.sentences))
    return Told(
        subscription=slot.subscription,
        story=brief.story.id,
        edition=slot.key,
        part=part,
        at=now,
        headline=brief.headline.text,
        quotes=tuple(cited),
        events=tuple(dict.fromkeys(map(sign_of, brief.events))),
        outlets=len(brief.outlets),
    )


def _told_plan(plan: _Plan, slot: Slot, part: int, now: datetime) -> Told:
    """Return the memory of a planned happening under its event's id: it is listed once."""
    event, line = plan
    quotes = (line.citation.quote,)
    return Told(slot.subscription, event.id, slot.key, part, now, line.text, quotes, (sign_of(event),), 0)


def _record(draft: Draft, subscription: Subscription, slot: Slot, *, late: bool) -> dict[str, object]:
    return {
        "version": 1,
        "kind": "edition",
        "subscription": subscription.id,
        "channel": str(subscription.channel),
        "day": slot.day.isoformat(),
        "ordinal": slot.ordinal,
        "due": slot.due.isoformat(),
        "late": late,
        "topics": list(draft.topics),
        "lang": str(draft.lang),
        "from": draft.start.isoformat(),
        "to": draft.end.isoformat(),
        "articles_read": draft.articles_read,
    }
