"""Whom admins let do what admins do: people and roles of a tenant, by their ids on the platform."""

from __future__ import annotations

import re
from collections.abc import Iterable

from digests.change import Held
from digests.desk import Asker
from digests.errors import BadInput
from digests.subscription import DISCORD

_NAMED = re.compile(r"(user|role):[A-Za-z0-9]{1,40}", re.ASCII)
_ROLE = "role:"


def grantee_typed(text: str, asker: Asker) -> str:
    """Return the name under which a grant is held: ``user:ID`` or ``role:ID``.

    Raises BadInput for what names neither, for roles where the platform has none, and for the role that everybody has.
    """
    if not _NAMED.fullmatch(text):
        raise BadInput("no-grantee", text)
    if text.startswith(_ROLE) and asker.platform != DISCORD:
        raise BadInput("no-roles-there", text)
    if text == f"{_ROLE}{asker.tenant}":  # on Discord it has the server's own id
        raise BadInput("grant-everybody", text)
    return text


def is_granted(asker: Asker, grants: Iterable[Held]) -> bool:
    """Say whether one of the grants is the asker's own or that of a role of theirs; a guest has none."""
    own = {f"user:{asker.user}", *(f"{_ROLE}{role}" for role in asker.roles)}
    return not asker.guest and any(grant.name in own for grant in grants)
