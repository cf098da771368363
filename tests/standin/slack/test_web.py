"""The Web API, called by the real slack_sdk: what is answered, and what is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.standin.slack import Standin
from tests.standin.slack.examples import button, metadata, modal, section
from tests.standin.slack.toy import QUIET, client
from tests.standin.slack.user import Answer

Json = dict[str, Any]


async def refused(call: Awaitable[object]) -> str:
    with pytest.raises(SlackApiError) as error:
        await call
    return str(error.value.response["error"])


async def test_a_token_is_who_it_says(slack: Standin, web: AsyncWebClient):
    told = await web.auth_test()
    assert (told["team_id"], told["user_id"]) == (slack.team.id, slack.team.bot)
    assert "chat:write" in told.headers["x-oauth-scopes"].split(",")


async def test_a_post_is_seen_with_its_metadata_read_back_and_found_by_who_looks(slack: Standin, web: AsyncWebClient):
    sent = await web.chat_postMessage(channel=slack.channel.id, text="Heron-1", metadata=metadata("k7"), **QUIET)
    assert slack.channel.seen() == ["Heron-1"]
    history = await web.conversations_history(channel=slack.channel.id, include_all_metadata=True, oldest="1.0")
    assert [one["ts"] for one in history["messages"]] == [sent["ts"]]
    assert history["messages"][0]["metadata"]["event_payload"]["key"] == "k7"
    bare = await web.conversations_history(channel=slack.channel.id)
    assert "event_payload" not in bare["messages"][0]["metadata"]
    assert (await slack.verdict()).seen == 1
    assert not slack.offences


async def test_blocks_are_read_as_a_reader_reads_them(slack: Standin, web: AsyncWebClient):
    parts = [{"type": "text", "text": "Heron-1 "}, {"type": "link", "url": "https://a.example", "text": "is out"}]
    blocks: list[Json] = [
        {"type": "header", "text": {"type": "plain_text", "text": "Corvid Labs"}},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]},
        {"type": "section", "text": {"type": "mrkdwn", "text": "a &lt; b, <https://b.example|there>"}},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "May"}, {"type": "raw_text", "text": "Heron"}]]},
    ]
    await web.chat_postMessage(channel=slack.channel.id, text="Corvid", blocks=blocks, **QUIET)
    assert slack.channel.seen() == ["Corvid Labs\nHeron-1 is out\na < b, there\nMay | Heron"]
    assert slack.channel.shown()[0].fallback == "Corvid"


async def test_history_comes_in_pages(slack: Standin, web: AsyncWebClient):
    for number in range(5):
        await web.chat_postMessage(channel=slack.channel.id, text=str(number), **QUIET)
    first = await web.conversations_history(channel=slack.channel.id, limit=2)
    assert [[one["text"] for one in page["messages"]] async for page in first] == [["4", "3"], ["2", "1"], ["0"]]


async def test_a_reply_stands_in_its_thread(slack: Standin, web: AsyncWebClient):
    parent = await web.chat_postMessage(channel=slack.channel.id, text="Today", **QUIET)
    reply = await web.chat_postMessage(channel=slack.channel.id, text="More", thread_ts=parent["ts"], **QUIET)
    assert slack.channel.seen() == ["Today"]
    assert slack.channel.seen(thread=parent["ts"]) == ["More"]
    thread = await web.conversations_replies(channel=slack.channel.id, ts=parent["ts"])
    assert [one["ts"] for one in thread["messages"]] == [parent["ts"], reply["ts"]]
    assert thread["messages"][0]["reply_count"] == 1


async def test_a_message_is_changed_and_taken_away_by_who_posted_it(slack: Standin, web: AsyncWebClient):
    sent = await web.chat_postMessage(channel=slack.channel.id, text="One", **QUIET)
    await web.chat_update(channel=slack.channel.id, ts=sent["ts"], text="Two")
    assert slack.channel.seen() == ["Two"]
    await web.chat_delete(channel=slack.channel.id, ts=sent["ts"])
    assert slack.channel.seen() == []
    assert await refused(web.chat_update(channel=slack.channel.id, ts=sent["ts"], text="x")) == "message_not_found"
    other = slack.post_as(slack.reader, slack.channel, "Mine")
    assert await refused(web.chat_update(channel=slack.channel.id, ts=other.ts, text="x")) == "cant_update_message"
    assert await refused(web.chat_delete(channel=slack.channel.id, ts=other.ts)) == "cant_delete_message"


async def test_a_change_of_the_text_alone_keeps_the_blocks(slack: Standin, web: AsyncWebClient):
    sent = await web.chat_postMessage(channel=slack.channel.id, text="x", blocks=[section("Old")], **QUIET)
    await web.chat_update(channel=slack.channel.id, ts=sent["ts"], text="New")
    assert slack.channel.seen() == ["Old"]
    await web.chat_update(channel=slack.channel.id, ts=sent["ts"], text="New", blocks=[])
    assert slack.channel.seen() == ["New"]
    assert not slack.offences


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ("archived", "is_archived"),
        ("forbidden", "restricted_action"),
        ("left", "not_in_channel"),
        ("hidden", "channel_not_found"),
        ("gone", "channel_not_found"),
    ],
)
async def test_a_channel_may_be_closed(slack: Standin, web: AsyncWebClient, how: str, error: str):
    await slack.close(slack.channel.id, how)
    assert await refused(web.chat_postMessage(channel=slack.channel.id, text="x", **QUIET)) == error
    await slack.close(slack.channel.id)
    await web.chat_postMessage(channel=slack.channel.id, text="x", **QUIET)


async def test_a_private_channel_is_unknown_to_a_bot_that_is_not_in_it(slack: Standin, web: AsyncWebClient):
    secret = slack.team.channel("secret", private=True, bot=False)
    assert await refused(web.conversations_info(channel=secret.id)) == "channel_not_found"
    listed = await web.conversations_list(types="public_channel,private_channel")
    assert [one["name"] for one in listed["channels"]] == ["news"]


async def test_history_without_the_scope_says_which_one_is_missing(slack: Standin, web: AsyncWebClient):
    slack.team.scopes.discard("channels:history")
    with pytest.raises(SlackApiError) as error:
        await web.conversations_history(channel=slack.channel.id)
    assert error.value.response["error"] == "missing_scope"
    assert error.value.response["needed"] == "channels:history"


async def test_a_token_may_be_foreign_revoked_or_its_account_closed(slack: Standin, web: AsyncWebClient):
    assert await refused(client(slack, "xoxb-of-nobody").auth_test()) == "invalid_auth"
    assert await refused(AsyncWebClient(base_url=slack.api).auth_test()) == "not_authed"
    assert await refused(client(slack, slack.app_token).auth_test()) == "not_allowed_token_type"
    slack.team.disable()
    assert await refused(web.auth_test()) == "account_inactive"
    slack.team.revoke()
    assert await refused(web.auth_test()) == "token_revoked"


async def test_a_person_is_looked_up_with_rights_zone_and_language(slack: Standin, web: AsyncWebClient):
    mo = slack.user("Mo Farr", admin=True, locale="zh-TW", tz="Asia/Taipei")
    told = (await web.users_info(user=mo.id, include_locale=True))["user"]
    assert (told["is_admin"], told["locale"], told["tz_offset"], told["name"]) == (True, "zh-TW", 28800, "mo.farr")
    assert "locale" not in (await web.users_info(user=mo.id))["user"]
    stranger = slack.user("Eve", stranger=True)
    told = (await web.users_info(user=stranger.id))["user"]
    assert told["is_stranger"]
    assert told["team_id"] != slack.team.id
    assert (await web.users_info(user=slack.user("Gus", guest=True).id))["user"]["is_restricted"]
    assert await refused(web.users_info(user="U0")) == "user_not_found"


async def test_direct_messages_are_opened_once(slack: Standin, web: AsyncWebClient):
    first = await web.conversations_open(users=slack.reader.id)
    again = await web.conversations_open(users=[slack.reader.id], return_im=True)
    assert first["channel"]["id"] == again["channel"]["id"] == slack.reader.direct.id
    await web.chat_postMessage(channel=slack.reader.id, text="For you", **QUIET)
    assert slack.reader.direct.seen() == ["For you"]


async def test_the_bot_joins_a_public_channel(slack: Standin, web: AsyncWebClient):
    room = slack.team.channel("models", bot=False)
    assert await refused(web.chat_postMessage(channel=room.id, text="x", **QUIET)) == "not_in_channel"
    await web.conversations_join(channel=room.id)
    await web.chat_postMessage(channel=room.id, text="x", **QUIET)


async def test_a_whisper_is_seen_by_one(slack: Standin, web: AsyncWebClient):
    await web.chat_postEphemeral(channel=slack.channel.id, user=slack.reader.id, text="Psst")
    assert slack.channel.seen() == []
    assert [one.only_for for one in slack.channel.messages.values()] == [slack.reader.person]
    assert (
        await refused(web.chat_postEphemeral(channel=slack.reader.direct.id, user=slack.user("Mo").id, text="x"))
        == "user_not_in_channel"
    )


async def test_tiers_and_one_post_a_second_are_enforced_where_a_test_wants_it(slack: Standin, web: AsyncWebClient):
    slack.pace.on = True
    for _ in range(3):
        await web.chat_postMessage(channel=slack.channel.id, text="x", **QUIET)
    with pytest.raises(SlackApiError) as error:
        await web.chat_postMessage(channel=slack.channel.id, text="x", **QUIET)
    assert (error.value.response.status_code, error.value.response["error"]) == (429, "ratelimited")
    await slack.advance(int(error.value.response.headers["Retry-After"]))
    await web.chat_postMessage(channel=slack.channel.id, text="x", **QUIET)
    for _ in range(20):
        await web.conversations_list()
    assert await refused(web.conversations_list()) == "ratelimited"


async def _opened(slack: Standin) -> Answer:
    """Return what a person did whom no bot has answered."""
    asked = slack.reader._asked("shortcut")
    return Answer(asked, {})


async def test_a_window_opens_once_by_a_trigger_and_in_time(slack: Standin, web: AsyncWebClient):
    view = modal(section())
    asked = (await _opened(slack)).asked
    opened = await web.views_open(trigger_id=asked.trigger, view=view)
    assert asked.view is not None
    assert asked.view.id == opened["view"]["id"]
    assert await refused(web.views_open(trigger_id=asked.trigger, view=view)) == "exchanged_trigger_id"
    assert await refused(web.views_open(trigger_id="1.2.3", view=view)) == "invalid_trigger_id"
    late = (await _opened(slack)).asked
    await slack.advance(3.1)
    assert await refused(web.views_open(trigger_id=late.trigger, view=view)) == "expired_trigger_id"


async def test_a_foreign_trigger_opens_nothing(slack: Standin):
    other = slack.add_team("Second Desk")
    asked = (await _opened(slack)).asked
    call = client(slack, other.token).views_open(trigger_id=asked.trigger, view=modal(section()))
    assert await refused(call) == "invalid_trigger_id"


async def test_a_window_is_changed_only_by_who_knows_its_state(slack: Standin, web: AsyncWebClient):
    asked = (await _opened(slack)).asked
    first = (await web.views_open(trigger_id=asked.trigger, view=modal(section())))["view"]
    await web.views_update(view_id=first["id"], hash=first["hash"], view=modal(section("Two")))
    call = web.views_update(view_id=first["id"], hash=first["hash"], view=modal(section("Three")))
    assert await refused(call) == "hash_conflict"
    assert asked.view is not None
    assert asked.view.text == "Two"
    assert await refused(web.views_update(view_id="V0", view=modal(section()))) == "not_found"


async def test_three_windows_lie_on_top_of_each_other_and_no_more(slack: Standin, web: AsyncWebClient):
    asked = (await _opened(slack)).asked
    await web.views_open(trigger_id=asked.trigger, view=modal(section()))
    for _ in range(2):
        below = asked.view
        asked = slack.reader._asked("block_actions", None, None, below)
        await web.views_push(trigger_id=asked.trigger, view=modal(section("Deeper")))
    last = slack.reader._asked("block_actions", None, None, asked.view)
    assert await refused(web.views_push(trigger_id=last.trigger, view=modal(section()))) == "push_limit_reached"


async def test_a_home_tab_is_published_and_guarded_by_its_hash(slack: Standin, web: AsyncWebClient):
    home = {"type": "home", "blocks": [section("One"), {"type": "actions", "elements": [button()]}]}
    first = (await web.views_publish(user_id=slack.reader.id, view=home))["view"]
    await web.views_publish(user_id=slack.reader.id, hash=first["hash"], view=home)
    call = web.views_publish(user_id=slack.reader.id, hash=first["hash"], view=home)
    assert await refused(call) == "hash_conflict"
    assert slack.team.homes[slack.reader.id].text == "One"


async def test_two_workspaces_know_nothing_of_each_other(slack: Standin, web: AsyncWebClient):
    other = slack.add_team("Second Desk")
    theirs = client(slack, other.token)
    (channel,) = other.channels
    await asyncio.gather(
        web.chat_postMessage(channel=slack.channel.id, text="Ours", **QUIET),
        theirs.chat_postMessage(channel=channel, text="Theirs", **QUIET),
    )
    assert (slack.channel.seen(), other.channels[channel].seen()) == (["Ours"], ["Theirs"])
    assert not slack.offences


async def test_what_is_looked_up_wrong_is_refused_as_slack_refuses_it(slack: Standin, web: AsyncWebClient):
    gone, other = slack.user("Gus"), slack.team.channel("old", archived=True)
    gone.person.gone = True
    assert await refused(web.conversations_open(users=gone.id)) == "user_disabled"
    assert await refused(web.conversations_open(users="U0")) == "user_not_found"
    assert await refused(web.conversations_join(channel=other.id)) == "is_archived"
    assert (
        await refused(web.conversations_join(channel=slack.reader.direct.id)) == "method_not_supported_for_channel_type"
    )
    assert await refused(web.conversations_list(types="rooms")) == "invalid_types"
    assert await refused(web.conversations_history(channel=slack.channel.id, cursor="?")) == "invalid_cursor"
    assert await refused(web.conversations_replies(channel=slack.channel.id, ts="1.1")) == "thread_not_found"
    call = web.chat_postMessage(channel=slack.channel.id, text="x", thread_ts="1.1", **QUIET)
    assert await refused(call) == "cannot_reply_to_message"


async def test_a_reply_to_a_reply_is_an_offence(slack: Standin, web: AsyncWebClient):
    parent = await web.chat_postMessage(channel=slack.channel.id, text="Today", **QUIET)
    reply = await web.chat_postMessage(channel=slack.channel.id, text="More", thread_ts=parent["ts"], **QUIET)
    await web.chat_postMessage(channel=slack.channel.id, text="x", thread_ts=reply["ts"], **QUIET)
    assert "of a reply" in slack.offences[0]["what"]


async def test_channels_are_listed_page_by_page_and_told_of(slack: Standin, web: AsyncWebClient):
    slack.team.channel("old", archived=True)
    slack.team.channel("models")
    first = await web.conversations_list(limit=1, exclude_archived=True)
    assert [[one["name"] for one in page["channels"]] async for page in first] == [["news"], ["models"]]
    told = await web.conversations_info(channel=slack.channel.id, include_num_members=True, include_locale=True)
    assert (told["channel"]["num_members"], told["channel"]["is_member"]) == (2, True)


async def test_a_token_is_given_back(web: AsyncWebClient):
    await web.auth_revoke()
    assert await refused(web.auth_test()) == "token_revoked"
