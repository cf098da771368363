"""A reader's own page: the part of ``home`` that is everybody's."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk.commands import LANGS
from bot.desk.context import Asked, orders_at
from bot.desk.follows import names_of, personal_of
from bot.desk.material import briefs_of, material_of, published_in
from bot.desk.regrouped import rejected_articles, stories_of
from bot.desk.sifting import filters_of, left_in
from bot.desk.thinking import thought
from bot.desk.tracked import topics_of
from digests.article import Article
from digests.draft import Brief
from digests.event import Event
from digests.filters import sifted
from digests.language import Lang
from digests.layout.home import Coming, Home, home_page
from digests.layout.sources import Dates
from digests.page import Page
from digests.subscription import Subscription
from digests.topic import Topic, is_excluded, is_worded, members

MOST_SHOWN = 5
"""Stories and coming digests each."""
_LOOKED_AT = 100
"""Newest articles among which those of the topics are looked for."""


async def answer_own(asked: Asked) -> Page:
    """Answer with what the asker follows, the newest stories of the topics here, and the next digests here.

    Here is the asker's tenant. What is posted to a person is shown to no one else, and what a channel's digest is about
    only to whom ``Asked.may_see`` lets.
    """
    own, orders = await personal_of(asked), await orders_at(asked.context, asked.question.asker)
    briefs, published = await _latest(asked, await _topics(asked, orders))
    subjects = [subject for one in own if one.wanted for subject in one.wanted.every]
    home = Home(own, briefs, published, _coming(asked, orders))
    languages = [(lang, asked.context.words[lang].say(f"lang.{lang}")) for lang in map(Lang, LANGS)]
    return home_page(home, await names_of(asked, subjects), languages, asked.words, asked.zone)


def _coming(asked: Asked, orders: Sequence[Subscription]) -> list[Coming]:
    """Return the next digests of the channels here, soonest first."""
    here = [one for one in orders if asked.may_see(one.channel) or not one.channel.name.startswith("@")]
    runs = [Coming(one.next_run, one, asked.may_see(one.channel)) for one in here if one.next_run and not one.paused]
    return sorted(runs, key=lambda coming: (coming.at, coming.order.id))[:MOST_SHOWN]


async def _topics(asked: Asked, orders: Sequence[Subscription]) -> tuple[Topic, ...]:
    """Return the topics of the orders; none for all news: where nothing is ordered, or all news is."""
    wanted = {slug for one in orders for slug in one.topics}
    known = await topics_of(asked)
    return tuple(topic for topic in known if topic.slug in wanted) if all(one.topics for one in orders) else ()


async def _latest(asked: Asked, topics: Sequence[Topic]) -> tuple[Sequence[Brief], Dates]:
    """Return the newest stories of the topics, and when their articles were published.

    Where nothing that is new is about them, they are the newest of all.
    """
    store = asked.context.store
    newest = await store.newest(_LOOKED_AT)
    about = await _about(asked, newest, topics) if topics else []
    filters = await filters_of(asked)
    stories = await stories_of(asked, about or [article.id for article in newest])
    told = await material_of(asked, (await left_in(asked, stories, filters))[:MOST_SHOWN])
    material = [sifted(one, filters) for one in told]
    return await thought(briefs_of, asked, material), published_in(material)


async def _about(asked: Asked, newest: Sequence[Article], topics: Sequence[Topic]) -> list[str]:
    """Return the ids of those articles whose title or happenings touch one of the topics, as they are stored."""
    told = await asked.context.store.events_of(article.id for article in newest)
    about: set[str] = set()
    for topic in topics:
        own = topic, members(topic, asked.context.lexicon)
        touching = {c.quote.article for event in told for c in event.citations if _touches(event, c.quote.text, *own)}
        spoken = {article.id for article in newest if not topic.langs or article.lang in topic.langs}
        worded = {article.id for article in newest if not topic.kinds and is_worded(article.title or "", topic)}
        about |= ((touching | worded) & spoken) - await rejected_articles(asked, topic.slug)
    return [article.id for article in newest if article.id in about]


def _touches(event: Event, text: str, topic: Topic, entities: frozenset[str]) -> bool:
    is_followed = not topic.kinds or event.kind in topic.kinds
    named = is_followed and (not event.about.isdisjoint(entities) or is_worded(text, topic))
    return named and not is_excluded(text, topic)
