"""Who somebody is by Slack's word: their rights, language and time zone, asked for and remembered for a few minutes."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackClientError

from adapters.slack.workspaces import UnknownWorkspaceError, Workspaces
from digests.language import Lang
from digests.ports import Clock

_log = structlog.get_logger()

KEPT = timedelta(minutes=5)
"""How long somebody's rights are believed."""
_MOST = 10_000
_PATIENCE = 5.0
"""Seconds in which Slack has to say who it is; whoever asked waits as long for the answer."""
_LANGS = {"zh-CN": Lang.HANS, "zh-TW": Lang.HANT, "zh-HK": Lang.HANT}
_MANAGES = ("is_admin", "is_owner", "is_primary_owner")
_NEVER_MANAGES = ("is_restricted", "is_ultra_restricted", "is_bot", "is_stranger", "is_app_user", "deleted")
"""Guests, bots, people of other workspaces in a shared channel, and who is gone."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, as far as the bot has to know them."""

    manages: bool = False
    """Is an admin or owner of the workspace."""
    guest: bool = True
    """Is a guest, no person, of another workspace, gone, or one of whom Slack does not tell."""
    lang: Lang = Lang.EN
    """The language of their Slack."""
    zone: str = ""
    """Their time zone, an IANA name; empty where it is not known."""
    name: str = ""
    """As others see it; empty where it is not known."""


class People:
    """Knows people for five minutes. Of whom Slack says nothing nothing is believed: no right, and English."""

    def __init__(self, workspaces: Workspaces, clock: Clock, most: int = _MOST) -> None:
        self._workspaces = workspaces
        self._clock = clock
        self._most = most
        self._known: OrderedDict[tuple[str, str], tuple[datetime, Person]] = OrderedDict()

    async def person(self, team: str, user: str) -> Person:
        """Return who it is. Never raises because Slack does not tell."""
        asked, known = self._known.get((team, user), (None, Person()))
        now = self._clock.now()
        if asked is not None and timedelta() <= now - asked < KEPT:
            return known
        self._known.pop((team, user), None)
        found = await self._found(team, user)
        if found is None:
            return Person()
        self._known[team, user] = (now, found)
        while len(self._known) > self._most:
            self._known.popitem(last=False)
        return found

    def forget(self, team: str) -> None:
        """Forget the people of a workspace that has removed the bot."""
        for key in [key for key in self._known if key[0] == team]:
            del self._known[key]

    async def _found(self, team: str, user: str) -> Person | None:
        """Ask Slack; None where it does not tell."""
        try:
            async with asyncio.timeout(_PATIENCE):
                client = await self._workspaces.client(team)
                answer = await client.users_info(user=user, include_locale=True)
        except (SlackClientError, aiohttp.ClientError, UnknownWorkspaceError, TimeoutError, OSError) as error:
            _log.warning("Slack does not say who somebody is; they have no rights", error=type(error).__name__)
            return None
        told = answer.get("user")
        return person_of(told, team) if isinstance(told, Mapping) else None


def person_of(told: Mapping[str, Any], team: str) -> Person:
    """Return the person that ``users.info`` tells of. Whoever belongs to another workspace manages nothing here."""
    belongs = told.get("team_id") == team or team in ((told.get("enterprise_user") or {}).get("teams") or ())
    guest = not belongs or any(told.get(one) for one in _NEVER_MANAGES)
    profile = told.get("profile") or {}
    return Person(
        manages=not guest and any(told.get(one) is True for one in _MANAGES),
        guest=guest,
        lang=_LANGS.get(str(told.get("locale") or ""), Lang.EN),
        zone=str(told.get("tz") or ""),
        name=str(profile.get("display_name") or told.get("real_name") or told.get("name") or ""),
    )
