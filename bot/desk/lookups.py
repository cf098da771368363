"""``search``, ``figures`` and ``why``: what is asked of the memory directly."""

from __future__ import annotations

from bot.desk.context import Asked, published_of
from bot.desk.regrouped import story_at, verdicts_of
from bot.desk.sifting import filters_of
from bot.desk.thinking import thought
from digests.article import Article
from digests.errors import BadInput, NotFound
from digests.figures import relate
from digests.filters import filtered_decisions
from digests.intake import id_of
from digests.layout.figures import figures_page
from digests.layout.search import search_page
from digests.layout.why import why_page
from digests.page import Page
from digests.ports import Store
from digests.story import Story
from digests.topic import entity_named
from digests.verdicts import as_decisions

MOST_FOUND = 20
SHORTEST_ID = 4


async def answer_search(asked: Asked) -> Page:
    """Answer with the articles that hold every word of ``query``, newest first, at most ``max``."""
    query = asked.needed("query")
    found = await asked.context.store.search(query, asked.number("max") or MOST_FOUND)
    return search_page(query, found, asked.words, asked.zone)


async def answer_figures(asked: Asked) -> Page:
    """Answer with the figures about ``entity`` and the members of its family; all figures, where none is named."""
    name = asked.text("entity")
    lexicon = asked.context.lexicon
    entity = entity_named(name, lexicon) if name else None
    if name and entity is None:
        raise NotFound("no-such-name", name)
    family = {e.id for e in lexicon.entities.values() if e.family == entity} if entity else set()
    told = await asked.context.store.figures(frozenset({entity, *family}) if entity else None)
    found = await thought(relate, told)
    published = await published_of(asked.context.store, (figure.citation.quote.article for figure in found))
    return await thought(figures_page, found, entity, lexicon, asked.words, published, ask=asked.ask)


async def answer_why(asked: Asked) -> Page:
    """Answer with what was decided about the article or story whose id (or address) ``id`` is.

    A story is explained by what was decided about it and about each of its articles.
    """
    store = asked.context.store
    subject = await article_or_story(asked, asked.needed("id"))
    ids = (subject.id, *subject.articles) if isinstance(subject, Story) else (subject.id,)
    decisions = [decision for name in ids for decision in await store.decisions(name)]
    decisions += as_decisions(await verdicts_of(asked), ids)
    decisions += filtered_decisions(await store.articles(ids), await filters_of(asked))
    return why_page(subject, decisions, asked.context.lexicon, asked.words, asked.zone)


async def article_or_story(asked: Asked, name: str) -> Article | Story:
    """Return what the id, the beginning of an id or the address stands for. Raises NotFound."""
    if len(name) < SHORTEST_ID:
        raise BadInput("id-too-short", name, least=SHORTEST_ID)
    story = await story_at(asked, name)
    found = await articles_at(asked.context.store, name)
    if story is not None and not found:
        return story
    if len(found) == 1 and story is None:
        return found[0]
    if found or story is not None:
        raise NotFound("id-of-several", name)
    raise NotFound("no-such-id", name)


async def articles_at(store: Store, name: str) -> tuple[Article, ...]:
    """Return the articles of that address, in whichever of its forms, or whose id begins so."""
    return await store.articles([_address_id(name)]) or await store.find_articles(name)


def _address_id(name: str) -> str:
    try:
        return id_of(name)
    except BadInput:
        return name
