"""Reads ``archive.jsonl``: one dated happening a line, with our own sentence in three languages and its sources."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from itertools import pairwise
from json import JSONDecodeError
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from config.lexicon import load_lexicon
from config.rows import Row, checked, text_of, wrong
from config.starter_files import starter_file
from digests.archive import Account, ArchiveRow, Dispute, Source
from digests.dates.values import Slice, sliced
from digests.errors import BadInput
from digests.event import Status
from digests.language import Lang
from digests.lexicon import Kind
from digests.urls import canonical
from digests.when import Granularity, Qualifier, When, month_span

ARCHIVE = "archive.jsonl"

_DATE = r"20\d\d(-\d\d(-\d\d)?)?"
_SLUG = r"-(?!\d\d-)[a-z0-9.]+(-[a-z0-9.]+)*"
"""What follows the date in an id; it does not begin like a month or day, or the id would say more than the date."""
_WIDTH = {4: Granularity.YEAR, 7: Granularity.MONTH, 10: Granularity.DAY}
"""How exact a date is, by its length: ``2023``, ``2023-07``, ``2023-07-18``."""
_SLICES = {Qualifier.EARLY: Slice.EARLY, Qualifier.MID: Slice.MID, Qualifier.LATE: Slice.LATE}
_DateText = Annotated[str, Field(pattern=f"^{_DATE}$")]
_English = Annotated[str, Field(min_length=1, max_length=160)]
_Chinese = Annotated[str, Field(min_length=1, max_length=80)]


class SourceRow(Row):
    """One of ``sources``."""

    url: str
    seen: str


class SaysRow(Row):
    """A few words in each language."""

    en: _English
    hans: _Chinese = Field(alias="zh-Hans")
    hant: _Chinese = Field(alias="zh-Hant")

    @property
    def spoken(self) -> Mapping[Lang, str]:
        """The words by language."""
        return MappingProxyType({Lang.EN: self.en, Lang.HANS: self.hans, Lang.HANT: self.hant})


class AccountRow(Row):
    """One of the accounts of a ``dispute``."""

    says: SaysRow
    url: str


class HappeningRow(Row):
    """One line of the file."""

    id: str
    date: _DateText
    until: _DateText | None = None
    qualifier: Literal[Qualifier.EARLY, Qualifier.MID, Qualifier.LATE, Qualifier.ABOUT] | None = None
    kind: Kind
    status: Status = Status.HAPPENED
    entities: Annotated[tuple[str, ...], Field(min_length=1)]
    en: _English
    hans: _Chinese = Field(alias="zh-Hans")
    hant: _Chinese = Field(alias="zh-Hant")
    sources: Annotated[tuple[SourceRow, ...], Field(min_length=1)]
    dispute: dict[Literal["date", "figure"], Annotated[tuple[AccountRow, ...], Field(min_length=2)]] = Field(
        default_factory=dict
    )

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address of the row."""
        accounts = (account.url for accounts in self.dispute.values() for account in accounts)
        return (*(source.url for source in self.sources), *accounts)

    def happening(self) -> ArchiveRow:
        """Return the row as an archived happening. Raises ValueError for a day that no calendar has."""
        return ArchiveRow(
            id=self.id,
            when=_period(self.date, self.until, self.qualifier),
            kind=self.kind,
            status=self.status,
            entities=self.entities,
            sentence=MappingProxyType({Lang.EN: self.en, Lang.HANS: self.hans, Lang.HANT: self.hant}),
            sources=tuple(Source(source.url, source.seen) for source in self.sources),
            disputes=tuple(
                Dispute(about, tuple(Account(account.says.spoken, account.url) for account in accounts))
                for about, accounts in self.dispute.items()
            ),
        )


@cache
def load_archive(folder: Path | None = None) -> tuple[ArchiveRow, ...]:
    """Return the archive a new installation begins with, in order of date.

    ``folder`` is one of the reader's own; without its file, and without a folder, the packaged file is read. Raises
    BadSetting as ``read_archive`` does.
    """
    return read_archive(starter_file(ARCHIVE, folder), load_lexicon(folder).entities)


def read_archive(path: Traversable, known: Collection[str]) -> tuple[ArchiveRow, ...]:
    """Return the rows of a file, in its order. ``known`` are the ids of the entities that exist.

    Raises BadSetting for a line that is no row, an id given twice or at odds with its date, an unknown entity, an
    address that is not in canonical form, and one that stands behind a later one.
    """
    rows: dict[str, ArchiveRow] = {}
    for number, line in enumerate(text_of(path).splitlines(), 1):
        if line.strip():
            row = _checked(line, number, known, path)
            if row.id in rows:
                raise wrong(path, f"row {number}", f"the id {row.id!r} is given twice")
            rows[row.id] = row
    _check_order(tuple(rows.values()), path)
    return tuple(rows.values())


def _checked(line: str, number: int, known: Collection[str], path: Traversable) -> ArchiveRow:
    """Return the row of a line."""
    try:
        fields = json.loads(line)
    except JSONDecodeError as error:
        raise wrong(path, f"row {number}", f"is not JSON ({error})") from error
    row = checked(HappeningRow, fields, path, f"row {number}")
    if not re.fullmatch(row.date + _SLUG, row.id):
        raise wrong(path, f"row {number}", f"the id {row.id!r} is not the date and a slug")
    for entity in row.entities:
        if entity not in known:
            raise wrong(path, f"row {row.id!r}", f"{entity!r} is the id of no entity")
    for url in row.urls:
        _check_address(url, row.id, path)
    return _dated(row, path)


def _dated(row: HappeningRow, path: Traversable) -> ArchiveRow:
    """Return the row as an archived happening."""
    try:
        return row.happening()
    except ValueError as error:
        raise wrong(path, f"row {row.id!r}", f"the date cannot be: {error}") from error


def _check_address(url: str, row: str, path: Traversable) -> None:
    """Refuse an address that is none, or not in the form by which pages are told apart."""
    try:
        form = canonical(url)
    except BadInput as error:
        raise wrong(path, f"row {row!r}", f"{url!r} is no address") from error
    if form != url:
        raise wrong(path, f"row {row!r}", f"{url!r} is not canonical, which is {form!r}")


def _check_order(rows: tuple[ArchiveRow, ...], path: Traversable) -> None:
    """Refuse a row that stands behind a later one; rows of one day are in order of id."""
    for before, row in pairwise(rows):
        if (row.when.start, row.id) < (before.when.start, before.id):
            raise wrong(path, f"row {row.id!r}", f"it stands behind the later {before.id!r}")


def _period(first: str, until: str | None, qualifier: Qualifier | None) -> When:
    """Return the period two dates and a qualifier name. Raises ValueError where there is no such day."""
    start, end = _span(first)
    if until is not None:
        return When(start, _span(until)[1], Granularity.RANGE, qualifier)
    width = _WIDTH[len(first)]
    if qualifier in _SLICES:
        start, end = sliced(start, end, width, _SLICES[qualifier])
    return When(start, end, width, qualifier)


def _span(text: str) -> tuple[date, date]:
    """Return the first and last day of a year, a month or a day."""
    numbers = [int(part) for part in text.split("-")]
    match numbers:
        case [year]:
            return date(year, 1, 1), date(year, 12, 31)
        case [year, month]:
            date(year, month, 1)
            return month_span(year, month)
        case _:
            day = date.fromisoformat(text)
            return day, day
