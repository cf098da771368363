"""The reference page on who may ask what, where: worked out from the same table of commands that the desk goes by."""

from __future__ import annotations

from collections.abc import Iterator

from bot.desk.checks import may_ask
from bot.desk.commands import COMMANDS
from digests.desk import OPERATOR, Asker, Command
from digests.subscription import DISCORD, SLACK, Channel

ANYBODY, PERSON, ROLE, ADMIN, GUEST = "anybody", "granted person", "granted role", "admin", "guest or bot"
CHANNEL, THREAD, DIRECT = "C", "T", "D"
PLACES = (CHANNEL, THREAD, DIRECT)
PEOPLE = {DISCORD: (ANYBODY, PERSON, ROLE, ADMIN, GUEST), SLACK: (ANYBODY, PERSON, ADMIN, GUEST)}
"""Columns. On Slack the bot knows no groups of people: their names would take a scope more."""
NOWHERE = "–"
YES = "yes"

_TENANT, _USER = "1", "2"
_ABOUT = {
    DISCORD: """\
An *admin* owns the server, or has the permission *Manage Server* or *Administrator* there, by Discord's word with the
very command, press or form. A *granted* person, or one with a granted role, was named with `roles grant`. A *guest or
bot* is an account that is no person's, or somebody who was let into a voice channel for a while, whatever else they
may. Discord lets nobody but admins see `/llama-admin`, until the server's settings (*Integrations*) show it to whom it
was granted; hiding or showing it there changes nothing in this table. A direct message belongs to no server, so that
nobody is an admin in one.""",
    SLACK: """\
An *admin* is an admin or owner of the workspace by Slack's word, which is believed for five minutes. A *granted* person
was named with `roles grant`. A *guest or bot* is a single- or multi-channel guest, somebody of another workspace in a
shared channel, an account that is no person's or was deactivated, and whoever Slack does not tell of at that moment.
Direct messages belong to the workspace.""",
}
_ON_ALL = """\
C: in a channel. T: in a thread. D: in direct messages with the bot. Rights are looked up at every command, press and
form; what stood on the screen before counts for nothing. A button or proposal is asked anew in the name of whoever
presses it, and another server's or workspace's ids are answered as if there were none, and so are channels that whoever
asks does not see. `save` and `discard` stand beneath a change that was shown: they do what whoever presses was shown,
as long as they may ask for that. In chats a person is answered five times in ten seconds at most, and what takes long
to work out once in ten seconds per server or workspace."""


def sample(platform: str, person: str, place: str) -> Asker:
    """Return somebody of a column, asking in such a place."""
    apart = platform == DISCORD and place == DIRECT
    tenant = f"@{_USER}" if apart else _TENANT
    where = Channel(platform, tenant, f"@{_USER}" if place == DIRECT else "3")
    return Asker(
        platform,
        tenant,
        _USER,
        where,
        place == THREAD,
        manages=person in (ADMIN, GUEST) and not apart,
        granted=person in (PERSON, ROLE) and not apart,
        guest=person == GUEST,
    )


def access_parts() -> Iterator[str]:
    """Yield the parts of the page, in Markdown, below its heading."""
    yield _ON_ALL
    for platform, people in PEOPLE.items():
        yield f"## {platform.capitalize()}"
        yield _ABOUT[platform]
        asked = [command for command in COMMANDS if command.chat]
        yield _table(("command", *people), [(f"`{one.verb}`", *_cells(one, platform)) for one in asked])
    yield "## Terminal"
    yield "Whoever runs the program may ask all that the terminal has."
    asked = [command for command in COMMANDS if may_ask(command, OPERATOR)]
    yield _table(("command", "operator"), [(f"`{one.verb}`", YES) for one in asked])


def _cells(command: Command, platform: str) -> Iterator[str]:
    for person in PEOPLE[platform]:
        yield " ".join(one for one in PLACES if may_ask(command, sample(platform, person, one))) or NOWHERE


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))
