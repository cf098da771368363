"""The faults of delivery and of operation, with the real discord.py against the stand-in Discord."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.discord.publisher import DiscordPublisher
from adapters.discord.teller import DiscordTeller
from adapters.discord.token import Token
from adapters.discord.wire import wire
from bot.jobs.notices import tell
from bot.jobs.telling import tell_people
from bot.jobs.tenants import pause_tenant, resume_tenant
from digests.delivery import Absent, Delivery, Outcome, Sight, State
from digests.noticing import PARKED
from digests.points import Point
from digests.subscription import DISCORD
from tests.delivery.discord_stage import Stage
from tests.delivery.house import DAY, HOUR, MINUTE, SECOND, STEP, WORDS, well
from tests.simulation.ledgers import in_database
from tests.standin.discord import Fault, Kind, standin


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with standin() as discord:
        discord.window = timedelta(seconds=60)
        with discord.wired():
            yield Stage(in_database(f"sqlite+aiosqlite:///{tmp_path / 'desk.db'}"), discord=discord)
        assert not discord.offences


# --- delivery


async def test_a_digest_without_a_fault_is_posted_once_and_found_again(stage: Stage) -> None:
    await stage.order("c0", "c1")
    assert not await stage.live()
    assert (stage.seen("c0"), stage.seen("c1"), await stage.states()) == (1, 1, {State.SENT: 2})
    assert well(await stage.verdict())


@pytest.mark.parametrize("effect", [True, False])
async def test_d03_five_server_errors_whatever_they_did_leave_one_post(stage: Stage, effect: bool) -> None:
    await stage.order("c0")
    faults = [Fault(Kind.ERROR, status=status, effect=effect) for status in (500, 502, 504, 503, 502)]
    await stage.misfortune("c0", *faults)
    assert not await stage.live()
    assert (stage.seen(), await stage.states()) == (1, {State.SENT: 1})
    assert well(await stage.verdict())


@pytest.mark.parametrize("kind", [Kind.LOST_REPLY, Kind.CUT])
async def test_d04_a_connection_that_breaks_after_the_request_is_not_tried_again_without_a_look(
    stage: Stage, kind: Kind
) -> None:
    await stage.order("c0")
    await stage.misfortune("c0", Fault(kind))
    async with stage.life() as bot:
        await bot.step()
        assert stage.calls("post") == 1
        assert await stage.states() == {State.SENDING: 1}
    assert not await stage.live()
    assert (stage.seen(), await stage.states()) == (1, {State.SENT: 1})
    assert well(await stage.verdict())


async def test_d05_a_post_that_lands_twenty_seconds_late_is_one_post(stage: Stage) -> None:
    await stage.order("c0")
    stage.patience = 0.3
    await stage.misfortune("c0", Fault(Kind.LATE, seconds=20))
    assert not await stage.live()
    assert stage.seen() == 1
    assert well(await stage.verdict())


async def test_d07_restarted_ten_minutes_later_it_finds_its_post_by_the_mark_and_posts_no_more(stage: Stage) -> None:
    await stage.order("c0")
    assert await stage.live(Point.POST_ANSWERED)
    stage.hands.advance(10 * MINUTE)
    assert not await stage.live()
    assert (stage.calls("post"), stage.calls("read")) == (1, 1)
    assert (stage.seen(), await stage.states()) == (1, {State.SENT: 1})


@pytest.mark.parametrize("how", ["unreadable", "hidden"])
async def test_d08_where_the_channel_cannot_be_read_it_is_parked_and_the_admins_are_told_once(
    stage: Stage, how: str
) -> None:
    """Discord shows an empty history to whoever may not read it: that must not be taken for an empty channel."""
    await stage.order("c0")
    assert await stage.live(Point.POST_ANSWERED)
    await stage.discord.close(stage.channels["c0"].name, how)
    stage.hands.advance(10 * MINUTE)
    for _ in range(5):
        assert not await stage.live()
        stage.hands.advance(HOUR)
    assert (stage.calls("post"), stage.seen(), await stage.states()) == (1, 1, {State.PARKED: 1})
    assert [telling.notice.reason.key for telling in stage.told] == [PARKED]


@pytest.mark.parametrize("away", [STEP, 10 * MINUTE])
async def test_d13_what_a_moderator_took_away_is_not_posted_again(stage: Stage, away: timedelta) -> None:
    await stage.order("c0")
    assert await stage.live(Point.POST_ANSWERED)
    (message,) = stage.discord.state.channels[stage.channels["c0"].name].shown()
    await stage.discord.remove(stage.channels["c0"].name, str(message.nonce))
    stage.hands.advance(away)
    assert not await stage.live()
    assert stage.seen() == 1
    assert (await stage.states()).keys() <= {State.SENT, State.PARKED}


async def test_d16_told_to_wait_everywhere_it_posts_nothing_till_then_and_everything_after(stage: Stage) -> None:
    await stage.order("c0")
    await stage.misfortune("c0", Fault(Kind.LIMITED, seconds=65, everywhere=True))
    begun = stage.hands.now()
    async with stage.life() as bot:
        await bot.step()
        await stage.order("c1", "c2")
        while stage.hands.now() < begun + 64 * SECOND:
            await bot.step()
            stage.hands.advance(4 * SECOND)
            assert stage.calls("post") == 1
    assert not await stage.live()
    assert [stage.seen(name) for name in ("c0", "c1", "c2")] == [1, 1, 1]
    assert well(await stage.verdict())


async def test_d17_a_shared_limit_of_one_channel_lets_the_others_be(stage: Stage) -> None:
    await stage.order("c0", "c1", "c2")
    await stage.misfortune("c0", Fault(Kind.LIMITED, seconds=65, shared=True))
    begun = stage.hands.now()
    async with stage.life() as bot:
        await bot.step()
    assert [stage.seen(name) for name in ("c0", "c1", "c2")] == [0, 1, 1]
    assert not await stage.live()
    assert stage.hands.now() > begun + 65 * SECOND
    assert stage.seen() == 1
    assert well(await stage.verdict())


async def test_slow_mode_puts_off_and_loses_nothing(stage: Stage) -> None:
    await stage.order("c0")
    await stage.discord.slow(stage.channels["c0"].name, 120)
    stage.stories = 12
    assert not await stage.live()
    assert set(await stage.states()) == {State.SENT}
    assert well(await stage.verdict())


@pytest.mark.parametrize("kind", [Kind.EMPTY, Kind.FOREIGN])
@pytest.mark.parametrize("effect", [True, False])
async def test_d26_a_good_answer_that_speaks_of_nothing_is_no_success(stage: Stage, kind: Kind, effect: bool) -> None:
    await stage.order("c0")
    await stage.misfortune("c0", Fault(kind, effect=effect))
    async with stage.life() as bot:
        await bot.step()
        assert await stage.states() == {State.SENDING: 1}
    assert not await stage.live()
    assert (stage.seen(), await stage.states()) == (1, {State.SENT: 1})


# --- operation


@pytest.mark.parametrize("how", ["gone", "hidden", "forbidden"])
async def test_o06_a_channel_that_is_closed_is_tried_once_and_rests_and_whoever_ordered_it_is_told_once(
    stage: Stage, how: str
) -> None:
    reader = stage.discord.reader.person
    await stage.order("c0", ordered_by=reader.id)
    await stage.order("c1")
    await stage.discord.close(stage.channels["c0"].name, how)
    for _ in range(3):
        assert not await stage.live()
        stage.hands.advance(6 * HOUR)
    assert stage.calls("post", "read", "look", name="c0") == 1
    async with stage.open_ledger() as ledger, wire(Token(stage.discord.token)) as opened:
        assert {one.channel for one in await ledger.subscriptions() if one.paused} == {stage.channels["c0"]}
        (telling,) = stage.told
        assert await tell_people(ledger, {DISCORD: DiscordTeller(opened)}, WORDS, telling) == 1
    (told,) = stage.discord.direct(reader).seen()
    assert told.startswith("The digest you ordered: ")
    assert "the bot may not" in told or "no such channel" in told
    assert await stage.states() == {State.DEAD: 1, State.SENT: 1}


async def test_o06_kicked_from_the_server_it_asks_nothing_more_and_that_is_told_once(stage: Stage) -> None:
    await stage.order("c0", "c1")
    await stage.discord.kick()
    async with stage.life() as bot:
        assert await pause_tenant(bot.press, DISCORD, stage.discord.guild.id) == 2
        for _ in range(3):
            await stage.steps(bot)
            await tell(bot.press)
    assert stage.calls("post", "read", "look") == 0
    assert [one.notice.reason.key for one in stage.told] == ["discord-removed"]


async def test_o08_invited_again_it_goes_on_with_the_next_hour_and_sends_nothing_old(stage: Stage) -> None:
    await stage.order("c0", "c1")
    guild = stage.discord.guild.id
    await stage.discord.kick()
    async with stage.life() as bot:
        await pause_tenant(bot.press, DISCORD, guild)
        stage.hands.advance(3 * DAY + HOUR)
        await stage.discord.invite()
        assert await resume_tenant(bot.press, DISCORD, guild) == 2
        await stage.steps(bot)
        assert stage.calls("post") == 0
        stage.hands.advance(DAY - HOUR)
        await stage.steps(bot)
    assert (stage.seen("c0"), stage.seen("c1")) == (1, 1)


async def test_o10_a_token_that_is_refused_stops_everything_at_the_first_call_and_the_operator_is_told_once(
    stage: Stage,
) -> None:
    await stage.order(*(f"c{number}" for number in range(20)))
    stage.token = "no-such"  # noqa: S105  a token that is nobody's
    async with stage.life() as bot:
        await stage.steps(bot, 20)
        await tell(bot.press)
    calls = [entry for entry in stage.discord.log if entry["event"] == "call"]
    assert len(calls) == 1
    assert [(one.notice.subject, one.notice.reason.key) for one in stage.told] == [(DISCORD, "discord-token")]
    stage.token = ""
    assert not await stage.live()
    assert await stage.states() == {State.SENT: 20}
    assert [one.over for one in stage.told] == [False, True]
    assert well(await stage.verdict())


async def test_o11_a_page_of_cloudflares_holds_everything_for_ten_minutes(stage: Stage) -> None:
    await stage.order("c0")
    await stage.misfortune("c0", Fault(Kind.BANNED, seconds=5))
    begun = stage.hands.now()
    async with stage.life() as bot:
        await stage.steps(bot, 2)
        assert stage.calls("post") == 1
        await stage.order("c1")
        while stage.hands.now() < begun + 9 * MINUTE:
            await stage.steps(bot, 1)
        assert stage.calls("post") == 1
    assert not await stage.live()
    assert (stage.seen("c0"), stage.seen("c1")) == (1, 1)
    assert [one.notice.reason.key for one in stage.told][:1] == ["discord-gate"]
    assert well(await stage.verdict())


async def test_without_a_network_nothing_is_lost_and_the_operator_is_told_once(stage: Stage) -> None:
    await stage.order("c0")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("discord.http.Route.BASE", "http://127.0.0.1:9/api/v10")
        async with stage.life() as bot:
            await stage.steps(bot, 30)
            await tell(bot.press)
            assert set(await stage.states()) == {State.DUE}
    assert [(one.notice.subject, one.notice.reason.key) for one in stage.told] == [(DISCORD, "discord-unreachable")]
    assert not await stage.live()
    assert stage.seen() == 1


async def test_a_person_who_takes_no_direct_messages_rests_and_another_gets_theirs(stage: Stage) -> None:
    await stage.order("c0", "c1")
    grace = stage.discord.user("Grace").person
    people = {"c0": stage.discord.reader.person.id, "c1": grace.id}
    async with stage.open_ledger() as ledger:
        for one in await ledger.subscriptions():
            direct = replace(one.channel, name=f"@{people[one.id]}")
            await ledger.save_subscription(replace(one, channel=direct))
    await stage.discord.shut(grace.id)
    assert not await stage.live()
    assert len(stage.discord.direct(stage.discord.reader).seen()) == 1
    assert stage.discord.direct(grace).seen() == []
    assert await stage.states() == {State.SENT: 1, State.DEAD: 1}


# --- it bites


class RandomNonce(DiscordPublisher):
    """Names every try anew."""

    count = 0

    async def post(self, delivery: Delivery) -> Outcome:
        """Post it under another key, which makes another nonce."""
        RandomNonce.count += 1
        return await super().post(replace(delivery, edition=f"{delivery.edition}/{RandomNonce.count}"))


class Blind(DiscordPublisher):
    """Never looks before it posts again."""

    repeats_for = timedelta()

    async def find(self, _: Delivery) -> Sight:
        """Find nothing."""
        return Absent()


@pytest.mark.parametrize("bug", [RandomNonce, Blind])
async def test_a_bot_with_that_bug_is_caught_by_the_same_count(stage: Stage, bug: type[DiscordPublisher]) -> None:
    stage.publisher = bug
    await stage.order("c0")
    await stage.misfortune("c0", Fault(Kind.LOST_REPLY))
    stage.discord.window = timedelta(seconds=90 if bug is RandomNonce else 1)
    assert not await stage.live()
    assert (await stage.verdict()).duplicates
