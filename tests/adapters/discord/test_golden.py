"""What readers see, in three languages: looked at once, and from then on the same.

``python -m tests.adapters.discord.test_golden`` writes the pages anew and prints them, to be looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from adapters.discord.render import MESSAGE, layout, size
from config.catalogues import load_words
from digests.ask import Ask
from digests.draft import Brief
from digests.editing import make
from digests.event import Citation, Status
from digests.feed import Feed
from digests.figure import Comparator, Figure
from digests.language import Lang
from digests.layout.figures import figures_page
from digests.layout.outlets import sources_page
from digests.layout.stories import latest_page, story_page
from digests.layout.timeline import timeline_page
from digests.page import Page
from digests.subscription import Schedule, Slot, Subscription, channel_typed
from digests.when import Granularity
from tests.adapters.discord.payload import check, shown
from tests.digests.layout import samples as s

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "discord"
LANGS = (Lang.EN, Lang.HANS, Lang.HANT)
NAMES = {Lang.EN: "Heron", Lang.HANS: "苍鹭", Lang.HANT: "蒼鷺"}
OWN = {Lang.EN: s.cite(), Lang.HANS: s.CHINESE, Lang.HANT: s.TAIWANESE}
OTHER = {Lang.EN: s.TAIWANESE, Lang.HANS: s.cite(), Lang.HANT: s.cite()}
MORE = s.cite("It has 70 billion parameters *and* costs $0.10_a_million tokens @everyone.", article="a1")
HERON = Ask("timeline", {"topic": "heron"})


def a_brief(citation: Citation, story: str = "s00000001") -> Brief:
    return replace(s.brief(s.verbatim(citation), (MORE,), (s.happened(citation),)), story=s.story(story))


def latest(lang: Lang) -> Page:
    briefs = (a_brief(OWN[lang]), a_brief(OTHER[lang], "s00000002"))
    return replace(latest_page(briefs, load_words(lang), UTC, s.PUBLISHED), ask=Ask("latest"))


def timeline(lang: Lang) -> Page:
    rival = s.happened(OTHER[lang], at=s.when(date(2024, 4, 19)))
    moments = (
        s.moment(s.happened(OWN[lang], OTHER[lang], rivals=(rival,))),
        s.moment(s.happened(OTHER[lang], at=s.when(date(2024, 7, 1), Granularity.QUARTER), status=Status.PLANNED)),
    )
    found = timeline_page(
        s.line_of(*moments, left_out=3), NAMES[lang], load_words(lang), s.PUBLISHED, lexicon=s.LEXICON
    )
    return replace(found, ask=HERON)


def story(lang: Lang) -> Page:
    article = s.article("a1")
    told = story_page(
        a_brief(OWN[lang]), (s.moment(s.happened(OWN[lang])),), (article,), (), words=load_words(lang), zone=UTC
    )
    return replace(told, ask=Ask("story", {"id": "s00000001"}))


def figures(lang: Lang) -> Page:
    values = (("70", OWN[lang]), ("65", OTHER[lang]))
    found = [
        Figure("parameters", "heron-2", Decimal(value), "parameters", Comparator.EQ, s.when(), None, citation)
        for value, citation in values
    ]
    return replace(figures_page(found, None, s.LEXICON, load_words(lang), s.PUBLISHED), ask=Ask("figures"))


def sources(lang: Lang) -> Page:
    feeds = (
        Feed("https://marsh.example/feed", "Marsh Daily", Lang.EN),
        Feed("https://shidi.example/rss", "湿地报", Lang.HANS),
    )
    return replace(sources_page(feeds, {}, UTC, load_words(lang)), ask=Ask("sources"))


def edition(lang: Lang) -> Page:
    due = datetime(2024, 4, 19, tzinfo=UTC)
    order = Subscription(
        "sub1", channel_typed("terminal:news"), ("heron",), Schedule((time(8),), "Asia/Taipei"), lang, due
    )
    draft = s.draft(a_brief(OWN[lang]), a_brief(OTHER[lang], "s00000002"), lang=lang)
    slot = Slot("sub1", date(2024, 4, 19), 0, due)
    made = make(
        draft,
        order,
        slot,
        (),
        load_words(lang),
        s.PUBLISHED,
        MESSAGE,
        due,
        topic_names=[NAMES[lang]],
        upcoming=[],
        size=size,
    )
    assert made
    return made(127).parts[0].page


PAGES: tuple[Callable[[Lang], Page], ...] = (latest, timeline, story, figures, sources, edition)


def payload(page: Callable[[Lang], Page], lang: Lang) -> list[dict[str, Any]]:
    return layout(page(lang), load_words(lang), private=page is figures).to_components()  # type: ignore[no-any-return]  # discord.py leaves it open


def written(page: Callable[[Lang], Page], lang: Lang) -> str:
    return json.dumps(payload(page, lang), ensure_ascii=False, indent=1) + "\n"


def path(page: Callable[[Lang], Page], lang: Lang) -> Path:
    return GOLDEN / f"{page.__name__}.{lang}.json"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_looks_as_it_was_looked_at(page: Callable[[Lang], Page], lang: Lang):
    assert written(page, lang) == path(page, lang).read_text("utf-8")
    check(payload(page, lang))


if __name__ == "__main__":
    for one in PAGES:
        for reader in LANGS:
            path(one, reader).write_text(written(one, reader), "utf-8")
            print(shown(payload(one, reader)))  # noqa: T201  it is to be looked at
