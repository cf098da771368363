"""Pictures, uploaded: into the channel where the answer is, else into the reader's direct messages with the bot."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.asker import Body, channel_of, message_of, team_of, thread_of, user_of
from adapters.slack.parts import Parts
from digests.errors import Refusal
from digests.page import Picture
from digests.text.graphemes import shorten

_log = structlog.get_logger()

NAME = "timeline.png"
_LONGEST_ALT, _LONGEST_TITLE = 1000, 250
"""Characters; of alt texts Slack documents no more than that there is a limit (files.getUploadURLExternal)."""
_NOT_THERE = frozenset(
    {
        "channel_not_found", "not_in_channel", "invalid_channel", "is_archived", "posting_to_channel_denied",
        "access_denied", "restricted_action",
    }
)  # fmt: skip
"""The bot cannot post a file there."""
_PATIENCE = aiohttp.ClientTimeout(total=60)


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture that is to be sent, and the question it belongs to."""

    picture: Picture
    png: bytes
    body: Body


async def upload(wanted: Upload, parts: Parts, *, in_thread: bool) -> bool:
    """Send it into the channel; False where the bot cannot post there. Raises Refusal where Slack does not take it."""
    body = wanted.body
    thread = thread_of(body) or (message_of(body) if in_thread else "")
    channel = channel_of(body)
    if not channel or channel.startswith("D"):
        return False
    return await _sent(wanted, parts, channel, thread)


async def direct(wanted: Upload, parts: Parts) -> None:
    """Send it into the reader's direct messages with the bot. Raises Refusal where Slack does not take it."""
    if not await _sent(wanted, parts, "", ""):
        raise _refusal(wanted, "not_in_channel")


async def _sent(wanted: Upload, parts: Parts, channel: str, thread: str) -> bool:
    try:
        client = await parts.workspaces.client(team_of(wanted.body))
        place = channel or await _direct_channel(client, user_of(wanted.body))
        await _uploaded(client, wanted, place, thread)
    except SlackApiError as error:
        code = str(error.response.get("error"))
        if code in _NOT_THERE:
            return False
        raise _refusal(wanted, code) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise _refusal(wanted, type(error).__name__) from error
    return True


async def _uploaded(client: AsyncWebClient, wanted: Upload, channel: str, thread: str) -> None:
    """Upload in Slack's three steps (docs.slack.dev, Working with files)."""
    title = shorten(wanted.picture.title, _LONGEST_TITLE)
    alt = shorten(wanted.picture.alt, _LONGEST_ALT)
    place = await client.files_getUploadURLExternal(filename=NAME, length=len(wanted.png), alt_txt=alt)
    address = str(place["upload_url"])
    async with aiohttp.ClientSession(timeout=_PATIENCE) as session, session.post(address, data=wanted.png) as answer:
        if answer.status != HTTPStatus.OK:
            raise aiohttp.ClientConnectionError(answer.status)
    files: list[dict[str, str | None]] = [{"id": str(place["file_id"]), "title": title}]
    await client.files_completeUploadExternal(files=files, channel_id=channel, thread_ts=thread or None)


async def _direct_channel(client: AsyncWebClient, user: str) -> str:
    opened = await client.conversations_open(users=user)
    return str(opened["channel"]["id"])


def _refusal(wanted: Upload, error: str) -> Refusal:
    _log.warning("Slack does not take a picture", error=error)
    return Refusal("slack-picture-not-sent", wanted.picture.title, error=error)
