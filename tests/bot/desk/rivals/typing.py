"""What somebody may type or press: at random, of their own tenant's things, the other's, and what nobody has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bot.desk.commands import COMMANDS
from digests.desk import Command, Option, Suggests, Takes, Who
from tests.bot.desk.rivals.tenant import Tenant

TOPICS = ("llama", "qwen", "all", "Mistral AI", "deepseek")
AT = ("08:00", "9:00,18:00", "07:30", "12:00", "25:00")
PLAIN: Mapping[str, Sequence[str]] = {
    "at": AT,
    "zone": ("Europe/Berlin", "Asia/Taipei", "UTC", "Asia/Tokyo", "Mars/Base"),
    "days": ("weekdays", "mon,fri", "mon", "never"),
    "quiet": ("2024-12-25", "christmas"),
    "query": ("llama", "405B", "模型"),
    "who": ("role:editors", "user:eve", "everybody"),
}
NEW = frozenset({"address", "at", "days", "exclude", "name", "query", "quiet", "text", "who", "words", "zone"})
"""Options whose text names nothing that is there; every other one does."""
SORTS: Mapping[str, str] = {
    "articles": "articles",
    "delivery": "deliveries",
    "feed": "feed",
    "filter": "filter",
    "topic": "topic",
    "topics": "topic",
    "audit": "changes",
    "undo": "changes",
    "save": "proposals",
    "discard": "proposals",
    "step": "proposals",
    "schedules open": "subscriptions",
    "schedules change": "subscriptions",
    "feeds open": "mark",
    "feeds change": "mark",
    "change": "proposals",
}
"""What is mostly meant by an option, or by the ``id`` of a verb."""
_HOW_OFTEN, _MOSTLY = 0.3, 0.7
_CHARS = str.maketrans("abcdefghijklmnopqrstuvwxyz0123456789", "bcdefahijklmnopqrstuvwxyzg1234567890")


@dataclass
class Typist:
    """Draws questions for one tenant, beside another."""

    draw: Random
    own: Tenant
    other: Tenant
    news: Sequence[str]
    """Ids of articles and stories that everybody sees."""
    made: int = 0

    def command(self) -> Command:
        """Return any that is asked in a chat: every other time one that changes what a tenant has."""
        every = [command for command in COMMANDS if command.chat]
        changing = [one for one in every if one.changes and one.who is Who.ADMINS and one.is_typed]
        return self.draw.choice(self.draw.choice((every, changing)))

    def options(self, command: Command) -> dict[str, object]:
        """Return options for it: what is required, and some of the rest."""
        given = [one for one in command.options if one.required or self.draw.random() < _HOW_OFTEN]
        return {option.name: self._value(option, command.verb) for option in given}

    def foreign(self, command: Command) -> dict[str, str]:
        """Return an option that names something of the other tenant; nothing where the command takes none."""
        names = referring(command)
        if not names or not self.other.private:
            return {}
        name = self.draw.choice(names)
        if name == "channel":
            return {name: str(self.other.channel())}
        alike = self._of_sort(self.other, name, command.verb) if self.draw.random() < _MOSTLY else []
        alike = [one for one in alike if one in self.other.private]
        return {name: self.draw.choice(alike or self.other.private)}

    def _value(self, option: Option, verb: str) -> object:
        match option.takes:
            case Takes.FLAG:
                return True
            case Takes.NUMBER:
                return self.draw.randint(option.low, min(option.high, option.low + 9))
            case Takes.CHOICE:
                one = self.draw.choice(option.choices)
                return (one,) if option.many else one
            case Takes.PERIOD:
                return self.draw.choice(("2024-07", "2024"))
            case Takes.CHANNEL:
                return str(self.own.channel(self.draw.choice(("77", "78"))))
            case _:
                text = self._text(option, verb)
                return (text,) if option.many else text

    def _text(self, option: Option, verb: str) -> str:
        if option.name in PLAIN:
            return self.draw.choice(PLAIN[option.name])
        if option.name == "address":
            return self.draw.choice((feed_of(self.own, self.draw.randint(1, 9)), BOTH))
        if option.suggests in (Suggests.TOPIC, Suggests.TRACKED, Suggests.NAME):
            return self.draw.choice((*TOPICS, *self._of_sort(self.own, "topic", verb)[-4:]))
        if refers(option):
            return self.draw.choice(self._of_sort(self.own, option.name, verb)[-6:] or [*self.news])
        self.made += 1
        return f"{self.own.name}{self.draw.choice((self.made, self.draw.randint(1, 5)))}"

    def _of_sort(self, tenant: Tenant, name: str, verb: str) -> list[str]:
        """Return what the tenant has of what is meant by the option; nothing where that is news."""
        sort = SORTS.get(name) or SORTS.get(verb)
        return [one for one, its in tenant.ids.items() if its == sort]


def refers(option: Option) -> bool:
    """Say whether a value of the option names something that is there."""
    return option.takes in (Takes.TEXT, Takes.CHANNEL) and option.name not in NEW


def referring(command: Command) -> list[str]:
    """Return the names of those options."""
    return [option.name for option in command.options if refers(option)]


BOTH = "https://both.example/feed"
"""A feed that either may add, under a name of its own."""


def feed_of(tenant: Tenant, number: int) -> str:
    """Return the address of a feed that only that tenant knows of."""
    return f"https://{tenant.name}.example/{number}?token={tenant.name}key"


def ghost(value: str, name: str) -> str:
    """Return what looks like a value of the tenant of that name, and is nobody's; hexadecimals stay some."""
    if name in value:
        return value.replace(name, name.translate(_CHARS))
    front, colon, rest = value.rpartition(":")
    return front + colon + rest.translate(_CHARS)
