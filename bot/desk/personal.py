"""What readers are told of by themselves: a draft for each wish, of stories that are read once for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk.context import Asked
from bot.desk.digest import Drafted
from bot.desk.material import material_of, published_in
from bot.desk.regrouped import stories_of
from bot.desk.tracked import topics_of
from digests.chronicle.scope import Scope, scope_of
from digests.compose import compose, known_until
from digests.followed import is_own, is_wanted, may_be_wanted
from digests.following import Sort, Wanted
from digests.ranking import StoryMaterial
from digests.topic import topic_named


async def material_between(
    asked: Asked, start: datetime, end: datetime, wanted: Sequence[Wanted]
) -> tuple[StoryMaterial, ...]:
    """Return the stories of the window that readers with such wishes may be told of, read once for all."""
    articles = await asked.context.store.articles_between(start, end)
    outlets = {article.id: article.outlet for article in articles}
    stories = await stories_of(asked, outlets)
    return await material_of(asked, [s for s in stories if may_be_wanted(s, map(outlets.get, s.articles), wanted)])


async def draft_wanted(  # noqa: PLR0917  whose draft, of what, and when: as in ``draft_of``
    asked: Asked, wanted: Wanted, material: Sequence[StoryMaterial], start: datetime, end: datetime, limit: int
) -> Drafted:
    """Return what one reader wants of the stories of a window (``material_between``), followed stories first."""
    context, lang, words = asked.context, asked.question.lang, asked.words
    scopes = await _scopes_of(asked, wanted)
    known = (known_until(one, end) for one in material)
    own = [one for one in known if is_wanted(one, wanted, scopes, start)]
    first = {one.story.id for one in own if is_own(one, wanted)}
    draft = compose(own, (), lang, context.lexicon, words, start, end, limit=limit, per_outlet=None, first=first)
    return Drafted(replace(draft, upcoming=()), published_in(own), (), ())


async def _scopes_of(asked: Asked, wanted: Wanted) -> dict[str, Scope]:
    """Return the topics that are followed or muted and still there, by slug."""
    stored, lexicon = await topics_of(asked), asked.context.lexicon
    slugs = [subject.id for subject in wanted.every if subject.sort is Sort.TOPIC]
    return {slug: scope_of(topic, lexicon) for slug in slugs if (topic := topic_named(slug, stored, lexicon))}
