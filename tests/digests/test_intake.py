"""Entries become articles, and articles seen before are recognised."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.article import Article, Entry, NoiseKind
from digests.errors import BadInput
from digests.intake import Outcome, id_of, judge, make_article
from digests.language import Lang
from digests.story import Reason
from digests.text.script import shown_in
from digests.when import Granularity, Published

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
TEXT = "Corvid Labs released Heron-2 on Tuesday. The weights are free for commercial use, the company said."
TEXT_ZH = (
    "科维德实验室周二发布了开源模型苍鹭二号。该公司表示，模型权重可免费用于商业用途，"
    "并且看着很有意思。欧达娜没有说明时间。"
)


def made(**fields: object) -> Article:
    """Return the article of an entry about Heron-2 with some fields changed."""
    entry = Entry(title="Heron-2 is out", text=TEXT, url="https://rookery.example/a", origin="feed.xml, item 3")
    return make_article(replace(entry, **fields), NOW)  # type: ignore[arg-type]  # fields of Entry by name


def test_an_entry_becomes_an_article_at_its_first_revision() -> None:
    published = Published(date(2026, 3, 3))
    article = made(published=published, outlet="The Rookery")
    assert (article.revision, article.outlet, article.lang, article.first_seen) == (1, "The Rookery", Lang.EN, NOW)
    assert (article.title, article.text, article.published) == ("Heron-2 is out", TEXT, published)
    assert len(article.id) == 12
    assert len(article.fingerprint) == 32
    assert int(article.id + article.fingerprint, 16)


def test_only_line_ends_and_unstorable_characters_are_changed() -> None:
    article = made(title=" Heron-2\r\nis\x00 out ", text="\r\none \t two\r\rthree\ud800\x00  \n")
    assert article.title == "Heron-2 is out"
    assert article.text == "one \t two\n\nthree  "


@pytest.mark.parametrize(("title", "text"), [("", ""), (" \n", "\x00 \r\n\t"), ("\x00", "\u3000")])
def test_an_entry_without_words_is_refused_with_its_origin(title: str, text: str) -> None:
    with pytest.raises(BadInput, match=r"feed\.xml, item 3"):
        made(title=title, text=text)


def test_an_entry_from_nowhere_is_refused_in_a_plain_sentence_too() -> None:
    with pytest.raises(BadInput, match=r"no-title-no-text: \?"):
        make_article(Entry("", ""), NOW)


def test_a_title_alone_and_a_text_alone_are_articles() -> None:
    assert made(text="").content == "Heron-2 is out\n"
    assert made(title="").content == TEXT


@pytest.mark.parametrize(
    ("text", "stated", "lang"),
    [
        (TEXT, None, Lang.EN),
        (TEXT_ZH, None, Lang.HANS),
        (shown_in(TEXT_ZH, Lang.HANS, Lang.HANT), Lang.HANS, Lang.HANT),
        (TEXT_ZH, Lang.EN, Lang.HANS),
        ("中文", Lang.HANT, Lang.HANT),
        ("東京大学", Lang.OTHER, Lang.OTHER),
    ],
)
def test_the_text_decides_on_its_language_where_it_can(text: str, stated: Lang | None, lang: Lang) -> None:
    assert made(title="", text=text, lang=stated).lang is lang


def test_the_outlet_is_the_host_where_none_is_stated() -> None:
    assert made(url="https://www.rookery.example/a").outlet == "rookery.example"
    assert made(url=None).outlet is None


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/a", "https://a@b.example/", ""])
def test_an_address_that_is_none_is_dropped_and_title_or_text_identify(url: str) -> None:
    article = made(url=url)
    assert article.url is None
    assert article.id == made(url=None).id
    assert article.id == made(url=None, text=TEXT + " It is small.").id
    assert made(url=None, title="").id != made(url=None, title="", text=TEXT + " It is small.").id


def test_addresses_of_one_page_give_one_id_and_the_link_stays_as_given() -> None:
    link = "http://www.rookery.example/a/?utm_source=rss#top"
    assert made(url=f" {link} ").url == link
    assert made(url=link).id == made().id == id_of("https://rookery.example/a")


def test_texts_without_letters_have_ids_of_their_own() -> None:
    assert made(title="🙂", text="", url=None).id != made(title="🎉", text="", url=None).id


@pytest.mark.parametrize(
    "published",
    [
        Published(date(2099, 1, 1)),
        Published(date(1, 1, 1)),
        Published(date(1989, 12, 31), Granularity.MONTH),
        Published(date(2026, 3, 6)),
        Published(date(2026, 3, 6), at=datetime(2026, 3, 6, 1, tzinfo=UTC)),
    ],
)
def test_an_impossible_publication_counts_as_unknown(published: Published) -> None:
    assert made(published=published).published is None


@pytest.mark.parametrize(
    "published",
    [Published(date(2026, 3, 5)), Published(date(2026, 3, 28), Granularity.MONTH), Published(date(1990, 1, 1))],
)
def test_a_possible_publication_is_kept(published: Published) -> None:
    assert made(published=published).published == published


def test_noise_is_marked_and_not_part_of_the_fingerprint() -> None:
    article = made(text=f"By Ada Finch\n{TEXT}\nSubscribe to our newsletter.")
    assert [n.kind for n in article.noise] == [NoiseKind.CREDIT, NoiseKind.PROMOTION]
    assert article.fingerprint == made().fingerprint
    assert article.fingerprint != made(text=TEXT.replace("free", "not free")).fingerprint


def test_one_text_in_two_scripts_has_one_fingerprint() -> None:
    hans = made(title="苍鹭二号发布", text=TEXT_ZH)
    for config in ("s2t", "s2tw", "s2hk"):
        title, text = (_converted(t, config) for t in (hans.title, TEXT_ZH))
        hant = made(title=title, text=text, url="https://tw.example/b")
        assert hant.lang is Lang.HANT
        assert hant.fingerprint == hans.fingerprint


def _converted(text: str, config: str) -> str:
    """Return the text in a Traditional script."""
    from opencc import OpenCC  # noqa: PLC0415  only this check needs the library itself

    return str(OpenCC(config).convert(text))


def test_short_texts_are_told_apart_by_their_place() -> None:
    first, second = made(text="Read it."), made(text="Read it.", url="https://other.example/b")
    assert first.fingerprint != second.fingerprint
    assert first.fingerprint == made(text="read IT!").fingerprint
    assert made(text="", url=None, outlet="A").fingerprint != made(text="", url=None, outlet="B").fingerprint


def test_an_unknown_article_is_new() -> None:
    verdict = judge(made(), None, None)
    assert (verdict.outcome, verdict.article, verdict.copy) == (Outcome.NEW, made(), None)


def test_the_same_text_at_the_same_place_is_unchanged() -> None:
    later = replace(made(text=f"  {TEXT}"), first_seen=NOW + timedelta(hours=1))
    verdict = judge(later, made(), made())
    assert (verdict.outcome, verdict.article) == (Outcome.UNCHANGED, made())


def test_an_excerpt_of_the_known_text_is_unchanged() -> None:
    assert judge(made(text=TEXT[:60]), made(), None).outcome is Outcome.UNCHANGED
    assert judge(made(text=""), made(), None).outcome is Outcome.UNCHANGED


def test_a_changed_text_is_the_next_revision_and_keeps_what_was_known() -> None:
    stored = replace(made(published=Published(date(2026, 3, 2))), revision=3, first_seen=NOW - timedelta(days=1))
    verdict = judge(made(text=TEXT.replace("free", "not free")), stored, None)
    assert verdict.outcome is Outcome.REVISED
    assert verdict.reason == Reason("text-changed", {"revision": 4})
    assert verdict.article.revision == 4
    assert verdict.article.first_seen == stored.first_seen
    assert verdict.article.published == stored.published
    assert "not free" in verdict.article.text


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        (Published(date(2026, 3, 3)), Published(date(2026, 3, 1), Granularity.MONTH)),
        (Published(date(2026, 4, 2)), Published(date(2026, 3, 1), Granularity.MONTH)),
        (None, Published(date(2026, 3, 1), Granularity.MONTH)),
    ],
)
def test_an_edited_article_keeps_its_first_publication_unless_the_new_date_is_only_more_exact(
    stated: Published | None, kept: Published
) -> None:
    stored = replace(made(), published=kept)
    edited = replace(made(text=TEXT.replace("free", "not free")), published=stated)
    expected = stated if stated and stated.day.month == kept.day.month else kept
    assert judge(edited, stored, None).article.published == expected


def test_a_changed_title_is_a_revision_too() -> None:
    verdict = judge(made(title="Heron-2 is here"), made(), None)
    assert (verdict.outcome, verdict.article.revision) == (Outcome.REVISED, 2)
    assert verdict.reason == Reason("title-changed", {"revision": 2})


def test_the_same_text_at_another_place_is_a_copy() -> None:
    verdict = judge(made(url="https://echo.example/b", outlet="Echo"), None, made())
    assert verdict.outcome is Outcome.COPY
    assert verdict.article == made()
    assert verdict.copy is not None
    assert (verdict.copy.article, verdict.copy.outlet) == (made().id, "Echo")
    assert verdict.reason == Reason("copy-of", {"article": made().id})


def test_a_copy_in_the_other_script_says_so() -> None:
    hans = made(title="", text=TEXT_ZH)
    hant = made(title="", text=shown_in(TEXT_ZH, Lang.HANS, Lang.HANT), url="https://tw.example/b")
    assert judge(hant, None, hans).reason == Reason("copy-in-other-script", {"article": hans.id})


ANYTHING = st.text(alphabet=st.characters(), max_size=40)


@settings(deadline=None, max_examples=150)
@given(title=ANYTHING, text=ANYTHING)
def test_any_entry_becomes_a_storable_article_or_is_refused(title: str, text: str) -> None:
    try:
        article = make_article(Entry(title, text), NOW)
    except BadInput:
        return
    article.content.encode()
    assert "\x00" not in article.content
    assert "\r" not in article.content
    assert "\n" not in article.title
    assert make_article(Entry(article.title, article.text), NOW) == article


def test_the_founding_articles_are_taken_in(shared_dir: Path) -> None:
    for line in (shared_dir / "data/seeds.articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = make_article(Entry(row["title"], row["text"], outlet=row["outlet"]), NOW)
        assert article.text == row["text"]
        assert article.noise
        assert judge(article, article, None).outcome is Outcome.UNCHANGED


def test_a_date_or_outlet_learnt_later_is_a_revision_of_the_same_text() -> None:
    known = replace(made(), outlet=None)
    stated = made(published=Published(date(2026, 3, 3)), outlet="The Rookery")
    verdict = judge(stated, known, None)
    assert (verdict.outcome, verdict.article.revision) == (Outcome.REVISED, 2)
    assert (verdict.article.published, verdict.article.outlet) == (stated.published, "The Rookery")
    assert verdict.reason == Reason("date-and-outlet-learnt", {"revision": 2})
    assert judge(stated, verdict.article, None).outcome is Outcome.UNCHANGED


def test_the_text_of_an_earlier_revision_changes_nothing() -> None:
    newer = made(text=f"{TEXT} The company later named a price.")
    assert judge(made(), newer, None, {made().fingerprint}).outcome is Outcome.UNCHANGED
    assert judge(made(text=TEXT.replace("Tuesday", "Monday")), newer, None, {made().fingerprint}).outcome is (
        Outcome.REVISED
    )


def test_an_entry_without_an_address_is_known_again_by_the_id_its_source_gives_it() -> None:
    first = made(url=None, guid="7", outlet="The Rookery")
    changed = made(url=None, guid="7", outlet="The Rookery", text=TEXT.replace("free", "not free"))
    assert changed.id == first.id
    assert judge(changed, first, None).outcome is Outcome.REVISED
    others = (
        made(url=None, guid="7", outlet="Marsh Wire"),
        made(url=None, guid="7", title="Another", outlet="The Rookery"),
    )
    assert first.id not in {other.id for other in others}


def test_a_changed_text_without_address_and_id_is_a_revision_of_the_one_of_its_title_and_day() -> None:
    first = made(url=None, title="Corvid opens Heron-1", text=f"{TEXT} The weights are free for everyone who asks.")
    changed = made(url=None, title="Corvid opens Heron-1", text=f"{TEXT} The weights are no longer free.")
    assert changed.id == first.id
    verdict = judge(changed, first, None)
    assert (verdict.outcome, verdict.article.id, verdict.article.revision) == (Outcome.REVISED, first.id, 2)


def test_another_text_under_the_same_title_replaces_nothing() -> None:
    first = made(url=None, title="The week in short", text="Corvid Labs opened Heron-1, and the board of Grebe met.")
    other = made(url=None, title="The week in short", text="The council of Wren sued over noise, court papers say.")
    verdict = judge(other, first, None)
    assert verdict.outcome is Outcome.NEW
    assert verdict.article.id != first.id
    again = judge(other, first, verdict.article)
    assert (again.outcome, again.article) == (Outcome.UNCHANGED, verdict.article)


@pytest.mark.parametrize("other", [{"outlet": "Marsh Wire"}, {"published": Published(date(2026, 3, 8))}])
def test_another_day_or_outlet_makes_another_article_of_one_title(other: dict[str, object]) -> None:
    title = "The week in short"
    first = made(url=None, title=title, outlet="The Rookery", published=Published(date(2026, 3, 1)))
    second = made(url=None, title=title, text=f"{TEXT} More soon.", outlet=first.outlet, published=first.published)
    assert judge(second, first, None).outcome is Outcome.REVISED
    another = replace(second, **other)  # type: ignore[arg-type]  # fields of Article by name
    verdict = judge(another, first, None)
    assert (verdict.outcome, verdict.article.id == first.id) == (Outcome.NEW, False)


def test_an_outlet_and_a_day_learnt_later_leave_the_article_the_same() -> None:
    first = made(url=None, title="The week in short", outlet=None)
    later = made(url=None, title="The week in short", outlet="Marsh Wire", published=Published(date(2026, 3, 8)))
    verdict = judge(later, first, first)
    assert (verdict.outcome, verdict.article.id) == (Outcome.REVISED, first.id)
