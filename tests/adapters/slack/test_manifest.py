"""The app's manifest: as Slack's official schemas want it, and no scope that nothing needs."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import manifest as described
from adapters.slack import shortcuts, web
from adapters.slack.manifest import EVENTS, METHODS, SCOPES, manifest, manifest_text, missing
from config.catalogues import load_words
from config.checked import checked_command
from digests.language import Lang
from tests.conftest import ROOT

LANGS = (Lang.EN, Lang.HANS, Lang.HANT)
OLD_NAMES = {"chat:write:bot": "chat:write", "chat:write:user": "chat:write", "none": ""}
"""Scopes of 2021, as bots have them now."""
FAMILIES = frozenset({"auth", "apps", "chat", "conversations", "files", "oauth", "team", "users", "views", "reactions"})
BY_OTHERS = frozenset({"apps.connections_open", "oauth.v2_access"})
"""Called with the app's token, and with the client's secret."""
UPLOADS = {"upload_v2": ("files.completeUploadExternal", "files.getUploadURLExternal")}
"""slack-sdk's helper, and what it calls."""


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("url", ["", "https://news.example"])
def test_it_fits_slacks_official_schemas(shared_dir: Path, version: int, lang: Lang, url: str):
    schema = json.loads((shared_dir / f"specs/slack/manifest.schema.{version}.0.0.json").read_text("utf-8"))
    made = json.loads(manifest_text(manifest("a" * 25, load_words(lang), url)))
    assert [error.message for error in Draft7Validator(schema).iter_errors(made)] == []


def test_the_longest_command_that_may_be_set_fits_and_no_longer_one_may_be_set():
    """Slack takes 32 characters with the /."""
    assert len(f"/{checked_command('a' * 25)}{described.ADMINS}") == 32
    with pytest.raises(ValueError, match="not a name"):
        checked_command("a" * 26)


def test_in_socket_mode_it_names_no_address_and_over_http_everything_goes_to_one():
    socket, http = (
        manifest("llama", load_words(Lang.EN)),
        manifest("llama", load_words(Lang.EN), "https://news.example"),
    )
    assert "https://" not in manifest_text(socket)
    assert socket["settings"]["socket_mode_enabled"] is True  # type: ignore[index]
    assert http["settings"]["socket_mode_enabled"] is False  # type: ignore[index]
    assert manifest_text(http).count(f"https://news.example{web.PATH}") == 5
    assert http["oauth_config"]["redirect_urls"] == ["https://news.example/slack/oauth_redirect"]  # type: ignore[index]


def test_both_commands_bear_the_name_that_is_set():
    features: Any = manifest("corvid", load_words(Lang.EN))["features"]
    assert [one["command"] for one in features["slash_commands"]] == ["/corvid", "/corvid-admin"]


def test_the_shortcuts_are_those_that_are_listened_to():
    assert (described.WHICH, described.SEARCH) == (shortcuts.WHICH, shortcuts.SEARCH)


def listened() -> set[str]:
    """Return the events that something listens to, by their names in the code."""
    found = set()
    for path in (ROOT / "adapters/slack").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "event":
                found |= {str(one.value) for one in node.args if isinstance(one, ast.Constant)}
    return found


def test_the_events_are_those_that_are_listened_to():
    assert listened() == set(EVENTS)


def called() -> set[str]:
    """Return the methods that the code calls with a bot's token, by Slack's names."""
    names = {name: name.replace("_", ".", 1) for name in dir(AsyncWebClient) if "_" in name.strip("_")}
    found: set[str] = set()
    for path in (ROOT / "adapters/slack").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in names:
                method = names[node.attr]
                found |= set(UPLOADS.get(method.partition(".")[2], (method,)))
    return {method for method in found if method.partition(".")[0] in FAMILIES} - BY_OTHERS


def test_the_methods_of_the_table_are_those_that_are_called():
    assert called() == set(METHODS)


def test_each_method_has_the_scopes_that_slack_documents(shared_dir: Path):
    document = json.loads((shared_dir / "specs/slack/slack_web_openapi_v2_without_examples.json").read_text("utf-8"))
    for method, scopes in METHODS.items():
        path = document["paths"].get(f"/{method}")
        if path is None:
            assert method.startswith("files.")  # newer than the document
            assert scopes == ("files:write",)
            continue
        (operation,) = path.values()
        documented = {OLD_NAMES.get(one, one) for one in operation["security"][0]["slackAuth"]} - {""}
        assert set(scopes) <= documented, method
        assert bool(scopes) == bool(documented), method


def test_the_scopes_are_exactly_what_the_methods_and_commands_take():
    assert set(SCOPES) == {"commands"}.union(*METHODS.values())
    assert list(SCOPES) == sorted(SCOPES)
    for wide in ("channels:join", "chat:write.public", "chat:write.customize", "users:read.email", "admin", "search"):
        assert not any(scope.startswith(wide) for scope in SCOPES)


@pytest.mark.parametrize("lang", LANGS)
def test_each_scope_is_explained(lang: Lang):
    phrases = load_words(lang).phrases
    assert {key.removeprefix("slack-scope.") for key in phrases if key.startswith("slack-scope.")} == set(SCOPES)


def test_what_was_not_granted_is_named():
    assert missing(SCOPES) == ()
    assert missing({*SCOPES, "admin"} - {"im:write", "commands"}) == ("commands", "im:write")
