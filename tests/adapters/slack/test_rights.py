"""Who may what, through the real slack-bolt: anybody may type it there, and rights are asked of Slack."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from bot.desk.commands import COMMANDS
from bot.desk.desk import NewsDesk
from bot.wiring.news import newsroom
from config.settings import Settings
from digests.change import Change, Holds
from digests.desk import Command, Option, Takes, Who
from tests.adapters.slack.near import NOW, Ledger, Painter, running
from tests.bot.reports import LLAMA_31_EN, MISTRAL_EN
from tests.fakes.clock import FakeClock
from tests.standin.slack import Fault, Kind, Standin, User

pytestmark = pytest.mark.asyncio(loop_scope="module")

REFUSED = "Only admins may"
ADMINS = [command for command in COMMANDS if command.who is Who.ADMINS and command.chat and command.is_typed]
BELIEVED = timedelta(minutes=5, seconds=1)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[NewsDesk]:
    url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('rights') / 'news.db'}"
    async with newsroom(Settings(database_url=url)) as room:
        await room.read([LLAMA_31_EN, MISTRAL_EN])
        assert isinstance(room.desk, NewsDesk)
        yield NewsDesk(replace(room.desk.context, platforms=("terminal", "slack")))


@pytest.fixture(scope="module")
def clock() -> FakeClock:
    return FakeClock(NOW)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def slack(desk: NewsDesk, clock: FakeClock) -> AsyncIterator[Standin]:
    async with running(desk, Painter(), Ledger(), clock) as slack:
        yield slack
        assert slack.offences == []


def typed(option: Option) -> str:
    """Return something that can be typed for an option."""
    match option.takes:
        case Takes.NUMBER:
            return str(option.low)
        case Takes.CHOICE:
            return option.choices[0]
        case Takes.GRANTEE:
            return "<@U0SOMEBODY>"
        case _:
            return "llama"


async def asked(user: User, command: Command, **where: Any) -> str:  # noqa: ANN401  where it is typed
    """Type it with what it needs; return what is answered."""
    needed = [f"{'' if one.leads else one.name + ':'}{typed(one)}" for one in command.options if one.required]
    return (await user.slash("/llama-admin", " ".join((command.verb, *needed)), **where)).text


async def admits(user: User, verb: str, **where: Any) -> bool:  # noqa: ANN401  where it is typed
    """Say whether the command is answered as to one who may ask it."""
    command = next(one for one in ADMINS if one.verb == verb)
    return REFUSED not in await asked(user, command, **where)


async def grant(desk: NewsDesk, slack: Standin, name: str, *, gone: bool = False) -> None:
    """Let somebody do what admins do, or no longer."""
    before, after = ({"by": "1"}, None) if gone else (None, {"by": "1"})
    its, now = f"{name[-8:]}{gone}", desk.context.clock.now()
    change = Change(its, "slack", slack.team.id, Holds.GRANT, name, before, after, "roles grant", "1", now)
    assert await desk.context.ledger.change(change)


@pytest.mark.parametrize("command", ADMINS, ids=lambda command: command.verb)
async def test_a01_a05_readers_guests_bots_and_strangers_may_ask_nothing_of_what_admins_ask(
    command: Command, slack: Standin
):
    barred: list[dict[str, Any]] = [{"guest": True}, {"bot": True}, {"stranger": True}]
    people = [slack.reader, *(slack.user(f"Ivy {one}", admin=True, **one) for one in barred)]
    assert [REFUSED in await asked(who, command) for who in people] == [True] * len(people)


async def test_a01_in_direct_messages_too_admins_are_admins_and_readers_are_not(slack: Standin):
    grace = slack.user("Grace", admin=True)
    assert await admits(grace, "topics list", where=grace.direct)
    assert not await admits(slack.reader, "topics list", where=slack.reader.direct)


async def test_a01_whoever_was_granted_it_may_ask_until_it_is_taken_back_but_grants_nothing(
    slack: Standin, desk: NewsDesk
):
    kim = slack.user("Kim")
    assert not await admits(kim, "topics list")
    await grant(desk, slack, f"user:{kim.id}")
    assert await admits(kim, "topics list")
    assert not await admits(kim, "roles grant")
    await grant(desk, slack, f"user:{kim.id}", gone=True)
    assert not await admits(kim, "topics list")


async def test_a03_a05_who_is_no_admin_any_more_is_believed_to_be_one_for_five_minutes(
    slack: Standin, clock: FakeClock
):
    mia = slack.user("Mia", owner=True)
    assert await admits(mia, "audit")
    mia.person.owner = False
    assert await admits(mia, "audit")
    clock.advance(BELIEVED)
    assert not await admits(mia, "audit")


async def test_a05_whom_slack_does_not_tell_of_is_no_admin(slack: Standin):
    nat = slack.user("Nat", admin=True)
    await slack.misfortune(Fault(Kind.ERROR, status=500, effect=False), verbs=["look"])
    assert not await admits(nat, "audit")
    assert await admits(nat, "audit")


async def test_a06_a_channel_that_an_admin_is_not_in_is_answered_like_one_that_is_not_there(slack: Standin):
    ova = slack.user("Ova", admin=True)
    secret = slack.team.channel("secret", private=True)
    secret.members = {slack.team.bot, slack.reader.id}
    order = "schedules set llama channel:{} at:08:00"
    hidden = (await ova.slash("/llama-admin", order.format(secret.id))).text
    missing = (await ova.slash("/llama-admin", order.format("C0NOWHERE"))).text
    assert hidden.replace(secret.id, "C0NOWHERE") == missing
    assert "The channel C0NOWHERE is not one of" in missing
    secret.members.add(ova.id)
    assert "Nothing is stored yet" in (await ova.slash("/llama-admin", order.format(secret.id))).text
