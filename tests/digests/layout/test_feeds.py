"""The pages on feeds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from config.catalogues import load_words
from digests.feed import Feed, FeedKind, FeedState, Moving, Trouble
from digests.language import Lang
from digests.layout.feeds import feeds_page, fetched_page
from digests.layout.own_feeds import LONGEST_PART, MOST_TITLES, Brought, brought_page, list_page, written_page
from digests.page import Bullets, Footer, Row, Table, Text, Tone
from digests.polling.after import Intent
from digests.polling.asked import Asked, Fetched
from tests.builders import an_article

NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)
WORDS = load_words(Lang.EN)
SECRET = Feed("https://me:pass@grebe.example/feed?token=hush", "Grebe", Lang.EN, FeedKind.LAB)
STATE = FeedState(SECRET.url, next_try=NOW, last_success=NOW - timedelta(hours=1), entries=20)


def row(state: FeedState) -> Row:
    (found,) = (b for b in feeds_page([SECRET], {SECRET.url: state}, UTC, WORDS).blocks if isinstance(b, Row))
    return found


def test_a_password_in_an_address_is_nowhere_on_the_pages():
    moving = replace(STATE, moving=Moving(f"{SECRET.url}2", 1, NOW), moved_from=f"{SECRET.url}0")
    listed = feeds_page([SECRET], {SECRET.url: moving}, UTC, WORDS)
    fetched = fetched_page(pass_of(Asked(SECRET, replace(moving, url=f"{SECRET.url}2"), Intent.READ, 1)), UTC, WORDS)
    for page in (listed, fetched):
        assert "pass" not in str(page).replace("passed", "")
        assert "hush" not in str(page)
        assert "***" in str(page)


def test_a_feed_shows_when_it_last_answered_and_when_it_is_next():
    assert (row(STATE).date, row(STATE).line, row(STATE).mark) == ("17 May 2024 11:00", "Grebe", "")
    told, address = row(STATE).note.split("\n")
    assert told == "lab · English · 20 entries · next at 17 May 2024 12:00"
    assert address == "https://***@grebe.example/feed?token=***"
    assert row(FeedState(SECRET.url)).date == "not read yet"


def test_a_feed_in_trouble_and_one_that_was_stopped_say_why():
    failing = row(replace(STATE, trouble=Trouble("feed-missing", "here")))
    assert (failing.mark, failing.tone, failing.conflicts) == (
        "in trouble",
        Tone.WARNING,
        ("here is not found (404).",),
    )
    stopped = row(replace(STATE, stopped=Trouble("feed-gone", "here")))
    assert (stopped.mark, stopped.conflicts) == ("stopped", ("here says that it is gone for good (410).",))
    assert "next at" not in stopped.note


def test_a_tenants_own_feeds_come_first_then_those_in_trouble_and_all_are_counted():
    urls = [f"https://{name}.example/feed" for name in ("avocet", "bittern", "curlew", "dunlin")]
    feeds = [Feed(url, url[8:].partition(".")[0]) for url in urls]
    states = {urls[1]: FeedState(urls[1], trouble=Trouble("feed-missing", "here"))}
    page = feeds_page(feeds, states, UTC, WORDS, own=urls[2:3], hidden=["Egret", "Flamingo"])
    assert [block.line for block in page.blocks if isinstance(block, Row)] == ["curlew", "bittern", "avocet", "dunlin"]
    assert Text("4 feeds · 1 of your own · 1 in trouble", Tone.QUIET) in page.blocks
    assert "Egret, Flamingo" in str([block for block in page.blocks if isinstance(block, Footer)])


def test_what_a_feed_would_have_brought_is_counted_and_its_newest_titles_shown():
    articles = tuple(an_article(f"Report {n}.", title=f"Heron-{n} is out") for n in range(MOST_TITLES + 2))
    page = brought_page(SECRET, "tested", Brought(articles, 1, 30, 7), WORDS)
    told = "It would have brought 10 reports · 1 of them is known already · the feed holds 30 entries"
    assert Text(told, Tone.QUIET) in page.blocks
    (titles,) = (block.lines for block in page.blocks if isinstance(block, Bullets))
    assert len(titles) == MOST_TITLES
    assert page.blocks[-1] == Footer("And 2 more.")
    none = brought_page(SECRET, "tested", Brought((), 0, 30, 7), WORDS)
    assert none.blocks[-1] == Text("It would have brought nothing · the feed holds 30 entries", Tone.WARNING)


def test_a_list_is_shown_in_parts_that_together_are_the_list():
    opml = "\n".join(f'<outline type="rss" xmlUrl="https://grebe.example/{n}"/>' for n in range(200))
    parts = [block.text for block in written_page(opml, 200, WORDS).blocks if isinstance(block, Text)][1:]
    assert "\n".join(parts) == opml
    assert len(parts) > 1
    assert max(map(len, parts)) <= LONGEST_PART


def test_a_list_with_nothing_new_says_so():
    page = list_page([], 3, WORDS, "imported-if-saved")
    told = [block.text for block in page.blocks if isinstance(block, Text)]
    assert told == ["The list holds nothing new.", "3 were there already"]


def pass_of(*asked: Asked, known: int = 9) -> Fetched:
    return Fetched(known, asked, sum(one.new for one in asked), 0, 0, (), 1, NOW)


def test_a_pass_tells_first_who_brought_news_then_who_is_in_trouble_then_who_moved():
    feeds = [Feed(f"https://h{n}.example/", f"H{n}") for n in range(5)]
    states = [FeedState(feed.url) for feed in feeds]
    page = fetched_page(
        pass_of(
            Asked(feeds[0], states[0], Intent.REST),
            Asked(feeds[1], replace(states[1], url="https://new.example/"), Intent.REST),
            Asked(feeds[2], replace(states[2], trouble=Trouble("feed-missing", "h2")), Intent.FAILED),
            Asked(feeds[3], states[3], Intent.READ, 2),
            Asked(feeds[4], states[4], Intent.READ, 7),
        ),
        UTC,
        WORDS,
    )
    _, counts, table, footer = page.blocks
    assert isinstance(counts, Bullets)
    assert counts.lines == ("5 feeds asked", "2 unchanged", "9 new reports", "1 feed in trouble")
    assert isinstance(table, Table)
    assert table.rows == (
        ("H4", "7", ""),
        ("H3", "2", ""),
        ("H2", "", "h2 is not found (404)."),
        ("H1", "", "has moved to https://new.example/"),
    )
    assert footer == Footer("The next feed is due at 17 May 2024 12:00.")


@pytest.mark.parametrize(("known", "told"), [(9, "No feed is due yet."), (0, "There are no feeds.")])
def test_a_pass_that_asked_nobody_says_why(known: int, told: str):
    body = fetched_page(pass_of(known=known), UTC, WORDS).blocks[1]
    assert isinstance(body, Text)
    assert body.text.startswith(told)


@pytest.mark.parametrize("lang", [Lang.EN, Lang.HANS, Lang.HANT])
def test_every_sort_of_feed_has_a_name_in_every_language(lang: Lang):
    words = load_words(lang)
    assert all(words.say(f"feed-kind.{kind}") for kind in FeedKind)
