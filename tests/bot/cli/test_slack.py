"""Set-up and a look at Slack, as they are typed; what Slack says comes from the stand-in."""

from __future__ import annotations

import asyncio
import json
import stat
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from adapters.slack.checks import Findings, Found
from adapters.slack.manifest import SCOPES
from adapters.storage.engine import open_store
from bot.cli.run import run
from bot.wiring import slack_setup as wired
from config.catalogues import load_words
from config.secrets import secret
from config.settings import Settings
from digests.language import Lang
from digests.subscription import SLACK, Channel, Schedule, Subscription
from tests.adapters.slack.installed_stage import KEY, OTHER, an_installation, installations, stores_at
from tests.standin.slack import Standin, standin

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch
Typed = Callable[..., list[str]]


class Beside:
    """A stand-in in a thread of its own: the program has its own event loop."""

    def __init__(self) -> None:
        self.slack: Standin
        self._ready, self._done = threading.Event(), asyncio.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        async with standin() as self.slack:
            self.slack.team.scopes = set(SCOPES)
            self._ready.set()
            await self._done.wait()

    def __enter__(self) -> Standin:
        self._thread.start()
        self._ready.wait(10)
        return self.slack

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join(10)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.setattr("platformdirs.user_config_path", lambda _: tmp_path / "config")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LLAMAWIRE_DATABASE_URL", str(tmp_path / "news.db"))


@pytest.fixture
def slack(monkeypatch: Patch) -> Iterator[Standin]:
    with Beside() as opened:
        monkeypatch.setenv("LLAMAWIRE_SLACK_API", opened.api)
        yield opened
        assert opened.offences == []


@pytest.fixture
def with_tokens(slack: Standin, monkeypatch: Patch) -> Standin:
    monkeypatch.setenv("LLAMAWIRE_SLACK_BOT_TOKEN", slack.token)
    monkeypatch.setenv("LLAMAWIRE_SLACK_APP_TOKEN", slack.app_token)
    return slack


@pytest.fixture
def typed(monkeypatch: Patch) -> Typed:
    """Let somebody at a terminal paste these, one after the other; return what they were asked."""

    def paste(*texts: str) -> list[str]:
        left, asked = list(texts), []

        def getpass(prompt: str) -> str:
            asked.append(prompt)
            return left.pop(0)

        monkeypatch.setattr("sys.stdin.isatty", lambda: True)
        monkeypatch.setattr("getpass.getpass", getpass)
        return asked

    return paste


def told(capsys: Capture) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_without_tokens_it_writes_the_manifest_and_tells_where_to_go(tmp_path: Path, capsys: Capture):
    assert run(["setup", "slack"]) == 0
    said = told(capsys)
    assert "“From a manifest”" in said
    assert "LLAMAWIRE_SLACK_BOT_TOKEN" in said
    assert "chat:write: to post digests" in said
    made = json.loads((tmp_path / "slack-manifest.json").read_text("utf-8"))
    assert made["settings"]["socket_mode_enabled"] is True


def test_a_manifest_that_is_there_stays_unless_it_is_to_be_written_anew(tmp_path: Path, capsys: Capture):
    path = tmp_path / "slack-manifest.json"
    assert run(["setup", "slack"]) == run(["setup", "slack"]) == 0
    path.write_text("{}", "utf-8")
    capsys.readouterr()
    assert run(["setup", "slack"]) == 2
    assert "is there already. `--force` overwrites it." in capsys.readouterr().err
    assert path.read_text("utf-8") == "{}"
    assert run(["setup", "slack", "--force"]) == 0
    assert "display_information" in path.read_text("utf-8")


def test_a_folder_that_cannot_be_written_to_is_refused(tmp_path: Path, capsys: Capture):
    (tmp_path / "slack-manifest.json").mkdir()
    assert run(["setup", "slack", "--force"]) == 2
    assert "slack-manifest.json" in capsys.readouterr().err


def test_for_http_the_public_address_has_to_be_known(capsys: Capture, monkeypatch: Patch, tmp_path: Path):
    assert run(["setup", "slack", "--http"]) == 2
    assert "Set slack_url, such as https://news.example." in capsys.readouterr().err
    assert not (tmp_path / "slack-manifest.json").exists()
    monkeypatch.setenv("LLAMAWIRE_SLACK_URL", "https://news.example")
    assert run(["setup", "slack", "--http"]) == 0
    said = told(capsys)
    assert "LLAMAWIRE_SLACK_SIGNING_SECRET" in said
    assert "https://news.example/slack" in said
    assert "https://news.example/slack/events" in (tmp_path / "slack-manifest.json").read_text("utf-8")


def test_tokens_that_are_pasted_are_tried_and_kept_for_their_owner(
    slack: Standin, typed: Typed, capsys: Capture, tmp_path: Path
):
    asked = typed(f" {slack.token} ", slack.app_token)
    assert run(["setup", "slack"]) == 0
    said = told(capsys)
    assert [prompt.split()[0] for prompt in asked] == ["Bot", "App"]
    assert "in Reading Room." in said
    assert "/invite @Llamawire" in said
    assert "/llama-admin schedules set" in said
    assert slack.token not in said
    assert slack.app_token not in said
    assert secret(Settings(), "slack_bot_token") == slack.token
    assert secret(Settings(), "slack_app_token") == slack.app_token
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "config").iterdir()} == {0o600}


@pytest.mark.parametrize(
    ("pasted", "problem"),
    [
        ("xoxb-canary", "Slack does not accept slack_bot_token (invalid_auth)."),
        ("xapp-canary", "This is not what slack_bot_token takes: it begins with xoxb-."),
    ],
)
def test_a_token_that_is_none_is_not_kept(slack: Standin, typed: Typed, capsys: Capture, pasted: str, problem: str):
    typed(pasted)
    assert run(["setup", "slack"]) == 2
    said = capsys.readouterr()
    assert problem in said.err
    assert "canary" not in said.out + said.err
    assert not secret(Settings(), "slack_bot_token")
    assert slack.offences == []


def test_a_bot_token_is_kept_though_the_app_token_is_not_good(slack: Standin, typed: Typed, capsys: Capture):
    typed(slack.token, "xapp-canary")
    assert run(["setup", "slack"]) == 2
    assert "Slack does not accept slack_app_token" in capsys.readouterr().err
    assert secret(Settings(), "slack_bot_token") == slack.token
    typed(slack.app_token)
    assert run(["setup", "slack"]) == 0
    assert "The app token is good." in told(capsys)


@pytest.mark.usefixtures("slack")
def test_who_leaves_a_token_out_is_asked_no_more(typed: Typed, capsys: Capture):
    assert len(typed("")) == 0
    assert run(["setup", "slack"]) == 0
    assert "/invite" not in told(capsys)


def test_for_http_the_signing_secret_is_asked_for(slack: Standin, typed: Typed, capsys: Capture, monkeypatch: Patch):
    monkeypatch.setenv("LLAMAWIRE_SLACK_URL", "https://news.example")
    asked = typed(slack.token, slack.signing_secret)
    assert run(["setup", "slack", "--http"]) == 0
    assert [prompt.split()[0] for prompt in asked] == ["Bot", "Signing"]
    assert "Set slack_http to where the bot is to listen" in told(capsys)
    assert secret(Settings(), "slack_signing_secret") == slack.signing_secret


def test_for_several_workspaces_a_key_is_made_once(slack: Standin, typed: Typed, capsys: Capture, monkeypatch: Patch):
    monkeypatch.setenv("LLAMAWIRE_SLACK_URL", "https://news.example")
    monkeypatch.setenv("LLAMAWIRE_SLACK_HTTP", "127.0.0.1:3000")
    monkeypatch.setenv("LLAMAWIRE_SLACK_CLIENT_ID", slack.client_id)
    asked = typed(slack.client_secret, slack.signing_secret)
    assert run(["setup", "slack"]) == 0
    said = told(capsys)
    assert [prompt.split()[0] for prompt in asked] == ["Client", "Signing"]
    assert "A new key for the tokens of the workspaces is kept" in said
    assert "https://news.example/slack/install" in said
    key = secret(Settings(), "slack_key")
    assert key not in said
    assert run(["setup", "slack"]) == 0
    assert secret(Settings(), "slack_key") == key


@pytest.mark.usefixtures("with_tokens")
def test_with_tokens_it_looks_and_tells_what_is_next(capsys: Capture, tmp_path: Path):
    assert run(["--json", "setup", "slack"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["kind"] == "setup"
    assert record["manifest"] == ""
    assert any("Reading Room" in line for line in record["said"])
    assert not (tmp_path / "slack-manifest.json").exists()


def test_a_scope_that_is_missing_is_named(with_tokens: Standin, capsys: Capture):
    with_tokens.team.scopes -= {"im:write", "files:write"}
    assert run(["setup", "slack"]) == 0
    assert "Reading Room has not granted: files:write, im:write." in told(capsys)
    assert run(["doctor", "slack"]) == 0
    assert "Reading Room: missing are files:write, im:write" in told(capsys)


def test_doctor_says_what_is_missing_where(with_tokens: Standin, capsys: Capture, tmp_path: Path):
    assert run(["doctor", "slack"]) == 0
    assert "no digest is ordered yet" in told(capsys)
    slack = with_tokens
    rooms = [slack.channel, slack.team.channel("out", bot=False), slack.team.channel("old", archived=True)]
    order(
        tmp_path, *(Channel(SLACK, slack.team.id, room.id) for room in rooms), Channel(SLACK, slack.team.id, "C0GONE")
    )
    assert run(["doctor", "slack"]) == 0
    said = told(capsys)
    for sentence in ("#news: the bot is in it", "#out: the bot was not invited", "#old: the channel is archived"):
        assert sentence in said
    assert f"slack:{slack.team.id}/C0GONE: the channel is gone" in said
    assert "Invite the bot there" in said


def order(folder: Path, *channels: Channel) -> None:
    async def save() -> None:
        async with open_store(f"sqlite+aiosqlite:///{folder / 'news.db'}") as store:
            for number, channel in enumerate(channels):
                schedule = Schedule((time(8),), "UTC")
                await store.save_subscription(
                    Subscription(f"s{number}", channel, (), schedule, Lang.EN, datetime.now(UTC))
                )

    asyncio.run(save())


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({}, "There is no token of a Slack bot yet."),
        ({"BOT_TOKEN": "xoxb-1"}, "There is no token of a Slack app for Socket Mode."),
        ({"BOT_TOKEN": "xoxb-1", "HTTP": "127.0.0.1:3000"}, "cannot be checked without the signing secret"),
        ({"CLIENT_ID": "1.2", "HTTP": "127.0.0.1:3000"}, "slack_url, slack_client_secret, slack_signing_secret"),
        ({"CLIENT_SECRET": "canary"}, "slack_client_id, slack_http, slack_url, slack_signing_secret, slack_key"),
    ],
)
def test_doctor_names_what_is_not_set(environ: dict[str, str], sentence: str, capsys: Capture, monkeypatch: Patch):
    for name, value in environ.items():
        monkeypatch.setenv(f"LLAMAWIRE_SLACK_{name}", value)
    assert run(["doctor", "slack"]) == 0
    said = told(capsys)
    assert sentence in said
    assert "canary" not in said


@pytest.fixture
def several(slack: Standin, monkeypatch: Patch) -> Standin:
    values = {"CLIENT_ID": slack.client_id, "CLIENT_SECRET": slack.client_secret, "KEY": KEY}
    values |= {"SIGNING_SECRET": slack.signing_secret, "URL": "https://news.example", "HTTP": "127.0.0.1:3000"}
    for name, value in values.items():
        monkeypatch.setenv(f"LLAMAWIRE_SLACK_{name}", value)
    return slack


def test_doctor_looks_at_each_workspace_that_has_installed_it(several: Standin, capsys: Capture, tmp_path: Path):
    assert run(["doctor", "slack"]) == 0
    assert "no workspace has installed it yet" in told(capsys)
    other = several.add_team("Second Desk")
    other.revoke()
    install(tmp_path, several.client_id, {several.team.id: several.token, other.id: other.token})
    assert run(["doctor", "slack"]) == 0
    said = told(capsys)
    assert "in Reading Room" in said
    assert f"Slack does not accept {other.id} (token_revoked)." in said


def test_with_a_wrong_key_doctor_says_so(several: Standin, capsys: Capture, tmp_path: Path, monkeypatch: Patch):
    """A18."""
    order(tmp_path)
    install(tmp_path, several.client_id, {several.team.id: several.token})
    monkeypatch.setenv("LLAMAWIRE_SLACK_KEY", OTHER)
    assert run(["doctor", "slack"]) == 0
    assert "were encrypted with another key than slack_key" in told(capsys)


def install(folder: Path, client_id: str, tokens: dict[str, str]) -> None:
    async def save() -> None:
        async with stores_at(f"sqlite+aiosqlite:///{folder / 'news.db'}", client_id) as stores:
            for team, token in tokens.items():
                await installations(stores).async_save(an_installation(team, token))

    asyncio.run(save())


@pytest.mark.parametrize("option", ["--http", "--force"])
def test_what_slack_alone_knows_is_refused_elsewhere(option: str, capsys: Capture):
    assert run(["setup", "discord", option]) == 2
    assert f"{option} is an option for Slack alone." in capsys.readouterr().err


@pytest.mark.parametrize(("apart", "good"), [(-59, True), (59, True), (61, False), (-61, False)])
def test_a_clock_that_is_a_minute_off_is_a_fault_whichever_way(apart: int, *, good: bool):
    found = Findings((Found("T1", "Reading Room", "llamawire"),), timedelta(seconds=apart), ())
    checks = wired._checks(found, load_words(Lang.EN), app=True)
    (clock,) = [check for check in checks if check.name == "slack-clock"]
    assert (clock.good, clock.found) == (good, f"{abs(apart)} s apart")


@pytest.mark.parametrize("lang", [Lang.HANS, Lang.HANT])
def test_the_steps_are_told_in_chinese_too(lang: Lang, capsys: Capture):
    assert run(["--lang", lang, "setup", "slack"]) == 0
    assert ("设置 Slack" if lang is Lang.HANS else "設定 Slack") in capsys.readouterr().out
