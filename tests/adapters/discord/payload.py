"""What Discord would say to a message's components, by its documentation; and the same as text, to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Component = dict[str, Any]
ROW, BUTTON, SELECT, TEXT, GALLERY, SEPARATOR, CONTAINER = 1, 2, 3, 10, 12, 14, 17
COLUMNS = 46
"""Characters beside each other on a phone, roughly."""


def length(text: str) -> int:
    """Return UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def walk(components: Sequence[Component]) -> Iterator[Component]:
    """Yield every component, outer ones first."""
    for component in components:
        yield component
        yield from walk(component.get("components", ()))


def texts(components: Sequence[Component]) -> list[str]:
    """Return the markdown of every text."""
    return [one["content"] for one in walk(components) if one["type"] == TEXT]


def check(components: Sequence[Component]) -> None:
    """Raise AssertionError for what Discord refuses (discord-api-docs, Components; its OpenAPI document)."""
    every = list(walk(components))
    assert 1 <= len(every) <= 40
    assert sum(length(text) for text in texts(components)) <= 4000
    ids = [one["custom_id"] for one in every if "custom_id" in one]
    assert len(ids) == len(set(ids))
    assert all(1 <= length(custom_id) <= 100 for custom_id in ids)
    for one in every:
        _check(one)


def _check(one: Component) -> None:
    match one["type"]:
        case 1:
            kinds = [inner["type"] for inner in one["components"]]
            assert kinds in ([SELECT], [7], [8]) or (1 <= len(kinds) <= 5 and set(kinds) == {BUTTON})
        case 2:
            assert 1 <= length(one["label"]) <= 80
        case 3:
            assert length(one["placeholder"]) <= 150
            values = [option["value"] for option in one["options"]]
            assert 1 <= len(values) == len(set(values)) <= 25
            assert all(
                1 <= length(text) <= 100 for option in one["options"] for text in (option["label"], option["value"])
            )
        case 10:
            assert one["content"].strip()
        case 12:
            assert all(1 <= length(item["description"]) <= 1024 for item in one["items"])
        case 17:
            assert one["components"]


def shown(components: Sequence[Component]) -> str:
    """Return components as a reader of their source can judge them."""
    return "\n".join(line for one in components for line in _lines(one))


def _lines(one: Component) -> Iterator[str]:
    match one["type"]:
        case 1:
            yield " ".join(line for inner in one["components"] for line in _lines(inner))
        case 2:
            yield f"[ {one['label']} ]<{one['custom_id']}>"
        case 3:
            yield f"( {one['placeholder']} v )"
            yield from (f"\n    {option['label']}<{option['value']}>" for option in one["options"])
        case 10:
            yield from one["content"].split("\n")
            yield ""
        case 12:
            yield from (f"(picture: {item['description']})" for item in one["items"])
        case 14:
            yield "─" * COLUMNS
        case 17:
            yield f"┌ #{one['accent_color']:06x}"
            yield from (f"│ {line}" for inner in one["components"] for line in _lines(inner))
            yield "└"
