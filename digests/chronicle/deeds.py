"""When two accounts tell one deed of one party, though neither names the thing: what else they name must agree."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from digests.chronicle.sayings import figures_meet, figures_of
from digests.chronicle.things import same_thing
from digests.chronicle.wording import in_two_languages, names_more, share_name, told_alike, told_within
from digests.event import Event, Status
from digests.lexicon import Kind

_REPEATED = frozenset({Kind.RELEASE, Kind.LICENCE, Kind.FIGURE, Kind.STATEMENT, Kind.RESEARCH, Kind.BENCHMARK})
"""What one party does many times a day, to things that only their names tell apart."""
_ONCE = frozenset({"ban", "delay", "outage", "lay-off", "list-shares", "cancel", "found", "merge-teams"})
"""Acts that one party hardly does twice on one day and that need no second party."""
_RARE = frozenset({"report-results", "list-shares", "found"})
"""What a party does so rarely that party and day say which it is, in one language too."""
_RETOLD = 3
"""Days after a deed in which reports that only follow its news appear."""
_TOGETHER = 0.6
"""The share of all known names of two events that both must name, where nobody is known to have done it."""
_MOSTLY = 0.67
"""The share of the shorter account's terms in the longer one: less than usual, for act, party and day are the same."""


def one_deed(a: Event, b: Event) -> bool:
    """Say whether two events of one act and compatible dates are one deed.

    The parties must agree, the figures must not differ, and something must speak for it: a further name that both
    have, the same two parties, one sum of money, nearly the same words, or an act that is rare enough. Across
    languages, where names are often only transcribed, an act that a party does but once on a day will do, as long as
    not each of them names something of its own.
    """
    if not is_deed(a) or not is_deed(b) or not _parties_agree(a, b) or _differ(a, b):
        return False
    if share_name(a, b) or told_alike(a, b) or told_within(a, b, _MOSTLY) or _same_parties(a, b) or _same_sum(a, b):
        return True
    if a.act in _RARE and a.actors and a.actors == b.actors:
        return True
    single = a.act in _ONCE or a.status is Status.PLANNED
    lone = a.about == b.about and not (names_more(a) and names_more(b))
    return single and lone and a.when.overlaps(b.when) and in_two_languages(a, b)


def is_deed(event: Event) -> bool:
    """Say whether an event is an act of one day that its party, day and circumstances can identify."""
    told = event.act in _RARE or event.kind not in _REPEATED
    return event.act is not None and told and event.when.days == 1


def deed_keys(event: Event) -> Iterator[Hashable]:
    """Give keys of which two events that are ``one_deed`` share at least one."""
    if is_deed(event):
        day = event.when.start.toordinal()
        yield from (("deed", event.act, entity, day - back) for entity in event.about for back in range(_RETOLD + 1))


def _parties_agree(a: Event, b: Event) -> bool:
    """Say whether both speak of one party and in neither it has the other's part."""
    swapped = set(a.actors) & set(b.objects) or set(b.actors) & set(a.objects)
    apart = a.actors and b.actors and not set(a.actors) & set(b.actors)
    inside = set(a.objects) <= b.about and set(b.objects) <= a.about
    return bool(a.about & b.about) and inside and not swapped and not apart


def _differ(a: Event, b: Event) -> bool:
    """Say whether the two name different things or tell different figures."""
    if a.thing and b.thing and not same_thing(a.thing, b.thing):
        return True
    left, right = figures_of(a), figures_of(b)
    return bool(left and right and not figures_meet(left, right))


def _same_parties(a: Event, b: Event) -> bool:
    """Say whether the two have the same two known parties, or in two languages the same known names and few others."""
    shared, parties = a.about & b.about, {*a.actors, *a.objects, *b.actors, *b.objects}
    if len(parties) > 1 and parties <= shared:
        return True
    return len(shared) > 1 and len(shared) >= _TOGETHER * len(a.about | b.about) and in_two_languages(a, b)


def _same_sum(a: Event, b: Event) -> bool:
    """Say whether one party has a deal of one amount."""
    money = a.kind is Kind.DEAL and bool(set(a.actors) & set(b.actors))
    return money and figures_meet(figures_of(a), figures_of(b))
