"""``stories merge``, ``split`` and ``reject``: what a tenant's admins say of the grouping, for their tenant alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.desk.changing import draft, is_chat, offer, settle
from bot.desk.context import Asked
from bot.desk.lookups import articles_at
from bot.desk.material import briefs_of, material_of
from bot.desk.regrouped import stories_under, verdicts_of
from bot.desk.stories import story_called
from bot.desk.thinking import thought
from bot.desk.tracked import topic_called, topics_of
from digests.change import Change, Holds
from digests.errors import BadInput, NotFound
from digests.layout.verdicts import open_page, verdict_page
from digests.page import Page
from digests.ranking import standing_in
from digests.story import Story
from digests.verdicts import Said, Verdict, rejected_of, verdict_value

_A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class _Wish:
    """A change, and the verdict that it brings."""

    change: Change
    verdict: Verdict


async def answer_story_open(asked: Asked) -> Page:
    """Show the story ``id`` with what can be said of it."""
    (material,) = await material_of(asked, [await story_called(asked, asked.needed("id"))])
    (brief,) = await thought(briefs_of, asked, [material])
    lexicon, articles = asked.context.lexicon, [reading.article for reading in material.readings]
    about = [topic for topic in await topics_of(asked) if standing_in(material, topic, lexicon)]
    return open_page(brief, articles, about, asked.words, asked.zone)


async def answer_merge(asked: Asked) -> Page:
    """Show the one story that ``id`` and ``other`` would be. Raises Refusal."""
    return await _shown(asked, await _merging(asked))


async def save_merge(asked: Asked) -> Page:
    """Make ``id`` and ``other`` one story. Raises Refusal."""
    return await _saved(asked, await _merging(asked))


async def answer_split(asked: Asked) -> Page:
    """Show the two stories that ``id`` would be, were its ``articles`` another one. Raises Refusal."""
    return await _shown(asked, await _splitting(asked))


async def save_split(asked: Asked) -> Page:
    """Make those ``articles`` of the story ``id`` another one. Raises Refusal."""
    return await _saved(asked, await _splitting(asked))


async def answer_reject(asked: Asked) -> Page:
    """Show the story ``id`` that would not be told under ``topic`` any more. Raises Refusal."""
    return await _shown(asked, await _rejecting(asked))


async def save_reject(asked: Asked) -> Page:
    """Tell the story ``id`` under ``topic`` no more. Raises Refusal."""
    return await _saved(asked, await _rejecting(asked))


async def _merging(asked: Asked) -> _Wish:
    stories = [await story_called(asked, asked.needed(name)) for name in ("id", "other")]
    one, other = sorted(stories, key=lambda story: (story.first, story.id))
    if one.id == other.id:
        raise BadInput("one-story-already", one.id)
    titles = [await _title(asked, story.articles) for story in (one, other)]
    articles = (*one.articles, *other.articles)
    return await _wish(asked, Verdict(Said.MERGE, articles, asked.now, about=" + ".join(titles)))


async def _splitting(asked: Asked) -> _Wish:
    story = await story_called(asked, asked.needed("id"))
    given = {await _report_in(asked, story, name) for name in asked.texts("articles")}
    apart = tuple(article for article in story.articles if article in given)
    stay = tuple(article for article in story.articles if article not in given)
    if not stay:
        raise BadInput("split-leaves-nothing", story.id)
    return await _wish(asked, Verdict(Said.SPLIT, stay, asked.now, apart, about=await _title(asked, apart)))


async def _rejecting(asked: Asked) -> _Wish:
    story = await story_called(asked, asked.needed("id"))
    topic = await topic_called(asked, asked.needed("topic"))
    if topic.slug in rejected_of(story, await verdicts_of(asked)):
        raise BadInput("rejected-already", story.id, topic=topic.slug)
    about = await _title(asked, story.articles)
    return await _wish(asked, Verdict(Said.REJECT, story.articles, asked.now, topic=topic.slug, about=about))


async def _report_in(asked: Asked, story: Story, name: str) -> str:
    """Return the id of the story's report of that id, its beginning, or address. Raises NotFound."""
    found = [article.id for article in await articles_at(asked.context.store, name) if article.id in story.articles]
    if len(found) != 1:
        raise NotFound("no-such-report", name, story=story.id)
    return found[0]


async def _title(asked: Asked, articles: Sequence[str]) -> str:
    """Return the title of the first of the articles; its id, where it has none."""
    (first,) = await asked.context.store.articles(articles[:1]) or (None,)
    return (first.title if first else None) or articles[0]


async def _wish(asked: Asked, said: Verdict) -> _Wish:
    """Return the wish that the tenant have that verdict, as its latest."""
    asker, known = asked.question.asker, await verdicts_of(asked)
    last = known[-1].since + _A_MOMENT if known else said.since  # the clock may have been set back
    verdict = replace(said, since=max(said.since, last))
    held = await asked.context.ledger.held(Holds.VERDICT, asker.platform, asker.tenant)
    before = next((one.value for one in held if one.name == verdict.name), None)
    return _Wish(draft(asked, Holds.VERDICT, verdict.name, before, verdict_value(verdict)), verdict)


async def _shown(asked: Asked, wish: _Wish) -> Page:
    """Answer with what would be; in the terminal it is kept at once."""
    if not is_chat(asked):
        return await _saved(asked, wish)
    return await offer(asked, wish.change, await _page(asked, wish.verdict, f"{wish.verdict.said}-if-saved"))


async def _saved(asked: Asked, wish: _Wish) -> Page:
    page = await _page(asked, wish.verdict, wish.verdict.said)
    await settle(asked, wish.change)
    return page


async def _page(asked: Asked, verdict: Verdict, outcome: str) -> Page:
    """Return the stories that the articles of the verdict belong to, as they are under it."""
    meant = (*verdict.articles, *verdict.apart)
    stories = await stories_under(asked, meant, (*await verdicts_of(asked), verdict))
    material = await material_of(asked, stories)
    reports = {one.story.id: [reading.article for reading in one.readings] for one in material}
    briefs = await thought(briefs_of, asked, material)
    seen = [(brief, reports[brief.story.id]) for brief in briefs]
    return verdict_page(seen, outcome, verdict.topic, asked.words, asked.zone)
