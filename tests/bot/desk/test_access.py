"""Who may ask what, where: every cell of the table in the reference, walked on the desk itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

import pytest

from bot.cli.access import ADMIN, ANYBODY, DIRECT, GUEST, PEOPLE, PERSON, PLACES, ROLE, THREAD
from bot.cli.docs import access_page
from bot.desk.commands import COMMANDS
from bot.desk.desk import NewsDesk
from digests.change import Change, Holds
from digests.desk import OPERATOR, Asker, Question, Who
from digests.errors import Refusal
from digests.subscription import DISCORD, SLACK, Channel
from tests.bot.conftest import NOW

KEPT_OUT = {"no-such-question", "not-allowed"}
ROW = re.compile(r"\| `([^`]+)` \| (.+) \|")
CHATS = [command.verb for command in COMMANDS if command.chat]


@dataclass(frozen=True)
class Cell:
    """What the table says of a command, a person and a platform: the places where it is answered."""

    platform: str
    verb: str
    person: str
    places: str


def cells() -> Iterator[Cell]:
    for platform, people in PEOPLE.items():
        section = access_page().split(f"## {platform.capitalize()}\n")[1].split("\n## ")[0]
        for verb, row in ROW.findall(section):
            yield from (Cell(platform, verb, *pair) for pair in zip(people, str(row).split(" | "), strict=True))


CELLS = [*cells()]


def somebody(platform: str, person: str, place: str) -> Asker:
    """Return somebody as their platform's face tells of them: in Discord's direct messages there is no server."""
    apart = platform == DISCORD and place == DIRECT
    tenant = f"@{person}" if apart else "home"
    where = Channel(platform, tenant, f"@{person}" if place == DIRECT else "9")
    manages = person in (ADMIN, GUEST) and not apart
    roles = frozenset({"editors"}) if person in (ROLE, GUEST) and not apart else frozenset[str]()
    user = "boss" if person == ADMIN else person.replace(" ", "")
    return Asker(platform, tenant, user, where, place == THREAD, manages, roles=roles, guest=person == GUEST)


async def grant(desk: NewsDesk, platform: str, name: str, tenant: str = "home") -> bool:
    """Grant what admins do, as the ledger has it."""
    value = {"by": "boss", "since": NOW.isoformat()}
    return await desk.context.ledger.change(
        Change(
            f"{platform}{name}{tenant}", platform, tenant, Holds.GRANT, name, None, value, "roles grant", "boss", NOW
        )
    )


@pytest.fixture
async def granting(desk: NewsDesk) -> NewsDesk:
    """Return the desk of two tenants that have granted something: guests and bots too, to whom it is no use."""
    for platform in PEOPLE:
        for name in (f"user:{PERSON.replace(' ', '')}", "role:editors", f"user:{GUEST.replace(' ', '')}"):
            await grant(desk, platform, name)
        await grant(desk, platform, "user:anybody", "elsewhere")
    return NewsDesk(replace(desk.context, platforms=("terminal", "discord", "slack")))


async def is_kept_out(desk: NewsDesk, verb: str, asker: Asker) -> bool:
    try:
        await desk.answer(Question(verb, asker=asker))
    except Refusal as refusal:
        return refusal.key in KEPT_OUT
    return False


@pytest.mark.parametrize("platform", PEOPLE)
async def test_a01_a02_every_cell_of_the_table_is_as_the_desk_answers_whatever_the_platform_lets_be_typed(
    granting: NewsDesk, platform: str
):
    wrong = [
        (cell, place)
        for cell, place in product((one for one in CELLS if one.platform == platform), PLACES)
        if await is_kept_out(granting, cell.verb, somebody(platform, cell.person, place)) == (place in cell.places)
    ]
    assert wrong == []


def test_the_table_has_a_row_for_every_command_and_a_column_for_everybody():
    assert {cell.platform for cell in CELLS} == {DISCORD, SLACK}
    for platform, people in PEOPLE.items():
        walked = {(cell.verb, cell.person) for cell in CELLS if cell.platform == platform}
        assert walked == set(product(CHATS, people))


def test_readers_ask_everywhere_and_what_admins_do_neither_readers_nor_guests_nor_bots_do():
    who = {command.verb: command.who for command in COMMANDS}
    for cell in CELLS:
        if who[cell.verb] is Who.READERS:
            assert cell.places == " ".join(PLACES)
        elif cell.person in (ANYBODY, GUEST):
            assert cell.places == "–"
        elif cell.platform == DISCORD:
            assert DIRECT not in cell.places


def test_whoever_was_granted_it_neither_grants_nor_revokes_it():
    given = {cell.verb for cell in CELLS if cell.person in (PERSON, ROLE) and cell.places != "–"}
    assert {"roles grant", "roles revoke"}.isdisjoint(given)
    assert {"roles list", "schedules set"} <= given


async def test_the_operator_asks_what_the_terminal_has(granting: NewsDesk):
    for command in COMMANDS:
        assert await is_kept_out(granting, command.verb, OPERATOR) != command.terminal
