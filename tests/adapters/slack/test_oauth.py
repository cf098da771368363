"""Installing the bot from a browser: what comes back counts with a state of this browser's, once, in time (A16)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from aiohttp import web
from yarl import URL

from adapters.slack.installations import Installations, States, Stores
from adapters.slack.manifest import INSTALL, RETURN, SCOPES
from adapters.slack.oauth import OAuth, OAuthApp
from config.catalogues import load_words
from digests.errors import StoreUnusable
from digests.language import Lang
from tests.adapters.slack.installed_stage import KINDS, a_place, everything, installations, states, stores_at
from tests.standin.slack import Fault, Kind, Standin, standin
from tests.standin.slack.oauth import OAuth as OAuthOfSlack

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
"""slack-sdk's own use of aiohttp (slack_sdk/web/async_base_client.py)."""
URL_OF_OURS = "https://news.example"
REFUSED = "Llamawire was not installed"


@dataclass
class Browser:
    """A browser: it keeps its cookie, also of a page without TLS, as a proxy before the bot would have it."""

    base: str
    session: aiohttp.ClientSession
    cookie: str = ""

    async def begin(self, query: str = "") -> str:
        """Begin to install; return where Slack asks for consent."""
        async with self.session.get(f"{self.base}{INSTALL}{query}", allow_redirects=False) as answer:
            assert answer.status == 302
            morsel = answer.cookies["slack-app-oauth-state"]
            assert morsel["secure"]
            assert morsel["httponly"]
            self.cookie = f"slack-app-oauth-state={morsel.value}"
            return answer.headers["Location"]

    async def come_back(self, address: str) -> tuple[int, str]:
        """Open what Slack sends the browser back to."""
        here = URL(f"{self.base}{urlsplit(address).path}?{urlsplit(address).query}", encoded=True)
        headers = {"Cookie": self.cookie} if self.cookie else {}
        async with self.session.get(here, headers=headers) as answer:
            assert answer.headers["Cache-Control"] == "no-store"
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
            return answer.status, await answer.text()


@dataclass
class Stage:
    """The routes at work, with a browser before them and Slack behind."""

    slack: Standin
    kept: Installations
    stores: Stores
    browser: Browser
    came: list[str] = field(default_factory=list)

    def another_browser(self) -> Browser:
        """Return one that did not begin."""
        return Browser(self.browser.base, self.browser.session)


@asynccontextmanager
async def a_stage(place: str, lang: Lang = Lang.EN) -> AsyncIterator[Stage]:
    async with standin() as slack, stores_at(place, slack.client_id) as stores, aiohttp.ClientSession() as session:
        came: list[str] = []

        async def installed(team: str) -> None:
            came.append(team)

        app = OAuthApp(slack.client_id, slack.client_secret, URL_OF_OURS, slack.api.rstrip("/"), "llama")
        kept = installations(stores)
        routes = OAuth(app, kept, states(stores), load_words(lang), installed).routes()
        application = web.Application()
        application.add_routes(routes)
        runner = web.AppRunner(application)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        try:
            yield Stage(slack, kept, stores, Browser(f"http://{host}:{port}", session), came)
        finally:
            await runner.cleanup()
        assert slack.offences == []


@pytest.fixture(params=KINDS)
async def stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    async with a_place(request.param, tmp_path) as url, a_stage(url) as stage:
        yield stage


@pytest.fixture
async def one(tmp_path: Path) -> AsyncIterator[Stage]:
    async with a_place("sqlite", tmp_path) as url, a_stage(url) as stage:
        yield stage


async def nothing_was_kept(stage: Stage) -> None:
    assert await everything(stage.stores) == "[]\n[]"
    assert stage.came == []


async def test_two_workspaces_install_the_bot_and_each_has_its_token(stage: Stage):
    first, second = (stage.slack.add_team(name, installed=False) for name in ("Heron Desk", "Corvid Labs"))
    for team in (first, second):
        status, page = await stage.browser.come_back(stage.slack.install(team, await stage.browser.begin()))
        assert status == 200
        assert f"It is in {team.name} now." in page
    assert [await stage.kept.token_of(team.id) for team in (first, second)] == [first.token, second.token]
    assert stage.came == [first.id, second.id]
    stored = await everything(stage.stores)
    assert first.token not in stored
    assert second.token not in stored


async def test_slack_is_asked_for_the_scopes_of_the_manifest_and_to_come_back_to_our_address(one: Stage):
    asked = parse_qs(urlsplit(await one.browser.begin()).query)
    assert asked["scope"] == [",".join(SCOPES)]
    assert asked["redirect_uri"] == [f"{URL_OF_OURS}{RETURN}"]
    assert asked["client_id"] == [one.slack.client_id]


async def test_what_the_address_asks_for_besides_is_not_passed_on_to_slack(one: Stage):
    address = await one.browser.begin("?team=T1%26redirect_uri%3Dhttps%3A%2F%2Fevil.example&scope=admin&state=mine")
    assert "evil.example" not in address
    assert "admin" not in address
    assert "state=mine" not in address


async def test_without_a_state_nothing_is_kept(one: Stage):
    """A16: missing."""
    team = one.slack.add_team("Heron Desk", installed=False)
    back = one.slack.install(team, await one.browser.begin())
    code = parse_qs(urlsplit(back).query)["code"][0]
    status, page = await one.browser.come_back(f"{RETURN}?code={code}")
    assert status == 400
    assert REFUSED in page
    await nothing_was_kept(one)


async def test_the_state_of_another_browser_is_refused_and_still_good_in_its_own(one: Stage):
    """A16: foreign."""
    team = one.slack.add_team("Heron Desk", installed=False)
    back = one.slack.install(team, await one.browser.begin())
    foreign = one.another_browser()
    for cookie in ("", "slack-app-oauth-state=elsewhere"):
        foreign.cookie = cookie
        status, page = await foreign.come_back(back)
        assert status == 400
        assert "This page was not opened by the browser that began." in page
    await nothing_was_kept(one)
    assert (await one.browser.come_back(back))[0] == 200


async def test_a_state_that_was_never_given_out_is_refused_though_the_browser_claims_it(one: Stage):
    """A16: foreign."""
    one.browser.cookie = "slack-app-oauth-state=invented"
    status, page = await one.browser.come_back(f"{RETURN}?code=1&state=invented")
    assert status == 401
    assert REFUSED in page
    await nothing_was_kept(one)


async def test_a_state_is_used_once(one: Stage):
    """A16: used."""
    team = one.slack.add_team("Heron Desk", installed=False)
    back = one.slack.install(team, await one.browser.begin())
    assert (await one.browser.come_back(back))[0] == 200
    before = await everything(one.stores)
    status, page = await one.browser.come_back(back)
    assert status == 401
    assert "too late, or twice" in page
    assert await everything(one.stores) == before
    assert one.came == [team.id]


async def test_a_state_is_good_for_ten_minutes(one: Stage):
    """A16: expired."""
    one.stores.states.expiration_seconds = -1
    team = one.slack.add_team("Heron Desk", installed=False)
    status, page = await one.browser.come_back(one.slack.install(team, await one.browser.begin()))
    assert status == 401
    assert "too late, or twice" in page
    await nothing_was_kept(one)


async def test_a_code_that_was_given_for_another_address_is_refused(one: Stage):
    """A16: changed redirect."""
    team = one.slack.add_team("Heron Desk", installed=False)
    address = (await one.browser.begin()).replace(URL_OF_OURS, "https://evil.example")
    status, page = await one.browser.come_back(one.slack.install(team, address))
    assert status == 401
    assert "Slack does not confirm the installation." in page
    await nothing_was_kept(one)


@pytest.mark.parametrize("query", ["error=access_denied", "error=%3Cscript%3Ealert(1)%3C%2Fscript%3E"])
async def test_who_declines_is_told_so_and_nothing_of_the_address_is_shown(one: Stage, query: str):
    await one.browser.begin()
    status, page = await one.browser.come_back(f"{RETURN}?{query}&state=x")
    assert status == 400
    assert REFUSED in page
    assert "script" not in page
    await nothing_was_kept(one)


async def test_without_a_code_nothing_is_kept(one: Stage):
    state = parse_qs(urlsplit(await one.browser.begin()).query)["state"][0]
    assert (await one.browser.come_back(f"{RETURN}?state={state}"))[0] == 401
    await nothing_was_kept(one)


@pytest.mark.parametrize(
    "fault", [Fault(Kind.ERROR, status=503), Fault(Kind.ERROR, status=200, error="fatal_error"), Fault(Kind.CUT)]
)
async def test_slack_in_trouble_is_a_plain_page_too(one: Stage, fault: Fault):
    team = one.slack.add_team("Heron Desk", installed=False)
    back = one.slack.install(team, await one.browser.begin())
    await one.slack.misfortune(fault, verbs=["oauth"])
    status, page = await one.browser.come_back(back)
    assert status in {401, 502}
    assert REFUSED in page
    await nothing_was_kept(one)


async def test_a_database_in_trouble_is_a_plain_page_too(one: Stage, monkeypatch: pytest.MonkeyPatch):
    async def failing(*_: object, **__: object) -> str:
        raise StoreUnusable("database-full", "news.db")

    team = one.slack.add_team("Heron Desk", installed=False)
    back = one.slack.install(team, await one.browser.begin())
    monkeypatch.setattr(Installations, "async_save", failing)
    status, page = await one.browser.come_back(back)
    assert status == 503
    assert REFUSED in page
    monkeypatch.setattr(States, "async_issue", failing)
    async with one.browser.session.get(f"{one.browser.base}{INSTALL}", allow_redirects=False) as begun:
        assert begun.status == 503
    await nothing_was_kept(one)


@pytest.mark.parametrize("wrong", [{"is_enterprise_install": True, "team": None}, {"access_token": None}])
async def test_an_installation_that_is_no_bot_in_a_workspace_is_not_kept(
    one: Stage, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, object]
):
    installed = OAuthOfSlack._installed
    monkeypatch.setattr(OAuthOfSlack, "_installed", lambda *given: installed(*given) | wrong)
    team = one.slack.add_team("Heron Desk", installed=False)
    status, page = await one.browser.come_back(one.slack.install(team, await one.browser.begin()))
    assert status == 500
    assert "one of a whole organization" in page
    await nothing_was_kept(one)


async def test_who_installs_again_is_told_so_once_more_and_has_one_token(one: Stage):
    team = one.slack.add_team("Heron Desk", installed=False)
    for _ in range(2):
        assert (await one.browser.come_back(one.slack.install(team, await one.browser.begin())))[0] == 200
    assert one.came == [team.id, team.id]
    assert await one.kept.teams() == (team.id,)


async def test_the_name_of_a_workspace_is_text_on_the_page(one: Stage):
    team = one.slack.add_team("<b>Heron</b> & 'Desk'", installed=False)
    _, page = await one.browser.come_back(one.slack.install(team, await one.browser.begin()))
    assert "&lt;b&gt;Heron&lt;/b&gt; &amp; &#x27;Desk&#x27;" in page


@pytest.mark.parametrize(("lang", "said"), [(Lang.HANS, "Llamawire 未安装"), (Lang.HANT, "Llamawire 未安裝")])
async def test_the_pages_are_in_the_language_of_the_settings(tmp_path: Path, lang: Lang, said: str):
    async with a_place("sqlite", tmp_path) as url, a_stage(url, lang) as stage:
        _, page = await stage.browser.come_back(f"{RETURN}?error=access_denied")
    assert said in page
    assert f'lang="{lang}"' in page


def test_the_secret_of_the_app_stands_in_no_picture_of_it():
    assert "canary" not in repr(OAuthApp("1.2", "canary", URL_OF_OURS, "https://slack.com/api", "llama"))
