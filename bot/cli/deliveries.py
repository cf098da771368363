"""The commands on deliveries: what is on its way, and your word on what is parked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from bot.cli.asking import ask
from bot.cli.call import Call

Named = Annotated[
    str, typer.Argument(metavar="DELIVERY", help="Its key, or the mark its message would carry: “LW #7 · …”.")
]


def show_open(call: Call) -> None:
    """Show what is parked, unclear or due."""
    ask(call, "deliveries", {})


def _deciding(verb: str, promise: str) -> Callable[..., None]:
    """Return the command that puts an admin's word to the desk under that verb; ``promise`` is its help."""

    def deciding(call: Call, delivery: Named) -> None:
        ask(call, verb, {"delivery": delivery})

    deciding.__doc__ = promise
    return deciding


resend = _deciding("deliveries-resend", """Post a parked delivery: you looked, and it is not in the channel.""")
mark_sent = _deciding("deliveries-mark-sent", """Let a parked delivery count as posted: it is in the channel.""")
drop = _deciding("deliveries-drop", """Give a parked delivery up, with the parts after it.""")
