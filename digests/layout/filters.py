"""The pages on filters: what is left out here, and what one more leaves out or leaves in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from types import MappingProxyType

from digests.ask import Ask
from digests.draft import Brief
from digests.filters import Filter, filter_value
from digests.layout import acts
from digests.layout.sources import Dates, one_line
from digests.layout.stories import brief_record, story_row
from digests.page import Act, Block, Bullets, Footer, Heading, Page, Text, Tone
from digests.words import Words

MOST_NAMES = 12
"""Words or outlets that are shown of a filter; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """What one filter leaves out of the last days, beside what others do."""

    briefs: Sequence[Brief]
    """Of those stories of which nothing is left, newest first; the first of them only."""
    published: Dates
    stories: int
    """How many those are."""
    reports: int
    """Single reports of other stories."""
    of: int
    """Stories of those days that the others leave in."""
    days: int


def filters_page(filters: Sequence[Filter], words: Words) -> Page:
    """Return the filters with what each leaves out, and what takes one away.

    Its record: ``{"version": 1, "kind": "filters", "filters"}``.
    """
    title = words.say("filters.title")
    lines = tuple(_line(one, words) for one in filters)
    blocks: list[Block] = [Heading(title, 1)]
    blocks.append(Bullets(lines) if lines else Text(words.say("filters.empty"), Tone.QUIET))
    blocks += acts.choice("remove-filter", map(_removing, filters), words)
    blocks += acts.buttons(acts.act("add-filter", "filters add", words, typed="words"))
    blocks.append(Footer(words.say("filters.reach")))
    record = {"version": 1, "kind": "filters", "filters": [filter_value(one) for one in filters]}
    return Page(title, tuple(blocks), record)


def filter_page(one: Filter, outcome: str, sifted: Sifted | None, words: Words, zone: tzinfo) -> Page:
    """Return one filter, what was or would be done with it (a key of ``[filters-done]``), and what it leaves out.

    Its record: ``{"version": 1, "kind": "filter", "outcome", "filter", "trial"}``.
    """
    said = words.say(f"filters-done.{outcome}", name=one.name)
    what = words.say("filters.what", what=_what(one, words))
    blocks: list[Block] = [Heading(one_line(one.name), 1), Text(said), Text(what)]
    if sifted:
        blocks += _trial(sifted, words, zone)
    record = {
        "version": 1,
        "kind": "filter",
        "outcome": outcome,
        "filter": filter_value(one),
        "trial": _trial_record(sifted, words),
    }
    return Page(one_line(one.name), tuple(blocks), record)


def _removing(one: Filter) -> Act:
    return Act(acts.cut(one.name), Ask("filters remove", MappingProxyType({"filter": one.name})))


def _line(one: Filter, words: Words) -> str:
    return words.say("filters.line", name=one_line(one.name), what=_what(one, words))


def _what(one: Filter, words: Words) -> str:
    return words.say("filters.and").join(_parts(one, words))


def _parts(one: Filter, words: Words) -> Iterator[str]:
    """Yield what a report must be to be left out: all of it."""
    phrases = [words.say("filters.word", word=word) for word in one.words]
    langs = [words.say(f"lang.{lang}") for lang in one.langs]
    for name, several in (("words", phrases), ("outlets", one.outlets), ("languages", langs)):
        if several:
            yield words.say(f"filters.{name}", **{name: _several(several, words)})


def _several(names: Sequence[str], words: Words) -> str:
    shown = words.say("filters.or").join(one_line(name) for name in names[:MOST_NAMES])
    left = len(names) - MOST_NAMES
    return words.say("topics.more", names=shown, count=left) if left > 0 else shown


def _trial(sifted: Sifted, words: Words, zone: tzinfo) -> Iterator[Block]:
    yield Heading(words.say("filters.tried", days=sifted.days))
    if not sifted.of:
        yield Text(words.say("topics.tried-nothing"), Tone.QUIET)
        return
    found, tone = ("some", Tone.QUIET) if sifted.stories or sifted.reports else ("none", Tone.WARNING)
    counts = {"stories": sifted.stories, "of": sifted.of, "reports": sifted.reports}
    yield Text(words.say(f"filters.tried-{found}", **counts), tone)
    for brief in sifted.briefs:
        yield story_row(brief, words, zone, sifted.published)


def _trial_record(sifted: Sifted | None, words: Words) -> dict[str, object] | None:
    if sifted is None:
        return None
    return {
        "days": sifted.days,
        "left_out": sifted.stories,
        "reports": sifted.reports,
        "of": sifted.of,
        "stories": [brief_record(brief, sifted.published, words) for brief in sifted.briefs],
    }
