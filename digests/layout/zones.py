"""Time zones as a reader knows them: by their cities, in the reader's language."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from babel.dates import get_timezone_location

from digests.language import Lang
from digests.layout.dates import LOCALES
from digests.text.script import fold

_PLACES = frozenset(
    "Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific".split()  # noqa: SIM905  read better
)
"""The first parts of the names that are places and no old aliases."""


def zones_like(typed: str, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Return zones of which the name or the city begins so (folded), as label and IANA name."""
    return tuple((label, zone) for label, zone, names in _zones(lang) if any(name.startswith(typed) for name in names))


def zone_shown(zone: str, lang: Lang) -> str:
    """Return a zone by its city and its name, as it is proposed to a reader."""
    return next((label for label, name, _ in _zones(lang) if name == zone), zone)


@cache
def _zones(lang: Lang) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return label, name and what each zone is found by; UTC first."""
    places = sorted(zone for zone in available_timezones() if zone.partition("/")[0] in _PLACES)
    return (("UTC", "UTC", ("utc", "gmt")), *(_zone(zone, lang) for zone in places))


def _zone(zone: str, lang: Lang) -> tuple[str, str, tuple[str, ...]]:
    city = str(get_timezone_location(zone, locale=LOCALES[lang], return_city=True))
    own = zone.rpartition("/")[2].replace("_", " ")
    return f"{city} · {zone}", zone, (fold(city), fold(own), fold(zone))
