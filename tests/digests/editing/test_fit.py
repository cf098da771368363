"""An answer in sheets: nothing is lost, and what can be pressed stands where it belongs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.ask import Ask
from digests.delivery import Budget
from digests.editing.fit import Turn, sheets, turn
from digests.editing.parts import size
from digests.page import Act, Block, Buttons, Choice, Footer, Heading, Page, Rating, Row, Text, Tone

SMALL = Budget(400, 8)
TITLE = Heading("Latest", 1)
SEARCH = Buttons((Act("Search", Ask("search"), typed="query"),))
RATING = Rating(Act("Useful", Ask("rate")), Act("Not useful", Ask("rate", {"as": "not-useful"})))


def row(number: int, length: int = 60) -> Row:
    return Row(f"s{number:08}", f"{number + 1} Apr 2024", f"Line {number} ".ljust(length, "x"), Tone.PLAIN)


def opening(*numbers: int) -> tuple[Act, ...]:
    return tuple(Act(f"Line {n}", Ask("story", {"id": f"s{n:08}"})) for n in numbers)


def choices(page: Page) -> list[str]:
    return [act.label for block in page.blocks if isinstance(block, Choice) for act in block.acts]


def rows(page: Page) -> list[str]:
    return [f"Line {int(block.id[1:])}" for block in page.blocks if isinstance(block, Row)]


def test_a_page_that_fits_is_one_sheet_as_it_is():
    page = Page("Latest", (TITLE, row(1), Choice("Open", opening(1)), SEARCH, Footer("end")))
    assert sheets(page, SMALL, size) == (page,)


def test_each_sheet_has_the_title_its_rows_their_choice_and_every_button():
    page = Page("Latest", (TITLE, *map(row, range(12)), Choice("Open", opening(*range(12))), SEARCH, RATING))
    every = sheets(page, SMALL, size)
    assert len(every) > 2
    assert [sheet.blocks[0] for sheet in every] == [TITLE, *[Heading("Latest", 3)] * (len(every) - 1)]
    assert [rows(sheet) for sheet in every] == [choices(sheet) for sheet in every]
    assert all(sheet.blocks[-2:] == (SEARCH, RATING) for sheet in every)
    assert [line for sheet in every for line in rows(sheet)] == [f"Line {n}" for n in range(12)]


def test_choices_in_the_midst_of_rows_are_put_beneath_the_rows_they_open():
    halves: list[tuple[Block, ...]] = [
        (*map(row, range(6)), Choice("Open", opening(*range(6)))),
        (*map(row, range(6, 12)), Choice("Open", opening(*range(6, 12)))),
    ]
    every = sheets(Page("T", tuple(block for half in halves for block in half)), SMALL, size)
    assert [rows(sheet) for sheet in every] == [choices(sheet) for sheet in every]


def test_what_opens_a_row_by_another_id_is_known_by_its_words_and_else_stands_with_the_one_before():
    acts = tuple(Act(f"{row(n).date} · planned · {row(n).line}", Ask("story", {"id": f"a{n}"})) for n in range(6))
    lost = Act("Nothing like it", Ask("story", {"id": "a99"}))
    every = sheets(Page("T", (*map(row, range(6)), Choice("Open", (*acts, lost)))), Budget(300, 8), size)
    told = [label for sheet in every for label in choices(sheet)]
    assert told == [*(act.label for act in acts), lost.label]
    assert choices(every[-1])[-1] == lost.label
    assert [len(rows(sheet)) for sheet in every[:-1]] == [len(choices(sheet)) for sheet in every[:-1]]


def test_a_story_of_a_digest_is_known_by_its_id_in_the_small_print():
    stories: list[Block] = [
        block
        for n in range(6)
        for block in (Heading(f"{n}. Line {n}"), Text("w" * 80), Text(f"2 outlets · s{n:08}", Tone.QUIET))
    ]
    every = sheets(Page("T", (TITLE, *stories, Choice("Open", opening(*range(6))))), SMALL, size)
    shown = [
        [block.text[3:] for block in sheet.blocks if isinstance(block, Heading) and block.level == 2] for sheet in every
    ]
    assert shown == [choices(sheet) for sheet in every]
    assert [turn(every, n).left for n in range(1, len(every) + 1)] == [
        6 - sum(map(len, shown[:n])) for n in range(1, len(every) + 1)
    ]


def test_a_sheet_knows_its_place_and_a_number_that_is_none_means_the_nearest():
    every = sheets(Page("Latest", (TITLE, *map(row, range(12)))), SMALL, size)
    first = len(rows(every[0]))
    assert turn(every, 1) == Turn(1, len(every), 12 - first)
    assert turn(every, 0) == turn(every, 1)
    assert turn(every, 99) == Turn(len(every), len(every), 0)


def test_a_heading_stays_with_the_row_below_it():
    blocks = [block for n in range(8) for block in (Heading(f"Subject {n}"), row(n))]
    for sheet in sheets(Page("T", (TITLE, *blocks)), SMALL, size):
        assert isinstance(sheet.blocks[-1], Row)


@settings(deadline=None, max_examples=80)
@given(lengths=st.lists(st.integers(1, 900), max_size=14), characters=st.integers(320, 900), blocks=st.integers(7, 14))
def test_whatever_its_size_every_row_stands_once_in_order_and_every_sheet_fits(
    lengths: list[int], characters: int, blocks: int
):
    page = Page(
        "Latest",
        (
            TITLE,
            *(row(n, length) for n, length in enumerate(lengths)),
            Choice("Open", opening(*range(len(lengths)))),
            SEARCH,
        ),
    )

    def measured(some: tuple[Block, ...]) -> Budget:
        return Budget(size(some).characters, len(some))

    every = sheets(page, Budget(characters, blocks), measured)  # type: ignore[arg-type]  # it is only given tuples
    assert [line for sheet in every for line in rows(sheet)] == [f"Line {n}" for n in range(len(lengths))]
    for sheet in every:
        taken = measured(sheet.blocks)
        assert taken.characters <= characters
        assert taken.blocks <= blocks
