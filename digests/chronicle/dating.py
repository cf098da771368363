"""Which date governs which act: its own clause first, then a date that leads the sentence; one date, one act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from digests.chronicle.acts import Hit, embedded
from digests.chronicle.clauses import Clause
from digests.chronicle.line import NAME, Line
from digests.reading import Expression, Mention
from digests.text.script import fold
from digests.when import Basis, Granularity, When

_AGAIN = re.compile(rf"^(?:,|，|、)?\s*(?:and|then|和)?\s*(?P<name>{NAME}+)\s*(?:in|on|at)?\s*$")
_ACCOUNTS = re.compile(
    r"(?:的|'s|’s)?\s*(?:财报|业绩|财年|营收报告"
    r"|(?:earnings|results|revenues?|profits?|sales|guidance|outlook|forecast|financial|budget)\b)"
)
"""What a date before it only names: "Q4 results" do not appear in the fourth quarter."""
_ACCOUNTS_FOR = re.compile(
    r"\b(?:earnings|results|revenues?|profits?|sales|guidance|outlook|forecast|estimates?|accounts|budget)\s+(?:for|of)\s+(?:the\s+)?$"
)
"""The same before it: "results for the first quarter"."""
_BOOKS = re.compile(r"quarter|qtr|\b[qh][1-4]\b|\bhalf\b|季|半年")
"""A period by which accounts are kept."""
_MONEY = (
    r"(?:earnings|results|revenues?|profits?|loss(?:es)?|sales|income|guidance|outlook|forecasts?|estimates|expectations"
    r"|targets|margins?|deliveries|shipments|turnover)"
)
_MEASURED = re.compile(
    rf"[’']?s?\s(?:(?!(?:for|in|on|at|to|and|but|as|with|from|by|after|when|that|which)\b)[\w&$.’'-]+\s){{0,4}}?{_MONEY}\b"
    r"|(?:的|[^,，。;；:：\s]{0,8}?)(?:营收|收入|营业额|净利|获利|利润|亏损|盈利|毛利|销售额|业绩|财报|eps|每股)"
)
"""What a quarter before it only measures: "beats December-quarter targets", 第三季度净亏损."""
_MEASURED_IN = re.compile(
    r"\b(?:report|post|announc|book|publish|disclos|releas|unveil|beat|miss|top|warn|forecast|predict|guid)\w*\s[^,;]*?"
    rf"\b{_MONEY}\b[^,;]*\b(?:for|in|of|during|over)\s+(?:the\s+|its\s+)?$"
)
"""The same behind the announcing verb: "posted a loss for the December quarter"."""
_PLACED = re.compile(r"\b(?:in|during|over|since|by|until|from)\s(?:the\s|its\s)?$")
_IN_YEAR = re.compile(
    r"\b(?:in|by|since|during|until|before|after|from|to|early|mid|late|end|beginning|year|around"
    r"|(?:start|half|quarter|summer|spring|autumn|fall|winter|middle) of)\b[^,]{0,24}$|^\W*\d{4}$"
)
"""What makes a year the time of an act; "the first deal of 2026" only counts deals."""
_ACRONYM = re.compile(r"\b(?!(?:IN|BY|SINCE|UNTIL|DURING|OF|FROM|TO)\b)[A-Z]{2,}[A-Za-z]*\s$")
"""Right before a year that is part of a name ("CES 2026")."""
_GOES_ON = re.compile(
    r"\s(?!(?:As|With|To|After|And|Or|For|Amid|On|At|By|But|While|When|Says?|From|If|Than|Via)\b)[A-Z][\w’'-]+"
)
"""Right after one ("the 2024 Olympics", "2026 IPO")."""
_IN = re.compile(r"\b(?:in|during|by|since|until)\s$")
_LOOSE_DAY = re.compile(
    r"(?:early |mid-? ?|late )?[a-z]{3,9}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?"
    r"|[\d一二三四五六七八九十]{1,2}\s?月(?:份|\d{1,2}\s?[日号])?"
)
_LONG_BEHIND = timedelta(days=270)
"""A bare "February" read in January is as well the coming one: it dates nothing."""
_ATTRIBUTIVE = re.compile(r"(?:first|second|third|fourth)-quarter(?: (?:20)?\d\d)?")
"""A quarter that only says which profits or deliveries are meant."""
_MODAL = re.compile(r"\s+(?:not |also )?[a-z]+")
_BEFORE_MAY = re.compile(
    r"\b(?:in|by|on|since|until|till|last|this|next|of|early|mid|late|from|for|to|during|\d)[\s-]$"
)
_COUNTS_AHEAD = re.compile(r"\b(?:after|before|following)$")
_COUNTS_BACK = re.compile("[后後]$")
_FLUSH = re.compile(rf"[\s{NAME}了的]*")
"""What may stand between a Chinese verb and the words that count from it: 发布 Heron-1 三个月后."""
_UNFIT = frozenset({Granularity.DECADE})


@dataclass(frozen=True, slots=True)
class Dated:
    """A verb in its clause with the time expression that governs it, if one does."""

    hit: Hit
    clause: int
    time: Expression | None = None
    instead: Mention | None = None
    """The object, where the verb is left out the second time ("Heron-1 in May and Heron-2 in June")."""


def dated(
    line: Line, clauses: Sequence[Clause], hits: Sequence[Sequence[Hit]], *, published: bool
) -> tuple[Dated, ...]:
    """Return every verb with its governing date. Without a publication date only absolute dates count."""
    usable = [t for t in line.times if _usable(line, t, published=published)]
    found: list[Dated] = []
    waiting: list[Expression] = []
    for at, clause in enumerate(clauses):
        own = [t for t in usable if clause.holds(t.start, t.end)]
        given = _within(line, own, hits[at])
        if waiting and not clause.background:
            given = _lead(line, waiting, hits[at], given)
        leads = all(h in _counted_from(line, own, hits[at]) for h in hits[at])
        waiting += [t for t in own if t not in given.values()] if leads else []
        found += [Dated(h, at, given.get(h.start)) for h in hits[at]]
        found += _repeated(line, found, [t for t in own if hits[at] and t not in given.values()])
    return _trailing(line, clauses, found, waiting)


def leftover(line: Line, found: Sequence[Dated], *, published: bool) -> tuple[Expression, ...]:
    """Return the usable dates of a line that govern no verb."""
    taken = {d.time.start for d in found if d.time}
    return tuple(t for t in line.times if _usable(line, t, published=published) and t.start not in taken)


def _usable(line: Line, time: Expression, *, published: bool) -> bool:
    """Say whether an expression can date an event."""
    if time.when is None or time.when.granularity in _UNFIT or _ACCOUNTS.match(line.text, time.end):
        return False
    if _ACCOUNTS_FOR.search(line.text[: time.start]):
        return False
    if _ATTRIBUTIVE.fullmatch(time.text.casefold()) or _is_reported_on(line, time):
        return False
    if _names_something(line, time, time.when) or _is_modal(line, time) or _is_unclear(time, time.when, line):
        return False
    if not line.chinese and time.when.granularity is Granularity.YEAR and not _IN_YEAR.search(line.text[: time.end]):
        return False
    return published or time.when.basis is not Basis.PUBLICATION


def _is_reported_on(line: Line, time: Expression) -> bool:
    """Say whether a quarter or half is what accounts are about: they appear after it, when the report does."""
    if not _BOOKS.search(fold(time.text)):
        return False
    if _MEASURED.match(line.text, time.end) and not _PLACED.search(line.text[: time.start]):
        return True
    return _MEASURED_IN.search(line.text[: time.start]) is not None


def _names_something(line: Line, time: Expression, when: When) -> bool:
    """Say whether a year belongs to a name ("the 2024 Olympic Games", "CES 2026")."""
    if when.granularity is not Granularity.YEAR or not time.text.isdigit():
        return False
    text = line.sentence.text
    if _ACRONYM.search(text[: time.start]):
        return True
    named = line.name_from(time.end + 1) is not None
    return bool(_GOES_ON.match(text, time.end)) and not named and not _IN.search(line.text[: time.start])


def _is_modal(line: Line, time: Expression) -> bool:
    """Say whether "may" is no month ("models may be at risk")."""
    if time.text.casefold() != "may":
        return False
    return bool(_MODAL.match(line.text, time.end)) and not _BEFORE_MAY.search(line.text[: time.start])


def _is_unclear(time: Expression, when: When, line: Line) -> bool:
    """Say whether a month without its year was taken for one that lies long behind."""
    bare = when.basis is Basis.PUBLICATION and _LOOSE_DAY.fullmatch(time.text.casefold())
    return bool(bare) and line.published is not None and line.published - when.end > _LONG_BEHIND


def _within(line: Line, times: Sequence[Expression], hits: Sequence[Hit]) -> dict[int, Expression]:
    """Pair the verbs of one clause, by their start, with its dates: Chinese dates come first, English ones follow."""
    given: dict[int, Expression] = {}
    for time in times:
        since = _counted_from(line, [time], hits)
        free = [h for h in hits if h.start not in given and h not in since]
        free = [h for h in free if not h.weak] or free
        after = [h for h in free if h.start >= time.end]
        before = [h for h in reversed(free) if h.end <= time.start]
        best = (after + before) if line.chinese else (before + after)
        if best:
            given[best[0].start] = time
    return given


def _counted_from(line: Line, times: Sequence[Expression], hits: Sequence[Hit]) -> list[Hit]:
    """Return the verbs from which dates only count: "two weeks after its launch", 发布三个月后."""
    since = []
    for time in times:
        if _COUNTS_AHEAD.search(time.text.casefold()):
            since += [h for h in hits if h.start >= time.end][:1]
        elif _COUNTS_BACK.search(time.text):
            since += [h for h in hits if h.end <= time.start and _FLUSH.fullmatch(line.masked, h.end, time.start)]
    return since


def _repeated(line: Line, found: Sequence[Dated], rest: Sequence[Expression]) -> list[Dated]:
    """Return the last dated verb again for each "and NAME DATE" that follows its date."""
    again: list[Dated] = []
    for time in rest:
        last = [*found, *again][-1]
        if last.time is not None and (gap := _AGAIN.match(line.masked[last.time.end : time.start])):
            name = line.name_from(last.time.end + gap.start("name"))
            again.append(Dated(last.hit, last.clause, time, name))
    return again


def _lead(
    line: Line, waiting: list[Expression], hits: Sequence[Hit], given: dict[int, Expression]
) -> dict[int, Expression]:
    """Give the latest date that leads the sentence to the first verb of this clause that has none."""
    free = [h for h in hits if h.start not in given]
    free = [h for h in free if not h.weak] or free
    free = [h for h, later in pairwise(free) if not embedded(line, h, later)] + free[-1:]
    if free and not given:
        given = {free[0].start: waiting[-1]}
        waiting.clear()
    return given


def _trailing(
    line: Line, clauses: Sequence[Clause], found: list[Dated], waiting: list[Expression]
) -> tuple[Dated, ...]:
    """Give a date that stands alone at the end ("…, in July 2023") to the last verb before it that has none."""
    for time in waiting:
        for i in range(len(found) - 1, -1, -1):
            near = clauses[found[i].clause].end <= time.start
            if near and found[i].time is None and found[i].hit.act and not clauses[found[i].clause].background:
                if _stands_alone(line, clauses, time):
                    found[i] = Dated(found[i].hit, found[i].clause, time)
                break
    return tuple(found)


def _stands_alone(line: Line, clauses: Sequence[Clause], time: Expression) -> bool:
    """Say whether the clause of a date holds little else."""
    clause = next(c for c in clauses if c.holds(time.start, time.end))
    return clause.end - clause.start - (time.end - time.start) <= (3 if line.chinese else 6)
