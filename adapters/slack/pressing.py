"""What can be pressed or chosen on a page, as elements of Block Kit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adapters.slack.fields import CHANNELS
from adapters.slack.ids import PREFIX, Press, action, choice_id, picking
from adapters.slack.text import Json, label
from digests.ask import Ask, ask_text
from digests.page import Act, Buttons, Choice, Pick, Picks, Rating

_LABEL, _PLACEHOLDER, _OPTION = 75, 150, 75
"""UTF-16 units of a button, a select's first line and one of its options (docs.slack.dev, Block Kit)."""
_OPTIONS, _ELEMENTS = 100, 25
"""What a select and a block of actions hold, likewise."""

Pressable = Buttons | Choice | Pick | Rating


def pressable(block: Pressable, pressed: Iterator[int], *, feedback: bool) -> Iterator[Json]:
    """Yield what can be pressed or chosen."""
    match block:
        case Choice(label=words, acts=acts):
            if options := _options(acts):
                element = {"type": "static_select", "action_id": choice_id(next(pressed)), "options": options}
                yield from row([element | {"placeholder": label(words, _PLACEHOLDER)}])
        case Pick():
            yield from _picking(block, pressed)
        case Rating() if feedback:
            yield from _rating(block, pressed)
        case Rating(useful=useful, not_useful=not_useful):
            yield from row([_button(useful, pressed), _button(not_useful, pressed)])
        case Buttons(acts=acts):
            yield from row([_button(act, pressed) for act in acts])


def _picking(pick: Pick, pressed: Iterator[int]) -> Iterator[Json]:
    """Yield Slack's own list of channels, or of people."""
    if (block_id := picking(pick.act.ask, pick.act.typed)) is None:
        return
    filtered = {"type": "conversations_select", "filter": CHANNELS}
    kind = filtered if pick.of is Picks.CHANNEL else {"type": "users_select"}
    shown = {"placeholder": label(pick.act.label, _PLACEHOLDER), "action_id": f"{PREFIX}{Press.PICK}:{next(pressed)}"}
    yield from row([kind | shown], block_id)


def _options(acts: Iterable[Act]) -> list[Json]:
    """Return lines to choose from, each once, without those whose ask no line can hold."""
    every = ((ask_text(act.ask), label(act.label, _OPTION)) for act in acts)
    lines = {value: line for value, line in reversed(list(every)) if value and line["text"]}
    return [{"text": line, "value": value} for value, line in reversed(lines.items())][:_OPTIONS]


def _rating(rating: Rating, pressed: Iterator[int]) -> Iterator[Json]:
    useful, not_useful = _button(rating.useful, pressed), _button(rating.not_useful, pressed)
    if useful and not_useful:
        sides = {
            name: {"text": button["text"], "value": button["value"]}
            for name, button in (("positive_button", useful), ("negative_button", not_useful))
        }
        element = {"type": "feedback_buttons", "action_id": useful["action_id"], **sides}
        yield {"type": "context_actions", "elements": [element]}


def _button(act: Act, pressed: Iterator[int]) -> Json | None:
    """Return a button; None for an ask that none can hold."""
    return pushing(Press.TYPE if act.typed else Press.ASK, act.label, act.ask, pressed, act.typed)


def pushing(press: Press, words: str, ask: Ask, pressed: Iterator[int], typed: str = "") -> Json | None:
    """Return a button that does this with an ask; None for an ask that none can hold, and where no word is seen."""
    shown, does = label(words, _LABEL), action(press, ask, next(pressed), typed)
    return {"type": "button", "text": shown, **does} if does and shown["text"] else None


def row(buttons: Iterable[Json | None], block_id: str = "") -> Iterator[Json]:
    """Yield what can be pressed side by side: never more than a row holds, of a page or of its sheets."""
    if every := [button for button in buttons if button][:_ELEMENTS]:
        yield {"type": "actions", "elements": every} | ({"block_id": block_id} if block_id else {})


def once(blocks: Iterable[Json]) -> list[Json]:
    """Return the blocks without buttons that another does the same as."""
    seen: set[tuple[str, str]] = set()
    kept: list[Json] = []
    for block in blocks:
        if block["type"] == "actions":
            elements = [one for one in block["elements"] if one["type"] != "button" or _new(one, seen)]
            kept += [block | {"elements": elements}] if elements else []
        else:
            kept.append(block)
    return kept


def _new(button: Json, seen: set[tuple[str, str]]) -> bool:
    """Say whether no button seen before does the same; remember it."""
    does = (button["action_id"].rpartition(":")[0], button["value"])
    known = does in seen
    seen.add(does)
    return not known
