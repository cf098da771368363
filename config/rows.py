"""Rows of data files, checked one by one: a mistake is a BadSetting that names the file and the row."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from digests.errors import BadSetting
from digests.language import Lang


class Row(BaseModel):
    """One row of a file; unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class InLanguages(Row):
    """A phrase in up to three languages."""

    en: str | None = None
    hans: str | None = Field(default=None, alias="zh-Hans")
    hant: str | None = Field(default=None, alias="zh-Hant")

    def by_lang(self) -> Mapping[Lang, str]:
        """Return the phrases that are given, by language."""
        every = {Lang.EN: self.en, Lang.HANS: self.hans, Lang.HANT: self.hant}
        return MappingProxyType({lang: phrase for lang, phrase in every.items() if phrase is not None})


_Row = TypeVar("_Row", bound=Row)


def wrong(path: Traversable, row: str, problem: str) -> BadSetting:
    """Return the refusal for a row of a file; the problem is for who writes the file, and as exact as its parser."""
    return BadSetting("data-wrong", path.name, row=row, problem=problem)


def text_of(path: Traversable) -> str:
    """Return a data file's text. Raises BadSetting where it is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting("data-unreadable", path.name, reason=error) from error


def toml_of(path: Traversable) -> dict[str, Any]:
    """Return the tables of a TOML file. Raises BadSetting where it is not TOML."""
    try:
        return tomllib.loads(text_of(path))
    except tomllib.TOMLDecodeError as error:
        raise BadSetting("data-not-toml", path.name, reason=error) from error


def tables_of(path: Traversable, name: str) -> list[Any]:
    """Return the ``[[name]]`` tables of a TOML file that holds nothing else. Raises BadSetting for anything else."""
    content = toml_of(path)
    for key in content:
        if key != name:
            raise wrong(path, key, f"the file holds [[{name}]] tables and nothing else")
    return list(content.get(name, ()))


def checked(model: type[_Row], fields: object, path: Traversable, row: str) -> _Row:
    """Return the row as its model. Raises BadSetting with the first mistake in it."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise wrong(path, row, f"{place} {first['msg'].lower()}" if place else first["msg"]) from error
