"""Placing articles one by one, and the second chance of their stories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.grouping.bridge import bridge
from digests.grouping.clash import CLASH, other_figure, other_happening, other_of_series, other_subject, other_version
from digests.grouping.index import StoryIndex
from digests.grouping.likeness import Likeness, likeness, profile
from digests.grouping.match import Match, bar, chosen, ranked
from digests.grouping.merge import second_chance
from digests.grouping.place import Placement, added, period, place
from digests.grouping.rarity import Rarity
from digests.grouping.terms import index_terms
from digests.language import Lang
from digests.reading import Reading
from digests.story import Decision, Reason, Story
from tests.builders import SEEN, a_day, a_story, an_article, published
from tests.digests.readings import LEXICON, a_reading, with_event

NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)


def _placed(readings: Iterable[Reading], index: StoryIndex | None = None) -> tuple[list[Placement], StoryIndex]:
    index = index or StoryIndex((), LEXICON)
    placements = []
    for reading in readings:
        placement = place(reading.article, index_terms(reading, LEXICON), index, NOW)
        index.put(placement.story)
        placements.append(placement)
    return placements, index


def shared(decision: Decision) -> tuple[str, ...]:
    terms = decision.reason.values["shared"]
    assert isinstance(terms, tuple)
    return terms


def _same(*readings: Reading) -> bool:
    return len({placement.story.id for placement in _placed(readings)[0]}) == 1


def test_the_first_report_opens_a_story_named_after_it():
    reading = a_reading("Corvid Labs releases Heron-1")
    (placement,), _ = _placed([reading])
    assert placement.story.id == "s" + reading.article.id[:8]
    assert (placement.decision.outcome, placement.decision.other) == ("opened", placement.story.id)
    assert placement.decision.reason == Reason("nothing-shared")


def test_two_reports_of_one_release_tell_one_story_and_the_reason_names_what_they_share():
    readings = [
        a_reading("Corvid Labs releases Heron-2 with 70 billion parameters"),
        a_reading("Heron-2 with 70 billion parameters released by Corvid Labs"),
    ]
    second = _placed(readings)[0][1]
    assert second.story.articles == tuple(reading.article.id for reading in readings)
    assert second.decision.outcome == "joined"
    assert second.decision.reason.key == "shares"
    assert {"e:corvid-labs", "e:heron-2", "n:parameters:7e+10"} <= set(shared(second.decision))


def test_reports_in_two_languages_and_three_scripts_tell_one_story():
    assert _same(
        a_reading("Corvid Labs raises $1.2 billion"),
        a_reading("科维德实验室完成12亿美元融资", lang=Lang.HANS),
        a_reading("科維德實驗室獲12億美元融資", lang=Lang.HANT),
    )


def test_two_releases_of_one_lab_are_two_stories_and_the_reason_names_the_version():
    readings = [
        a_reading("Corvid Labs releases Heron-1 with open weights for the marsh"),
        a_reading("Corvid Labs releases Heron-2 with open weights for the marsh"),
    ]
    placements, _ = _placed(readings)
    assert placements[0].story.id != placements[1].story.id
    assert placements[1].decision.reason == Reason(
        "another-version", {"story": placements[0].story.id, "name": "heron"}
    )


def test_two_rounds_of_different_size_stay_apart_on_the_same_words():
    assert not _same(
        a_reading("Corvid Labs raises $1.2 billion from investors"),
        a_reading("Corvid Labs raises $3 billion from investors"),
    )


def test_a_common_theme_makes_no_story():
    placements, _ = _placed([a_reading("Corvid Labs hires a new chief"), a_reading("Corvid Labs opens a marsh office")])
    assert placements[0].story.id != placements[1].story.id
    assert placements[1].decision.reason.key == "too-little-shared"
    assert shared(placements[1].decision)[0] == "e:corvid-labs"


def test_the_same_title_joins_at_once_in_another_script_too():
    readings = [a_reading("科维德实验室开放权重", lang=Lang.HANS), a_reading("科維德實驗室開放權重", lang=Lang.HANT)]
    second = _placed(readings)[0][1]
    assert (second.decision.outcome, second.decision.reason) == ("joined", Reason("same-title"))


def test_a_story_takes_no_report_long_after_its_last():
    early = a_reading("Corvid Labs releases Heron-2 in the marsh", published=published("2024-05-01"))
    late = a_reading("Corvid Labs releases Heron-2 in the marsh", published=published("2024-05-16"), url=None)
    assert not _same(early, late)


def test_a_report_known_only_to_the_month_may_belong_to_any_day_of_it():
    early = a_reading("Corvid Labs releases Heron-2 in the marsh", published=published("2024-05-03"))
    month = a_reading("Corvid Labs releases Heron-2 in the marsh", published=published("2024-05"), url=None)
    (_, second), _ = _placed([early, month])
    assert second.decision.outcome == "joined"
    assert second.story.last.date().isoformat() == "2024-05-31"


def test_the_period_of_an_article_is_as_wide_as_its_date_is_known():
    instant = an_article(published=published("2024-05-16T10:00:00+00:00"))
    assert len(set(period(instant))) == 1
    first, last = period(an_article(published=published("2024-05-16")))
    assert last - first == timedelta(days=1) - timedelta(seconds=1)
    assert period(an_article(published=None)) == (SEEN, SEEN)


def test_a_revision_stays_where_the_article_is():
    reading = a_reading("Corvid Labs releases Heron-2")
    (first,), index = _placed([reading])
    again = place(reading.article, index_terms(reading, LEXICON), index, NOW)
    assert (again.story, again.decision.outcome) == (first.story, "stayed")


def test_deciding_changes_nothing_until_the_story_is_put():
    _, index = _placed([a_reading("Corvid Labs releases Heron-2")])
    before = dict(index.stories)
    reading = a_reading("Heron-2 released by Corvid Labs")
    terms = index_terms(reading, LEXICON)
    decisions = [place(reading.article, terms, index, NOW) for _ in range(2)]
    assert decisions[0] == decisions[1]
    assert index.stories == before


def test_an_article_is_compared_with_few_stories_found_by_few_entries(monkeypatch: pytest.MonkeyPatch):
    reeds = [a_reading(f"Reed {word}") for word in ("grows", "dries", "burns", "sways")]
    index = StoryIndex((a_story(r.article, terms=index_terms(r, LEXICON)) for r in reeds), LEXICON)
    assert len(index.sharing({"w:reed": 1.0})) == 4
    monkeypatch.setattr("digests.grouping.index.CANDIDATES", 2)
    assert {story.articles[0] for story in index.sharing({"w:burn": 1.0, "w:reed": 1.0})} >= {reeds[2].article.id}
    assert len(index.sharing({"w:burn": 1.0, "w:reed": 1.0})) == 2
    monkeypatch.setattr("digests.grouping.index.POSTINGS", 0)
    assert len(index.sharing({"w:burn": 1.0, "w:reed": 1.0})) == 1


def test_a_story_put_twice_counts_once():
    index, story_id = _lonely("Heron-2 tops the Tern benchmark")
    common, articles = index.rarity.of("w:tern"), index.rarity.articles
    index.put(index.stories[story_id])
    assert (index.rarity.of("w:tern"), index.rarity.articles) == (common, articles)


def _match(score: float, articles: int = 1) -> Match:
    members = [an_article(f"Report {number}") for number in range(articles)]
    return Match(a_story(*members), Likeness(score, 9.0, 9.0, 9.0, (), across=False), score)


def test_a_crowded_theme_needs_a_clear_winner():
    alone, crowded = [_match(0.3)], [_match(0.3)] + [_match(0.2)] * 6
    assert bar(crowded, 1) > bar(alone, 1)


def test_two_lone_articles_need_more_than_an_article_and_a_story():
    assert bar([_match(0.3)], 1) > bar([_match(0.3, articles=2)], 1) == bar([_match(0.3)], 2)


def _lonely(title: str) -> tuple[StoryIndex, str]:
    reading = a_reading(title)
    story = a_story(reading.article, terms=index_terms(reading, LEXICON))
    return StoryIndex([story], LEXICON), story.id


def _pair(*titles: str) -> Story:
    """Return a story of several reports, as if placing had joined them."""
    readings = [a_reading(title) for title in titles]
    terms = [index_terms(reading, LEXICON) for reading in readings]
    return a_story(*(reading.article for reading in readings), terms=reduce(added, terms))


def test_stories_that_have_come_to_resemble_each_other_become_one():
    one = _pair("Heron-2 tops the Tern benchmark", "Heron-2 tops Tern")
    other = _pair("Tern benchmark topped by Heron-2", "Tern topped")
    index = StoryIndex([one, other], LEXICON)
    (union,) = second_chance(index, {other.id}, NOW)
    assert set(union.story.articles) == {*one.articles, *other.articles}
    assert list(index.stories) == [union.story.id]
    told = {(decision.subject, decision.outcome, decision.other) for decision in union.decisions}
    assert told == {(union.gone, "merged", union.story.id), (union.story.id, "merged", union.gone)}


def test_stories_about_different_parties_stay_apart_however_alike_their_words():
    def story(title: str, party: str, *, also: str = "e:grebe") -> Story:
        reading = a_reading(title)
        terms = dict(index_terms(reading, LEXICON)) | {party: 2.0, also: 2.0}
        twin = a_reading(title, "Again.")
        return a_story(reading.article, twin.article, terms=terms)

    def unions(party: str) -> int:
        one, other = story("The Tern benchmark is topped at last", "e:avocet"), story("Tern benchmark topped", party)
        return len(second_chance(StoryIndex([one, other], LEXICON), {one.id, other.id}, NOW))

    assert (unions("e:avocet"), unions("e:dunlin")) == (1, 0)


def test_a_lone_article_had_its_chance_when_it_was_placed():
    index, story_id = _lonely("Heron-2 tops the Tern benchmark")
    index.put(_pair("Tern benchmark topped by Heron-2", "Tern topped"))
    assert second_chance(index, {story_id}, NOW) == ()


def test_the_second_chance_leaves_different_stories_and_unknown_ids_alone():
    index, story_id = _lonely("Heron-2 tops the Tern benchmark")
    other = a_reading("A marsh is drained")
    index.put(a_story(other.article, terms=index_terms(other, LEXICON)))
    assert second_chance(index, {story_id, "s00000000"}, NOW) == ()
    assert len(index.stories) == 2


def test_stories_far_apart_in_time_are_not_merged():
    one = _pair("Heron-2 tops the Tern benchmark", "Heron-2 tops Tern")
    other = _pair("Tern benchmark topped by Heron-2", "Tern topped")
    early = replace(one, first=one.first - timedelta(days=15), last=one.last - timedelta(days=15))
    index = StoryIndex([early, other], LEXICON)
    assert second_chance(index, set(index.stories), NOW) == ()


def test_a_closed_story_takes_no_more_reports_but_its_words_stay_known():
    index, story_id = _lonely("Heron-2 tops the Tern benchmark")
    common = index.rarity.of("w:tern")
    index.close(NOW + timedelta(days=1))
    assert index.sharing({"w:tern": 1.0}) == []
    assert index.home(index.stories[story_id].articles[0]) is index.stories[story_id]
    assert index.rarity.of("w:tern") == common
    (placement,), _ = _placed([a_reading("Tern benchmark topped by Heron-2")], index)
    assert placement.decision.outcome == "opened"


def test_close_keeps_what_is_recent():
    index, story_id = _lonely("Heron-2 tops the Tern benchmark")
    index.close(NOW - timedelta(days=5))
    assert [story.id for story in index.sharing({"w:tern": 1.0})] == [story_id]


def test_a_closed_story_that_is_put_again_is_open():
    index, story_id = _lonely("Heron-2 tops the Tern benchmark")
    index.close(NOW + timedelta(days=1))
    index.put(index.stories[story_id])
    assert [story.id for story in index.sharing({"w:tern": 1.0})] == [story_id]


def test_the_larger_a_story_the_lower_its_bar():
    bars = [bar([_match(0.3, articles=size)], 1) for size in (1, 2, 5, 20)]
    assert bars == sorted(bars, reverse=True)
    assert len(set(bars)) == len(bars)


def test_background_frequencies_make_a_word_less_telling():
    assert Rarity({"": 1000, "w:tern": 300}).of("w:tern") < Rarity().of("w:tern")


def test_a_chinese_word_is_as_telling_as_the_rarest_of_its_pairs():
    rarity = Rarity({"": 1000, "c:开放": 300, "c:放权": 2, "c:权重": 90})
    assert rarity.of("z:开放权重") == rarity.of("c:放权") > rarity.of("z:开放")


def test_the_usual_company_of_names_is_little_evidence():
    names = likeness_of({"e:corvid-labs": 1.0, "e:heron": 1.0})
    words = likeness_of({"w:reed": 1.0, "w:marsh": 1.0})
    assert names.score == words.score == 1
    assert names.shared < words.shared / 2


def test_a_single_word_in_common_bears_less_than_two():
    one, two = (likeness_of(dict.fromkeys(words, 1.0)) for words in (("w:reed",), ("w:reed", "w:marsh")))
    assert one.beside == 0 < two.beside == two.shared / 2


def likeness_of(terms: dict[str, float]) -> Likeness:
    """Compare a lot of terms with itself."""
    rarity = Rarity()
    own = profile({**terms, "l:en": 1.0}, rarity)
    return likeness(own, own, rarity, bridge(LEXICON))


def test_versions_clash_only_where_none_agrees():
    assert other_version({"v:heron:1": 1}, {"v:heron:2": 1}) == "heron"
    assert other_version({"v:heron:1": 1, "v:tern:4": 1}, {"v:heron:1": 1, "v:tern:5": 1}) is None
    assert other_version({"v:heron:1": 1}, {"v:tern:2": 1}) is None


def test_figures_clash_only_in_one_unit():
    assert other_figure({"n:USD:1": 1}, {"n:USD:2": 1}) == "USD"
    assert other_figure({"n:USD:1": 1}, {"n:percent:2": 1}) is None
    assert other_figure({"n::1": 1}, {"n::2": 1}) is None


TITLES = st.lists(
    st.lists(
        st.sampled_from(
            [
                "Corvid Labs",
                "Heron-1",
                "Heron-2",
                "releases",
                "sues",
                "$5 million",
                "marsh",
                "科维德实验室",
                "发布",
                "许可",
            ]
        ),
        min_size=1,
        max_size=5,
    ).map(" ".join),
    max_size=12,
)


def _readings(titles: list[str]) -> list[Reading]:
    return [a_reading(title, url=f"https://grebe.example/{number}") for number, title in enumerate(titles)]


@settings(deadline=None, max_examples=40)
@given(TITLES)
def test_placing_is_deterministic_and_puts_every_article_into_exactly_one_story(titles: list[str]):
    placements, index = _placed(_readings(titles))
    second_chance(index, set(index.stories), NOW)
    again, repeated = _placed(_readings(titles))
    second_chance(repeated, set(repeated.stories), NOW)
    assert [p.decision for p in placements] == [p.decision for p in again]
    assert index.stories == repeated.stories
    held = [article for story in index.stories.values() for article in story.articles]
    assert sorted(held) == sorted(r.article.id for r in _readings(titles))


@settings(deadline=None, max_examples=25)
@given(TITLES, st.randoms(use_true_random=False))
def test_articles_of_one_moment_may_come_in_any_order(titles: list[str], random: object):
    readings = _readings(titles)
    random.shuffle(readings)  # type: ignore[attr-defined]  # hypothesis gives a Random
    _, index = _placed(readings)
    assert sum(len(story.articles) for story in index.stories.values()) == len(titles)


def _release(title: str, text: str, words: str, *, of: str = "heron-2", lang: Lang = Lang.EN) -> Reading:
    reading = a_reading(title, text, published=published("2024-05-16"), lang=lang)
    return with_event(reading, words, objects=(of,), when=a_day("2024-05-16"))


def test_reports_that_agree_on_a_release_tell_one_story_whatever_else_they_say():
    english = _release(
        "A bird that reads, and reads more than its keepers hoped",
        "Walkers in the reeds saw Heron-2 arrive. Its makers call it the finest of the marsh, and cheap.",
        "Walkers in the reeds saw Heron-2 arrive.",
    )
    chinese = _release(
        "湿地迎来新成员，研究者称进步明显",
        "Heron-2今天发布。它的体积更小，阅读速度却更快，开发者可以在自己的电脑上运行。",
        "Heron-2今天发布。",
        lang=Lang.HANS,
    )
    second = _placed([english, chinese])[0][1]
    assert second.decision.outcome == "joined"
    assert shared(second.decision)[0] == "h:release:heron-2"


def test_the_same_words_without_the_agreement_stay_apart():
    english = a_reading(
        "A bird that reads, and reads more than its keepers hoped", "Walkers in the reeds saw Heron-2 arrive."
    )
    chinese = a_reading("湿地迎来新成员，研究者称进步明显", "Heron-2今天发布。", lang=Lang.HANS)
    assert not _same(english, chinese)


def _alike_by(score: float, term: str) -> Match:
    return Match(a_story(an_article(title=term)), Likeness(score, 9.0, 9.0, 9.0, (term,), across=False), score)


def test_agreement_comes_before_a_story_that_is_only_more_alike():
    agreed, alike = (_alike_by(0.1, "h:release:heron-2"), _alike_by(0.2, "w:marsh"))
    assert chosen([alike, agreed], 1) is agreed
    assert chosen([alike], 1) is None
    assert chosen([], 1) is None


def test_reports_of_other_things_in_one_template_stay_apart():
    titles = ("Five reasons to watch {} before the marsh fair opens", "Corvid Labs", "Grebe AI")
    readings = [a_reading(titles[0].format(name)) for name in titles[1:]]
    placements, _ = _placed(readings)
    assert placements[1].decision.reason.key == "another-subject"


def test_what_sets_stories_apart_is_named():
    assert other_happening({"h:release:heron-1": 1}, {"h:release:heron-2": 1}) == "release"
    assert other_happening({"h:release:heron-2": 1}, {"h:release:heron-2-mini": 1}) is None
    assert other_happening({"h:release:heron-1": 1}, {"h:licence:heron-2": 1}) is None
    assert other_of_series({"s:stock:DNLN": 1}, {"s:stock:TRN": 1}) == "stock"
    assert other_of_series({"s:stock:DNLN": 1}, {"w:dunlin": 1}) is None
    assert other_of_series({"s:day:2024-05-16": 1}, {"s:day:2024-05-17": 1}) == "day"
    assert other_subject({"e:heron": 1}, {"e:grebe-ai": 1})
    assert not other_subject({"e:heron": 1}, {"e:grebe-ai": 1, "e:heron": 0.3})
    assert not other_subject({"e:heron": 0.3}, {"e:grebe-ai": 1})


def test_another_happening_halves_the_score_and_is_named():
    title, text = "Corvid Labs shows the marsh its finest birds at the spring fair", "Heron-1 is out. Heron-2 is out."
    second = _release("The spring fair: Corvid Labs presents birds of the marsh", text, "Heron-2 is out.")
    first = _release(title, text, "Heron-1 is out.", of="heron-1")
    placements, index = _placed([first])
    (match,) = ranked(index_terms(second, LEXICON), (), [placements[0].story], index)
    assert match.clash == Reason("another-happening", {"story": match.story.id, "act": ("h:release",)})
    assert 0 < match.score <= CLASH * match.like.score
