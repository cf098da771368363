"""Reprints are no further witnesses: near copies, stated origins, agency texts."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.article import Article
from digests.event import Citation
from digests.language import Lang
from digests.witnesses import origins_of, outlets_of, reprints, stated_origin, witnesses
from tests.builders import a_quote, an_article, published

REPORT = (
    "Corvid Labs released Heron-1 on Thursday and put its weights where anyone can fetch them. The model reads and "
    "writes forty languages, says the company, and runs on a single card. Grebe AI, its rival across the marsh, has "
    "sold access to such models for two years and never opened one. Teachers in the valley have asked for exactly this."
)
OWN = (
    "Heron-1 is out. Corvid Labs opened the model on Thursday after a winter of rumours, and within an hour the first "
    "copies had been fetched. What it can do, nobody outside has measured yet. Grebe AI did not answer our questions."
)
CHINESE = (
    "科维德实验室周四发布了苍鹭一号模型，任何人都可以下载权重。公司表示，该模型能读写四十种语言，只需一张显卡即可运行。"
    "它的对手鸊鷉公司两年来一直出售同类模型的使用权，却从未开放过任何一款。"
)


def at(outlet: str | None, text: str, day: str = "2024-05-16", **more: object) -> Article:
    fields = {"outlet": outlet, "title": f"{outlet} reports", "published": published(day)} | more
    return an_article(text, **{"url": f"https://{(outlet or 'none').lower().replace(' ', '')}.example/1"} | fields)


def told(*articles: Article) -> list[Citation]:
    return [Citation(a_quote(a), a.lang, a.outlet, a.url) for a in articles]


def count(*articles: Article) -> int:
    return len(witnesses(told(*articles), origins_of(articles)))


def test_two_reports_in_words_of_their_own_are_two_witnesses():
    assert count(at("Dunlin", REPORT), at("Grebe Times", OWN)) == 2


@pytest.mark.parametrize(
    "changed",
    [
        REPORT + "\nThis article was first published by Dunlin.",
        "From our partners.\n" + REPORT,
        REPORT.replace("Thursday", "yesterday").replace("forty", "40"),
        REPORT[: len(REPORT) * 2 // 3] + " …",
        REPORT + "\n" + OWN.replace("Heron-1", "It"),
    ],
)
def test_a_text_with_lines_added_words_changed_or_its_end_cut_off_is_a_reprint(changed: str):
    first, again = at("Dunlin", REPORT), at("Tern Post", changed, "2024-05-17")
    assert origins_of([again, first]) == {again.id: "dunlin"}
    assert count(first, again) == 1
    assert reprints(told(first, again), origins_of([first, again])) == 1


def test_a_chinese_reprint_in_the_other_script_is_one_too():
    first = at("南岸", CHINESE, lang=Lang.HANS)
    again = at("港灣", "本文轉載自南岸\n" + CHINESE.replace("发布", "發布").replace("周四", "週四"), lang=Lang.HANT)
    assert count(first, again) == 1
    own = at("灯塔", "苍鹭一号来了，教师们早就盼着这样的模型，谁都没想到会这么快。" + CHINESE[:24], lang=Lang.HANS)
    assert count(first, own) == 2


def test_outlets_that_carry_one_agency_are_one_witness_however_they_cut_it():
    carried = [at(o, f"MARSHTOWN (Reuters) - {t}") for o, t in (("Dunlin", REPORT), ("Tern Post", OWN))]
    assert origins_of(carried) == {a.id: "reuters" for a in carried}
    assert count(*carried, at("Grebe Times", "Something else entirely was told here by us alone.")) == 2


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("This story was originally published in the Marsh Gazette.", "marsh gazette"),
        ("It rained.\nRepublished with permission from Reed Weekly", "reed weekly"),
        ("下雨了。\n本文转载自南岸财经，作者不详。", "南岸财经"),
        ("來源：中央社\n下雨了。", "cna"),
        ("新华社鹭城5月16日电 下雨了。", "xinhua"),
        ("(路透社) — 下雨了。", "reuters"),
        ("The book was first published in 2019.", ""),
        ("Heron-1 was first published by its makers.", ""),
        ("According to Reuters, it rained.", ""),
        ("据新华社报道，下雨了。", ""),
    ],
)
def test_an_origin_counts_where_it_is_stated_and_a_mere_mention_is_none(text: str, origin: str):
    assert stated_origin(at("Dunlin", text)) == origin


def test_the_line_on_the_origin_stands_at_an_end_of_the_text():
    filler = "Reeds grow there. " * 60
    assert stated_origin(at("Dunlin", f"{filler}\nFirst published by Grebe Times.\n{filler}")) == ""
    assert stated_origin(at("Dunlin", f"{filler}\nFirst published by Grebe Times.")) == "grebe times"


def test_an_outlet_that_says_that_a_text_is_its_own_is_its_origin():
    own = at("Marsh Gazette", REPORT + "\nFirst published in Marsh Gazette.", "2024-05-18")
    early = at("Dunlin", REPORT, "2024-05-16")
    assert origins_of([own, early]) == {early.id: "marsh gazette"}


def test_an_outlet_with_a_report_of_its_own_beside_a_reprint_is_a_witness():
    first, again, own = at("Dunlin", REPORT), at("Tern Post", REPORT + " So it is."), at("Tern Post", OWN, url="x")
    assert sorted(outlets_of(((a.id, a.outlet) for a in (first, again, own)), origins_of([first, again, own]))) == [
        "dunlin",
        "tern post",
    ]


def test_bare_titles_and_nameless_sources_count_for_themselves():
    bare = [at(o, "", title="Heron-1 is out") for o in ("Dunlin", "Tern Post")]
    assert count(*bare) == 2
    assert count(at(None, OWN, url="a"), at(None, REPORT, url="b")) == 2


_WORDS = [f"w{n}" for n in range(4000)]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.integers(60, 300), st.booleans())
def test_one_word_in_ten_may_be_changed_and_texts_written_apart_never_meet(seed: int, length: int, chinese: bool):
    chance = random.Random(seed)  # noqa: S311  no secret
    alphabet = [chr(0x4E00 + n) for n in range(3000)] if chinese else _WORDS
    lang, space = (Lang.HANS, "") if chinese else (Lang.EN, " ")
    text = chance.choices(alphabet, k=length)
    changed = list(text)
    for place in chance.sample(range(length), (length - 8) // (16 if chinese else 10)):
        changed[place] = "新" if chinese else "new"
    other = chance.choices(alphabet, k=length)
    made = [
        an_article(space.join(units), url=f"https://{name}.example/", outlet=name, title="", lang=lang)
        for name, units in (("one", text), ("two", changed), ("three", other))
    ]
    assert set(origins_of(made)) == {max(made[:2], key=lambda a: a.id).id}


def test_the_archive_is_no_outlet():
    article = an_article(REPORT, id="archive:heron")
    assert witnesses(told(article)) == ()


def test_what_was_seen_first_is_the_origin_where_no_date_is_known():
    late = at("Dunlin", REPORT, published=None, first_seen=datetime(2025, 1, 2, tzinfo=UTC))
    early = at("Tern Post", REPORT + " Yes.", published=None, first_seen=datetime(2025, 1, 1, tzinfo=UTC))
    assert origins_of([late, early]) == {late.id: "tern post"}
