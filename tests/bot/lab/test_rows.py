"""What a row may hold, what becomes of it, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.lab.rows import LONGEST_QUOTE, articles_of, reports_in, rows_in
from digests.article import Article, Quote
from digests.errors import BadInput
from digests.language import Lang
from digests.text.sentences import sentences_of
from digests.when import Granularity, Published
from tests.bot.lab.lines import line, lines, row


def article_of(*, text: str = "Corvid Labs released Heron-1.", **over: Any) -> Article:  # noqa: ANN401  any field of a row
    (report,) = reports_in(lines(row("a", text, **over)))
    assert report.article is not None
    return report.article


@pytest.mark.parametrize(
    ("over", "published"),
    [
        ({"published": "2026-01-22"}, Published(date(2026, 1, 22))),
        ({"published": "2026-01"}, Published(date(2026, 1, 1), Granularity.MONTH)),
        (
            {"published": "2026-01-22T14:00:00Z"},
            Published(date(2026, 1, 22), at=datetime(2026, 1, 22, 14, tzinfo=UTC)),
        ),
        (
            {"published": "2026-01-23T04:00:00+08:00"},
            Published(date(2026, 1, 23), at=datetime(2026, 1, 22, 20, tzinfo=UTC)),
        ),
        ({"published": "2026-01-22T14:00:00"}, Published(date(2026, 1, 22), at=datetime(2026, 1, 22, 14, tzinfo=UTC))),
        (
            {"published": "2026-01-22T14:00:00Z", "published_granularity": "week"},
            Published(date(2026, 1, 22), Granularity.WEEK),
        ),
        ({"published": "1970-01-01", "published_granularity": None}, Published(date(1970, 1, 1))),
    ],
)
def test_a_publication_is_as_exact_as_it_is_stated(over: dict[str, Any], published: Published) -> None:
    assert article_of(**over).published == published


def test_optional_fields_may_be_null_and_unknown_ones_are_passed_over() -> None:
    article = article_of(title=None, lang=None, outlet=None, url=None, mood="merry")
    assert (article.title, article.lang, article.outlet, article.url) == ("", Lang.EN, None, None)


def test_a_row_without_words_has_no_article() -> None:
    (report,) = reports_in(lines({"id": "a", "published": "2026-01-22"}))
    assert report.article is None


def test_two_rows_are_two_articles_even_at_one_address() -> None:
    one, other = reports_in(
        lines(row("a", "Same.", url="https://x.example"), row("b", "Same.", url="https://x.example"))
    )
    assert one.article is not None
    assert other.article is not None
    assert one.article.id != other.article.id


def test_blank_lines_are_counted_and_passed_over() -> None:
    given_lines = [b"\n", line({"id": "a"}), b"  \r\n", line({"id": "b"})]
    assert [place for place, _ in rows_in(given_lines)] == ["<stdin>:2", "<stdin>:4"]


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (b"{", "row-no-object"),
        (b"[]", "row-no-object"),
        (b"\xff", "row-no-object"),
        (b"[" * 100_000, "row-no-object"),
        (line({"published": "2026-01-22"}), "row-lacks"),
        (line({"id": 3, "published": "2026-01-22"}), "row-not-text"),
        (line({"id": "b"}), "row-lacks"),
        (line(row("b", "x", published=None)), "row-lacks"),
        (line(row("b", "x", published="yesterday")), "row-date"),
        (line(row("b", "x", published="2026-02-30")), "row-date"),
        (line(row("b", "x", published="2026-01-22T25:00")), "row-date"),
        (line(row("b", "x", published="9999-12-31T23:59:59-23:00")), "row-date"),
        (line(row("b", "x", published_granularity="decade")), "row-granularity"),
        (line(row("b", "x", title=["x"])), "row-not-text"),
        (line({"id": "b", "text": 1, "published": "2026-01-22"}), "row-not-text"),
        (line(row("a", "again")), "row-id-twice"),
    ],
)
def test_a_row_in_disorder_is_refused_by_its_line(raw: bytes, key: str) -> None:
    with pytest.raises(BadInput) as refused:
        list(reports_in([line(row("a", "Fine.")), b"\n", raw]))
    assert (refused.value.key, refused.value.subject) == (key, "<stdin>:3")


@pytest.mark.parametrize(
    ("articles", "key"),
    [(None, "row-no-articles"), ({}, "row-no-articles"), (["x"], "row-no-articles"), ([{}], "row-lacks")],
)
def test_a_story_without_a_list_of_articles_is_refused(articles: object, key: str) -> None:
    with pytest.raises(BadInput) as refused:
        articles_of("<stdin>:1", {"id": "s", "articles": articles})
    assert refused.value.key == key


def test_a_story_holds_no_article_twice() -> None:
    with pytest.raises(BadInput) as refused:
        articles_of("<stdin>:1", {"id": "s", "articles": [row("a", "One."), row("a", "Two.")]})
    assert (refused.value.key, dict(refused.value.values)) == ("row-id-twice", {"id": "a"})


MIXED = st.text(st.sampled_from("aB1 .。发𠀀🦙\n\r\0\ud800\u2028\t"), max_size=60)


@settings(max_examples=150, deadline=None)
@given(MIXED, MIXED)
def test_quoted_words_stand_verbatim_in_the_row(title: str, text: str) -> None:
    (report,) = reports_in(lines(row("a", text, title=title)))
    if report.article is None:
        assert not (title + text).strip("\0\ud800 \n\r\u2028\t")
        return
    for sentence in sentences_of(report.article):
        quote = Quote(report.article.id, 1, sentence.start, sentence.end, sentence.text)
        shown, place = report.words(quote), report.place(sentence.start)
        assert len(shown) == len(sentence.text)
        assert shown in (title if place < 0 else text)
        assert place < 0 or text[place : place + len(shown)] == shown


def test_what_title_and_text_both_say_is_quoted_from_where_it_stands() -> None:
    (report,) = reports_in(lines(row("a", "\r\n\nHeron-1 𠀀 ships.", title=" Heron-1 𠀀 ships.\n")))
    assert report.article is not None
    content = report.article.content
    second = content.index("Heron", 5)
    assert report.place(0) < 0
    assert report.place(second) == 3
    assert report.words(Quote("", 1, 0, 16, content[:16])) == "Heron-1 𠀀 ships."


def test_a_quote_is_never_longer_than_it_may_be() -> None:
    (report,) = reports_in(lines(row("a", "", title="Heron " * 200)))
    assert len(report.words(Quote("", 1, 0, 1199, ""))) == LONGEST_QUOTE
