"""Addresses to answer at: five times, for half an hour, and nothing but messages."""

from __future__ import annotations

import asyncio

from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.standin.slack import Fault, Kind, Standin
from tests.standin.slack.responses import Responses
from tests.standin.slack.user import Answer


def _begun(slack: Standin) -> tuple[Answer, AsyncWebhookClient]:
    asked = slack.reader._asked("slash_commands", slack.channel)
    responses: Responses = slack.responses
    return Answer(asked, {}), AsyncWebhookClient(responses.new(asked, "commands"), retry_handlers=[])


async def test_an_address_is_used_five_times(slack: Standin):
    answer, hook = _begun(slack)
    said = [await hook.send(text=str(number)) for number in range(6)]
    assert [one.status_code for one in said] == [200] * 5 + [404]
    assert said[0].body == "ok"
    assert answer.text == "0\n1\n2\n3\n4"
    assert len(slack.offences) == 1


async def test_an_address_is_good_for_half_an_hour(slack: Standin):
    _, hook = _begun(slack)
    await slack.advance(1801)
    assert "expired_url" in (await hook.send(text="x")).body


async def test_what_is_no_message_is_refused(slack: Standin):
    answer, hook = _begun(slack)
    assert (await hook.send(blocks=[{"type": "divider"}])).status_code == 400
    assert (await hook.send_dict({"text": "x", "colour": "red"})).status_code == 400
    assert answer.messages == []
    assert len(slack.offences) == 2


async def test_an_answer_is_replaced_and_taken_away(slack: Standin):
    answer, hook = _begun(slack)
    await hook.send(text="Wait")
    await hook.send(text="Here", replace_original=True)
    assert answer.text == "Here"
    await hook.send(delete_original=True)
    assert answer.messages == []


async def test_an_answer_may_be_lost_after_it_was_seen(slack: Standin):
    answer, hook = _begun(slack)
    await slack.misfortune(Fault(Kind.ERROR, status=502), verbs=["answer"])
    assert (await hook.send(text="x")).status_code == 502
    assert answer.text == "x"
    await asyncio.sleep(0)
