"""One answer to one command or press: shown where it belongs, refused in private.

It goes to the ``response_url`` that came with the question, which needs no right in the channel, and is good for 30
minutes and five answers (docs.slack.dev, Handling user interaction). Where there is none, or it is used up, the answer
goes to whoever asked alone, in the channel or in their direct messages with the bot.
"""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.departures import Try, watching
from adapters.slack.asker import Body, channel_of, is_ephemeral, message_of, team_of, thread_of, user_of
from adapters.slack.ids import Press
from adapters.slack.parts import Parts
from adapters.slack.render import Rendered, owner_of
from digests.errors import Refusal

_PATIENCE = 15
"""Seconds that Slack has to take an answer."""
_LONGEST_WAIT = 30.0
"""Seconds that are waited for Slack where it asks for a pause."""
_TRIES = 3
_USED_UP = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.FORBIDDEN})
_CLOSED_URL = frozenset({"used_url", "expired_url", "no_active_hooks", "channel_not_found"})
_CLOSED = frozenset(
    {"channel_not_found", "not_in_channel", "user_not_in_channel", "is_archived", "channel_is_archived"}
)
"""The bot cannot whisper to the reader there."""
_quiet = logging.getLogger("llamawire.slack.answers")  # its records hold what was answered
_quiet.setLevel(logging.CRITICAL)


class How(Enum):
    """Who sees an answer, and where."""

    PUBLIC = "public"
    PRIVATE = "private"
    IN_PLACE = "in place"
    """The message whose button was pressed is changed."""
    THREAD = "thread"
    """All see it in the thread of that message."""


class UsedUpError(Exception):
    """The ``response_url`` takes nothing any more."""


class NotTakenError(Exception):
    """Slack does not take an answer as it is: a defect of ours."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered to a command or a press."""

    parts: Parts
    body: Body
    how: How

    @property
    def is_private(self) -> bool:
        """Whether the reader alone sees it."""
        return self.how is How.PRIVATE or (self.how is How.IN_PLACE and is_ephemeral(self.body))

    async def show(self, rendered: Rendered) -> None:
        """Show it. Raises Refusal where Slack leaves it open whether others see it, and NotTakenError."""
        if self.how in {How.PRIVATE, How.IN_PLACE}:
            await self._surely(rendered, self._target())
            return
        try:
            await self._respond(rendered, self._target())
        except UsedUpError:
            await self._whisper(rendered)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Refusal("slack-unclear", "") from error

    async def tell(self, rendered: Rendered) -> None:
        """Show it to the reader alone, beside what was shown."""
        await self._surely(rendered, {"response_type": "ephemeral", "replace_original": False, **self._in_thread()})

    async def _surely(self, rendered: Rendered, target: Body) -> None:
        """Show what may be shown twice: once more where Slack did not say whether it took it."""
        try:
            await self._respond(rendered, target)
        except UsedUpError:
            await self._whisper(rendered)
        except (aiohttp.ClientError, TimeoutError, OSError):
            try:
                await self._respond(rendered, target)
            except (UsedUpError, aiohttp.ClientError, TimeoutError, OSError):
                await self._whisper(rendered)

    def _target(self) -> dict[str, Any]:
        """Return where the answer goes."""
        if self.how is How.IN_PLACE:
            return {"replace_original": True}
        if self.how is How.THREAD:
            thread = thread_of(self.body) or message_of(self.body)
            return {"response_type": "in_channel", "replace_original": False, "thread_ts": thread}
        seen_by = "in_channel" if self.how is How.PUBLIC else "ephemeral"
        return {"response_type": seen_by, "replace_original": False, **self._in_thread()}

    def _in_thread(self) -> dict[str, str]:
        thread = thread_of(self.body)
        return {"thread_ts": thread} if thread else {}

    async def _respond(self, rendered: Rendered, target: Body) -> None:
        """Post to the ``response_url``. Raises UsedUpError, NotTakenError, and what leaves open what became of it."""
        url = self.body.get("response_url")
        if not url:
            raise UsedUpError
        client = await self.parts.workspaces.client(team_of(self.body))
        hook = AsyncWebhookClient(str(url), _PATIENCE, session=client.session, retry_handlers=[], logger=_quiet)
        message = {"text": rendered.text, "blocks": rendered.blocks, "unfurl_links": False, "unfurl_media": False}
        for _ in range(_TRIES):
            answer = await _sent(hook, {**message, **target})
            if answer.status_code != HTTPStatus.TOO_MANY_REQUESTS:
                return _judge(answer)
            await asyncio.sleep(_wait_of(answer))
        raise UsedUpError

    async def _whisper(self, rendered: Rendered) -> None:
        """Show it to the reader alone without a ``response_url``. Raises SlackApiError."""
        client = await self.parts.workspaces.client(team_of(self.body))
        channel, user = channel_of(self.body), user_of(self.body)
        said: dict[str, Any] = {"text": rendered.text, "blocks": rendered.blocks, "link_names": False, "parse": "none"}
        if channel and not channel.startswith("D"):
            try:
                thread = thread_of(self.body) or None
                await client.chat_postEphemeral(channel=channel, user=user, thread_ts=thread, **said)
            except SlackApiError as error:
                if error.response.get("error") not in _CLOSED:
                    raise
            else:
                return
        await client.chat_postMessage(channel=user, unfurl_links=False, unfurl_media=False, **said)


def how_of(body: Body, press: Press, *, replaces: bool) -> How:
    """Return for whom the answer to a press is: for the presser, where nothing else was wished and may be.

    ``replaces`` tells that it takes the place of a page that only the presser sees.
    """
    if press is Press.SHARE:
        return How.PUBLIC
    if press is Press.THREAD and message_of(body) and not is_ephemeral(body):
        return How.THREAD
    if (press is Press.TURN and _is_own(body)) or (replaces and is_ephemeral(body)):
        return How.IN_PLACE
    return How.PRIVATE


def _is_own(body: Body) -> bool:
    """Say whether the pressed message answers the very person who pressed."""
    return is_ephemeral(body) or owner_of(body.get("message") or {}) == user_of(body)


async def _sent(hook: AsyncWebhookClient, message: dict[str, Any]) -> WebhookResponse:
    """Send it, and once more if it did not leave this machine. Raises where it is open what became of it."""
    one = Try()
    try:
        with watching(one):
            return await hook.send_dict(message)
    except (aiohttp.ClientError, TimeoutError, OSError):
        if one.sent:
            raise
        return await hook.send_dict(message)


def _judge(answer: WebhookResponse) -> None:
    error = _error_of(answer.body)
    if answer.status_code in _USED_UP or error in _CLOSED_URL:
        raise UsedUpError
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise aiohttp.ClientConnectionError(answer.status_code)
    if answer.status_code != HTTPStatus.OK or error:
        raise NotTakenError(answer.status_code, answer.body[:200])


def _error_of(said: str) -> str:
    """Return the error of an answer, which may come with status 200; nothing for none."""
    try:
        told = json.loads(said) if said.startswith("{") else {}
    except ValueError:
        return ""
    return str(told.get("error")) if told.get("ok") is False else ""


def _wait_of(answer: WebhookResponse) -> float:
    named = {name.lower(): value for name, value in answer.headers.items()}
    wait = named.get("retry-after", "1")
    return min(float(wait) if wait.isdecimal() else 1.0, _LONGEST_WAIT)
