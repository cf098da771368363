"""What is special about posting into Discord; what every publisher promises is shown in ``tests/contracts``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from adapters.discord.errors import SHUT_OUT
from adapters.discord.publisher import DiscordPublisher
from adapters.discord.teller import DiscordTeller
from adapters.discord.token import Token
from adapters.discord.wire import REQUESTS, Wire, wire
from config.catalogues import load_words
from digests.delivery import Absent, Delivery, Later, Never, Posted, Scope, Unclear, Unreadable
from digests.edition import Mark
from digests.language import Lang
from digests.page import Footer, Heading, Page, Text
from digests.subscription import Channel
from tests.standin.discord import Fault, Kind, Standin, standin

WORDS = {lang: load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}
DAY = date(2026, 11, 21)


@dataclass
class Desk:
    """A publisher and the Discord it posts to."""

    discord: Standin
    wire: Wire
    publisher: DiscordPublisher

    def delivery(self, name: str = "", text: str = "Heron-1 is out.") -> Delivery:
        """Return a delivery that is tried now, into the first channel unless another is named."""
        mark = Mark(7, DAY, 1, 1)
        page = Page("Digest", (Heading("Digest", 1), Text(text), Footer(str(mark))), {"lang": "en"})
        where = Channel("discord", self.discord.guild.id, name or self.discord.channel.id)
        now: datetime = self.discord.state.clock.now()
        return Delivery(f"{where}/1", mark, where, page, now, now, first_try=now)

    def calls(self) -> list[str]:
        """Return the verbs of the calls so far."""
        return [str(entry["verb"]) for entry in self.discord.log if entry["event"] == "call"]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with standin() as discord, wire(Token(discord.token)) as opened:
        with discord.wired():
            yield Desk(discord, opened, DiscordPublisher(opened, WORDS, patience=5))
        assert not discord.offences


async def test_it_logs_in_once_for_all_that_come_at_once_and_never_without_need(desk: Desk) -> None:
    assert desk.calls() == []
    deliveries = [desk.delivery(desk.discord.guild.channel(f"c{number}").id) for number in range(9)]
    outcomes = await asyncio.gather(*map(desk.publisher.post, deliveries))
    assert all(isinstance(outcome, Posted) for outcome in outcomes)
    assert desk.calls().count("login") == 2, "the account and the application"


async def test_o09_it_needs_no_gateway(desk: Desk) -> None:
    assert isinstance(await desk.publisher.post(desk.delivery()), Posted)
    assert desk.discord.identifies == 0


async def test_a_message_pings_nobody_unfurls_nothing_and_carries_the_nonce_of_its_row(desk: Desk) -> None:
    delivery = desk.delivery(text="@everyone <@1> https://grebe.example/a")
    await desk.publisher.post(delivery)
    (message,) = desk.discord.channel.shown()
    assert message.nonce == delivery.nonce
    assert message.flags & (1 << 2 | 1 << 15) == (1 << 2 | 1 << 15)
    assert str(delivery.mark) in message.text
    await desk.publisher.edit(replace(delivery, message=message.id))
    bodies = [entry.get("body") for entry in desk.discord.log if entry["event"] == "call" and entry.get("body")]
    assert all(body["allowed_mentions"] == {"parse": []} for body in bodies if isinstance(body, dict))


async def test_its_mark_is_found_behind_hundreds_of_messages_of_others_and_not_in_theirs(desk: Desk) -> None:
    delivery = desk.delivery()
    for number in range(150):
        desk.discord.post_as(desk.discord.reader, desk.discord.channel, f"{number} {delivery.mark}")
    assert await desk.publisher.find(delivery) == Absent()
    posted = await desk.publisher.post(delivery)
    for number in range(150):
        desk.discord.post_as(desk.discord.reader, desk.discord.channel, f"{number}")
    assert await desk.publisher.find(delivery) == posted


async def test_a_clock_that_is_some_minutes_ahead_finds_its_post_all_the_same(desk: Desk) -> None:
    delivery = desk.delivery()
    posted = await desk.publisher.post(delivery)
    ahead = delivery.due + timedelta(minutes=9)
    assert await desk.publisher.find(replace(delivery, first_try=ahead)) == posted


async def test_in_a_channel_where_nobody_ever_wrote_nothing_is_absent_and_in_a_closed_one_nobody_knows(
    desk: Desk,
) -> None:
    delivery = desk.delivery()
    assert await desk.publisher.find(delivery) == Absent()
    await desk.publisher.post(delivery)
    await desk.discord.close(delivery.channel.name, "unreadable")
    sight = await desk.publisher.find(delivery)
    assert isinstance(sight, Unreadable)
    assert (sight.reason.key, sight.wait) == ("discord-history-closed", None)


async def test_old_messages_alone_do_not_make_a_closed_history_of_an_empty_one(desk: Desk) -> None:
    desk.discord.post_as(desk.discord.reader, desk.discord.channel, "long ago")
    await desk.discord.advance(3600)
    assert await desk.publisher.find(desk.delivery()) == Absent()


@pytest.mark.parametrize("status", [500, 503])
async def test_a_login_that_fails_has_posted_nothing_and_the_next_one_posts(desk: Desk, status: int) -> None:
    await desk.discord.misfortune(Fault(Kind.ERROR, status=status, effect=False), verbs=["login"])
    outcome = await desk.publisher.post(desk.delivery())
    assert isinstance(outcome, Later)
    assert outcome.scope is Scope.BOT
    assert isinstance(await desk.publisher.post(desk.delivery()), Posted)


async def test_a_post_that_takes_too_long_is_unclear_and_one_that_never_left_is_not(desk: Desk) -> None:
    hasty = DiscordPublisher(desk.wire, WORDS, patience=0.2)
    await desk.wire.client()
    await desk.discord.misfortune(Fault(Kind.SLOW, seconds=1))
    assert isinstance(await hasty.post(desk.delivery()), Unclear)
    await desk.discord.misfortune(Fault(Kind.SLOW, seconds=1), verbs=["dm"])
    outcome = await hasty.post(desk.delivery(f"@{desk.discord.reader.person.id}"))
    assert isinstance(outcome, Later)


async def test_a_look_that_is_cut_short_or_answered_oddly_comes_again(desk: Desk) -> None:
    delivery = desk.delivery()
    posted = await desk.publisher.post(delivery)
    cut = Fault(Kind.CUT)  # twice: a question that changes nothing is asked again by aiohttp
    for faults in ([cut, cut], [Fault(Kind.EMPTY)], [Fault(Kind.FOREIGN)], [Fault(Kind.ERROR, status=502)]):
        await desk.discord.misfortune(*faults, verbs=["read"])
        sight = await desk.publisher.find(delivery)
        assert isinstance(sight, Unreadable)
        assert sight.wait
    assert await desk.publisher.find(delivery) == posted


@pytest.mark.parametrize("name", ["news", "@Ada", "12a", "@"])
async def test_a_channel_that_discord_cannot_have_is_refused_without_asking(desk: Desk, name: str) -> None:
    outcome = await desk.publisher.post(desk.delivery(name))
    assert isinstance(outcome, Never)
    assert outcome.pauses
    assert isinstance(await desk.publisher.find(desk.delivery(name)), Unreadable)
    assert desk.calls() == []


async def test_o10_after_a_401_nobody_asks_for_some_minutes_and_then_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with wire(Token("another")) as opened:
        publisher = DiscordPublisher(opened, WORDS)
        for _ in range(3):
            outcomes = await asyncio.gather(*(publisher.post(desk.delivery()) for _ in range(5)))
            assert {type(outcome) for outcome in outcomes} == {Later}
        assert desk.calls() == ["login"]
        now, loop = asyncio.get_running_loop().time(), asyncio.get_running_loop()
        monkeypatch.setattr(loop, "time", lambda: now + SHUT_OUT.total_seconds() + 60)
        await publisher.find(desk.delivery())
        monkeypatch.undo()
    assert desk.calls() == ["login", "login"]


async def test_what_has_no_id_cannot_be_edited_or_deleted(desk: Desk) -> None:
    assert isinstance(await desk.publisher.edit(desk.delivery()), Never)
    assert isinstance(await desk.publisher.delete(desk.delivery()), Never)
    assert desk.calls() == []


async def test_a_page_that_does_not_show_its_mark_gets_it_at_its_foot(desk: Desk) -> None:
    delivery = desk.delivery()
    await desk.publisher.post(replace(delivery, page=Page("Digest", (Text("Heron-1 is out."),))))
    (text,) = desk.discord.channel.seen()
    assert text.rstrip().endswith(str(delivery.mark))


def test_its_limits_leave_room_for_questions_and_hold_direct_messages_back() -> None:
    publisher = DiscordPublisher(Wire(Token("x")), WORDS)
    bot, room = publisher.paces(Channel("discord", "1", "2"))
    assert bot.rate == REQUESTS < 50
    assert (room.scope, room.bucket) == (Scope.CHANNEL, "discord:2")
    _, opened, _ = publisher.paces(Channel("discord", "1", "@2"))
    assert (opened.scope, opened.rate) == (Scope.BOT, 4)


async def test_a_person_is_told_by_direct_message_in_harmless_words(desk: Desk) -> None:
    teller, reader = DiscordTeller(desk.wire), desk.discord.reader.person
    about = Channel("discord", "1", "2")
    assert await teller.tell(reader.id, "@everyone *the channel* is gone", about, "")
    assert await teller.tell(reader.id, "all is well", None, "")
    first, second = desk.discord.direct(reader).shown()
    assert "https://discord.com/channels/1/2" in first.content
    assert "@everyone" not in first.content
    assert second.content == "all is well"


async def test_who_cannot_be_told_is_not_told_and_nothing_breaks(desk: Desk) -> None:
    teller, reader = DiscordTeller(desk.wire), desk.discord.reader.person
    await desk.discord.shut(reader.id)
    assert not await teller.tell(reader.id, "x", None, "")
    assert not await teller.tell("1", "x", None, "")
    await desk.discord.misfortune(Fault(Kind.CUT), verbs=["dm"])
    assert not await teller.tell(reader.id, "x", None, "")


# --- the thread of a day


def under(desk: Desk, message: str) -> Delivery:
    """Return another delivery, that is to stand under a message."""
    return replace(desk.delivery(), edition="second", mark=Mark(8, DAY, 1, 1), under=message)


async def test_what_stands_under_a_message_is_posted_found_changed_and_taken_away_in_its_thread(desk: Desk) -> None:
    first = await desk.publisher.post(desk.delivery())
    assert isinstance(first, Posted)
    delivery = under(desk, first.message)
    assert await desk.publisher.find(delivery) == Absent()
    posted = await desk.publisher.post(delivery)
    assert isinstance(posted, Posted)
    assert await desk.publisher.find(delivery) == posted
    thread = desk.discord.state.channels[first.message]
    assert thread.name == "Digest"
    known = replace(delivery, message=posted.message)
    assert await desk.publisher.edit(known) == posted
    assert (len(thread.seen()), len(desk.discord.channel.seen())) == (1, 1)
    again = await desk.publisher.post(replace(delivery, edition="third"))
    assert isinstance(again, Posted), "the thread is there already"
    assert await desk.publisher.delete(known) == posted
    assert len(thread.seen()) == 1


@pytest.mark.parametrize("how", ["removed", "nested", "deleted thread"])
async def test_where_there_can_be_no_thread_it_stands_in_the_channel_and_is_found_there(desk: Desk, how: str) -> None:
    first = await desk.publisher.post(desk.delivery())
    assert isinstance(first, Posted)
    delivery, home = under(desk, first.message), desk.discord.channel
    if how == "removed":
        await desk.discord.remove(home.id, desk.delivery().nonce)
    elif how == "nested":
        await desk.publisher.post(delivery)
        home = desk.discord.state.channels[first.message]
        inside = replace(desk.delivery(home.id), edition="inside", mark=Mark(9, DAY, 1, 1))
        posted = await desk.publisher.post(inside)
        assert isinstance(posted, Posted)
        delivery = replace(inside, edition="next", mark=Mark(10, DAY, 1, 1), under=posted.message)
    else:
        await desk.publisher.post(delivery)
        await desk.discord.close(first.message, "gone")
        delivery = replace(delivery, edition="third", mark=Mark(9, DAY, 1, 1))
    before = len(home.seen())
    posted = await desk.publisher.post(delivery)
    assert isinstance(posted, Posted)
    assert len(home.seen()) == before + 1
    assert await desk.publisher.find(delivery) == posted
    assert await desk.publisher.edit(replace(delivery, message=posted.message)) == posted


async def test_a_thread_that_cannot_be_begun_now_is_begun_later_and_nothing_is_posted_meanwhile(desk: Desk) -> None:
    first = await desk.publisher.post(desk.delivery())
    assert isinstance(first, Posted)
    await desk.discord.misfortune(Fault(Kind.ERROR, status=502, effect=True), verbs=["thread"])
    outcome = await desk.publisher.post(under(desk, first.message))
    assert isinstance(outcome, Later)
    assert isinstance(await desk.publisher.post(under(desk, first.message)), Posted)
    assert len(desk.discord.channel.seen()) == 1


async def test_direct_messages_have_no_threads(desk: Desk) -> None:
    delivery = replace(under(desk, "123"), channel=desk.delivery(f"@{desk.discord.reader.person.id}").channel)
    posted = await desk.publisher.post(delivery)
    assert isinstance(posted, Posted)
    assert posted.message.isdecimal()
    assert await desk.publisher.find(delivery) == posted
