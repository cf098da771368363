"""Installing the app (docs.slack.dev, Installing with OAuth): consent in a browser, a code, a token."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.standin.slack.calls import Call, Json, Route, Routes
from tests.standin.slack.errors import RefusalError
from tests.standin.slack.state import CLIENT_ID, CLIENT_SECRET, State
from tests.standin.slack.world import Team

VALID = timedelta(minutes=10)


@dataclass(slots=True, eq=False)
class Code:
    """What a browser brings back."""

    team: Team
    scopes: set[str]
    redirect: str
    at: datetime
    person: str
    used: bool = False


class OAuth:
    """See above."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._codes: dict[str, Code] = {}

    def routes(self) -> Routes:
        """Yield what is played here."""
        yield Route("oauth.v2.access", "oauth", self.access, tier=4, opens="none")

    def consent(self, team: Team, address: str, person: str) -> str:
        """Return where the browser goes back to when somebody agrees; what is wrong with the address is an offence."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        unknown = set(asked) - {"client_id", "scope", "user_scope", "redirect_uri", "state", "team"}
        wrong = [f"{name}: not an argument" for name in sorted(unknown)]
        wrong += [] if urlsplit(address).path == "/oauth/v2/authorize" else ["path: not /oauth/v2/authorize"]
        wrong += [] if asked.get("client_id") == CLIENT_ID else ["client_id: not ours"]
        wrong += [f"{name}: missing" for name in ("scope", "state") if not asked.get(name)]
        for one in wrong:
            self._state.offence(one, "oauth/v2/authorize")
        scopes = {one for one in asked.get("scope", "").split(",") if one}
        code = secrets.token_hex(16)
        redirect = asked.get("redirect_uri", "")
        self._codes[code] = Code(team, scopes, redirect, self._state.clock.now(), person)
        return f"{redirect}?{urlencode({'code': code, 'state': asked.get('state', '')})}"

    def access(self, call: Call) -> Json:
        """Return a token for a code."""
        given = call.given
        if given["client_id"] != CLIENT_ID:
            raise RefusalError("invalid_client_id")
        if given["client_secret"] != CLIENT_SECRET:
            raise RefusalError("bad_client_secret")
        code = self._codes.get(str(given.get("code")))
        if code is None or self._state.clock.now() - code.at > VALID:
            raise RefusalError("invalid_code")
        if code.used:
            raise RefusalError("code_already_used")
        if given.get("redirect_uri", "") != code.redirect:
            raise RefusalError("bad_redirect_uri")
        code.used = True
        return self._installed(code)

    def _installed(self, code: Code) -> Json:
        team = code.team
        team.scopes, team.installed, team.revoked, team.inactive = code.scopes, True, False, False
        told = {"app_id": self._state.app, "authed_user": {"id": code.person}, "scope": ",".join(sorted(code.scopes))}
        told |= {"token_type": "bot", "access_token": team.token, "bot_user_id": team.bot}
        return told | {"team": {"id": team.id, "name": team.name}, "enterprise": None, "is_enterprise_install": False}
