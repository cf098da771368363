"""What a pressed button or a chosen line stands for: ``action_id`` and values, written and read.

An ``action_id`` is ``lw:``, a letter, ``:`` and a number that makes it the only one of its message; the ask stands in
the value. It holds no secret and no right, and needs no memory of ours: buttons of any age are understood after a
restart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from digests.ask import Ask, ask_of, ask_text
from digests.errors import BadInput

PREFIX = "lw:"
"""What every action_id of ours begins with."""
OURS = re.compile(r"lw:(?P<press>[qpstmc]):\d{1,3}")
"""Those that say what pressing does."""
_TYPED = re.compile(r"(?P<option>[a-z][a-z-]*):(?P<ask>.*)", re.DOTALL)


class Press(StrEnum):
    """What pressing does, beside asking."""

    ASK = "q"
    """Ask anew; the answer is for whoever presses."""
    TURN = "p"
    """Turn to another sheet."""
    SHARE = "s"
    """Show the answer to the channel."""
    THREAD = "t"
    """Show the answer in a thread."""
    TYPE = "m"
    """Have the value of an option typed, then ask."""
    CHOOSE = "c"
    """Ask what was chosen in a select: its value is the ask."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What somebody pressed."""

    press: Press
    ask: Ask
    typed: str = ""
    """The option to be typed, for ``Press.TYPE``."""


def action(press: Press, ask: Ask, number: int, typed: str = "") -> dict[str, str] | None:
    """Return the action_id and value of a button, the ``number``-th thing to press of its message, counted from 0.

    None for an ask that no button can hold. A select's id is ``choice_id``.
    """
    text = ask_text(ask)
    if text is None:
        return None
    return {"action_id": f"{PREFIX}{press}:{number}", "value": f"{typed}:{text}" if typed else text}


def choice_id(number: int) -> str:
    """Return the action_id of a select whose values are asks."""
    return f"{PREFIX}{Press.CHOOSE}:{number}"


def pressed(action: Mapping[str, Any]) -> Pressed:
    """Return what was pressed by an action of Slack's ``block_actions``. Raises BadInput for what is not ours.

    It is of a button or of feedback buttons, which have a value, or of a select or an overflow menu, which have an
    option that was selected.
    """
    action_id, value = str(action.get("action_id", "")), _value(action)
    found = OURS.fullmatch(action_id)
    if found is None:
        raise BadInput("button-unknown", action_id)
    press = Press(found["press"])
    if press is not Press.TYPE:
        return Pressed(press, ask_of(value))
    form = _TYPED.fullmatch(value)
    if form is None:
        raise BadInput("button-unknown", value)
    return Pressed(press, ask_of(form["ask"]), form["option"])


def _value(action: Mapping[str, Any]) -> str:
    """Return what stands in a button, or in the option that was selected."""
    option = action.get("selected_option")
    chosen = option.get("value") if isinstance(option, Mapping) else None
    return str(chosen or action.get("value") or "")
