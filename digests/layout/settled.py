"""The page of what a tenant has settled: what holds at once, and what for schedules that are set from now on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from types import MappingProxyType

from digests.ask import Ask
from digests.layout import acts
from digests.layout.numbers import counted
from digests.layout.trials import Trial, trial_blocks, trial_record
from digests.page import Act, Block, Bullets, Heading, Page, Text, Tone
from digests.settled import AT_ONCE, NAMES, Settled, settled_value
from digests.words import Words

_TYPED = ("zone", "length", "alerts", "quiet", "per-outlet")
"""Options with something to press that asks for their value."""
_CHOSEN = (("lang", ("en", "zh-Hans", "zh-Hant")), ("when-empty", ("silent", "one-line")), ("thread", ("yes", "no")))
"""Options with few values, each of which can be chosen."""
_FIELDS = MappingProxyType({"when-empty": "when_empty", "thread": "threaded"})


def settled_page(  # noqa: PLR0917  what was, what is, and for whom it is told
    before: Settled,
    settled: Settled,
    usual: Settled,
    words: Words,
    zone: tzinfo,
    outcome: str = "",
    *,
    fallen: int = 0,
    orders: int = 0,
    trial: Trial | None = None,
) -> Page:
    """Return what is settled; where a tenant left it, what is ``usual``; and what was before, where that is another.

    ``outcome`` is a key of ``[settled-done]``, ``fallen`` how many coming digests fall on quiet days that are new,
    ``orders`` how many schedules that are there are changed with it,
    ``trial`` what a digest would have brought. Without an outcome it can be changed from the page.

    Its record: ``{"version": 1, "kind": "settled", "outcome", "settled", "fallen", "schedules", "trial"}``.
    """
    title = words.say("settled.title")
    blocks: list[Block] = [Heading(title, 1)]
    blocks += [Text(words.say(f"settled-done.{outcome}"))] if outcome else []
    for part, names in (("at-once", AT_ONCE), ("from-now-on", tuple(name for name in NAMES if name not in AT_ONCE))):
        lines = tuple(_line(name, before, settled, usual, words) for name in names)
        blocks += [Heading(words.say(f"settled.{part}")), Bullets(lines)]
    blocks.append(
        Text(words.say("settled.note") if not orders else counted("settled.orders", orders, words), Tone.QUIET)
    )
    blocks += [Text(counted("settled.fallen", fallen, words), Tone.WARNING)] if fallen else []
    blocks += trial_blocks(trial, "schedules", words, zone) if trial else ()
    if not outcome:
        blocks += acts.buttons(*(acts.act(f"settle-{name}", "settings", words, typed=name) for name in _TYPED))
        blocks += acts.choice("choose", _choices(words), words)
    record = {
        "version": 1,
        "kind": "settled",
        "outcome": outcome,
        "settled": settled_value(settled) or {},
        "fallen": fallen,
        "schedules": orders,
        "trial": trial_record(trial, words),
    }
    return Page(title, tuple(blocks), record)


def _line(name: str, before: Settled, settled: Settled, usual: Settled, words: Words) -> str:
    was, now = (_shown(name, one, usual, words) for one in (before, settled))
    field = words.say(f"settled.{name}")
    if getattr(before, name) == getattr(settled, name):
        value = words.say("settled.own", value=now) if _is_own(getattr(settled, name)) else now
        return words.say("settled.row", name=field, value=value)
    return words.say("settled.row-changed", name=field, before=was, after=now)


def _shown(name: str, settled: Settled, usual: Settled, words: Words) -> str:
    """Return a value, the usual one where the tenant settled none."""
    own = getattr(settled, name)
    return _value(name, own if _is_own(own) else getattr(usual, name), words)


def _is_own(value: object) -> bool:
    return value is not None and value != frozenset()


def _value(name: str, value: object, words: Words) -> str:
    if isinstance(value, frozenset):
        return words.say("list.next").join(sorted(map(str, value))) or words.say("settled.no-days")
    if isinstance(value, bool):
        return words.say("choice.yes" if value else "choice.no")
    if value is None:
        return words.say("settled.whoever")
    return words.say(f"{_TABLES[name]}.{value}") if name in _TABLES else str(value)


_TABLES = MappingProxyType({"lang": "lang", "when_empty": "choice"})
"""Where the values of a field have words."""


def _choices(words: Words) -> Iterator[Act]:
    for option, values in _CHOSEN:
        field = _FIELDS.get(option, option)
        for value in values:
            shown = _value(field, value == "yes" if option == "thread" else value, words)
            label = words.say("settled.row", name=words.say(f"settled.{field}"), value=shown)
            yield Act(label[: acts.LONGEST_LABEL], Ask("settings", MappingProxyType({option: value})))
