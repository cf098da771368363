"""Who may do what (discord-api-docs, Permissions): roles first, then what a channel denies and allows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

ADMINISTRATOR, MANAGE_GUILD = 1 << 3, 1 << 5
VIEW_CHANNEL, SEND_MESSAGES, EMBED_LINKS, ATTACH_FILES = 1 << 10, 1 << 11, 1 << 14, 1 << 15
READ_MESSAGE_HISTORY, MENTION_EVERYONE = 1 << 16, 1 << 17
USE_APPLICATION_COMMANDS, CREATE_PUBLIC_THREADS, SEND_MESSAGES_IN_THREADS = 1 << 31, 1 << 35, 1 << 38
BYPASS_SLOWMODE = 1 << 52
ALL = (1 << 53) - 1
USUAL = (
    VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | USE_APPLICATION_COMMANDS
    | CREATE_PUBLIC_THREADS
    | SEND_MESSAGES_IN_THREADS
)
"""What everybody may in a new guild here."""

Overwrite = tuple[int, int]
"""What is allowed and what is denied, as bits."""


def permitted(
    everyone: int, roles: Iterable[tuple[str, int]], overwrites: Mapping[str, Overwrite], guild: str, member: str
) -> int:
    """Return the bits of a member in a channel; ``roles`` are the member's, with their bits."""
    held = dict(roles)
    bits = everyone
    for more in held.values():
        bits |= more
    if bits & ADMINISTRATOR:
        return ALL
    allow, deny = overwrites.get(guild, (0, 0))
    bits = bits & ~deny | allow
    mine = [overwrites[role] for role in held if role in overwrites]
    for _, deny in mine:
        bits &= ~deny
    for allow, _ in mine:
        bits |= allow
    allow, deny = overwrites.get(member, (0, 0))
    bits = bits & ~deny | allow
    return bits if bits & VIEW_CHANNEL else 0
