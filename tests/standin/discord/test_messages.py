"""Messages, nonces, channels and their closing, threads and direct messages: as the documents tell of them."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import pytest

from tests.standin.discord import Standin
from tests.standin.discord.clock import instant
from tests.standin.discord.examples import button, container, gallery, page, post, row, text
from tests.standin.discord.permissions import CREATE_PUBLIC_THREADS
from tests.standin.discord.wire import Wire


async def test_a_message_is_posted_read_changed_and_deleted(discord: Standin, call: Wire):
    where = f"/channels/{discord.channel.id}/messages"
    made = await call("POST", where, post("first", nonce="n1", enforce_nonce=True))
    assert (made.status, made.body["content"], made.body["nonce"]) == (200, "first", "n1")
    assert abs(instant(made.body["id"]) - discord.state.clock.now()) < timedelta(seconds=5)
    read = await call("GET", where)
    assert [one["content"] for one in read.body] == ["first"]
    assert "nonce" not in read.body[0]
    one = f"{where}/{made.body['id']}"
    assert (await call("PATCH", one, post("second"))).body["edited_timestamp"]
    assert (await call("GET", one)).body["content"] == "second"
    assert discord.channel.seen() == ["second"]
    assert (await call("DELETE", one)).status == 204
    assert (await call("GET", one)).code == 10008
    assert discord.channel.seen() == []
    assert discord.offences == []


async def test_answers_are_json_without_a_charset(call: Wire):
    assert (await call("GET", "/users/@me")).headers["Content-Type"] == "application/json"


async def test_the_same_nonce_is_the_same_message_until_its_window_ends(discord: Standin, call: Wire):
    where, body = f"/channels/{discord.channel.id}/messages", post("a", nonce="n1", enforce_nonce=True)
    first = await call("POST", where, body)
    assert (await call("POST", where, body)).body["id"] == first.body["id"]
    await discord.advance(121)
    assert (await call("POST", where, body)).body["id"] != first.body["id"]
    assert len(discord.channel.seen()) == 2
    discord.window = timedelta(hours=1)
    await discord.advance(1000)
    assert (await call("POST", where, body)).status == 200
    assert len(discord.channel.seen()) == 2


async def test_a_nonce_alone_or_in_another_channel_dedupes_nothing(discord: Standin, call: Wire):
    other = discord.guild.channel("other")
    for _ in range(2):
        await call("POST", f"/channels/{discord.channel.id}/messages", post("a", nonce="n1"))
    await call("POST", f"/channels/{other.id}/messages", post("a", nonce="n1", enforce_nonce=True))
    assert (len(discord.channel.seen()), len(other.seen())) == (2, 1)


async def test_a_message_that_was_taken_away_is_answered_as_unknown_within_the_window(discord: Standin, call: Wire):
    where, body = f"/channels/{discord.channel.id}/messages", post("a", nonce="n1", enforce_nonce=True)
    await call("POST", where, body)
    await discord.remove(discord.channel.id, "n1")
    assert (await call("POST", where, body)).code == 10008
    assert discord.channel.seen() == []


async def test_history_comes_in_pages_newest_first(discord: Standin, call: Wire):
    discord.pace.buckets = False
    where = f"/channels/{discord.channel.id}/messages"
    ids = [(await call("POST", where, post(f"{n}"))).body["id"] for n in range(6)]
    contents = [one["content"] for one in (await call("GET", where, limit="2", before=ids[4])).body]
    assert contents == ["3", "2"]
    contents = [one["content"] for one in (await call("GET", where, limit="2", after=ids[1])).body]
    assert contents == ["3", "2"]
    contents = [one["content"] for one in (await call("GET", where, limit="3", around=ids[2])).body]
    assert contents == ["3", "2", "1"]


async def test_the_words_of_others_are_hidden_from_a_bot_without_that_intent(discord: Standin, call: Wire):
    discord.post_as(discord.reader, discord.channel, "a secret")
    (read,) = (await call("GET", f"/channels/{discord.channel.id}/messages")).body
    assert read["content"] == ""


@pytest.mark.parametrize(
    ("how", "posted", "read"),
    [("forbidden", 50013, None), ("hidden", 50001, 50001), ("gone", 10003, 10003), ("unreadable", None, None)],
)
async def test_a_closed_channel_says_how_it_is_closed(
    discord: Standin, call: Wire, how: str, posted: int | None, read: int | None
):
    where = f"/channels/{discord.channel.id}/messages"
    await call("POST", where, post("before"))
    await discord.close(discord.channel.id, how)
    answers = await call("POST", where, post("after")), await call("GET", where)
    assert [None if one.status == 200 else one.code for one in answers] == [posted, read]
    if how == "unreadable":
        assert answers[1].body == []
    await discord.close(discord.channel.id)
    assert (await call("POST", where, post("open again"))).status == 200


async def test_slowmode_holds_the_bot_back(discord: Standin, call: Wire):
    await discord.slow(discord.channel.id, 30)
    where = f"/channels/{discord.channel.id}/messages"
    assert (await call("POST", where, post("a"))).status == 200
    held = await call("POST", where, post("b"))
    assert (held.status, held.code) == (429, 20016)
    assert 0 < held.body["retry_after"] <= 30
    await discord.advance(31)
    assert (await call("POST", where, post("b"))).status == 200


async def test_a_wrong_token_is_unauthorized(discord: Standin, call: Wire):
    for path in ("/users/@me", f"/channels/{discord.channel.id}"):
        assert (await call("GET", path, token="wrong")).status == 401  # noqa: S106  no secret


async def test_what_breaks_a_rule_is_refused_and_recorded(discord: Standin, call: Wire):
    where = f"/channels/{discord.channel.id}/messages"
    refused = await call("POST", where, {"content": "ping"})
    assert (refused.status, refused.code) == (400, 50035)
    assert (await call("POST", where, {"allowed_mentions": {"parse": []}})).code == 50006
    assert [one["what"] for one in discord.offences] == [
        "allowed_mentions: missing, so that words may ping",
        "message: empty",
    ]
    assert discord.channel.seen() == []


async def test_what_is_not_json_or_not_played_is_an_offence(discord: Standin, call: Wire):
    url = f"{discord.api}/channels/{discord.channel.id}/messages"
    headers = {"Authorization": f"Bot {discord.token}"}
    async with aiohttp.ClientSession() as session:
        async with session.post(url, data="content=hello", headers=headers) as reply:
            assert reply.status == 400
        async with session.post(url, data="{", headers=headers | {"Content-Type": "application/json"}) as reply:
            assert reply.status == 400
    assert (await call("GET", "/voice/regions")).status == 404
    assert len(discord.offences) == 3


async def test_files_are_kept_and_components_numbered(discord: Standin, call: Wire):
    body = page(
        container(text("a") | {"id": 1}, gallery("attachment://t.png"), row(button())),
        attachments=[{"id": 0, "filename": "t.png", "description": "A timeline"}],
    )
    made = await call.upload("POST", f"/channels/{discord.channel.id}/messages", body, "t.png", b"picture")
    assert made.status == 200
    (file,) = made.body["attachments"]
    assert (file["size"], file["description"], file["content_type"]) == (7, "A timeline", "image/png")
    outer = made.body["components"][0]
    assert sorted([outer["id"], *(one["id"] for one in outer["components"])]) == [1, 2, 3, 4]
    assert outer["components"][1]["items"][0]["media"]["url"] == file["url"]
    async with aiohttp.ClientSession() as session, session.get(file["url"]) as reply:
        assert await reply.read() == b"picture"
    assert discord.channel.seen() == ["a"]


async def test_a_file_that_is_too_large_is_refused(discord: Standin, call: Wire):
    large = b"0" * (10 << 20) + b"0"
    assert (await call.upload("POST", f"/channels/{discord.channel.id}/messages", post(), "t.png", large)).code == 40005


async def test_one_thread_may_be_begun_from_a_message(discord: Standin, call: Wire):
    where = f"/channels/{discord.channel.id}/messages"
    made = (await call("POST", where, post())).body["id"]
    thread = await call("POST", f"{where}/{made}/threads", {"name": "Heron-1", "auto_archive_duration": 1440})
    assert (thread.status, thread.body["id"], thread.body["parent_id"]) == (201, made, discord.channel.id)
    assert (await call("POST", f"/channels/{made}/messages", post("inside"))).status == 200
    assert (await call("POST", f"{where}/{made}/threads", {"name": "again"})).code == 160004
    assert (await call("POST", f"/channels/{made}/threads", {"name": "nested", "type": 11})).code == 50024
    loose = await call("POST", f"/channels/{discord.channel.id}/threads", {"name": "Heron-2", "type": 11})
    assert loose.body["id"] != made
    discord.channel.overwrites[discord.state.bot.id] = (0, CREATE_PUBLIC_THREADS)
    refused = await call("POST", f"/channels/{discord.channel.id}/threads", {"name": "Heron-3", "type": 11})
    assert refused.code == 50013


async def test_direct_messages_reach_who_takes_them(discord: Standin, call: Wire):
    opened = await call("POST", "/users/@me/channels", {"recipient_id": discord.reader.id})
    again = await call("POST", "/users/@me/channels", {"recipient_id": int(discord.reader.id)})
    assert (opened.status, again.body["id"]) == (200, opened.body["id"])
    where = f"/channels/{opened.body['id']}/messages"
    assert (await call("POST", where, post("hello"))).status == 200
    assert discord.reader.direct.seen() == ["hello"]
    await discord.shut(discord.reader.id)
    assert (await call("POST", where, post("hello?"))).code == 50007
    await discord.shut(discord.reader.id, shut=False)
    await discord.kick()
    assert (await call("POST", where, post("hello?"))).code == 50278


async def test_what_the_doctor_asks_is_there(discord: Standin, call: Wire):
    await discord.close(discord.channel.id, "forbidden")
    guild = f"/guilds/{discord.guild.id}"
    assert (await call("GET", "/users/@me/guilds")).body[0]["name"] == "The Reading Room"
    assert (await call("GET", guild)).body["id"] == discord.guild.id
    (channel,) = (await call("GET", f"{guild}/channels")).body
    (overwrite,) = channel["permission_overwrites"]
    assert (overwrite["id"], overwrite["type"], int(overwrite["deny"]) & 1 << 11) == (discord.state.bot.id, 1, 1 << 11)
    assert (await call("GET", f"{guild}/roles")).body[0]["id"] == discord.guild.id
    assert (await call("GET", f"{guild}/members/{discord.state.bot.id}")).body["roles"] == []
    assert (await call("GET", f"{guild}/members/5")).code == 10007
    await discord.kick()
    assert (await call("GET", guild)).code == 10004
    assert (await call("GET", "/users/@me/guilds")).body == []


async def test_messages_of_others_are_not_the_bots_to_change(discord: Standin, call: Wire):
    other = discord.post_as(discord.reader, discord.channel, "mine")
    where = f"/channels/{discord.channel.id}/messages/{other.id}"
    assert (await call("PATCH", where, post("yours"))).code == 50005
    assert (await call("DELETE", where)).code == 50013


async def test_escapes_are_not_read_as_words(discord: Standin, call: Wire):
    await call("POST", f"/channels/{discord.channel.id}/messages", post(r"LW \#3 \*bold\* C:\x"))
    assert discord.channel.seen() == [r"LW #3 *bold* C:\x"]
