"""Posts digests into Discord's channels, threads and direct messages, over REST alone."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import aiohttp
import discord

from adapters.departures import Try, watching
from adapters.discord.errors import CLOSED_THREAD, SOON, UNKNOWN_MESSAGE, refused, unreadable
from adapters.discord.render import MESSAGE, layout, size
from adapters.discord.threads import begun
from adapters.discord.wire import REQUESTS, RefusedError, Wire
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
from digests.language import Lang
from digests.page import Block, Page
from digests.story import Reason
from digests.subscription import Channel
from digests.words import Words

PLATFORM = "discord"
PERSON = "@"
"""Before the id of a person, whose direct messages are the channel."""
PATIENCE = 12.0
"""Seconds within which every call ends, one way or the other."""
EARLIER = timedelta(minutes=10)
"""Clocks of two machines differ: history is read from so much before the first try. A mark is never used twice."""
AWAY = timedelta(seconds=30)
"""Between two tries to reach Discord at all."""
PAGE = 100
"""Messages of one answer."""
NOBODY = discord.AllowedMentions.none()

Place = discord.PartialMessageable
_NETWORK = (aiohttp.ClientError, OSError, discord.DiscordException)
_ODD = (KeyError, TypeError, ValueError, AttributeError)
"""What discord.py raises over an answer that is none of Discord's."""
_NOWHERE = Reason("discord-channel-gone")


class _NowhereError(Exception):
    """A channel has a name that Discord gives to none."""


class DiscordPublisher:
    """A ``Publisher`` on Discord. ``words`` say the small things of a message, by language."""

    platform = PLATFORM
    budget = MESSAGE
    repeats_for = timedelta(seconds=60)

    def __init__(self, wire: Wire, words: Mapping[Lang, Words], patience: float = PATIENCE) -> None:
        self._wire = wire
        self._words = words
        self._patience = patience

    def paces(self, channel: Channel) -> tuple[Pace, ...]:
        """See ``Publisher``. Discord allows 50 requests a second of a bot, and some 5 posts in 5 s of a channel.

        Direct messages take two requests, and opening many of them fast is no good manners.
        """
        opened = (Pace(f"{PLATFORM}:direct", 4),) if channel.name.startswith(PERSON) else ()
        return Pace(f"{PLATFORM}:bot", REQUESTS), *opened, Pace(f"{PLATFORM}:{channel.name}", 1, Scope.CHANNEL)

    def looks(self, channel: Channel) -> tuple[Pace, ...]:
        """See ``Publisher``."""
        return self.paces(channel)

    def size(self, blocks: Sequence[Block]) -> Budget:
        """See ``Publisher``."""
        return size(blocks)

    async def post(self, delivery: Delivery) -> Outcome:
        """See ``Publisher``. A nonce whose message was removed was posted all the same: by what id is not known.

        Where there can be no thread of its day's message, or that is closed, it is posted in the channel itself.
        """

        async def send(place: Place) -> Outcome:
            view = self._view(delivery)
            sent = await place.send(view=view, nonce=delivery.nonce, allowed_mentions=NOBODY, suppress_embeds=True)
            return _posted(place, sent.id, delivery) if sent.nonce in (None, delivery.nonce) else _odd()

        async def send_somewhere(place: Place) -> Outcome:
            try:
                return await send(place)
            except RefusedError as refusal:
                if not _is_under(place, delivery) or refusal.answer.code not in CLOSED_THREAD:
                    raise
            return await send(await self._place(delivery.channel.name))

        return await self._tried(self._opened(delivery), send_somewhere, gone=Posted(""))

    async def find(self, delivery: Delivery) -> Sight:
        """See ``Publisher``. The mark is looked for, since history shows no nonces."""
        try:
            async with asyncio.timeout(self._patience):
                return await self._found(delivery)
        except RefusedError as refusal:
            return unreadable(refusal.answer)
        except _NowhereError:
            return Unreadable(_NOWHERE)
        except _NETWORK as error:
            return Unreadable(_no_answer(error), SOON)
        except _ODD:
            return Unreadable(_odd().reason, SOON)

    async def edit(self, delivery: Delivery) -> Outcome:
        """See ``Publisher``."""

        async def change(place: Place) -> Outcome:
            view = self._view(delivery)
            message = place.get_partial_message(_id(delivery))
            edited = await message.edit(view=view, allowed_mentions=NOBODY)
            return Posted(delivery.message) if edited.id == _id(delivery) else _odd()

        gone = Never(Reason("message-gone"))
        return await self._tried(self._place_of(delivery), change, gone) if delivery.message else gone

    async def delete(self, delivery: Delivery) -> Outcome:
        """See ``Publisher``."""

        async def remove(place: Place) -> Outcome:
            await place.get_partial_message(_id(delivery)).delete()
            return Posted(delivery.message)

        gone = Posted(delivery.message)
        return (
            await self._tried(self._place_of(delivery), remove, gone)
            if delivery.message
            else Never(Reason("message-gone"))
        )

    async def _tried(
        self, opened: Awaitable[Place], ask: Callable[[Place], Awaitable[Outcome]], gone: Outcome
    ) -> Outcome:
        """Return what came of asking once: nothing that has not left this machine was done."""
        one = Try()
        try:
            async with asyncio.timeout(self._patience):
                place = await opened
                with watching(one):
                    return await ask(place)
        except RefusedError as refusal:
            outcome = gone if refusal.answer.code == UNKNOWN_MESSAGE else refused(refusal.answer)
            if isinstance(outcome, Unclear) and not one.sent:
                return Later(outcome.reason, SOON, Scope.BOT)
            return outcome
        except _NowhereError:
            return Never(_NOWHERE, pauses=True)
        except _NETWORK as error:
            return Unclear(_no_answer(error)) if one.sent else _away(error)
        except _ODD:
            if not one.sent:
                raise
            return _odd()

    async def _place(self, name: str) -> Place:
        """Return the place of that name. Direct messages are opened, which does no harm where they are open."""
        if not name.removeprefix(PERSON).isdecimal():
            raise _NowhereError(name)
        client = await self._wire.client()
        if name.startswith(PERSON):
            return await direct(client, name.removeprefix(PERSON))
        return client.get_partial_messageable(int(name))

    async def _place_of(self, delivery: Delivery) -> Place:
        """Return where the message of a delivery is: its id is ``THREAD/ID`` if it is in the thread of its day."""
        thread, _, _ = delivery.message.rpartition("/")
        return await self._place(thread or delivery.channel.name)

    async def _opened(self, delivery: Delivery) -> Place:
        """Return where to post a delivery: in the thread of the message it stands under, where there can be one."""
        name = delivery.channel.name
        place = await self._place(name)
        if delivery.under and not name.startswith(PERSON):
            client = await self._wire.client()
            if await begun(client, int(name), int(delivery.under), delivery.page.title):
                return client.get_partial_messageable(int(delivery.under))
        return place

    async def _found(self, delivery: Delivery) -> Sight:
        """Look in the thread of its day, and then in the channel, where it is if there was no such thread."""
        sight: Sight = Absent()
        if delivery.under and not delivery.channel.name.startswith(PERSON):
            try:
                sight = await self._seen(await self._place(delivery.under), delivery)
            except RefusedError as refusal:
                if refusal.answer.code not in CLOSED_THREAD:
                    raise
        return await self._seen(await self._place(delivery.channel.name), delivery) if sight == Absent() else sight

    async def _seen(self, place: Place, delivery: Delivery) -> Sight:
        """Look for the mark. Discord shows an empty history to whoever may not read it, and then nobody can tell."""
        client, mark = await self._wire.client(), _mark(delivery)
        since = discord.utils.time_snowflake((delivery.first_try or delivery.promised) - EARLIER)
        after, is_open = since, False
        while page := await _messages_after(client, place, after):
            for message in page:
                if mark.search(_plain(message)) and client.user and int(message["author"]["id"]) == client.user.id:
                    return _posted(place, message["id"], delivery)
            after, is_open = max(int(message["id"]) for message in page), True
        if is_open or await _last(client, place) <= since:
            return Absent()
        return Unreadable(Reason("discord-history-closed"))

    def _view(self, delivery: Delivery) -> discord.ui.LayoutView:
        """Return the page as a message. Its mark is at its foot, whatever the page holds: by that it is found again."""
        view = layout(delivery.page, self._words[_lang(delivery.page)])
        if not _mark(delivery).search(_plain(view.to_components())):  # type: ignore[no-untyped-call]  # of discord.py
            view.add_item(discord.ui.TextDisplay(f"-# {delivery.mark}"))
        return view


async def direct(client: discord.Client, person: str) -> Place:
    """Return where to write to a person. ``Client.create_dm`` names the person by a number, which is not described."""
    opened = await client.http.start_private_message(person)
    return client.get_partial_messageable(int(opened["id"]))


def _posted(place: Place, message: object, delivery: Delivery) -> Posted:
    """Return that it is there, by an id that tells the thread too."""
    return Posted(f"{place.id}/{message}" if _is_under(place, delivery) else str(message))


def _is_under(place: Place, delivery: Delivery) -> bool:
    return bool(delivery.under) and str(place.id) == delivery.under


def _id(delivery: Delivery) -> int:
    """Return the id of its message without that of the thread."""
    return int(delivery.message.rpartition("/")[2])


def _lang(page: Page) -> Lang:
    """Return the language of a page: English where it does not say."""
    return Lang(str(page.record.get("lang", Lang.EN)))


def _mark(delivery: Delivery) -> re.Pattern[str]:
    return re.compile(re.escape(str(delivery.mark)) + r"(?!\d)")


async def _messages_after(client: discord.Client, place: Place, after: int) -> Sequence[Mapping[str, Any]]:
    """Return the messages that come next. Raises TypeError for an answer that is none: it must not pass for silence."""
    page: Any = await client.http.logs_from(place.id, PAGE, after=after)
    if not isinstance(page, list) or any(message["channel_id"] != str(place.id) for message in page):
        raise TypeError(type(page).__name__)
    return page


async def _last(client: discord.Client, place: Place) -> int:
    """Return the id of the last message that was ever posted there; 0 where none was."""
    channel = await client.fetch_channel(place.id)
    return getattr(channel, "last_message_id", None) or 0


def _plain(shown: object) -> str:
    """Return the texts of a message or of components as they read: signs that guard against markup are left out."""
    return "\n".join(_texts(shown)).replace("\\", "")


def _texts(part: Any) -> list[str]:  # noqa: ANN401  components as Discord sends them
    if isinstance(part, dict):
        own = [part["content"]] if isinstance(part.get("content"), str) else []
        return own + [text for value in part.values() for text in _texts(value)]
    return [text for one in part for text in _texts(one)] if isinstance(part, list) else []


def _odd() -> Unclear:
    return Unclear(Reason("discord-odd-answer"))


def _away(error: BaseException) -> Later:
    return Later(Reason("discord-unreachable", {"error": _said(error)}), AWAY, Scope.BOT)


def _no_answer(error: BaseException) -> Reason:
    return Reason("discord-no-answer", {"error": _said(error)})


def _said(error: BaseException) -> str:
    return str(error) or type(error).__name__
