"""Whether the asker sees the channels that a question names."""

from __future__ import annotations

from collections.abc import Mapping

from digests.desk import Asker, Command, Takes
from digests.errors import BadInput
from digests.subscription import TERMINAL, Channel, channel_typed


async def look_at_channels(command: Command, options: Mapping[str, object], asker: Asker) -> None:
    """Raise BadInput for a channel that the asker does not see, the same as for one that is not there.

    The place where it is asked is seen by whoever asks there. What names another tenant's is for its command to refuse.
    """
    for option in command.options:
        typed = options.get(option.name) if option.takes is Takes.CHANNEL else None
        if typed is None or asker.sees is None:
            continue
        channel = channel_read(str(typed), asker)
        is_theirs = (channel.platform, channel.tenant) == (asker.platform, asker.tenant)
        if is_theirs and not await is_seen(channel, asker):
            raise BadInput("channel-elsewhere", channel.name)


async def is_seen(channel: Channel, asker: Asker) -> bool:
    """Say whether the asker sees a channel of the own tenant; one's own place is seen by whoever asks there."""
    return asker.sees is None or channel in (asker.place, asker.own) or await asker.sees(channel)


def channel_read(typed: str, asker: Asker) -> Channel:
    """Return the channel that is typed; in a chat, where nobody writes it in full, the way out is another.

    Raises BadInput.
    """
    try:
        return channel_typed(typed)
    except BadInput as refusal:
        raise (refusal if asker.platform == TERMINAL else BadInput("no-channel-here", typed)) from None
