"""What an edition looks like, in the three languages, as the terminal shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from adapters.terminal.render import render
from config.catalogues import load_words
from digests.delivery import Budget
from digests.draft import Brief, Draft, Summary
from digests.editing import make
from digests.headline import Headline, Origin
from digests.language import Lang
from digests.story import Story
from digests.subscription import Schedule, Slot, Subscription, WhenEmpty, channel_typed
from digests.when import When
from tests.digests.layout.samples import CHINESE, ENGLISH, PUBLISHED, TAIWANESE, cite, happened, verbatim

DUE = datetime(2024, 4, 19, 0, tzinfo=UTC)
SLOT = Slot("sub1", date(2024, 4, 19), 0, DUE)
ORDER = Subscription(
    "sub1",
    channel_typed("terminal:news"),
    ("heron",),
    Schedule((time(8),), "Asia/Taipei"),
    Lang.EN,
    DUE,
    when_empty=WhenEmpty.ONE_LINE,
)
NAMES = {Lang.EN: "Heron", Lang.HANS: "苍鹭", Lang.HANT: "蒼鷺"}
LINES = {Lang.EN: cite(), Lang.HANS: CHINESE, Lang.HANT: TAIWANESE}
MORE = {
    Lang.EN: cite("It runs on one laptop and reads 40 languages.", article="a3"),
    Lang.HANS: cite("一台笔记本电脑就能运行，可读40种语言。", Lang.HANS, "湿地报", "https://shidi.example/3", "a2"),
    Lang.HANT: cite("一台筆記型電腦就能執行，可讀40種語言。", Lang.HANT, "濕地報", "https://shidi-tw.example/3", "a3"),
}
EDITIONS = {
    Lang.EN: """\
Digest · Heron · 19 Apr 2024
────────────────────────────

1. Grebe released Heron-2 on Thursday, free for commercial use.
   “It runs on one laptop and reads 40 languages.”
   — Marsh Daily
   https://marsh.example/heron-2
   2 outlets · English, 简体中文 · s00000001

Coming up

2 May 2024  [planned] Grebe will show Heron-3.
            1 outlet · English

1 story · 23 articles read · next: 20 Apr 2024 08:00 (Asia/Taipei)

LW #127 · 2024-04-19 · 1/1
""",
    Lang.HANS: """\
新闻摘要 · 苍鹭 · 2024年4月19日
───────────────────────────────

1. 格里布周四发布了苍鹭二代，可免费商用。
   “一台笔记本电脑就能运行，可读40种语言。”
   — 湿地报, 2024年4月19日
   https://shidi.example/3
   2家媒体 · English, 简体中文 · s00000001

接下来

2024年5月2日  【计划中】Grebe will show Heron-3.
              1家媒体 · English

1个事件 · 读了23篇报道 · 下一期：2024年4月20日 08:00（Asia/Taipei）

LW #127 · 2024-04-19 · 1/1
""",
    Lang.HANT: """\
新聞摘要 · 蒼鷺 · 2024年4月19日
───────────────────────────────

1. 格里布週四發布了蒼鷺二代，可免費商用。
   「一台筆記型電腦就能執行，可讀40種語言。」
   — 濕地報
   https://shidi-tw.example/3
   2 家媒體 · English, 简体中文 · s00000001

接下來

2024年5月2日  【計畫中】Grebe will show Heron-3.
              1 家媒體 · English

1 則新聞 · 讀了 23 篇報導 · 下一期：2024年4月20日 08:00（Asia/Taipei）

LW #127 · 2024-04-19 · 1/1
""",
}
NOTHING = {
    Lang.EN: """\
   Nothing important since 18 Apr 2024 08:00

23 articles read · next: 20 Apr 2024 08:00 (Asia/Taipei)

LW #127 · 2024-04-19 · 1/1
""",
    Lang.HANS: """\
   2024年4月18日 08:00以来没有重要消息

已读23篇报道 · 下一期：2024年4月20日 08:00（Asia/Taipei）

LW #127 · 2024-04-19 · 1/1
""",
    Lang.HANT: """\
   2024年4月18日 08:00以來沒有重要消息

已讀 23 篇報導 · 下一期：2024年4月20日 08:00（Asia/Taipei）

LW #127 · 2024-04-19 · 1/1
""",
}


def shown(lang: Lang, *briefs: Brief) -> str:
    plan = cite("Grebe will show Heron-3.")
    planned = replace(
        happened(plan), id="e2", status=happened().status.PLANNED, objects=("heron-3",), when=_day(date(2024, 5, 2))
    )
    draft = Draft(("heron",), lang, DUE - timedelta(days=1), DUE, briefs, (planned,), 23)
    made = make(
        draft,
        replace(ORDER, lang=lang),
        SLOT,
        (),
        load_words(lang),
        PUBLISHED,
        Budget(2000, 40),
        DUE,
        topic_names=[NAMES[lang]],
        upcoming=[Headline(plan.quote.text, Origin.SOURCE, Lang.EN, plan)],
    )
    assert made is not None
    return "".join(render(part.page, width=90, colour=False, open_rows=False) for part in made(127).parts)


def _day(day: date) -> When:
    return replace(happened().when, start=day, end=day)


@pytest.mark.parametrize("lang", EDITIONS)
def test_an_edition_in_each_language(lang: Lang):
    brief = Brief(
        story=Story("s00000001", ("a1", "a2"), {}, DUE, DUE),
        headline=verbatim(LINES[lang]),
        summary=Summary((MORE[lang],)),
        events=(happened(cite(ENGLISH)),),
        outlets=("Marsh Daily", "湿地报"),
        langs=(Lang.EN, Lang.HANS),
        score=5.0,
        reasons=(),
    )
    assert shown(lang, brief) == EDITIONS[lang]


@pytest.mark.parametrize("lang", NOTHING)
def test_nothing_new_in_each_language(lang: Lang):
    assert shown(lang) == NOTHING[lang]
