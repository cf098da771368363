"""Channels on the stand-in Slack with a digest due, and the real slack-sdk. Patience is real: slack-sdk's is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from adapters.slack.publisher import SlackPublisher
from adapters.slack.workspaces import Workspaces
from digests.subscription import SLACK, Channel
from tests.delivery.house import WORDS, Hands, House
from tests.fakes.platform.checker import Verdict
from tests.standin.slack import Fault, Standin

ELSEWHERE = "/"
"""Before the name of a channel of the second workspace."""


class Teams:
    """The ``Tokens`` of all workspaces of a stand-in that the app is installed in."""

    def __init__(self, slack: Standin) -> None:
        self._slack = slack

    async def token_of(self, team: str) -> str | None:
        """See ``Tokens``."""
        known = self._slack.state.teams.get(team)
        return known.token if known and known.installed else None

    async def teams(self) -> tuple[str, ...]:
        """See ``Tokens``."""
        return tuple(one.id for one in self._slack.state.teams.values() if one.installed)


@dataclass(slots=True)
class Stage(House):
    """Slack, and what else outlives one life of the bot."""

    slack: Standin = field(kw_only=True)
    patience: float = 2.0
    """Seconds a call may take."""
    api: str = ""
    """Another than the stand-in's."""
    publisher: type[SlackPublisher] = SlackPublisher
    opener: type[Workspaces] = Workspaces
    channels: dict[str, Channel] = field(default_factory=dict)

    @property
    def hands(self) -> Hands:
        """See ``House``."""
        return Hands(self.slack.state.clock)

    @property
    def log(self) -> Sequence[Mapping[str, object]]:
        """See ``House``."""
        return self.slack.log

    def place(self, name: str) -> Channel:
        """See ``House``. Names that begin with a slash are of the second workspace."""
        if name not in self.channels:
            is_elsewhere = name.startswith(ELSEWHERE)
            team = list(self.slack.state.teams.values())[is_elsewhere]
            self.channels[name] = Channel(SLACK, team.id, team.channel(name.removeprefix(ELSEWHERE)).id)
        return self.channels[name]

    @asynccontextmanager
    async def published(self) -> AsyncIterator[SlackPublisher]:
        """See ``House``."""
        opened = self.opener(self.api or self.slack.api, Teams(self.slack))
        try:
            yield self.publisher(opened, WORDS, patience=self.patience)
        finally:
            await opened.close()

    async def misfortune(self, name: str, *faults: Fault, verbs: tuple[str, ...] = ("post",)) -> None:
        """Let the next calls for a channel meet these."""
        await self.slack.misfortune(*faults, verbs=verbs, channel=self.place(name).name)

    async def judged(self, promised: Mapping[str, int]) -> Verdict:
        """See ``House``."""
        return await self.slack.verdict(promised)
