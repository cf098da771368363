"""The same in one process with the tests, where the clock and the desk are at hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from adapters.slack.web import host_and_port
from digests.errors import BadSetting
from digests.language import Lang
from tests.adapters.slack.alive import free_address
from tests.adapters.slack.bot_process import WORDS
from tests.adapters.slack.echo_desk import SlackEchoDesk
from tests.adapters.slack.near import Ledger, Painter, a_face, running
from tests.standin.slack import Fault, Kind, Standin, standin

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def painter() -> Painter:
    return Painter()


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return Ledger()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk() -> SlackEchoDesk:
    return SlackEchoDesk()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def near(painter: Painter, desk: SlackEchoDesk, ledger: Ledger) -> AsyncIterator[Standin]:
    async with running(desk, painter, ledger) as slack:
        yield slack


@pytest_asyncio.fixture(loop_scope="module")
async def slack(near: Standin) -> AsyncIterator[Standin]:
    with capture_logs():
        yield near
    assert near.offences == []


async def test_o14_an_answer_is_acknowledged_before_the_desk_is_asked(slack: Standin, desk: SlackEchoDesk):
    asked = await slack.reader.slash("/llama", "story slow", wait=False)
    assert asked.first < 1.0
    assert asked.messages == []
    desk.gate.set()
    await asked.more(1)
    assert "id: 'slow'" in asked.text


async def test_o14_a_slow_database_and_a_slow_slack_keep_no_acknowledgement_back(slack: Standin, ledger: Ledger):
    ledger.stuck = asyncio.Event()
    await slack.misfortune(Fault(Kind.SLOW, seconds=2), verbs=["look"])
    asked = await slack.user("Sol").slash("/llama", "search patience", wait=False)
    assert asked.first < 1.0
    ledger.stuck.set()
    ledger.stuck = None
    await asked.until(lambda: "Asked search" in asked.text)


async def test_a_database_that_cannot_be_used_is_said(slack: Standin, ledger: Ledger):
    ledger.broken = True
    answer = await slack.reader.slash("/llama", "search once")
    ledger.broken = False
    assert answer.ephemeral
    assert "locked by another program" in answer.text


@pytest.mark.parametrize(("refuses", "said"), [(False, "Echo of timeline"), (True, "is known")])
async def test_a_picture_is_shown_or_it_is_said_why_not(refuses: bool, said: str, slack: Standin, painter: Painter):
    painter.refuses = refuses
    reader = slack.user("Ida" if refuses else "Ada")  # a picture that comes late is another's
    answer = await reader.slash("/llama", "timeline heron picture:light")
    await answer.until(lambda: said in answer.text)
    assert answer.ephemeral == refuses


async def test_what_was_begun_is_answered_before_the_end(painter: Painter, ledger: Ledger):
    stopping, desk = asyncio.Event(), SlackEchoDesk()
    async with standin() as slack, a_face(slack, desk, painter, ledger) as face, asyncio.TaskGroup() as group:
        painter.refuses = False
        answering = group.create_task(face.run(stopping))
        await slack.ready(2)
        asked = await slack.reader.slash("/llama", "story slow", wait=False)
        stopping.set()
        await asyncio.sleep(0.2)
        assert not answering.done()
        desk.gate.set()
        await asked.more(1)
        assert "id: 'slow'" in asked.text
        await answering
        assert slack.connections == 0


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"app_token": "xapp-wrong"}, "slack-app-token-refused"),
        ({"http": "127.0.0.1:0", "signing_secret": ""}, "slack-no-signing-secret"),
        ({"http": "nowhere"}, "slack-no-http-address"),
        ({"http": "192.0.2.1:3000"}, "slack-port-taken"),
    ],
)
async def test_what_slack_or_this_machine_never_allows_is_refused(
    given: dict[str, str], key: str, painter: Painter, ledger: Ledger
):
    async with standin() as slack, a_face(slack, SlackEchoDesk(), painter, ledger, **given) as face:
        with capture_logs(), pytest.raises(BadSetting) as refused:
            async with asyncio.timeout(10):
                await face.run(asyncio.Event())
    assert refused.value.key == key
    assert all(words.refusal(refused.value) for words in WORDS.values())


async def test_socket_mode_that_is_switched_off_is_refused(painter: Painter, ledger: Ledger):
    async with standin() as slack, a_face(slack, SlackEchoDesk(), painter, ledger) as face:
        await slack.misfortune(
            Fault(Kind.ERROR, status=200, error="socket_mode_not_enabled", effect=False), verbs=["connect"]
        )
        with capture_logs(), pytest.raises(BadSetting, match="slack-socket-mode-off"):
            await face.run(asyncio.Event())


async def test_a_port_that_is_taken_is_refused(painter: Painter, ledger: Ledger):
    server = await asyncio.start_server(lambda _, __: None, *(host_and_port(free_address())))
    host, port = server.sockets[0].getsockname()
    async with standin() as slack, a_face(slack, SlackEchoDesk(), painter, ledger, http=f"{host}:{port}") as face:
        with pytest.raises(BadSetting, match="slack-port-taken"):
            await face.run(asyncio.Event())
    server.close()
    await server.wait_closed()


async def test_over_http_a_stuck_database_keeps_no_acknowledgement_back(painter: Painter):
    stopping, ledger, address = asyncio.Event(), Ledger(), free_address()
    ledger.stuck = asyncio.Event()
    async with (
        standin() as slack,
        a_face(slack, SlackEchoDesk(), painter, ledger, http=address) as face,
        asyncio.TaskGroup() as group,
    ):
        group.create_task(face.run(stopping))
        slack.via, slack.request_url = "http", f"http://{address}/slack/events"
        await asyncio.sleep(0.3)
        asked = await slack.reader.slash("/llama", "search patience", wait=False)
        assert asked.first < 3
        ledger.stuck.set()
        ledger.stuck, ledger.broken = None, True
        refused = await slack.reader.slash("/llama", "search broken")
        assert "locked by another program" in refused.text
        stopping.set()


async def test_over_http_only_what_is_signed_and_can_be_read_is_taken(painter: Painter):
    stopping, address = asyncio.Event(), free_address()
    async with (
        standin() as slack,
        a_face(slack, SlackEchoDesk(), painter, Ledger(), http=address) as face,
        asyncio.TaskGroup() as group,
    ):
        group.create_task(face.run(stopping))
        slack.request_url = f"http://{address}/slack/events"
        await asyncio.sleep(0.3)
        assert (await slack.deliver("{}", secret="another")).status == 401  # noqa: S106  a wrong one
        assert (await slack.deliver("{}", signature="v0=ü")).status == 401
        assert (await slack.deliver("{")).status == 400
        assert (await slack.deliver("payload=null")).status == 400
        assert (await slack.deliver('{"type": "x"}')).status in {200, 404}
        async with aiohttp.ClientSession() as session, session.get(f"http://{address}/health") as answer:
            assert await answer.text() == "ok"
        stopping.set()


async def test_where_slack_does_not_say_whose_the_token_is_it_is_asked_again(painter: Painter):
    async with running(SlackEchoDesk(), painter, Ledger()) as slack:
        with capture_logs() as logs:
            await slack.misfortune(Fault(Kind.ERROR, status=500, effect=False), verbs=["login"])
            assert "Asked sources" in (await slack.reader.slash("/llama", "sources")).text
        assert "cannot be looked up" in logs[0]["event"]
        assert slack.offences == []


async def test_a_workspace_without_a_token_gets_one_sentence(slack: Standin):
    other = slack.add_team("Second Desk")
    answer = await slack.user("Eve", team=other).slash("/llama", "sources")
    assert answer.text == WORDS[Lang.EN].say("slack.unknown-workspace")


async def test_what_nobody_waits_for_is_acknowledged(slack: Standin):
    event = {"type": "app_mention", "user": slack.reader.id, "text": "hello", "ts": "1.2", "channel": slack.channel.id}
    assert (await slack.event(event)).acked
    await slack.uninstall(slack.add_team("Third Desk"))


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        (":3000", ("127.0.0.1", 3000)),
        ("192.0.2.1:80", ("192.0.2.1", 80)),
        ("[::1]:3000", ("::1", 3000)),
        ("3000", ("127.0.0.1", 3000)),
    ],
)
async def test_an_address_without_a_host_is_this_machines_own(address: str, parts: tuple[str, int]):
    assert host_and_port(address) == parts


@pytest.mark.parametrize("address", ["", "nowhere", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:70000", "127.0.0.1:³"])
async def test_what_is_no_address_is_refused(address: str):
    with pytest.raises(BadSetting, match="slack-no-http-address"):
        host_and_port(address)
