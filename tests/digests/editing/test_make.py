"""What one subscription is posted in one slot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.ask import Ask
from digests.delivery import Budget
from digests.draft import Brief
from digests.editing.parts import size
from digests.edition import Edition
from digests.errors import BadInput
from digests.headline import Origin
from digests.page import Block, Buttons, Choice, Footer, Heading, Link, Page, Quoted, Row, Text, Tone
from digests.subscription import Schedule, Slot
from tests.digests.editing.stage import (
    DAY,
    DUE,
    ONE_LINE,
    PLANNED,
    RELEASED,
    SLOT,
    SUBSCRIPTION,
    TODAY,
    a_brief,
    a_draft,
    cited,
    days,
    edition_of,
    told_by,
)

NEXT_MONTH = replace(PLANNED, id="e0000000002", objects=("heron-9",), when=days(date(2026, 12, 1)))


def made(edition: Edition | None) -> Edition:
    assert edition is not None
    return edition


def without_marks(edition: Edition) -> list[Block]:
    marks = [Footer(str(part.mark)) for part in edition.parts]
    return [block for part in edition.parts for block in part.page.blocks if block not in marks]


def page_of(edition: Edition | None) -> Page:
    (part,) = made(edition).parts
    return part.page


def texts(page: Page, kind: type[Heading | Text | Quoted | Footer]) -> list[str]:
    return [block.text for block in page.blocks if isinstance(block, kind)]


def several(count: int) -> list[Brief]:
    return [a_brief(story=f"s{n:08}", articles=(f"a{n}",), title=f"Line {n}") for n in range(1, count + 1)]


def test_an_edition_is_of_its_slot_and_remembers_what_it_told():
    edition = made(edition_of(a_draft(a_brief(RELEASED))))
    assert (edition.id, edition.number, edition.start, edition.end) == (SLOT.key, 127, DUE - DAY, DUE)
    (told,) = edition.told
    assert (told.story, told.edition, told.part, told.headline) == ("s00000001", SLOT.key, 1, "Heron-1 is out")
    assert [quote.text for quote in told.quotes] == ["Heron-1 is out", "It has 70 billion parameters."]
    assert len(told.events) == 1


def test_its_last_lines_are_the_receipt_and_the_mark():
    page = page_of(edition_of(a_draft(a_brief(RELEASED))))
    assert texts(page, Footer) == [
        "1 story · 41 articles read · next: 22 Nov 2026 08:00 (Europe/Berlin)",
        "LW #127 · 2026-11-21 · 1/1",
    ]
    assert page.record["mark"] == "LW #127 · 2026-11-21 · 1/1"


def test_the_number_alone_changes_with_the_number():
    one, other = (made(edition_of(a_draft(a_brief(RELEASED)), number=number)) for number in (1, 99))
    assert one.told == other.told
    assert without_marks(one) == without_marks(other)
    assert str(other.parts[0].mark) == "LW #99 · 2026-11-21 · 1/1"


def test_nothing_new_is_silence_or_one_line():
    known = told_by(a_brief(RELEASED))
    assert edition_of(a_draft(a_brief(RELEASED)), known) is None
    edition = made(edition_of(a_draft(a_brief(RELEASED)), known, subscription=ONE_LINE))
    assert edition.told == ()
    page = page_of(edition)
    assert texts(page, Text) == ["Nothing important since 20 Nov 2026 08:00"]
    assert texts(page, Heading) == []


def test_d27_an_empty_digest_is_skipped_or_one_line_and_never_an_empty_page():
    assert edition_of(a_draft()) is None
    assert texts(page_of(edition_of(a_draft(), subscription=ONE_LINE)), Text)


def test_a_late_edition_says_so_in_its_first_line():
    page = page_of(edition_of(a_draft(a_brief(RELEASED)), late=True))
    assert texts(page, Heading)[0] == page.title == "Digest · Heron · 21 Nov 2026 (late: due 08:00)"
    empty = page_of(edition_of(a_draft(), subscription=ONE_LINE, late=True))
    assert texts(empty, Text) == ["Nothing important since 20 Nov 2026 08:00 (late: due 08:00)"]


def test_skipped_slots_are_named_even_where_there_is_nothing_else_to_tell():
    skipped = [Slot("sub1", date(2026, 11, 19), 0, DUE - 2 * DAY), Slot("sub1", date(2026, 11, 20), 0, DUE - DAY)]
    line = "Not posted, it was too late: 19 Nov 2026 08:00, 20 Nov 2026 08:00."
    for draft in (a_draft(a_brief(RELEASED)), a_draft()):
        page = page_of(edition_of(draft, skipped=skipped))
        assert Text(line, Tone.WARNING) in page.blocks


def test_a_weekly_digest_names_its_days():
    weekly = replace(SUBSCRIPTION, schedule=replace(SUBSCRIPTION.schedule, weekdays=frozenset({5})))
    draft = replace(a_draft(a_brief(RELEASED)), start=DUE - 7 * DAY)
    assert page_of(edition_of(draft, subscription=weekly)).title == "Digest · Heron · 14–21 Nov 2026"


def test_an_update_is_marked_and_tells_first_what_changed():
    before = a_brief(PLANNED, sentences=[cited("Corvid Labs is a lab.")])
    now = a_brief(PLANNED, RELEASED, sentences=[cited("Corvid Labs is a lab."), cited("It is free.", "a2")])
    edition = edition_of(a_draft(now), told_by(before))
    page = page_of(edition)
    assert texts(page, Heading)[1] == "1. Update: Heron-1 is out"
    assert texts(page, Quoted) == ["Corvid Labs released Heron-1.", "It is free."]
    stories = page.record["stories"]
    assert isinstance(stories, list)
    assert [story["update"] for story in stories] == [True]


def test_a_composed_line_stands_above_the_sentence_that_proves_it():
    brief = a_brief(RELEASED)
    proof = cited("科维实验室发布了苍鹭一号。")
    composed = replace(brief, headline=replace(brief.headline, origin=Origin.COMPOSED, citation=proof))
    assert texts(page_of(edition_of(a_draft(composed))), Quoted)[0] == "科维实验室发布了苍鹭一号。"


def test_no_line_stands_without_its_source():
    page = page_of(edition_of(a_draft(a_brief(RELEASED, sentences=()))))
    assert Link("Grebe Daily, 21 Nov 2026", "https://grebe-daily.example/a1") in page.blocks
    bare = replace(cited("Heron-1 is out"), url=None, outlet=None)
    brief = a_brief(RELEASED, sentences=())
    page = page_of(edition_of(a_draft(replace(brief, headline=replace(brief.headline, citation=bare)))))
    assert Text("another source, 21 Nov 2026", Tone.QUIET) in page.blocks


def test_only_as_many_stories_as_were_ordered():
    edition = made(edition_of(a_draft(*several(5)), subscription=replace(SUBSCRIPTION, length=3)))
    assert [one.headline for one in edition.told] == ["Line 1", "Line 2", "Line 3"]


def test_stories_that_were_told_leave_their_room_to_others():
    briefs = several(4)
    edition = made(edition_of(a_draft(*briefs), told_by(*briefs[:2]), subscription=replace(SUBSCRIPTION, length=2)))
    assert [one.headline for one in edition.told] == ["Line 3", "Line 4"]


def test_what_is_coming_up_is_listed_once_and_only_if_it_is_near():
    far = replace(NEXT_MONTH, id="e3", objects=("heron-10",), when=days(date(2027, 6, 1)))
    vague = replace(NEXT_MONTH, id="e4", objects=("heron-11",), when=days(date(2026, 12, 1), date(2027, 3, 1)))
    again = replace(NEXT_MONTH, citations=(cited("Heron-9 comes in December.", "a3"),))
    draft = a_draft(a_brief(RELEASED), upcoming=[NEXT_MONTH, again, far, vague])
    edition = made(edition_of(draft))
    assert [block.id for block in page_of(edition).blocks if isinstance(block, Row)] == [NEXT_MONTH.id]
    assert [one.story for one in edition.told] == ["s00000001", NEXT_MONTH.id]
    other = a_brief(story="s00000002", articles=("a5",), title="Another line")
    next_day = page_of(edition_of(a_draft(other, upcoming=[NEXT_MONTH]), edition.told))
    assert not [block for block in next_day.blocks if isinstance(block, Row)]


def test_what_a_story_of_the_edition_tells_is_not_listed_as_coming_up_again():
    page = page_of(edition_of(a_draft(a_brief(PLANNED), upcoming=[PLANNED])))
    assert not [block for block in page.blocks if isinstance(block, Row)]


def test_a_listed_plan_does_not_hide_the_story_of_its_report():
    told = made(edition_of(a_draft(a_brief(RELEASED), upcoming=[NEXT_MONTH]))).told
    (plan,) = [one for one in told if one.story == NEXT_MONTH.id]
    edition = edition_of(a_draft(a_brief(RELEASED)), (plan,))
    assert [one.story for one in made(edition).told] == ["s00000001"]


def test_d21_a_zone_that_is_gone_is_refused_by_name():
    nowhere = replace(SUBSCRIPTION, schedule=Schedule(SUBSCRIPTION.schedule.times, "Europe/Atlantis"))
    with pytest.raises(BadInput, match="Europe/Atlantis"):
        edition_of(a_draft(a_brief(RELEASED)), subscription=nowhere)


def test_each_part_ends_with_its_own_stories_to_open_and_one_topic_with_its_timeline():
    budget = Budget(700, 12)
    edition = made(edition_of(a_draft(*several(6)), subscription=replace(SUBSCRIPTION, length=6), budget=budget))
    assert len(edition.parts) > 1
    opened = []
    for part in edition.parts:
        mark, choice, buttons = part.page.blocks[-3:]
        assert mark == Footer(str(part.mark))
        assert isinstance(choice, Choice)
        assert isinstance(buttons, Buttons)
        assert [act.label for act in choice.acts] == [t for t in texts(part.page, Heading) if t[0].isdigit()]
        assert [act.ask for act in buttons.acts] == [Ask("timeline", {"topic": "heron"})]
        opened += [(act.ask.verb, act.ask.options["id"]) for act in choice.acts]
    assert opened == [("story", one.story) for one in edition.told]


def test_of_several_topics_no_timeline_is_offered_and_of_no_story_nothing_is_opened():
    draft = replace(a_draft(a_brief(RELEASED)), topics=("heron", "grebe"))
    assert not [block for block in page_of(edition_of(draft)).blocks if isinstance(block, Buttons)]
    quiet = page_of(edition_of(a_draft(), subscription=ONE_LINE))
    assert not [block for block in quiet.blocks if isinstance(block, Choice)]


def test_the_publishers_own_measure_cuts_an_edition():
    def doubled(blocks: Sequence[Block]) -> Budget:
        taken = size(blocks)
        return Budget(2 * taken.characters, 2 * taken.blocks)

    briefs, order = several(6), replace(SUBSCRIPTION, length=6)
    one = made(edition_of(a_draft(*briefs), subscription=order, budget=Budget(2_000, 60)))
    more = made(edition_of(a_draft(*briefs), subscription=order, budget=Budget(2_000, 60), size=doubled))
    assert len(more.parts) > len(one.parts)
    assert all(doubled(part.page.blocks).characters <= 2_000 for part in more.parts)


def test_a_headline_longer_than_a_message_is_told_all_the_same():
    edition = made(edition_of(a_draft(a_brief(RELEASED, title="long " * 300)), budget=Budget(700, 12)))
    assert [one.part for one in edition.told] == [len(edition.parts)]
    assert all(size(part.page.blocks).characters <= 700 for part in edition.parts)


@settings(deadline=None, max_examples=40)
@given(
    lengths=st.lists(st.integers(1, 900), min_size=1, max_size=9),
    characters=st.integers(700, 3000),
    blocks=st.integers(8, 40),
)
def test_however_it_is_cut_every_story_is_told_once_in_order_and_every_part_fits(
    lengths: list[int], characters: int, blocks: int
):
    briefs = [
        replace(brief, summary=replace(brief.summary, sentences=(cited("w " * length, f"a{n}"),)))
        for n, (brief, length) in enumerate(zip(several(len(lengths)), lengths, strict=True), 1)
    ]
    order = replace(SUBSCRIPTION, length=9)
    edition = made(
        edition_of(a_draft(*briefs), subscription=order, budget=Budget(characters, blocks), number=9_999_999)
    )
    headings = [text for part in edition.parts for text in texts(part.page, Heading)]
    assert headings == ["Digest · Heron · 21 Nov 2026", *(f"{n}. Line {n}" for n in range(1, len(briefs) + 1))]
    for part in edition.parts:
        taken = size(part.page.blocks)
        assert taken.characters <= characters
        assert taken.blocks <= blocks
        assert [block for block in part.page.blocks if not isinstance(block, Buttons | Choice)][-1] == Footer(
            str(part.mark)
        )
        assert part.mark.parts == len(edition.parts)
    for told in edition.told:
        shown = texts(edition.parts[told.part - 1].page, Heading)
        assert any(told.headline in text for text in shown)
    assert TODAY + timedelta(days=1) > edition.slot.day
