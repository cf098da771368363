"""Time zones by name."""

from __future__ import annotations

from difflib import get_close_matches
from zoneinfo import ZoneInfo, available_timezones

from digests.errors import BadInput

_NO_ZONE = (KeyError, ValueError, OSError)
"""What ZoneInfo raises for an unknown, an odd and a folder's name."""


def zone_named(name: str) -> ZoneInfo:
    """Return the zone of an IANA name. Raises BadInput where the time zone database has none of it (any more)."""
    try:
        return ZoneInfo(name)
    except _NO_ZONE:
        raise _unknown(name) from None


def is_zone(name: str) -> bool:
    """Say whether the time zone database has it: a release of it may drop one that somebody has chosen."""
    try:
        ZoneInfo(name)
    except _NO_ZONE:
        return False
    return True


def zone_typed(text: str) -> str:
    """Return the IANA name that was typed, in whichever case and with spaces for underscores. Raises BadInput."""
    known = {name.casefold(): name for name in available_timezones()}
    wanted = "_".join(text.split()).casefold()
    if wanted not in known:
        raise _unknown(text)
    return known[wanted]


def _unknown(name: str) -> BadInput:
    near = get_close_matches(name, sorted(available_timezones()), n=1) or _of_city(name)
    return BadInput("no-zone-but", name, near=near[0]) if near else BadInput("no-zone", name)


def _of_city(name: str) -> list[str]:
    """Return the zone whose last part is nearest to the name: people type cities."""
    cities = {zone.rpartition("/")[2].replace("_", " ").casefold(): zone for zone in sorted(available_timezones())}
    return [cities[city] for city in get_close_matches(name.casefold(), cities, n=1)]
