"""The rules of answering an interaction and of registering commands, as a bare caller meets them."""

from __future__ import annotations

import asyncio

import pytest

from tests.standin.discord import Standin
from tests.standin.discord.examples import QUIET, command, option, page, post
from tests.standin.discord.interaction import Did, Interaction
from tests.standin.discord.wire import Got, Wire

MESSAGE = {"type": 4, "data": post("here")}
DEFERRED = {"type": 5}


def asked(discord: Standin, did: Did = Did.COMMAND) -> Interaction:
    return discord.answers.begin(did, discord.reader.person, discord.channel)


async def answer(call: Wire, known: Interaction, body: object, **query: str) -> Got:
    return await call("POST", f"/interactions/{known.id}/{known.token}/callback", body, **query)


def hook(discord: Standin, known: Interaction) -> str:
    return f"/webhooks/{discord.state.application}/{known.token}"


async def test_an_interaction_is_answered_once(discord: Standin, call: Wire):
    known = asked(discord)
    first = await answer(call, known, MESSAGE, with_response="1")
    assert first.body["resource"]["message"]["content"] == "here"
    assert (await answer(call, known, MESSAGE)).code == 40060
    assert discord.channel.seen() == ["here"]


async def test_the_first_answer_comes_within_three_seconds(discord: Standin, call: Wire):
    known = asked(discord)
    await discord.advance(3.1)
    assert (await answer(call, known, MESSAGE)).code == 10062
    assert (
        await answer(call, Interaction("1", "x", Did.COMMAND, known.person, known.channel, known.at), MESSAGE)
    ).code == 10062


async def test_a_token_is_good_for_a_quarter_of_an_hour(discord: Standin, call: Wire):
    known = asked(discord)
    assert (await call("POST", hook(discord, known), post())).code == 10015
    assert (await answer(call, known, DEFERRED)).status == 204
    await discord.advance(14 * 60)
    assert (await call("POST", hook(discord, known), post("in time"))).status == 200
    await discord.advance(61)
    refused = await call("POST", hook(discord, known), post("too late"))
    assert (refused.status, refused.code) == (401, 50027)
    assert (await call("POST", "/webhooks/5/nonsense", post())).code == 10015


async def test_the_first_follow_up_takes_the_place_of_what_was_announced(discord: Standin, call: Wire):
    known = asked(discord)
    announced = await answer(call, known, {"type": 5, "data": {"flags": 64}}, with_response="1")
    assert announced.body["interaction"]["response_message_loading"]
    first = await call("POST", hook(discord, known), post("first"))
    assert first.body["id"] == announced.body["interaction"]["response_message_id"]
    second = await call("POST", hook(discord, known), post("second", flags=64))
    assert [message.text for message in known.messages] == ["first", "second"]
    assert {message.only_for for message in known.messages} == {discord.reader.person}
    assert second.body["flags"] & 64
    assert discord.channel.seen() == []
    assert (await call("GET", f"/channels/{discord.channel.id}/messages")).body == []
    assert (await call("GET", f"/channels/{discord.channel.id}/messages/{second.body['id']}")).code == 10008


async def test_an_answer_is_read_changed_and_taken_away(discord: Standin, call: Wire):
    known = asked(discord)
    await answer(call, known, DEFERRED)
    where = f"{hook(discord, known)}/messages"
    assert (await call("PATCH", f"{where}/@original", page())).status == 200
    assert (await call("GET", f"{where}/@original")).body["components"][0]["id"] == 1
    assert (await call("PATCH", f"{where}/@original", post())).code == 50035
    extra = (await call("POST", hook(discord, known), post("more"))).body["id"]
    assert (await call("PATCH", f"{where}/{extra}", post("changed"))).body["content"] == "changed"
    assert (await call("DELETE", f"{where}/{extra}")).status == 204
    assert (await call("DELETE", f"{where}/@original")).status == 204
    assert (await call("GET", f"{where}/@original")).code == 10008
    assert (await call("GET", f"{where}/5")).code == 10008
    assert discord.channel.seen() == []


@pytest.mark.parametrize(
    ("did", "body"),
    [
        (Did.COMMAND, {"type": 6}),
        (Did.COMMAND, {"type": 7, "data": post()}),
        (Did.COMMAND, {"type": 8, "data": {"choices": []}}),
        (Did.TYPING, MESSAGE),
        (Did.COMPONENT, {"type": 6}),
    ],
)
async def test_an_answer_of_the_wrong_kind_is_refused(discord: Standin, call: Wire, did: Did, body: object):
    assert (await answer(call, asked(discord, did), body)).code == 50035
    assert len(discord.offences) == 1


async def test_answers_need_no_token_of_the_bot_and_are_outside_the_global_limit(discord: Standin, call: Wire):
    discord.pace.most = 0
    known = asked(discord)
    path = f"/interactions/{known.id}/{known.token}/callback"
    assert (await call("POST", path, MESSAGE, token="none")).status == 204  # noqa: S106  no secret


async def test_one_who_waits_sees_the_answer_of_a_bot_in_another_process(discord: Standin, call: Wire):
    discord.state.commands[""] = [command("llama", option("latest", 1)) | {"id": "5"}]
    told: list[dict[str, str]] = []
    discord.state.tell = lambda _event, body, _guild: told.append(body)

    async def bot() -> None:
        while not told:  # noqa: ASYNC110  a list has no event
            await asyncio.sleep(0.01)
        path = f"/interactions/{told[0]['id']}/{told[0]['token']}/callback"
        await call("POST", path, {"type": 4, "data": {"content": "news", "flags": 64, "allowed_mentions": QUIET}})

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(bot())
        got = await discord.reader.slash("latest")
    assert (got.text, got.ephemeral, got.deferred) == ("news", True, False)


async def test_commands_keep_their_ids_and_only_so_many_are_new_in_a_day(discord: Standin, call: Wire):
    path = f"/applications/{discord.state.application}/commands"
    first = await call("PUT", path, [command("llama"), command("alpaca")])
    again = await call("PUT", path, [command("llama", option("topic")), {"name": "Which?", "type": 3}])
    assert again.body[0]["id"] == first.body[0]["id"]
    assert again.body[0]["version"] != first.body[0]["version"]
    assert (await call("GET", path)).body == again.body == discord.commands
    for day in range(2):
        names = [command(f"c{day}x{n}") for n in range(100)]
        refused = await call("PUT", path, names)
    assert refused.code == 30034
    await discord.advance(86_400)
    assert (await call("PUT", path, names)).status == 200


async def test_commands_are_registered_for_the_own_application_and_guilds_it_is_in(discord: Standin, call: Wire):
    own = f"/applications/{discord.state.application}"
    assert (await call("PUT", "/applications/5/commands", [])).code == 20012
    assert (await call("PUT", f"{own}/guilds/{discord.guild.id}/commands", [command()])).status == 200
    assert discord.commands == []
    assert (await call("PUT", f"{own}/guilds/5/commands", [command()])).code == 50001
