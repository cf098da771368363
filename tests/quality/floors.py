"""The ratchet: what was reached stands in floors.toml, and the next change may only add to it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

Numbers = Mapping[str, float]
"""Metrics by name, and under ``of`` how many texts, articles or sets they were measured on."""
Table = Mapping[str, Numbers]
"""Numbers by the name of the set."""

FLOORS = Path(__file__).with_name("floors.toml")
FALLING = frozenset({"falseDates", "traps", "mustNot", "redundancy"})
"""Metrics of which less is better; what is pinned for them is a ceiling."""
SLACK = 0.02
"""By so much a measured value may lie above its floor before the floor has to follow."""
_DIGITS = 3


def floors() -> Mapping[str, Table]:
    """Return what is pinned, by what is measured ("dates") and the set ("own")."""
    return tomllib.loads(FLOORS.read_text("utf-8"))


def breaches(kind: str, name: str, measured: Numbers) -> list[str]:
    """Return a sentence for every number of a set that fell below its floor or left it behind."""
    return list(_breaches(f"{kind} {name}", floors()[kind][name], measured))


def raised(text: str, found: Mapping[tuple[str, str], Numbers]) -> str:
    """Return floors.toml with every number that was bettered, by what is measured and the set; none is ever lowered."""
    place, lines = ("", ""), []
    for line in text.splitlines():
        if line.startswith("["):
            kind, _, name = line.strip("[]").partition(".")
            place = (kind, name)
        metric, equals, floor = line.partition(" = ")
        value = found.get(place, {}).get(metric)
        won = equals and value is not None and _gain(metric, float(floor), value) > 0
        lines.append(f"{metric} = {value:.3f}" if won else line)
    return "\n".join(lines) + "\n"


def _gain(metric: str, floor: float, value: float) -> float:
    """Return by how much a number is better than what is pinned."""
    return round(round(value, _DIGITS) - floor, _DIGITS) * (-1 if metric in FALLING else 1)


def _breaches(where: str, pinned: Numbers, measured: Numbers) -> Iterator[str]:
    for metric in (metric for metric in pinned if metric != "of"):
        floor, value = pinned[metric], measured[metric]
        gain = _gain(metric, floor, value)
        shown = f"{where}: {metric} is {value:.3f}, and {floor:.3f} is pinned"
        if gain < 0:
            yield f"{shown}: it got worse"
        elif gain > SLACK:
            yield f"{shown}: raise the floor in {FLOORS.name}"
