"""What a reader reads of a message, and what is in it to press: plain walks over components, no renderer's code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

Json = dict[str, Any]
ROW, BUTTON, SELECT, INPUT, SECTION, DISPLAY, CONTAINER, LABEL = 1, 2, 3, 4, 9, 10, 17, 18
"""Types of components."""
SELECTS = frozenset({3, 5, 6, 7, 8})
_ESCAPE = re.compile(r"\\([^\w\s])")


def components_in(components: Iterable[Json]) -> Iterator[Json]:
    """Yield components with all that are nested in them, in reading order."""
    for component in components:
        yield component
        yield from components_in(component.get("components") or ())
        for name in ("accessory", "component"):
            if isinstance(component.get(name), dict):
                yield from components_in([component[name]])


def reader_text(content: str, embeds: Iterable[Json], components: Iterable[Json]) -> str:
    """Return what is read, line by line, the backslashes of markdown taken away."""
    lines = [content, *(line for embed in embeds for line in _embed_lines(embed))]
    lines += [str(one.get("content", "")) for one in components_in(components) if one.get("type") == DISPLAY]
    return _ESCAPE.sub(r"\1", "\n".join(line for line in lines if line))


def _embed_lines(embed: Json) -> Iterator[str]:
    yield embed.get("title") or ""
    yield embed.get("description") or ""
    for one in embed.get("fields") or ():
        yield one["name"]
        yield one["value"]
    yield (embed.get("footer") or {}).get("text", "")
