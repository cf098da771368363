"""English dates: what the words say and no more."""

from __future__ import annotations

import pytest

from digests.when import Basis, Qualifier
from tests.digests.dates.reading import basis, qualifier, value, values

ABSOLUTE = [
    ("Grebe opened on 18 April 2024.", "2024-04-18"),
    ("Grebe opened on April 18, 2024.", "2024-04-18"),
    ("Grebe opened on the 18th of April, 2024.", "2024-04-18"),
    ("Grebe opened on Thursday, 18 Apr. 2024.", "2024-04-18"),
    ("Grebe opened on April the 18th, 2024.", "2024-04-18"),
    ("Grebe opened on the eighteenth of April 2024.", "2024-04-18"),
    ("Grebe opened on 2024-04-18.", "2024-04-18"),
    ("Grebe opened on 2024/4/18.", "2024-04-18"),
    ("Grebe opened on 18-Apr-2024.", "2024-04-18"),
    ("Grebe opened on 2024-Apr-18.", "2024-04-18"),
    ("Grebe opened on 4/18/2024.", "2024-04-18"),
    ("Grebe opened on 18/4/2024.", "2024-04-18"),
    ("Grebe opened on 18.4.2024.", "2024-04-18"),
    ("Grebe opened on 4-18-2024.", "2024-04-18"),
    ("Grebe opened on 4/18/24.", "2024-04-18"),
    ("Grebe opened on 4/18/98.", "1998-04-18"),
    ("Grebe opened in April 2024.", "2024-04-01..2024-04-30 month"),
    ("Grebe opened in April of 2024.", "2024-04-01..2024-04-30 month"),
    ("Grebe opened in 2024-04.", "2024-04-01..2024-04-30 month"),
    ("Grebe opened in 04/2024.", "2024-04-01..2024-04-30 month"),
    ("Grebe opened in Q2 2025.", "2025-04-01..2025-06-30 quarter"),
    ("Grebe opened in 2025Q2.", "2025-04-01..2025-06-30 quarter"),
    ("Grebe opened in 2Q25.", "2025-04-01..2025-06-30 quarter"),
    ("Grebe opened in the second quarter of 2025.", "2025-04-01..2025-06-30 quarter"),
    ("Grebe opened in the final quarter of 2024.", "2024-10-01..2024-12-31 quarter"),
    ("Grebe opened in H1 2025.", "2025-01-01..2025-06-30 half"),
    ("Grebe opened in the second half of 2024.", "2024-07-01..2024-12-31 half"),
    ("Grebe opened in the summer of 2024.", "2024-06-01..2024-08-31 season"),
    ("Grebe opened in winter 2024.", "2024-12-01..2025-02-28 season"),
    ("Grebe opened in 2024.", "2024-01-01..2024-12-31 year"),
    ("Grebe opened in the year 2024.", "2024-01-01..2024-12-31 year"),
    ("Grebe lost the 2016 lawsuit.", "2016-01-01..2016-12-31 year"),
    ("Grebe was big in the 1990s.", "1990-01-01..1999-12-31 decade"),
    ("Grebe was big in the nineties.", "1990-01-01..1999-12-31 decade"),
    ("Grebe was big in the '90s.", "1990-01-01..1999-12-31 decade"),
    ("Grebe was big in the 20th century.", "1900-01-01..1999-12-31 range"),
]
SLICES = [
    ("in early 2024", "2024-01-01..2024-03-31 year"),
    ("in mid-2024", "2024-05-01..2024-08-31 year"),
    ("in late 2024", "2024-10-01..2024-12-31 year"),
    ("at the start of 2024", "2024-01-01..2024-02-29 year"),
    ("at the end of 2024", "2024-11-01..2024-12-31 year"),
    ("in early April 2024", "2024-04-01..2024-04-10 month"),
    ("in mid-April 2024", "2024-04-11..2024-04-20 month"),
    ("at the end of February 2024", "2024-02-21..2024-02-29 month"),
    ("at the end of the third quarter of 2024", "2024-09-01..2024-09-30 quarter"),
    ("in the mid-1990s", "1994-01-01..1996-12-31 decade"),
    ("in the late 20th century", "1980-01-01..1999-12-31 range"),
    ("early next week", "2025-09-22..2025-09-24 week"),
    ("at the end of the month", "2025-09-21..2025-09-30 month"),
    ("at year-end", "2024-11-01..2024-12-31 year"),
    ("in mid-year", "2025-05-01..2025-08-31 year"),
    ("at the beginning of year", "2025-01-01..2025-02-28 year"),
    ("earlier this year", "2025-01-01..2025-09-16 year"),
    ("later this year", "2025-09-17..2025-12-31 year"),
    ("for the rest of the month", "2025-09-17..2025-09-30 month"),
    ("later in 2023", "2023-07-01..2023-12-31 year"),
]
RELATIVE = [
    ("yesterday", "2025-09-16"),
    ("last night", "2025-09-16"),
    ("the day before yesterday", "2025-09-15"),
    ("tomorrow", "2025-09-18"),
    ("this morning", "2025-09-17"),
    ("last week", "2025-09-08..2025-09-14 week"),
    ("next week", "2025-09-22..2025-09-28 week"),
    ("last month", "2025-08-01..2025-08-31 month"),
    ("last quarter", "2025-04-01..2025-06-30 quarter"),
    ("in the last quarter", "2025-04-01..2025-06-30 quarter"),
    ("last year", "2024-01-01..2024-12-31 year"),
    ("this weekend", "2025-09-20..2025-09-21 range"),
    ("over the weekend", "2025-09-13..2025-09-14 range"),
    ("the week after next", "2025-09-29..2025-10-05 week"),
    ("last Friday", "2025-09-12"),
    ("last Wednesday", "2025-09-10"),
    ("this Friday", "2025-09-19"),
    ("next Friday", "2025-09-26"),
    ("this coming Friday", "2025-09-19"),
    ("on Friday", "2025-09-12"),
    ("on Wednesday", "2025-09-17"),
    ("Friday last week", "2025-09-12"),
    ("next week's Tuesday", "2025-09-23"),
    ("in August", "2025-08-01..2025-08-31 month"),
    ("in September", "2025-09-01..2025-09-30 month"),
    ("in October", "2024-10-01..2024-10-31 month"),
    ("last March", "2025-03-01..2025-03-31 month"),
    ("next March", "2026-03-01..2026-03-31 month"),
    ("this March", "2025-03-01..2025-03-31 month"),
    ("in March last year", "2024-03-01..2024-03-31 month"),
    ("on May 4", "2025-05-04"),
    ("on December 4", "2024-12-04"),
    ("on February 29", "2024-02-29"),
    ("on Thursday, September 18", "2025-09-18"),
    ("on the 3rd", "2025-09-03"),
    ("on 9/15", "2025-09-15"),
    ("on 15/9", "2025-09-15"),
    ("on Tuesday the 16th", "2025-09-16"),
    ("on 15 and 16 September", "2025-09-15..2025-09-16 range"),
    ("on the 20th of last month", "2025-08-20"),
    ("last summer", "2025-06-01..2025-08-31 season"),
    ("this winter", "2025-12-01..2026-02-28 season"),
    ("last year's third quarter", "2024-07-01..2024-09-30 quarter"),
    ("in the second quarter", "2025-04-01..2025-06-30 quarter"),
    ("in Q4", "2024-10-01..2024-12-31 quarter"),
    ("two years ago", "2023-01-01..2023-12-31 year"),
    ("five months ago", "2025-04-01..2025-04-30 month"),
    ("three weeks ago", "2025-08-25..2025-08-31 week"),
    ("ten days ago", "2025-09-07"),
    ("twenty-one days ago", "2025-08-27"),
    ("a fortnight ago", "2025-09-01..2025-09-07 week"),
    ("a decade ago", "2010-01-01..2019-12-31 decade"),
    ("half a year ago", "2025-03-01..2025-03-31 month"),
    ("two and a half years ago", "2023-03-01..2023-03-31 month"),
    ("three years from now", "2028-01-01..2028-12-31 year"),
]
COUNTED = [
    ("in the first week of June 2025", "2025-06-02..2025-06-08 week"),
    ("in the last week of July", "2025-07-28..2025-08-03 week"),
    ("on the first Monday of last month", "2025-08-04"),
    ("on the last Friday of October 2024", "2024-10-25"),
    ("on the last day of August", "2025-08-31"),
    ("in the first nine months of 2024", "2024-01-01..2024-09-30 range"),
    ("in the last two quarters of last year", "2024-07-01..2024-12-31 range"),
    ("in the week of October 7, 2024", "2024-10-07..2024-10-13 week"),
    ("two days after April 18, 2024", "2024-04-20"),
    ("three weeks before May 6, 2024", "2024-04-15..2024-04-21 week"),
    ("three days from tomorrow", "2025-09-21"),
]
RANGES = [
    ("from 2016 to 2018", "2016-01-01..2018-12-31 range"),
    ("between 2016 and 2018", "2016-01-01..2018-12-31 range"),
    ("in 2016-2018", "2016-01-01..2018-12-31 range"),
    ("in 2024-25", "2024-01-01..2025-12-31 range"),
    ("from March to May 2024", "2024-03-01..2024-05-31 range"),
    ("from November to February 2024", "2023-11-01..2024-02-29 range"),
    ("from March 2024 to May", "2024-03-01..2024-05-31 range"),
    ("from August to October", "2025-08-01..2025-10-31 range"),
    ("June 3–5, 2024", "2024-06-03..2024-06-05 range"),
    ("3-5 June 2024", "2024-06-03..2024-06-05 range"),
    ("from the 13th to the 15th of July", "2025-07-13..2025-07-15 range"),
    ("between March 2 and April 5, 2024", "2024-03-02..2024-04-05 range"),
    ("March 30 to April 2, 2024", "2024-03-30..2024-04-02 range"),
    ("from Monday to Friday", "2025-09-08..2025-09-12 range"),
    ("from 2007 to the end of 2008", "2007-01-01..2008-12-31 range"),
    ("from last Monday to Friday", "2025-09-15..2025-09-19 range"),
]


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE)
def test_a_date_the_text_states_is_read_as_stated(text: str, expected: str):
    assert value(text) == expected
    assert value(text, published=None) == expected
    assert basis(text) is Basis.ABSOLUTE


@pytest.mark.parametrize(("words", "expected"), SLICES)
def test_a_part_of_a_period_keeps_the_periods_granularity(words: str, expected: str):
    assert value(f"Grebe moved {words}.") == expected


@pytest.mark.parametrize(("words", "expected"), RELATIVE)
def test_relative_words_are_read_from_the_publication(words: str, expected: str):
    assert value(f"Grebe moved {words}.") == expected
    assert basis(f"Grebe moved {words}.") is Basis.PUBLICATION


@pytest.mark.parametrize(("words", "_"), RELATIVE)
def test_relative_words_have_no_date_without_a_publication(words: str, _: str):
    assert values(f"Grebe moved {words}.", published=None) == []


@pytest.mark.parametrize(("words", "expected"), COUNTED)
def test_counted_parts_and_offsets_compose_with_any_period(words: str, expected: str):
    assert value(f"Grebe moved {words}.") == expected


@pytest.mark.parametrize(("words", "expected"), RANGES)
def test_a_range_is_one_expression(words: str, expected: str):
    assert values(f"Grebe was closed {words}.") == [(words.removeprefix("in "), expected)]


def test_months_in_a_list_share_the_year_that_follows():
    assert [v for _, v in values("Grebe met in March, April and May 2024.")] == [
        "2024-03-01..2024-03-31 month",
        "2024-04-01..2024-04-30 month",
        "2024-05-01..2024-05-31 month",
    ]


def test_months_in_a_list_are_not_taken_for_a_year_earlier_when_it_is_their_own():
    assert values("in November and January 2024") == [
        ("November", "2023-11-01..2023-11-30 month"),
        ("January 2024", "2024-01-01..2024-01-31 month"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By June 2026 it had users.", Qualifier.BY),
        ("Before 2020 it was small.", Qualifier.BEFORE),
        ("Since 2019 it has grown.", Qualifier.FROM),
        ("It began around 2010.", Qualifier.ABOUT),
        ("It began about three years ago.", Qualifier.ABOUT),
        ("It began in late 2022.", Qualifier.LATE),
        ("It began in early May.", Qualifier.EARLY),
        ("It began in 2022.", None),
    ],
)
def test_what_the_words_add_is_kept_as_a_qualifier(text: str, expected: Qualifier | None):
    assert qualifier(text) is expected


IN_OTHER_WORDS = [
    ("It closed in may.", "2025-05-01..2025-05-31 month"),
    ("It ran between august and september.", "2025-08-01..2025-09-30 range"),
    ("It closed on 4/22.", "2025-04-22"),
    ("It closed on Friday 9/12.", "2025-09-12"),
    ("It closed on Friday the fifteenth.", "2025-08-15"),
    ("It closed on 31-Oct-74.", "1974-10-31"),
    ("It was born in April of 87.", "1987-04-01..1987-04-30 month"),
    ("It closed in the nineteen seventies.", "1970-01-01..1979-12-31 decade"),
    ("It closed in the noughties.", "2000-01-01..2009-12-31 decade"),
    ("It closed in the twenty-tens.", "2010-01-01..2019-12-31 decade"),
    ("It closed in cy 2008.", "2008-01-01..2008-12-31 year"),
    ("It closed in the 4th qtr of 2018.", "2018-10-01..2018-12-31 quarter"),
    ("It closed in the December quarter.", "2024-10-01..2024-12-31 quarter"),
    ("It grew in the first and second quarters of 2024.", "2024-01-01..2024-06-30 range"),
    ("It will do so by the end of the decade.", "2027-01-01..2029-12-31 decade"),
    ("It closes EOY.", "2025-11-01..2025-12-31 year"),
    ("It closed in 2025-3.", "2025-03-01..2025-03-31 month"),
    ("It closed in 3 - 2025.", "2025-03-01..2025-03-31 month"),
    ("It closed on 2025 03 18.", "2025-03-18"),
    ("It closed 16 days after 01/02/2025.", "2025-01-18"),
    ("It closed the week of the 8th.", "2025-09-08..2025-09-14 week"),
    ("It will close in the week of October 6.", "2025-10-06..2025-10-12 week"),
    ("It closed last Thanksgiving.", "2024-11-28"),
    ("It will be ready before Christmas.", "2025-12-25"),
    ("In two weeks.", "2025-09-29..2025-10-05 week"),
    ("Fri.", "2025-09-12"),
]


@pytest.mark.parametrize(("text", "expected"), IN_OTHER_WORDS)
def test_what_can_be_said_in_other_words_is_read_too(text: str, expected: str):
    assert value(text) == expected


def test_half_a_year_is_about_six_months():
    assert qualifier("It closed half a year ago.") is Qualifier.ABOUT
