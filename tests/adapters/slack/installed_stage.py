"""Slack's installation store on a database of either kind."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from cryptography.fernet import MultiFernet
from slack_sdk.oauth.installation_store import Installation
from sqlalchemy import text

from adapters.clock import SystemClock
from adapters.slack.installations import Installations, States, Stores, new_key, sealing
from adapters.storage.address import read_address
from adapters.storage.engine import connected, open_store
from bot.wiring.slack_installations import stores_on
from tests.postgres import a_database

KINDS = ("sqlite", "postgres")
KEY, OTHER = new_key(), new_key()
A_PERSONS = "xoxp-canary"
"""A token of a person."""


@asynccontextmanager
async def a_place(kind: str, folder: Path) -> AsyncIterator[str]:
    """Give the address of a database that is laid out."""
    if kind == "postgres":
        async with a_database() as url:
            yield url
        return
    url = f"sqlite+aiosqlite:///{folder}/news.db"
    async with open_store(url):
        pass
    yield url


@asynccontextmanager
async def stores_at(url: str, client_id: str = "111.222") -> AsyncIterator[Stores]:
    address = read_address(url)
    async with connected(address) as engine:
        yield stores_on(engine, client_id, address.place)


def installations(stores: Stores, *keys: str) -> Installations:
    return Installations(stores, seal(*keys))


def states(stores: Stores) -> States:
    return States(stores, SystemClock())


def seal(*keys: str) -> MultiFernet:
    return sealing(",".join(keys or (KEY,)))


def an_installation(team: str = "T01", token: str = "xoxb-canary-1", **more: Any) -> Installation:  # noqa: ANN401, S107  its fields; a token of nobody
    return Installation(
        **{
            "app_id": "A01",
            "team_id": team,
            "team_name": "Reading Room",
            "bot_token": token,
            "bot_id": "B01",
            "bot_user_id": "U0BOT",
            "bot_scopes": "chat:write,commands",
            "user_id": "U01",
            "token_type": "bot",
            **more,
        }
    )


async def everything(stores: Stores) -> str:
    """Return all that stands in the tables."""
    async with stores.reading.engine.begin() as connection:
        rows = [await connection.execute(text(f"SELECT * FROM {one}")) for one in ("slack_bots", "slack_installations")]  # noqa: S608  names of ours
        return "\n".join(str(found.all()) for found in rows)


async def count(stores: Stores, table: str) -> int:
    async with stores.reading.engine.begin() as connection:
        return int(await connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)  # noqa: S608  a name of ours
