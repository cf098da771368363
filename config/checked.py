"""What a value of a setting must be: each check returns the value as it is used, or raises ValueError."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from pydantic_core import PydanticCustomError

NEARLY_A_ZONE = "nearly_a_zone"
"""Type of the error where a time zone of almost that name exists: ``near`` in its context."""
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
"""The schemes a database URL may have, and each with its driver."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_CONTACT = re.compile(r"(?:https?://|mailto:)[!-~]+")
_WEB = re.compile(r"https?://[!-~]+")
_SOCKET = re.compile(r"wss?://[!-~]+")
_COMMAND = re.compile(r"[a-z0-9][a-z0-9-]{0,24}")
_AT = re.compile(r"(?:[a-z0-9.-]+|\[[0-9a-f:]+\]):([0-9]{1,5})", re.IGNORECASE)
_HIGHEST_PORT = 65535


def checked_database(url: str) -> str:
    """Return the URL with the asynchronous driver named. Raises ValueError where no store can be opened with it."""
    scheme = _SCHEME.match(url)
    if not scheme or scheme[1].lower() not in _DRIVERS:
        msg = "not a URL of an SQLite or Postgres database"
        raise ValueError(msg)
    return f"{_DRIVERS[scheme[1].lower()]}://{url[scheme.end() :]}"


def checked_zone(name: str) -> str:
    """Return the name. Raises ValueError where the time zone database does not have it, with the nearest it has."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:  # OSError: "Europe" is a folder of the database
        near = difflib.get_close_matches(name, available_timezones(), n=1)
        if near:
            raise PydanticCustomError(NEARLY_A_ZONE, "did you mean {near}?", {"near": near[0]}) from unknown
        msg = "not a time zone"
        raise ValueError(msg) from unknown
    return name


def checked_contact(address: str) -> str:
    """Return the address. Raises ValueError for one that nobody can follow, or that would break a header."""
    if address and not _CONTACT.fullmatch(address):
        msg = "not an address"
        raise ValueError(msg)
    return address


def checked_web(address: str) -> str:
    """Return the address without a slash at its end. Raises ValueError for one that is not of the web."""
    if not _WEB.fullmatch(address):
        msg = "not an address"
        raise ValueError(msg)
    return address.rstrip("/")


def checked_socket(address: str) -> str:
    """Return the address. Raises ValueError for one that no web socket has."""
    if not _SOCKET.fullmatch(address):
        msg = "not an address"
        raise ValueError(msg)
    return address


def checked_command(name: str) -> str:
    """Return the name. Raises ValueError for one that Discord refuses with -admin behind it, or Slack with a /."""
    if not _COMMAND.fullmatch(name):
        msg = "not a name of a command"
        raise ValueError(msg)
    return name


def checked_folder(path: str) -> str:
    """Return the path. Raises ValueError where there is no folder."""
    if path and not Path(path).is_dir():
        msg = "not a folder"
        raise ValueError(msg)
    return path


def listed(given: object) -> object:
    """Return what a variable gives, divided by commas or spaces, and a list of the file, as a tuple."""
    if isinstance(given, str):
        return tuple(given.replace(",", " ").split())
    return tuple(given) if isinstance(given, list) else given


def checked_web_or_none(address: str) -> str:
    """Return the address, or nothing, as it was given. Raises ValueError for one that is not of the web."""
    return checked_web(address) if address else ""


def checked_listening(at: str) -> str:
    """Return where to listen, or nothing. Raises ValueError for what is no address and port of a machine."""
    found = _AT.fullmatch(at)
    if at and (not found or not 0 < int(found[1]) <= _HIGHEST_PORT):
        msg = "not an address and a port"
        raise ValueError(msg)
    return at
