"""Who somebody is by Slack's word, and for how long it is believed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from adapters.slack.people import KEPT, People, Person, person_of
from adapters.slack.workspaces import OneToken, workspaces
from digests.language import Lang
from tests.fakes.clock import FakeClock
from tests.standin.slack import Fault, Kind, Standin, standin

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[Standin]:
    async with standin() as slack:
        yield slack
        assert slack.offences == []


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOW)


@pytest_asyncio.fixture
async def people(slack: Standin, clock: FakeClock) -> AsyncIterator[People]:
    async with workspaces(slack.api, OneToken(slack.token, slack.api)) as reach:
        yield People(reach, clock, most=2)


def looks(slack: Standin) -> int:
    return len([one for one in slack.log if one.get("verb") == "look"])


async def test_rights_language_zone_and_name_are_slacks(slack: Standin, people: People):
    grace = slack.user("Grace", admin=True, locale="zh-TW", tz="Asia/Taipei")
    assert await people.person(slack.team.id, grace.id) == Person(
        manages=True, guest=False, lang=Lang.HANT, zone="Asia/Taipei", name="Grace"
    )
    owner = slack.user("Olga", owner=True)
    assert (await people.person(slack.team.id, owner.id)).manages
    reader = await people.person(slack.team.id, slack.reader.id)
    assert (reader.manages, reader.guest) == (False, False)


@pytest.mark.parametrize("right", [{"guest": True}, {"bot": True}, {"gone": True}, {"stranger": True}])
async def test_a01_a05_guests_bots_strangers_and_who_is_gone_manage_nothing_and_are_granted_nothing(
    right: dict[str, Any], slack: Standin, people: People
):
    who = slack.user("Lee", admin=True, **right)
    known = await people.person(slack.team.id, who.id)
    assert (known.manages, known.guest) == (False, True)


async def test_it_is_believed_for_five_minutes(slack: Standin, people: People, clock: FakeClock):
    grace = slack.user("Grace", admin=True)
    assert (await people.person(slack.team.id, grace.id)).manages
    grace.person.admin = False
    clock.advance(KEPT - timedelta(seconds=1))
    assert (await people.person(slack.team.id, grace.id)).manages
    clock.advance(timedelta(seconds=1))
    assert not (await people.person(slack.team.id, grace.id)).manages
    assert looks(slack) == 2


async def test_no_more_people_are_remembered_than_fit(slack: Standin, people: People):
    everybody = [slack.user(f"Reader {number}") for number in range(3)]
    for who in (*everybody, everybody[2], everybody[0]):
        await people.person(slack.team.id, who.id)
    assert looks(slack) == 4


async def test_a_workspace_that_is_left_is_forgotten(slack: Standin, people: People):
    await people.person(slack.team.id, slack.reader.id)
    people.forget("T0")
    await people.person(slack.team.id, slack.reader.id)
    assert looks(slack) == 1
    people.forget(slack.team.id)
    await people.person(slack.team.id, slack.reader.id)
    assert looks(slack) == 2


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Kind.ERROR, status=500, effect=False),
        Fault(Kind.ERROR, status=200, error="user_not_found", effect=False),
        Fault(Kind.LIMITED, seconds=1),
        Fault(Kind.EMPTY, effect=False),
        Fault(Kind.FOREIGN, effect=False),
    ],
    ids=str,
)
async def test_of_whom_slack_says_nothing_nothing_is_believed_or_kept(fault: Fault, slack: Standin, people: People):
    grace = slack.user("Grace", admin=True, locale="zh-CN")
    await slack.misfortune(fault, verbs=["look"])
    assert not (await people.person(slack.team.id, grace.id)).manages
    await slack.advance(2)
    assert (await people.person(slack.team.id, grace.id)).manages


async def test_in_a_workspace_without_a_token_nobody_is_known(people: People):
    assert await people.person("T0UNKNOWN", "U1") == Person(guest=True)


def test_a05_in_an_enterprise_the_workspaces_of_a_person_count_and_its_admins_have_no_rights_in_all():
    told = {"team_id": "T2", "is_admin": True, "enterprise_user": {"teams": ["T1", "T2"]}}
    assert (person_of(told, "T1").manages, person_of(told, "T1").guest) == (True, False)
    assert (person_of(told, "T3").manages, person_of(told, "T3").guest) == (False, True)
    of_the_org = {"team_id": "T1", "is_admin": False, "enterprise_user": {"teams": ["T1"], "is_admin": True}}
    assert (person_of(of_the_org, "T1").manages, person_of(of_the_org, "T1").guest) == (False, False)


@pytest.mark.parametrize(
    "told", [{}, {"profile": None, "locale": None, "tz": None, "enterprise_user": {"teams": None}}]
)
def test_what_slack_leaves_out_is_not_believed(told: dict[str, object]):
    assert person_of(told, "T1") == Person()
