"""Secrets in files: read only where nobody else can read them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import platformdirs

from config.settings import Settings
from digests.errors import BadInput, BadSetting

_MOST = 4096
"""Bytes of a file that holds a token and nothing else; a longer one is another file."""


def discord_token(settings: Settings) -> str:
    """Return the token of the Discord bot, nothing where there is none. Raises BadSetting."""
    said = settings.discord_token.get_secret_value()
    kept = "" if settings.discord_token_file or not _discord_file().exists() else str(_discord_file())
    return said or _in_file(settings.discord_token_file or kept, "discord_token_file")


def has_discord_token(settings: Settings) -> bool:
    """Say whether a token is set, or a file for it named or there; it is not read."""
    return bool(settings.discord_token or settings.discord_token_file) or _discord_file().exists()


def keep_discord_token(token: str) -> Path:
    """Keep a token in the platform's folder for settings, for its owner alone; return where. Raises BadInput."""
    path = _discord_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(f"{token}\n")
    except (OSError, UnicodeEncodeError) as error:
        raise BadInput(
            "file-not-written", str(path), reason=getattr(error, "strerror", None) or "it is no token"
        ) from error
    return path


def _discord_file() -> Path:
    return platformdirs.user_config_path("llamawire") / "discord-token"


def is_open_to_others(path: Path) -> bool:
    """Say whether somebody else may read a file; no file system but POSIX's tells."""
    return os.name == "posix" and bool(stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO))


def _in_file(path: str, name: str) -> str:
    """Return what stands in the file, nothing where none is named. Raises BadSetting."""
    if not path:
        return ""
    try:
        if is_open_to_others(Path(path)):
            raise BadSetting("token-file-open", name, path=path)
        with Path(path).open(encoding="ascii") as file:
            token = file.read(_MOST).strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no plain text"
        raise BadSetting("token-file-unreadable", name, path=path, reason=reason) from error
    if not token or len(token.split()) > 1:
        raise BadSetting("token-file-no-token", name, path=path)
    return token
