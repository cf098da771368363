"""The line of a happening: its headline, the mark that tells what sort it is, and the original where words differ."""

from __future__ import annotations

from collections.abc import Iterable

from digests.event import Event, Status
from digests.headline import Headline, Origin
from digests.layout.dates import shown_when
from digests.layout.sources import (
    SEPARATOR,
    Dates,
    bare_quote,
    citation_record,
    one_line,
    quoted,
    witnesses,
)
from digests.page import Quoted, Row, Tone
from digests.words import Words


def happening(
    event: Event,
    headline: Headline,
    published: Dates,
    words: Words,
    *,
    differing: tuple[str, ...] = (),
    reprints: int = 0,
) -> Row:
    """Return a dated happening as a row.

    ``differing`` are lines on figures that its sources disagree on; ``reprints`` of its outlets only repeat another's
    text.
    """
    mark, line = marked(event, headline, words)
    return Row(
        id=event.id,
        date=shown_when(event.when, words),
        line=line,
        tone=Tone(event.status),
        mark=mark,
        original=original(headline, words),
        note=witnesses(event.citations, words, reprints=reprints),
        quotes=tuple(quoted(citation, published, words) for citation in event.citations),
        conflicts=(*(_rival(rival, words) for rival in event.rivals), *differing),
    )


def marked(event: Event | None, headline: Headline, words: Words) -> tuple[str, str]:
    """Return a happening's mark and its line.

    The mark is the words for status and hedge, nothing for what plainly happened. A composed line tells its hedge
    itself. Lines that begin with the words of the mark lose them there.
    """
    line = one_line(headline.text)
    if event is None:
        return "", line
    told: tuple[str, ...] = () if event.status is Status.HAPPENED else (words.say(f"status.{event.status}"),)
    if event.hedge and headline.origin is not Origin.COMPOSED:
        told += (words.say(f"hedge.{event.hedge}"),)
    mark = SEPARATOR.join(dict.fromkeys(told))
    return mark, line.removeprefix(f"{mark}{SEPARATOR}") if mark else line


def original(headline: Headline, words: Words) -> Quoted | None:
    """Return the sentence a headline rests on, where the headline is not made of its words."""
    return None if headline.origin is Origin.SOURCE else bare_quote(headline.citation, words)


def happening_record(event: Event, headline: Headline, published: Dates) -> dict[str, object]:
    """Return a row as plain values."""
    return {
        "id": event.id,
        **when_record(event),
        "status": str(event.status),
        "hedge": str(event.hedge) if event.hedge else None,
        "kind": str(event.kind),
        "act": event.act,
        "actors": list(event.actors),
        "objects": list(event.objects),
        "line": headline.text,
        "origin": str(headline.origin),
        "lang": str(headline.lang),
        "citations": citation_records(event, published),
        "rivals": [when_record(rival) | {"citations": citation_records(rival, published)} for rival in event.rivals],
    }


def when_record(event: Event) -> dict[str, object]:
    """Return an event's period as plain values."""
    when = event.when
    return {
        "from": when.start.isoformat(),
        "to": when.end.isoformat(),
        "granularity": str(when.granularity),
        "qualifier": str(when.qualifier) if when.qualifier else None,
        "basis": str(when.basis),
    }


def citation_records(event: Event, published: Dates) -> list[dict[str, object]]:
    """Return an event's citations as plain values."""
    return [citation_record(citation, published) for citation in event.citations]


def text_lines(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts that are not empty, each on one line."""
    return tuple(filter(None, map(one_line, texts)))


def _rival(rival: Event, words: Words) -> str:
    """Return how another source has it: its date and its words."""
    first = quoted(rival.citations[0], {}, words)
    return words.say(
        "timeline.rival",
        outlet=first.outlet or words.say("outlet.other"),
        date=shown_when(rival.when, words),
        quote=first.text,
    )
