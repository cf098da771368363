"""The settings: one frozen value, every field documented, every value checked.

A setting is read, in this order, from the command line, the environment (``LLAMAWIRE_`` and the name in capitals),
``llamawire.toml`` and its default; ``load`` does the reading. The descriptions here are what ``llamawire init``
writes and what the reference page shows.
"""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

import platformdirs
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from digests.language import Lang

PREFIX = "LLAMAWIRE_"
SQLITE = "sqlite+aiosqlite:///"
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_PASSWORD = re.compile(r"(://[^/@:]*:)[^/]*(?=@)")


def default_database_url() -> str:
    """Return the URL of ``llamawire.db`` in the platform's folder for user data."""
    return f"{SQLITE}{platformdirs.user_data_path('llamawire') / 'llamawire.db'}"


def masked(url: str) -> str:
    """Return a database URL fit for showing: its password is three asterisks."""
    return _PASSWORD.sub(r"\g<1>***", url)


def _checked_database(url: str) -> str:
    """Return the URL with the asynchronous driver named. Raises ValueError where no store can be opened with it."""
    scheme = _SCHEME.match(url)
    if not scheme or scheme[1].lower() not in ("sqlite", "sqlite+aiosqlite"):
        msg = "not a URL of an SQLite database"
        raise ValueError(msg)
    return "sqlite+aiosqlite://" + url[scheme.end() :]


def _checked_zone(name: str) -> str:
    """Return the name. Raises ValueError where the time zone database does not have it."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:  # OSError: "Europe" is a folder of the database
        near = difflib.get_close_matches(name, available_timezones(), n=1)
        msg = f"not a time zone; did you mean {near[0]}?" if near else "not a time zone"
        raise ValueError(msg) from unknown
    return name


class Settings(BaseModel):
    """Everything that can be set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    database_url: Annotated[str, AfterValidator(_checked_database)] = Field(
        default_factory=default_database_url,
        repr=False,
        description="Where the newsroom keeps what it has read.",
        json_schema_extra={"allowed": "a path, or a URL that begins with sqlite:///"},
    )
    lang: Literal[Lang.EN, Lang.HANS, Lang.HANT] = Field(
        default=Lang.EN,
        description="The language of the answers, and the script in which Chinese is shown.",
    )
    zone: Annotated[str, AfterValidator(_checked_zone)] = Field(
        default="UTC",
        description="The time zone in which a day begins and ends.",
        json_schema_extra={"allowed": "an IANA time zone such as Europe/Berlin or Asia/Taipei"},
    )
    digest_stories: int = Field(
        default=8,
        ge=1,
        le=50,
        description="How many stories a digest holds at most.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning",
        description="How much is written to the log, which goes to standard error.",
    )
    log_format: Literal["text", "json"] = Field(
        default="text",
        description="How a line of the log is written: for people or for machines.",
    )


@cache
def _schema() -> dict[str, dict[str, Any]]:
    """Return the JSON schema of every setting by name, in the order of the reference page."""
    properties: dict[str, dict[str, Any]] = Settings.model_json_schema()["properties"]
    return properties


def names() -> tuple[str, ...]:
    """Return the names of the settings, in the order of the reference page."""
    return tuple(_schema())


def purpose(name: str) -> str:
    """Return the sentence that says what a setting is for."""
    return str(_schema()[name]["description"])


def allowed(name: str) -> str:
    """Return which values a setting may have, in words that can follow "must be"."""
    match _schema()[name]:
        case {"allowed": words}:
            return str(words)
        case {"enum": choices}:
            return "one of " + ", ".join(choices)
        case {"minimum": low, "maximum": high}:
            return f"a whole number from {low} to {high}"
    msg = f"the setting {name} does not say what it may be"
    raise LookupError(msg)


def shown(settings: Settings, name: str) -> str:
    """Return the value of a setting fit for showing: passwords and secrets are asterisks."""
    return masked(str(getattr(settings, name)))


def default(name: str) -> object:
    """Return the default of a setting. That of ``database_url`` depends on the platform."""
    return Settings.model_fields[name].get_default(call_default_factory=True, validated_data={})
