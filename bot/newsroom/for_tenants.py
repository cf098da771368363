"""What is polled for tenants: each of their own feeds once, however many have it, until none has it any more."""

from __future__ import annotations

from datetime import datetime

from digests.change import Holds
from digests.feed import FeedState
from digests.own_feeds import found_again, is_own, mark_of, own_feeds, polled_feeds, shared_feeds
from digests.ports import Store
from digests.publishing import Ledger


async def poll_for_tenants(store: Store, ledger: Ledger) -> None:
    """Put the tenants' own feeds beside the shared ones; what is shared too is asked as that.

    One that is asked no more is asked anew where a tenant has added it since.
    """
    held, known = await ledger.every_held(Holds.FEED), await store.feeds()
    wanted = polled_feeds(held)
    there = {feed.url for feed in known}
    if new := [feed for url, feed in wanted.items() if url not in there]:
        await store.save_feeds(new)
    for feed in known:
        if is_own(feed) and feed.url not in wanted:
            await store.remove_feed(feed.url)
    shared = {feed.url for feed in shared_feeds(known)}
    again = [url for url in found_again(held, await store.feed_states()) if url not in shared]
    await store.save_feed_states([FeedState(url) for url in again])


async def forget_unheld(store: Store, ledger: Ledger, before: datetime, limit: int) -> int:
    """Forget what own feeds that nobody has any more brought before an instant; return how many articles.

    What a tenant has that the bot was removed from is kept as long as the rest of its things.
    """
    held = own_feeds(await ledger.every_held(Holds.FEED, departed=True))
    return await store.forget_own({mark_of(url) for url in held}, before, limit)
