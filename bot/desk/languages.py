"""Languages that readers chose: asked of the ledger, and remembered for a short while."""

from __future__ import annotations

from datetime import datetime, timedelta

from digests.desk import Asker
from digests.language import Lang
from digests.publishing import Ledger

FRESH = timedelta(seconds=30)
"""After this it is asked again: another process may have been told another language."""
_MOST = 10_000
"""Readers that are remembered."""

_Person = tuple[str, str, str]


class Languages:
    """What readers chose, as this process knows it. A choice that is made here is known at once."""

    def __init__(self) -> None:
        self._known: dict[_Person, tuple[Lang | None, datetime]] = {}

    async def of(self, asker: Asker, ledger: Ledger, now: datetime) -> Lang | None:
        """Return the language that the person chose; None where they chose none."""
        person = _person(asker)
        lang, since = self._known.get(person, (None, now - FRESH))
        if now < since + FRESH:
            return lang
        lang = await ledger.language(*person)
        self._remember(person, lang, now)
        return lang

    async def choose(self, asker: Asker, lang: Lang, ledger: Ledger, now: datetime) -> None:
        """Keep what the person chose."""
        await ledger.save_language(*_person(asker), lang)
        self._remember(_person(asker), lang, now)

    def _remember(self, person: _Person, lang: Lang | None, now: datetime) -> None:
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[person] = lang, now


def _person(asker: Asker) -> _Person:
    return asker.platform, asker.circle, asker.user
