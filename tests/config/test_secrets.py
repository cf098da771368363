"""Secrets: from the environment, else from a file that nobody else can read, and never in what is said about it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from config.load import load_settings
from config.secrets import has_secret, has_slack, keep_secret, secret
from config.settings import SECRETS, Settings, shown
from digests.errors import BadInput, BadSetting

pytestmark = pytest.mark.parametrize("name", sorted(SECRETS))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_config_path", lambda _: tmp_path / "config")
    return tmp_path / "config"


def in_file(name: str, path: Path, content: bytes, mode: int = 0o600) -> Settings:
    path.write_bytes(content)
    path.chmod(mode)
    return Settings.model_validate({f"{name}_file": str(path)})


def test_without_a_token_there_is_none(name: str):
    assert not secret(Settings(), name)
    assert not has_secret(Settings(), name)
    assert not has_slack(Settings())


def test_a_file_that_only_its_owner_reads_gives_the_token(tmp_path: Path, name: str):
    settings = in_file(name, tmp_path / "token", b"canary.canary\n")
    assert secret(settings, name) == "canary.canary"
    assert has_secret(settings, name)
    assert not any(secret(settings, other) for other in SECRETS - {name})


def test_a_bot_token_or_what_several_workspaces_take_brings_it_to_slack(tmp_path: Path, name: str):
    settings = in_file(name, tmp_path / "token", b"canary")
    assert has_slack(settings) is (name in {"slack_bot_token", "slack_client_secret"})
    assert has_slack(Settings(slack_client_id="123.456"))


def test_the_environment_wins_over_the_file(tmp_path: Path, name: str):
    in_file(name, tmp_path / "token", b"from-the-file")
    environ = {
        f"LLAMAWIRE_{name.upper()}": "canary.elsewhere",
        f"LLAMAWIRE_{name.upper()}_FILE": str(tmp_path / "token"),
    }
    loaded = load_settings(cwd=tmp_path, environ=environ, overrides={})
    assert secret(loaded.settings, name) == "canary.elsewhere"
    assert "canary" not in f"{loaded!r} {loaded} {loaded.settings.model_dump_json()} {shown(loaded.settings, name)}"


def test_what_is_kept_is_found_again_and_only_its_owner_reads_it(folder: Path, tmp_path: Path, name: str):
    keep_secret(name, "an-older-one")
    path = keep_secret(name, "canary.canary")
    assert path.parent == folder
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert secret(Settings(), name) == "canary.canary"
    assert secret(in_file(name, tmp_path / "named", b"the-one-that-is-named"), name) == "the-one-that-is-named"


def test_what_is_no_token_or_has_no_place_is_not_kept(folder: Path, name: str):
    with pytest.raises(BadInput, match="file-not-written"):
        keep_secret(name, "令牌")
    folder.rename(folder.parent / "elsewhere")
    folder.write_text("a file where the folder should be", "utf-8")
    with pytest.raises(BadInput, match="file-not-written"):
        keep_secret(name, "canary")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o622, 0o777])
def test_a17_a_file_that_others_can_reach_is_refused(tmp_path: Path, mode: int, name: str):
    with pytest.raises(BadSetting, match="token-file-open") as refused:
        secret(in_file(name, tmp_path / "token", b"canary", mode), name)
    assert "canary" not in str(refused.value)
    assert refused.value.subject == f"{name}_file"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "token-file-no-token"),
        (b"two words", "token-file-no-token"),
        (b"\xff\xfe", "token-file-unreadable"),
    ],
)
def test_a_file_without_a_token_is_refused_and_not_shown(tmp_path: Path, content: bytes, key: str, name: str):
    with pytest.raises(BadSetting, match=key):
        secret(in_file(name, tmp_path / "token", content), name)


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path, name: str):
    with pytest.raises(BadSetting, match="token-file-unreadable") as refused:
        secret(Settings.model_validate({f"{name}_file": str(tmp_path / "nowhere")}), name)
    assert refused.value.values["path"] == str(tmp_path / "nowhere")
