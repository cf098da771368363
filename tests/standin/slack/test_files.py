"""Uploads with the real slack_sdk."""

from __future__ import annotations

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from tests.standin.slack import Fault, Kind, Standin
from tests.standin.slack.toy import QUIET

PICTURE = b"\x89PNG\r\n\x1a\n and so on"


async def test_a_picture_is_shared_in_a_channel(slack: Standin, web: AsyncWebClient):
    await web.files_upload_v2(
        file=PICTURE, filename="timeline.png", title="Timeline", alt_txt="Months", channel=slack.channel.id
    )
    (message,) = slack.channel.shown()
    (file,) = message.files
    assert (file["title"], file["mimetype"], file["alt_txt"]) == ("Timeline", "image/png", "Months")
    assert slack.state.uploads[file["id"]] == PICTURE
    assert not slack.offences


async def test_a_picture_that_was_uploaded_is_shown_by_a_block(slack: Standin, web: AsyncWebClient):
    done = await web.files_upload_v2(file=PICTURE, filename="timeline.png")
    block = {"type": "image", "slack_file": {"id": done["file"]["id"]}, "alt_text": "Months"}
    await web.chat_postMessage(channel=slack.channel.id, text="Months", blocks=[block], **QUIET)
    assert slack.channel.seen() == ["Months"]
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await web.chat_postMessage(
            channel=slack.channel.id, text="x", blocks=[block | {"slack_file": {"id": "F0"}}], **QUIET
        )


async def test_bytes_that_do_not_come_as_announced_are_an_offence(slack: Standin, web: AsyncWebClient):
    begun = await web.files_getUploadURLExternal(filename="a.png", length=3)
    async with aiohttp.ClientSession() as session, session.post(begun["upload_url"], data=b"four") as reply:
        assert reply.status == 400
    with pytest.raises(SlackApiError, match="file_not_found"):
        await web.files_completeUploadExternal(files=[{"id": begun["file_id"], "title": "a"}])
    assert slack.offences


async def test_what_is_wrong_with_a_channel_is_said_when_it_is_shared(slack: Standin, web: AsyncWebClient):
    await slack.close(slack.channel.id, "left")
    with pytest.raises(SlackApiError, match="not_in_channel"):
        await web.files_upload_v2(file=PICTURE, filename="a.png", channel=slack.channel.id)
    slack.team.scopes.discard("files:write")
    with pytest.raises(SlackApiError, match="missing_scope"):
        await web.files_upload_v2(file=PICTURE, filename="a.png")


async def test_an_upload_may_fail_on_its_way(slack: Standin, web: AsyncWebClient):
    await slack.misfortune(Fault(Kind.ERROR, status=503), verbs=["put"])
    with pytest.raises(SlackRequestError, match="503"):
        await web.files_upload_v2(file=PICTURE, filename="a.png", channel=slack.channel.id)
    assert slack.channel.shown() == []
