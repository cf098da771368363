"""One deed of one party, told without a known thing: what speaks for it and what against."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.article import Quote
from digests.chronicle import merge
from digests.chronicle.deeds import one_deed
from digests.chronicle.wording import in_two_languages, names_more, share_name
from digests.event import Citation, Event, Status
from digests.language import Lang
from digests.lexicon import Kind
from digests.when import Basis, Granularity, Qualifier, When

DAY = date(2026, 2, 13)


def deed(text: str, act: str, kind: Kind = Kind.POLICY, *, by: str = "avocet", to: str = "", day: date = DAY) -> Event:
    lang = Lang.HANS if any(ch > "\u4e00" for ch in text) else Lang.EN
    about = frozenset(name for name in ("avocet", by, to) if name)
    return Event(
        id=f"e{abs(hash((text, day))) % 10**8}",
        when=When(day, day, Granularity.DAY, basis=Basis.PUBLICATION),
        status=Status.HAPPENED,
        kind=kind,
        act=act,
        actors=(by,) if by else (),
        objects=(to,) if to else (),
        about=about,
        citations=(Citation(Quote(text, 1, 0, len(text), text), lang, None, None),),
    )


SAME = (
    ("sue", Kind.POLICY, "Avocet sues Dunlin over chip designs", "Avocet 周五起诉 Dunlin,称其抄袭。"),
    ("sue", Kind.POLICY, "Avocet sued Dunlin on Friday for copying Reef.", "Avocet 週五控告 Dunlin 抄襲 Reef 晶片。"),
    ("delay", Kind.INCIDENT, "Avocet delayed its plant on Friday.", "Avocet 周五宣布推迟建厂。"),
    ("raise", Kind.DEAL, "Avocet raised $90 million on Friday.", "Avocet secures a $90 million round"),
    ("report-results", Kind.FIGURE, "Avocet reports earnings on Friday", "The earnings call of Avocet in short"),
    (
        "ban",
        Kind.POLICY,
        "Avocet bans phones in all its schools",
        "On Friday Avocet voted to ban phones in its schools.",
    ),
)
OTHER = (
    ("partner", Kind.DEAL, "Avocet partners with Rail Bank on Friday.", "Avocet 周五与灰鹤电子合作。"),
    ("partner", Kind.DEAL, "Avocet partners with Rail Bank on Friday.", "Avocet 与 Marsh Mobile 合作。"),
    ("delay", Kind.INCIDENT, "Avocet delays Snipe-5 until June.", "Avocet 周五推迟 Heron-9。"),
    ("raise", Kind.DEAL, "Avocet raised $90 million on Friday.", "Avocet 周五完成4亿美元融资。"),
    ("release", Kind.RELEASE, "Avocet releases a model named Snipe-5.", "Avocet 周五发布 Snipe-5 模型。"),
    ("sue", Kind.POLICY, "Avocet Sues New Rival Over Chips", "Avocet Sues Old Partner Over Fees"),
)


@pytest.mark.parametrize(("act", "kind", "one", "two"), SAME)
def test_one_deed_in_other_words_or_another_language_is_one_row(act: str, kind: Kind, one: str, two: str):
    assert one_deed(deed(one, act, kind), deed(two, act, kind))
    assert len(merge([deed(one, act, kind), deed(two, act, kind)])) == 1


@pytest.mark.parametrize(("act", "kind", "one", "two"), OTHER)
def test_what_nothing_speaks_for_stays_apart(act: str, kind: Kind, one: str, two: str):
    assert not one_deed(deed(one, act, kind), deed(two, act, kind))


def test_another_day_is_another_deed():
    texts = "Avocet sues Dunlin over chip designs", "Avocet 起诉 Dunlin"
    later = deed(texts[1], "sue", day=date(2026, 2, 20))
    assert len(merge([deed(texts[0], "sue"), later])) == 2


def test_who_sues_and_who_is_sued_are_no_one_deed():
    sues, sued = deed("Avocet sues Dunlin Maps", "sue"), deed("Dunlin Maps 起诉 Avocet", "sue", by="", to="avocet")
    assert not one_deed(sues, sued)
    assert not one_deed(sued, sues)


def test_the_same_two_known_parties_are_proof_enough():
    one = deed("Avocet invests in Crake, at 87 euros a share.", "invest", Kind.DEAL, to="crake")
    two = deed("Avocet takes a stake in the cloud firm Crake", "invest", Kind.DEAL, to="crake")
    other = deed("Avocet takes a stake in a bank", "invest", Kind.DEAL, to="rail")
    assert one_deed(one, two)
    assert not one_deed(one, other)


def test_a_report_that_only_follows_the_news_may_come_days_later():
    late = deed("Avocet sues Dunlin over Reef", "sue", day=date(2026, 2, 15))
    first = deed("Avocet 周五起诉 Dunlin。", "sue")
    assert len(merge([first, replace(late, when=replace(late.when, qualifier=Qualifier.ABOUT))])) == 1
    assert len(merge([first, late])) == 2


def test_capitals_of_a_title_are_no_names_between_two_titles():
    titles = deed("Avocet Sues New Rival", "sue"), deed("New Rival Sues Avocet", "sue")
    assert not share_name(*titles)
    assert share_name(titles[0], deed("avocet fights with Rival", "sue"))
    assert names_more(titles[0])
    assert not names_more(deed("Avocet bans phones on Friday", "ban"))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*SAME, *OTHER]), min_size=2, max_size=2), st.booleans())
def test_sameness_does_not_depend_on_the_order(pairs: list[tuple[str, Kind, str, str]], first: bool):
    (act, kind, one, _), (_, _, a, b) = pairs
    left, right = deed(one, act, kind), deed(a if first else b, act, kind)
    assert one_deed(left, right) == one_deed(right, left)
    assert in_two_languages(left, right) == in_two_languages(right, left)
