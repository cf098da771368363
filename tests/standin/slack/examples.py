"""Small blocks for the stand-in's own tests."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    """Return a text without markup."""
    return {"type": "plain_text", "text": text, "emoji": False}


def section(text: str = "Heron-1 is out.", **more: object) -> Json:
    """Return a paragraph."""
    return {"type": "section", "text": plain(text)} | more


def button(label: str = "More", action_id: str = "more", **more: object) -> Json:
    """Return a button."""
    return {"type": "button", "text": plain(label), "action_id": action_id, "value": f"v {action_id}"} | more


def actions(*elements: Json) -> Json:
    """Return a row of elements."""
    return {"type": "actions", "elements": list(elements)}


def option(value: str, text: str = "") -> Json:
    """Return an option."""
    return {"text": plain(text or f"Story {value}"), "value": value}


def select(*values: str, action_id: str = "pick") -> Json:
    """Return a select."""
    return {"type": "static_select", "action_id": action_id, "options": [option(one) for one in values]}


def feedback(action_id: str = "rate", label: str = "Useful") -> Json:
    """Return a row of feedback buttons."""
    good, bad = {"text": plain(label), "value": "useful"}, {"text": plain("Not useful"), "value": "not"}
    one = {"type": "feedback_buttons", "action_id": action_id, "positive_button": good, "negative_button": bad}
    return {"type": "context_actions", "elements": [one]}


def text_input(label: str = "When?", action_id: str = "day", **more: object) -> Json:
    """Return an input of text."""
    element = {"type": "plain_text_input", "action_id": action_id} | more
    return {"type": "input", "label": plain(label), "element": element}


def external(label: str = "Topic", action_id: str = "topic") -> Json:
    """Return an input that asks the bot for what it offers."""
    element = {"type": "external_select", "action_id": action_id, "min_query_length": 1}
    return {"type": "input", "label": plain(label), "element": element}


def page(*blocks: Json) -> tuple[Json, ...]:
    """Return blocks below a paragraph."""
    return section(), *blocks


def modal(*blocks: Json, title: str = "Llamawire", callback: str = "when", **more: object) -> Json:
    """Return a window."""
    told = {"type": "modal", "callback_id": callback, "title": plain(title), "submit": plain("Go")}
    return told | {"blocks": list(blocks)} | more


def metadata(key: str = "k1") -> Json:
    """Return the metadata of a post."""
    return {"event_type": "llamawire_digest", "event_payload": {"key": key}}
