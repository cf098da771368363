"""Which of an event's sentences is its line: the one that says the act and little else."""

from __future__ import annotations

import re
from typing import Any

from digests.chronicle.accord import is_part
from digests.chronicle.acts import Verbs, verbs_of
from digests.chronicle.cues import LOOKS_BACK, PAST_BEFORE
from digests.chronicle.idle import opens_definite, opens_with_pronoun
from digests.chronicle.phrasing import reads_alone
from digests.entities import find_mentions
from digests.event import Citation, Event
from digests.language import Lang
from digests.lexicon import Act, Kind, Lexicon
from digests.primary import is_primary
from digests.text.script import fold

_THE_COMPANY = re.compile(
    r"\b(?:the|this) (?:company|firm|start-?up|lab|model)\b|该公司|这家公司|该模型|公司(?:表示|称|宣布)"
)
_SPOKEN = frozenset({Kind.STATEMENT, Kind.FIGURE})


def in_order(event: Event, lang: Lang, lexicon: Lexicon) -> list[Citation]:
    """Return the event's citations, the best line for that reader first.

    The reader's language counts most; the archive's sentence was written for this; then whether the sentence names the
    thing and can stand alone, tells the act without looking back or telling another, and is an outlet's own news; then
    the reader's script, titles and brevity.
    """
    return sorted(event.citations, key=lambda c: _cost(c, event, lang, lexicon))


def speaks(source: Lang, reader: Lang) -> bool:
    """Say whether the reader reads the source's language."""
    return source is reader or (source.is_chinese and reader.is_chinese)


def names_object(citation: Citation, event: Event, lexicon: Lexicon) -> bool:
    """Say whether the sentence names what the event is about, where that is known ("the model" says nothing)."""
    named = {m.entity for m in find_mentions(citation.quote.text, lexicon)}
    if _subject_elsewhere(citation.quote.text, named, event):
        return False
    if not event.objects:
        return bool(named) or not _THE_COMPANY.search(fold(citation.quote.text))
    return any(n == o or is_part(n, o) or o == f"{n}-1" for n in named for o in event.objects)


def _subject_elsewhere(text: str, named: set[str], event: Event) -> bool:
    """Say whether a sentence speaks of "it" or "the startup" and names nobody that this could be."""
    if opens_with_pronoun(text):
        return named.isdisjoint(event.actors)
    return opens_definite(text) and named.isdisjoint({*event.actors, *event.objects})


def _cost(citation: Citation, event: Event, lang: Lang, lexicon: Lexicon) -> tuple[Any, ...]:
    """Return what speaks against a citation, weightiest first."""
    text = fold(citation.quote.text)
    return (
        not speaks(citation.lang, lang),
        not citation.archived,  # written to stand alone
        not (reads_alone(citation.quote.text, citation.lang) and names_object(citation, event, lexicon)),
        not _tells(text, event, lexicon),
        wanders(text),
        _others(text, event, lexicon),
        not _opens_with_doer(citation, event, lexicon),
        not is_primary(citation.outlet, citation.url, lexicon),
        citation.lang is not lang,
        citation.quote.start > 0,
        len(text),
        citation.quote.article,
        repr(citation),
    )


def _tells(text: str, event: Event, lexicon: Lexicon) -> bool:
    """Say whether the words hold a form of the act, or of one that is the same happening; or none is known."""
    act = lexicon.acts.get(event.act or "")
    return act is None or any(a.kind is act.kind for _, a in acts_in(text, verbs_of(lexicon)))


def _opens_with_doer(citation: Citation, event: Event, lexicon: Lexicon) -> bool:
    """Say whether the first name of the sentence is who did it, or what it was done to where nobody is known."""
    named = find_mentions(citation.quote.text, lexicon)
    return bool(named) and named[0].entity in (event.actors or event.objects)


def wanders(text: str) -> bool:
    """Say whether a sentence looks back, or tells one thing and then another."""
    return bool(PAST_BEFORE.search(text) or LOOKS_BACK.search(text)) or ";" in text or "；" in text


def _others(text: str, event: Event, lexicon: Lexicon) -> bool:
    """Say whether the words tell a deed of another kind too."""
    kinds = {a.kind for _, a in acts_in(text, verbs_of(lexicon))}
    return event.act is not None and bool(kinds - _SPOKEN - {event.kind})


def acts_in(text: str, verbs: Verbs) -> list[tuple[int, Act]]:
    """Return the acts whose forms stand in a folded text, each with where it stands."""
    patterns = (verbs.english, verbs.chinese)
    return [(m.start(), verbs.acts[m.group()]) for pattern in patterns for m in pattern.finditer(text)]
