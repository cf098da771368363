"""What all listeners to Slack share: the desk they ask, the words they say it in, and the ways to the workspaces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from adapters.slack.once import Once
from adapters.slack.people import People
from adapters.slack.workspaces import Workspaces
from digests.desk import Command
from digests.language import Lang
from digests.layout.chat_words import ChatWords
from digests.ports import Clock, Desk, Painter
from digests.words import Words


@dataclass(frozen=True, slots=True)
class Parts:
    """What a listener works with. ``asker.reader_of(body, parts)`` tells who asks; ``once`` is asked behind the ack."""

    desk: Desk
    words: Mapping[Lang, Words]
    """A catalogue for each language that is spoken."""
    chat: ChatWords
    painter: Painter
    people: People
    workspaces: Workspaces
    """``await workspaces.client(team)`` is the Web API with the bot's token of that workspace."""
    once: Once
    """``await once(body)`` says whether this delivery of Slack's is told for the first time."""
    clock: Clock
    commands: Mapping[str, Command] = field(init=False)
    """By verb, what can be asked in chats."""

    def __post_init__(self) -> None:
        by_verb = {command.verb: command for command in self.desk.commands if command.chat}
        object.__setattr__(self, "commands", MappingProxyType(by_verb))
