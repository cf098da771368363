"""What every Store promises. A further implementation is one more line in ``OPENERS``."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opencc import OpenCC
from sqlalchemy import QueuePool

from adapters.storage.engine import open_store
from digests.article import Article, Noise, NoiseKind
from digests.event import Amount, Hedge, Role, Status
from digests.figure import Comparator, Flag
from digests.language import Lang
from digests.lexicon import Kind
from digests.ports import Store
from digests.story import Reason
from digests.when import Basis, Granularity, Qualifier, When
from tests.builders import (
    SEEN,
    a_copy,
    a_day,
    a_decision,
    a_figure,
    a_story,
    a_topic,
    an_article,
    an_event,
    published,
)
from tests.fakes.store import FakeStore
from tests.postgres import a_database

Opener = Callable[[Path], AbstractAsyncContextManager[Store]]


@asynccontextmanager
async def fake(_folder: Path) -> AsyncIterator[Store]:
    yield FakeStore()


@asynccontextmanager
async def sqlite(folder: Path) -> AsyncIterator[Store]:
    """Open a store on a file; at the end prove that every connection it lent was given back."""
    async with open_store(f"sqlite+aiosqlite:///{folder}/contract.db", patience=5) as store:
        yield store
        assert isinstance(store.engine.pool, QueuePool)
        assert store.engine.pool.checkedout() == 0


@asynccontextmanager
async def postgres(_folder: Path) -> AsyncIterator[Store]:
    """Open a store on a server; prove the same."""
    async with a_database() as url, open_store(url, patience=5) as store:
        yield store
        assert isinstance(store.engine.pool, QueuePool)
        assert store.engine.pool.checkedout() == 0


OPENERS: dict[str, Opener] = {"fake": fake, "sqlite": sqlite, "postgres": postgres}


@pytest.fixture(params=OPENERS)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    async with OPENERS[request.param](tmp_path) as opened:
        yield opened


ENGLISH = an_article(
    "Corvid Labs released Heron-1 on Thursday. It has 70B parameters.", published=published("2024-05-16")
)
SIMPLIFIED = an_article(
    "科维实验室周四开源了苍鹭大模型。“源码已经开放”，发言人说。",
    title="苍鹭一号发布",
    outlet="白鹭网",
    lang=Lang.HANS,
    published=published("2024-05-17T08:00:00+08:00"),
)
TRADITIONAL = an_article(
    "科維實驗室表示，蒼鷺大模型將於六月開放下載，參數達700億。",
    title="蒼鷺一號將開放",
    outlet="夜鷺報",
    lang=Lang.HANT,
    published=published("2024-05"),
)
UNDATED = an_article("A rumour about Heron-2.", title="", outlet=None, url=None, published=None)
EVERY = (ENGLISH, SIMPLIFIED, TRADITIONAL, UNDATED)


async def filled(store: Store) -> Store:
    for article in EVERY:
        await store.save_article(article, [], [])
    return store


# --- articles


@pytest.mark.parametrize("article", EVERY, ids=lambda a: a.lang)
async def test_an_article_comes_back_as_it_was_saved(store: Store, article: Article) -> None:
    noisy = replace(article, noise=(Noise(0, 3, NoiseKind.CREDIT), Noise(5, 9, NoiseKind.FOOTER)))
    await store.save_article(noisy, [], [])
    assert await store.article(article.id) == noisy


async def test_instants_come_back_exact_and_aware(store: Store) -> None:
    seen = datetime(2024, 5, 17, 1, 2, 3, 456789, UTC)
    dated = an_article(published=published("2024-05-16T23:59:59.000001-07:00"), first_seen=seen)
    await store.save_article(dated, [], [])
    found = await store.article(dated.id)
    assert found is not None
    assert (found.first_seen, found.first_seen.utcoffset()) == (seen, timedelta(0))
    assert found.published == dated.published


async def test_texts_with_odd_characters_come_back_unchanged(store: Store) -> None:
    odd = an_article("line\r\nline\ttab 𠮷 🦙 \u200b % _ ' \" \\ ; -- %s {x} \x01 ␀ end")
    await store.save_article(odd, [], [])
    assert await store.article(odd.id) == odd


async def test_the_character_nul_comes_back_as_itself_or_as_its_sign_and_moves_nothing(store: Store) -> None:
    odd = an_article("one \x00 two\x00 Heron-1", outlet="\x00")
    topic = a_topic(words=("a\x00b",))
    await store.save_article(odd, [], [])
    await store.save_topics([topic])
    found = await store.article(odd.id)
    assert found in (odd, replace(odd, text=odd.text.replace("\x00", "␀"), outlet="␀"))
    assert await store.search("two heron", 9) == (found,)
    assert await store.topics() == (topic,)


async def test_an_unknown_article_is_none(store: Store) -> None:
    await filled(store)
    assert await store.article("0" * 12) is None
    assert await store.article("") is None


async def test_articles_come_in_the_order_asked_each_once_the_unknown_left_out(store: Store) -> None:
    await filled(store)
    ids = [UNDATED.id, "0" * 12, ENGLISH.id, UNDATED.id]
    assert await store.articles(iter(ids)) == (UNDATED, ENGLISH)
    assert await store.articles([]) == ()


async def test_more_ids_than_one_statement_takes_are_answered(store: Store) -> None:
    await filled(store)
    ids = [f"{n:012d}" for n in range(40_000)] + [ENGLISH.id]
    assert await store.articles(ids) == (ENGLISH,)
    assert await store.copies(ids) == ()
    assert await store.events_of(ids) == ()


async def test_articles_between_takes_the_start_and_leaves_the_end(store: Store) -> None:
    await filled(store)
    noon = datetime(2024, 5, 17, tzinfo=UTC)  # 08:00 in +08:00
    assert await store.articles_between(noon, noon + timedelta(microseconds=1)) == (SIMPLIFIED,)
    assert await store.articles_between(noon - timedelta(hours=1), noon) == (ENGLISH,)
    assert await store.articles_between(noon, noon) == ()


async def test_a_day_counts_as_its_last_second_and_an_undated_article_as_first_seen(store: Store) -> None:
    await filled(store)
    assert await store.articles_between(datetime(2024, 5, 16, 23, 59, 59, tzinfo=UTC), SEEN + timedelta(seconds=1)) == (
        UNDATED,
        SIMPLIFIED,
        ENGLISH,
    )


async def test_earlier_fingerprints_are_those_of_the_revisions_before_the_newest(store: Store) -> None:
    second = replace(ENGLISH, revision=2, fingerprint="f2")
    third = replace(ENGLISH, revision=3, fingerprint="f3")
    for revision in (ENGLISH, second, third):
        await store.save_article(revision, [], [])
    assert await store.earlier_fingerprints(ENGLISH.id) == {ENGLISH.fingerprint, "f2"}
    assert await store.earlier_fingerprints("unknown") == frozenset()


async def test_unplaced_are_the_articles_of_no_story(store: Store) -> None:
    await filled(store)
    await store.save_stories([a_story(ENGLISH, TRADITIONAL)])
    assert await store.unplaced() == (UNDATED, SIMPLIFIED)
    await store.save_stories([], gone=[a_story(ENGLISH, TRADITIONAL).id])
    assert len(await store.unplaced()) == 4


async def test_newest_are_newest_first_and_no_more_than_asked(store: Store) -> None:
    await filled(store)
    assert await store.newest(9) == (TRADITIONAL, UNDATED, SIMPLIFIED, ENGLISH)
    assert await store.newest(2) == (TRADITIONAL, UNDATED)
    assert await store.newest(0) == ()
    assert await store.newest(-1) == ()


async def test_articles_of_one_instant_are_ordered_by_id(store: Store) -> None:
    twins = [an_article(f"Report {n} of Heron-1.") for n in range(5)]
    for twin in twins:
        await store.save_article(twin, [], [])
    assert await store.newest(9) == tuple(sorted(twins, key=lambda a: a.id))


async def test_an_article_is_found_by_the_beginning_of_its_id_or_by_its_url(store: Store) -> None:
    await filled(store)
    assert ENGLISH.url is not None
    assert await store.find_articles(ENGLISH.id[:4]) == (ENGLISH,)
    assert await store.find_articles(ENGLISH.id) == (ENGLISH,)
    assert await store.find_articles(ENGLISH.url) == (ENGLISH,)


async def test_a_beginning_of_two_ids_finds_both_newest_first(store: Store) -> None:
    first = an_article(id="abcd00000001", published=published("2024-05-01"))
    second = an_article(id="abcd00000002", published=published("2024-05-02"))
    other = an_article(id="abce00000000")
    for article in (first, second, other):
        await store.save_article(article, [], [])
    assert await store.find_articles("abcd") == (second, first)


@pytest.mark.parametrize("text", ["", "abc", "ab%", "____", "%%%%", "bcd0", "https://grebe.example/", "abcd' OR 1=1"])
async def test_what_is_no_beginning_and_no_url_finds_nothing(store: Store, text: str) -> None:
    await store.save_article(an_article(id="abcd00000001"), [], [])
    await store.save_article(replace(UNDATED, id="ffff00000000"), [], [])
    assert await store.find_articles(text) == ()


async def test_a_fingerprint_finds_the_first_seen(store: Store) -> None:
    later = an_article(url="https://dunlin.example/1", fingerprint="same", first_seen=SEEN + timedelta(hours=1))
    sooner = an_article(url="https://dunlin.example/2", fingerprint="same")
    for article in (later, sooner):
        await store.save_article(article, [], [])
    assert await store.article_by_fingerprint("same") == sooner
    assert await store.article_by_fingerprint("other") is None


async def test_an_article_saved_twice_is_there_once(store: Store) -> None:
    for _ in range(2):
        await store.save_article(ENGLISH, [an_event(ENGLISH)], [a_figure(ENGLISH)])
    assert await store.counts() == {"articles": 1, "copies": 0, "stories": 0, "events": 1, "figures": 1}
    assert await store.search("heron", 9) == (ENGLISH,)


async def test_a_new_revision_replaces_the_text_the_index_and_what_was_found(store: Store) -> None:
    await store.save_article(ENGLISH, [an_event(ENGLISH), an_event(ENGLISH, "Thursday")], [a_figure(ENGLISH)])
    revised = replace(ENGLISH, revision=2, text="Corvid Labs released Egret-1 on Friday.", fingerprint="new")
    event, figure = an_event(revised, "Friday", about=frozenset({"egret-1"})), a_figure(revised, subject="egret-1")
    await store.save_article(revised, [event], [figure])
    assert await store.article(ENGLISH.id) == revised
    assert (await store.search("egret", 9), await store.search("thursday", 9)) == ((revised,), ())
    assert (await store.events(), await store.figures()) == ((event,), (figure,))
    assert await store.events(frozenset({"heron-1"})) == ()
    assert await store.article_by_fingerprint(ENGLISH.fingerprint) is None


async def test_an_overtaken_revision_changes_nothing(store: Store) -> None:
    revised = replace(ENGLISH, revision=2, text="Corvid Labs released Egret-1.")
    await store.save_article(revised, [an_event(revised)], [])
    await store.save_article(ENGLISH, [], [a_figure(ENGLISH)])
    assert await store.article(ENGLISH.id) == revised
    assert await store.search("thursday", 9) == ()
    assert (await store.counts())["events"] == 1
    assert (await store.counts())["figures"] == 0


async def test_a_quote_of_another_text_is_refused_and_nothing_is_stored(store: Store) -> None:
    for event in (an_event(SIMPLIFIED), an_event(replace(ENGLISH, revision=2))):
        with pytest.raises(ValueError):  # noqa: PT011  a defect of the caller, in no set words
            await store.save_article(ENGLISH, [event], [])
    with pytest.raises(ValueError):  # noqa: PT011  the same
        await store.save_article(ENGLISH, [], [a_figure(SIMPLIFIED)])
    assert await store.article(ENGLISH.id) is None


async def test_a_merged_event_is_refused_since_its_other_accounts_would_be_lost(store: Store) -> None:
    event = an_event(ENGLISH)
    for merged in (replace(event, citations=event.citations * 2), replace(event, rivals=(event,))):
        with pytest.raises(ValueError):  # noqa: PT011  a defect of the caller, in no set words
            await store.save_article(ENGLISH, [merged], [])
    assert await store.events() == ()


# --- copies


async def test_copies_come_back_first_seen_first_for_the_articles_asked(store: Store) -> None:
    late = a_copy(ENGLISH, first_seen=SEEN + timedelta(hours=2))
    soon = a_copy(ENGLISH, url=None, outlet="夜鷺報", lang=Lang.HANT)
    other = a_copy(SIMPLIFIED)
    for copy in (late, soon, other):
        await store.save_copy(copy)
    assert await store.copies([ENGLISH.id]) == (soon, late)
    assert await store.copies([SIMPLIFIED.id, ENGLISH.id, SIMPLIFIED.id]) == tuple(
        sorted((soon, late, other), key=lambda c: (c.first_seen, c.article))
    )
    assert await store.copies([]) == ()


@pytest.mark.parametrize("place", [{}, {"url": None}, {"url": None, "outlet": None}])
async def test_a_copy_at_the_same_place_is_noted_once_as_first_seen(store: Store, place: dict[str, None]) -> None:
    first = a_copy(ENGLISH, **place)
    await store.save_copy(first)
    await store.save_copy(replace(first, first_seen=SEEN + timedelta(days=1)))
    assert await store.copies([ENGLISH.id]) == (first,)


# --- stories


async def test_a_story_comes_back_with_its_articles_in_order_and_its_terms_exact(store: Store) -> None:
    story = a_story(TRADITIONAL, ENGLISH, SIMPLIFIED, terms={"苍鹭": 0.1 + 0.2, "70b": 1e-17, "heron": 3.0})
    await store.save_stories([story])
    assert await store.story(story.id) == story


async def test_a_story_is_found_by_an_unambiguous_beginning_of_four_characters(store: Store) -> None:
    one, two = a_story(id="sabc00001"), a_story(id="sabc00002")
    await store.save_stories([one, two])
    assert await store.story("sabc00001") == one
    assert await store.story("sabc00002") == two
    assert await store.story("sabc") is None
    await store.save_stories([], gone=[two.id])
    assert await store.story("sabc") == one
    for text in ("sab", "", "s%%%", "____", "abc0"):
        assert await store.story(text) is None


async def test_a_whole_id_wins_over_one_it_begins(store: Store) -> None:
    short, long = a_story(id="sabcd"), a_story(id="sabcdef")
    await store.save_stories([long, short])
    assert await store.story("sabcd") == short


async def test_stories_of_articles_come_each_once_latest_first(store: Store) -> None:
    old, new = a_story(ENGLISH, id="sold00000"), a_story(ENGLISH, SIMPLIFIED, id="snew00000")
    await store.save_stories([old, new])
    assert await store.stories_of([ENGLISH.id, SIMPLIFIED.id, "0" * 12]) == (new, old)
    assert await store.stories_of([SIMPLIFIED.id]) == (new,)
    assert await store.stories_of([UNDATED.id]) == ()


async def test_open_stories_touch_the_period_at_either_end(store: Store) -> None:
    day = datetime(2024, 5, 1, tzinfo=UTC)
    story = a_story(first=day, last=day + timedelta(days=2))
    await store.save_stories([story])
    instant, hour = timedelta(microseconds=1), timedelta(hours=1)
    assert await store.open_stories(day - hour, day) == (story,)
    assert await store.open_stories(day + timedelta(days=2), day + timedelta(days=3)) == (story,)
    assert await store.open_stories(day + hour, day + hour) == (story,)
    assert await store.open_stories(day - hour, day - instant) == ()
    assert await store.open_stories(day + timedelta(days=2) + instant, day + timedelta(days=9)) == ()


async def test_open_stories_come_latest_first(store: Store) -> None:
    day = datetime(2024, 5, 1, tzinfo=UTC)
    stories = [a_story(id=f"s0000000{n}", first=day, last=day + timedelta(days=n % 3)) for n in range(5)]
    await store.save_stories(stories)
    order = [story.id[-1] for story in await store.open_stories(day, day + timedelta(days=9))]
    assert order == ["2", "1", "4", "0", "3"]


async def test_a_grown_story_replaces_itself_and_one_merged_away_is_forgotten(store: Store) -> None:
    small, other = a_story(ENGLISH), a_story(SIMPLIFIED)
    await store.save_stories([small, other])
    grown = replace(small, articles=(ENGLISH.id, SIMPLIFIED.id), terms={"heron": 9.0})
    await store.save_stories([grown], gone=[other.id, "s-unknown"])
    assert await store.stories_of([SIMPLIFIED.id]) == (grown,)
    assert await store.story(other.id) is None
    assert (await store.counts())["stories"] == 1


async def test_a_story_without_articles_or_terms_is_kept(store: Store) -> None:
    bare = a_story(articles=(), terms={})
    await store.save_stories([bare])
    assert await store.story(bare.id) == bare


# --- decisions


async def test_decisions_of_a_subject_come_oldest_first_those_of_one_instant_as_appended(store: Store) -> None:
    late, early = (
        a_decision(at=SEEN + timedelta(hours=1)),
        a_decision(
            other="s99999999",
            reason=Reason("another-version", {"story": "s99999999", "name": "蒼鷺", "n": 2, "x": 0.5}),
        ),
    )
    beside = replace(early, stage="rank", outcome="left-out")
    await store.save_decisions([late, early])
    await store.save_decisions([beside, a_decision("s77777777")])
    await store.save_decisions([])
    assert await store.decisions(late.subject) == (early, beside, late)
    assert await store.decisions("s7777") == ()


# --- events and figures


async def test_an_event_comes_back_with_its_quote(store: Store) -> None:
    plain = an_event(ENGLISH)
    full = an_event(
        TRADITIONAL,
        "蒼鷺大模型將於六月開放下載",
        when=When(
            a_day("2024-06-01").start, a_day("2024-06-30").end, Granularity.MONTH, Qualifier.LATE, Basis.PUBLICATION
        ),
        status=Status.PLANNED,
        kind=Kind.LICENCE,
        act=None,
        actors=(),
        objects=("heron-1", "egret-1"),
        about=frozenset({"heron-1", "egret-1", "corvid-labs"}),
        hedge=Hedge.REPORTED,
        complete=True,
        qualifiers=("free-commercial-use", "open-source"),
        thing="Heron雲",
        partners=("grebe",),
        amounts=(Amount(Role.PRICE, Decimal("1.5e9"), "USD", Comparator.GT),),
    )
    await store.save_article(ENGLISH, [plain], [])
    await store.save_article(TRADITIONAL, [full], [])
    assert await store.events() == (plain, full)


async def test_events_are_found_by_any_entity_they_are_about_oldest_first(store: Store) -> None:
    june = an_event(ENGLISH, when=a_day("2024-06-01"), about=frozenset({"heron-1", "meta"}))
    may = an_event(ENGLISH, "Thursday", when=a_day("2024-05-16"), about=frozenset({"heron-1"}))
    april = an_event(SIMPLIFIED, when=a_day("2024-04-01"), about=frozenset[str]())
    await store.save_article(ENGLISH, [june, may], [])
    await store.save_article(SIMPLIFIED, [april], [])
    assert await store.events() == (april, may, june)
    assert await store.events(frozenset({"heron-1", "meta", "unknown"})) == (may, june)
    assert await store.events(frozenset({"meta"})) == (june,)
    assert await store.events(frozenset({"unknown"})) == ()
    assert await store.events(frozenset()) == ()


async def test_plans_are_found_from_a_day_on(store: Store) -> None:
    plans = [an_event(ENGLISH, when=a_day(day), status=Status.PLANNED) for day in ("2024-06-02", "2024-06-01")]
    await store.save_article(ENGLISH, [*plans, an_event(ENGLISH, "Thursday", when=a_day("2024-06-03"))], [])
    assert await store.planned(a_day("2024-06-01").start) == (plans[1], plans[0])
    assert await store.planned(a_day("2024-06-02").start) == (plans[0],)
    assert await store.planned(a_day("2024-06-03").start) == ()


async def test_figures_of_articles_are_those_found_in_them(store: Store) -> None:
    two = [a_figure(ENGLISH), a_figure(ENGLISH, "Thursday")]
    other = a_figure(SIMPLIFIED)
    await store.save_article(ENGLISH, [], two)
    await store.save_article(SIMPLIFIED, [], [other])
    assert await store.figures_of([ENGLISH.id, ENGLISH.id]) == (*two,)
    assert set(await store.figures_of([ENGLISH.id, SIMPLIFIED.id])) == {*two, other}
    assert await store.figures_of([]) == ()


async def test_the_articles_that_hold_one_of_several_phrases_are_found(store: Store) -> None:
    await store.save_article(ENGLISH, [], [])
    await store.save_article(SIMPLIFIED, [], [])
    assert await store.holding(["corvid thursday", "no such words"]) == (ENGLISH.id,)
    assert set(await store.holding(["thursday", "苍鹭"])) == {ENGLISH.id, SIMPLIFIED.id}
    assert await store.holding(["thursday unheard-of", "。"]) == ()
    assert await store.holding([]) == ()


async def test_the_articles_that_hold_a_phrase_are_found_among_those_that_are_named(store: Store) -> None:
    await store.save_article(ENGLISH, [], [])
    await store.save_article(SIMPLIFIED, [], [])
    both = ["thursday", "苍鹭"]
    assert await store.holding(both, [SIMPLIFIED.id, "unknown", SIMPLIFIED.id]) == (SIMPLIFIED.id,)
    assert set(await store.holding(both, [SIMPLIFIED.id, ENGLISH.id])) == {ENGLISH.id, SIMPLIFIED.id}
    assert await store.holding(both, []) == ()


async def test_the_version_changes_with_what_is_read_decided_or_tracked_and_with_nothing_else(store: Store) -> None:
    versions = [await store.version()]
    await store.save_article(ENGLISH, [], [])
    versions.append(await store.version())
    await store.save_decisions([a_decision(ENGLISH.id)])
    versions.append(await store.version())
    await store.save_topics([a_topic()])
    versions.append(await store.version())
    assert len({*versions}) == len(versions)
    await store.note("done")
    assert await store.version() == versions[-1]


async def test_events_of_articles_are_those_found_in_them(store: Store) -> None:
    two = [an_event(ENGLISH, when=a_day("2024-06-01")), an_event(ENGLISH, "Thursday")]
    other = an_event(SIMPLIFIED, when=a_day("2024-01-01"))
    await store.save_article(ENGLISH, two, [])
    await store.save_article(SIMPLIFIED, [other], [])
    assert await store.events_of([ENGLISH.id]) == (two[1], two[0])
    assert await store.events_of([ENGLISH.id, SIMPLIFIED.id, ENGLISH.id]) == (other, two[1], two[0])
    assert await store.events_of([]) == ()


async def test_events_of_one_id_in_two_articles_are_both_kept(store: Store) -> None:
    here, there = an_event(ENGLISH, id="e1"), an_event(SIMPLIFIED, id="e1")
    await store.save_article(ENGLISH, [here, here], [])
    await store.save_article(SIMPLIFIED, [there], [])
    assert (await store.counts())["events"] == 3


async def test_a_figure_comes_back_exact(store: Store) -> None:
    full = a_figure(
        TRADITIONAL,
        "參數達700億",
        value=Decimal("12345678901234567890.10"),
        unit="TWD",
        comparator=Comparator.GE,
        as_of=When(a_day("2024-04-01").start, a_day("2024-06-30").end, Granularity.QUARTER),
        speaker="科維實驗室",
        flags=frozenset({Flag.FORECAST, Flag.CONFLICT}),
    )
    bare = a_figure(TRADITIONAL, as_of=None, subject="鷺", value=Decimal("-0.5"))
    await store.save_article(TRADITIONAL, [], [full, bare])
    assert await store.figures() == (full, bare)
    assert [str(figure.value) for figure in await store.figures()] == ["12345678901234567890.10", "-0.5"]


async def test_figures_are_found_by_subject(store: Store) -> None:
    heron, egret = a_figure(ENGLISH), a_figure(ENGLISH, subject="egret-1")
    await store.save_article(ENGLISH, [], [heron, egret])
    assert await store.figures(frozenset({"egret-1", "unknown"})) == (egret,)
    assert await store.figures(frozenset()) == ()


# --- search


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("heron", (UNDATED, ENGLISH)),
        ("HERON-1", (ENGLISH,)),
        ("heron thursday", (ENGLISH,)),
        ("thursday  heron rumour", ()),
        ("70B", (ENGLISH,)),
        ("大模型", (TRADITIONAL, SIMPLIFIED)),
        ("苍鹭大模型", (TRADITIONAL, SIMPLIFIED)),
        ("蒼鷺大模型", (TRADITIONAL, SIMPLIFIED)),
        ("实验", (TRADITIONAL, SIMPLIFIED)),
        ("苍鹭 发言人", (SIMPLIFIED,)),
        ("苍鹭 700", (TRADITIONAL,)),
        ("鹭", (TRADITIONAL, SIMPLIFIED)),
        ("型", (TRADITIONAL, SIMPLIFIED)),
        ("说", (SIMPLIFIED,)),
        ("型源", ()),  # the end of one sentence and the beginning of the next
        ("模大", ()),
        ("herons", ()),
        ("her", ()),
    ],
)
async def test_search_finds_every_word_in_either_script_newest_first(
    store: Store, query: str, found: tuple[Article, ...]
) -> None:
    await filled(store)
    assert await store.search(query, 9) == found


@pytest.mark.parametrize("query", ["", " ", "。，", "-", '"', "*", "()", "'s", "🦙", "\x00", "%", "_"])
async def test_a_query_without_a_word_finds_nothing(store: Store, query: str) -> None:
    await filled(store)
    assert await store.search(query, 9) == ()


@pytest.mark.parametrize(
    "query",
    [
        "heron OR egret",
        "NOT heron",
        "heron NEAR thursday",
        "terms:heron",
        "^heron AND zzz",
        "(heron",
        'heron "',
        "her*",
    ],
)
async def test_nothing_typed_is_read_as_an_operator(store: Store, query: str) -> None:
    only = an_article("heron thursday")
    await store.save_article(only, [], [])
    words = set(re.findall(r"\w+", query.lower()))
    assert await store.search(query, 9) == ((only,) if words <= {"heron", "thursday"} else ())


async def test_search_gives_no_more_than_asked(store: Store) -> None:
    await filled(store)
    assert await store.search("大模型", 1) == (TRADITIONAL,)
    assert await store.search("大模型", 0) == ()
    assert await store.search("大模型", -1) == ()


async def test_titles_are_searched_too(store: Store) -> None:
    await filled(store)
    assert await store.search("一号发布", 9) == (SIMPLIFIED,)


async def test_the_longest_queries_are_answered(store: Store) -> None:
    await filled(store)
    assert await store.search("heron " * 5_000 + "thursday", 9) == (ENGLISH,)
    assert await store.search("大模型" * 5_000, 9) == ()
    assert await store.search("((" * 5_000 + "heron", 9) == (UNDATED, ENGLISH)
    assert await store.search(" ".join(f"w{n}" for n in range(5_000)), 9) == ()


READS_ONLY = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # the store is shared by the examples, which change nothing


@READS_ONLY
@given(query=st.text() | st.text('"*()^-+:{}\\ ANDORNEAR开源1.\x00\ud800'))
async def test_whatever_is_asked_is_answered(store: Store, query: str) -> None:
    if not await store.newest(1):
        await filled(store)
    for answer in (await store.search(query, 5), await store.find_articles(query)):
        assert set(answer) <= set(EVERY)
    assert await store.article(query) is None
    assert await store.story(query) is None
    assert await store.decisions(query) == ()


CHINESE = "开源发布大模型云计算机学习芯片专业车东语电长门问间风飞马鸟鱼龙台后里乾干着著"
_to_traditional = OpenCC("s2t").convert
TO_TRADITIONAL = str.maketrans({c: _to_traditional(c) for c in CHINESE if c not in "乾干着著后里台"})
PIECES = st.text(CHINESE, min_size=2, max_size=8) | st.sampled_from(["，", "。", " ", "\n", "Heron-1", "3.5", "AI"])
EACH_A_STORE = settings(deadline=None, max_examples=25)


@pytest.mark.parametrize("opener", OPENERS)
@EACH_A_STORE
@given(pieces=st.lists(PIECES, min_size=1, max_size=8), numbers=st.data())
async def test_any_two_chinese_characters_or_more_that_a_text_holds_find_it_in_both_scripts(
    opener: str, pieces: list[str], numbers: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = "".join(pieces) + "苍鹭"
    run = numbers.draw(st.sampled_from(re.findall(f"[{CHINESE}苍鹭]{{2,}}", text)))
    start = numbers.draw(st.integers(0, len(run) - 2))
    query = run[start : numbers.draw(st.integers(start + 2, len(run)))]
    article = an_article(text.translate(TO_TRADITIONAL), title="", lang=Lang.HANT)
    async with OPENERS[opener](tmp_path_factory.mktemp("search")) as store:
        await store.save_article(article, [], [])
        assert await store.search(query, 9) == (article,)
        assert await store.search(query.translate(TO_TRADITIONAL), 9) == (article,)


@EACH_A_STORE
@given(
    texts=st.lists(st.lists(PIECES, max_size=6).map("".join), min_size=1, max_size=4),
    queries=st.lists(st.text(CHINESE + "，AI3. ", max_size=3), min_size=1, max_size=8),
)
async def test_all_stores_find_the_same(
    texts: list[str], queries: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    answers = []
    for opener in OPENERS.values():
        async with opener(tmp_path_factory.mktemp("search")) as store:
            for text in texts:
                await store.save_article(an_article(text), [], [])
            answers.append([await store.search(query, 9) for query in queries])
    assert all(answer == answers[0] for answer in answers)


# --- topics and counts


async def test_topics_come_back_by_slug_and_are_replaced_by_slug(store: Store) -> None:
    heron, egret = a_topic("heron"), a_topic("egret", words=(), exclude=())
    await store.save_topics([heron, egret])
    assert await store.topics() == (egret, heron)
    renamed = replace(heron, name={Lang.EN: "Herons"}, entities=())
    await store.save_topics([renamed, renamed])
    await store.save_topics([])
    assert await store.topics() == (egret, renamed)


async def test_an_empty_store_answers_everything_with_nothing(store: Store) -> None:
    day = datetime(2024, 5, 1, tzinfo=UTC)
    assert await store.counts() == {"articles": 0, "copies": 0, "stories": 0, "events": 0, "figures": 0}
    answers = (store.newest(5), store.search("heron", 5), store.topics(), store.events(), store.figures())
    assert [await answer for answer in answers] == [()] * len(answers)
    assert await store.open_stories(day, day) == ()


async def test_counts_count_each_thing(store: Store) -> None:
    await store.save_article(ENGLISH, [an_event(ENGLISH), an_event(ENGLISH, "Thursday")], [a_figure(ENGLISH)])
    await store.save_article(SIMPLIFIED, [an_event(SIMPLIFIED)], [])
    await store.save_copy(a_copy(ENGLISH))
    await store.save_stories([a_story(ENGLISH, SIMPLIFIED)])
    assert await store.counts() == {"articles": 2, "copies": 1, "stories": 1, "events": 3, "figures": 1}


# --- at once


async def test_twenty_saves_at_once_all_land_while_others_read(store: Store) -> None:
    twenty = [an_article(f"Report {n} of Heron-1.") for n in range(20)]
    async with asyncio.TaskGroup() as tasks:
        for article in twenty:
            tasks.create_task(store.save_article(article, [an_event(article)], [a_figure(article)]))
            tasks.create_task(store.save_copy(a_copy(article)))
            tasks.create_task(store.save_stories([a_story(article)]))
            tasks.create_task(store.search("heron", 5))
    assert await store.counts() == dict.fromkeys(("articles", "copies", "stories", "events", "figures"), 20)
    assert len(await store.search("heron", 99)) == 20
