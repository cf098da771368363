"""A stand-in for Slack: Web API, Socket Mode and signed deliveries on loopback, strict as Slack's own types say.

In process::

    async with standin() as slack:               # a workspace with one channel and one reader are there already
        slack.api, slack.token, slack.app_token, slack.signing_secret       # api ends with "/api/"
        slack.client_id, slack.client_secret, slack.app
        slack.team, slack.channel, slack.reader
        team = slack.add_team("Second Desk")     # team.id, team.token, team.scopes, team.bot (its user id)
        channel = slack.team.channel("news")     # private=True, bot=False (not invited), archived, restricted, shared
        channel.seen()                           # texts a reader sees; seen(thread=ts) of a thread
        channel.shown()                          # the messages: ts, text, fallback, blocks, metadata, files, edited
        await slack.misfortune(Fault(Kind.ERROR, status=502), verbs=["post"], channel=channel.id)
        await slack.misfortune(Fault(Kind.ERROR, status=200, error="is_archived"))     # a word of Slack's
        await slack.close(channel.id, "archived")  # forbidden, hidden, left, unreadable, gone; none of them opens it
        await slack.advance(121)                 # the stand-in's clock
        await slack.remove(channel.id, key)      # by a moderator: the message whose metadata has that key
        slack.pace.on = True                     # tiers of methods and 1 a second to a channel are enforced
        slack.team.revoke(); slack.team.disable(); slack.team.scopes.discard("files:write")
        slack.offences, slack.log                # assert not slack.offences
        await slack.verdict(promised)            # by tests/fakes/platform/checker, channels by their ids

        reader = slack.reader                    # slack.user("Mo", admin=True, owner=, guest=, stranger=, team=, tz=,
        answer = await reader.slash("/llama", "timeline llama", where=channel)     #     locale="zh-TW")
        answer.text, answer.ephemeral, answer.message, answer.messages, answer.blocks, answer.buttons, answer.options
        answer.view, answer.errors, answer.ack, answer.first, answer.full, answer.changed, answer.files
        await answer.more(2)                     # wait until it has two messages
        await answer.until(lambda: "Heron" in answer.text)     # a window that is filled after it was opened
        answer = await reader.press(answer, "More")            # of a message, view or answer: by label or action_id
        answer = await reader.choose(answer, "label")          # of a select, an overflow menu, radio buttons
        answer = await reader.submit(answer.view, {"label or action_id": "value"})
        found = await reader.suggest(answer, "action_id", "lla")           # [("label", "value"), ...]; then choose
        answer = await reader.open_home()                      # answer.view is the Home tab that was published
        answer = await reader.shortcut("which", message); answer = await reader.global_shortcut("search")
        answer = await reader.close(answer.view)
        reader.direct                                          # the direct messages with the bot, also of a command
        await reader.slash(..., wait=False)                    # returns once acknowledged, whatever is shown

        await slack.ready(); slack.drop(); slack.freeze(); await slack.refresh()   # sockets: cut, dead, disconnect
        await slack.reopened(slack.opened + 1)                 # until the bot has connected anew
        slack.lose_acks(1)                                     # an event whose acknowledgement is lost comes again
        slack.connections, slack.opened, slack.deliveries      # each with kind, payload, attempts, acked, reply
        await slack.event({"type": "app_mention", ...}, team); await slack.redeliver(slack.deliveries[-1])
        await slack.uninstall(team); await slack.revoked(team); await slack.invite(channel); await slack.kick(channel)
        await slack.archive(channel); await slack.rename(channel, "new"); await slack.delete(channel)

        slack.via, slack.request_url = "http", "http://127.0.0.1:3000/slack/events"    # instead of Socket Mode
        reply = await slack.verify_url()                       # reply.status, reply.body
        reply = await slack.deliver(body, signature="wrong")   # or at=-400 (seconds from now), secret=...; raw
        address = slack.install(team, authorize_url)           # consent; the address to which the browser goes back

A bot under test is given ``AsyncWebClient(token=slack.token, base_url=slack.api)``. What the bot posts with
``chat.postMessage`` while somebody waits in that channel is an answer to whoever waits there longest. What is answered
to a view that was submitted is there once it is acknowledged; ``more`` waits for messages that come after. Of an
ephemeral message in which something is pressed the bot is told where it is, and not what it says: no ``message``, as
on Slack.

As a process of its own: ``python -m tests.standin.slack --port 0 [--log FILE]`` prints its address, and ends when its
standard input does. ``running(folder)`` starts one, ``remote(url)`` gives the same strings to pull (``misfortune``,
``close``, ``advance``, ``remove``, ``verdict``, ``slash``, ``press`` ...) over ``/-/``.

What a ``Fault`` may be, ``tests.standin.faults`` tells; those of ``tests.fakes.platform.faults`` are understood as
well. Verbs of calls, for faults: post, whisper (chat.postEphemeral), read (history, replies), edit, delete, dm
(conversations.open), look (info, list, users.info), join, login (auth.test), view, home (views.publish), upload, share,
connect (apps.connections.open), oauth, answer (a response_url), put (the bytes of an upload).
"""

from tests.standin.faults import Fault, Kind, Script
from tests.standin.slack.server import Standin, standin
from tests.standin.slack.stage import Remote, Running, remote, running
from tests.standin.slack.user import Answer, CannotError, UnansweredError, User

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
