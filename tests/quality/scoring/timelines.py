"""Timelines against the rows that a reader wants."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from tests.quality.scoring.base import Row, Score, share


def timelines(rows: Sequence[Row], answers: Sequence[Sequence[Row]]) -> Score:
    """Compare timelines: ``rows`` are article sets with the rows a reader wants, ``answers`` the entries for each.

    An entry tells a row where their intervals touch, it is not wider than a year unless the row is, and its words match
    ``must``. ``exact`` asks for the same interval, ``status`` for one of the labelled ones, ``once`` for no second
    entry. ``traps`` is the share of what must not appear that does; ``claimed`` the share of entries that some row asks
    for; ``quoteOK`` the share of quotes that stand in the article they name.
    """
    tally: Counter[str] = Counter()
    misses: list[str] = []
    for row, entries in zip(rows, answers, strict=True):
        misses += _timeline(row, entries, tally)
    metrics = {
        "coreR": share(tally["core"], tally["cores"]),
        "exact": share(tally["exact"], tally["told"]),
        "status": share(tally["status"], tally["told"]),
        "once": share(tally["once"], tally["onces"]),
        "claimed": share(tally["claimed"], tally["entries"]),
        "traps": share(tally["trap"], tally["traps"]),
        "quoteOK": share(tally["verbatim"], tally["quotes"]),
    }
    return Score(metrics, misses)


def _timeline(row: Row, entries: Sequence[Row], tally: Counter[str]) -> Iterator[str]:
    """Count one timeline; yield what is wrong with it."""
    claimed: set[int] = set()
    for label in row["rows"]:
        telling = [number for number, entry in enumerate(entries) if _tells(entry, label)]
        if label["tier"] == "trap":
            tally["traps"] += 1
            tally["trap"] += bool(telling)
            yield from (f"trap: {label['id']} ({label['why']}): {_shown(entries[k])}" for k in telling[:1])
        else:
            claimed.update(telling)
            yield from _told(label, [entries[k] for k in telling], tally)
    tally["entries"] += len(entries)
    tally["claimed"] += len(claimed)
    yield from (f"nobody asks for: {row['id']}: {_shown(e)}" for k, e in enumerate(entries) if k not in claimed)
    pages = {article["id"]: (article["title"], article["text"]) for article in row["articles"]}
    quotes = [one for entry in entries for one in entry["sentences"]]
    tally["quotes"] += len(quotes)
    tally["verbatim"] += sum(any(one["quote"] in part for part in pages[one["article"]]) for one in quotes)


def _tells(entry: Row, label: Row) -> bool:
    """Say whether an entry is the labelled row, whatever its status; of a trap the status counts too."""
    if not re.search(label["must"], _words(entry), re.IGNORECASE):
        return False
    if label["tier"] == "trap" and "status" in label and entry["status"] not in label["status"]:
        return False
    if "from" not in label:
        return True
    wide = max(366, _days(label))
    return bool(entry["from"] <= label["to"] and entry["to"] >= label["from"]) and _days(entry) <= wide


def _told(label: Row, telling: Sequence[Row], tally: Counter[str]) -> Iterator[str]:
    """Count a wanted row; yield what is wrong with it."""
    tally["cores"] += label["tier"] == "core"
    if not telling:
        yield f"missed ({label['tier']}): {label['id']}: {label['from']}..{label['to']} {label['must']}"
        return
    tally["core"] += label["tier"] == "core"
    tally["told"] += 1
    exact = [one for one in telling if (one["from"], one["to"]) == (label["from"], label["to"])]
    right = [one for one in exact or telling if one["status"] in label["status"]]
    tally["exact"] += bool(exact)
    tally["status"] += bool(right)
    if not exact:
        yield f"not exact: {label['id']}: {label['from']}..{label['to']}, not {_shown(telling[0])}"
    if not right:
        yield f"status: {label['id']}: {'/'.join(label['status'])}, not {_shown((exact or telling)[0])}"
    if label.get("once"):
        tally["onces"] += 1
        tally["once"] += len(telling) == 1
        if len(telling) > 1:
            yield f"told {len(telling)} times: {label['id']}: " + " / ".join(map(_shown, telling))


def _words(entry: Row) -> str:
    return " ".join(one["quote"] for one in entry["sentences"])


def _shown(entry: Row) -> str:
    return f"{entry['from']}..{entry['to']} {entry['status']}: {_words(entry)}"


def _days(span: Row) -> int:
    return (date.fromisoformat(span["to"]) - date.fromisoformat(span["from"])).days + 1
