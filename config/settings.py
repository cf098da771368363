"""The settings: one frozen value, every field documented, every value checked.

A setting is read, in this order, from the command line, the environment (``LLAMAWIRE_`` and the name in capitals),
``llamawire.toml`` and its default; ``load`` does the reading. The descriptions here are what ``llamawire init``
writes and what the reference page shows.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr

from config.checked import (
    checked_command,
    checked_contact,
    checked_database,
    checked_folder,
    checked_listening,
    checked_socket,
    checked_web,
    checked_web_or_none,
    checked_zone,
    listed,
)
from digests.language import Lang
from digests.limits import Allowed
from digests.upkeep import Upkeep

PREFIX = "LLAMAWIRE_"
SECRETS = frozenset(
    {
        "discord_token",
        "slack_bot_token",
        "slack_app_token",
        "slack_signing_secret",
        "slack_client_secret",
        "slack_key",
    }
)
"""Settings whose values are shown nowhere; each can also stand in the file that the setting NAME_file names."""
FILE_OF = "_file"
"""What stands behind the name of a secret in the name of the setting of its file."""
SQLITE = "sqlite+aiosqlite:///"
_PASSWORD = re.compile(r"(://[^/@:]*:)[^/]*(?=@)|([?&](?:ssl)?password=)[^&\"]*")


def default_database_url() -> str:
    """Return the URL of ``llamawire.db`` in the platform's folder for user data."""
    return f"{SQLITE}{platformdirs.user_data_path('llamawire') / 'llamawire.db'}"


def masked(url: str) -> str:
    """Return a database URL fit for showing: its password is three asterisks."""
    return _PASSWORD.sub(r"\g<1>\g<2>***", url)


def _secret(what: str, name: str, may_be: str) -> Any:  # noqa: ANN401  as pydantic's own Field
    """Describe a setting that is shown nowhere."""
    return Field(
        default=SecretStr(""),
        repr=False,
        description=f"{what}; better in the environment or in {name}{FILE_OF} than here.",
        json_schema_extra={"allowed": may_be},
    )


def _in_file(what: str, name: str) -> Any:  # noqa: ANN401  the same
    """Describe the setting of the file that holds a secret."""
    kept = name.replace("_", "-")
    return Field(
        default="",
        description=f"A file that holds {what} and that only you can read.",
        json_schema_extra={"allowed": f"a path; nothing for {kept} in the platform's folder for settings"},
    )


def _most(default: int, description: str) -> int:
    """Return the field of a limit on what a tenant may have."""
    limit: int = Field(default=default, ge=1, le=10_000, description=description)
    return limit


class Settings(BaseModel):
    """Everything that can be set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    database_url: Annotated[str, AfterValidator(checked_database)] = Field(
        default_factory=default_database_url,
        repr=False,
        description="Where the newsroom keeps what it has read.",
        json_schema_extra={"allowed": "a path, or a URL that begins with sqlite:/// or postgresql://"},
    )
    lang: Literal[Lang.EN, Lang.HANS, Lang.HANT] = Field(
        default=Lang.EN,
        description="The language of the answers, and the script in which Chinese is shown.",
    )
    zone: Annotated[str, AfterValidator(checked_zone)] = Field(
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
    contact: Annotated[str, AfterValidator(checked_contact)] = Field(
        default="",
        description="Where those whose feeds are read can reach you; it is told to them with every request.",
        json_schema_extra={"allowed": "an address that begins with https://, http:// or mailto:"},
    )
    allow_addresses: Annotated[tuple[str, ...], BeforeValidator(listed)] = Field(
        default=(),
        description="Addresses of your own network that may be asked although they are not public.",
        json_schema_extra={"allowed": "a list of addresses or networks, each with a port if need be: 10.1.0.7:8080"},
    )
    starter: Annotated[str, AfterValidator(checked_folder)] = Field(
        default="",
        description="A folder with starter data of your own; what it does not have is read from the packaged files.",
        json_schema_extra={"allowed": "a path to a folder"},
    )
    terminal_folder: str = Field(
        default="",
        description="The folder into which digests for terminal:NAME are written, one text file for each.",
        json_schema_extra={"allowed": "a path; nothing for the folder of user data"},
    )
    discord_token: SecretStr = _secret(
        "The token of your Discord bot", "discord_token", "a token as Discord's developer portal shows it once"
    )
    discord_token_file: str = _in_file("the token of your Discord bot", "discord_token")
    discord_api: Annotated[str, AfterValidator(checked_web)] = Field(
        default="https://discord.com/api/v10",
        description="Where Discord is asked; another address for a proxy of yours.",
        json_schema_extra={"allowed": "an address that begins with https:// or http://"},
    )
    discord_gateway: Annotated[str, AfterValidator(checked_socket)] = Field(
        default="wss://gateway.discord.gg/",
        description="Where Discord's events come from; another address for a proxy of yours.",
        json_schema_extra={"allowed": "an address that begins with wss:// or ws://"},
    )
    slack_bot_token: SecretStr = _secret(
        "The token of your Slack bot", "slack_bot_token", "a token that begins with xoxb-"
    )
    slack_bot_token_file: str = _in_file("the token of your Slack bot", "slack_bot_token")
    slack_app_token: SecretStr = _secret(
        "The token of your Slack app for Socket Mode", "slack_app_token", "a token that begins with xapp-"
    )
    slack_app_token_file: str = _in_file("the token of your Slack app", "slack_app_token")
    slack_signing_secret: SecretStr = _secret(
        "The secret with which Slack signs what it sends over HTTP",
        "slack_signing_secret",
        "the Signing Secret under Basic Information of your Slack app",
    )
    slack_signing_secret_file: str = _in_file("the signing secret of your Slack app", "slack_signing_secret")
    slack_client_id: str = Field(
        default="",
        description="The client id of your Slack app, where several workspaces install it.",
        json_schema_extra={"allowed": "the Client ID under Basic Information of your Slack app, in quotation marks"},
    )
    slack_client_secret: SecretStr = _secret(
        "The client secret of your Slack app, where several workspaces install it",
        "slack_client_secret",
        "the Client Secret under Basic Information of your Slack app",
    )
    slack_client_secret_file: str = _in_file("the client secret of your Slack app", "slack_client_secret")
    slack_key: SecretStr = _secret(
        "The key that encrypts the tokens of the workspaces in the database",
        "slack_key",
        "a key that `llamawire setup slack --http` has made; to change it, the new one, a comma and the old one",
    )
    slack_key_file: str = _in_file("the key of the workspaces' tokens", "slack_key")
    slack_api: Annotated[str, AfterValidator(checked_web)] = Field(
        default="https://slack.com/api",
        description="Where Slack is asked; another address for a proxy of yours.",
        json_schema_extra={"allowed": "an address that begins with https:// or http://"},
    )
    slack_http: Annotated[str, AfterValidator(checked_listening)] = Field(
        default="",
        description="Where to listen for Slack's signed requests, in place of Socket Mode.",
        json_schema_extra={"allowed": "an address and a port such as 127.0.0.1:3000; nothing for Socket Mode"},
    )
    slack_url: Annotated[str, AfterValidator(checked_web_or_none)] = Field(
        default="",
        description="The public address under which Slack and browsers reach what listens at slack_http.",
        json_schema_extra={"allowed": "an address that begins with https:// or http://"},
    )
    command: Annotated[str, AfterValidator(checked_command)] = Field(
        default="llama",
        description="The command of readers in chats, and with -admin behind it that of admins.",
        json_schema_extra={"allowed": "a word of at most 25 small letters, digits and -"},
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
    most_topics: int = _most(Allowed().topics, "How many topics of its own a server or workspace may have.")
    most_feeds: int = _most(Allowed().feeds, "How many feeds of its own a server or workspace may have.")
    most_schedules: int = _most(
        Allowed().schedules, "How many schedules a server or workspace may have; what readers follow is none."
    )
    most_filters: int = _most(Allowed().filters, "How many filters a server or workspace may have.")
    most_words: int = _most(
        Allowed().words, "How many words a topic may have, and as many that it leaves out; and a filter."
    )
    most_commands: int = Field(
        default=Allowed().commands,
        ge=6,
        le=6_000,
        description="How many commands a minute a person may give in chats, a sixth of them within ten seconds.",
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
    def allowed(self) -> Allowed:
        """How much a tenant may have, and how often its people may ask."""
        return Allowed(
            topics=self.most_topics,
            feeds=self.most_feeds,
            schedules=self.most_schedules,
            filters=self.most_filters,
            words=self.most_words,
            commands=self.most_commands,
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
