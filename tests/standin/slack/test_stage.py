"""A stand-in in a process of its own, and its strings from here."""

from __future__ import annotations

from pathlib import Path

from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.platform.checker import read_log
from tests.standin.slack import Fault, Kind, remote, running
from tests.standin.slack.examples import metadata
from tests.standin.slack.toy import QUIET


async def test_a_stand_in_of_its_own_is_pulled_by_its_strings(tmp_path: Path):
    with running(tmp_path) as there:
        async with remote(there.address) as slack:
            web = AsyncWebClient(token=slack.world["token"], base_url=slack.world["api"], retry_handlers=[])
            channel, *_ = await slack.channels("models")
            await slack.misfortune(Fault(Kind.SLOW, seconds=0.01), channel=channel)
            sent = await web.chat_postMessage(channel=channel, text="Heron-1", metadata=metadata("k1"), **QUIET)
            await web.chat_postMessage(channel=channel, text="More", thread_ts=sent["ts"], **QUIET)
            assert await slack.seen(channel) == ["Heron-1"]
            assert await slack.seen(channel, thread=sent["ts"]) == ["More"]
            await slack.advance(60)
            await slack.remove(channel, "k1")
            assert await slack.seen(channel) == []
            await slack.close(channel, "archived")
            assert await slack.offences() == []
            assert (await slack.verdict()).seen == 2
            second = await slack.pull("team", name="Second Desk")
            assert second["token"] != slack.world["token"]
        assert any(entry["event"] == "seen" for entry in read_log(there.log))
