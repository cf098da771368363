"""Which dates tell when something happened: not those of accounts, of a quotation, of a beginning or of a state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digests.chronicle.acts import Hit
from digests.chronicle.clauses import Clause
from digests.chronicle.cues import NOT_DONE
from digests.chronicle.dating import Dated
from digests.chronicle.idle import opens_definite
from digests.chronicle.line import Line
from digests.chronicle.telling import lies_ahead
from digests.reading import Expression

_LITTLE = 10
"""Code points beside a date that tell nothing ("In June, …")."""
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY_OF_MONTH = re.compile(rf"\d月\d{{1,2}}|{_MONTH}\.?\s\d|\d(?:st|nd|rd|th)?(?:\sof)?\s{_MONTH}")
_WIDEST = 31
_ENDED = re.compile(r"\b(?:quarter|year|period|months|weeks)\s+(?:that\s+)?end(?:ed|ing|s)\s+(?:on\s+|in\s+)?$")
_SINCE = re.compile(r"\bsince\s+(?:\w+\s+){0,2}$|(?:自从?|从)$")
_SINCE_AFTER = re.compile(r"\s?(?:以来|至今|起至|止的?(?:季度|财季|财年|年度|三个月|六个月))")
_DATELINE = re.compile(r"\s?(?:--|\([a-z ]{0,20}(?:wire|newswi|reuters|news\b)|[电讯](?=[\s)）:：,，]|$))")
"""Right after the date that a report was sent off on."""
_PROGRESSIVE = re.compile(
    r"\b(?:is|are|was|were)\s+(?:also\s+|now\s+|still\s+|\w+ly\s+)?(?!(?:expecting|planning|launching|opening|leaving)\b)\w{2,}ing\b"
    r"|正在|正(?=[努竭积加寻考观])"
)


def dates_another(line: Line, hit: Hit, time: Expression) -> bool:
    """Say whether a date beside an act is of something else: the span that results are of, or what was said."""
    span = hit.id == "report-results" and time.when is not None and time.when.days > _WIDEST
    return span or (hit.id == "say" and re.search("[:：]", line.masked[hit.end : time.start]) is not None)


def goes_on(line: Line, clause: Clause) -> bool:
    """Say whether a clause without a known act tells what is only under way ("investors are weighing")."""
    return _PROGRESSIVE.search(line.masked, clause.start, clause.end) is not None


def stands_apart(line: Line, time: Expression, clauses: Sequence[Clause], found: Sequence[Dated]) -> bool:
    """Say whether a date tells something of its own: beside dated acts only a time to come, in another clause.

    A dateline, the end of a term of accounts and the beginning of what still lasts tell nothing.
    """
    ahead, before = lies_ahead(line, time), line.text[: time.start]
    framed = _ENDED.search(before) or _SINCE.search(before) or _SINCE_AFTER.match(line.text, time.end)
    if _DATELINE.match(line.text, time.end) or (framed and not ahead):
        return False
    dated = {d.clause for d in found if d.time is not None}
    return not dated or (ahead and _home(time, clauses) not in dated)


def is_of_the_calendar(line: Line, time: Expression) -> bool:
    """Say whether a text names a day of a month, for something that it names: as good as a full date."""
    text = line.sentence.text
    named = bool(line.names) and not line.sentence.is_title and not opens_definite(text)
    return named and _DAY_OF_MONTH.search(time.text.casefold()) is not None


def is_undone(line: Line, clauses: Sequence[Clause], time: Expression) -> bool:
    """Say whether the clause of a date, or after a mere date the next one, tells what did not happen."""
    home = _home(time, clauses)
    mere = clauses[home].end - clauses[home].start - (time.end - time.start) <= _LITTLE
    return any(NOT_DONE.search(line.text, c.start, c.end) for c in clauses[home : home + 1 + mere])


def _home(time: Expression, clauses: Sequence[Clause]) -> int:
    """Return the place of the clause that holds a date."""
    return next(i for i, clause in enumerate(clauses) if clause.holds(time.start, time.end))
