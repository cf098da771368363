"""Pages to JSON and back: what goes in comes out equal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import Any

from adapters.storage.rows import Values
from digests.ask import Ask
from digests.language import Lang
from digests.page import (
    Act,
    Block,
    Bullets,
    Buttons,
    Choice,
    Footer,
    Heading,
    Link,
    Look,
    Page,
    Pick,
    Picks,
    Picture,
    Quoted,
    Rating,
    Row,
    Table,
    Text,
    Tone,
)

_BLOCKS = (Heading, Text, Quoted, Link, Row, Table, Bullets, Footer, Buttons, Choice, Pick, Rating, Picture)
_KINDS: Mapping[str, Any] = {kind.__name__: kind for kind in _BLOCKS}
_INNER: Mapping[str, Any] = {
    "original": Quoted,
    "quotes": Quoted,
    "rows": Row,
    "act": Act,
    "acts": Act,
    "useful": Act,
    "not_useful": Act,
    "ask": Ask,
}
"""What a field that is not plain holds, one or several."""
_WORDS: Mapping[str, Any] = {"tone": Tone, "lang": Lang, "look": Look, "of": Picks}


def page_row(page: Page) -> Values:
    """Return a page as JSON-ready values; each block beside the name of its kind. What is not set is not there."""
    row: Values = {
        "title": page.title,
        "blocks": [[type(block).__name__, _plain(block)] for block in page.blocks],
        "record": dict(page.record),
    }
    if page.ask:
        row["ask"] = _plain(page.ask)
    return row | {"opened": True} if page.opened else row


def page_of(row: Values) -> Page:
    """Return the page of such values."""
    blocks: tuple[Block, ...] = tuple(_built(_KINDS[name], values) for name, values in row["blocks"])
    record = MappingProxyType(row["record"])
    return Page(row["title"], blocks, record, _value("ask", row.get("ask")), opened=row.get("opened", False))


def _plain(value: object) -> Any:  # noqa: ANN401  JSON holds anything
    """Return a value as JSON has it: a noun as its fields by name."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _built(kind: Any, values: Values) -> Any:  # noqa: ANN401  a noun of digests.page
    return kind(**{name: _value(name, value) for name, value in values.items()})


def _value(name: str, value: Any) -> Any:  # noqa: ANN401  JSON holds anything; each field's type decides
    """Return a field as its dataclass has it: JSON knows neither tuples nor our nouns and words."""
    if name in _WORDS:
        return _WORDS[name](value)
    if name == "options":
        return MappingProxyType({option: _value("", one) for option, one in value.items()})
    if isinstance(value, list):
        return tuple(_value(name, one) for one in value)
    return _built(_INNER[name], value) if isinstance(value, dict) else value
