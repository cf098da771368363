"""The batch verbs: whole sets of articles on standard input, what the newsroom makes of them on standard output.

They take no settings and keep no memory, so that one input gives one output, byte for byte.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from io import BytesIO, TextIOWrapper
from typing import Annotated, Any

import typer

from bot.cli.call import Call
from digests.typed import typed_period

Sentences = Annotated[
    int, typer.Option("--sentences", min=1, metavar="NUMBER", help="At most so many sentences of each.")
]
_DATE = "YYYY[-MM[-DD]]"


def dates(_: Call) -> None:
    """Find the dates of texts.

    Each row has `id`, `text`, `published` and perhaps `lang`; its answer lists the expressions that have a calendar
    value, with their offsets.
    """
    from bot.lab.dates import dated

    _put(dated(_lines()))


def group(call: Call) -> None:
    """Put articles together into stories, as the newsroom does.

    Each row is an article (`id`, `published`, `title`, `text` …), in order of time; its answer names the story.
    With LLAMAWIRE_SEMANTIC=true in the environment, what titles mean counts too.
    """
    from bot.lab.group import grouped
    from bot.wiring import semantics_of
    from config.lexicon import load_lexicon

    semantics = semantics_of(wanted=call.environ.get("LLAMAWIRE_SEMANTIC") == "true")
    _put(grouped(_lines(), load_lexicon(), semantics))


def timeline(
    _: Call,
    *,
    most: Annotated[int, typer.Option("--max-dates", min=1, metavar="NUMBER", help="At most so many dates.")],
    sentences: Sentences,
    start: Annotated[str | None, typer.Option("--from", metavar=_DATE, help="Nothing that ended before.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar=_DATE, help="Nothing that began after.")] = None,
    topic: Annotated[
        str | None, typer.Option("--topic", metavar="TOPIC", help="A topic, a company, a model or a person.")
    ] = None,
) -> None:
    """Make a timeline of articles, of one topic or of all they tell.

    Each row is an article. Each answer is a date with the sentences that prove it.
    """
    from bot.lab.timeline import Wanted, chronicled
    from bot.lab.topics import topic_for
    from config.catalogues import load_words
    from config.lexicon import load_lexicon, load_topics
    from digests.errors import BadInput
    from digests.language import Lang

    first, last = typed_period(start)[0] if start else None, typed_period(end)[1] if end else None
    if first and last and first > last:
        raise BadInput("timeline-ends-first", "from", start=first, end=last)
    lexicon = load_lexicon()
    subject, lexicon = topic_for(topic, load_topics(), lexicon) if topic else (None, lexicon)
    wanted = Wanted(most, sentences, first, last, subject)
    _put(chronicled(_lines(), wanted, lexicon, load_words(Lang.EN)))


def figures(_: Call) -> None:
    """Find the numbers that mean something.

    Each row is an article. Each answer is a figure with what it counts, who says so and the sentence that proves it.
    """
    from bot.lab.figures import counted
    from config.lexicon import load_lexicon

    _put(counted(_lines(), load_lexicon()))


def summary(_: Call, *, sentences: Sentences) -> None:
    """Summarise stories.

    Each row has `id` and `articles`; its answer has the sentences that tell the story, best first.
    """
    from bot.lab.summary import summarised
    from config.lexicon import load_lexicon

    _put(summarised(_lines(), load_lexicon(), sentences))


VERBS = (dates, group, timeline, figures, summary)


def _lines() -> Iterable[bytes]:
    return sys.stdin.buffer if sys.stdin else BytesIO()


def _put(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print the rows as JSON Lines, in UTF-8 wherever the output goes."""
    from adapters.terminal.safety import printable_json
    from bot.cli.output import put

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for row in rows:
        put(printable_json(json.dumps(row, ensure_ascii=False)) + "\n")
