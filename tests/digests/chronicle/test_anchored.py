"""What counts from an event is dated by another report of the story, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from digests.chronicle.anchored import anchored, anchored_together, may_count
from digests.reading import Expression, Reading
from digests.understand import understand
from digests.when import Basis, Granularity, Qualifier
from tests.digests.chronicle.stage import LEXICON, article

LAUNCH = "Corvid Labs released Heron-1 on 3 May 2025."
LATER = date(2025, 11, 20)


def reading(text: str, *, title: str = "", day: date | None = LATER) -> Reading:
    return understand(article(text, title=title, day=day), LEXICON)


def together(text: str, *others: str, day: date | None = LATER) -> Reading:
    """Return the reading of the text beside those of the others."""
    first, *_ = anchored_together([reading(text, day=day), *(reading(other) for other in others)], LEXICON)
    return first


def counted(text: str, *others: str, day: date | None = LATER) -> Expression:
    """Return the one expression of the text, read beside the others."""
    (expression,) = together(text, *others, day=day).expressions
    return expression


def span(expression: Expression) -> str | None:
    """Return its two ends and granularity."""
    when = expression.when
    return f"{when.start}..{when.end} {when.granularity}" if when else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two weeks after the launch of Heron-1, Corvid Labs acquired Grebe.", "2025-05-12..2025-05-18 week"),
        ("Corvid Labs acquired Grebe two days after it released Heron-1.", "2025-05-05..2025-05-05 day"),
        ("Three months after launch, Heron-1 was open-sourced.", "2025-08-01..2025-08-31 month"),
        ("Two days after its launch, Heron-1 was leaked.", "2025-05-05..2025-05-05 day"),
        ("Three weeks before Heron-1 was released, Grebe sued Corvid Labs.", "2025-04-07..2025-04-13 week"),
        ("A week after Corvid Labs announced the release of Heron-1, Grebe sued.", "2025-05-05..2025-05-11 week"),
        ("Corvid Labs released Heron-1 to applause. Five months later, it leaked.", "2025-10-01..2025-10-31 month"),
        ("Corvid Labs released Heron-1 and, five months later, acquired Grebe.", "2025-10-01..2025-10-31 month"),
        ("Corvid Labs released Heron-1. The next day, Grebe sued.", "2025-05-04..2025-05-04 day"),
        ("Heron-1 发布三个月后，鸦科公司收购了Grebe。", "2025-08-01..2025-08-31 month"),
        ("Heron-1 發布三個月後，Grebe 起訴。", "2025-08-01..2025-08-31 month"),
        ("发布三个月后，Heron-1 泄露。", "2025-08-01..2025-08-31 month"),
    ],
)
def test_an_offset_counts_from_the_happening_that_its_words_name(text: str, expected: str):
    found = counted(text, LAUNCH)
    assert found.when
    assert (span(found), found.when.basis) == (expected, Basis.EVENT)


@pytest.mark.parametrize(
    "text",
    [
        "Two weeks after the release, Dipper was published.",
        "Two weeks after the launch of Dipper, Corvid Labs acquired Grebe.",
        "Two weeks after Heron-1 was leaked, Corvid Labs acquired Grebe.",
        "Two weeks after the launch of Heron, Corvid Labs acquired Grebe.",
        "Two weeks after the trip, Corvid Labs acquired Grebe.",
        "Two weeks after Grebe sued over the release of Heron-1, it lost.",
        "A few weeks after the launch of Heron-1, Corvid Labs acquired Grebe.",
        "The next day, Corvid Labs acquired Grebe.",
        "Corvid Labs acquired Grebe. It rained. Two weeks later, Heron-1 leaked.",
        "新模型发布三个月后，Heron-1 泄露。",
    ],
)
def test_what_names_no_known_happening_stays_undated(text: str):
    assert counted(text, LAUNCH).when is None


def test_another_date_between_hides_what_was_told_before():
    text = "Corvid Labs released Heron-1. A few weeks ago, Grebe was sued. Two months later, it fell."
    assert [e.when for e in together(text, LAUNCH).expressions] == [None, None]


def test_two_reports_that_disagree_date_nothing():
    text = "Two weeks after the launch of Heron-1, Corvid Labs acquired Grebe."
    assert counted(text, LAUNCH, "Corvid Labs released Heron-1 on 1 April 2025.").when is None
    assert span(counted(text, LAUNCH, "Corvid Labs released Heron-1 in May 2025.")) == "2025-05-12..2025-05-18 week"


def test_nothing_comes_out_finer_than_the_date_it_counts_from():
    found = counted("Two weeks after the launch of Heron-1, Grebe sued.", "Corvid Labs released Heron-1 in May 2025.")
    assert span(found) == "2025-05-12..2025-06-15 range"


def test_what_was_only_reported_at_some_time_dates_about():
    news = reading("It rained.", title="Corvid Labs releases Heron-1", day=date(2025, 5, 8))
    more = reading("It rained.", title="Corvid Labs releases Heron-1", day=date(2025, 5, 20))
    late = reading("It rained.", title="Corvid Labs releases Heron-1", day=date(2025, 8, 20))
    text = reading("Two weeks after the launch of Heron-1, Corvid Labs acquired Grebe.")
    (found,) = anchored_together([text, news, more], LEXICON)[0].expressions
    assert found.when
    assert (span(found), found.when.qualifier) == ("2025-05-19..2025-05-25 week", Qualifier.ABOUT)
    assert anchored_together([text, news, late], LEXICON)[0] is text


def test_an_article_is_no_witness_of_its_own_undated_news():
    assert together("Corvid Labs released Heron-1 in a rush. Five months later, it leaked.").expressions[0].when is None


def test_what_is_doubted_or_planned_dates_nothing():
    text = "Two weeks after the launch of Heron-1, Corvid Labs acquired Grebe."
    plan = reading("Corvid Labs will release Heron-1 on 3 May 2025.", day=date(2025, 4, 1))
    assert anchored_together([reading(text), plan], LEXICON)[0].expressions[0].when is None
    assert counted(text, "Corvid Labs did not release Heron-1 on 3 May 2025.").when is None


def test_a_date_after_the_publication_must_have_been_told_as_one_to_come():
    at = date(2025, 8, 20)
    assert counted("Six months after the release of Heron-1, Grebe sued.", LAUNCH, day=at).when is None
    ahead = counted("Corvid Labs will publish Heron-2 six months after the release of Heron-1.", LAUNCH, day=at)
    assert (span(ahead), ahead.planned) == ("2025-11-01..2025-11-30 month", True)


def test_an_article_without_a_publication_date_may_count_too():
    found = counted("Two weeks after the launch of Heron-1, Corvid Labs acquired Grebe.", LAUNCH, day=None)
    assert span(found) == "2025-05-12..2025-05-18 week"


def test_a_deed_without_a_known_object_is_named_by_its_doer_and_an_unknown_thing_by_its_words():
    raised = "Grebe raised $300 million on 3 May 2025."
    assert span(counted("Two days after Grebe raised money, it sued.", raised)) == "2025-05-05..2025-05-05 day"
    shipped = "Corvid Labs released Marsh Agent on 3 May 2025."
    text = "Two days after Corvid Labs released Marsh Agent, Grebe sued."
    assert span(counted(text, shipped)) == "2025-05-05..2025-05-05 day"
    assert counted(text.replace("Marsh", "Lake"), shipped).when is None


def test_the_date_belongs_to_what_happened_then_and_not_to_what_it_counts_from():
    found = together("Two weeks after the launch of Heron-1, Corvid Labs acquired Grebe.", LAUNCH)
    assert [(e.act, e.objects, e.when.granularity) for e in found.events] == [("acquire", ("grebe",), Granularity.WEEK)]
    chinese = together("Heron-1 发布三个月后，鸦科公司收购了Grebe。", LAUNCH)
    assert [(e.act, e.when.start) for e in chinese.events] == [("acquire", date(2025, 8, 1))]


def test_a_reading_with_nothing_to_count_is_left_as_it_is():
    plain = reading(LAUNCH)
    assert not may_count(plain.article)
    assert anchored(plain, (), LEXICON) is plain
    dated = reading("Corvid Labs released Heron-1 on 3 May 2025. Two weeks later, Corvid Labs acquired Grebe.")
    assert anchored(dated, dated.events, LEXICON) is dated
