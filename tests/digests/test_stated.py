"""What strangers state is taken as exactly as they state it, or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.language import Lang
from digests.stated import lang_of, published_of, storable, web_address
from digests.when import Granularity, Published


@pytest.mark.parametrize(
    ("words", "granularity", "expected"),
    [
        ("2024-04-18", "", Published(date(2024, 4, 18))),
        (" 2024-04-18 ", "day", Published(date(2024, 4, 18))),
        ("2024-04-18", "week", Published(date(2024, 4, 18), Granularity.WEEK)),
        ("2024-04-18", "month", Published(date(2024, 4, 18), Granularity.MONTH)),
        ("2024-04", "", Published(date(2024, 4, 1), Granularity.MONTH)),
        ("2024-04", "day", Published(date(2024, 4, 1), Granularity.MONTH)),
        ("2024-W16", "", Published(date(2024, 4, 15), Granularity.WEEK)),
        ("2024-04-18T09:30:00Z", "", Published(date(2024, 4, 18), at=datetime(2024, 4, 18, 9, 30, tzinfo=UTC))),
        ("2024-04-18 09:30", "", Published(date(2024, 4, 18), at=datetime(2024, 4, 18, 9, 30, tzinfo=UTC))),
        ("2024-04-18T09:30:00Z", "month", Published(date(2024, 4, 18), Granularity.MONTH)),
    ],
)
def test_a_publication_is_as_exact_as_it_is_stated(words: str, granularity: str, expected: Published):
    assert published_of(words, granularity) == expected


def test_an_instant_keeps_the_day_its_source_names_and_is_counted_in_utc():
    published = published_of("2024-04-18T23:30:00-07:00")
    assert published.day == date(2024, 4, 18)
    assert published.at == datetime(2024, 4, 19, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "granularity"),
    [
        ("2024-02-31", ""),
        ("2024-13", ""),
        ("2024-W60", ""),
        ("soon", ""),
        ("2024-108T03:30:00Z", ""),
        ("", ""),
        ("2024-04-18T25:00", ""),
        ("0001-01-01T00:00:00+08:00", ""),
        ("2024-04-18", "year"),
        ("2024-04-18", "fortnight"),
    ],
)
def test_impossible_dates_and_unknown_granularities_are_no_value(words: str, granularity: str):
    with pytest.raises(ValueError, match=r"."):
        published_of(words, granularity)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", Lang.EN),
        ("en-GB", Lang.EN),
        ("zh-Hans", Lang.HANS),
        ("zh_CN", Lang.HANS),
        ("zh-Hans-TW", Lang.HANS),
        ("zh-TW", Lang.HANT),
        ("ZH-hant-HK", Lang.HANT),
        ("zh", None),
        ("fr", None),
        ("", None),
        ("elvish", None),
    ],
)
def test_a_language_tag_names_a_language_we_read_or_none(tag: str, expected: Lang | None):
    assert lang_of(tag) is expected


@pytest.mark.parametrize(
    "address",
    ["https://wire.example/a?b=c#d", "http://wire.example", "HTTPS://wire.example/路径", "https://x.example:8443/"],
)
def test_absolute_web_addresses_are_kept_as_they_are(address: str):
    assert web_address(f" {address}\n") == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/hostname",
        "//wire.example/a",
        "/a",
        "http:/wire.example",
        "https:wire.example",
        "https://wire.example@evil.example/",
        "https://wire.example\\@evil.example/",
        "https://[::1",
        "https://wire.example:99999/",
        "https://wire.example/a b",
        "https://" + "a" * 3000,
    ],
)
def test_whatever_else_stands_where_a_link_should_is_dropped(address: str | None):
    assert web_address(address) is None


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(codec=None)))
def test_storable_text_keeps_its_length_and_can_be_written(text: str):
    clean = storable(text)
    assert len(clean) == len(text)
    assert "\x00" not in clean
    clean.encode("utf-8")


def test_line_feeds_and_tabs_are_storable():
    assert storable("a\tb\nc\r\n\x0c") == "a\tb\nc\r\n\x0c"
