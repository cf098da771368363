"""What every Publisher promises: it tries once, tells what came of it, and finds what it posted."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adapters.discord.publisher import DiscordPublisher
from adapters.discord.token import Token
from adapters.discord.wire import wire
from adapters.slack.publisher import SlackPublisher
from adapters.slack.workspaces import OneToken, workspaces
from adapters.terminal.posts import file_name
from adapters.terminal.publisher import TerminalPublisher
from config.catalogues import load_words
from digests.delivery import Absent, Delivery, Later, Never, Posted, Unclear, Unreadable
from digests.edition import Mark
from digests.language import Lang
from digests.page import Footer, Heading, Page, Text
from digests.publishing import Publisher
from digests.subscription import Channel
from digests.words import Words
from tests.fakes.platform.stage import Local, Remote, Running, Stage, remote, running
from tests.fakes.publisher import FakePublisher, InProcess, over_loopback
from tests.standin.discord import standin
from tests.standin.slack import standin as slack_standin

DAY = date(2024, 5, 17)
LONG_AGO = datetime(2024, 5, 17, 11, 59, tzinfo=UTC)
WORDS: dict[Lang, Words] = {lang: load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}
NAMES = ("desk", "晨报", "a/b:c", "../../etc/passwd", "e\u0301galite\u0301")


@dataclass
class Place:
    """A publisher, how to look at what it posted, and how to close a channel to it."""

    publisher: Publisher
    shown: Callable[[Channel], Awaitable[list[str]]]
    """Returns the texts a reader sees in a channel."""
    close: Callable[[Channel], Awaitable[object]]
    """Closes a channel for reading and writing."""
    name: Callable[[str], str] = str
    """Returns the id of the channel that is called so."""
    tenant: str = "local"

    def delivery(self, part: int = 1, *, channel: str = "desk", number: int = 1, text: str = "") -> Delivery:
        """Return a delivery of an edition of three parts."""
        page = Page("Digest", (Heading("Digest", 1), Text(text or f"Heron-{number}.{part} is out."), Footer("End.")))
        where = Channel(self.publisher.platform, self.tenant, self.name(channel))
        key = f"{channel}/{DAY}/{number}"
        return Delivery(key, Mark(number, DAY, part, 3), where, page, LONG_AGO, LONG_AGO, first_try=LONG_AGO)


@asynccontextmanager
async def on_the_terminal(folder: Path, _: Running) -> AsyncIterator[Place]:
    async def shown(channel: Channel) -> list[str]:
        path = folder / file_name(channel.name)
        return re.findall(r".+?\n── [^\n]+\n\n", path.read_text("utf-8"), re.DOTALL) if path.exists() else []

    async def close(channel: Channel) -> None:
        (folder / file_name(channel.name)).mkdir(parents=True)

    yield Place(TerminalPublisher(folder), shown, close)


@asynccontextmanager
async def in_process(_: Path, __: Running) -> AsyncIterator[Place]:
    stage = Local()

    async def shown(channel: Channel) -> list[str]:
        return stage.platform.seen(str(channel))

    yield Place(FakePublisher(InProcess(stage.platform)), shown, closing(stage))


@asynccontextmanager
async def on_loopback(_: Path, platform: Running) -> AsyncIterator[Place]:
    async with remote(platform) as stage, over_loopback(stage.url) as wire:
        await stage.begin()

        async def shown(channel: Channel) -> list[str]:
            return texts(stage, str(channel))

        yield Place(FakePublisher(wire), shown, closing(stage))


@asynccontextmanager
async def on_discord(_: Path, __: Running) -> AsyncIterator[Place]:
    async with standin() as discord, wire(Token(discord.token)) as opened:
        ids: dict[str, str] = {}

        async def shown(channel: Channel) -> list[str]:
            return discord.state.channels[channel.name].seen()

        async def close(channel: Channel) -> None:
            await discord.close(channel.name, "forbidden", "hidden")

        def name(called: str) -> str:
            return ids.setdefault(called, discord.guild.channel(called).id)

        with discord.wired():
            yield Place(DiscordPublisher(opened, WORDS), shown, close, name)
        assert not discord.offences


@asynccontextmanager
async def on_slack(_: Path, __: Running) -> AsyncIterator[Place]:
    async with slack_standin() as slack, workspaces(slack.api, OneToken(slack.token, slack.api)) as opened:
        ids: dict[str, str] = {}

        async def shown(channel: Channel) -> list[str]:
            there = slack.state.channel(channel.name)
            return there.seen() if there else []

        async def close(channel: Channel) -> None:
            await slack.close(channel.name, "hidden")

        def name(called: str) -> str:
            return ids.setdefault(called, slack.team.channel(called).id)

        yield Place(SlackPublisher(opened, WORDS), shown, close, name, slack.team.id)
        assert not slack.offences


def closing(stage: Stage) -> Callable[[Channel], Awaitable[object]]:
    return lambda channel: stage.close(str(channel), "forbidden", "unreadable")


def texts(stage: Remote, channel: str) -> list[str]:
    """Return what stands in a channel, from the log of what was seen there."""
    there: dict[object, str] = {}
    for entry in stage.entries():
        if entry["channel"] == channel and entry["event"] in ("seen", "edited"):
            there[entry["id"]] = str(entry["text"])
        elif entry["channel"] == channel and entry["event"] == "removed":
            there.pop(entry["id"])
    return list(there.values())


Opener = Callable[[Path, Running], AbstractAsyncContextManager[Place]]
OPENERS: dict[str, Opener] = {
    "terminal": on_the_terminal,
    "in process": in_process,
    "loopback": on_loopback,
    "discord": on_discord,
    "slack": on_slack,
}


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("platform")) as started:
        yield started


@pytest.fixture(params=OPENERS)
async def place(request: pytest.FixtureRequest, tmp_path: Path, platform: Running) -> AsyncIterator[Place]:
    async with OPENERS[request.param](tmp_path, platform) as opened:
        yield opened


async def test_what_is_posted_is_seen_with_its_words_and_its_mark(place: Place):
    delivery = place.delivery(text="科维德实验室发布了苍鹭一号。")
    assert isinstance(await place.publisher.post(delivery), Posted)
    (text,) = await place.shown(delivery.channel)
    assert "科维德实验室发布了苍鹭一号。" in text
    assert "LW #1 · 2024-05-17 · 1/3" in text


async def test_what_was_posted_is_found_by_the_id_it_was_posted_under(place: Place):
    for part in (1, 2):
        posted = await place.publisher.post(place.delivery(part))
        assert isinstance(posted, Posted)
        assert posted.message
        assert await place.publisher.find(place.delivery(part)) == posted


async def test_what_was_not_posted_is_absent_also_beside_its_like(place: Place):
    assert await place.publisher.find(place.delivery()) == Absent()
    await place.publisher.post(place.delivery(2, number=11))
    assert await place.publisher.find(place.delivery(2, number=1)) == Absent()
    assert await place.publisher.find(place.delivery(3, number=11)) == Absent()
    assert await place.publisher.find(place.delivery(2, number=11, channel="other")) == Absent()


async def test_the_same_delivery_posted_again_is_one_message_wherever_a_repeat_is_said_to_be_known(place: Place):
    first = await place.publisher.post(place.delivery())
    again = await place.publisher.post(replace(place.delivery(), attempts=2, fence=7))
    if place.publisher.repeats_for:
        assert first == again
        assert len(await place.shown(place.delivery().channel)) == 1
    assert await place.publisher.find(place.delivery()) in (first, again)


async def test_parts_are_seen_in_the_order_of_posting(place: Place):
    for part in (1, 2, 3):
        await place.publisher.post(place.delivery(part))
    text = "\n".join(await place.shown(place.delivery().channel))
    places = [text.index(f"Heron-1.{part} is out.") for part in (1, 2, 3)]
    assert places == sorted(places)


async def test_an_edit_puts_the_page_in_place_of_what_was_shown_and_twice_is_once(place: Place):
    messages = {}
    for part in (1, 2, 3):
        posted = await place.publisher.post(place.delivery(part))
        assert isinstance(posted, Posted)
        messages[part] = posted.message
    edited = replace(place.delivery(2, text="Heron-1 is not out yet."), message=messages[2])
    for _ in range(2):
        assert await place.publisher.edit(edited) == Posted(messages[2])
        text = "\n".join(await place.shown(edited.channel))
        assert text.count("Heron-1 is not out yet.") == 1
        assert "Heron-1.2 is out." not in text
        assert text.index("Heron-1.1 is out.") < text.index("not out yet") < text.index("Heron-1.3 is out.")
    assert await place.publisher.find(edited) == Posted(messages[2])


async def test_what_is_not_there_cannot_be_edited_and_is_not_posted_by_trying(place: Place):
    missing = replace(place.delivery(), message="12345")
    outcome = await place.publisher.edit(missing)
    assert isinstance(outcome, Never)
    assert not outcome.pauses
    assert await place.shown(missing.channel) == []


async def test_what_was_deleted_is_gone_alone_and_deleting_it_again_is_posted_too(place: Place):
    kept = await place.publisher.post(place.delivery(1))
    posted = await place.publisher.post(place.delivery(2))
    assert isinstance(posted, Posted)
    doomed = replace(place.delivery(2), message=posted.message)
    for _ in range(2):
        assert await place.publisher.delete(doomed) == posted
        assert await place.publisher.find(doomed) == Absent()
    assert await place.publisher.find(place.delivery(1)) == kept
    assert "Heron-1.2" not in "\n".join(await place.shown(doomed.channel))


async def test_channels_are_kept_apart_whatever_they_are_called(place: Place):
    for name in NAMES:
        assert isinstance(await place.publisher.post(place.delivery(channel=name)), Posted)
        assert isinstance(await place.publisher.find(place.delivery(channel=name)), Posted)
    for name in NAMES:
        assert len(await place.shown(place.delivery(channel=name).channel)) == 1


async def test_a_channel_that_is_closed_is_said_to_be_closed_by_an_answer(place: Place):
    delivery = place.delivery()
    await place.close(delivery.channel)
    posted = await place.publisher.post(delivery)
    assert isinstance(posted, Never)
    assert posted.pauses
    sight = await place.publisher.find(delivery)
    assert isinstance(sight, Unreadable)
    assert isinstance(await place.publisher.edit(delivery), Never | Later | Unclear)
    assert isinstance(await place.publisher.delete(delivery), Never | Later | Unclear)


async def test_many_deliveries_at_once_are_all_posted(place: Place):
    deliveries = [place.delivery(part, channel=name) for part in (1, 2, 3) for name in ("one", "two", "three")]
    outcomes = await asyncio.gather(*map(place.publisher.post, deliveries))
    assert all(isinstance(outcome, Posted) for outcome in outcomes)
    sights = await asyncio.gather(*map(place.publisher.find, deliveries))
    assert list(sights) == outcomes


async def test_it_names_its_platform_its_budget_and_its_limits(place: Place):
    publisher = place.publisher
    assert publisher.platform.isidentifier()
    assert publisher.budget.characters >= 200
    assert publisher.budget.blocks >= 4
    assert publisher.repeats_for >= timedelta()
    channel = place.delivery().channel
    assert all(pace.rate > 0 for pace in (*publisher.paces(channel), *publisher.looks(channel)))
