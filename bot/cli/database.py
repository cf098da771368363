"""The commands that move, save and put back the whole database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.call import Call

if TYPE_CHECKING:
    from adapters.storage.copying import TableSeen

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The backup: a file of SQLite.")]
_SHOWN = 12
"""Digits of a hash that a person compares."""


def copy(
    call: Call,
    *,
    to: Annotated[str, typer.Option("--to", metavar="PATH|URL", help="An empty database, of either kind.")],
) -> None:
    """Copy everything that is stored into another database.

    The rows of every table are compared at the end, and their hashes shown.
    """
    from bot import wiring

    target = replace(call, given={**call.given, "database": to}).load().settings.database_url
    tables = asyncio.run(wiring.copy_database(call.load().settings.database_url, target))
    _show(call, "copied", wiring.place_of(target), tables)


def backup(
    call: Call,
    file: FileArgument,
    *,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
) -> None:
    """Save everything that is stored in one file; the program may go on running.

    The file is the same for either kind of database.
    """
    from bot import wiring

    tables = asyncio.run(wiring.back_up(call.load().settings.database_url, file, force=force))
    _show(call, "backed-up", str(file), tables)


def restore(
    call: Call,
    file: FileArgument,
    *,
    force: Annotated[bool, typer.Option("--force", help="Put it in the place of what is there.")] = False,
) -> None:
    """Put back what a backup holds. Stop the program first where it is running."""
    from bot import wiring

    url = call.load().settings.database_url
    restored = asyncio.run(wiring.restore(file, url, force=force))
    _show(call, "restored", wiring.place_of(url), restored.tables, restored.kept)


def _show(call: Call, done: str, place: str, tables: Iterable[TableSeen], kept: Path | None = None) -> None:
    """Print what a database holds now, table by table."""
    from bot.cli.output import put, put_json

    if call.as_json:
        rows = [{"name": table.name, "rows": table.rows, "sha256": table.digest} for table in tables]
        record = {"version": 1, "kind": done, "place": place, "kept": kept and str(kept), "tables": rows}
        put_json(record)
        return
    words = call.words()
    put(f"{words.say(f'db.{done}', place=place)}\n")
    put("".join(f"  {table.name:<20}{table.rows:>9}  {table.digest[:_SHOWN]}\n" for table in tables if table.rows))
    if kept:
        put(f"{words.say('db.kept', path=kept)}\n")
