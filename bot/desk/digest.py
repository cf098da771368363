"""``digest``: what happened in a window of days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.desk.context import Asked
from bot.desk.material import material_of, published_in
from bot.desk.regrouped import rejected_articles, stories_of
from bot.desk.settled import settled_for
from bot.desk.sifting import filters_of
from bot.desk.thinking import thought
from bot.desk.tracked import topic_called, topics_of
from digests.article import Article
from digests.chronicle import headline
from digests.compose import PER_OUTLET, compose
from digests.draft import Draft
from digests.errors import BadInput
from digests.event import Event
from digests.filters import caught_by, sifted
from digests.headline import Headline
from digests.layout.digest import digest_page
from digests.layout.lists import topic_name
from digests.page import Page
from digests.ranking import StoryMaterial
from digests.story import Story
from digests.topic import Topic
from digests.when import Published

DAYS = 1


async def answer_digest(asked: Asked) -> Page:
    """Answer with the draft of a window.

    Options: ``topics`` (names; where there are none those of the schedules of the place, else all news), ``on`` (a
    period whose last day is that of the window; else the window ends now) and ``days``. Where no window was asked for
    and the last day brought nothing, the window ends with the newest report instead, and the page says so by its dates.
    """
    topics = [await topic_called(asked, name) for name in asked.texts("topics") or await _topics_here(asked)]
    start, end = await _window(asked)
    length = (await settled_for(asked)).length or asked.context.digest_stories
    drafted = await draft_of(asked, topics, start, end, length)
    return digest_page(
        drafted.draft,
        asked.words,
        asked.zone,
        drafted.published,
        topic_names=drafted.topic_names,
        upcoming=drafted.upcoming,
    )


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft beside what its page needs."""

    draft: Draft
    published: Mapping[str, Published | None]
    """When the articles it cites were published."""
    topic_names: tuple[str, ...]
    upcoming: tuple[Headline, ...]
    """Of ``draft.upcoming``, in its order."""


async def draft_of(asked: Asked, topics: Sequence[Topic], start: datetime, end: datetime, limit: int) -> Drafted:
    """Return the draft of the window ``start <= t < end`` in the language of the question."""
    context, lang, words = asked.context, asked.question.lang, asked.words
    articles = await context.store.articles_between(start, end)
    material = await material_left(asked, await stories_of(asked, (article.id for article in articles)))
    draft = await composed(asked, material, topics, start, end, limit, planned=await _planned(asked, topics, end))
    cited = {c.quote.article for event in draft.upcoming for c in event.citations}
    return Drafted(
        draft,
        published_in(material) | {a.id: a.published for a in await context.store.articles(cited)},
        tuple(topic_name(topic, words) for topic in topics),
        tuple(headline(event, lang, context.lexicon, words) for event in draft.upcoming),
    )


async def composed(  # noqa: PLR0917  of what, for whom, and when: as in ``draft_of``
    asked: Asked,
    material: Sequence[StoryMaterial],
    topics: Sequence[Topic],
    start: datetime,
    end: datetime,
    limit: int,
    *,
    planned: Sequence[Event] = (),
    per_outlet: int | None = None,
) -> Draft:
    """Return the draft of the window of some of its stories; the cap is the tenant's, where no other is named."""
    return await thought(
        compose,
        material,
        topics,
        asked.question.lang,
        asked.context.lexicon,
        asked.words,
        start,
        end,
        limit=limit,
        per_outlet=per_outlet or (await settled_for(asked)).per_outlet or PER_OUTLET,
        planned=planned,
    )


async def material_left(asked: Asked, stories: Iterable[Story], *, glancing: bool = False) -> tuple[StoryMaterial, ...]:
    """Return the stories with what the tenant's filters leave of them; see ``material_of``."""
    filters = await filters_of(asked)
    material = await material_of(asked, stories, glancing=glancing)
    return await thought(lambda: tuple(sifted(one, filters) for one in material)) if filters else material


async def _planned(asked: Asked, topics: Sequence[Topic], end: datetime) -> list[Event]:
    """Return the planned events that were told before the window's end: a digest of last July knows no later plans.

    Those of stories that are said to be about none of the topics, and of reports that are left out, are not among them.
    """
    store = asked.context.store
    planned = await store.planned(end.date())
    articles = await store.articles(dict.fromkeys(event.citations[0].quote.article for event in planned))
    filters = await filters_of(asked)
    told = {a.id for a in articles if (a.published.latest if a.published else a.first_seen) < end}
    told.difference_update(a.id for a in articles if caught_by(a, filters))
    rejected = [await rejected_articles(asked, topic.slug) for topic in topics]
    told.difference_update(frozenset.intersection(*rejected) if rejected else ())
    return [event for event in planned if event.citations[0].quote.article in told]


async def _topics_here(asked: Asked) -> tuple[str, ...]:
    """Return the topics of the schedules of the place where it is asked; none, where one of them is of all news."""
    orders = [one for one in await asked.orders() if one.channel == asked.question.asker.place]
    slugs = {topic.slug for topic in await topics_of(asked)}
    kept = dict.fromkeys(slug for one in orders for slug in one.topics if slug in slugs)
    return tuple(kept) if all(one.topics for one in orders) else ()


async def _window(asked: Asked) -> tuple[datetime, datetime]:
    """Return the first instant of the window and the first after it."""
    days, on = asked.number("days"), asked.period("on")
    if on is not None:
        first, last = on
        return _window_until(last, timedelta(days=days or (last - first).days + 1), asked.zone)
    length = timedelta(days=days or DAYS)
    recent = (asked.now - length, asked.now)
    newest = await asked.context.store.newest(1)
    if not newest or await asked.context.store.articles_between(*recent):
        return recent
    return _window_of(newest[0], length, asked.zone)


def _window_until(on: date, length: timedelta, zone: ZoneInfo) -> tuple[datetime, datetime]:
    try:
        end = _midnight_after(on, zone)
        return end - length, end
    except OverflowError:
        raise BadInput("digest-beyond-calendar", str(on)) from None


def _window_of(article: Article, length: timedelta, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the window that ends with the day of the article; all its week or month, where no day is known."""
    published = article.published
    if published is None:
        end = _midnight_after(article.first_seen.astimezone(zone).date(), zone)
    elif published.at is not None:
        end = _midnight_after(published.at.astimezone(zone).date(), zone)
    else:
        end = _midnight_after(published.when.end, zone)
        length = max(length, timedelta(days=published.when.days))
    return end - length, end


def _midnight_after(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), zone)
