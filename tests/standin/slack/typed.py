"""What a person presses, chooses and fills in, as Slack tells of it: only what is really there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tests.standin.slack.limits import units
from tests.standin.slack.reading import CHOSEN, CHOSEN_MANY, PRESSED, elements_in, words

Json = dict[str, Any]
_TYPED = frozenset({"plain_text_input", "number_input", "email_text_input", "url_text_input"})
_PICKED = {
    "datepicker": "date",
    "timepicker": "time",
    "datetimepicker": "date_time",
    "users_select": "user",
    "channels_select": "channel",
    "conversations_select": "conversation",
}
"""What a picker gives, after ``selected_``."""


class CannotError(AssertionError):
    """Slack would not let a person do that."""


def labels(blocks: Iterable[Json]) -> list[str]:
    """Return the labels of all that may be pressed."""
    return [label for _, one in elements_in(blocks) for label, _ in _buttons(one)]


def _buttons(element: Json) -> Iterator[tuple[str, Json]]:
    """Yield what is on an element to press: its label, and what it tells."""
    if element["type"] == "feedback_buttons":
        for name in ("positive_button", "negative_button"):
            button = element[name]
            yield words(button["text"]), {"text": button["text"], "value": button["value"]}
    elif element["type"] in PRESSED:
        told: Json = {key: element[key] for key in ("text", "value", "style", "url") if key in element}
        yield words(element.get("text")), told


def pressed(blocks: list[Json], what: str) -> Json | None:
    """Return what is told when a button is pressed, named by label, action_id or value; None where there is none."""
    fits = [
        {"type": one["type"], "action_id": one["action_id"], "block_id": block["block_id"]} | told
        for block, one in elements_in(blocks)
        for label, told in _buttons(one)
        if what in (label, one["action_id"], told.get("value"))
    ]
    if len(fits) > 1:
        msg = f"{what!r} is there {len(fits)} times"
        raise CannotError(msg)
    return fits[0] if fits else None


def offered(element: Json) -> list[Json]:
    """Return the options of a select."""
    groups = element.get("option_groups") or ()
    return [*(element.get("options") or ()), *(option for group in groups for option in group["options"])]


def chosen(blocks: list[Json], wanted: tuple[str, ...], proposed: Mapping[str, list[Json]]) -> Json | None:
    """Return what is told when options are chosen, by label or value; None where no element has them."""
    for block, one in elements_in(blocks):
        if one["type"] not in CHOSEN | CHOSEN_MANY or (block["type"] == "input" and not block.get("dispatch_action")):
            continue  # what is chosen in an input is told when the window is sent
        there = _by_name([*offered(one), *proposed.get(one["action_id"], ())])
        if set(wanted) <= set(there):
            told = {"type": one["type"], "action_id": one["action_id"], "block_id": block["block_id"]}
            return told | _selected(one, [there[name] for name in wanted])
    return None


def picked(blocks: list[Json], kind: str, known: str) -> Json | None:
    """Return what is told when a channel or person is picked from a list of Slack's own; None where there is none."""
    for block, one in elements_in(blocks):
        if (
            _PICKED.get(one["type"]) in {kind, "conversation" if kind == "channel" else kind}
            and block["type"] != "input"
        ):
            told = {"type": one["type"], "action_id": one["action_id"], "block_id": block["block_id"]}
            return told | {f"selected_{_PICKED[one['type']]}": known}
    return None


def _by_name(options: Iterable[Json]) -> dict[str, Json]:
    return {name: option for option in options for name in (option.get("value"), words(option["text"])) if name}


def _selected(element: Json, options: list[Json]) -> Json:
    if element["type"] in CHOSEN_MANY:
        return {"selected_options": options}
    return {"selected_option": options[0] if options else None}


def entered(blocks: list[Json], given: Mapping[str, object], proposed: Mapping[str, list[Json]]) -> Json:
    """Return the state of a view that was filled in, by labels, action_ids or block_ids. Raises CannotError."""
    left, state = dict(given), dict[str, Json]()
    for block, one in elements_in(blocks):
        if one["type"] in PRESSED or one["type"] == "overflow":
            continue
        names = (one["action_id"], block["block_id"], words(block.get("label")))
        name = next((name for name in names if name in left), None)
        value = left.pop(name) if name is not None else None
        told = _entered(one, value, proposed.get(one["action_id"], []))
        if block["type"] == "input" and not block.get("optional") and not _filled(told):
            msg = f"{names[2]!r} has to be filled in"
            raise CannotError(msg)
        state.setdefault(block["block_id"], {})[one["action_id"]] = told
    if left:
        msg = f"there are no inputs {sorted(left)}"
        raise CannotError(msg)
    return state


def _filled(told: Json) -> bool:
    return any(value for key, value in told.items() if key != "type")


def _entered(element: Json, value: object, proposed: list[Json]) -> Json:
    kind = element["type"]
    told: Json = {"type": kind}
    if kind in _TYPED:
        text = element.get("initial_value") if value is None else str(value)
        if text and not element.get("min_length", 0) <= units(text) <= element.get("max_length", 3000):
            msg = f"{element['action_id']} does not take {units(text)} characters"
            raise CannotError(msg)
        return told | {"value": text or None}
    if kind in _PICKED:
        name = _PICKED[kind]
        return told | {f"selected_{name}": element.get(f"initial_{name}") if value is None else value}
    before = element.get("initial_options") or [one for one in [element.get("initial_option")] if one]
    if value is None:
        return told | _selected(element, before)
    wanted = [value] if isinstance(value, str) else list(value) if isinstance(value, (list, tuple)) else []
    there = _by_name([*offered(element), *proposed])
    unknown = [one for one in wanted if one not in there]
    if unknown:
        msg = f"{element['action_id']} does not offer {unknown}; there are {sorted(there)}"
        raise CannotError(msg)
    return told | _selected(element, [there[one] for one in wanted])
