"""Whether a cue of the future governs words about time: "will … in June", 将于6月, "On 3 May the law takes effect"."""

from __future__ import annotations

from digests.dates.chinese.future import governs as governs_in_chinese
from digests.dates.chinese.future import lasts as lasts_in_chinese
from digests.dates.clause import clause_of, with_neighbours
from digests.dates.english.future import governs as governs_in_english
from digests.dates.english.future import lasts as lasts_in_english


def governed(folded: str, start: int, end: int) -> bool:
    """Say whether a cue of the future governs the words at that place of the folded text.

    Words that stand alone between commas belong to the clauses on both sides.
    """
    clause = clause_of(folded, start, end)
    if not clause.is_alone:
        return governs_in_chinese(clause) or governs_in_english(clause.left, clause.right, leads=clause.leads)
    wide = with_neighbours(clause)
    before, after = folded[wide.begin : clause.begin].rstrip(",， "), folded[clause.stop : wide.stop].lstrip(",， ")
    if governs_in_chinese(wide):
        return True
    return governs_in_english(before, "", leads=False) or governs_in_english("", after, leads=True)


def lasts_until(folded: str, start: int, end: int) -> bool:
    """Say whether what is told in the present ends with the words at that place: "are sold out until Christmas"."""
    clause = clause_of(folded, start, end)
    return lasts_in_chinese(clause) or lasts_in_english(clause.left)
