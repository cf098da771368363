"""The blocks of an edition: its title, its stories, what is coming up, and the small print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from digests.draft import Brief
from digests.event import Citation, Event
from digests.headline import Headline
from digests.layout import acts
from digests.layout.dates import shown_day, shown_instant, shown_span
from digests.layout.lines import happening
from digests.layout.numbers import counted
from digests.layout.sources import SEPARATOR, Dates, citation_record, one_line, outlets_note, quoted
from digests.layout.stories import numbered
from digests.page import Block, Footer, Heading, Link, Quoted, Text, Tone
from digests.subscription import Slot
from digests.words import Words

_A_DAY = timedelta(days=1)


def edition_title(
    topic_names: Sequence[str],
    start: datetime,
    slot: Slot,
    zone: tzinfo,
    words: Words,
    *,
    late: bool,
    personal: bool = False,
) -> str:
    """Return the title: what it is of and its local day; the days since ``start``, where it tells of several.

    A ``personal`` one is of what a reader follows.
    """
    first = start.astimezone(zone).date()
    several = slot.day - first > _A_DAY
    days = shown_span(first, slot.day, words) if several else shown_day(slot.day, words)
    usual = "edition.following" if personal else "digest.title"
    kind = words.say("edition.alert" if slot.is_alert else usual)
    title = SEPARATOR.join((kind, *map(one_line, topic_names), days))
    return _late(title, slot, zone, words) if late else title


def skipped_note(skipped: Sequence[Slot], zone: tzinfo, words: Words) -> Text:
    """Return the line that says which editions never came."""
    times = words.say("list.next").join(f"{shown_day(slot.day, words)} {_hour(slot, zone)}" for slot in skipped)
    return Text(words.say("edition.skipped", times=times), Tone.WARNING)


def story_blocks(
    number: int, brief: Brief, sentences: Sequence[Citation], published: Dates, words: Words, *, update: bool
) -> Iterator[Block]:
    """Yield one story: its numbered line, the sentences to show, its small print. It never stands without a source."""
    line = numbered(number, brief, words).removeprefix(f"{number}. ")
    yield Heading(f"{number}. {words.say('edition.update', line=line)}" if update else f"{number}. {line}")
    shown = list(_quotes(sentences, published, words))
    yield from shown or _source(brief.headline.citation, published, words)
    yield Text(SEPARATOR.join((outlets_note(len(brief.outlets), brief.langs, words), brief.story.id)), Tone.QUIET)


def coming_up(planned: Iterable[tuple[Event, Headline]], published: Dates, words: Words) -> tuple[Block, ...]:
    """Return what is planned under a heading of its own; nothing, where nothing is."""
    rows = [replace(happening(event, line, published, words), quotes=()) for event, line in planned]
    return (Heading(words.say("digest.upcoming")), *rows) if rows else ()


def controls(topics: Sequence[str], briefs: Sequence[tuple[int, Brief]], words: Words) -> tuple[Block, ...]:
    """Return what can be pressed beneath numbered stories: each can be opened; of one topic, the timeline."""
    opened = (acts.opening(numbered(n, brief, words), brief.story.id) for n, brief in briefs)
    timeline = acts.act("timeline", "timeline", words, topic=topics[0]) if len(topics) == 1 else None
    return (*acts.choice("open-story", opened, words), *acts.buttons(timeline))


def nothing_new(start: datetime, slot: Slot, zone: tzinfo, words: Words, *, late: bool) -> Text:
    """Return the line that stands where there is nothing to tell."""
    line = words.say("edition.nothing", since=shown_instant(start, zone, words))
    return Text(_late(line, slot, zone, words) if late else line)


def receipt(stories: int, articles: int, following: datetime | None, zone: tzinfo, words: Words) -> Footer:
    """Return what was read and when the next edition comes: "3 stories from 41 articles · next: …"."""
    read = counted("articles", articles, words)
    told = words.say("edition.read", stories=counted("stories", stories, words), articles=read)
    told = told if stories else words.say("edition.read-only", articles=read)
    when = shown_instant(following, zone, words) if following else ""
    coming = words.say("edition.next", time=when, zone=str(zone)) if when else ""
    return Footer(SEPARATOR.join(filter(None, (told, coming))))


def story_record(
    brief: Brief, sentences: Sequence[Citation], published: Dates, *, part: int, update: bool
) -> dict[str, object]:
    """Return a story of an edition as plain values."""
    return {
        "id": brief.story.id,
        "line": brief.headline.text,
        "update": update,
        "part": part,
        "proof": citation_record(brief.headline.citation, published),
        "sentences": [citation_record(citation, published) for citation in sentences],
        "outlets": list(brief.outlets),
    }


def _quotes(sentences: Iterable[Citation], published: Dates, words: Words) -> Iterator[Quoted]:
    """Yield sentences as quotes; an address stands once."""
    addresses: set[str | None] = set()
    for citation in sentences:
        block = quoted(citation, published, words)
        yield replace(block, url=None) if block.url in addresses else block
        addresses.add(block.url)


def _source(citation: Citation, published: Dates, words: Words) -> Iterator[Block]:
    """Yield where a line stands that no sentence follows."""
    block = quoted(citation, published, words)
    where = ", ".join(filter(None, (block.outlet or words.say("outlet.other"), block.date)))
    yield Link(where, block.url) if block.url else Text(where, Tone.QUIET)


def _late(line: str, slot: Slot, zone: tzinfo, words: Words) -> str:
    """Return a line with the hour that was missed."""
    return words.say("edition.late", line=line, time=_hour(slot, zone))


def _hour(slot: Slot, zone: tzinfo) -> str:
    return slot.due.astimezone(zone).strftime("%H:%M")
