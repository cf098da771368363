"""News for days that never were: drafts that depend on nothing but their window and topics."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime

from bot.desk.context import Asked, Context
from bot.desk.digest import Drafted
from config.catalogues import load_words
from digests.draft import Brief, Draft, Summary
from digests.headline import Headline, Origin
from digests.language import Lang
from digests.lexicon import Lexicon
from digests.ports import Clock, Store
from digests.publishing import Ledger
from digests.topic import Topic
from tests.builders import a_citation, a_story, a_topic, an_article
from tests.fakes.store import FakeStore

TOPIC = a_topic()
WORDS = {Lang.EN: load_words(Lang.EN)}
MOST_STORIES = 6


async def context_at(clock: Clock, ledger: Ledger) -> Context:
    """Return what editions are made with: a store that knows one topic and nothing else."""
    store: Store = FakeStore()
    await store.save_topics([TOPIC])
    return Context(store, Lexicon({}, {}), WORDS, clock, 8, lambda _: (), ledger=ledger)


async def some_draft_of(asked: Asked, topics: Sequence[Topic], start: datetime, end: datetime, _: int) -> Drafted:
    """Return a draft of none to some stories, the same for the same window."""
    draw = random.Random(f"{start}")  # noqa: S311  the same news for the same window
    return await draft_of(asked, topics, start, end, draw.randint(0, MOST_STORIES))


async def draft_of(_asked: Asked, topics: Sequence[Topic], start: datetime, end: datetime, limit: int) -> Drafted:
    """Return a draft of ``limit`` stories, the same for the same window."""
    draw = random.Random(f"{start} {end}")  # noqa: S311  the same news for the same window
    briefs = tuple(_brief(end.date(), f"{end:%d%H%M}-{n}", draw) for n in range(limit))
    draft = Draft(tuple(topic.slug for topic in topics), Lang.EN, start, end, briefs, (), 3 * len(briefs))
    return Drafted(draft, {}, tuple(topic.slug for topic in topics), ())


def _brief(day: date, name: str, draw: random.Random) -> Brief:
    sentence = f"Corvid Labs released Heron-{day}-{name} on {day}, and " + "many words " * draw.randint(3, 40) + "more."
    article = an_article(sentence, url=f"https://grebe.example/{day}/{name}")
    citation = a_citation(article, sentence)
    headline = Headline(f"Heron-{day}-{name} is out", Origin.SOURCE, Lang.EN, citation)
    return Brief(a_story(article), headline, Summary((citation,)), (), ("Grebe",), (Lang.EN,), draw.random(), ())
