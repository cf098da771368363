"""Components and files as the platform keeps them: numbered, with addresses of its own."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import count
from typing import TYPE_CHECKING

from tests.standin.discord.calls import File, Json
from tests.standin.discord.reading import components_in

if TYPE_CHECKING:
    from tests.standin.discord.state import State
    from tests.standin.discord.world import Message


def numbered(components: list[Json], attachments: list[Json]) -> list[Json]:
    """Return components with an ``id`` each, as Discord gives to those without one, and their files' addresses."""
    kept = deepcopy(components)
    taken = {one["id"] for one in components_in(kept) if one.get("id")}
    free = (number for number in count(1) if number not in taken)
    for one in components_in(kept):
        one["id"] = one.get("id") or next(free)
        for media in _media(one):
            media.update(_kept(media["url"], attachments))
    return kept


def _media(component: Json) -> Iterator[Json]:
    held = [
        component.get("media"),
        component.get("file"),
        *(part.get("media") for part in component.get("items") or ()),
    ]
    yield from (media for media in held if media)


def _kept(url: str, attachments: list[Json]) -> Json:
    """Return what Discord tells of media: where they lie, and what they are."""
    name = url.removeprefix("attachment://")
    file = next((one for one in attachments if one["filename"] == name), None) if name != url else None
    address = file["url"] if file else url
    told: Json = {"url": address, "proxy_url": address, "width": None, "height": None, "loading_state": 2, "flags": 0}
    told["content_type"] = file["content_type"] if file else None
    return told | ({"attachment_id": file["id"]} if file else {})


def filed(state: State, message: Message, spoken_of: list[Json], files: tuple[File, ...]) -> list[Json]:
    """Return a message's attachments: those kept that the body names by their id, and those uploaded."""
    named = {str(one["id"]): one for one in spoken_of}
    kept = [one for one in message.attachments if one["id"] in named]
    for file in files:
        number = file.part.removeprefix("files[").removesuffix("]")
        kept.append(_attachment(state, message, file, named.get(number, {})))
    return kept


def _attachment(state: State, message: Message, file: File, spoken: Json) -> Json:
    new = state.ids()
    path = f"/attachments/{message.channel.id}/{new}/{file.name}"
    state.uploads[path] = file.content
    return {
        "id": new,
        "filename": file.name,
        "description": spoken.get("description"),
        "content_type": file.kind,
        "size": len(file.content),
        "url": state.address + path,
        "proxy_url": state.address + path,
        "flags": 0,
    }
