"""A happening's row: mark, line, original, witnesses, rivals."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from config.catalogues import load_words
from digests.event import Hedge, Status
from digests.headline import Headline, Origin
from digests.language import Lang
from digests.layout.lines import happening, happening_record
from digests.layout.sources import in_script, one_line, published_record, web_address
from digests.page import Row, Tone
from digests.when import Granularity, Published
from tests.digests.layout import samples as s

EN, HANS, HANT = (load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT))


def row(**changes: object) -> Row:
    event = s.happened(**changes)  # type: ignore[arg-type]  # the keywords of the sample
    return happening(event, s.verbatim(event.citations[0]), s.PUBLISHED, EN)


@pytest.mark.parametrize(
    ("status", "hedge", "mark", "tone"),
    [
        (Status.HAPPENED, None, "", Tone.HAPPENED),
        (Status.PLANNED, None, "planned", Tone.PLANNED),
        (Status.STATEMENT, None, "statement", Tone.STATEMENT),
        (Status.SNAPSHOT, None, "as of then", Tone.SNAPSHOT),
        (Status.HAPPENED, Hedge.DENIED, "denied", Tone.HAPPENED),
        (Status.PLANNED, Hedge.REPORTED, "planned · reported", Tone.PLANNED),
    ],
)
def test_status_and_hedge_are_said_in_words(status: Status, hedge: Hedge | None, mark: str, tone: Tone) -> None:
    shown = row(status=status, hedge=hedge)
    assert (shown.mark, shown.tone, shown.line) == (mark, tone, s.ENGLISH)


def test_tags_lose_the_words_that_are_their_mark() -> None:
    event = s.happened(s.CHINESE, status=Status.PLANNED, hedge=Hedge.REPORTED)
    tags = Headline("planned · reported · Grebe · release · Heron-3", Origin.TAGS, Lang.EN, s.CHINESE)
    shown = happening(event, tags, s.PUBLISHED, EN)
    assert (shown.mark, shown.line) == ("planned · reported", "Grebe · release · Heron-3")


def test_a_composed_line_keeps_its_hedge_in_brackets() -> None:
    event = s.happened(s.CHINESE, status=Status.PLANNED, hedge=Hedge.REPORTED)
    text = EN.say("headline.planned", headline="Grebe releases Heron-3 (reported)")
    shown = happening(event, s.composed(text, Lang.EN, s.CHINESE), s.PUBLISHED, EN)
    assert (shown.mark, shown.line) == ("planned", "Grebe releases Heron-3 (reported)")


def test_the_original_is_shown_where_the_line_is_not_its_words() -> None:
    event = s.happened(s.CHINESE)
    shown = happening(event, s.composed("Grebe releases Heron-2", Lang.EN, s.CHINESE), s.PUBLISHED, EN)
    assert shown.original is not None
    assert (shown.original.text, shown.original.language) == (s.SIMPLIFIED, "简体中文")
    assert (shown.original.outlet, shown.original.url) == (None, None)
    assert happening(event, s.verbatim(s.CHINESE), s.PUBLISHED, HANS).original is None


def test_chinese_is_shown_in_the_readers_script_and_says_which_it_was() -> None:
    quote = happening(s.happened(s.CHINESE), s.composed("x", Lang.HANT, s.CHINESE), s.PUBLISHED, HANT).quotes[0]
    assert quote.text == "格里布週四發佈了蒼鷺二代，可免費商用。"
    assert (quote.lang, quote.language) == (Lang.HANS, "简体中文")
    own = happening(s.happened(s.TAIWANESE), s.composed("x", Lang.HANT, s.TAIWANESE), s.PUBLISHED, HANT).quotes[0]
    assert (own.text, own.language) == (s.TRADITIONAL, "")


def test_an_outlet_is_counted_once_and_every_language_named() -> None:
    again = s.cite("Heron-2 is out.", outlet="marsh daily", article="a9")
    event = s.happened(s.cite(), again, s.CHINESE, s.TAIWANESE)
    shown = happening(event, s.verbatim(s.cite()), s.PUBLISHED, EN)
    assert shown.note == "3 outlets · English, 简体中文, 繁體中文"
    assert len(shown.quotes) == 4


def test_sources_without_a_name_count_once_for_each_article() -> None:
    event = s.happened(s.cite(outlet=None), s.cite(outlet=None, article="a2"))
    assert happening(event, s.verbatim(s.cite()), s.PUBLISHED, EN).note == "2 outlets · English"


def test_quotes_say_where_and_when_they_stand() -> None:
    quote = row().quotes[0]
    assert (quote.outlet, quote.url, quote.date) == ("Marsh Daily", "https://marsh.example/heron-2", "18 Apr 2024")


def test_rivals_stand_beside_with_their_date_and_words() -> None:
    rival = s.happened(s.cite("It came out on Friday.", outlet="Reed Review"), at=s.when(date(2024, 4, 19)))
    nameless = s.happened(s.cite("It came out in May.", outlet=None), at=s.when(date(2024, 5, 1), Granularity.MONTH))
    assert row(rivals=(rival, nameless)).conflicts == (
        "Reed Review dates it to 19 Apr 2024: “It came out on Friday.”",
        "another source dates it to May 2024: “It came out in May.”",
    )


def test_a_record_keeps_the_words_as_they_were_printed() -> None:
    event = s.happened(s.CHINESE, at=s.when(date(2024, 4, 1), Granularity.MONTH), rivals=(s.happened(s.cite()),))
    record = happening_record(event, s.composed("Grebe releases Heron-2", Lang.EN, s.CHINESE), s.PUBLISHED)
    assert (record["from"], record["to"], record["granularity"]) == ("2024-04-01", "2024-04-30", "month")
    assert (record["status"], record["kind"], record["origin"]) == ("happened", "release", "composed")
    assert record["citations"] == [
        {
            "article": "a2",
            "revision": 1,
            "quote": s.SIMPLIFIED,
            "start": 0,
            "end": len(s.SIMPLIFIED),
            "outlet": "湿地报",
            "url": "https://shidi.example/2",
            "also": [],
            "archive": False,
            "lang": "zh-Hans",
            "published": "2024-04-19",
        }
    ]
    assert [rival["from"] for rival in record["rivals"]] == ["2024-04-18"]  # type: ignore[attr-defined]  # a list


@pytest.mark.parametrize(
    ("published", "text"),
    [
        (None, None),
        (Published(date(2024, 4, 18)), "2024-04-18"),
        (Published(date(2024, 4, 18), Granularity.WEEK), "2024-W16"),
        (Published(date(2024, 4, 18), Granularity.MONTH), "2024-04"),
        (Published(date(2024, 4, 18), Granularity.YEAR), "2024"),
        (Published(date(2024, 4, 18), at=datetime(2024, 4, 18, 9, tzinfo=UTC)), "2024-04-18T09:00:00+00:00"),
    ],
)
def test_a_record_is_no_finer_than_the_publication_is_known(published: Published | None, text: str | None) -> None:
    assert published_record(published) == text


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://marsh.example/a", "https://marsh.example/a"),
        ("http://marsh.example/a", "http://marsh.example/a"),
        ("https://marsh.example/\x1b[31m\u202ea", "https://marsh.example/[31ma"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://marsh.example/a b", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_are_shown(url: str | None, shown: str | None) -> None:
    assert web_address(url) == shown


def test_a_sources_words_cannot_leave_their_line() -> None:
    assert one_line("a\x1b[2J\nb\u202ec\t d") == "a[2J bc d"
    assert in_script("发布\r\n了", Lang.HANS, HANT) == "發佈 了"
