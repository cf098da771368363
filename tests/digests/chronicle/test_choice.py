"""Which sentence gives a row its line."""

from __future__ import annotations

import pytest

from digests.chronicle import headline, merge
from digests.headline import Origin
from digests.language import Lang
from tests.digests.chronicle.stage import LEXICON, WORDS, event, events, foreign

PLAIN = "Corvid Labs released Heron 2 on July 18, 2025."


@pytest.mark.parametrize(
    "other",
    [
        "Corvid Labs released Heron 2 on July 18, 2025; months later it has grown.",
        "Years ago, on July 18, 2025, Corvid Labs released Heron 2.",
        "On July 18, 2025 Corvid Labs released Heron 2 and sued Grebe.",
        "With Grebe watching, Corvid Labs released Heron 2 on July 18, 2025.",
        "At long last and after much talk Corvid Labs released Heron 2 on July 18, 2025.",
    ],
)
def test_the_sentence_that_says_the_act_and_little_else_is_the_line(other: str):
    found = [e for i, t in enumerate((other, PLAIN)) for e in events(t, outlet=f"o{i}") if e.objects == ("heron-2",)]
    (row,) = merge(found)
    assert headline(row, Lang.EN, LEXICON, WORDS[Lang.EN]).text == PLAIN


def test_the_readers_language_comes_before_a_plainer_sentence():
    (row,) = merge((*events(PLAIN), *events("2025年7月18日，鸦科公司发布Heron 2，同日起诉Grebe。", outlet="b")[:1]))
    assert headline(row, Lang.HANS, LEXICON, WORDS[Lang.HANS]).text.startswith("2025年7月18日")


def test_a_sentence_that_names_a_member_names_the_version():
    (row,) = merge(
        (
            *events("Corvid Labs released Heron 4 Marsh on July 18, 2025."),
            *events("2025年7月18日，鸦科公司发布Heron 4。", outlet="b"),
        )
    )
    shown = headline(row, Lang.EN, LEXICON, WORDS[Lang.EN])
    assert (row.objects, shown.origin) == (("heron-4",), Origin.SOURCE)


def test_a_saying_shows_the_figure_it_is_about():
    phrases = dict(WORDS[Lang.EN].phrases) | {"unit.downloads": "{value} downloads"}
    words = type(WORDS[Lang.EN])(Lang.EN, phrases)
    found = foreign(event("黛娜·奥尔2025年7月18日表示，Heron的累计下载量已达10亿次。"))
    assert headline(found, Lang.EN, LEXICON, words).text == "statement · Dana Orr · Heron · 1 billion downloads"
