"""What a person types into Discord, as the interaction has it: only what the registered commands allow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tests.standin.discord.calls import Json
from tests.standin.discord.permissions import ADMINISTRATOR
from tests.standin.discord.world import Channel, Role

if TYPE_CHECKING:
    from tests.standin.discord.state import State

_SUBCOMMAND, _GROUP, _TEXT, _WHOLE, _FLAG, _PERSON, _CHANNEL, _MENTIONABLE, _NUMBER = 1, 2, 3, 4, 5, 6, 7, 9, 10

NATIVE = {5: _PERSON, 6: _MENTIONABLE, 7: _MENTIONABLE, 8: _CHANNEL}
"""Selects of what Discord itself knows, and the option that takes the same."""


class CannotError(AssertionError):
    """Discord would not let a person do that."""


def leaf(commands: Sequence[Json], words: str, bits: int, *, direct: bool) -> list[Json]:
    """Return the command of those words and what is nested in it, outermost first.

    ``words`` are all names (``llama schedules set``) or the last of them, if they say it clearly. Raises CannotError.
    """
    asked = words.removeprefix("/").split()
    paths = [path for command in commands if command["type"] == 1 for path in _paths(command)]
    fits = [path for path in paths if [one["name"] for one in path][-len(asked) :] == asked]
    if len(fits) != 1:
        known = ", ".join(" ".join(one["name"] for one in path) for path in paths)
        msg = f"{words!r} is {'no command' if not fits else 'several commands'}; there are: {known}"
        raise CannotError(msg)
    see(fits[0][0], bits, direct=direct)
    return fits[0]


def see(command: Json, bits: int, *, direct: bool) -> None:
    """Raise CannotError where somebody with those permissions does not see the command."""
    needed = int(command.get("default_member_permissions") or 0)
    contexts = command.get("contexts")
    not_there = 1 not in contexts if contexts is not None else command.get("dm_permission") is False
    if direct and not_there:
        msg = f"{command['name']!r} is not there in direct messages"
        raise CannotError(msg)
    hidden = command.get("default_member_permissions") == "0" or bits & needed != needed
    if not direct and hidden and not bits & ADMINISTRATOR:
        msg = f"{command['name']!r} is not seen by members without {needed:#x}"
        raise CannotError(msg)


def _paths(command: Json) -> Iterator[list[Json]]:
    nested = [option for option in command.get("options") or () if option["type"] in (_SUBCOMMAND, _GROUP)]
    if not nested:
        yield [command]
    for option in nested:
        for path in _paths(option):
            yield [command, *path]


def nested(path: list[Json], options: list[Json]) -> list[Json]:
    """Return options as they lie in an interaction, within their subcommand and group."""
    for one in reversed(path[1:]):
        options = [{"name": one["name"], "type": one["type"], "options": options}]
    return options


def filled(path: list[Json], given: Mapping[str, object]) -> list[Json]:
    """Return the options that were typed. Raises CannotError for what Discord would not send."""
    described = {option["name"]: option for option in path[-1].get("options") or ()}
    unknown, missing = set(given) - set(described), {n for n, o in described.items() if o.get("required")} - set(given)
    if unknown or missing:
        told = f"unknown {sorted(unknown)}, missing {sorted(missing)}, known {sorted(described)}"
        msg = f"{path[-1]['name']}: options: {told}"
        raise CannotError(msg)
    return [_option(described[name], value) for name, value in given.items()]


def focused(path: list[Json], name: str, typed: str, others: Mapping[str, object]) -> list[Json]:
    """Return the options while one is being typed. Raises CannotError where it asks for no proposals."""
    described = {option["name"]: option for option in path[-1].get("options") or ()}
    if not described.get(name, {}).get("autocomplete"):
        msg = f"{path[-1]['name']}: {name!r} has no autocomplete"
        raise CannotError(msg)
    typing = {"name": name, "type": described[name]["type"], "value": typed, "focused": True}
    return [*(_option(described[other], value) for other, value in others.items()), typing]


def id_of(value: object) -> object:
    """Return the id of a channel, role or person; anything else as it is."""
    return value.id if isinstance(value, Channel | Role) else getattr(getattr(value, "person", None), "id", value)


def _option(described: Json, value: object) -> Json:
    value = id_of(value)
    kinds: dict[int, type | tuple[type, ...]] = {
        _TEXT: str,
        _WHOLE: int,
        _FLAG: bool,
        _NUMBER: (int, float),
        _PERSON: str,
        _CHANNEL: str,
    }
    name, kind = described["name"], described["type"]
    if not isinstance(value, kinds.get(kind, str)) or (kind != _FLAG and isinstance(value, bool)):
        msg = f"{name}: {value!r} is no value of type {kind}"
        raise CannotError(msg)
    choices = [choice["value"] for choice in described.get("choices") or ()]
    if choices and value not in choices:
        msg = f"{name}: {value!r} is none of {choices}"
        raise CannotError(msg)
    measured = len(value) if isinstance(value, str) else value
    low, high = ("min_length", "max_length") if isinstance(value, str) else ("min_value", "max_value")
    least, most = described.get(low), described.get(high)
    if (least is not None and measured < least) or (most is not None and measured > most):
        msg = f"{name}: {value!r} is not within {least} and {most}"
        raise CannotError(msg)
    return {"name": name, "type": kind, "value": value}


def resolved(state: State, options: list[Json], bits: Callable[[Channel], int]) -> Json:
    """Return what Discord tells of channels and people that were picked; ``bits`` is what whoever picks may there."""
    found: Json = {}
    for option in options:
        if option["type"] == _CHANNEL:
            channel = state.channels[option["value"]]
            found.setdefault("channels", {})[channel.id] = channel.record() | {"permissions": str(bits(channel))}
        elif option["type"] in (_PERSON, _MENTIONABLE):
            found |= _picked(state, option["value"])
    return found


def resolved_of(state: State, selects: Iterable[Json], bits: Callable[[Channel], int]) -> Json:
    """Return what Discord tells of what was picked in selects of its own: of channels, people and roles."""
    picked = [{"type": NATIVE[one["type"]], "value": known} for one in selects for known in one.get("values") or ()]
    return resolved(state, picked, bits)


def _picked(state: State, mentioned: str) -> Json:
    """Return what is told of a person or role."""
    if mentioned in state.people:
        return {"users": {mentioned: state.people[mentioned].record()}}
    (role,) = (guild.roles[mentioned] for guild in state.guilds.values() if mentioned in guild.roles)
    return {"roles": {mentioned: role.record(1)}}


def entered(modal: Json, values: Mapping[str, object]) -> list[Json]:
    """Return what was entered into a modal, by custom_id or label. Raises CannotError."""
    left, rows = dict(values), []
    for row in modal["components"]:
        if row["type"] == 18:
            rows.append({"type": 18, "id": row["id"], "component": _entered(row["component"], row["label"], left)})
        elif row["type"] == 1:
            inside = [_entered(one, one.get("label") or "", left) for one in row["components"]]
            rows.append({"type": 1, "id": row["id"], "components": inside})
        else:
            rows.append({"type": row["type"], "id": row["id"]})
    if left:
        msg = f"the modal has no inputs {sorted(left)}"
        raise CannotError(msg)
    return rows


def _entered(component: Json, label: str, left: dict[str, object]) -> Json:
    name = component["custom_id"] if component["custom_id"] in left else label
    told = {"type": component["type"], "id": component["id"], "custom_id": component["custom_id"]}
    if component["type"] != 4:
        return told | {"values": _chosen(component, left.pop(name, ()))}
    value = str(left.pop(name, component.get("value") or ""))
    least = max(component.get("min_length") or 0, 1 if component.get("required", True) else 0)
    if (value or component.get("required", True)) and not least <= len(value) <= (component.get("max_length") or 4000):
        msg = f"{label!r} does not take {len(value)} characters"
        raise CannotError(msg)
    return told | {"value": value}


def _chosen(select: Json, wanted: object) -> list[object]:
    """Return the values that are chosen of a select, by labels or values, or things. Raises CannotError."""
    several = [id_of(one) for one in (wanted if isinstance(wanted, list | tuple) else (wanted,))]
    if select["type"] in NATIVE:
        return several
    there = {name: one["value"] for one in select["options"] for name in (one["label"], one["value"])}
    unknown = [one for one in several if one not in there]
    if unknown or len(several) > select.get("max_values", 1) or (not several and select.get("required", True)):
        msg = f"{several} cannot be chosen; there are {sorted(there)}"
        raise CannotError(msg)
    return [there[str(one)] for one in several]
