"""Installing the app: consent, a code that is good once, a token."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import AuthorizeUrlGenerator
from slack_sdk.web.async_client import AsyncWebClient

from tests.standin.slack import Standin

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # slack_sdk's own
BACK = "https://desk.example/slack/oauth_redirect"


def _address(slack: Standin, state: str = "s1") -> str:
    made = AuthorizeUrlGenerator(client_id=slack.client_id, scopes=["chat:write", "commands"], redirect_uri=BACK)
    return str(made.generate(state))


async def test_a_workspace_installs_the_app(slack: Standin):
    team = slack.add_team("Second Desk", installed=False)
    web = AsyncWebClient(base_url=slack.api)
    with pytest.raises(SlackApiError, match="invalid_auth"):
        await AsyncWebClient(token=team.token, base_url=slack.api).auth_test()
    back = slack.install(team, _address(slack))
    came = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
    assert came["state"] == "s1"
    keys = {"client_id": slack.client_id, "client_secret": slack.client_secret, "redirect_uri": BACK}
    told = await web.oauth_v2_access(code=came["code"], **keys)
    assert (told["team"]["id"], told["access_token"], told["token_type"]) == (team.id, team.token, "bot")
    assert team.scopes == {"chat:write", "commands"}
    assert (await AsyncWebClient(token=told["access_token"], base_url=slack.api).auth_test())["team_id"] == team.id
    assert not slack.offences
    with pytest.raises(SlackApiError, match="code_already_used"):
        await web.oauth_v2_access(code=came["code"], **keys)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"client_secret": "guessed"}, "bad_client_secret"),
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"code": "guessed"}, "invalid_code"),
        ({"redirect_uri": "https://evil.example"}, "bad_redirect_uri"),
    ],
)
async def test_what_is_guessed_installs_nothing(slack: Standin, wrong: dict[str, str], error: str):
    code = parse_qs(urlsplit(slack.install(slack.team, _address(slack))).query)["code"][0]
    keys = {"client_id": slack.client_id, "client_secret": slack.client_secret, "redirect_uri": BACK, "code": code}
    with pytest.raises(SlackApiError, match=error):
        await AsyncWebClient(base_url=slack.api).oauth_v2_access(**(keys | wrong))


async def test_a_code_grows_old(slack: Standin):
    code = parse_qs(urlsplit(slack.install(slack.team, _address(slack))).query)["code"][0]
    await slack.advance(601)
    with pytest.raises(SlackApiError, match="invalid_code"):
        await AsyncWebClient(base_url=slack.api).oauth_v2_access(
            client_id=slack.client_id, client_secret=slack.client_secret, redirect_uri=BACK, code=code
        )


async def test_an_address_without_state_is_an_offence(slack: Standin):
    slack.install(slack.team, _address(slack, state=""))
    assert slack.offences[0]["what"] == "state: missing"
