"""What sort of row a clause gives, and which word of doubt stands beside its act."""

from __future__ import annotations

import re

from digests.chronicle.acts import Hit
from digests.chronicle.clauses import Clause
from digests.chronicle.cues import (
    ANNOUNCED,
    AVAILABLE,
    DENIED,
    FUTURE_BEFORE,
    HYPOTHETICAL,
    NEGATED_BEFORE,
    REPEATED,
    REPORTED,
    TALKS,
    TOGETHER_TO,
    WHETHER,
)
from digests.chronicle.line import NAME, Line
from digests.event import Hedge, Status
from digests.lexicon import Kind
from digests.reading import Expression
from digests.when import Published, Qualifier, When

RELEASES = frozenset({"release", "open-source", "open-access"})
"""Acts that are one happening: a version is released once, whatever verb reports it."""
_STRONG = ((WHETHER, Hedge.ASKED), (DENIED, Hedge.DENIED), (NEGATED_BEFORE, Hedge.NEGATED))
_TO_COME = re.compile(rf"^\W*(?:[\w'’.&{NAME}-]+\s+){{0,4}}(?![\w'’-]*(?:s|ed|ing|how)\s)[\w'’.&{NAME}-]+\s+to\s+$")
_HAVE = frozenset({"has", "have", "had"})
_COUNTED = "reached|surpassed|passed|topped|exceeded|totall?ed|downloaded|used|served|attracted|grown|climbed|risen"
_HELPED = re.compile(
    rf"^\s+(?:\w+ly\s+|also\s+|just\s+|already\s+|since\s+|now\s+|been\s+)*(?!(?:{_COUNTED})\b)(?:[a-z]{{2,}}(?:ed|wn|ung|gun|ght)"
    r"|built|cut|done|found|given|gone|held|kept|laid|led|left|lost|made|met|paid|put|run|seen|sent|set|sold|spent|taken"
    r"|told|won|written)\b"
)
"""Right after "has": the participle of another verb, unless it is one of counting ("has reached")."""
_HURT = re.compile(r"^\s+(?:the\s+)?(?!a\b|an\b|\$|€|£|¥|US\$)(?:\w+\s+){0,2}?[A-Z][a-z]|\band\b")
"""Right after "hit": somewhere, or another deed before the number."""
_HUGE = 1_000_000
_HOLDS = re.compile(
    r"\b(?:has|had|have|stands? at|stood at|totall?ed)\s+(?:(?:about|around|nearly|almost|over|more than|some)\s+)?$"
    r"|(?:拥有|达到?|共有|已有)(?:约|近|超过?)?$"
)
_AS_OF = re.compile(r"截至|截止|\bas of\b")
_EXPECTED = re.compile(
    r"预计|预期|有望|料将|\b(?:expect(?:s|ed)|likely|set|poised|forecasts?|project(?:s|ed)|predict(?:s|ed)|seen)\b"
)
"""Anywhere before a figure's movement: it is still to come ("is expected to post a 27 per cent jump")."""
_PERFECT = re.compile(r"\b(?:has|have|had)\s+(?:\w+ly\s+|already\s+|since\s+)*$|已经?$")
_CONDITION = re.compile(r"如果|假如|要是|若|除非|\b(?:if|unless)\b")


def status_of(
    line: Line, clause: Clause, hit: Hit, time: Expression | None, published: Published | None, *, document: bool
) -> Status:
    """Return whether the clause tells a plan, a saying, a state or a happening."""
    before = line.masked[clause.start : hit.start]
    ahead = (FUTURE_BEFORE.search(before) or _is_headline_plan(line, before)) and not TOGETHER_TO.search(before)
    if hit.id == "plan" or is_planned(time, published) or ahead or (_is_movement(hit) and _is_expected(before)):
        return Status.PLANNED
    if document or (hit.act is not None and hit.act.kind is Kind.STATEMENT):
        return Status.STATEMENT
    counts = hit.id == "reach" or (hit.act is None and not _tells_a_deed(line, clause, hit))
    return Status.SNAPSHOT if counts else Status.HAPPENED


def _tells_a_deed(line: Line, clause: Clause, hit: Hit) -> bool:
    """Say whether an English word of holding or reaching does other work beside an amount.

    "Had" before another verb only helps it ("had begun a trial in two schools"); what is hit may be no number ("hit
    the coast and cut the power to 4,000 homes").
    """
    amount = next((q.start for q in line.amounts if hit.end <= q.start < clause.end), None)
    if line.chinese or amount is None:
        return False
    if hit.form in _HAVE:
        return bool(_HELPED.match(line.masked[hit.end : amount]))
    return hit.form == "hit" and bool(_HURT.search(line.sentence.text[hit.end : amount]))


def is_state(line: Line, when: When) -> bool:
    """Say whether a sentence without a known verb tells a large number as it stood at that time ("as of", "had")."""
    huge = [q for q in line.amounts if q.value >= _HUGE]
    held = any(_HOLDS.search(line.masked[: q.start]) for q in huge)
    return bool(huge) and (held or (when.qualifier is Qualifier.BY and bool(_AS_OF.search(line.text))))


def _is_expected(before: str) -> bool:
    """Say whether words before a movement put it into the future; "the forecast has tumbled" has happened."""
    return bool(_EXPECTED.search(before)) and not _PERFECT.search(before)


def _is_movement(hit: Hit) -> bool:
    """Say whether the verb tells how a figure moved."""
    return hit.act is not None and hit.act.kind is Kind.FIGURE


def _is_headline_plan(line: Line, before: str) -> bool:
    """Say whether an English title tells a plan with a bare "to": "Heron Pro Beta to launch"."""
    return line.sentence.is_title and not line.chinese and bool(_TO_COME.search(before))


def is_planned(time: Expression | None, published: Published | None) -> bool:
    """Say whether a date is governed by the future, or lies after the publication."""
    if time is None or time.when is None:
        return False
    return time.planned or (published is not None and time.when.start > published.when.end)


def hedge_of(line: Line, clause: Clause, hit: Hit, status: Status) -> Hedge | None:
    """Return the strongest word of doubt beside the act."""
    before = line.masked[clause.start : hit.start]
    strong = next((hedge for cue, hedge in _STRONG if cue.search(before)), None)
    if strong is None and status is Status.STATEMENT:
        return Hedge.REPORTED if REPEATED.search(line.text) else None
    if strong is not None:
        return strong
    if TALKS.search(before):
        return Hedge.TALKS
    if REPORTED.search(line.text):
        return Hedge.REPORTED
    return Hedge.ANNOUNCED if _only_announced(line, before, hit) else None


def doubt_in(line: Line) -> Hedge | None:
    """Return the strongest word of doubt anywhere in a sentence without a known act."""
    cues = ((WHETHER, Hedge.ASKED), (DENIED, Hedge.DENIED), (TALKS, Hedge.TALKS), (REPORTED, Hedge.REPORTED))
    return next((hedge for cue, hedge in cues if cue.search(line.text)), None)


def _only_announced(line: Line, before: str, hit: Hit) -> bool:
    """Say whether a release is announced without a word that the thing can be had."""
    said = ANNOUNCED.search(hit.form) or ANNOUNCED.search(before[-24:]) or TOGETHER_TO.search(before)
    return hit.id in RELEASES and bool(said) and not AVAILABLE.search(line.text)


def supposed(line: Line, clause: Clause, *, firm: bool) -> bool:
    """Say whether the clause only supposes; a firm past date outweighs a condition elsewhere in the sentence."""
    if HYPOTHETICAL.search(line.masked, clause.start, clause.end):
        return True
    return not firm and bool(_CONDITION.search(line.text, 0, clause.start))
