"""The page of one topic."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from config.catalogues import load_words
from digests.draft import Draft
from digests.language import Lang
from digests.layout.topics import MOST_NAMES, topic_page
from digests.layout.trials import Trial
from digests.lexicon import Entity, EntityType, Lexicon
from digests.page import Bullets, Page, Text, Tone
from digests.subscription import Channel
from digests.topic import Topic

EN, HANT = load_words(Lang.EN), load_words(Lang.HANT)
HERON = Entity("heron", EntityType.MODEL, {Lang.EN: "Heron", Lang.HANT: "蒼鷺"}, ("Heron", "蒼鷺", "苍鹭"))
MEMBER = Entity("heron-1", EntityType.MODEL, {Lang.EN: "Heron 1"}, ("Heron 1",), family="heron")
PLAIN = Entity("tern", EntityType.MODEL, {Lang.EN: "Tern"}, ("Tern",))
LEXICON = Lexicon({one.id: one for one in (HERON, MEMBER, PLAIN)}, {})
TOPIC = Topic("heron", HERON.name, ("heron", "tern", "gone"), ("wader",), ("zoo",))
THEN = datetime(2026, 11, 21, tzinfo=UTC)


def lines(page: Page) -> tuple[str, ...]:
    (bullets,) = (block for block in page.blocks if isinstance(block, Bullets))
    return bullets.lines


def test_every_spelling_member_word_and_exclusion_is_shown():
    assert lines(topic_page(TOPIC, "tested", LEXICON, EN, UTC)) == (
        "Called: Heron, 蒼鷺",
        "Heron, also as 蒼鷺, 苍鹭",
        "Tern",
        "gone",
        "With: Heron 1",
        "Words: “wader”",
        "Not where it says: “zoo”",
    )
    assert "「wader」" in str(lines(topic_page(TOPIC, "tested", LEXICON, HANT, UTC)))


def test_many_numbered_versions_of_a_family_are_one_word():
    versions = [replace(MEMBER, id=f"heron-{n}", name={Lang.EN: f"Heron {n}.{n}"}) for n in range(4)]
    chick = replace(MEMBER, id="heron-chick", name={Lang.EN: "Heron Chick 2"})
    lexicon = Lexicon({one.id: one for one in (HERON, PLAIN, chick, *versions)}, {})
    assert "With: every numbered version, Heron Chick 2" in lines(topic_page(TOPIC, "tested", lexicon, EN, UTC))
    fewer = Lexicon({one.id: one for one in (HERON, PLAIN, *versions[:2])}, {})
    assert "With: Heron 0.0, Heron 1.1" in lines(topic_page(TOPIC, "tested", fewer, EN, UTC))


def test_of_many_words_the_first_are_shown_and_the_rest_counted():
    long = Topic("long", {Lang.EN: "Long"}, (), tuple(f"w{n}" for n in range(MOST_NAMES + 3)))
    (line,) = lines(topic_page(long, "tested", LEXICON, EN, UTC))
    assert line.endswith(f"“w{MOST_NAMES - 1}” and 3 more")


@pytest.mark.parametrize(
    ("about", "stories", "said", "tone"),
    [
        (0, 0, "No story at all was reported in that time.", Tone.QUIET),
        (0, 4, "Stories about it: 0 of 4. If you expected some, give it more words or names.", Tone.WARNING),
        (3, 4, "Stories about it: 3 of 4.", Tone.QUIET),
    ],
)
def test_what_a_trial_brought_is_counted(about: int, stories: int, said: str, tone: Tone):
    draft = Draft(("heron",), Lang.EN, THEN, THEN, (), (), 0)
    page = topic_page(TOPIC, "tested", LEXICON, EN, UTC, trial=Trial(draft, {}, about, stories, 7))
    assert Text(said, tone) in page.blocks
    assert page.record["trial"] == {
        "from": THEN.isoformat(),
        "to": THEN.isoformat(),
        "about": about,
        "of": stories,
        "stories": [],
    }


def test_who_takes_a_topic_away_is_told_which_digests_name_it():
    page = topic_page(TOPIC, "removed", LEXICON, EN, UTC, ordered_in=[Channel("terminal", "local", "news")])
    assert "ordered for terminal:news" in str(page.blocks)
    assert (page.record["ordered_in"], page.record["trial"]) == (["terminal:news"], None)
