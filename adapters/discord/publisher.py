"""Posts digests into Discord's channels, threads and direct messages, over REST alone."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import aiohttp
import discord

from adapters.discord.errors import SOON, UNKNOWN_MESSAGE, refused, unreadable
from adapters.discord.render import MESSAGE, layout, size
from adapters.discord.wire import REQUESTS, RefusedError, Try, Wire, watching
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

    def size(self, blocks: Sequence[Block]) -> Budget:
        """See ``Publisher``."""
        return size(blocks)

    async def post(self, delivery: Delivery) -> Outcome:
        """See ``Publisher``. A nonce whose message was removed was posted all the same: by what id is not known."""

        async def send(place: Place) -> Outcome:
            view = self._view(delivery)
            sent = await place.send(view=view, nonce=delivery.nonce, allowed_mentions=NOBODY, suppress_embeds=True)
            return Posted(str(sent.id)) if sent.nonce in (None, delivery.nonce) else _odd()

        return await self._tried(delivery.channel, send, gone=Posted(""))

    async def find(self, delivery: Delivery) -> Sight:
        """See ``Publisher``. The mark is looked for, since history shows no nonces."""
        try:
            async with asyncio.timeout(self._patience):
                return await self._seen(await self._place(delivery.channel), delivery)
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
            message = place.get_partial_message(int(delivery.message))
            edited = await message.edit(view=view, allowed_mentions=NOBODY)
            return Posted(delivery.message) if str(edited.id) == delivery.message else _odd()

        gone = Never(Reason("message-gone"))
        return await self._tried(delivery.channel, change, gone) if delivery.message else gone

    async def delete(self, delivery: Delivery) -> Outcome:
        """See ``Publisher``."""

        async def remove(place: Place) -> Outcome:
            await place.get_partial_message(int(delivery.message)).delete()
            return Posted(delivery.message)

        gone = Posted(delivery.message)
        return await self._tried(delivery.channel, remove, gone) if delivery.message else Never(Reason("message-gone"))

    async def _tried(self, channel: Channel, ask: Callable[[Place], Awaitable[Outcome]], gone: Outcome) -> Outcome:
        """Return what came of asking once: nothing that has not left this machine was done."""
        one = Try()
        try:
            async with asyncio.timeout(self._patience):
                place = await self._place(channel)
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

    async def _place(self, channel: Channel) -> Place:
        """Return where to post. Direct messages are opened, which does no harm where they are open."""
        if not channel.name.removeprefix(PERSON).isdecimal():
            raise _NowhereError(channel.name)
        client = await self._wire.client()
        if channel.name.startswith(PERSON):
            return await direct(client, channel.name.removeprefix(PERSON))
        return client.get_partial_messageable(int(channel.name))

    async def _seen(self, place: Place, delivery: Delivery) -> Sight:
        """Look for the mark. Discord shows an empty history to whoever may not read it, and then nobody can tell."""
        client, mark = await self._wire.client(), _mark(delivery)
        since = discord.utils.time_snowflake((delivery.first_try or delivery.promised) - EARLIER)
        after, is_open = since, False
        while page := await _messages_after(client, place, after):
            for message in page:
                if mark.search(_plain(message)) and client.user and int(message["author"]["id"]) == client.user.id:
                    return Posted(str(message["id"]))
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
