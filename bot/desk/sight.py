"""Whether the asker sees the channels that a question names."""

from __future__ import annotations

from collections.abc import Mapping

from digests.desk import Asker, Command, Takes
from digests.errors import BadInput
from digests.subscription import channel_typed


async def look_at_channels(command: Command, options: Mapping[str, object], asker: Asker) -> None:
    """Raise BadInput for a channel that the asker does not see, the same as for one that is not there.

    The place where it is asked is seen by whoever asks there. What names another tenant's is for its command to refuse.
    """
    for option in command.options:
        typed = options.get(option.name) if option.takes is Takes.CHANNEL else None
        if typed is None or asker.sees is None:
            continue
        channel = channel_typed(str(typed))
        is_theirs = (channel.platform, channel.tenant) == (asker.platform, asker.tenant)
        if is_theirs and channel not in (asker.place, asker.own) and not await asker.sees(channel):
            raise BadInput("channel-elsewhere", channel.name)
