"""Answers and pictures on their way to Slack, when Slack is in trouble: in one process with the tests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from adapters.slack.ids import Press, action
from digests.ask import Ask
from tests.adapters.slack.echo_desk import STORIES, SlackEchoDesk
from tests.adapters.slack.near import Ledger, Painter, running
from tests.standin.slack import Answer, Fault, Kind, Standin

pytestmark = pytest.mark.asyncio(loop_scope="module")

EXPIRED = Fault(Kind.ERROR, status=404, error="expired_url", effect=False)
LOST = Fault(Kind.LOST_REPLY)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def near() -> AsyncIterator[Standin]:
    async with running(SlackEchoDesk(), Painter(), Ledger()) as slack:
        yield slack


@pytest_asyncio.fixture(loop_scope="module")
async def slack(near: Standin) -> AsyncIterator[Standin]:
    with capture_logs():
        yield near
    assert near.offences == []


async def forced(slack: Standin, where: Answer, press: Press, verb: str, **options: object) -> Answer:
    does = action(press, Ask(verb, options), 7)
    assert does
    return await slack.reader.press(where, does["action_id"], value=does["value"], forced=True)


async def until(came: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not came():  # noqa: ASYNC110  nothing tells of it
            await asyncio.sleep(0.02)


async def test_a_public_answer_whose_reply_was_lost_is_not_shown_twice(slack: Standin):
    await slack.misfortune(LOST, verbs=["answer"])
    answer = await slack.reader.slash("/llama", "search lost")
    await answer.more(2)
    assert [one.only_for is None for one in answer.messages] == [True, False]
    assert "did not say whether" in answer.messages[1].text


@pytest.mark.parametrize("second", [LOST, EXPIRED])
async def test_a_private_answer_whose_reply_was_lost_is_shown_once_more(second: Fault, slack: Standin):
    await slack.misfortune(LOST, second, verbs=["answer"])
    answer = await slack.reader.slash("/llama", "sources")
    await answer.more(2 if second is EXPIRED else 3)
    assert all("Asked sources" in one.text for one in answer.messages)


async def test_without_a_way_back_it_is_whispered(slack: Standin):
    await slack.misfortune(EXPIRED, verbs=["answer"])
    answer = await slack.reader.slash("/llama", "search late")
    assert answer.ephemeral
    assert "Asked search" in answer.text


async def test_where_nothing_can_be_whispered_it_is_told_in_direct_messages(slack: Standin):
    channel, reader = slack.team.channel("out", bot=False), slack.user("Zoe")
    await slack.misfortune(EXPIRED, verbs=["answer"])
    await reader.slash("/llama", "search late", where=channel, wait=False)
    await until(lambda: any("Asked search" in one for one in reader.direct.seen()))


async def test_in_direct_messages_it_is_told_there(slack: Standin):
    reader = slack.user("Yan")
    await slack.misfortune(EXPIRED, verbs=["answer"])
    answer = await reader.slash("/llama", "search late", where=reader.direct)
    assert "Asked search" in answer.text


async def test_what_slack_does_not_take_at_all_is_noted(slack: Standin):
    await slack.misfortune(Fault(Kind.ERROR, status=400, effect=False), verbs=["answer"])
    assert "in its log" in (await slack.reader.slash("/llama", "search odd")).text
    await slack.misfortune(EXPIRED, verbs=["answer"])
    await slack.misfortune(Fault(Kind.ERROR, status=200, error="fatal_error", effect=False), verbs=["whisper"])
    assert "in its log" in (await slack.reader.slash("/llama", "search odd")).text


async def test_slack_is_given_the_pause_it_asks_for(slack: Standin):
    await slack.misfortune(Fault(Kind.LIMITED, seconds=1), verbs=["answer"])
    answer = await slack.reader.slash("/llama", "search patience")
    assert "Asked search" in answer.text
    assert len(answer.messages) == 1


async def test_a_server_error_is_told_as_unclear(slack: Standin):
    await slack.misfortune(Fault(Kind.ERROR, status=503, effect=False), verbs=["answer"])
    assert "did not say whether" in (await slack.reader.slash("/llama", "search 503")).text


async def test_buttons_sheets_sharing_and_threads(slack: Standin):
    answer = await slack.reader.slash("/llama", "search heron")
    assert (await slack.reader.press(answer, "Timeline")).ephemeral
    latest = await slack.reader.slash("/llama", "latest")
    assert (await slack.reader.press(latest, next(one for one in latest.buttons if "▶" in one))).changed
    private = await slack.reader.slash("/llama", "sources")
    assert "Shared by Ada" in (await forced(slack, private, Press.SHARE, "sources")).text
    inside = await forced(slack, answer, Press.THREAD, "story", id=STORIES[0])
    assert inside.message.thread_ts == answer.message.ts
    assert "There can be no thread here" in (await forced(slack, private, Press.THREAD, "latest")).text
    assert "no longer known" in (await forced(slack, private, Press.SHARE, "follow", subject="x")).text
    assert "no longer known" in (await forced(slack, private, Press.ASK, "gone")).text
    assert "no longer known" in (await slack.reader.press(private, "lw:z:1", forced=True)).text


async def test_what_was_typed_wrong_gets_a_sentence_or_help(slack: Standin):
    assert "has no option" in (await slack.reader.slash("/llama", "timeline --xyzzy")).text
    assert "Asked help" in (await slack.reader.slash("/llama", "xyzzy")).text


async def test_a_picture_goes_to_the_channel(slack: Standin):
    channel = slack.team.channel("pictures")
    answer = await slack.reader.slash("/llama", "timeline heron picture:dark", where=channel)
    await until(lambda: any(one.files for one in channel.shown()))
    (file,) = next(one.files for one in channel.shown() if one.files)
    assert (file["name"], file["title"]) == ("timeline.png", "Heron")
    assert file["alt_txt"] == "1 March 2026: Corvid Labs releases Heron-1"
    assert "1 March 2026: Corvid Labs releases Heron-1" in answer.message.fallback


async def test_a_picture_of_a_thread_goes_there(slack: Standin):
    answer = await slack.reader.slash("/llama", "search heron")
    await forced(slack, answer, Press.THREAD, "timeline", topic="heron", picture="dark")
    everything = slack.channel.messages
    await until(lambda: any(one.files for one in everything.values() if one.thread_ts == answer.message.ts))


async def test_a_picture_for_one_reader_goes_to_their_direct_messages(slack: Standin):
    reader = slack.user("Uma")
    answer = await reader.slash("/llama", "timeline heron picture:dark", where=slack.team.channel("bare", bot=False))
    await answer.more(3)
    assert "The picture is in your direct messages with the bot." in answer.messages[2].text
    assert [one.files[0]["name"] for one in reader.direct.shown() if one.files] == ["timeline.png"]


@pytest.mark.parametrize(
    ("verb", "fault"),
    [
        ("upload", Fault(Kind.ERROR, status=200, error="file_upload_size_restricted", effect=False)),
        ("put", Fault(Kind.ERROR, status=500, effect=False)),
        ("put", Fault(Kind.CUT)),
        ("dm", Fault(Kind.ERROR, status=200, error="not_in_channel", effect=False)),
    ],
    ids=str,
)
async def test_a_picture_that_slack_does_not_take_is_said(verb: str, fault: Fault, slack: Standin):
    await slack.misfortune(fault, verbs=[verb])
    reader = slack.user("Ugo")
    answer = await reader.slash("/llama", "timeline heron picture:dark", where=reader.direct)
    await answer.more(2)
    assert "Slack does not take the picture of “Heron”" in answer.messages[-1].text
