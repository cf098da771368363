"""The words beside a picture of a timeline."""

from __future__ import annotations

from config.catalogues import load_words
from digests.language import Lang
from digests.layout.picture import LONGEST_ALT, alternative
from digests.page import Row, Tone

EN = load_words(Lang.EN)


def row(number: int, mark: str = "") -> Row:
    return Row(str(number), f"{number} May 2024", f"Grebe releases Heron-{number} " + "x" * 60, Tone.HAPPENED, mark)


def test_it_says_every_row_with_its_mark_and_what_is_left_out():
    told = alternative("Heron", [row(1), row(2, "planned")], "3 more rows", EN)
    assert [line[:34] for line in told.splitlines()] == [
        "Heron",
        "1 May 2024: Grebe releases Heron-1",
        "2 May 2024: [planned] Grebe releas",
        "3 more rows",
    ]


def test_it_ends_with_a_whole_row_and_counts_the_rest():
    rows = [row(number) for number in range(10, 40)]
    told = alternative("Heron", rows, "", EN)
    *whole, rest = told.splitlines()[1:]
    assert len(told) <= LONGEST_ALT
    assert rest == f"… and {len(rows) - len(whole)} more."
    assert all(line.endswith("x" * 60) for line in whole)
