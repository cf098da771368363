"""The commands on schedules: what is posted where, and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from bot.cli.asking import ask
from bot.cli.call import Call, Spoken

Channel = Annotated[str, typer.Option("--channel", metavar="CHANNEL", help="Where: terminal:NAME.")]
Topics = Annotated[
    list[str], typer.Option("--topics", metavar="TOPIC,…", help="Topics or names, divided by commas; all for all news.")
]
SomeTopics = Annotated[
    list[str] | None,
    typer.Option("--topics", metavar="TOPIC,…", help="Which of the channel's schedules, where it has several."),
]
At = Annotated[str | None, typer.Option("--at", metavar="HH:MM,…", help="At what times of day.")]
Zone = Annotated[str | None, typer.Option("--zone", metavar="ZONE", help="The time zone of these times.")]
Days = Annotated[
    str | None, typer.Option("--days", metavar="DAY,…", help="mon,thu or mon-fri or weekdays; daily, if not given.")
]
QuietDays = Annotated[
    str | None, typer.Option("--quiet-days", metavar="YYYY-MM-DD,…", help="Dates without a digest, or none.")
]
Length = Annotated[int | None, typer.Option("--length", metavar="NUMBER", help="Stories of a digest at most.")]
Lang = Annotated[Spoken | None, typer.Option("--lang", help="The language of the digests.")]
WhenEmpty = Annotated[
    str | None, typer.Option("--when-empty", metavar="silent|one-line", help="What is posted where nothing is new.")
]
Alerts = Annotated[
    int | None, typer.Option("--alerts", metavar="NUMBER", help="Stories a day that may come between digests.")
]


def show_all(
    call: Call,
    channel: Annotated[str | None, typer.Option("--channel", metavar="CHANNEL", help="Only of this channel.")] = None,
) -> None:
    """Show the schedules."""
    ask(call, "schedules", {"channel": channel})


def _ordering(verb: str, promise: str) -> Callable[..., None]:
    """Return the command that puts a typed schedule to the desk under that verb; ``promise`` is its help."""

    def ordering(
        call: Call,
        *,
        channel: Channel,
        topics: Topics,
        at: At = None,
        zone: Zone = None,
        days: Days = None,
        quiet_days: QuietDays = None,
        length: Length = None,
        lang: Lang = None,
        when_empty: WhenEmpty = None,
        alerts: Alerts = None,
    ) -> None:
        when = {"at": at, "zone": zone, "days": days, "quiet": quiet_days}
        how = {"length": length, "lang": lang, "when-empty": when_empty, "alerts": alerts}
        ask(call, verb, {"channel": channel, "topics": tuple(topics), **when, **how})

    ordering.__doc__ = promise
    return ordering


order = _ordering(
    "schedules-set",
    """Have digests posted to a channel.

    The same channel and topics again change that schedule: what is not named stays as it is.
    """,
)
preview = _ordering("schedules-preview", """Show when the next five digests would come; nothing is stored.""")


def pause(call: Call, channel: Channel, topics: SomeTopics = None) -> None:
    """Post nothing to a channel until it is resumed."""
    ask(call, "schedules-pause", {"channel": channel, "topics": tuple(topics or ())})


def resume(call: Call, channel: Channel, topics: SomeTopics = None) -> None:
    """Go on with a schedule that was paused."""
    ask(call, "schedules-resume", {"channel": channel, "topics": tuple(topics or ())})


def remove(call: Call, channel: Channel, topics: SomeTopics = None) -> None:
    """Remove a schedule."""
    ask(call, "schedules-remove", {"channel": channel, "topics": tuple(topics or ())})
