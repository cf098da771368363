"""What a pressed button or a chosen line stands for: ``action_id`` and values, written and read.

An ``action_id`` is ``lw:``, a letter, ``:`` and a number that makes it the only one of its message; the ask stands in
the value. It holds no secret and no right, and needs no memory of ours: buttons of any age are understood after a
restart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from digests.ask import Ask, ask_of, ask_text
from digests.errors import BadInput
from digests.subscription import SLACK, Channel

PREFIX = "lw:"
"""What every action_id of ours begins with."""
OURS = re.compile(r"lw:(?P<press>[qpstmcn]):\d{1,3}")
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
    PICK = "n"
    """Ask with the channel or person that was picked as the value of an option: the ask is the ``block_id``."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What somebody pressed."""

    press: Press
    ask: Ask
    typed: str = ""
    """The option to be typed or picked, for ``Press.TYPE`` and ``Press.PICK``."""


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


def picking(ask: Ask, option: str) -> str | None:
    """Return the block_id of a list of Slack's own; None for an ask that none can hold."""
    text = ask_text(ask)
    return f"{PREFIX}{option}:{text}" if text is not None else None


def pressed(action: Mapping[str, Any], tenant: str = "") -> Pressed:
    """Return what was pressed by an action of Slack's ``block_actions``. Raises BadInput for what is not ours.

    The ask is whole where something was picked in the workspace ``tenant``.

    It is of a button or of feedback buttons, which have a value, or of a select or an overflow menu, which have an
    option that was selected.
    """
    action_id, value = str(action.get("action_id", "")), _value(action)
    found = OURS.fullmatch(action_id)
    if found is None:
        raise BadInput("button-unknown", action_id)
    press = Press(found["press"])
    if press is Press.PICK:
        return _picked(action, tenant)
    if press is not Press.TYPE:
        return Pressed(press, ask_of(value))
    form = _TYPED.fullmatch(value)
    if form is None:
        raise BadInput("button-unknown", value)
    return Pressed(press, ask_of(form["ask"]), form["option"])


def _picked(action: Mapping[str, Any], tenant: str) -> Pressed:
    """Return what is asked with the channel or person that was picked."""
    block_id = str(action.get("block_id", ""))
    form = _TYPED.fullmatch(block_id.removeprefix(PREFIX))
    channel, person = (str(action.get(f"selected_{one}") or "") for one in ("conversation", "user"))
    if form is None or not (channel or person):
        raise BadInput("button-unknown", block_id)
    ask, value = ask_of(form["ask"]), str(Channel(SLACK, tenant, channel)) if channel else f"user:{person}"
    options = MappingProxyType({**ask.options, form["option"]: value})
    return Pressed(Press.PICK, replace(ask, options=options), form["option"])


def _value(action: Mapping[str, Any]) -> str:
    """Return what stands in a button, or in the option that was selected."""
    option = action.get("selected_option")
    chosen = option.get("value") if isinstance(option, Mapping) else None
    return str(chosen or action.get("value") or "")
