"""Reads ``entities.jsonl``: one named thing a line, numbered families spread out into their members."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib.resources.abc import Traversable
from json import JSONDecodeError
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from config.rows import Row, checked, text_of, wrong
from digests.language import Lang
from digests.lexicon import Affiliation, Entity, EntityType
from digests.spelling import spellings
from digests.text.script import shown_in
from digests.when import Granularity, period_of

_VERSIONS = tuple(f"{major}{minor}" for major in range(1, 10) for minor in ("", *(f".{n}" for n in range(10))))
"""Members a numbered family has by grammar: 1 to 9.9. Whatever a maker numbers next is known before it is out."""


_Source = Annotated[str, Field(min_length=1)]


_Month = Annotated[str, Field(pattern=r"^\d{4}(?:-(?:0[1-9]|1[0-2]))?$")]


class AffiliationRow(Row):
    """One employer of a person: from and to as a year or a month, where they are known, and where that stands."""

    maker: str
    since: _Month | None = Field(default=None, alias="from")
    until: _Month | None = Field(default=None, alias="to")
    seen: _Source | Annotated[tuple[_Source, ...], Field(min_length=1)]

    def affiliation(self) -> Affiliation:
        """Return the row with the first day of its first month or year, and the last day of its last."""
        since = _period(self.since)[0] if self.since else None
        return Affiliation(self.maker, since, _period(self.until)[1] if self.until else None)


class EntityRow(Row):
    """One line of the file; ``seen`` says where its spellings stand (keys and addresses, see the README)."""

    id: str
    type: EntityType
    en: str
    seen: _Source | Annotated[tuple[_Source, ...], Field(min_length=1)]
    zh: str | None = None
    hant: str | None = None
    names: tuple[str, ...] = ()
    family: str | None = None
    maker: str | None = None
    ambiguous: tuple[str, ...] = ()
    versions: str | None = None
    affiliations: tuple[AffiliationRow, ...] = ()

    @property
    def employers(self) -> tuple[Affiliation, ...]:
        """The affiliations in order of their beginning."""
        return tuple(sorted((row.affiliation() for row in self.affiliations), key=lambda one: one.beginning))

    @property
    def shown(self) -> Mapping[Lang, str]:
        """The name in each language that has one; Traditional is converted where no regional form is given."""
        if self.zh is None:
            return MappingProxyType({Lang.EN: self.en})
        hant = self.hant or shown_in(self.zh, Lang.HANS, Lang.HANT)
        return MappingProxyType({Lang.EN: self.en, Lang.HANS: self.zh, Lang.HANT: hant})

    def entity(self, more: tuple[str, ...], maker: str | None) -> Entity:
        """Return the entity with further spellings."""
        names = tuple(dict.fromkeys((*self.shown.values(), *self.names, *more)))
        lasting = [one.maker for one in self.employers if one.until is None]
        maker = self.maker or maker or next(reversed(lasting), None)
        ambiguous = frozenset(self.ambiguous)
        return Entity(self.id, self.type, self.shown, names, self.family, maker, ambiguous, self.employers)


def _period(text: str) -> tuple[date, date]:
    """Return the first and the last day of a year or a month."""
    year, _, month = text.partition("-")
    width = Granularity.MONTH if month else Granularity.YEAR
    return period_of(date(int(year), int(month or 1), 1), width)


def load_entities(path: Traversable) -> Mapping[str, Entity]:
    """Return the entities by id, in the order of the file, members by grammar after their family.

    Raises BadSetting for a line that is no entity, an id given twice, an unknown family or maker, an ambiguous name
    that is none of the entity's names, and a spelling claimed by two entities without being ambiguous.
    """
    rows = _rows(path)
    _check_links(rows, path)
    listed = [row.entity(_spelled_out(row, rows), _maker(row, rows)) for row in rows.values()]
    _check_spellings(listed, path)
    entities = (entity for one in listed for entity in (one, *_members(rows[one.id], rows)))
    return MappingProxyType({entity.id: entity for entity in entities})


def _rows(path: Traversable) -> dict[str, EntityRow]:
    """Return the rows by id."""
    rows: dict[str, EntityRow] = {}
    for number, line in enumerate(text_of(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except JSONDecodeError as error:
            raise wrong(path, f"row {number}", f"is not JSON ({error})") from error
        row = checked(EntityRow, fields, path, f"row {number}")
        if row.id in rows:
            raise wrong(path, f"row {number}", f"the id {row.id!r} is given twice")
        rows[row.id] = row
    return rows


def _members(family: EntityRow, rows: Mapping[str, EntityRow]) -> Iterator[Entity]:
    """Yield the members of a numbered family that have no row of their own."""
    for version in _VERSIONS if family.versions else ():
        name = _member_name(family, version)
        member = _slug(name)
        if member not in rows:
            names = dict.fromkeys((name, *_numbered(family, version)))
            yield Entity(member, family.type, MappingProxyType({Lang.EN: name}), tuple(names), family.id, family.maker)


def _member_name(family: EntityRow, version: str) -> str:
    """Return how a member of a numbered family is shown."""
    return (family.versions or "").replace("{}", version)


def _slug(name: str) -> str:
    """Return the id of a member: lower case, hyphens for everything but letters, digits and dots."""
    return re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-")


def _spelled_out(row: EntityRow, rows: Mapping[str, EntityRow]) -> tuple[str, ...]:
    """Return a member's spellings by grammar: each name of its numbered family with the version behind it."""
    family = rows.get(row.family or "")
    if family is None or family.versions is None:
        return ()
    pattern = re.escape(family.versions).replace(r"\{\}", r"([\d.]+)")
    match = re.fullmatch(pattern, row.en)
    if match is None:
        return ()
    return _numbered(family, match[1])


def _numbered(family: EntityRow, version: str) -> tuple[str, ...]:
    """Return each name of a numbered family with the version behind it."""
    return tuple(f"{name} {version}" for name in (family.en, family.zh, *family.names) if name)


def _maker(row: EntityRow, rows: Mapping[str, EntityRow]) -> str | None:
    """Return the maker of a member's family."""
    family = rows.get(row.family or "")
    return family.maker if family else None


def _check_links(rows: Mapping[str, EntityRow], path: Traversable) -> None:
    """Refuse families, makers and ambiguous names that point nowhere."""
    for row in rows.values():
        for link in (row.family, row.maker, *(one.maker for one in row.affiliations)):
            if link is not None and link not in rows:
                raise wrong(path, f"entity {row.id!r}", f"{link!r} is the id of no entity")
        if row.affiliations and (row.maker is not None or row.type is not EntityType.PERSON):
            raise wrong(path, f"entity {row.id!r}", "only a person without a maker has affiliations")
        for one in row.employers:
            if one.until is not None and one.until < one.beginning:
                raise wrong(path, f"entity {row.id!r}", f"the time at {one.maker!r} ends before it begins")
        for name in row.ambiguous:
            if name not in (*row.shown.values(), *row.names):
                raise wrong(path, f"entity {row.id!r}", f"the ambiguous name {name!r} is none of its names")


def _check_spellings(entities: Iterable[Entity], path: Traversable) -> None:
    """Refuse a spelling that two entities claim, unless both call it ambiguous."""
    claimed: dict[str, Entity] = {}
    for entity in entities:
        for name in entity.names:
            for spelling in spellings(name):
                other = claimed.setdefault(spelling, entity)
                if other is not entity and not (_doubtful(spelling, entity) and _doubtful(spelling, other)):
                    raise wrong(path, f"entity {entity.id!r}", f"the name {name!r} belongs to {other.id!r} already")


def _doubtful(spelling: str, entity: Entity) -> bool:
    """Say whether the entity calls that spelling ambiguous."""
    return any(spelling in spellings(name) for name in entity.ambiguous)
