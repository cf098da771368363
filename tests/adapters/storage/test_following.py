"""Subscriptions of readers in a database that was made before there were any, and among very many."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select, insert, text

from adapters.storage import ledger_tables
from adapters.storage.address import Address
from adapters.storage.engine import open_store, session_at
from adapters.storage.ledger_rows import subscription_row
from adapters.storage.migrate import migrate, upgrade
from adapters.storage.subscriptions import of_channels_at, of_orders, ordered_by
from digests.subscription import Channel
from tests.contracts.test_ledger import an_order

THERE = Channel("discord", "7", "100")


async def test_an_order_from_before_readers_could_follow_is_kept_as_a_channels(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    order = an_order(channel=THERE)
    later = {"wanted", "ordered_by", "threaded"}
    row = {name: value for name, value in subscription_row(order).items() if name not in later}
    async with session_at(Address(str(path), path), 5) as session, session.writing() as connection:
        await connection.run_sync(migrate, "0004")
        await connection.run_sync(lambda sync: sync.execute(insert(ledger_tables.subscriptions), row))
    url = f"sqlite+aiosqlite:///{path}"
    await upgrade(url)
    async with open_store(url) as ledger:
        assert await ledger.subscriptions() == (order,)
        assert await ledger.subscriptions_at("discord", "7") == (order,)


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (of_channels_at("discord", "7"), "ix_subscriptions_channel"),
        (ordered_by("discord", "42"), "ix_subscriptions_ordered_by"),
        (of_orders("discord", "7"), "ix_subscriptions_orders"),
        (of_orders(None, ""), "ix_subscriptions_orders"),
    ],
)
async def test_subscriptions_are_found_by_an_index(tmp_path: Path, statement: Select[Any], index: str) -> None:
    async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'desk.db'}") as ledger, ledger.reading() as connection:
        shown = statement.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
        plan = (await connection.execute(text(f"EXPLAIN QUERY PLAN {shown}"))).mappings().all()
    assert f"USING INDEX {index}" in plan[0]["detail"]
