"""The nouns of the desk: what can be asked, by whom, and one asking of it.

What a command is called and what it is for stands in ``config/words``: ``command.VERB`` (one sentence of at most 100
characters; ``command.GROUP`` too), ``command-name.WORD`` (as it is typed in chats), ``option.VERB.NAME`` where a
command has its own sentence for an option, else ``option.NAME``, ``option-name.NAME`` and ``choice.VALUE``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from digests.language import Lang
from digests.subscription import LOCAL, SLACK, TERMINAL, Channel

SHORT = 60
"""Characters a typed value has at most, unless its option says otherwise: it must fit into a button."""


class Takes(StrEnum):
    """What the value of an option is."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    PERIOD = "period"
    """A day, month or year as it is typed: ``2024-04-18``, ``2024-04``, ``2024``."""
    CHOICE = "choice"
    """One of ``Option.choices``."""
    CHANNEL = "channel"
    """A channel as ``str(Channel)`` gives it; platforms let it be picked."""
    GRANTEE = "grantee"
    """A person or role as ``user:ID`` or ``role:ID``; platforms let it be picked."""


class Suggests(StrEnum):
    """What is proposed while the value of an option is typed; anything else may be typed too."""

    TOPIC = "topic"
    """Tracked topics, then names of companies, models and persons."""
    TRACKED = "tracked"
    """Tracked topics."""
    NAME = "name"
    """Names of companies, models and persons."""
    STORY = "story"
    """The newest stories, by their headlines; the value is the id."""
    SUBJECT = "subject"
    """What can be followed: topics, outlets, stories."""
    FOLLOWED = "followed"
    """What the asker follows or has muted."""
    ZONE = "zone"
    """Time zones."""
    OUTLET = "outlet"
    """Outlets of feeds and of the newest articles."""
    FILTER = "filter"
    """Filters of the asker's tenant."""
    FEED = "feed"
    """Feeds that are read for the asker's tenant; the value is the address, without what is secret in it."""


class Who(StrEnum):
    """Who may ask."""

    READERS = "readers"
    ADMINS = "admins"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a command. Its name and what it is for, in each language, stand in ``config/words``."""

    name: str
    takes: Takes = Takes.TEXT
    required: bool = False
    many: bool = False
    """Several values may be given: divided by commas in a chat, by repeating the option in the terminal."""
    leads: bool = False
    """The terminal takes it without its name."""
    choices: tuple[str, ...] = ()
    low: int = 1
    high: int = 10_000
    """Of numbers."""
    longest: int = SHORT
    """Characters of a text at most."""
    suggests: Suggests | None = None
    typed: str = ""
    """Its name in the terminal, where that is another."""


@dataclass(frozen=True, slots=True)
class Command:
    """What can be asked of the desk, the same on every platform."""

    verb: str
    """One word, or a group and a word: ``timeline``, ``schedules set``. No verb is also a group."""
    options: tuple[Option, ...] = ()
    who: Who = Who.READERS
    platform_only: bool = False
    """Asked by admins whom the platform itself names, not by whom these let do what admins do."""
    private: bool = False
    """In a chat the answer is for the asker alone."""
    chat: bool = True
    """Asked in chats."""
    terminal: bool = True
    """Asked in the terminal."""
    menu: bool = False
    """Asked from the menu of a message, whose words are the option ``text``; it is nothing that is typed."""
    pressed: bool = False
    """Asked by what stands on a page to be pressed, and by nothing that is typed."""
    replaces: bool = False
    """Pressed on a page that only the presser sees, its answer takes the place of that page."""
    changes: bool = False
    """Something is other than before when it was answered: it is not asked again only to be shown once more."""

    @property
    def is_typed(self) -> bool:
        """Whether readers type it, and it is listed among what can be asked."""
        return not (self.menu or self.pressed)

    def option(self, name: str) -> Option | None:
        """Return the option of that name."""
        return next((option for option in self.options if option.name == name), None)


Sees = Callable[[Channel], Awaitable[bool]]
"""Says whether somebody sees a channel, by the platform's word at this moment; no, where the platform does not say."""

Reach = Callable[[Channel], Awaitable[str | None]]
"""Says what keeps the bot from posting in a channel, by the platform's word at this moment: a key of ``[obstacle]`` in
``config/words``; an empty text where nothing does, None where the platform does not say."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and where."""

    platform: str
    tenant: str
    """The platform's id of the server or workspace; of a person, where it is asked in a direct message."""
    user: str
    """The platform's id of the person."""
    place: Channel | None = None
    """Where it was asked; None in the terminal."""
    in_thread: bool = False
    manages: bool = False
    """May do what admins may, by the platform's word at this moment."""
    roles: frozenset[str] = frozenset()
    """The platform's ids of the roles that the person has there."""
    granted: bool = False
    """Was let do there what admins do (``roles grant``)."""
    guest: bool = False
    """Is a guest there, of another workspace or no person at all: is granted nothing."""
    sees: Sees | None = field(default=None, compare=False, repr=False)
    """Looks at the channels there; None where no channel is hidden from anybody."""
    reach: Reach | None = field(default=None, compare=False, repr=False)
    """Looks whether the bot can post in the channels there; None where that is not known before it posts."""

    @property
    def is_admin(self) -> bool:
        """Whether the person does there what admins do: by the platform's word or by a grant, and never as a guest."""
        return (self.manages or self.granted) and not self.guest

    @property
    def own(self) -> Channel:
        """The channel in which only the asker reads: direct messages on a platform, a file in the terminal."""
        return Channel(self.platform, self.tenant, f"@{self.user}" if self.platform != TERMINAL else "me")

    @property
    def circle(self) -> str:
        """The tenant in which the person's id stands for them; empty where it does on the whole platform.

        Slack's ids are a workspace's, those of Discord are everybody's own.
        """
        return self.tenant if self.platform == SLACK else ""


OPERATOR = Asker(TERMINAL, LOCAL, LOCAL, manages=True)
"""Whoever runs the program: asks in the terminal, about every tenant."""


@dataclass(frozen=True, slots=True)
class Question:
    """A verb of the desk with its options, as asked on any platform."""

    verb: str
    options: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """Text, whole numbers, True, or a tuple of texts for an option that takes many; what was not given is not there."""
    lang: Lang = Lang.EN
    """The language the reader wants: the bot's words, and the script in which Chinese is shown."""
    zone: str = "UTC"
    """The reader's time zone, an IANA name; empty (or none we know) where it is not known: then that of the tenant's
    schedules."""
    asker: Asker = OPERATOR


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be meant by a value that is being typed."""

    label: str
    """As shown, in the reader's language."""
    value: str
