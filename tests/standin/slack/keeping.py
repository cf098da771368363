"""Blocks as the platform keeps them: each named, and what may be pressed in them as well."""

from __future__ import annotations

import secrets
from copy import deepcopy
from typing import Any

from tests.standin.slack.reading import PRESSED

Json = dict[str, Any]
_ACTED = PRESSED | {"overflow", "radio_buttons", "checkboxes", "datepicker", "timepicker", "plain_text_input"}


def kept(blocks: list[Json] | None) -> list[Json]:
    """Return blocks with a block_id and action_ids each, as Slack gives them to those without."""
    named = deepcopy(blocks or [])
    for block in named:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        _name(block)
    return named


def _name(node: object) -> None:
    if isinstance(node, list):
        for one in node:
            _name(one)
    elif isinstance(node, dict):
        kind = str(node.get("type", ""))
        if kind in _ACTED or kind.endswith("_select"):
            node.setdefault("action_id", secrets.token_urlsafe(4))
        if kind == "plain_text":
            node.setdefault("emoji", True)
        for one in node.values():
            _name(one)
