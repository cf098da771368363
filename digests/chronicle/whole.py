"""Whether the fields of a clause say all that it says: only then may a line be composed of them.

Left aside are words that add to the happening without changing it: what sort of company a name is, a purpose, an
occasion. Whatever is neither a field nor known to be such an addition forbids the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from digests.chronicle.asides import (
    AHEAD,
    AIM_EN,
    AIM_RELEASE_ZH,
    AIM_ZH,
    AIMED_ZH,
    AND_ZH,
    ANNOUNCING,
    ANOTHER,
    DEALS,
    FURTHER,
    GROUNDS_ZH,
    JOINS_LATER,
    JOINT,
    LISTED,
    NEXT_ZH,
    OCCASION_EN,
    OCCASION_RELEASE_EN,
    OCCASIONS,
    ONE_MORE,
    OPEN,
    OUTLET,
    OWNER_ZH,
    PART,
    SOME_SORT_ZH,
    SORT_EN,
    SORT_ZH,
    SUMMED,
    TOTAL,
    TOWARDS,
    WHAT_EN,
    WHAT_ZH,
)
from digests.chronicle.cues import COVERED, FUTURE_BEFORE
from digests.chronicle.line import ASIDE, NAME
from digests.chronicle.nouns import DESCRIPTION_ZH
from digests.chronicle.statuses import RELEASES
from digests.chronicle.verb import Verb
from digests.lexicon import Kind
from digests.text.script import HAN

Span = tuple[int, int]

_DESCRIBED = re.compile(rf"(?<![{HAN}]){DESCRIPTION_ZH}(?![{HAN}])")


def is_whole(verb: Verb, doers: Sequence[Span], done_to: Sequence[Span], beside: Sequence[Span]) -> bool:
    """Say whether the clause holds doers, act and what it was done to, and beside them only words that change nothing.

    ``beside`` are the spans of amounts and partners that have a field of their own.
    """
    if verb.hit.weak or verb.hit.act is None or _is_still_open(verb) or _goes_on(verb):
        return False
    spans = [*doers, *done_to, *beside]
    lists = [(min(s for s, _ in each), max(e for _, e in each)) for each in (doers, done_to) if each]
    if _has_more_doers(verb, doers):
        return False
    start, end = _start(verb, doers), _end(verb, spans)
    masked = _masked(verb.line.masked, [*lists, *beside])
    if others_in(verb, start, end, spans):
        return False
    after = _without_sort(verb, masked, done_to, end)
    if ASIDE in after[: max(0, min((s for s, _ in done_to), default=0) - verb.hit.end)]:
        return False
    words = f"{masked[start : verb.hit.start]}\n{after}"
    if verb.hit.id in DEALS and (PART.search(words) or _is_hidden_plan(verb)):
        return False
    for small in (COVERED, *_small(verb)):
        words = small.sub(" ", words)
    return not _DESCRIBED.sub("", words).strip()


def others_in(verb: Verb, start: int, end: int, spans: Iterable[Span]) -> bool:
    """Say whether a name stands between two offsets that none of the spans covers."""
    inside = (n for n in verb.line.names if start <= n.start and n.end <= end)
    return any(not any(s <= n.start and n.end <= e for s, e in spans) for n in inside)


def _is_still_open(verb: Verb) -> bool:
    """Say whether the line leaves a deal open, sums up several, or tells one that only goes on ("is raising")."""
    act = verb.hit.act
    if act is None or act.kind is Kind.RELEASE:
        return False
    going_on = verb.hit.form.endswith("ing") and verb.hit.id != "partner"
    summed = verb.hit.id in SUMMED and bool(TOTAL.search(verb.line.text))
    return going_on or summed or bool(OPEN.search(verb.line.text))


def _is_hidden_plan(verb: Verb) -> bool:
    """Say whether a word of the future stands before a deal, but too far off to be known as its own."""
    return bool(AHEAD.search(verb.before)) and not FUTURE_BEFORE.search(verb.before)


def _has_more_doers(verb: Verb, doers: Sequence[Span]) -> bool:
    """Say whether somebody else is joined to the first doer, in the clause or before it."""
    first = min(start for start, _ in doers)
    before = verb.line.masked[verb.clause.start : first]
    return bool(JOINT.search(before) or (not before.strip() and LISTED.search(verb.line.masked[: verb.clause.start])))


def _small(verb: Verb) -> Iterable[re.Pattern[str]]:
    """Give the words that go with the act."""
    if verb.hit.id in DEALS or verb.hit.id == "open-source":
        yield ANNOUNCING
    if verb.hit.id in TOWARDS:
        yield TOWARDS[verb.hit.id]


def _masked(masked: str, spans: Iterable[Span]) -> str:
    """Return the line with further spans masked as names."""
    for start, end in spans:
        masked = masked[:start] + NAME * (end - start) + masked[end:]
    return masked


def _start(verb: Verb, doers: Sequence[Span]) -> int:
    """Return where the proof begins: at the doer, where only words for what he is stand before him."""
    first = min(start for start, _ in doers)
    sorts = [SORT_ZH, SOME_SORT_ZH] if verb.line.chinese else [SORT_EN]
    sorts += [OWNER_ZH] if verb.hit.id in RELEASES else []
    before = verb.line.masked[verb.clause.start : first]
    told = first < verb.hit.start and any(sort.match(before) for sort in sorts)
    return first if told else verb.clause.start


def _end(verb: Verb, spans: Sequence[Span]) -> int:
    """Return where the proof ends: where a purpose, an occasion or the name of the outlet begins."""
    last = max([verb.hit.end, *(end for _, end in spans if end <= verb.clause.end)])
    rest = verb.line.masked[last : verb.clause.end]
    if verb.line.chinese:
        text = verb.line.text[: verb.clause.end]
        aim = AIM_ZH if verb.hit.id in AIMED_ZH else GROUNDS_ZH if verb.hit.id == "sue" else AIM_RELEASE_ZH
        cut = (
            NEXT_ZH.match(text, last)
            or AND_ZH.match(rest)
            or (last > verb.hit.end - (verb.hit.id == "partner") and aim.match(rest))
        )
    else:
        occasion = OCCASIONS.get(verb.hit.id, OCCASION_RELEASE_EN if verb.hit.id in RELEASES else OCCASION_EN)
        cut = AIM_EN.match(rest) or (last > verb.hit.end and occasion.match(rest))
    return last if cut or OUTLET.match(rest) else verb.clause.end


def _without_sort(verb: Verb, masked: str, done_to: Sequence[Span], end: int) -> str:
    """Return the words after the verb without those that say what sort of thing or party the object is."""
    first = min((start for start, _ in done_to if start >= verb.hit.end), default=None)
    after = masked[verb.hit.end : end]
    if first is None:
        return after
    sums = re.match(rf"(?:\s?{NAME}+(?=\s(?:in|with)\b))?", after)
    skip = sums.end() if sums else 0
    between = after[skip : first - verb.hit.end]
    lead = re.match(r"\s*(?:with|in)\b|", between)
    what = WHAT_ZH if verb.line.chinese else WHAT_EN
    skipped = what.match(between[lead.end() if lead else 0 :])
    return after[skip + len(between) :] if skipped and NAME not in between else after


def _goes_on(verb: Verb) -> bool:
    """Say whether what follows the clause adds another thing to it ("sues A, B and others", "…, and Heron 2")."""
    rest, text = verb.line.masked[verb.clause.end :], verb.line.sentence.text
    titled = text[verb.hit.start].isupper()
    if text[: verb.clause.end].endswith(",") and not titled and ONE_MORE.match(text[verb.clause.end :]):
        return True
    return bool(FURTHER.match(rest)) or any(
        not JOINS_LATER.search(text, verb.clause.end, more.start()) for more in ANOTHER.finditer(text, verb.clause.end)
    )
