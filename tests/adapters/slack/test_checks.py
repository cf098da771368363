"""A look at Slack: whose token it is, what it may, how the clock stands, and each channel by name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from adapters.clock import SystemClock
from adapters.slack.checks import Findings, Tokens, findings
from adapters.slack.manifest import SCOPES
from digests.errors import BadSetting, Refusal, Unreachable
from digests.subscription import SLACK, Channel
from tests.standin.slack import Fault, Kind, Standin, standin


@pytest.fixture
async def slack() -> AsyncIterator[Standin]:
    async with standin() as opened:
        opened.team.scopes = set(SCOPES)
        yield opened
        assert opened.offences == []


async def look(slack: Standin, *channels: Channel, app: str = "", bots: dict[str, str] | None = None) -> Findings:
    tokens = Tokens({"": slack.token} if bots is None else bots, app)
    return await findings(tokens, slack.api.rstrip("/"), SystemClock(), channels)


def at(slack: Standin, name: str) -> Channel:
    return Channel(SLACK, slack.team.id, name)


async def test_it_finds_the_workspace_and_the_bot(slack: Standin):
    (found,) = (await look(slack, app=slack.app_token)).workspaces
    assert (found.team, found.name, found.missing, found.refused) == (slack.team.id, "Reading Room", (), "")
    assert found.bot


async def test_a_scope_that_was_not_granted_is_named(slack: Standin):
    slack.team.scopes -= {"files:write", "im:write"}
    (found,) = (await look(slack)).workspaces
    assert found.missing == ("files:write", "im:write")


async def test_it_measures_how_far_the_clocks_are_apart(slack: Standin):
    apart = (await look(slack)).apart
    assert apart is not None
    assert abs(apart) <= timedelta(seconds=5)

    class Late:
        def now(self) -> datetime:
            return datetime.now(UTC) - timedelta(hours=1)

    found = await findings(Tokens({"": slack.token}), slack.api.rstrip("/"), Late())
    assert found.apart is not None
    assert abs(found.apart - timedelta(hours=1)) <= timedelta(seconds=5)


async def test_each_channel_is_looked_at_by_name(slack: Standin):
    rooms = {
        "in": slack.team.channel("in"),
        "out": slack.team.channel("out", bot=False),
        "old": slack.team.channel("old", archived=True),
        "secret": slack.team.channel("secret", private=True),
        "gone": slack.team.channel("gone"),
    }
    await slack.close(rooms["gone"].id, "gone")
    places = (await look(slack, *(at(slack, room.id) for room in rooms.values()))).places
    assert [(place.name, place.trouble) for place in places] == [
        ("#in", ""),
        ("#out", "not-invited"),
        ("#old", "archived"),
        ("#secret", ""),
        ("", "gone"),
    ]


async def test_a_thread_is_looked_at_by_its_channel_and_direct_messages_are_not(slack: Standin):
    channels = at(slack, f"{slack.channel.id}:1700000000.000100"), at(slack, "@U0ADA"), at(slack, "D0123")
    places = (await look(slack, *channels)).places
    assert [(place.name, place.trouble) for place in places] == [("#news", ""), ("@U0ADA", ""), ("D0123", "")]


async def test_a_private_channel_without_the_bot_cannot_be_told_from_one_that_is_gone(slack: Standin):
    room = slack.team.channel("secret", private=True, bot=False)
    assert (await look(slack, at(slack, room.id))).places[0].trouble == "gone"


async def test_without_the_scope_to_look_the_rest_is_looked_at_all_the_same(slack: Standin):
    slack.team.scopes -= {"channels:read", "groups:read"}
    found = await look(slack, at(slack, slack.channel.id))
    assert found.workspaces[0].missing == ("channels:read", "groups:read")
    assert found.places[0].trouble == "unseen"


async def test_a_channel_of_a_workspace_without_the_bot(slack: Standin):
    assert (await look(slack, Channel(SLACK, "T0ELSEWHERE", "C1"))).places[0].trouble == "left"


async def test_several_workspaces_are_looked_at_each_with_its_token(slack: Standin):
    other, gone = slack.add_team("Second Desk"), slack.add_team("Third Desk")
    other.scopes = set(SCOPES) - {"commands"}
    gone.revoke()
    room = other.channel("news")
    bots = {team.id: team.token for team in (slack.team, other, gone)}
    found = await look(slack, at(slack, slack.channel.id), Channel(SLACK, other.id, room.id), bots=bots)
    assert [(one.name, one.missing, one.refused) for one in found.workspaces] == [
        ("Reading Room", (), ""),
        ("Second Desk", ("commands",), ""),
        (gone.id, (), "token_revoked"),
    ]
    assert [place.trouble for place in found.places] == ["", ""]


async def refused(slack: Standin, tokens: Tokens) -> Refusal:
    with pytest.raises(Refusal) as caught:
        await findings(tokens, slack.api.rstrip("/"), SystemClock())
    assert "canary" not in f"{caught.value} {caught.value!r}"
    return caught.value


async def test_a_token_that_slack_does_not_accept_is_named_by_its_setting(slack: Standin):
    bot = await refused(slack, Tokens({"": "xoxb-canary"}))
    assert isinstance(bot, BadSetting)
    assert (bot.key, bot.subject, bot.values["code"]) == ("slack-token-refused", "slack_bot_token", "invalid_auth")
    app = await refused(slack, Tokens({"": slack.token}, "xapp-canary"))
    assert (app.key, app.subject) == ("slack-token-refused", "slack_app_token")


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (Fault(Kind.ERROR, status=503), "slack-trouble"),
        (Fault(Kind.ERROR, status=200, error="fatal_error"), "slack-trouble"),
        (Fault(Kind.CUT), "slack-unreachable"),
    ],
)
async def test_slack_in_trouble_is_one_sentence(slack: Standin, fault: Fault, key: str):
    await slack.misfortune(fault, verbs=["login"])
    caught = await refused(slack, Tokens({"": slack.token}))
    assert isinstance(caught, Unreachable)
    assert caught.key == key


async def test_an_app_token_without_its_scope_is_told_so(slack: Standin):
    await slack.misfortune(Fault(Kind.ERROR, status=200, error="missing_scope"), verbs=["connect"])
    caught = await refused(slack, Tokens({}, slack.app_token))
    assert (caught.key, caught.subject) == ("slack-scope-refused", "slack_app_token")


async def test_trouble_over_a_channel_is_trouble_and_not_a_channel_that_is_gone(slack: Standin):
    await slack.misfortune(Fault(Kind.ERROR, status=200, error="fatal_error"), verbs=["look"])
    with pytest.raises(Unreachable, match="slack-trouble"):
        await look(slack, at(slack, slack.channel.id))


async def test_where_nobody_listens_slack_is_unreachable():
    with pytest.raises(Unreachable, match="slack-unreachable"):
        await findings(Tokens({"": "xoxb-1"}), "http://127.0.0.1:9", SystemClock())


def test_tokens_stand_in_no_picture_of_them():
    assert "canary" not in repr(Tokens({"T1": "xoxb-canary"}, "xapp-canary"))
