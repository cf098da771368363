"""Slack's own installation store, joined with our database."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.clock import SystemClock
from adapters.slack.installations import Installations, States, Stores, sealing
from adapters.slack.oauth import STATE_SECONDS
from adapters.storage.address import read_address
from adapters.storage.engine import connected
from adapters.storage.failures import explained
from adapters.storage.session import WRITING, unbroken
from config.secrets import has_secret, secret
from config.settings import Settings
from digests.errors import BadSetting

T = TypeVar("T")
APP_TOKEN, SIGNING_SECRET = "slack_app_token", "slack_signing_secret"
_SECRETS = ("slack_client_secret", "slack_signing_secret", "slack_key")
_TOLD = ("slack_client_id", "slack_http", "slack_url")
_quiet = logging.getLogger("llamawire.slack")


def heard_by(settings: Settings) -> tuple[str, str]:
    """Return the secret by which Slack is heard, after the name of its setting. Raises BadSetting where it is not set.

    It is the app's token in Socket Mode, and in HTTP mode what Slack signs its requests with.
    """
    name = SIGNING_SECRET if settings.slack_http else APP_TOKEN
    value = secret(settings, name)
    if not value:
        raise BadSetting("slack-no-signing-secret" if settings.slack_http else "slack-no-app-token", name)
    return name, value


@dataclass(frozen=True, slots=True)
class Installed:
    """The workspaces that have installed the bot, and what lets further ones do so."""

    installations: Installations
    states: States


def lacking(settings: Settings) -> tuple[str, ...]:
    """Return which settings are missing for several workspaces."""
    told = {name: bool(getattr(settings, name)) for name in _TOLD}
    kept = {name: has_secret(settings, name) for name in _SECRETS}
    return tuple(name for name, there in (told | kept).items() if not there)


@asynccontextmanager
async def installed(settings: Settings) -> AsyncIterator[Installed]:
    """Open them; what an older key has encrypted is encrypted with the newest. Raises BadSetting and StoreUnusable.

    The tables are there: whoever opens the newsroom has seen to it.
    """
    if lacks := lacking(settings):
        raise BadSetting("slack-several-lacks", "slack_client_id", missing=lacks)
    address = read_address(settings.database_url)
    seal = sealing(secret(settings, "slack_key"))
    async with connected(address) as engine:
        stores = stores_on(engine, settings.slack_client_id, address.place)
        installations = Installations(stores, seal)
        await installations.renew()
        yield Installed(installations, States(stores, SystemClock()))


def stores_on(engine: AsyncEngine, client_id: str, place: str) -> Stores:
    """Return slack-sdk's stores on an engine of ours; those that write take the write lock when they begin."""
    writing = engine.execution_options(**{WRITING: True})
    return Stores(
        AsyncSQLAlchemyInstallationStore(client_id, engine, logger=_quiet),
        AsyncSQLAlchemyInstallationStore(client_id, writing, logger=_quiet),
        AsyncSQLAlchemyOAuthStateStore(STATE_SECONDS, writing, logger=_quiet),
        partial(_whole, place),
    )


async def _whole(place: str, work: Coroutine[Any, Any, T]) -> T:
    with explained(place):
        return await _awaited(work)


@unbroken
async def _awaited(work: Coroutine[Any, Any, T]) -> T:
    return await work
