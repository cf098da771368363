"""Tokens: from the environment, else from a file that nobody else can read, and never in what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.secrets import discord_token
from config.settings import Settings
from digests.errors import BadSetting


def in_file(path: Path, content: bytes, mode: int = 0o600) -> Settings:
    path.write_bytes(content)
    path.chmod(mode)
    return Settings(discord_token_file=str(path))


def test_without_a_token_there_is_none():
    assert not discord_token(Settings())


def test_a_file_that_only_its_owner_reads_gives_the_token(tmp_path: Path):
    assert discord_token(in_file(tmp_path / "token", b"canary.canary\n")) == "canary.canary"


def test_the_environment_wins_over_the_file(tmp_path: Path):
    settings = in_file(tmp_path / "token", b"from-the-file")
    assert discord_token(Settings(discord_token="from-elsewhere", discord_token_file=settings.discord_token_file)) == (  # type: ignore[arg-type]  # noqa: S106  pydantic takes a text
        "from-elsewhere"
    )


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o622, 0o777])
def test_a_file_that_others_can_reach_is_refused(tmp_path: Path, mode: int):
    with pytest.raises(BadSetting, match="token-file-open") as refused:
        discord_token(in_file(tmp_path / "token", b"canary", mode))
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "token-file-no-token"),
        (b"two words", "token-file-no-token"),
        (b"\xff\xfe", "token-file-unreadable"),
    ],
)
def test_a_file_without_a_token_is_refused_and_not_shown(tmp_path: Path, content: bytes, key: str):
    with pytest.raises(BadSetting, match=key):
        discord_token(in_file(tmp_path / "token", content))


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path):
    with pytest.raises(BadSetting, match="token-file-unreadable") as refused:
        discord_token(Settings(discord_token_file=str(tmp_path / "nowhere")))
    assert refused.value.values["path"] == str(tmp_path / "nowhere")
