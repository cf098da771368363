"""Connections that are cut, hang, are doubled or refused; and what is told twice because of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.adapters.slack.alive import Bot
from tests.standin.slack import Fault, Kind, Standin, standin

pytestmark = pytest.mark.asyncio(loop_scope="module")

BOTH = 2
"""Connections of one process."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bot]:
    async with standin() as slack:
        bot = Bot(slack, tmp_path_factory.mktemp("sockets"))
        await bot.start(BOTH)
        yield bot
        assert await bot.stop() == 0, bot.log
        bot.tells_nothing()


async def anew(slack: Standin, opened: int) -> None:
    """Wait until as many connections as before were made anew, and both stand."""
    async with asyncio.timeout(30):
        while slack.opened < opened or slack.connections < BOTH:  # noqa: ASYNC110  another process makes it so
            await asyncio.sleep(0.02)


async def test_cut_connections_are_noticed_and_made_again(slack: Standin):
    opened = slack.opened
    slack.drop()
    await anew(slack, opened + BOTH)
    assert "Asked sources" in (await slack.reader.slash("/llama", "sources")).text


async def test_while_one_is_cut_nothing_is_lost(slack: Standin):
    opened = slack.opened
    slack.drop(1)
    answers = await asyncio.gather(*(slack.reader.slash("/llama", f"search {number}") for number in range(8)))
    for number, answer in enumerate(answers):
        assert f"'{number}'" in answer.text
        assert len(answer.messages) == 1
    await anew(slack, opened + 1)


async def test_connections_that_hang_are_noticed_and_made_again(slack: Standin):
    opened = slack.opened
    slack.freeze()
    await anew(slack, opened + BOTH)
    assert "Asked sources" in (await slack.reader.slash("/llama", "sources")).text


@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
async def test_o13_connections_that_slack_ends_are_made_again(reason: str, slack: Standin):
    opened = slack.opened
    await slack.refresh(reason)
    await anew(slack, opened + BOTH)
    assert "Asked sources" in (await slack.reader.slash("/llama", "sources")).text


async def test_o13_what_is_told_again_because_its_acknowledgement_was_lost_is_done_once(slack: Standin):
    answer = await slack.reader.slash("/llama", "search lost ack")
    command = next(one for one in slack.deliveries if one.payload.get("text") == "search lost ack")
    before = len(slack.channel.seen())
    acked = asyncio.Event()
    slack._all.bring("slash_commands", command.payload, takes=True, on_ack=lambda _: acked.set(), again=1)
    async with asyncio.timeout(5):
        await acked.wait()
    assert "Asked sources" in (await slack.reader.slash("/llama", "sources")).text
    assert len(slack.channel.seen()) == before
    assert len(answer.messages) == 1


async def test_o13_a_second_process_hears_with_the_first_and_nothing_is_done_twice(slack: Standin, bot: Bot):
    second = Bot(slack, bot.folder)
    await second.start(2 * BOTH)
    await slack.ready(2 * BOTH)
    answers = [await slack.reader.slash("/llama", f"search two {number}") for number in range(6)]
    assert all(len(answer.messages) == 1 for answer in answers)
    told = next(one for one in slack.deliveries if one.payload.get("text") == "search two 3")
    before = len(slack.channel.seen())
    for again in range(1, 5):
        slack._all.bring("slash_commands", told.payload, takes=True, again=again)
    await slack.reader.slash("/llama", "sources")
    assert len(slack.channel.seen()) == before
    assert await second.stop() == 0


async def test_a15_an_event_that_comes_again_after_a_restart_has_one_effect(slack: Standin, bot: Bot):
    answer = await slack.reader.slash("/llama", "search before the restart")
    told = slack.deliveries[-1]
    before = len(slack.channel.seen())
    await bot.kill()
    opened = slack.opened
    await bot.start(BOTH)
    await anew(slack, opened + BOTH)
    slack._all.bring("slash_commands", told.payload, takes=True, again=1)
    await slack.reader.slash("/llama", "sources")
    assert len(slack.channel.seen()) == before
    assert len(answer.messages) == 1


async def test_slack_in_trouble_is_tried_again(slack: Standin):
    opened = slack.opened
    await slack.misfortune(*(Fault(Kind.ERROR, status=500, effect=False) for _ in range(3)), verbs=["connect"])
    await slack.misfortune(Fault(Kind.CUT), Fault(Kind.LIMITED, seconds=1), verbs=["connect"])
    slack.drop()
    await anew(slack, opened + BOTH)
    assert "Asked sources" in (await slack.reader.slash("/llama", "sources")).text


async def test_a_wrong_app_token_is_one_sentence(slack: Standin, tmp_path: Path):
    bot = Bot(slack, tmp_path, app_token="xapp-1-wrong")  # noqa: S106  a wrong one
    process = await bot.launch()
    async with asyncio.timeout(20):
        assert await process.wait() == 2
    said = [line for line in bot.log.splitlines() if line.startswith("refused: ")]
    (sentence,) = said
    assert sentence.startswith("refused: Slack does not accept the app-level token. Make one with the scope ")
    assert "Traceback" not in bot.log
