"""Dates are shown as exactly as they are known, in the customs of each language."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.catalogues import load_words
from digests.language import Lang
from digests.layout.dates import shown_day, shown_instant, shown_published, shown_span, shown_when
from digests.when import Granularity, Published, Qualifier, When, period_of
from tests.digests.layout.samples import when

G, Q = Granularity, Qualifier
WORDS = {lang: load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}


def season(year: int, month: int) -> When:
    end = {3: date(year, 5, 31), 6: date(year, 8, 31), 9: date(year, 11, 30), 12: date(year + 1, 2, 28)}[month]
    return When(date(year, month, 1), end, G.SEASON)


def span(start: str, end: str, qualifier: Qualifier | None = None, width: Granularity = G.RANGE) -> When:
    return When(date.fromisoformat(start), date.fromisoformat(end), width, qualifier)


@pytest.mark.parametrize(
    ("period", "english", "simplified", "traditional"),
    [
        (when(date(2024, 4, 18)), "18 Apr 2024", "2024年4月18日", "2024年4月18日"),
        (when(date(2023, 7, 20), G.WEEK), "week of 17 Jul 2023", "2023年7月17日当周", "2023年7月17日當週"),
        (when(date(2024, 4, 18), G.MONTH), "Apr 2024", "2024年4月", "2024年4月"),
        (when(date(2024, 8, 1), G.QUARTER), "Q3 2024", "2024年第3季度", "2024年第3季"),
        (when(date(2024, 1, 1), G.HALF), "first half of 2024", "2024年上半年", "2024年上半年"),
        (when(date(2024, 8, 1), G.HALF), "second half of 2024", "2024年下半年", "2024年下半年"),
        (when(date(2024, 8, 1), G.YEAR), "2024", "2024年", "2024年"),
        (season(2024, 3), "spring 2024", "2024年春季", "2024年春季"),
        (season(2024, 6), "summer 2024", "2024年夏季", "2024年夏季"),
        (season(2024, 9), "autumn 2024", "2024年秋季", "2024年秋季"),
        (season(2022, 12), "winter 2022/23", "2022/23年冬季", "2022/23年冬季"),
        (span("2020-01-01", "2029-12-31", width=G.DECADE), "2020s", "2020年代", "2020年代"),
        (span("2024-05-03", "2024-05-09"), "3–9 May 2024", "2024年5月3日至9日", "2024年5月3日至9日"),
        (span("2024-04-28", "2024-05-03"), "28 Apr – 3 May 2024", "2024年4月28日至5月3日", "2024年4月28日至5月3日"),
        (span("2024-04-01", "2024-06-30"), "Apr – Jun 2024", "2024年4月至6月", "2024年4月至6月"),
        (span("2024-04-01", "2024-04-30"), "Apr 2024", "2024年4月", "2024年4月"),
        (span("2019-01-01", "2021-12-31"), "2019–2021", "2019年至2021年", "2019年至2021年"),
        (span("2019-01-01", "2019-12-31"), "2019", "2019年", "2019年"),
        (span("2024-05-03", "2024-05-03"), "3 May 2024", "2024年5月3日", "2024年5月3日"),
    ],
)
def test_a_period_is_written_as_each_language_writes_it(
    period: When, english: str, simplified: str, traditional: str
) -> None:
    shown = tuple(shown_when(period, WORDS[lang]) for lang in WORDS)
    assert shown == (english, simplified, traditional)


@pytest.mark.parametrize(
    ("period", "english", "simplified", "traditional"),
    [
        (span("2022-10-01", "2022-12-31", Q.LATE, G.YEAR), "late 2022", "2022年末", "2022年末"),
        (span("2022-05-01", "2022-08-31", Q.MID, G.YEAR), "mid-2022", "2022年年中", "2022年年中"),
        (span("2024-04-01", "2024-04-10", Q.EARLY, G.MONTH), "early Apr 2024", "2024年4月初", "2024年4月初"),
        (span("2024-04-11", "2024-04-20", Q.MID, G.MONTH), "mid-Apr 2024", "2024年4月中旬", "2024年4月中旬"),
        (span("2024-09-01", "2024-09-30", Q.LATE, G.QUARTER), "late Q3 2024", "2024年第3季度末", "2024年第3季末"),
        (
            span("2023-07-17", "2023-07-18", Q.EARLY, G.WEEK),
            "early in the week of 17 Jul 2023",
            "2023年7月17日当周前段",
            "2023年7月17日當週前段",
        ),
        (span("2024-11-01", "2024-11-30", Q.LATE, G.SEASON), "late autumn 2024", "2024年秋季末", "2024年秋季末"),
        (span("2026-01-01", "2029-12-31", Q.LATE, G.DECADE), "late 2020s", "2020年代末", "2020年代末"),
        (when(date(2019, 1, 1), G.YEAR, Q.ABOUT), "about 2019", "2019年前后", "2019年前後"),
        (when(date(2024, 6, 1), G.MONTH, Q.BEFORE), "before Jun 2024", "2024年6月之前", "2024年6月之前"),
        (when(date(2030, 1, 1), G.YEAR, Q.BY), "by 2030", "最迟2030年", "最遲2030年"),
        (when(date(2024, 4, 18), G.DAY, Q.AFTER), "after 18 Apr 2024", "2024年4月18日之后", "2024年4月18日之後"),
    ],
)
def test_a_qualifier_names_the_whole_period_it_is_about(
    period: When, english: str, simplified: str, traditional: str
) -> None:
    assert tuple(shown_when(period, WORDS[lang]) for lang in WORDS) == (english, simplified, traditional)


def test_a_period_that_is_not_what_it_says_is_shown_by_its_ends() -> None:
    odd = span("2024-04-05", "2024-04-25", width=G.MONTH)
    assert shown_when(odd, WORDS[Lang.EN]) == "5–25 Apr 2024"


@settings(deadline=None, max_examples=150)
@given(
    st.dates(date(1950, 1, 1), date(2090, 12, 31)),
    st.sampled_from((G.DAY, G.WEEK, G.MONTH, G.QUARTER, G.HALF, G.YEAR)),
    st.sampled_from((None, *Q)),
    st.sampled_from(tuple(WORDS)),
)
def test_no_day_is_named_that_the_source_does_not_name(
    day: date, width: Granularity, qualifier: Qualifier | None, lang: Lang
) -> None:
    start, end = period_of(day, width)
    shown = shown_when(When(start, end, width, qualifier), WORDS[lang])
    assert str(start.year) in shown
    names_a_day = shown_day(start, WORDS[lang]) in shown
    assert names_a_day == (width in (G.DAY, G.WEEK))


def test_a_publication_is_shown_as_exactly_as_it_is_known() -> None:
    words = WORDS[Lang.EN]
    assert shown_published(Published(date(2024, 4, 18)), words) == "18 Apr 2024"
    assert shown_published(Published(date(2024, 4, 18), G.MONTH), words) == "Apr 2024"
    assert shown_published(Published(date(2024, 4, 18), G.WEEK), words) == "week of 15 Apr 2024"
    assert shown_published(None, words) == ""


def test_an_instant_is_shown_in_the_readers_zone() -> None:
    late = datetime(2024, 4, 18, 23, 5, tzinfo=UTC)
    assert shown_instant(late, ZoneInfo("Asia/Taipei"), WORDS[Lang.HANT]) == "2024年4月19日 07:05"
    assert shown_instant(late, UTC, WORDS[Lang.EN]) == "18 Apr 2024 23:05"


def test_the_end_of_february_is_the_end_of_a_month() -> None:
    assert shown_span(date(2024, 2, 1), date(2024, 2, 29), WORDS[Lang.EN]) == "Feb 2024"
    assert shown_span(date(2024, 2, 1), date(2024, 2, 28), WORDS[Lang.EN]) == "1–28 Feb 2024"
