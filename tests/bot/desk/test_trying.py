"""What a trial shows is what the digest would have had, though few of the stories are read for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from random import Random

import pytest

from bot.desk.context import Asked
from bot.desk.desk import NewsDesk
from bot.desk.digest import draft_of
from bot.desk.material import READ
from bot.desk.trying import TRIED, tried
from bot.newsroom.read import read_in
from bot.newsroom.room import Room
from digests.article import Entry
from digests.change import Change, Holds
from digests.desk import OPERATOR, Question
from digests.filters import Filter, filter_value
from digests.language import Lang
from digests.lexicon import Kind
from digests.topic import Topic
from digests.verdicts import Said, Verdict, verdict_value
from digests.when import Published
from tests.bot.conftest import NOW
from tests.bot.reports import LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN, report

ACTS = ("releases", "sues", "praises", "will release", "publishes a paper on", "mentions")
WHO = ("Meta", "OpenAI", "Grebe Labs", "Mistral AI", "Dunlin Works")
OUTLETS = ("Marsh Post", "Reed Daily", "Fen Gazette", "Tarn Weekly")
SEVERAL = report("Grebe Labs lets two GPT-4s talk", "Two GPT-4s spoke of herons.", "Marsh Post", "2024-07-23")
NOT_ABOUT = {"filtered", "off-topic", "outside-window"}
TOPICS = {
    "all": (),
    "llama": (Topic("llama", {}, ("llama",), ("Heron",)),),
    "two": (Topic("meta", {}, ("meta",), (), ("sues",)), Topic("grebe", {}, (), ("Grebe Labs", "sues"))),
    "gpt": (Topic("gpt-4", {}, ("gpt-4",)),),
    "releases": (Topic("meta", {}, ("meta", "openai"), (), kinds=(Kind.RELEASE,)),),
    "chinese": (Topic("meta", {}, ("meta",), (), langs=(Lang.HANS,)),),
    "none": (Topic("none", {}, (), ("nobody writes this",)),),
}


def many(seed: int) -> list[Entry]:
    """Return reports of the last nine days, some of them of one happening."""
    chance = Random(seed)  # noqa: S311  the same reports every time, nothing secret
    return [_report(chance, number) for number in range(45)] + [LLAMA_31_EN, LLAMA_31_HANS, MISTRAL_EN, SEVERAL]


def _report(chance: Random, number: int) -> Entry:
    at = NOW - timedelta(hours=chance.randrange(9 * 24))
    title = f"{chance.choice(WHO)} {chance.choice(ACTS)} Heron-{chance.randrange(9)}"
    text = (
        f"{title}, it said on {at:%B} {at.day}, {at.year}. A bird named {number} had {chance.randrange(99)} feathers."
    )
    url = f"https://marsh.example/{number}"
    return Entry(title, text, url, outlet=chance.choice(OUTLETS), published=Published(at.date(), at=at))


async def whole(asked: Asked, topics: Sequence[Topic], shown: int) -> tuple[list[object], int]:
    """Return the stories of the digest of the whole week, and how many belong into it."""
    draft = (await draft_of(asked, topics, asked.now - TRIED, asked.now, shown)).draft
    left = Counter(decision.reason.key for decision in draft.left_out)
    return [*draft.briefs], len(draft.briefs) + sum(count for key, count in left.items() if key not in NOT_ABOUT)


@pytest.mark.parametrize("seed", range(1))
async def test_it_has_the_stories_of_the_digest_and_counts_as_many(desk: NewsDesk, room: Room, seed: int):
    await read_in(room, many(seed))
    asked = Asked(desk.context, Question("digest", {}, asker=OPERATOR, zone="UTC"))
    for topics in TOPICS.values():
        for shown in (2, 60):
            trial = await tried(asked, topics, shown)
            assert ([*trial.draft.briefs], trial.about) == await whole(asked, topics, shown)
    assert (await tried(asked, (), 8)).about > 20


async def test_so_it_does_with_filters_and_verdicts(desk: NewsDesk, room: Room):
    await read_in(room, many(7))
    asked = Asked(desk.context, Question("digest", {}, asker=OPERATOR, zone="UTC"))
    before = await tried(asked, TOPICS["llama"], 8)
    said = Verdict(Said.REJECT, before.draft.briefs[0].story.articles, NOW, topic="llama")
    left_out = Filter("suits", NOW, ("sues",))
    things = ((Holds.VERDICT, said.name, verdict_value(said)), (Holds.FILTER, left_out.key, filter_value(left_out)))
    for number, (holds, name, value) in enumerate(things):
        change = Change(f"c{number}", OPERATOR.platform, OPERATOR.tenant, holds, name, None, value, "", "ann", NOW)
        assert await desk.context.ledger.change(change)
    for topics in TOPICS.values():
        for shown in (3,):
            trial = await tried(asked, topics, shown)
            assert ([*trial.draft.briefs], trial.about) == await whole(asked, topics, shown)
    assert before.draft.briefs[0].story.id not in [one.story.id for one in trial.draft.briefs]


async def test_most_stories_are_not_read_for_it(desk: NewsDesk, room: Room):
    await read_in(room, many(1))
    asked = Asked(desk.context, Question("digest", {}, asker=OPERATOR, zone="UTC"))
    for remembered in READ:
        remembered.cache_clear()
    trial = await tried(asked, (), 2)
    assert trial.about > 20
    assert sum(remembered.cache_info().misses for remembered in READ) < 24
