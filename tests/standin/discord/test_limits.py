"""How often one may call, and misfortune: each kind does what it says."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest

from tests.fakes.platform import faults as abstract
from tests.standin.discord import Fault, Kind, Standin, remote, running
from tests.standin.discord.examples import post
from tests.standin.discord.wire import Wire


async def test_five_posts_in_five_seconds_go_into_a_channel(discord: Standin, call: Wire):
    where = f"/channels/{discord.channel.id}/messages"
    answers = [await call("POST", where, post(f"{n}")) for n in range(6)]
    assert [one.status for one in answers] == [200] * 5 + [429]
    assert [one.headers["X-RateLimit-Remaining"] for one in answers[:5]] == ["4", "3", "2", "1", "0"]
    refused = answers[5]
    assert (refused.headers["Via"], refused.headers["X-RateLimit-Scope"]) == ("1.1 google", "user")
    assert (refused.body["global"], 0 < refused.body["retry_after"] <= 5) == (False, True)
    other = discord.guild.channel("other")
    assert (await call("POST", f"/channels/{other.id}/messages", post())).status == 200
    await discord.advance(5)
    assert (await call("POST", where, post("again"))).status == 200


async def test_fifty_calls_in_a_second_are_for_the_whole_bot(discord: Standin, call: Wire):
    discord.pace.buckets = False
    with discord.state.clock.held(discord.state.clock.now()):
        answers = [await call("GET", "/users/@me") for _ in range(51)]
    assert [one.status for one in answers] == [200] * 50 + [429]
    assert (answers[50].body["global"], answers[50].body["retry_after"]) == (True, 1.0)


async def test_a_global_limit_that_is_switched_off_counts_nothing(discord: Standin, call: Wire):
    discord.pace.most, discord.pace.buckets = None, False
    assert {(await call("GET", "/users/@me")).status for _ in range(60)} == {200}


async def test_one_second_later_the_whole_bot_may_call_again(discord: Standin, call: Wire):
    discord.pace.most = 1
    await call("GET", "/users/@me")
    refused = await call("GET", "/users/@me")
    assert (refused.status, refused.headers["X-RateLimit-Global"]) == (429, "true")
    await discord.advance(1)
    assert (await call("GET", "/users/@me")).status == 200


@pytest.mark.parametrize(
    ("fault", "status", "seen"),
    [
        (Fault(Kind.ERROR, status=502), 502, 1),
        (Fault(Kind.ERROR, status=500, effect=False), 500, 0),
        (Fault(Kind.ERROR, status=403), 403, 0),
        (Fault(Kind.ERROR, status=403, code=50001), 403, 0),
        (Fault(Kind.EMPTY), 200, 1),
        (Fault(Kind.FOREIGN, effect=False), 200, 0),
        (Fault(Kind.BANNED, seconds=9), 429, 0),
        (Fault(Kind.LIMITED, seconds=9), 429, 0),
        (Fault(Kind.SLOW, seconds=0.01), 200, 1),
        (abstract.Fault(abstract.Kind.ERROR, status=504), 504, 1),
    ],
)
async def test_a_fault_has_its_status_and_its_effect(
    discord: Standin, call: Wire, fault: Fault, status: int, seen: int
):
    await discord.misfortune(fault)
    got = await call("POST", f"/channels/{discord.channel.id}/messages", post())
    assert (got.status, len(discord.channel.seen())) == (status, seen)
    if fault.kind == Kind.BANNED:
        assert "Via" not in got.headers
        assert "1015" in got.body


@pytest.mark.parametrize(
    ("fault", "seen", "later"),
    [
        (Fault(Kind.CUT), 0, 0),
        (Fault(Kind.LOST_REPLY), 1, 1),
        (Fault(Kind.REMOVED), 0, 0),
    ],
)
async def test_a_broken_connection_has_its_effect(discord: Standin, call: Wire, fault: Fault, seen: int, later: int):
    await discord.misfortune(fault)
    with pytest.raises(aiohttp.ClientConnectionError):
        await call("POST", f"/channels/{discord.channel.id}/messages", post(nonce="n", enforce_nonce=True))
    assert len(discord.channel.seen()) == seen
    await discord.advance(60)
    discord.state.settle()
    assert len(discord.channel.seen()) == later
    assert [one["event"] for one in discord.log].count("removed") == (fault.kind == Kind.REMOVED)


async def test_a_late_post_lands_when_it_is_due_and_is_dated_so(discord: Standin):
    await discord.misfortune(Fault(Kind.LATE, seconds=20))
    timeout = aiohttp.ClientTimeout(total=0.2)
    headers = {"Authorization": f"Bot {discord.token}"}
    async with aiohttp.ClientSession(timeout=timeout) as session:
        with pytest.raises(TimeoutError):
            await session.post(f"{discord.api}/channels/{discord.channel.id}/messages", json=post(), headers=headers)
    discord.state.settle()
    assert discord.channel.seen() == []
    await discord.advance(60)
    discord.state.settle()
    (message,) = discord.channel.shown()
    assert (discord.state.clock.now() - message.at).total_seconds() > 30


async def test_faults_are_for_their_verbs_and_channels(discord: Standin, call: Wire):
    other = discord.guild.channel("other")
    await discord.misfortune(Fault(Kind.ERROR), verbs=["read"], channel=other.id)
    assert (await call("POST", f"/channels/{other.id}/messages", post())).status == 200
    assert (await call("GET", f"/channels/{discord.channel.id}/messages")).status == 200
    assert (await call("GET", f"/channels/{other.id}/messages")).status == 500
    assert (await call("GET", f"/channels/{other.id}/messages")).status == 200


async def test_calling_before_the_wait_is_over_is_bad_manners(discord: Standin, call: Wire):
    where = f"/channels/{discord.channel.id}/messages"
    await discord.misfortune(Fault(Kind.LIMITED, seconds=30, shared=True))
    first = await call("POST", where, post())
    assert first.headers["X-RateLimit-Scope"] == "shared"
    assert (await call("POST", where, post())).status == 429
    assert [one["what"] for one in discord.offences] == ["called before Retry-After was over"]
    await discord.advance(31)
    assert (await call("POST", where, post())).status == 200
    await discord.misfortune(Fault(Kind.LIMITED, seconds=30, everywhere=True))
    assert (await call("POST", where, post())).body["global"]
    assert (await call("GET", "/users/@me")).status == 429


async def test_the_checker_counts_from_the_log(discord: Standin, call: Wire):
    where = f"/channels/{discord.channel.id}/messages"
    for number in (1, 3, 3):
        await call("POST", where, post(f"LW #{number} · 2024-05-17 · 1/1"))
    found = await discord.verdict({discord.channel.id: 3})
    assert found.duplicates == (f"{discord.channel.id} LW #3 · 2024-05-17 · 1/1",)
    assert found.losses == (f"{discord.channel.id} LW #2",)
    assert found.seen == 3


async def test_a_stand_in_in_another_process_has_the_same_strings(tmp_path: Path):
    with running(tmp_path) as process:
        async with remote(process.address) as discord, aiohttp.ClientSession() as session:
            (channel,) = await discord.channels("other")
            await discord.misfortune(Fault(Kind.ERROR, status=502), channel=channel)
            url = f"{discord.world['api']}/channels/{channel}/messages"
            headers = {"Authorization": f"Bot {discord.world['token']}"}
            statuses = []
            for content in ("LW #1 · 2024-05-17 · 1/1", "LW #1 · 2024-05-17 · 1/1"):
                async with session.post(url, json=post(content), headers=headers) as reply:
                    statuses.append(reply.status)
            assert statuses == [502, 200]
            assert len(await discord.seen(channel)) == 2
            assert (await discord.verdict({channel: 1})).duplicates
            assert await discord.offences() == []
            await discord.close(channel, "gone")
            await discord.slow(channel, 3)
            await discord.advance(5)
            await discord.remove(channel, "nothing")
            async with session.post(url, json=post(), headers=headers) as reply:
                assert (await reply.json())["code"] == 10003
            assert await discord.pull("commands") == []
            assert [one["name"] for one in await discord.pull("shown", channel=channel) if "name" in one] == []
    assert '"seen"' in process.log.read_text()
