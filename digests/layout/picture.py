"""The page of a timeline for those who would rather look: one picture, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digests.ask import Ask
from digests.layout import acts
from digests.layout.lines import happening
from digests.layout.numbers import counted
from digests.layout.sources import Dates
from digests.layout.timeline import timeline_record, timeline_title
from digests.page import Heading, Look, Page, Picture, Row, Text, Tone
from digests.timeline import Timeline
from digests.words import Words

MOST_DRAWN = 16
"""Rows of a picture, the weightiest: what fits into its height in every language."""
LONGEST_ALT = 1_000
"""Characters of the words beside a picture: Discord's limit is 1024 (discord-api-docs, Attachment)."""


def timeline_picture(
    timeline: Timeline, topic_name: str | None, look: Look, words: Words, published: Dates, *, ask: Ask | None = None
) -> Page:
    """Return a timeline as one picture; what it leaves out is counted at its foot. Its record is the timeline's."""
    title = timeline_title(topic_name, words)
    rows = tuple(happening(m.event, m.headline, published, words, reprints=m.reprints) for m in timeline.moments)
    note = counted("timeline.left-out", timeline.left_out, words) if timeline.left_out else ""
    drawn = Picture(title, rows, alternative(title, rows, note, words), note, look)
    record = timeline_record(timeline, words.lang, published)
    if not rows:
        return Page(title, (Heading(title, 1), Text(words.say("timeline.empty"), Tone.QUIET)), record)
    return Page(title, (drawn, *acts.buttons(acts.in_words(ask, words), acts.other_look(ask, look, words))), record)


def alternative(title: str, rows: Sequence[Row], note: str, words: Words) -> str:
    """Return what a picture shows in words: as many whole rows as fit, and how many more there are."""
    said = [title]
    lines = list(_lines(rows, words))
    for number, line in enumerate(lines):
        rest = counted("timeline.more", len(lines) - number, words)
        if len("\n".join((*said, line, rest, note))) > LONGEST_ALT:
            return "\n".join(filter(None, (*said, rest, note)))
        said.append(line)
    return "\n".join(filter(None, (*said, note)))


def _lines(rows: Sequence[Row], words: Words) -> Iterator[str]:
    for row in rows:
        line = words.say("line.marked", mark=row.mark, line=row.line) if row.mark else row.line
        yield words.say("timeline.told", date=row.date, line=line)
