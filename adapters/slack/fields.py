"""The one field of a form: what it looks like, and what was typed or chosen in it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from adapters.slack.spelled import Spelled
from adapters.slack.valued import Word, value_of
from adapters.slack.views import Block, plain
from digests.ask import Ask
from digests.desk import Command, Option, Takes
from digests.layout.commands import option_described
from digests.text.graphemes import shorten
from digests.words import Words

FIELD = "lw_field"
"""The ``block_id`` of the field, and the ``action_id`` of what is in it."""
_LABEL, _HINT, _OPTION = 2_000, 2_000, 75
_LONGEST = 3_000
"""Units of a field's parts at most, and of what is typed (docs.slack.dev, Input block, Plain-text input)."""
_MOST_CHOICES = 100
_MOST_SEVERAL = 10
"""Values one may give for an option that takes many."""


def field(command: Command, option: Option, words: Words, typed: str = "") -> Block:
    """Return the field in which the value of an option is given; ``typed`` stands in it already, where it is text."""
    return {
        "type": "input",
        "block_id": FIELD,
        "label": plain(shorten(capital(words.phrases.get(f"option-name.{option.name}", option.name)), _LABEL)),
        "hint": plain(shorten(option_described(command, option, words), _HINT)),
        "element": {"action_id": FIELD, "focus_on_load": True, **_taken(option, words, typed)},
    }


def capital(text: str) -> str:
    """Return a word as it begins a line."""
    return text[:1].upper() + text[1:]


def given_in(view: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what stands in the field of a form that was sent in, of whichever kind the field is."""
    state = view.get("state", {}).get("values", {}).get(FIELD, {}).get(FIELD, {})
    several = [str(one.get("value", "")) for one in state.get("selected_options") or ()]
    chosen = (state.get("selected_option") or {}).get("value")
    one = state.get("value") or chosen or state.get("selected_conversation") or state.get("selected_user")
    return tuple(several or ([str(one)] if one else []))


def with_given(ask: Ask, option: Option, given: tuple[str, ...], tenant: str, spelled: Spelled) -> Ask:
    """Return the ask with what was given in a form; what cannot be read goes as text, for the desk to refuse."""
    chosen = option.many and bool(option.choices or option.suggests)
    value = given if chosen else value_of(option, [Word(one) for one in given], tenant, spelled)
    return Ask(ask.verb, MappingProxyType({**ask.options, option.name: value}))


def _taken(option: Option, words: Words, typed: str) -> Block:
    """Return the element in which it is given."""
    if option.takes is Takes.CHANNEL:
        return {"type": "conversations_select", "default_to_current_conversation": True, "filter": CHANNELS}
    if option.takes is Takes.GRANTEE:
        return {"type": "users_select"}
    if 0 < len(option.choices) <= _MOST_CHOICES:
        return {**_select("static_select", option), "options": [_choice(one, words) for one in option.choices]}
    if option.suggests is not None:
        return {**_select("external_select", option), "min_query_length": 0}
    if option.takes is Takes.NUMBER:
        bounds = {"min_value": str(option.low), "max_value": str(option.high)}
        return {"type": "number_input", "is_decimal_allowed": False, **bounds}
    longest = min(option.longest * (_MOST_SEVERAL if option.many else 1), _LONGEST)
    start = {"initial_value": typed} if typed else {}
    return {"type": "plain_text_input", "min_length": 1, "max_length": longest, **start}


CHANNELS = {"include": ["public", "private"], "exclude_bot_users": True}
"""What a list of channels shows."""


def _select(kind: str, option: Option) -> Block:
    return {"type": f"multi_{kind}", "max_selected_items": _MOST_SEVERAL} if option.many else {"type": kind}


def _choice(value: str, words: Words) -> Block:
    said = (words.phrases.get(f"{table}.{value}") for table in ("choice", "kind", "lang"))
    return {"text": plain(shorten(next(filter(None, said), value), _OPTION)), "value": value}
