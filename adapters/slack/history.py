"""What stands in a channel or thread of Slack, and by what a message of ours is known there."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from digests.delivery import Delivery

EVENT = "llamawire_delivery"
"""The type of the metadata by which a message is found again."""
PAGE = 200
"""Messages of one answer; Slack advises no more."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a workspace to post."""

    client: AsyncWebClient
    channel: str
    """Id of the channel or of the direct messages."""
    thread: str = ""
    """The ``ts`` of the message in whose thread it is; empty for the channel itself."""


def metadata(delivery: Delivery) -> dict[str, Any]:
    """Return what goes with a delivery's message: everybody in the workspace can read it, and it says nothing."""
    return {"event_type": EVENT, "event_payload": {"key": delivery.nonce}}


def is_of(message: Mapping[str, Any], delivery: Delivery) -> bool:
    """Say whether a message is the delivery's: by its key, or by its mark where Slack shows no metadata."""
    its = message.get("metadata") or {}
    key = (its.get("event_payload") or {}).get("key") if its.get("event_type") == EVENT else None
    return key == delivery.nonce if key else is_marked(message.get("blocks") or [], delivery)


def is_marked(blocks: object, delivery: Delivery) -> bool:
    """Say whether the mark of the delivery's edition can be read in blocks."""
    return re.search(re.escape(str(delivery.mark)) + r"(?!\d)", "\n".join(_texts(blocks))) is not None


async def messages(place: Place, since: datetime) -> AsyncIterator[Mapping[str, Any]]:
    """Yield the messages of a place from then on. Raises TypeError where an answer is none, or ends too early."""
    cursor: str | None = None
    while cursor != "":
        page = await _page(place, f"{since.timestamp():.6f}", cursor)
        found = page["messages"]
        if not isinstance(found, list):
            raise TypeError(type(found).__name__)
        for message in found:
            yield message
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if page.get("has_more") and not cursor:
            raise TypeError(cursor)


async def _page(place: Place, oldest: str, cursor: str | None) -> Any:  # noqa: ANN401  an answer of Slack's
    asked = {"oldest": oldest, "limit": PAGE, "cursor": cursor, "include_all_metadata": True, "inclusive": True}
    if place.thread:
        return await place.client.conversations_replies(channel=place.channel, ts=place.thread, **asked)  # type: ignore[arg-type]  # of a mapping
    return await place.client.conversations_history(channel=place.channel, **asked)  # type: ignore[arg-type]  # the same


def _texts(part: Any) -> list[str]:  # noqa: ANN401  blocks as Slack sends them
    if isinstance(part, dict):
        own = [part["text"]] if isinstance(part.get("text"), str) else []
        return own + [text for value in part.values() for text in _texts(value)]
    return [text for one in part for text in _texts(one)] if isinstance(part, list) else []
