"""Two parties and one release: "X and Y team up to release Z", "X携手Y推出Z" is the release of Z, not also a deal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from digests.chronicle.acts import Hit
from digests.chronicle.clauses import Clause
from digests.chronicle.line import NAME, TIME, Line
from digests.chronicle.objects import objects_after
from digests.chronicle.statuses import RELEASES
from digests.chronicle.things import thing_after
from digests.chronicle.verb import Verb
from digests.lexicon import Lexicon

_GAP = re.compile(
    rf"^[\s{NAME}{TIME}]*(?:with\s+(?:the\s+)?{NAME}*\s*(?:\w+\s+)?)?(?:to|on|in|共同|联合|一起|正式|将|并)?\s*$"
)


def settle_partners(line: Line, clause: Clause, hits: Sequence[Hit], lexicon: Lexicon) -> tuple[Hit, ...]:
    """Return the verbs with one left of every partnering that leads straight to a release.

    It is the release where what is released can be named, else the partnership.
    """
    kept = list(hits)
    for first, then in pairwise(hits):
        if first.id == "partner" and then.id in RELEASES and _GAP.match(line.masked[first.end : then.start]):
            verb = Verb(line, clause, then, lexicon)
            kept.remove(first if objects_after(verb) or thing_after(verb) else then)
    return tuple(kept)
