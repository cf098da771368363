"""Permissions are added up in the documented order."""

from __future__ import annotations

import pytest

from tests.standin.discord.permissions import (
    ADMINISTRATOR,
    ALL,
    ATTACH_FILES,
    SEND_MESSAGES,
    USUAL,
    VIEW_CHANNEL,
    Overwrite,
    permitted,
)

READERS, WRITERS = ("r1", VIEW_CHANNEL), ("r2", SEND_MESSAGES)


@pytest.mark.parametrize(
    ("roles", "overwrites", "missing"),
    [
        ((), {}, 0),
        ((), {"guild": (0, SEND_MESSAGES)}, SEND_MESSAGES),
        ([WRITERS], {"guild": (0, SEND_MESSAGES)}, SEND_MESSAGES),
        ([WRITERS], {"guild": (0, SEND_MESSAGES), "r2": (SEND_MESSAGES, 0)}, 0),
        ([READERS, WRITERS], {"r1": (0, SEND_MESSAGES), "r2": (SEND_MESSAGES, 0)}, 0),
        ([WRITERS], {"r2": (SEND_MESSAGES, 0), "me": (0, SEND_MESSAGES | ATTACH_FILES)}, SEND_MESSAGES | ATTACH_FILES),
        ((), {"guild": (0, SEND_MESSAGES), "me": (SEND_MESSAGES, 0)}, 0),
        ((), {"r1": (0, SEND_MESSAGES), "another": (0, ATTACH_FILES)}, 0),
        ((), {"guild": (0, VIEW_CHANNEL)}, USUAL),
    ],
)
def test_everyone_then_roles_then_the_member(
    roles: list[tuple[str, int]], overwrites: dict[str, Overwrite], missing: int
):
    assert permitted(USUAL, roles, overwrites, "guild", "me") == USUAL & ~missing


def test_an_administrator_may_everything_everywhere():
    assert permitted(0, [("r1", ADMINISTRATOR)], {"me": (0, VIEW_CHANNEL)}, "guild", "me") == ALL
