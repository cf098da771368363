"""What a pressed button or a chosen line stands for: ``custom_id`` and select values, written and read.

A ``custom_id`` is ``lw:``, a letter, ``:`` and an ask as text. It holds no secret and no right, and needs no memory of
ours: buttons of any age are understood after a restart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from digests.ask import Ask, ask_of, ask_text
from digests.errors import BadInput

PREFIX = "lw:"
"""What every custom_id of ours begins with."""
LONGEST = 100
"""UTF-16 units of a custom_id and of a select's value (discord-api-docs, Components)."""
_ID = re.compile(
    r"lw:(?:(?P<press>[qpst]):(?P<ask>.*)|(?P<of>[mn]):(?P<option>[a-z][a-z-]*):(?P<rest>.*)|c:(?P<number>\d{1,2}))",
    re.DOTALL,
)


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
    """Ask with the channel, person or role that was picked as the value of an option."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What somebody pressed."""

    press: Press
    ask: Ask
    typed: str = ""
    """The option to be typed or picked, for ``Press.TYPE`` and ``Press.PICK``."""
    picked: str = ""
    """The id of what was picked."""


def id_of(press: Press, ask: Ask, typed: str = "") -> str | None:
    """Return the custom_id of a button; None where it would be too long. A select's is ``choice_id``."""
    text = ask_text(ask)
    if text is None:
        return None
    custom_id = f"{PREFIX}{press}:{typed}:{text}" if typed else f"{PREFIX}{press}:{text}"
    return custom_id if len(custom_id.encode("utf-16-le")) // 2 <= LONGEST else None


def choice_id(number: int) -> str:
    """Return the custom_id of a message's select, of which there may be several, counted from 0."""
    return f"{PREFIX}{Press.CHOOSE}:{number}"


def pressed(custom_id: str, values: tuple[str, ...] = ()) -> Pressed:
    """Return what was pressed; ``values`` are those chosen in a select. Raises BadInput for what is not ours."""
    found = _ID.fullmatch(custom_id)
    if found is None:
        raise BadInput("button-unknown", custom_id)
    if found["number"] is not None:
        return Pressed(Press.CHOOSE, ask_of(values[0] if values else ""))
    if found["option"] is not None:
        return Pressed(Press(found["of"]), ask_of(found["rest"]), found["option"], next(iter(values), ""))
    return Pressed(Press(found["press"]), ask_of(found["ask"]))
