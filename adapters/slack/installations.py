"""The workspaces that installed the bot, in slack-sdk's own store on our database; their tokens are encrypted at rest.

slack-sdk keeps every installation and finds the newest; here the older ones of a workspace go, so that no token stays
that is not used. A workspace is known by its id alone, also where it belongs to an organization.
"""

from __future__ import annotations

import re
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Protocol, TypeVar

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore

from digests.errors import BadSetting
from digests.ports import Clock

T = TypeVar("T")
_KEY = re.compile("[A-Za-z0-9_-]{43}=")
"""32 bytes; Fernet itself overlooks whatever else stands there."""
KEY = "slack_key"
"""The setting with the keys."""
_BOT_SECRETS = ("bot_token", "bot_refresh_token")
_SECRETS = (*_BOT_SECRETS, "user_token", "user_refresh_token", "incoming_webhook_url")
"""What of an installation nobody else may know."""


class Guard(Protocol):
    """Lets what was begun at the database come to its end. Raises StoreUnusable where the database fails."""

    async def __call__(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what the work returns."""
        ...


class NotTakenError(BoltError):
    """An installation that is none for this bot: of a whole organization, or without a bot."""


def sealing(keys: str) -> MultiFernet:
    """Return what encrypts with the first of the keys and decrypts with any. Raises BadSetting."""
    given = [key.strip() for key in keys.split(",")]
    if not all(_KEY.fullmatch(key) for key in given):
        raise BadSetting("slack-key-bad", KEY)
    return MultiFernet([Fernet(key) for key in given])


def new_key() -> str:
    """Return a new key."""
    return Fernet.generate_key().decode("ascii")


@dataclass(frozen=True, slots=True)
class Stores:
    """slack-sdk's stores on our database."""

    reading: AsyncSQLAlchemyInstallationStore
    writing: AsyncSQLAlchemyInstallationStore
    """The same; its transactions take the write lock when they begin."""
    states: AsyncSQLAlchemyOAuthStateStore
    """Takes it too, so that of two who come with one state only one is let in."""
    guard: Guard


class Installations(AsyncInstallationStore):
    """Keeps the installations, and gives the bot's tokens. Its methods raise StoreUnusable."""

    def __init__(self, stores: Stores, seal: MultiFernet) -> None:
        self._stores = stores
        self._seal = seal

    async def async_save(self, installation: Installation) -> None:
        """Keep an installation, in place of what there was of its workspace. Raises NotTakenError."""
        if installation.is_enterprise_install or not installation.team_id or not installation.bot_token:
            msg = "an installation without a workspace or a bot"
            raise NotTakenError(msg)
        sealed = Installation(**installation.to_dict_for_copying())
        sealed.enterprise_id = None
        for name in _SECRETS:
            if value := getattr(sealed, name):
                setattr(sealed, name, self._seal.encrypt(value.encode()).decode("ascii"))
        await self._stores.guard(self._replace(sealed, installation.team_id))

    async def token_of(self, team: str) -> str | None:
        """Return the bot's token for a workspace; None where it is not installed. Raises BadSetting for a wrong key."""
        found: Bot | None = await self._stores.guard(
            self._stores.reading.async_find_bot(enterprise_id=None, team_id=team)
        )
        return self._opened(found.bot_token) if found and team else None

    async def teams(self) -> tuple[str, ...]:
        """Return the workspaces that have installed the bot, by their ids."""
        return await self._stores.guard(self._teams())

    async def forget(self, team: str) -> None:
        """Forget a workspace and its tokens."""
        await self._stores.guard(self._stores.writing.async_delete_all(enterprise_id=None, team_id=team))

    async def renew(self) -> None:
        """Encrypt with the first key what another one has encrypted. Raises BadSetting where none of the keys fits.

        Nothing is changed in that case.
        """
        await self._stores.guard(self._renewed())

    async def _replace(self, sealed: Installation, team: str) -> None:
        await self._stores.writing.async_save(sealed)
        for table in self._tables:
            async with self._stores.writing.engine.begin() as connection:
                ours = (table.c.client_id == self._stores.writing.client_id) & (table.c.team_id == team)
                rows = (await connection.execute(table.select().where(ours).order_by(table.c.id))).mappings().all()
                older = [row["id"] for row in rows[:-1]]
                await connection.execute(table.delete().where(table.c.id.in_(older)))

    async def _teams(self) -> tuple[str, ...]:
        bots = self._stores.reading.bots
        async with self._stores.reading.engine.begin() as connection:
            ours = bots.select().where(bots.c.client_id == self._stores.reading.client_id).order_by(bots.c.team_id)
            return tuple(dict.fromkeys(row["team_id"] for row in (await connection.execute(ours)).mappings()))

    async def _renewed(self) -> None:
        async with self._stores.writing.engine.begin() as connection:
            for table, secrets in zip(self._tables, (_BOT_SECRETS, _SECRETS), strict=True):
                ours = table.select().where(table.c.client_id == self._stores.writing.client_id)
                for row in (await connection.execute(ours)).mappings().all():
                    sealed = {name: self._resealed(row[name]) for name in secrets if row[name]}
                    await connection.execute(table.update().where(table.c.id == row["id"]).values(**sealed))

    @property
    def _tables(self) -> tuple[Any, Any]:
        """slack-sdk's own descriptions of its tables, by which nothing of SQLAlchemy has to be known here."""
        return self._stores.writing.bots, self._stores.writing.installations

    def _opened(self, token: str) -> str:
        try:
            return self._seal.decrypt(token).decode()
        except InvalidToken as error:
            raise BadSetting("slack-key-wrong", KEY) from error

    def _resealed(self, token: str) -> str:
        try:
            return self._seal.rotate(token).decode("ascii")
        except InvalidToken as error:
            raise BadSetting("slack-key-wrong", KEY) from error


class States(AsyncOAuthStateStore):
    """What begins an installation carries back: known, used once, and good for some minutes."""

    def __init__(self, stores: Stores, clock: Clock) -> None:
        self._stores = stores
        self._clock = clock

    async def async_issue(self, *_: object, **__: object) -> str:
        """Return a new state; what has expired goes."""
        await self._stores.guard(self._swept())
        state: str = await self._stores.guard(self._stores.states.async_issue())
        return state

    async def async_consume(self, state: str) -> bool:
        """Say whether a state is known, and forget it."""
        known: bool = await self._stores.guard(self._stores.states.async_consume(state))
        return known

    async def _swept(self) -> None:
        states = self._stores.states.oauth_states
        async with self._stores.states.engine.begin() as connection:
            now = self._clock.now().astimezone(UTC).replace(tzinfo=None)  # as slack-sdk keeps it
            await connection.execute(states.delete().where(states.c.expire_at < now))
