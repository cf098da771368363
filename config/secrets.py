"""Secrets: from the environment or the settings, else from a file that nobody else can read; each in the same way."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import platformdirs

from config.settings import FILE_OF, Settings
from digests.errors import BadInput, BadSetting

_MOST = 4096
"""Bytes of a file that holds a secret and nothing else; a longer one is another file."""


def secret(settings: Settings, name: str) -> str:
    """Return a secret by the name of its setting, nothing where there is none. Raises BadSetting."""
    said: str = getattr(settings, name).get_secret_value()
    return said or _in_file(_named_file(settings, name) or _kept_file(name), f"{name}{FILE_OF}")


def has_secret(settings: Settings, name: str) -> bool:
    """Say whether a secret is set, or a file for it named or there; it is not read."""
    return bool(getattr(settings, name) or _named_file(settings, name) or _kept_file(name))


def has_slack(settings: Settings) -> bool:
    """Say whether the bot is to be on Slack: in one workspace by its token, or in those that install it."""
    return has_secret(settings, "slack_bot_token") or on_several(settings)


def on_several(settings: Settings) -> bool:
    """Say whether several workspaces of Slack are to install the bot."""
    return bool(settings.slack_client_id) or has_secret(settings, "slack_client_secret")


def keep_secret(name: str, value: str) -> Path:
    """Keep a secret in the platform's folder for settings, for its owner alone; return where. Raises BadInput."""
    path = _place(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(f"{value}\n")
    except (OSError, UnicodeEncodeError) as error:
        raise BadInput(
            "file-not-written", str(path), reason=getattr(error, "strerror", None) or "it is no token"
        ) from error
    return path


def _place(name: str) -> Path:
    return platformdirs.user_config_path("llamawire") / name.replace("_", "-")


def _named_file(settings: Settings, name: str) -> str:
    return str(getattr(settings, f"{name}{FILE_OF}"))


def _kept_file(name: str) -> str:
    """Return the file that set-up has kept a secret in, nothing where it has not."""
    path = _place(name)
    return str(path) if path.exists() else ""


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
