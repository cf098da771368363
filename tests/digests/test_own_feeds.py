"""A tenant's own feeds as things it has, and whose eyes their articles are for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from digests.article import Entry
from digests.change import Held, Holds
from digests.errors import Unreachable
from digests.feed import Feed, FeedState, Trouble
from digests.intake import make_article
from digests.language import Lang
from digests.own_feeds import (
    MARK,
    OWN_ID,
    bare_outlet,
    eyes_of,
    feed_held,
    feed_value,
    found_again,
    hides,
    hiding,
    is_own,
    mark_in,
    mark_of,
    polled_feeds,
    said_to_tenants,
    shared_feeds,
    state_since,
)

NOW = datetime(2024, 7, 24, 12, tzinfo=UTC)
URL = "https://grebe.example/feed"


def held(feed: Feed) -> Held:
    return Held(Holds.FEED, feed.url, feed_value(feed, NOW))


@given(st.text(max_size=40), st.text(max_size=80))
def test_a_mark_is_found_again_tells_nothing_of_the_address_and_is_only_in_what_was_marked(url: str, outlet: str):
    mark = mark_of(url)
    assert len(mark) == MARK
    assert mark_in(f"{outlet} ∷{mark}") == mark
    assert bare_outlet(f"{outlet} ∷{mark}") == outlet
    assert mark_in(bare_outlet(outlet)) == "" or "∷" in outlet


def test_a_feed_comes_back_as_it_was_kept_but_for_the_length_of_its_name():
    for feed in (Feed(URL, "Grebe"), Feed(URL, "灰鹭", Lang.HANT)):
        assert feed_held(held(feed)) == feed
    assert len(feed_held(held(Feed(URL, "G" * 5_000))).outlet) == 120


def test_what_is_polled_for_tenants_is_asked_once_under_no_tenants_name():
    one, other = held(Feed(URL, "Ours")), held(Feed(URL, "Theirs"))
    (polled,) = polled_feeds([one, other, hiding(Feed("https://dunlin.example/", "Dunlin"), ())]).values()
    assert polled.outlet == f"grebe.example ∷{mark_of(URL)}"
    assert is_own(polled)
    assert shared_feeds([polled, Feed(URL, "Grebe")]) == (Feed(URL, "Grebe"),)


def test_articles_of_an_own_feed_are_others_than_those_of_any_other_source():
    entry = Entry("Heron-1 is out", "Corvid Labs released it on Monday, it said in a statement.", f"{URL}/1")
    marked = [f"Grebe ∷{mark_of(url)}" for url in (URL, f"{URL}2")]
    made = [make_article(Entry(entry.title, entry.text, entry.url, outlet=o), NOW) for o in (None, "Grebe", *marked)]
    assert len({one.id for one in made}) == len({one.fingerprint for one in made}) == 3
    assert [len(one.id) for one in made] == [12, 12, OWN_ID, OWN_ID]
    assert made[2].id.endswith(mark_of(URL))


def test_eyes_see_what_everybody_sees_but_the_hidden_and_what_is_their_own():
    eyes = eyes_of([held(Feed(URL, "Ours")), hiding(Feed("https://dunlin.example/", "Dunlin"), ())])
    own, foreign = f"grebe.example ∷{mark_of(URL)}", f"grebe.example ∷{mark_of(f'{URL}2')}"
    assert [eyes.see(one) for one in (own, foreign, "DUNLIN", "Heron News", None)] == [True, False, False, True, True]
    assert [eyes.called(one) for one in (own, foreign, "Heron News", None)] == [
        "Ours",
        "grebe.example",
        "Heron News",
        None,
    ]
    seen = [eyes.see_id(one) for one in (f"01234567{mark_of(URL)}", f"01234567{mark_of(f'{URL}2')}", "0123456789ab")]
    assert seen == [True, False, True]


def test_what_hides_an_outlet_names_no_address():
    feeds = [Feed(URL, "Grebe"), Feed(f"{URL}2", "grebe"), Feed(f"{URL}3", "Dunlin")]
    hidden = hiding(feeds[0], feeds)
    assert "grebe.example" not in str(hidden)
    assert [hides(hidden.value, feed.url) for feed in feeds] == [True, True, False]
    assert not hides(held(feeds[0]).value, URL)


def test_a_tenant_is_told_of_a_feed_only_what_was_since_it_has_it():
    long_ago, later = NOW - timedelta(days=9), NOW + timedelta(hours=1)
    value = feed_value(Feed(URL, "Grebe"), NOW)
    state = FeedState(URL, last_try=long_ago, last_success=long_ago, entries=9, total=99, failures=3)
    assert state_since(state, value) == FeedState(URL)
    failing = FeedState(URL, last_try=later, last_success=long_ago, failing_since=long_ago, entries=9, total=99)
    told = state_since(failing, value)
    assert (told.last_success, told.failing_since, told.entries, told.total) == (None, NOW, 0, 0)
    well = state_since(FeedState(URL, last_try=later, last_success=later, entries=9, total=99), value)
    assert (well.last_success, well.entries, well.total) == (later, 9, 0)


def test_what_is_asked_no_more_is_found_again_by_who_added_it_since():
    stopped = FeedState(URL, last_try=NOW, stopped=Trouble("feed-gone", URL))
    value = feed_value(Feed(URL, "Grebe"), NOW - timedelta(days=1))
    early, late = (Held(Holds.FEED, URL, value | {"created": at.isoformat()}) for at in (NOW, NOW + timedelta(hours=1)))
    assert found_again([early], {URL: stopped}) == ()
    assert found_again([early, late, late], {URL: stopped}) == (URL,)
    assert found_again([late], {URL: FeedState(URL, last_try=NOW)}) == ()
    assert found_again([hiding(Feed(URL, "Grebe"), [])], {URL: stopped}) == ()


def test_a_feed_without_a_name_is_called_by_its_host_and_never_by_its_address():
    nameless = held(Feed(f"{URL}?token=s3cret", f" ∷{'a' * MARK}"))
    assert feed_held(nameless).outlet == "grebe.example"


def test_tenants_are_told_nothing_of_networks():
    inside = Unreachable("web-not-public", URL, address="10.0.0.1", network="10.0.0.0/8")
    assert (said_to_tenants(inside).key, said_to_tenants(inside).values) == ("feed-not-public", {})
    slow = Unreachable("web-slow", URL, seconds="30")
    assert said_to_tenants(slow) is slow
    known = FeedState(URL, last_try=NOW, trouble=Trouble(inside.key, URL, {"address": "10.0.0.1"}))
    seen = state_since(known, feed_value(Feed(URL, "Grebe"), NOW - timedelta(days=1)))
    assert seen.trouble == Trouble("feed-not-public", URL)
