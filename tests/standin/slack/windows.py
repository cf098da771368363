"""Modals and Home tabs (docs.slack.dev, views.*)."""

from __future__ import annotations

import secrets

from tests.standin.slack.asked import Asked
from tests.standin.slack.calls import Call, Json, Route, Routes
from tests.standin.slack.errors import RefusalError
from tests.standin.slack.keeping import kept
from tests.standin.slack.state import State
from tests.standin.slack.world import Person, Team, View

DEEPEST = 3
"""Views on top of each other."""


class Windows:
    """See above."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self) -> Routes:
        """Yield what is played here."""
        yield Route("views.open", "view", self.open, tier=4)
        yield Route("views.push", "view", self.push, tier=4)
        yield Route("views.update", "view", self.update, tier=4)
        yield Route("views.publish", "home", self.publish, tier=4)

    def open(self, call: Call) -> Json:
        """Open a modal."""
        asked = self._state.redeem(call.home, call.given.get("trigger_id"))
        view = self.made(asked.team, asked.person, call.given["view"])
        asked.opened(view, self._state.clock.now())
        return {"view": view.record()}

    def push(self, call: Call) -> Json:
        """Put a modal on top of the one in which something was pressed."""
        asked = self._state.redeem(call.home, call.given.get("trigger_id"))
        view = self.pushed(asked, call.given["view"])
        asked.opened(view, self._state.clock.now())
        return {"view": view.record()}

    def pushed(self, asked: Asked, body: Json) -> View:
        """Return a view on top of another. Raises RefusalError."""
        below = asked.source_view
        if below is None or below.closed:
            raise RefusalError("not_found")
        if self._depth(below) >= DEEPEST:
            raise RefusalError("push_limit_reached")
        view = self.made(asked.team, asked.person, body)
        view.root, view.previous = below.root or below.id, below.id
        return view

    def update(self, call: Call) -> Json:
        """Change a view."""
        view = self._found(call)
        if view.closed:
            raise RefusalError("not_found")
        if call.given.get("hash") not in (None, view.hash):
            raise RefusalError("hash_conflict")
        if call.given["view"]["type"] != view.body["type"]:
            raise RefusalError("invalid_arguments")
        self.changed(view, call.given["view"])
        return {"view": view.record()}

    def changed(self, view: View, body: Json) -> None:
        """Give a view another content; inputs that keep block and action keep what was typed."""
        self._unique(view.team, body, view)
        view.body = body | {"blocks": kept(body["blocks"])}
        view.hash = self._hash()
        there = {block["block_id"] for block in view.blocks}
        view.state = {name: typed for name, typed in view.state.items() if name in there}
        self._state.shown(view, lambda one: view in (one.view, one.source_view))

    def publish(self, call: Call) -> Json:
        """Give a person's Home tab a content."""
        team, person = call.home, call.home.people.get(str(call.given["user_id"]))
        if person is None or person.bot:
            raise RefusalError("not_found")
        before = team.homes.get(person.id)
        if call.given.get("hash") is not None and (before is None or call.given["hash"] != before.hash):
            raise RefusalError("hash_conflict")
        if before is None:
            view = team.homes[person.id] = self.made(team, person, call.given["view"])
        else:
            view = before
            self._unique(team, call.given["view"], view)
            view.body, view.hash = call.given["view"] | {"blocks": kept(call.given["view"]["blocks"])}, self._hash()
        self._state.note("home", "", person=person.id, text=view.text)
        self._state.shown(view, lambda one: one.person is person and (one.kind == "home" or one.source_view is view))
        return {"view": view.record()}

    def made(self, team: Team, person: Person, body: Json) -> View:
        """Return a new view. Raises RefusalError."""
        self._unique(team, body, None)
        view = View(self._state.ids("V"), team, person, body | {"blocks": kept(body["blocks"])}, self._hash())
        view.app = self._state.app
        team.views[view.id] = view
        return view

    def _found(self, call: Call) -> View:
        views = call.home.views
        if "view_id" in call.given:
            found = views.get(str(call.given["view_id"]))
        else:
            wanted = call.given["external_id"]
            found = next((one for one in views.values() if one.body.get("external_id") == wanted), None)
        if found is None:
            raise RefusalError("not_found")
        return found

    def _unique(self, team: Team, body: Json, view: View | None) -> None:
        self._state.pictured(team, body["blocks"])
        wanted = body.get("external_id")
        others = [one for one in team.views.values() if one is not view and not one.closed]
        if wanted and any(one.body.get("external_id") == wanted for one in others):
            raise RefusalError("duplicate_external_id")

    def _depth(self, view: View) -> int:
        depth, below = 1, view.team.views.get(view.previous)
        while below is not None:
            depth, below = depth + 1, below.team.views.get(below.previous)
        return depth

    def _hash(self) -> str:
        return f"{int(self._state.clock.now().timestamp())}.{secrets.token_hex(4)}"
