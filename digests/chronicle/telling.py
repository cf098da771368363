"""Which verbs of a clause tell an act of the field: a saying may only date another, and a court orders no chips."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digests.chronicle.acts import Hit
from digests.chronicle.clauses import Clause
from digests.chronicle.cues import ANNOUNCED
from digests.chronicle.line import TIME, Line
from digests.chronicle.roles import roles_of
from digests.chronicle.verb import Verb
from digests.lexicon import EntityType, Kind, Lexicon
from digests.reading import Expression

_GOODS = re.compile(
    r"\b(?:chips?|gpus?|accelerators?|servers?|wafers?|processors?|units)\b|芯片|显卡|加速卡|晶片|服务器|晶圆"
)

_BLAME = frozenset({"criticism", "accusation", "accusations", "denial", "testimony", "warning", "warnings"})
_OF_OTHERS = re.compile(r"^\s+(?:from|by|among|over)\b")
_MET_EN = re.compile(
    r"\b(?:amid|despite|after|fac(?:e|es|ed|ing)|dr(?:aw|aws|ew|awing)|prompt(?:s|ed|ing)?|spark(?:s|ed|ing)?|met with"
    r"|under|attract(?:s|ed|ing)?)\s+(?:\w+\s+){0,2}$"
)
_MET_ZH = re.compile(r"(?:遭到?|受到|面临|引发|招致|引来|招来|惹来)[^,，。的]{0,14}$|来自[^,，。]{0,16}的$")
"""Right before a charge: the subject does not make it but meets with it."""
_SOURCE_EN, _SOURCE_ZH = 7, 16
"""Words, or code points, that a source at the end of a sentence takes at most."""
_STRAIGHT_TO = re.compile(rf"^(?!.*(?:将|计划|拟|预计|打算|准备|未来|{TIME}))[^,，。;；:：]{{0,24}}$")
"""Between an announcing and the deed."""


def telling(line: Line, clause: Clause, hits: Sequence[Hit], lexicon: Lexicon) -> tuple[Hit, ...]:
    """Return the verbs that tell an act.

    That is no saying that only dates another act, introduces it or closes the sentence as its source, no charge that
    the subject does not make but meets with, and no order but one of goods.
    """
    spoken = [h for h in hits if h.id != "say" or not _only_frames(line, clause, h, hits)]
    kept = [h for h in spoken if not _meets_with(line, clause, h)]
    return tuple(h for h in kept if _is_trade(line, clause, h, lexicon))


def _only_frames(line: Line, clause: Clause, saying: Hit, hits: Sequence[Hit]) -> bool:
    """Say whether a saying is not what the sentence tells, of its subject."""
    return clause.background or _closes(line, clause, hits) or _introduces(line, saying, hits)


def _closes(line: Line, clause: Clause, hits: Sequence[Hit]) -> bool:
    """Say whether a short last clause only names the source of what happened before it ("…, the company said")."""
    last = clause.start > 0 and not line.masked[clause.end :].strip(' .。”"') and len(hits) == 1
    words = len(line.masked[clause.start : clause.end].split())
    short = clause.end - clause.start <= _SOURCE_ZH if line.chinese else words <= _SOURCE_EN
    dated = [t.end <= clause.start and not lies_ahead(line, t) for t in line.times if t.when]
    return last and short and bool(dated) and all(dated)


def _meets_with(line: Line, clause: Clause, hit: Hit) -> bool:
    """Say whether words of blame or denial are a noun for what others do ("criticism from users", 遭到批评)."""
    if hit.act is None or hit.act.kind is not Kind.STATEMENT:
        return False
    if line.chinese:
        return bool(_MET_ZH.search(line.masked[clause.start : hit.start]))
    others = _OF_OTHERS.match(line.masked[hit.end : clause.end]) or _MET_EN.search(line.masked[: hit.start])
    return hit.form in _BLAME and bool(others)


def lies_ahead(line: Line, time: Expression) -> bool:
    """Say whether a time is one to come: then that somebody says so is all that has happened."""
    late = time.when is not None and line.published is not None and time.when.end > line.published
    return time.planned or late


def _introduces(line: Line, saying: Hit, hits: Sequence[Hit]) -> bool:
    """Say whether a Chinese 宣布 is followed by the deed that it makes known, no other time or plan between."""
    deed = next((h for h in hits if h.start >= saying.end and not h.weak and h.id not in ("say", "plan")), None)
    if not line.chinese or deed is None or not ANNOUNCED.search(saying.form):
        return False
    return bool(_STRAIGHT_TO.match(line.masked[saying.end : deed.start]))


def _is_trade(line: Line, clause: Clause, hit: Hit, lexicon: Lexicon) -> bool:
    """Say whether an order is one of goods, placed by a company; every other act passes."""
    if hit.id != "order-chips":
        return True
    placed = Verb(line, clause, hit, lexicon)
    counted = any(clause.holds(q.start, q.end) and q.start >= hit.end for q in line.amounts)
    return bool(roles_of(placed, ()).actors) and (counted or bool(_GOODS.search(placed.after)) or _has_chip(placed))


def _has_chip(verb: Verb) -> bool:
    """Say whether a chip is named after the verb."""
    named = (n for n in verb.line.names if verb.hit.end <= n.start and n.end <= verb.clause.end)
    return any(verb.type_of(n) is EntityType.CHIP for n in named)
