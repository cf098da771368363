"""Which verbs of a clause tell an act of the field: a saying may only date another, and a court orders no chips."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digests.chronicle.acts import Hit
from digests.chronicle.clauses import Clause
from digests.chronicle.line import Line
from digests.chronicle.roles import roles_of
from digests.chronicle.verb import Verb
from digests.lexicon import EntityType, Lexicon

_GOODS = re.compile(
    r"\b(?:chips?|gpus?|accelerators?|servers?|wafers?|processors?|units)\b|芯片|显卡|加速卡|晶片|服务器|晶圆"
)


def telling(line: Line, clause: Clause, hits: Sequence[Hit], lexicon: Lexicon) -> tuple[Hit, ...]:
    """Return the verbs that tell an act: no saying that only dates another act, no order but one of goods."""
    return tuple(h for h in hits if not (clause.background and h.id == "say") and _is_trade(line, clause, h, lexicon))


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
