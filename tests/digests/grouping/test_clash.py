"""What keeps two reports apart although their words agree."""

from __future__ import annotations

from digests.grouping.clash import other_deed, other_name, other_parties, other_version, unnamed


def test_the_versions_of_titles_decide_before_those_that_a_lead_mentions():
    fix = {"v:heron:2.1": 0.5, "v:heron:2": 0.15}
    assert other_version(fix, {"v:heron:2": 0.5}) == "heron"
    assert other_version(fix, {"v:heron:2.1": 0.15, "v:heron:2": 0.15}) is None


def test_unlisted_names_set_apart_like_listed_ones():
    crake = {"p:crake": 1.0, "w:crake": 1.0}
    assert other_name(crake, {"p:dunlin": 1.0, "w:dunlin": 1.0})
    assert other_name(crake, {"e:grebe-ai": 1.0})
    assert not other_name(crake, {"p:dunlin": 1.0, "w:dunlin": 1.0, "w:crake": 0.3})
    assert not other_name(crake, {"w:dunlin": 1.0})


def test_a_listed_name_of_one_title_must_stand_in_the_other_report():
    assert unnamed({"e:heron": 1.0}, {"w:marsh": 1.0})
    assert unnamed({"w:marsh": 1.0}, {"e:heron": 1.0})
    assert not unnamed({"e:heron": 1.0}, {"e:heron": 0.3})
    assert not unnamed({"e:heron": 0.3}, {"w:marsh": 1.0})


def test_two_acts_set_apart_unless_a_report_has_a_word_for_both():
    assert other_deed({"d:release": 1.0}, {"d:sue": 1.0})
    assert not other_deed({"d:release": 1.0}, {"d:sue": 1.0, "d:release": 0.3})
    assert not other_deed({"d:release": 1.0}, {"w:marsh": 1.0})


def test_stories_are_about_different_parties_where_either_names_less_than_half_of_the_others():
    one = (1.0, 1.0)
    assert other_parties({"e:heron": 2.0}, {"w:marsh": 2.0}, one)
    assert other_parties({"w:marsh": 2.0}, {"e:heron": 2.0}, one)
    assert not other_parties({"e:heron": 2.0}, {"e:heron": 0.3}, one)
    assert other_parties({"e:heron": 2.0}, {"e:heron": 2.0, "e:dunlin": 2.0, "e:avocet": 2.0}, one)
    assert not other_parties({"e:heron": 2.0}, {"e:heron": 2.0, "e:avocet": 2.0}, one)
    assert not other_parties({"w:marsh": 2.0}, {"w:marsh": 2.0}, one)


def test_stories_are_about_different_parties_where_each_has_one_that_the_other_never_names():
    one, half = {"e:heron": 2.0, "e:grebe": 2.0}, (1.0, 1.0)
    assert other_parties(one, {"e:heron": 2.0, "e:avocet": 2.0}, half)
    assert not other_parties(one, {"e:heron": 2.0, "e:avocet": 2.0, "e:grebe": 0.3}, half)
    assert not other_parties(one, {"e:heron": 2.0, "e:avocet": 0.9}, half), "what few reports name is no party"
