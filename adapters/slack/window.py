"""A modal that is open: how Slack lets it be opened and changed.

Within three seconds of a press, and once for each; three may lie on one another. A modal that is changed names the
state it is changed from, so that what came later is not undone by what took longer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.asker import Body
from adapters.slack.views import MOST_STACKED, View, depth

_OVERTAKEN = frozenset({"hash_conflict", "not_found", "view_not_found"})
"""Slack's words for a modal that was changed meanwhile, or closed."""
_TOO_LATE = frozenset({"expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "trigger_exchanged"})
"""Those for a modal that was to be opened too late, or twice."""
_LONGEST_PAUSE = 30.0
"""Seconds that are waited for Slack where it asks for a pause."""


@dataclass(slots=True)
class Window:
    """A modal that is open."""

    client: AsyncWebClient
    id: str
    hash: str = ""
    """Its state, as it was last told; empty where it was not."""

    async def show(self, view: View) -> None:
        """Show another view in it, unless somebody else changed or closed it meanwhile. Raises SlackApiError."""
        state = {"hash": self.hash} if self.hash else {}
        try:
            answer = await patiently(lambda: self.client.views_update(view_id=self.id, view=view, **state))
        except SlackApiError as error:
            if word_of(error) in _OVERTAKEN:
                return
            raise
        self.hash = answer["view"]["hash"]


async def patiently(call: Callable[[], Awaitable[AsyncSlackResponse]]) -> AsyncSlackResponse:
    """Call Slack; once more after the pause that it asks for, or where the connection was lost.

    Only what may be done twice is called so. Raises SlackApiError, and what aiohttp raises.
    """
    try:
        return await call()
    except SlackApiError as error:
        if word_of(error) != "ratelimited":
            raise
        await asyncio.sleep(min(_pause(error), _LONGEST_PAUSE))
    except (aiohttp.ClientError, TimeoutError, OSError):
        pass
    return await call()


def _pause(error: SlackApiError) -> float:
    """Return the seconds for which Slack wants to be left alone."""
    response: Any = error.response
    wait = str({name.lower(): value for name, value in response.headers.items()}.get("retry-after", "1"))
    return float(wait) if wait.isdecimal() else 1.0


async def opened(body: Body, client: AsyncWebClient, view: View) -> Window:
    """Open a modal over what was pressed. Raises SlackApiError: that it took too long, for one."""
    beneath = body.get("view") or {}
    trigger = str(body.get("trigger_id", ""))
    if beneath.get("type") != "modal":
        answer = await client.views_open(trigger_id=trigger, view=view)
    else:
        answer = await _over(beneath, trigger, client, view)
    return Window(client, answer["view"]["id"], answer["view"]["hash"])


async def _over(beneath: Body, trigger: str, client: AsyncWebClient, view: View) -> AsyncSlackResponse:
    """Put a modal over another; in its place, where Slack lets no more be opened or it is too late for that."""
    try:
        if depth(beneath) < MOST_STACKED:
            return await client.views_push(trigger_id=trigger, view=view)
    except SlackApiError as error:
        if not is_too_late(error):
            raise
    return await client.views_update(view_id=beneath["id"], hash=beneath["hash"], view=view)


def word_of(error: SlackApiError) -> str:
    """Return Slack's word for what went wrong."""
    response: Any = error.response
    return str(response.get("error", ""))


def is_too_late(error: Exception) -> bool:
    """Say whether a modal was to be opened too late, or twice."""
    return isinstance(error, SlackApiError) and word_of(error) in _TOO_LATE
