"""Which stories of a window a reader is told of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.article import Article
from digests.chronicle.scope import scope_of
from digests.followed import is_own, is_wanted, may_be_wanted
from digests.following import Sort, Subject, Wanted, with_muted
from digests.language import Lang
from digests.lexicon import Entity, EntityType, Lexicon
from digests.ranking import StoryMaterial
from digests.topic import Topic
from digests.understand import understand
from tests.builders import a_story, a_topic, an_article, published

START = datetime(2026, 11, 20, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)


def named(slug: str, kind: EntityType, *names: str, maker: str | None = None) -> Entity:
    return Entity(slug, kind, {Lang.EN: names[0]}, names, maker=maker)


LEXICON = Lexicon(
    {
        one.id: one
        for one in (
            named("corvid-labs", EntityType.COMPANY, "Corvid Labs"),
            named("heron-1", EntityType.MODEL, "Heron-1", maker="corvid-labs"),
            named("egret-works", EntityType.COMPANY, "Egret Works"),
            named("ada-egret", EntityType.PERSON, "Ada Egret", maker="egret-works"),
        )
    },
    {},
)
HERON = a_topic(words=(), entities=("heron-1",))
CHIPS = Topic("chips", {Lang.EN: "Chips"}, (), words=("chip",))
EGRET = Topic("egret-works", {Lang.EN: "Egret Works"}, ("egret-works",))
ADA = Topic("ada-egret", {Lang.EN: "Ada Egret"}, ("ada-egret",))
SCOPES = {topic.slug: scope_of(topic, LEXICON) for topic in (HERON, CHIPS, EGRET, ADA)}


def a_report(title: str, outlet: str | None = "Grebe", hours: int = 1, text: str = "More is to come.") -> Article:
    at = START + hours * HOUR
    return an_article(text, title=title, outlet=outlet, published=published(at.isoformat()), first_seen=at)


def told_by(*articles: Article, **story: str) -> StoryMaterial:
    readings = tuple(understand(article, LEXICON) for article in articles)
    return StoryMaterial(a_story(*articles, **story), readings)


def subjects(*keys: str) -> tuple[Subject, ...]:
    parts = (key.partition(":") for key in keys)
    return tuple(Subject(Sort(sort), name) for sort, _, name in parts)


def wants(material: StoryMaterial, followed: Iterable[str], muted: Iterable[str] = ()) -> bool:
    wanted = Wanted(subjects(*followed), subjects(*muted))
    may = may_be_wanted(material.story, [r.article.outlet for r in material.readings], [wanted])
    is_told = is_wanted(material, wanted, SCOPES, START)
    assert may or not is_told
    return is_told


RELEASE = told_by(a_report("Corvid Labs releases Heron-1"))
BOTH = told_by(a_report("Egret Works sells Heron-1 in its shop"))
ELSEWHERE = told_by(a_report("A bridge was opened", "Dunlin"))


def test_a_followed_topic_brings_what_touches_it():
    assert wants(RELEASE, ["topic:heron"])
    assert wants(BOTH, ["topic:heron"])
    assert not wants(ELSEWHERE, ["topic:heron"])
    assert not wants(RELEASE, ["topic:gone"])


def test_a_followed_outlet_brings_what_it_reports_in_the_window():
    assert wants(RELEASE, ["outlet:grebe"])
    assert not wants(ELSEWHERE, ["outlet:grebe"])
    old = told_by(a_report("A bridge is planned", "Grebe", hours=-9), a_report("A bridge was opened", "Dunlin"))
    assert not wants(old, ["outlet:grebe"])
    assert wants(old, ["outlet:dunlin"])


def test_a_followed_story_comes_only_when_it_was_reported_since():
    first, later = a_report("Corvid Labs releases Heron-1", hours=1), a_report("Heron-1 is out", hours=5)
    followed = Subject(Sort.STORY, "s1", since=START + 2 * HOUR, articles=(first.id,))
    wanted = Wanted((followed,))
    assert not is_wanted(told_by(first, id="s1"), wanted, {}, START)
    assert is_wanted(told_by(first, later, id="s1"), wanted, {}, START)


def test_a_followed_story_is_known_again_after_it_was_merged_or_grouped_anew():
    first, later = a_report("Corvid Labs releases Heron-1", hours=1), a_report("Heron-1 is out", hours=5)
    followed = Subject(Sort.STORY, "s1", since=START + 2 * HOUR, articles=(first.id,))
    merged = told_by(later, first, id="s2")
    assert is_own(merged, Wanted((followed,)))
    assert may_be_wanted(merged.story, [], [Wanted((followed,))])
    assert not is_own(told_by(later, id="s3"), Wanted((followed,)))
    assert not is_own(replace(merged, readings=()), Wanted((followed,)))


def test_nothing_is_wanted_of_nothing_followed():
    assert not wants(RELEASE, [])
    assert not wants(RELEASE, [], ["topic:chips"])


def test_a_story_that_is_only_about_a_muted_topic_is_not_told():
    assert not wants(RELEASE, ["outlet:grebe"], ["topic:heron"])
    assert wants(BOTH, ["outlet:grebe"], ["topic:heron"])
    assert not wants(BOTH, ["outlet:grebe"], ["topic:heron", "topic:egret-works"])


def test_with_a_company_its_people_and_products_are_muted_but_with_a_person_only_that_person():
    ada, works = a_report("Ada Egret speaks of Egret Works"), a_report("Egret Works hires")
    assert not wants(told_by(ada), ["outlet:grebe"], ["topic:egret-works"])
    assert not wants(told_by(a_report("Ada Egret speaks")), ["outlet:grebe"], ["topic:egret-works"])
    assert not wants(told_by(a_report("Ada Egret speaks")), ["outlet:grebe"], ["topic:ada-egret"])
    assert wants(told_by(ada, works), ["outlet:grebe"], ["topic:ada-egret"])


def test_a_muted_story_is_not_told_whatever_else_is_followed():
    assert not wants(RELEASE, ["topic:heron", "outlet:grebe"], ["story:" + RELEASE.story.id])


def test_a_muted_topic_of_words_mutes_what_opens_with_them():
    chips = told_by(a_report("Egret Works builds a chip"))
    assert not wants(chips, ["outlet:grebe"], ["topic:chips"])
    assert wants(chips, ["outlet:grebe"], ["topic:heron"])


def test_what_a_muted_topic_excludes_is_not_muted_with_it():
    bird = told_by(a_report("A bird called Heron-1 was seen"))
    assert wants(bird, ["outlet:grebe"], ["topic:heron"])


def test_a_report_without_a_title_is_about_what_it_opens_with():
    untitled = told_by(a_report("", text="Corvid Labs released Heron-1. Egret Works watched."))
    assert not wants(untitled, ["outlet:grebe"], ["topic:heron"])


def test_a_story_that_only_muted_outlets_report_is_not_told():
    both = told_by(a_report("Corvid Labs releases Heron-1"), a_report("Heron-1 of Corvid Labs is out", "Dunlin"))
    nameless = told_by(a_report("Corvid Labs releases Heron-1", None))
    assert not wants(RELEASE, ["topic:heron"], ["outlet:grebe"])
    assert wants(both, ["topic:heron"], ["outlet:grebe"])
    assert not wants(both, ["topic:heron"], ["outlet:dunlin", "outlet:grebe"])
    assert wants(nameless, ["topic:heron"], ["outlet:grebe"])


NAMES = st.sampled_from(["topic:heron", "topic:chips", "topic:egret-works", "outlet:grebe", "outlet:dunlin"])
TITLES = st.sampled_from(
    ["Corvid Labs releases Heron-1", "Egret Works builds a chip", "Rain again", "Heron-1 at Egret Works"]
)
MATERIAL = st.lists(st.tuples(TITLES, st.sampled_from(["Grebe", "Dunlin", None])), min_size=1, max_size=3, unique=True)


@settings(deadline=None, max_examples=100)
@given(MATERIAL, st.sets(NAMES), st.sets(NAMES))
def test_muting_is_stronger_than_following_and_only_ever_takes_away(
    reports: list[tuple[str, str | None]], followed: set[str], muted: set[str]
) -> None:
    material = told_by(*(a_report(title, outlet) for title, outlet in reports))
    assert wants(material, followed) or not wants(material, followed, muted)
    story = Subject(Sort.STORY, material.story.id)
    wanted = with_muted(Wanted((*subjects(*followed), story), subjects(*muted)), story)
    assert not is_wanted(material, wanted, SCOPES, START)
