"""The parts of the home page that are for admins: what there is, with what can be done to it beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo
from types import MappingProxyType

from digests.ask import Ask
from digests.change import Change, Proposal
from digests.layout import acts
from digests.layout.changes import shown_change
from digests.layout.lists import topic_name
from digests.layout.schedules import Names, shown_schedule, shown_topics
from digests.layout.sources import SEPARATOR, one_line
from digests.page import Act, Block, Buttons, Choice, Heading, Page, Row, Table, Tone
from digests.subscription import Subscription
from digests.topic import Topic
from digests.words import Words


def with_tabs(page: Page, tabs: Sequence[str], words: Words) -> Page:
    """Return the page with what leads to each part of the home page."""
    row = acts.buttons(*(_act(words.say(f"act.tab-{tab}"), "home", tab=tab) for tab in tabs))
    return replace(page, blocks=(*page.blocks, *row))


def topics_tab(page: Page, topics: Sequence[Topic], words: Words) -> Page:
    """Return the list of topics with each to be opened, and what tracks another."""
    every = (_act(topic_name(one, words), "topics test", topic=one.slug) for one in topics)
    return _with(
        replace(page, blocks=tuple(map(_in_short, page.blocks))),
        acts.choice("open-topic", every, words),
        acts.buttons(
            acts.act("add-topic", "topics add", words, typed="name"), acts.act("filters", "filters list", words)
        ),
    )


def feeds_tab(page: Page, ids: Mapping[str, str], words: Words) -> Page:
    """Return the list of feeds, those in trouble first, with each to be opened, and what adds another.

    ``ids`` are what stands for each in a button, by the ids of their rows.
    """
    rows = sorted((one for one in page.blocks if isinstance(one, Row)), key=lambda row: row.tone is not Tone.WARNING)
    head, *rest = (block for block in page.blocks if not isinstance(block, Row))
    every = [
        _act(SEPARATOR.join(filter(None, (row.line, row.mark, row.date))), "feeds open", id=ids[row.id]) for row in rows
    ]
    parts = (every[start : start + acts.MOST_CHOICES] for start in range(0, len(every), acts.MOST_CHOICES))
    return _with(
        replace(page, blocks=(head, *rows, *rest)),
        *(acts.choice("open-feed", part, words) for part in parts),
        acts.buttons(
            acts.act("add-feed", "feeds add", words, typed="address"),
            acts.act("test-feed", "feeds test", words, typed="address"),
            acts.act("export-feeds", "feeds export", words),
        ),
    )


def opened_feed(page: Page, row: Row, its: str, words: Words) -> Page:
    """Return what the list says of one feed, and what can be done to it."""
    done = acts.buttons(acts.act("remove", "feeds change", words, id=its, do="remove"))
    return replace(page, title=row.line, blocks=(Heading(row.line, 1), row, *done))


def schedules_tab(page: Page, orders: Sequence[Subscription], names: Names, words: Words) -> Page:
    """Return the list of schedules with each to be opened, and what sets up another."""
    every = (_act(_order_named(one, names, words), "schedules open", id=one.id) for one in orders)
    new, settled = acts.act("setup", "setup", words), acts.act("settings", "settings", words)
    return _with(page, acts.choice("open-schedule", every, words), acts.buttons(new, settled))


def changes_tab(page: Page, changes: Sequence[Change], zone: tzinfo, words: Words) -> Page:
    """Return the list of changes with each to be opened: there it is taken back."""
    every = (_act(shown_change(one, zone, words), "audit", id=one.id) for one in changes)
    listed = replace(page, blocks=tuple(block for block in page.blocks if not isinstance(block, Choice)))
    return _with(listed, acts.choice("open-change", every, words), acts.buttons(acts.act("roles", "roles list", words)))


def topic_acts(slug: str, words: Words) -> tuple[Buttons, ...]:
    """Return what can be done to a topic that is tracked."""
    typed = (acts.act(f"topic-{name}", "topics edit", words, typed=name, topic=slug) for name in _OF_TOPIC)
    return acts.buttons(*typed, acts.act("remove", "topics remove", words, topic=slug))


def schedule_acts(order: Subscription, words: Words) -> tuple[Buttons, ...]:
    """Return what can be done to a schedule."""
    its = {"id": order.id, "do": "set"}
    typed = (acts.act(f"schedule-{name}", "schedules change", words, typed=name, **its) for name in _OF_SCHEDULE)
    rest = "resume" if order.paused else "pause"
    done = (acts.act(do, "schedules change", words, id=order.id, do=do) for do in (rest, "remove"))
    return acts.buttons(*typed, *done)


def beneath(proposal: Proposal, words: Words) -> tuple[Buttons, ...]:
    """Return what is pressed beneath a change that is shown: it is saved, or not, or something of it is another."""
    its = proposal.id
    decided = (acts.act("save", "save", words, id=its), acts.act("discard", "discard", words, id=its))
    sort, options = _OTHERWISE.get(proposal.verb, ("", ()))
    others = (acts.act(f"{sort}-{name}", "change", words, typed=name, id=its) for name in options)
    return (*acts.buttons(*decided), *acts.buttons(*others))


_OF_TOPIC = ("name", "words", "entities", "exclude")
_OF_SCHEDULE = ("at", "zone", "length")
_OTHERWISE = {
    "feeds add": ("feed", ("name",)),
    "schedules set": ("schedule", ("at", "zone", "days", "length", "lang")),
    "topics add": ("topic", _OF_TOPIC[1:]),
    "topics edit": ("topic", _OF_TOPIC),
}
"""What of a change can be typed anew before it is saved, by its verb: options, and how what is pressed is called."""


def _with(page: Page, *blocks: tuple[Block, ...]) -> Page:
    return replace(page, blocks=(*page.blocks, *(block for some in blocks for block in some)))


def _in_short(block: Block) -> Block:
    """Return a table with what stands last in each row cut to a line: whole it is where the row is opened."""
    if not isinstance(block, Table):
        return block
    return replace(block, rows=tuple((*row[:-1], acts.cut(row[-1])) for row in block.rows))


def _order_named(order: Subscription, names: Names, words: Words) -> str:
    """Return what tells a schedule from others in a list, where platforms show no channel by its name."""
    return SEPARATOR.join((shown_topics(order.topics, names, words), shown_schedule(order.schedule, words)))


def _act(label: str, verb: str, **options: object) -> Act:
    return Act(one_line(label)[: acts.LONGEST_LABEL], Ask(verb, MappingProxyType(options)))
