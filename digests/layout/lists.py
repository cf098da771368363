"""The pages that are plain lists: the topics, the state of the newsroom, what a reading brought."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from digests.errors import Refusal
from digests.layout.numbers import counted
from digests.layout.refusals import refusal_record
from digests.layout.sources import one_line
from digests.lexicon import Lexicon
from digests.page import Block, Bullets, Footer, Heading, Page, Table, Text, Tone
from digests.text.script import language_of
from digests.topic import Topic, topic_value
from digests.words import Words


@dataclass(frozen=True, slots=True)
class Check:
    """One thing ``doctor`` looked at."""

    name: str
    """What was looked at: a key of ``check`` in the catalogue, or words.

    What to do about a fault stands under ``check-way-out``.
    """
    good: bool
    found: str
    """As it is; where nothing is, what the catalogue says under ``check-found``."""


def topics_page(
    topics: Sequence[Topic],
    lexicon: Lexicon,
    words: Words,
    *,
    own: Collection[str] = (),
    hidden: Sequence[str] = (),
) -> Page:
    """Return the topics with what each follows.

    ``own`` are the slugs of those that the tenant made or changed, ``hidden`` those of shared ones it does not want.

    Its record: ``{"version": 1, "kind": "topics", "topics", "hidden"}``.
    """
    title = words.say("topics.title")
    columns = tuple(words.say(f"topics.{column}") for column in ("slug", "name", "follows"))
    rows = tuple((topic.slug, _marked(topic, own, words), _follows(topic, lexicon, words)) for topic in topics)
    body = Table(columns, rows) if rows else Text(words.say("topics.empty"), Tone.QUIET)
    footer = (Footer(words.say("topics.hidden", topics=words.say("list.next").join(hidden))),) if hidden else ()
    told = [topic_record(topic) | {"own": topic.slug in own} for topic in topics]
    record = {"version": 1, "kind": "topics", "topics": told, "hidden": [*hidden]}
    return Page(title, (Heading(title, 1), body, *footer), record)


def _marked(topic: Topic, own: Collection[str], words: Words) -> str:
    name = topic_name(topic, words)
    return words.say("topics.own", name=name) if topic.slug in own else name


def topic_name(topic: Topic, words: Words) -> str:
    """Return a topic's name in the reader's language, else any it has, else its slug."""
    return one_line(topic.name.get(words.lang) or next(iter(topic.name.values()), topic.slug))


def doctor_page(checks: Sequence[Check], words: Words) -> Page:
    """Return what was looked at, faults with their way out. Its record: ``{"version": 1, "kind": "doctor", …}``."""
    title = words.say("doctor.title")
    names = {check.name: words.phrases.get(f"check.{check.name}", check.name) for check in checks}
    found = [c.found or words.phrases.get(f"check-found.{c.name}", "") for c in checks]
    ways_out = {c.name: words.phrases.get(f"check-way-out.{c.name}", "") for c in checks if not c.good}
    rows = tuple(
        (words.say("doctor.good" if c.good else "doctor.bad"), names[c.name], one_line(told))
        for c, told in zip(checks, found, strict=True)
    )
    columns = tuple(words.say(f"doctor.{column}") for column in ("verdict", "name", "found"))
    faults = [Text(f"{names[name]}: {way_out}", Tone.WARNING) for name, way_out in ways_out.items() if way_out]
    well = all(c.good for c in checks)
    footer = Footer(words.say("doctor.well" if well else "doctor.unwell"))
    record = {
        "version": 1,
        "kind": "doctor",
        "well": well,
        "checks": [
            {"name": c.name, "good": c.good, "found": told, "way_out": "" if c.good else ways_out[c.name]}
            for c, told in zip(checks, found, strict=True)
        ],
    }
    return Page(title, (Heading(title, 1), Table(columns, rows), *faults, footer), record)


def intake_page(
    *, new: int, revised: int, unchanged: int, copies: int, refused: Sequence[Refusal], stories: int, words: Words
) -> Page:
    """Return what a reading brought, as counts; the refusals themselves are told one by one, not on the page.

    Its record: ``{"version": 1, "kind": "read", "new", "revised", "unchanged", "copies", "stories", "refused"}``.
    """
    counts = {"new": new, "revised": revised, "unchanged": unchanged, "copies": copies}
    title = words.say("read.title")
    told = counts | {"refused": len(refused)}
    lines = tuple(counted(f"read.{name}", number, words) for name, number in told.items() if number)
    body: Block = Bullets(lines) if lines else Text(words.say("read.nothing"), Tone.QUIET)
    footer = (Footer(counted("read.stories", stories, words)),) if stories else ()
    refusals = [refusal_record(refusal, words) for refusal in refused]
    record = {"version": 1, "kind": "read", **counts, "stories": stories, "refused": refusals}
    return Page(title, (Heading(title, 1), body, *footer), record)


def settings_page(rows: Sequence[tuple[str, str, str]], words: Words) -> Page:
    """Return settings as rows of name, value and where it comes from.

    Its record: ``{"version": 1, "kind": "settings", "settings": {name: {"value", "source"}}}``.
    """
    title = words.say("settings.title")
    table = Table(tuple(words.say(f"settings.{column}") for column in ("name", "value", "source")), tuple(rows))
    settings = {name: {"value": value, "source": source} for name, value, source in rows}
    return Page(title, (Heading(title, 1), table), {"version": 1, "kind": "settings", "settings": settings})


def _follows(topic: Topic, lexicon: Lexicon, words: Words) -> str:
    """Return the names of what a topic follows, and those of its words that are in the reader's language."""
    entities = (lexicon.entities.get(entity) for entity in topic.entities)
    names = [entity.shown(words.lang) for entity in entities if entity]
    own = [f"“{word}”" for word in topic.words if language_of(word) is words.lang]
    return one_line(", ".join((*names, *own)))


def topic_record(topic: Topic) -> dict[str, object]:
    """Return a topic as plain values."""
    return {"slug": topic.slug} | topic_value(topic)
