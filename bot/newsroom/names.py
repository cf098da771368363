"""Learning names: what articles introduce is kept, and whatever is read later is read with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.newsroom.room import Room
from digests.article import Article
from digests.learning import introductions, learnt, taught
from digests.own_feeds import mark_in


async def with_names(room: Room, articles: Iterable[Article] = ()) -> Room:
    """Keep the names that the articles introduce; return the room with a lexicon that knows all names kept so far.

    What a tenant's own feed calls somebody is nothing for others.
    """
    found = [one for article in articles if not mark_in(article.outlet) for one in introductions(article, room.lexicon)]
    if found:
        await room.store.save_introductions(found)
    return replace(room, lexicon=taught(room.lexicon, learnt(await room.store.introductions())))
