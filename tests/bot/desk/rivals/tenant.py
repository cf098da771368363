"""One of two tenants: who is there, and what it has that the other must never be told.

Every text that a tenant sets holds its own name, which stands in no other text; the ids that it gets are learnt from
the rows that are written for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from digests.desk import Asker
from digests.subscription import SLACK, Channel

_WORD = re.compile(r"[a-z0-9]+")
GIVEN = frozenset({"articles", "changes", "mark", "proposals", "subscriptions"})
"""What has an id that the bot gives, and that is in no text by chance."""


@dataclass
class Tenant:
    """A server or workspace."""

    platform: str
    name: str
    public: frozenset[str] = frozenset()
    """Ids of the news that everybody sees."""
    ids: dict[str, str] = field(default_factory=dict)
    """What each name of what was stored for it is a name of, the oldest first."""
    _secrets: set[str] = field(default_factory=set)

    @property
    def id(self) -> str:
        """The platform's id."""
        return f"{self.name}0"

    def person(self, who: str) -> Asker:
        """Return an ``admin``, ``second`` admin, ``editor`` who is granted things, ``reader`` or ``guest``.

        On Slack they have the same ids in every workspace.
        """
        user = who if self.platform == SLACK else f"{self.name}{who}"
        may = who in {"admin", "second", "guest"}
        return Asker(self.platform, self.id, user, self.channel(), manages=may, guest=who == "guest")

    def channel(self, name: str = "77") -> Channel:
        """Return a channel; they are called the same in both."""
        return Channel(self.platform, self.id, name)

    @property
    def private(self) -> list[str]:
        """Return the names of what it has that nobody else can have."""
        return [one for one in self.ids if self.name in one or one in self._secrets]

    def learn(self, name: str, sort: str) -> None:
        """Note the id of what was stored for it, and what that is."""
        self.ids.pop(name, None)
        self.ids[name] = sort
        if sort in GIVEN and name not in self.public:
            self._secrets.add(name)

    def is_told_in(self, text: str, typed: str = "") -> list[str]:
        """Return what of the tenant stands in a text, leaving out what whoever reads it has typed."""
        text, typed = text.casefold(), typed.casefold()
        seen = _WORD.findall(text.replace(typed, "") if typed else text)
        return sorted({word for word in seen if self.name in word or word in self._secrets})
