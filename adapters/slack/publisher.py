"""Posts digests into Slack's channels, threads and direct messages."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.departures import Try, watching
from adapters.slack.errors import (
    MESSAGE_GONE,
    REMOVED,
    SHUT_OUT,
    SOON,
    THREAD_CLOSED,
    answer_of,
    odd,
    refused,
    told,
    unreadable,
)
from adapters.slack.history import Place, is_marked, is_of, messages, metadata
from adapters.slack.render import MESSAGE, message, size
from adapters.slack.text import plain_text
from adapters.slack.workspaces import UnknownWorkspaceError, Workspaces
from digests.delivery import (
    Absent,
    Budget,
    Delivery,
    Later,
    Never,
    Outcome,
    Pace,
    Posted,
    Scope,
    Sight,
    Unclear,
    Unreadable,
)
from digests.errors import StoreUnusable
from digests.language import Lang
from digests.page import Block, Page
from digests.story import Reason
from digests.subscription import SLACK, Channel
from digests.words import Words

PERSON = "@"
"""Before the id of a person, whose direct messages are the channel."""
PATIENCE = 12.0
"""Seconds within which every call ends, one way or the other."""
EARLIER = timedelta(minutes=10)
"""Clocks of two machines differ: history is read from so much before the first try. A key is never used twice."""
AWAY = timedelta(seconds=30)
"""Between two tries to reach Slack at all."""
A_MINUTE = 200
"""Posts into a workspace: "several hundred" are allowed (docs.slack.dev, Rate limits, "Posting messages")."""
TIER_3 = 50
"""Calls a minute of a method of that tier, which reading a channel and opening direct messages are of."""

_AWAY = (aiohttp.ClientError, OSError, StoreUnusable)
"""What comes of no network, or of a store that does not give the token."""
_ODD = (KeyError, TypeError, ValueError, AttributeError, SlackClientError)
"""What comes of an answer that is none of Slack's."""


Said = TypeVar("Said")


class SlackPublisher:
    """A ``Publisher`` on Slack. ``words`` say the small things of a message, by language."""

    platform = SLACK
    budget = MESSAGE
    repeats_for = timedelta()

    def __init__(self, workspaces: Workspaces, words: Mapping[Lang, Words], patience: float = PATIENCE) -> None:
        self._workspaces = workspaces
        self._words = words
        self._patience = patience
        self._own: dict[str | None, frozenset[str]] = {}
        """The bot's ids, as a user and as a bot, by its token."""
        self._removed: dict[str | None, float] = {}
        """Tokens that Slack has called revoked, and until when they are not tried, by the event loop's clock."""

    def paces(self, channel: Channel) -> tuple[Pace, ...]:
        """See ``Publisher``. Slack allows some hundred posts a minute to a workspace, and one a second to a channel."""
        return Pace(f"{SLACK}:{channel.tenant}", A_MINUTE / 60), *_of_channel(channel)

    def looks(self, channel: Channel) -> tuple[Pace, ...]:
        """See ``Publisher``. Reading channels has a limit of its own in each workspace."""
        return Pace(f"{SLACK}:{channel.tenant}:history", TIER_3 / 60), *_of_channel(channel)

    def size(self, blocks: Sequence[Block]) -> Budget:
        """See ``Publisher``."""
        return size(blocks)

    async def post(self, delivery: Delivery) -> Outcome:
        """See ``Publisher``. Where the thread of its day is gone or closed, it is posted in the channel itself."""

        async def send(place: Place) -> Outcome:
            try:
                return await self._sent(place, delivery)
            except SlackApiError as error:
                if not delivery.under or answer_of(error).code not in THREAD_CLOSED:
                    raise
            return await self._sent(replace(place, thread=""), delivery)

        return await self._tried(delivery, send)

    async def find(self, delivery: Delivery) -> Sight:
        """See ``Publisher``."""

        async def look(place: Place) -> Sight:
            return await self._seen(place, delivery)

        try:
            return await self._asked(delivery, look)
        except SlackApiError as error:
            return unreadable(answer_of(error))
        except UnknownWorkspaceError:
            return Unreadable(REMOVED)
        except _AWAY as error:
            return Unreadable(_no_answer(error), SOON)
        except _ODD:
            return Unreadable(odd().reason, SOON)

    async def edit(self, delivery: Delivery) -> Outcome:
        """See ``Publisher``. The key of a message stays with it."""

        async def change(place: Place) -> Outcome:
            edited = await place.client.chat_update(
                channel=place.channel, ts=delivery.message, **self._shown(place, delivery)
            )
            return Posted(delivery.message) if edited["ts"] == delivery.message else odd()

        gone = Never(Reason("message-gone"))
        return await self._tried(delivery, change, gone) if delivery.message else gone

    async def delete(self, delivery: Delivery) -> Outcome:
        """See ``Publisher``."""

        async def remove(place: Place) -> Outcome:
            deleted = await place.client.chat_delete(channel=place.channel, ts=delivery.message)
            return Posted(delivery.message) if deleted["ts"] == delivery.message else odd()

        gone = Posted(delivery.message)
        return await self._tried(delivery, remove, gone) if delivery.message else Never(Reason("message-gone"))

    async def _tried(
        self, delivery: Delivery, ask: Callable[[Place], Awaitable[Outcome]], gone: Outcome | None = None
    ) -> Outcome:
        """Return what came of asking once: nothing that has not left this machine was done."""
        one = Try()

        async def watched(place: Place) -> Outcome:
            with watching(one):
                return await ask(place)

        try:
            return await self._asked(delivery, watched)
        except SlackApiError as error:
            answer = answer_of(error)
            outcome = gone if gone and answer.code in MESSAGE_GONE else refused(answer)
            if isinstance(outcome, Unclear) and not one.sent:
                return Later(outcome.reason, SOON, Scope.BOT)
            return outcome
        except UnknownWorkspaceError:
            return Never(REMOVED, pauses=True, scope=Scope.BOT)
        except _AWAY as error:
            return Unclear(_no_answer(error)) if one.sent else _away(error)
        except _ODD:
            if not one.sent:
                raise
            return odd()

    async def _asked(self, delivery: Delivery, ask: Callable[[Place], Awaitable[Said]]) -> Said:
        """Ask in time, in the delivery's place; a token that turns out to be revoked is not tried again for a while."""
        now = asyncio.get_running_loop().time
        async with asyncio.timeout(self._patience):
            client = await self._workspaces.client(delivery.channel.tenant)
            if self._removed.get(client.token, 0.0) > now():
                raise UnknownWorkspaceError(delivery.channel.tenant)
            try:
                return await ask(await _place(client, delivery))
            except SlackApiError as error:
                outcome = refused(answer_of(error))
                if isinstance(outcome, Never) and outcome.reason == REMOVED:
                    self._removed[client.token] = now() + SHUT_OUT.total_seconds()
                raise

    async def _sent(self, place: Place, delivery: Delivery) -> Outcome:
        sent = await place.client.chat_postMessage(
            channel=place.channel,
            thread_ts=place.thread or None,
            metadata=metadata(delivery),
            unfurl_links=False,
            unfurl_media=False,
            **self._shown(place, delivery),
        )
        is_it = sent["channel"] == place.channel and isinstance(sent["ts"], str)
        return Posted(sent["ts"]) if is_it else odd()

    def _shown(self, place: Place, delivery: Delivery) -> dict[str, Any]:
        """Return the page as a message. Its mark is at its foot, whatever the page holds: a reader can quote it."""
        words = self._words[_lang(delivery.page)]
        made = message(delivery.page, words, in_thread=bool(place.thread))
        blocks = list(made.blocks)
        if not is_marked(blocks, delivery):
            blocks.append({"type": "context", "elements": [plain_text(str(delivery.mark))]})
        return {"blocks": blocks, "text": made.text, "parse": "none", "link_names": False}

    async def _seen(self, place: Place, delivery: Delivery) -> Sight:
        """Look for the delivery: in the thread of its day, and then in the channel, where it is if that was closed."""
        own = await self._ids(place.client)
        since = (delivery.first_try or delivery.promised) - EARLIER
        for here in (place, replace(place, thread="")) if delivery.under else (place,):
            try:
                async for one in messages(here, since):
                    if own & {one.get("user"), one.get("bot_id")} and is_of(one, delivery):
                        return Posted(str(one["ts"]))
            except SlackApiError as error:
                if not (here.thread and delivery.under and answer_of(error).code in THREAD_CLOSED):
                    raise
        return Absent()

    async def _ids(self, client: AsyncWebClient) -> frozenset[str]:
        if client.token not in self._own:
            answer = await client.auth_test()
            self._own[client.token] = frozenset({str(told(answer, "user_id")), str(told(answer, "bot_id"))})
        return self._own[client.token]


async def direct(client: AsyncWebClient, person: str) -> str:
    """Return the channel of the direct messages with a person, opening it where it is not open."""
    opened = await client.conversations_open(users=[person])
    return str(told(opened, "channel")["id"])


async def _place(client: AsyncWebClient, delivery: Delivery) -> Place:
    """Return where to post: a channel, a thread ``C…:TS`` of one, or the direct messages of ``@U…``."""
    name = delivery.channel.name
    if name.startswith(PERSON):
        return Place(client, await direct(client, name.removeprefix(PERSON)), delivery.under)
    channel, _, thread = name.partition(":")
    return Place(client, channel, thread or delivery.under)


def _of_channel(channel: Channel) -> tuple[Pace, ...]:
    opened = (Pace(f"{SLACK}:{channel.tenant}:direct", TIER_3 / 60),) if channel.name.startswith(PERSON) else ()
    return *opened, Pace(f"{SLACK}:{channel.name.partition(':')[0]}", 1, Scope.CHANNEL)


def _lang(page: Page) -> Lang:
    """Return the language of a page: English where it does not say."""
    return Lang(str(page.record.get("lang", Lang.EN)))


def _away(error: BaseException) -> Later:
    return Later(Reason("slack-unreachable", {"error": _said(error)}), AWAY, Scope.BOT)


def _no_answer(error: BaseException) -> Reason:
    return Reason("slack-no-answer", {"error": _said(error)})


def _said(error: BaseException) -> str:
    return str(error) or type(error).__name__
