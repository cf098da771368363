"""``filters`` and its verbs: what is left out of a tenant's digests, alerts and newest stories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from bot.desk.changing import WAS, draft, is_chat, offer, settle
from bot.desk.context import Asked
from bot.desk.material import briefs_of, material_of, published_in
from bot.desk.regrouped import stories_of
from bot.desk.sifting import filters_of
from bot.desk.subjects import outlets_known
from bot.desk.thinking import thought
from bot.desk.trying import TRIED
from digests.article import Article
from digests.change import Change, Holds
from digests.errors import BadInput, NotFound
from digests.filters import Filter, caught_by, filter_made, filter_value
from digests.language import Lang
from digests.layout.filters import Sifted, filter_page, filters_page
from digests.page import Page
from digests.story import Story
from digests.text.script import fold

SHOWN = 8
"""Stories that a trial shows at most."""
TOO_WIDE, FEW = 0.9, 20
"""A filter that leaves out so large a part of the stories is none, unless they are fewer."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """A change, and the filter as it would be; as it was, where it is taken away."""

    change: Change
    filter: Filter
    outcome: str
    """What was done then: a key of ``[filters-done]``."""


async def answer_filters(asked: Asked) -> Page:
    """Answer with the filters, and what each leaves out."""
    return filters_page(await filters_of(asked), asked.words)


async def answer_filter_add(asked: Asked) -> Page:
    """Show the filter of ``words``, ``outlets`` and ``languages``, called ``name``, and what it would leave out."""
    return await _shown(asked, await _adding(asked))


async def save_filter_add(asked: Asked) -> Page:
    """Leave that out from now on. Raises Refusal."""
    return await _saved(asked, await _adding(asked))


async def answer_filter_remove(asked: Asked) -> Page:
    """Show which ``filter`` would be gone, and what it leaves out."""
    return await _shown(asked, await _removing(asked))


async def save_filter_remove(asked: Asked) -> Page:
    """Let what ``filter`` leaves out be told again. Raises Refusal."""
    return await _saved(asked, await _removing(asked))


async def _adding(asked: Asked) -> _Wish:
    """Return the wish for the filter; one of that name gives way to it."""
    typed, held = await _typed(asked), {one.key: one for one in await filters_of(asked)}
    before = held.get(typed.key)
    after = replace(typed, since=before.since) if before else typed
    return _Wish(_change(asked, before, after), after, "replaced" if before else "added")


async def _removing(asked: Asked) -> _Wish:
    name, held = asked.needed("filter"), {one.key: one for one in await filters_of(asked)}
    known = held.get(fold(" ".join(name.split())))
    if known is None:
        near = get_close_matches(fold(name), held, n=1)
        raise (
            NotFound("no-such-filter-but", name, near=held[near[0]].name) if near else NotFound("no-such-filter", name)
        )
    return _Wish(_change(asked, known, None), known, "removed")


def _change(asked: Asked, before: Filter | None, after: Filter | None) -> Change:
    was, now = (filter_value(one) if one else None for one in (before, after))
    key = next(one.key for one in (after, before) if one)
    return draft(asked, Holds.FILTER, key, was, now)


async def _typed(asked: Asked) -> Filter:
    """Return the filter that is typed. Raises Refusal."""
    name, words, lexicon = asked.text("name") or "", asked.texts("words"), asked.context.lexicon
    langs = tuple(map(Lang, asked.texts("languages")))
    known = {fold(outlet): outlet for outlet in await outlets_known(asked)}
    outlets = tuple(_outlet(outlet, known) for outlet in asked.texts("outlets"))
    if not (name or words or outlets or langs):
        raise BadInput("nothing-given", "words")
    return filter_made(Filter(name, asked.now, words, outlets, langs), lexicon, asked.context.allowed.words)


def _outlet(typed: str, known: Mapping[str, str]) -> str:
    """Return the outlet as it is written. Raises NotFound."""
    if fold(typed) in known:
        return known[fold(typed)]
    near = get_close_matches(fold(typed), known, n=1)
    raise NotFound("no-such-outlet-but", typed, near=known[near[0]]) if near else NotFound("no-such-outlet", typed)


async def _shown(asked: Asked, wish: _Wish) -> Page:
    """Answer with what would be; in the terminal it is kept at once."""
    if not is_chat(asked):
        return await _saved(asked, wish)
    return await offer(asked, wish.change, await _page(asked, wish, f"{wish.outcome}-if-saved"))


async def _saved(asked: Asked, wish: _Wish) -> Page:
    """Keep the change. What was shown already is not tried again."""
    page = await _page(asked, wish, wish.outcome, tries=asked.text(WAS) is None)
    await settle(asked, wish.change)
    return page


async def _page(asked: Asked, wish: _Wish, outcome: str, *, tries: bool = True) -> Page:
    """Return the page of what would be, or is. Raises BadInput where nearly every story would be left out."""
    tried = await _tried(asked, wish.filter) if tries else None
    is_wide = tried and tried.of >= FEW and tried.stories >= TOO_WIDE * tried.of
    if tried and is_wide and wish.outcome != "removed":
        raise BadInput("filter-too-wide", wish.filter.name, stories=tried.stories, of=tried.of)
    return filter_page(wish.filter, outcome, tried, asked.words, asked.zone)


async def _tried(asked: Asked, one: Filter) -> Sifted:
    """Return what the filter leaves out of the last days, with the others in force."""
    others = [other for other in await filters_of(asked) if other.key != one.key]
    recent = await asked.context.store.articles_between(asked.now - TRIED, asked.now)
    known = await thought(lambda: {article.id: article for article in recent if not caught_by(article, others)})
    stories = await stories_of(asked, known)
    caught = await thought(lambda: {article.id for article in known.values() if one.catches(article)})
    gone = [story for story in stories if caught.issuperset(_in(story, known))]
    material = await material_of(asked, gone[:SHOWN])
    briefs = await thought(briefs_of, asked, material)
    single = len(caught) - sum(len(_in(story, known)) for story in gone)
    return Sifted(briefs, published_in(material), len(gone), single, len(stories), TRIED.days)


def _in(story: Story, known: Mapping[str, Article]) -> list[str]:
    return [article for article in story.articles if article in known]
