"""The pages on changes: who changed what, when and where, and what was before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import tzinfo

from digests.change import Change, Holds, Value
from digests.feed import shown_address
from digests.layout import acts
from digests.layout.dates import shown_instant
from digests.layout.schedules import shown_days
from digests.layout.sources import SEPARATOR
from digests.page import Act, Block, Footer, Heading, Page, Row, Table, Text, Tone
from digests.subscription import LOCAL, TERMINAL
from digests.tracked import is_hidden
from digests.words import Words

_UNTOLD = frozenset({"by", "created", "marks", "since"})
"""Sides that say nothing to readers."""
_SAID = {"lang": "lang", "verdict": "verdict", "when_empty": "schedules"}
"""Sides that have words of their own: the table of each."""


def changes_page(changes: Sequence[Change], gone: Collection[str], zone: tzinfo, words: Words) -> Page:
    """Return changes as rows, with what can be taken back to be chosen; ``gone`` are ids of what was taken back.

    Its record: ``{"version": 1, "kind": "changes", "changes"}``.
    """
    title = words.say("changes.title")
    blocks: list[Block] = [Heading(title, 1), *(_row(one, gone, zone, words) for one in changes)]
    blocks += acts.choice("undo-change", [_undoing(one, words) for one in changes if one.id not in gone], words)
    blocks.append(Footer(words.say("changes.more")) if changes else Text(words.say("changes.empty"), Tone.QUIET))
    record = {"version": 1, "kind": "changes", "changes": [change_record(one, gone) for one in changes]}
    return Page(title, tuple(blocks), record)


def change_page(change: Change, gone: Collection[str], zone: tzinfo, words: Words, outcome: str = "") -> Page:
    """Return one change with each side that differs, before and after.

    ``outcome`` is a key of ``[changes-done]``; without one, the change can be taken back from the page. Its record:
    ``{"version": 1, "kind": "change", "outcome", "change"}``.
    """
    title = _line(change, words)
    columns = tuple(words.say(f"changes.{name}") for name in ("what", "before", "after"))
    blocks: list[Block] = [Heading(title, 1), Text(_told(change, gone, zone, words), Tone.QUIET)]
    if sides := _sides(change, words):
        blocks.append(Table(columns, sides))
    if outcome:
        blocks.append(Footer(words.say(f"changes-done.{outcome}")))
    elif change.id not in gone:
        blocks += acts.buttons(acts.act("undo", "undo", words, id=change.id))
    record = {"version": 1, "kind": "change", "outcome": outcome, "change": change_record(change, gone)}
    return Page(title, tuple(blocks), record)


def discarded_page(words: Words) -> Page:
    """Return that nothing was changed: ``{"version": 1, "kind": "discarded"}``."""
    line = words.say("changes-done.discarded")
    return Page(line, (Text(line),), {"version": 1, "kind": "discarded"})


def change_record(change: Change, gone: Collection[str]) -> dict[str, object]:
    """Return a change as plain values."""
    texts = ("id", "platform", "tenant", "name", "verb", "by", "where", "undoes")
    return {
        **{name: getattr(change, name) for name in texts},
        **({"name": shown_address(change.name)} if change.holds is Holds.FEED else {}),
        "holds": change.holds.value,
        "before": change.before,
        "after": change.after,
        "at": change.at.isoformat(),
        "undone": change.id in gone,
    }


def thing_named(change: Change, words: Words) -> str:
    """Return what a change is of as readers call it: a topic's name, a schedule's channel and topics, a grantee."""
    value: Value = {**(change.before or {}), **(change.after or {})}
    if change.holds is Holds.SCHEDULE:
        topics = _shown(value.get("topics"), words) or words.say("schedules.all-news")
        return SEPARATOR.join((str(value.get("channel", "")), topics))
    if change.holds is Holds.VERDICT:
        said = words.say(f"verdict.{value['verdict']}")
        return SEPARATOR.join(filter(None, (said, str(value["topic"]), str(value["about"]))))
    if change.holds is Holds.FEED:
        address = "" if is_hidden(value) else shown_address(change.name)
        return SEPARATOR.join(filter(None, (str(value.get("outlet", "")), address)))
    if change.holds is Holds.SETTINGS:
        return words.say("settled.title")
    if change.holds is Holds.FILTER:
        return str(value["name"])
    names = value.get("name")
    first = next(iter(names.values()), change.name) if isinstance(names, Mapping) else change.name
    return str(names.get(words.lang.value, first) if isinstance(names, Mapping) else first)


def _row(change: Change, gone: Collection[str], zone: tzinfo, words: Words) -> Row:
    return Row(
        id=change.id,
        date=shown_instant(change.at, zone, words),
        line=_line(change, words),
        tone=Tone.QUIET if change.id in gone else Tone.PLAIN,
        mark=words.say("changes.undone") if change.id in gone else "",
        note=_hands(change, words),
    )


def shown_change(change: Change, zone: tzinfo, words: Words) -> str:
    """Return a change in one line without its channel, for lists in which platforms show none by its name."""
    name = SEPARATOR.join(thing_named(change, words).split(SEPARATOR)[change.holds is Holds.SCHEDULE :])
    return SEPARATOR.join((shown_instant(change.at, zone, words), _said(change, name, words)))


def _undoing(change: Change, words: Words) -> Act:
    its = acts.act("undo", "undo", words, id=change.id)
    return Act(f"{change.id} {_line(change, words)}"[: acts.LONGEST_LABEL], its.ask)


def _line(change: Change, words: Words) -> str:
    return _said(change, thing_named(change, words), words)


def _said(change: Change, name: str, words: Words) -> str:
    how = "made" if change.before is None else "gone" if change.after is None else "changed"
    return words.say(f"changes.{change.holds}-{how}", name=name)


def _told(change: Change, gone: Collection[str], zone: tzinfo, words: Words) -> str:
    undone = (words.say("changes.undone"),) if change.id in gone else ()
    return SEPARATOR.join((shown_instant(change.at, zone, words), _hands(change, words), *undone))


def _hands(change: Change, words: Words) -> str:
    """Return whose change it is, where it was made, what it takes back, and its id."""
    who = words.say("changes.operator") if change.by == LOCAL else f"user:{change.by}"
    where = words.say("changes.where", channel=change.where) if change.where else ""
    undoes = words.say("changes.undoes", id=change.undoes) if change.undoes else ""
    tenant = f"{change.platform}:{change.tenant}" if change.platform != TERMINAL and not where else ""
    return SEPARATOR.join(filter(None, (words.say("changes.by", who=who), where or tenant, undoes, change.id)))


def _sides(change: Change, words: Words) -> tuple[tuple[str, str, str], ...]:
    """Return each side that differs: what it is, before, after. When a thing was made stands with its changes."""
    before, after = (_read(value or {}, words) for value in (change.before, change.after))
    names = (name for name in {**before, **after} if name not in _UNTOLD and before.get(name) != after.get(name))
    return tuple((words.say(f"change-field.{n}"), before.get(n) or "–", after.get(n) or "–") for n in names)


def _read(value: Value, words: Words) -> dict[str, str]:
    """Return the sides of a thing that there is something to read of."""
    shown = {name: _side(name, side, words) for name, side in value.items()}
    return {name: side for name, side in shown.items() if side}


def _side(name: str, side: object, words: Words) -> str:
    if name == "weekdays" and isinstance(side, list):
        return shown_days(frozenset(side), words)
    if name == "languages" and isinstance(side, list | tuple):
        return words.say("list.next").join(words.say(f"lang.{lang}") for lang in side)
    if name == "kinds" and isinstance(side, list | tuple):
        return words.say("list.next").join(words.say(f"kind.{kind}") for kind in side)
    if side is None:
        return ""
    return words.say(f"{_SAID[name]}.{side}") if name in _SAID else _shown(side, words)


def _shown(side: object, words: Words) -> str:
    if isinstance(side, Mapping):
        return words.say("list.next").join(map(str, side.values()))
    if isinstance(side, list | tuple):
        return words.say("list.next").join(map(str, side))
    if isinstance(side, bool):
        return words.say("choice.yes" if side else "choice.no")
    return str(side)
