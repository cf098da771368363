"""The same in one process with the tests, where the clock and the desk are at hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from adapters.discord.face import DiscordFace
from adapters.discord.token import Token
from digests.errors import BadSetting, Refusal
from digests.language import Lang
from digests.page import Picture
from digests.ports import Desk
from tests.adapters.discord.bot_process import WORDS, OneLine
from tests.adapters.discord.echo_desk import STORIES, EchoDesk
from tests.fakes.clock import FakeClock
from tests.standin.discord import Fault, Kind, Standin, standin
from tests.standin.discord.permissions import SEND_MESSAGES
from tests.standin.discord.user import Answer

pytestmark = pytest.mark.asyncio(loop_scope="module")

CREATE_PUBLIC_THREADS = 1 << 35
NOW = datetime(2026, 3, 1, tzinfo=UTC)


class Painter(OneLine):
    """Paints as the title says."""

    async def paint(self, picture: Picture) -> bytes:
        """Return a picture, or far too much of one; refuse."""
        if self.way == "refused":
            raise Refusal("no-such-id", "a font")
        return await super().paint(picture) + bytes(11 << 20 if self.way == "huge" else 0)

    way = ""


def a_face(discord: Standin, painter: Painter, token: str = "", desk: Desk | None = None) -> DiscordFace:
    notes: set[str] = set()

    async def noted(name: str) -> bool:
        return name in notes

    async def note(name: str) -> None:
        notes.add(name)

    return DiscordFace(
        desk or EchoDesk(), WORDS, painter, Token(token or discord.token),
        api=discord.api, gateway=discord.gateway, command_name="llama", noted=noted, note=note, clock=FakeClock(NOW),
    )  # fmt: skip


@pytest.fixture(scope="module")
def painter() -> Painter:
    return Painter()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk() -> EchoDesk:
    return EchoDesk()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def discord(painter: Painter, desk: EchoDesk) -> AsyncIterator[Standin]:
    async with standin() as discord, asyncio.TaskGroup() as group:
        with discord.wired():
            stopping = asyncio.Event()
            group.create_task(a_face(discord, painter, desk=desk).run(stopping))
            await discord.ready()
            yield discord
            stopping.set()
        assert discord.offences == []


async def seen(answer: Answer) -> str:
    async with asyncio.timeout(5):
        while not answer.messages:  # noqa: ASYNC110  nothing tells of it
            await asyncio.sleep(0.01)
    return answer.text


async def test_commands_buttons_choices_and_forms_are_answered(discord: Standin):
    reader = discord.reader
    answer = await reader.slash("search", query="heron")
    assert "Asked timeline" in (await reader.press(answer.message, "Timeline")).text
    assert "Asked story" in (await reader.choose(answer.message, STORIES[0] and f"Open {STORIES[0]}")).text
    form = await reader.press(answer.message, "How many")
    assert "max: 3" in (await reader.submit(form, {"max": "3"})).text
    assert "Asked sources" in (await reader.press((await reader.slash("sources")).message, "Share to channel")).text


async def test_o14_an_answer_is_deferred_before_the_desk_is_asked(discord: Standin, desk: EchoDesk):
    before = len(discord.log)
    async with asyncio.TaskGroup() as group:
        asking = group.create_task(discord.reader.slash("story", id="slow"))
        while "callback" not in [one.get("verb") for one in discord.log[before:]]:  # noqa: ASYNC110  the same
            await asyncio.sleep(0.01)
        assert not asking.done()
        desk.gate.set()
    assert asking.result().deferred
    assert "id: 'slow'" in asking.result().text


async def test_the_language_that_a_reader_chose_goes_before_that_of_their_discord(discord: Standin, desk: EchoDesk):
    reader = discord.user("Lan")
    desk.languages[str(reader.id)] = Lang.HANT
    answer = await reader.slash("search", query="heron", locale="zh-CN")
    assert "in zh-Hant" in answer.text
    assert "in zh-Hant" in (await reader.press(answer.message, "Timeline")).text
    form = await reader.press(answer.message, "How many")
    assert "最多" in str(form.modal)
    assert "沒有" in await seen(await reader.slash("story", id="gone"))
    desk.unknown.add(str(reader.id))
    form = await reader.press(answer.message, "How many", locale="en-US")
    assert "At most" in str(form.modal)
    assert "⚠️" in await seen(await reader.slash("sources"))


async def test_what_changes_something_is_not_done_again_to_show_it_once_more(discord: Standin):
    answer = await discord.reader.slash("follow", subject="heron")
    for custom_id in ("lw:s:follow;subject=heron", "lw:p:2|follow;subject=heron", "lw:t:follow;subject=heron"):
        assert "no longer known" in await seen(await discord.reader.press(answer.message, custom_id, forced=True))
    pressed = await discord.reader.press(answer.message, "lw:q:follow;subject=wren", forced=True)
    assert "Asked follow (subject: 'wren')" in pressed.text


async def test_values_are_proposed(discord: Standin):
    assert len(await discord.reader.autocomplete("timeline", "topic", "her")) == 25
    for typed in ("broken", "refused"):
        assert await discord.reader.autocomplete("timeline", "topic", typed) == []


async def test_the_menu_of_a_message_is_answered(discord: Standin):
    message = discord.post_as(discord.reader, discord.channel, "Heron-1")
    assert "text: 'Heron-1'" in (await discord.reader.which(message)).text


async def test_refusals_and_defects_are_one_sentence_in_private(discord: Standin):
    assert "is known." in await seen(await discord.reader.slash("story", id="gone"))
    assert "in its log" in await seen(await discord.reader.slash("story", id="broken"))
    answer = await discord.reader.slash("sources")
    assert "no longer known" in (await discord.reader.press(answer.message, "lw:z:", forced=True)).text


@pytest.mark.parametrize(
    ("way", "said"),
    [("", "Echo of timeline"), ("refused", "is known"), ("huge", "The picture of “Heron” is too large for Discord.")],
)
async def test_a_picture_is_shown_or_it_is_said_why_not(way: str, said: str, discord: Standin, painter: Painter):
    painter.way = way
    answer = await discord.reader.slash("timeline", topic="heron", picture="light")
    assert said in await seen(answer)
    assert bool(answer.files) == (not way)


async def test_sheets_turn_in_place(discord: Standin):
    first = await discord.reader.slash("latest")
    on = next(label for label in first.buttons if label.endswith("▶"))
    assert (await discord.reader.press(first.message, on)).changed


async def test_threads_are_opened_found_again_and_refused(discord: Standin):
    reader = discord.reader
    answer = await reader.slash("story", id=STORIES[0])
    for _ in range(2):
        assert "Echo of story" in (await reader.press(answer.message, "In a thread")).text
    other = await reader.slash("story", id=STORIES[1])
    await discord.misfortune(Fault(Kind.ERROR, status=403, code=50013, effect=False), verbs=["thread"])
    assert "may not open threads in #news" in (await reader.press(other.message, "In a thread")).text
    private = await reader.press(other.message, "lw:q:sources", forced=True)
    moved = await reader.press(private.message, f"lw:t:story;id={STORIES[1]}", forced=True)
    assert "Echo of story" in moved.text


async def test_an_answer_that_is_late_after_it_was_begun_is_let_go(discord: Standin):
    fault = Fault(Kind.ERROR, status=404, code=10015, effect=False)
    await discord.misfortune(fault, verbs=["edit answer"])
    discord.reader.patience = 0.3
    with pytest.raises(AssertionError, match="never finished"):
        await discord.reader.slash("search", query="late")
    discord.reader.patience = 10
    assert "Asked sources" in (await discord.reader.slash("sources")).text


async def test_a_command_that_is_no_longer_known_gets_one_plain_sentence(discord: Standin):
    (top,) = [one for one in discord.commands if one["name"] == "llama"]
    option = {"type": 3, "name": "topic", "description": "x", "autocomplete": True}
    top["options"].append({"type": 1, "name": "old", "description": "x", "options": [option]})
    answer = await discord.reader.slash("llama old", topic="x")
    assert answer.ephemeral
    assert answer.text == "⚠️ This button or command is no longer known. Ask again with a command."
    assert await discord.reader.autocomplete("llama old", "topic", "x") == []


async def test_what_may_not_be_done_in_a_place_is_not_done_through_the_bot(discord: Standin):
    reader, channel = discord.user("Noor"), discord.guild.channel("quiet")
    channel.overwrites[reader.id] = (0, SEND_MESSAGES | CREATE_PUBLIC_THREADS)
    private = await reader.slash("sources", where=channel)
    assert "You may not write" in (await reader.press(private.message, "Share to channel")).text
    assert "You may not open" in (await reader.press(private.message, "lw:t:sources", forced=True)).text
    direct = await reader.slash("sources", where=reader.direct)
    assert "no threads" in (await reader.press(direct.message, "lw:t:sources", forced=True)).text


async def test_a_connection_that_ends_is_begun_again(discord: Standin):
    await discord.reader.slash("sources")
    begun = discord.identifies + discord.resumes
    await discord.drop()
    assert "Asked sources" in (await discord.reader.slash("sources")).text
    assert discord.identifies + discord.resumes == begun + 1


async def test_a_wrong_token_is_refused(discord: Standin, painter: Painter):
    with discord.wired(), pytest.raises(BadSetting, match="discord-token-refused"):
        await a_face(discord, painter, token="MTIz.wrong").run(asyncio.Event())  # noqa: S106  of nobody


async def test_one_that_is_stopped_while_discord_is_away_ends_at_once(discord: Standin, painter: Painter):
    await discord.misfortune(Fault(Kind.ERROR, status=403, effect=False), verbs=["gateway"])
    stopping = asyncio.Event()
    with discord.wired():
        async with asyncio.timeout(4), asyncio.TaskGroup() as group:
            group.create_task(a_face(discord, painter).run(stopping))
            while not [one for one in discord.log if one.get("verb") == "gateway"][1:]:  # noqa: ASYNC110  the same
                await asyncio.sleep(0.01)
            stopping.set()
