"""What the bot must be allowed, and the link that invites it with exactly that (docs: Topics, Permissions)."""

from __future__ import annotations

from discord import Permissions
from discord.utils import oauth_url

NEEDED = (
    "view_channel",
    "send_messages",
    "read_message_history",
    "attach_files",
    "create_public_threads",
    "send_messages_in_threads",
)
"""By their names in discord.py; ``config/words`` has what each is called and what it is for."""
TO_POST = NEEDED[:3]
"""Without these no digest arrives: the history is read where it is unclear whether a message did."""
IN_THREADS = ("view_channel", "send_messages_in_threads", "read_message_history")
"""What posting takes where the channel is a thread."""
_SCOPES = ("bot", "applications.commands")


def invitation(application: int) -> str:
    """Return the address that invites the bot to a server with what it needs, and nothing else."""
    asked = Permissions(**dict.fromkeys(NEEDED, True))
    return oauth_url(application, permissions=asked, scopes=_SCOPES)


def missing(has: Permissions, wanted: tuple[str, ...] = NEEDED) -> tuple[str, ...]:
    """Return which of the wanted permissions are not there; an administrator's bot has all."""
    return () if has.administrator else tuple(name for name in wanted if not getattr(has, name))
