"""Pages to JSON and back: what goes in comes out equal."""

from __future__ import annotations

from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from adapters.storage.rows import Values
from digests.language import Lang
from digests.page import Block, Bullets, Footer, Heading, Link, Page, Quoted, Row, Table, Text, Tone

_KINDS = {kind.__name__: kind for kind in (Heading, Text, Quoted, Link, Row, Table, Bullets, Footer)}


def page_row(page: Page) -> Values:
    """Return a page as JSON-ready values; each block beside the name of its kind."""
    return {"title": page.title, "blocks": [_block_row(block) for block in page.blocks], "record": dict(page.record)}


def page_of(row: Values) -> Page:
    """Return the page of such values."""
    return Page(row["title"], tuple(map(_block_of, row["blocks"])), MappingProxyType(row["record"]))


def _block_row(block: Block) -> list[Any]:
    return [type(block).__name__, asdict(block)]


def _block_of(row: list[Any]) -> Block:
    name, values = row
    built: Block = _KINDS[name](**{key: _value(key, value) for key, value in values.items()})
    return built


def _value(name: str, value: Any) -> Any:  # noqa: ANN401  JSON holds anything; each field's type decides
    """Return a field as its dataclass has it: JSON knows neither tuples nor our words for tone and language."""
    if name == "tone":
        return Tone(value)
    if name == "lang":
        return Lang(value)
    if isinstance(value, dict):
        return _block_of(["Quoted", value])
    if isinstance(value, list):
        return tuple(_value("", one) for one in value)
    return value
