"""A stand-in for Discord: REST v10 and gateway on real loopback sockets, strict as the official description says.

In process::

    async with standin() as discord:            # a guild with one channel and one reader are there already
        discord.api, discord.gateway, discord.token          # for LLAMAWIRE_DISCORD_API, …_GATEWAY, …_TOKEN
        channel = discord.guild.channel("news")              # another channel; channel.id; discord.channel is the first
        channel.seen()                                       # texts a reader sees; channel.shown() the messages
        await discord.misfortune(Fault(Kind.ERROR, status=502), verbs=["post"], channel=channel.id)
        await discord.close(channel.id, "forbidden")         # "hidden", "unreadable", "gone"; none of them opens it
        await discord.slow(channel.id, 30)                   # slowmode
        await discord.advance(121)                           # the stand-in's clock
        await discord.remove(channel.id, nonce)              # by a moderator
        discord.pace.most = None                             # no global limit (50 a second unless told)
        discord.window = timedelta(seconds=120)              # for which a nonce is remembered
        discord.offences, discord.log                        # assert not discord.offences
        await discord.verdict(promised)                      # by tests/fakes/platform/checker, channels by their id

        reader = discord.reader                              # or discord.user("Ada", permissions=MANAGE_GUILD)
        answer = await reader.slash("timeline", topic="llama", locale="zh-TW", where=channel)
        answer.text, answer.ephemeral, answer.deferred, answer.first, answer.message, answer.files, answer.modal
        choices = await reader.autocomplete("timeline", "topic", "lla")       # [("label", "value"), …]
        answer = await reader.press(answer.message, "More")                   # by label or custom_id
        answer = await reader.choose(answer.message, "value or label")        # of a select
        answer = await reader.submit(answer, {"when": "2024-04"})   # after a press that opened a window
        answer = await reader.which(message)                                  # a command on a message
        await answer.more(2)                                  # wait until it has two messages
        await discord.ready(); await discord.drop()           # gateway; also reconnect, invalidate, hang_up
        discord.identifies, discord.resumes
        with discord.wired(): ...                             # points the discord.py of this process here

As a process of its own: ``python -m tests.standin.discord --port 0 [--log FILE]`` prints its address, and ends when
its standard input does. ``running(folder)`` starts one, ``remote(url)`` gives the same strings to pull (``misfortune``,
``close``, ``slow``, ``advance``, ``remove``, ``verdict`` …) over ``/-/``.

Where a history may not be read (``unreadable``), Discord answers with an empty list and no error, and so does this.
What a ``Fault`` may be, ``faults`` tells; those of ``tests.fakes.platform.faults`` are understood as well.

Verbs of calls, for faults: post, read, edit, delete, dm, thread, callback, followup, edit answer, read answer,
delete answer, commands, login, gateway, look.
"""

from tests.standin.discord.server import Standin, standin
from tests.standin.discord.stage import Remote, Running, remote, running
from tests.standin.discord.typed import CannotError
from tests.standin.discord.user import Answer, UnansweredError, User
from tests.standin.faults import Fault, Kind, Script

__all__ = [
    "Answer",
    "CannotError",
    "Fault",
    "Kind",
    "Remote",
    "Running",
    "Script",
    "Standin",
    "UnansweredError",
    "User",
    "remote",
    "running",
    "standin",
]
