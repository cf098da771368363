"""The page of a digest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta, tzinfo

from digests.draft import Draft
from digests.headline import Headline
from digests.layout import acts
from digests.layout.dates import shown_day, shown_instant, shown_span
from digests.layout.lines import happening, happening_record
from digests.layout.numbers import counted
from digests.layout.reasons import reason_record
from digests.layout.sources import SEPARATOR, Dates, one_line
from digests.layout.stories import brief_record, note, numbered, open_story, summary
from digests.page import Act, Block, Footer, Heading, Page, Text, Tone
from digests.words import Words

_MOST_TOPICS = 4
"""Of how many topics the timelines are to be pressed."""


def digest_page(
    draft: Draft,
    words: Words,
    zone: tzinfo,
    published: Dates,
    *,
    topic_names: Sequence[str] = (),
    upcoming: Sequence[Headline] = (),
) -> Page:
    """Return a draft as a page: numbered stories, what is coming up, and a receipt of what was read.

    ``topic_names`` are the names of ``draft.topics`` and ``upcoming`` the headlines of ``draft.upcoming``, each in the
    same order. Its record: ``{"version": 1, "kind": "digest", "topics", "lang", "from", "to", "stories", …}``.
    """
    title = SEPARATOR.join((words.say("digest.title"), *map(one_line, topic_names), _days(draft, zone, words)))
    blocks: list[Block] = [Heading(title, 1)]
    for number, brief in enumerate(draft.briefs, 1):
        blocks += [Heading(numbered(number, brief, words), 2), *summary(brief, published, words)]
        blocks.append(Text(note(brief, words), Tone.QUIET))
    if not draft.briefs:
        blocks.append(Text(words.say("digest.empty"), Tone.QUIET))
    blocks += _upcoming(draft, upcoming, words, published)
    blocks.append(Footer(_receipt(draft, zone, words)))
    blocks += [
        *open_story(draft.briefs, words),
        *acts.buttons(*_timelines(draft, topic_names, words), acts.search(words)),
    ]
    return Page(title, tuple(blocks), _record(draft, published, upcoming, words))


def _days(draft: Draft, zone: tzinfo, words: Words) -> str:
    """Return the local days of the window."""
    first = draft.start.astimezone(zone).date()
    last = (draft.end - timedelta(microseconds=1)).astimezone(zone).date()
    return shown_day(last, words) if last <= first else shown_span(first, last, words)


def _timelines(draft: Draft, topic_names: Sequence[str], words: Words) -> Iterator[Act]:
    """Yield the timelines of the digest's topics."""
    for slug, name in zip(draft.topics[:_MOST_TOPICS], topic_names, strict=False):
        label = words.say("act.timeline-of", topic=one_line(name))
        yield replace(acts.act("timeline", "timeline", words, topic=slug), label=label[: acts.LONGEST_LABEL])


def _upcoming(draft: Draft, headlines: Sequence[Headline], words: Words, published: Dates) -> Iterator[Block]:
    """Yield what is planned, under a heading of its own."""
    if draft.upcoming and headlines:
        yield Heading(words.say("digest.upcoming"), 2)
        for event, headline in zip(draft.upcoming, headlines, strict=True):
            yield happening(event, headline, published, words)


def _receipt(draft: Draft, zone: tzinfo, words: Words) -> str:
    """Return what was read and when: "6 stories from 23 articles · 17 Apr 2024 00:00 – … (Europe/Berlin)"."""
    return words.say(
        "digest.receipt",
        stories=counted("stories", len(draft.briefs), words),
        articles=counted("articles", draft.articles_read, words),
        start=shown_instant(draft.start, zone, words),
        end=shown_instant(draft.end, zone, words),
        zone=str(zone),
    )


def _record(draft: Draft, published: Dates, upcoming: Sequence[Headline], words: Words) -> dict[str, object]:
    return {
        "version": 1,
        "kind": "digest",
        "topics": list(draft.topics),
        "lang": str(draft.lang),
        "from": draft.start.isoformat(),
        "to": draft.end.isoformat(),
        "stories": [brief_record(brief, published, words) for brief in draft.briefs],
        "upcoming": [
            happening_record(event, headline, published)
            for event, headline in zip(draft.upcoming, upcoming, strict=False)
        ],
        "articles_read": draft.articles_read,
        "left_out": [
            {"story": decision.subject, "reason": reason_record(decision.reason, words.reason(decision.reason))}
            for decision in draft.left_out
        ],
    }
