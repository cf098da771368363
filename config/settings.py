"""The settings: one frozen value, every field documented, every value checked.

A setting is read, in this order, from the command line, the environment (``LLAMAWIRE_`` and the name in capitals),
``llamawire.toml`` and its default; ``load`` does the reading. The descriptions here are what ``llamawire init``
writes and what the reference page shows.
"""

from __future__ import annotations

import difflib
import re
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

import platformdirs
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr
from pydantic_core import PydanticCustomError

from digests.language import Lang
from digests.upkeep import Upkeep

PREFIX = "LLAMAWIRE_"
SECRETS = frozenset({"discord_token"})
"""Settings whose values are shown nowhere."""
NEARLY_A_ZONE = "nearly_a_zone"
"""Type of the error where a time zone of almost that name exists: ``near`` in its context."""
SQLITE = "sqlite+aiosqlite:///"
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
_COMMAND = re.compile(r"[a-z0-9][a-z0-9-]{0,25}")
_PASSWORD = re.compile(r"(://[^/@:]*:)[^/]*(?=@)|([?&](?:ssl)?password=)[^&\"]*")


def default_database_url() -> str:
    """Return the URL of ``llamawire.db`` in the platform's folder for user data."""
    return f"{SQLITE}{platformdirs.user_data_path('llamawire') / 'llamawire.db'}"


def masked(url: str) -> str:
    """Return a database URL fit for showing: its password is three asterisks."""
    return _PASSWORD.sub(r"\g<1>\g<2>***", url)


def _checked_database(url: str) -> str:
    """Return the URL with the asynchronous driver named. Raises ValueError where no store can be opened with it."""
    scheme = _SCHEME.match(url)
    if not scheme or scheme[1].lower() not in _DRIVERS:
        msg = "not a URL of an SQLite or Postgres database"
        raise ValueError(msg)
    return f"{_DRIVERS[scheme[1].lower()]}://{url[scheme.end() :]}"


def _checked_zone(name: str) -> str:
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


def _checked_contact(address: str) -> str:
    """Return the address. Raises ValueError for one that nobody can follow, or that would break a header."""
    if address and not _CONTACT.fullmatch(address):
        msg = "not an address"
        raise ValueError(msg)
    return address


def _checked_web(address: str) -> str:
    """Return the address without a slash at its end. Raises ValueError for one that is not of the web."""
    if not _WEB.fullmatch(address):
        msg = "not an address"
        raise ValueError(msg)
    return address.rstrip("/")


def _checked_socket(address: str) -> str:
    """Return the address. Raises ValueError for one that no web socket has."""
    if not _SOCKET.fullmatch(address):
        msg = "not an address"
        raise ValueError(msg)
    return address


def _checked_command(name: str) -> str:
    """Return the name. Raises ValueError for one that Discord or Slack would refuse, with -admin behind it."""
    if not _COMMAND.fullmatch(name):
        msg = "not a name of a command"
        raise ValueError(msg)
    return name


def _checked_folder(path: str) -> str:
    """Return the path. Raises ValueError where there is no folder."""
    if path and not Path(path).is_dir():
        msg = "not a folder"
        raise ValueError(msg)
    return path


def _listed(given: object) -> object:
    """Return what a variable gives, divided by commas or spaces, and a list of the file, as a tuple."""
    if isinstance(given, str):
        return tuple(given.replace(",", " ").split())
    return tuple(given) if isinstance(given, list) else given


class Settings(BaseModel):
    """Everything that can be set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    database_url: Annotated[str, AfterValidator(_checked_database)] = Field(
        default_factory=default_database_url,
        repr=False,
        description="Where the newsroom keeps what it has read.",
        json_schema_extra={"allowed": "a path, or a URL that begins with sqlite:/// or postgresql://"},
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
    contact: Annotated[str, AfterValidator(_checked_contact)] = Field(
        default="",
        description="Where those whose feeds are read can reach you; it is told to them with every request.",
        json_schema_extra={"allowed": "an address that begins with https://, http:// or mailto:"},
    )
    allow_addresses: Annotated[tuple[str, ...], BeforeValidator(_listed)] = Field(
        default=(),
        description="Addresses of your own network that may be asked although they are not public.",
        json_schema_extra={"allowed": "a list of addresses or networks, each with a port if need be: 10.1.0.7:8080"},
    )
    starter: Annotated[str, AfterValidator(_checked_folder)] = Field(
        default="",
        description="A folder with starter data of your own; what it does not have is read from the packaged files.",
        json_schema_extra={"allowed": "a path to a folder"},
    )
    terminal_folder: str = Field(
        default="",
        description="The folder into which digests for terminal:NAME are written, one text file for each.",
        json_schema_extra={"allowed": "a path; nothing for the folder of user data"},
    )
    discord_token: SecretStr = Field(
        default=SecretStr(""),
        repr=False,
        description="The token of your Discord bot; better in the environment or in discord_token_file than here.",
        json_schema_extra={"allowed": "a token as Discord's developer portal shows it once"},
    )
    discord_token_file: str = Field(
        default="",
        description="A file that holds the token of your Discord bot and that only you can read.",
        json_schema_extra={"allowed": "a path; nothing for discord-token in the platform's folder for settings"},
    )
    discord_api: Annotated[str, AfterValidator(_checked_web)] = Field(
        default="https://discord.com/api/v10",
        description="Where Discord is asked; another address for a proxy of yours.",
        json_schema_extra={"allowed": "an address that begins with https:// or http://"},
    )
    discord_gateway: Annotated[str, AfterValidator(_checked_socket)] = Field(
        default="wss://gateway.discord.gg/",
        description="Where Discord's events come from; another address for a proxy of yours.",
        json_schema_extra={"allowed": "an address that begins with wss:// or ws://"},
    )
    command: Annotated[str, AfterValidator(_checked_command)] = Field(
        default="llama",
        description="The command of readers in chats, and with -admin behind it that of admins.",
        json_schema_extra={"allowed": "a word of at most 26 small letters, digits and -"},
    )
    semantic: bool = Field(
        default=False,
        description="Whether stories are also told apart by what their titles mean; needs llamawire[semantic].",
    )
    alarm_hours: int = Field(
        default=6,
        ge=1,
        le=168,
        description="After how many hours without a feed that answers the admins are told.",
    )
    keep_ledger_days: int = Field(
        default=180,
        ge=30,
        le=3650,
        description="For how many days editions stay, with what was posted and told; what waits always stays.",
    )
    keep_decisions_days: int = Field(
        default=90,
        ge=1,
        le=3650,
        description="For how many days it stays known why something was decided.",
    )
    keep_articles_days: int = Field(
        default=1095,
        ge=30,
        le=36500,
        description="For how many days articles stay that carry a date; those without one always stay.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning",
        description="How much is written to the log, which goes to standard error.",
    )
    log_format: Literal["text", "json"] = Field(
        default="text",
        description="How a line of the log is written: for people or for machines.",
    )

    @property
    def terminal_path(self) -> Path:
        """The folder of what is posted in the terminal."""
        return Path(self.terminal_folder or platformdirs.user_data_path("llamawire") / "terminal")

    @property
    def upkeep(self) -> Upkeep:
        """What is kept for how long, and when the admins are told that nothing happens."""
        return Upkeep(
            keep_ledger=timedelta(days=self.keep_ledger_days),
            keep_decisions=timedelta(days=self.keep_decisions_days),
            keep_articles=timedelta(days=self.keep_articles_days),
            alarm=timedelta(hours=self.alarm_hours),
        )

    @property
    def starter_folder(self) -> Path | None:
        """The folder with the reader's own starter data, if there is one."""
        return Path(self.starter) if self.starter else None


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
    words = _schema()[name].get("allowed")
    if words:
        return str(words)
    may_be = limits(name)
    if isinstance(may_be, range):
        return f"a whole number from {may_be[0]} to {may_be[-1]}"
    return "one of " + ", ".join(may_be)


def limits(name: str) -> range | tuple[str, ...]:
    """Return the whole numbers a setting may be, or the words it may be one of. Raises LookupError for any other."""
    match _schema()[name]:
        case {"enum": [*choices]}:
            return tuple(choices)
        case {"type": "boolean"}:
            return "true", "false"
        case {"minimum": int(low), "maximum": int(high)}:
            return range(low, high + 1)
    msg = f"the setting {name} does not say what it may be"
    raise LookupError(msg)


def shown(settings: Settings, name: str) -> str:
    """Return the value of a setting fit for showing: passwords and secrets are asterisks."""
    value = getattr(settings, name)
    if isinstance(value, bool):
        return str(value).lower()
    return masked(", ".join(value) if isinstance(value, tuple) else str(value))


def default(name: str) -> object:
    """Return the default of a setting; a secret has none. That of ``database_url`` depends on the platform."""
    if name in SECRETS:
        return ""
    return Settings.model_fields[name].get_default(call_default_factory=True, validated_data={})
