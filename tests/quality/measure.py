"""Runs the lab on labelled material, in this process, and scores it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.lab.dates import dated
from bot.lab.figures import counted
from bot.lab.group import grouped
from bot.lab.timeline import Wanted, chronicled
from bot.lab.topics import topic_for
from config.catalogues import load_words
from config.lexicon import load_lexicon, load_topics
from digests.language import Lang
from digests.lexicon import Lexicon
from digests.topic import Topic
from tests.quality import scoring
from tests.quality.scoring import Row, Score

HERE = Path(__file__).parent


def own(name: str) -> list[dict[str, Any]]:
    """Return the labelled examples of one of our own sets."""
    return rows_of(HERE / f"{name}.jsonl")


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def own_dates() -> Score:
    """Measure dates on our own sentences."""
    rows = own("dates")
    return scoring.dates(rows, list(dated(lines(rows))))


def own_groups() -> Score:
    """Measure grouping on our own articles."""
    rows = own("groups")
    return scoring.groups(rows, list(grouped(lines(rows), known_names())))


def own_timelines() -> Score:
    """Measure timelines on our own sets of articles."""
    rows = own("timelines")
    return scoring.timelines(rows, [_timeline(row) for row in rows])


def _timeline(row: Row) -> list[Row]:
    """Return the entries that a reader gets who asks for the topic of the set."""
    topic, lexicon = subject(row["topic"]) if row["topic"] else (None, known_names())
    wanted = Wanted(row["max_dates"], row["sentences"], topic=topic)
    return list(chronicled(lines(row["articles"]), wanted, lexicon, load_words(Lang.EN)))


@cache
def subject(name: str) -> tuple[Topic, Lexicon]:
    """Return the topic that somebody names, with the names to read in."""
    return topic_for(name, load_topics(), known_names())


def own_figures() -> Score:
    """Measure figures on our own articles."""
    rows = own("figures")
    return scoring.figures(rows, list(counted(lines(rows), known_names())))


@cache
def known_names() -> Lexicon:
    """Return the names and words that the newsroom knows; loaded once."""
    return load_lexicon()


def lines(rows: Iterable[Row]) -> list[bytes]:
    """Return the rows as the lab reads them; it passes the labels over."""
    return [json.dumps(row, ensure_ascii=False).encode() for row in rows]


OWN: Mapping[str, Callable[[], Score]] = {
    "dates": own_dates,
    "groups": own_groups,
    "timelines": own_timelines,
    "figures": own_figures,
}
