"""The commands that ask the desk: one thin function each, from what was typed to a question."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.cli.call import Call
from bot.cli.periods import typed_period
from digests.lexicon import Kind

Most = Annotated[int | None, typer.Option("--max", min=1, metavar="NUMBER", help="At most so many.")]
Quotes = Annotated[bool, typer.Option("--quotes", help="Show every quote, with its address.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="An id, or the beginning of one, as other answers show it.")]
_DATE = "YYYY[-MM[-DD]]"


def digest(
    call: Call,
    topic: Annotated[list[str] | None, typer.Option("--topic", help="Only this topic; may be repeated.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar=_DATE, help="The last day of the digest, or its month or year.")
    ] = None,
    days: Annotated[
        int | None, typer.Option("--days", min=1, metavar="NUMBER", help="How many days it covers.")
    ] = None,
) -> None:
    """Show what happened: the stories that matter most.

    Each is told in a sentence or two of its sources.
    """
    options: dict[str, object] = {"topics": tuple(topic or ()), "days": days}
    if on:
        start, end = typed_period(on)
        options |= {"on": end, "days": days or (end - start).days + 1}
    ask(call, "digest", options)


def timeline(
    call: Call,
    *,
    topic: Annotated[
        str | None, typer.Argument(metavar="TOPIC", help="A topic, or the name of a company, model or person.")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", metavar=_DATE, help="Nothing that ended before.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar=_DATE, help="Nothing that began after.")] = None,
    kind: Annotated[
        list[Kind] | None,
        typer.Option("--kind", metavar="KIND", help=f"Only this kind; may be repeated. One of {', '.join(Kind)}."),
    ] = None,
    most: Most = None,
    quotes: Quotes = False,
) -> None:
    """Show the dated happenings of a topic.

    What several outlets report, in whichever language, is one row.
    """
    options: dict[str, object] = {
        "topic": topic,
        "from": typed_period(start)[0] if start else None,
        "to": typed_period(end)[1] if end else None,
        "kinds": tuple(str(one) for one in kind or ()),
        "max": most,
    }
    ask(call, "timeline", options, open_rows=quotes)


def latest(call: Call, most: Most = None, quotes: Quotes = False) -> None:
    """Show the newest stories."""
    ask(call, "latest", {"max": most}, open_rows=quotes)


def story(call: Call, story_id: Id, quotes: Quotes = False) -> None:
    """Show one story: what happened, and every report of it."""
    ask(call, "story", {"id": story_id}, open_rows=quotes)


def search(
    call: Call,
    query: Annotated[list[str], typer.Argument(metavar="WORD", help="Words, in English or Chinese of either script.")],
    most: Most = None,
) -> None:
    """Show the articles that have all of the words, newest first."""
    ask(call, "search", {"query": " ".join(query), "max": most})


def figures(
    call: Call,
    entity: Annotated[str | None, typer.Argument(metavar="NAME", help="A company, model or person.")] = None,
    quotes: Quotes = False,
) -> None:
    """Show the numbers the sources give.

    Each stands with who says it and as of when; where sources disagree, all are shown.
    """
    ask(call, "figures", {"entity": entity}, open_rows=quotes)


def why(call: Call, subject: Id) -> None:
    """Tell what became of an article or story, and on what grounds."""
    ask(call, "why", {"id": subject})


def topics(call: Call) -> None:
    """Show the tracked topics."""
    ask(call, "topics", {})


def feeds(call: Call) -> None:
    """Show the feeds, and how each does."""
    ask(call, "feeds", {})


def doctor(call: Call) -> None:
    """Look whether everything is in order."""
    ask(call, "doctor", {})


def status(call: Call) -> None:
    """Show how the bot does.

    Feeds, coming digests, what is stuck or was missed, and how the database grows.
    """
    ask(call, "status", {})


def ask(call: Call, verb: str, options: dict[str, object], *, open_rows: bool = False) -> None:
    """Put a question to the desk and print its answer. Options that were not typed are not passed on."""
    settings = call.load().settings  # first of all: what is wrong with them is said at once
    from bot import wiring
    from bot.cli.logs import debug
    from bot.cli.output import show
    from digests.desk import Question
    from digests.page import Page

    typed = {name: value for name, value in options.items() if value not in (None, ())}
    debug("question asked", verb=verb, **typed)

    async def answer() -> Page:
        async with wiring.newsroom(settings) as room:
            return await room.answer(Question(verb, typed, settings.lang, settings.zone))

    show(asyncio.run(answer()), call.environ, as_json=call.as_json, open_rows=open_rows)
