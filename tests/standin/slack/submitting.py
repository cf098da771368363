"""What the bot answers with its acknowledgement: to a command, a submitted window, somebody who types."""

from __future__ import annotations

from typing import Any

from tests.standin.slack.asked import Asked
from tests.standin.slack.errors import RefusalError
from tests.standin.slack.responses import Responses
from tests.standin.slack.state import State
from tests.standin.slack.windows import Windows
from tests.standin.slack.world import View

Json = dict[str, Any]
_PATH = "acknowledgement"


class Submitting:
    """See above."""

    def __init__(self, state: State, windows: Windows, responses: Responses) -> None:
        self._state = state
        self._windows = windows
        self._responses = responses

    def said(self, asked: Asked, ack: Any) -> None:  # noqa: ANN401  JSON
        """Let an answer to a command be seen."""
        body = {"text": ack} if isinstance(ack, str) else ack
        if not body:
            return
        place = asked.channel.id if asked.channel else ""
        faults = self._state.checks.answer(body)
        for fault in faults:
            self._state.offence(fault, _PATH, place)
        if not faults:
            self._responses.say(asked, body)

    def proposed(self, asked: Asked, ack: object) -> None:
        """Check options."""
        for fault in self._state.checks.options(ack):
            self._state.offence(fault, _PATH)
        asked.done(self._state.clock.now())

    def answered(self, asked: Asked, view: View, ack: Any) -> None:  # noqa: ANN401  JSON
        """Do with a window what the acknowledgement says."""
        body: Json = ack if isinstance(ack, dict) else {}
        action = body.get("response_action", "")
        for fault in self._faults(view, action, body):
            self._state.offence(fault, _PATH)
        try:
            self._done(asked, view, action, body)
        except RefusalError as refusal:
            self._state.offence(f"view: {refusal.error}", _PATH)
        asked.done(self._state.clock.now())

    def _done(self, asked: Asked, view: View, action: str, body: Json) -> None:
        match action:
            case "errors":
                pass
            case "update":
                self._windows.changed(view, body["view"])
                asked.view = view
            case "push":
                asked.view = self._windows.pushed(asked, body["view"])
            case _:
                self.close(view, everything=action == "clear")

    def _faults(self, view: View, action: str, body: Json) -> list[str]:
        keys = {"": set(), "clear": set(), "errors": {"errors"}, "update": {"view"}, "push": {"view"}}.get(action)
        if keys is None or set(body) - {"response_action"} != keys:
            return [f"response_action {action!r} with {sorted(body)}"]
        if action in ("update", "push"):
            return self._state.checks.view(body["view"])
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        errors = body.get("errors") or {}
        found = [f"errors: {name!r} is no block of an input" for name in errors if name not in inputs]
        return found + (["errors: none"] if action == "errors" and not errors else [])

    def close(self, view: View, *, everything: bool = False) -> None:
        """Close a window, with ``everything`` those below it too."""
        view.closed = True
        below = view.team.views.get(view.previous)
        if everything and below is not None:
            self.close(below, everything=True)
