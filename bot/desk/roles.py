"""``roles`` and its verbs: whom admins let do what admins do."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.changing import draft, offer, settle
from bot.desk.context import Asked
from digests.change import Change, Held, Holds
from digests.desk import Asker
from digests.errors import BadInput, NotFound
from digests.granted import grantee_typed, is_granted
from digests.layout.roles import roles_page
from digests.page import Page
from digests.publishing import Ledger
from digests.subscription import DISCORD


async def answer_roles(asked: Asked) -> Page:
    """Answer with the people and roles that are let do what admins do."""
    return await _page(asked)


async def answer_grant(asked: Asked) -> Page:
    """Show whom ``who`` would let do what admins do: a person or a role. Raises Refusal."""
    return await _shown(asked, await _granting(asked), "granting")


async def save_grant(asked: Asked) -> Page:
    """Let ``who`` do what admins do. Raises Refusal."""
    return await _saved(asked, await _granting(asked), "granted")


async def answer_revoke(asked: Asked) -> Page:
    """Show whose grant would be taken back: that of ``who``. Raises Refusal."""
    return await _shown(asked, await _revoking(asked), "revoking")


async def save_revoke(asked: Asked) -> Page:
    """Take back from ``who`` what was granted. Raises Refusal."""
    return await _saved(asked, await _revoking(asked), "revoked")


async def with_grant(asker: Asker, ledger: Ledger) -> Asker:
    """Return the asker as the tenant's grants have them at this moment."""
    if asker.manages or asker.guest:
        return asker
    return replace(asker, granted=is_granted(asker, await ledger.held(Holds.GRANT, asker.platform, asker.tenant)))


async def _granting(asked: Asked) -> Change:
    name = grantee_typed(asked.needed("who"), asked.question.asker)
    known = {grant.name for grant in await _grants(asked)}
    if name in known:
        raise BadInput("granted-already", name)
    value = {"by": asked.question.asker.user, "since": asked.now.isoformat()}
    return draft(asked, Holds.GRANT, name, None, value)


async def _revoking(asked: Asked) -> Change:
    """Return the taking back. What other tenants have granted is as unknown as what nobody has."""
    name = grantee_typed(asked.needed("who"), asked.question.asker)
    known = {grant.name: grant.value for grant in await _grants(asked)}
    if name not in known:
        raise NotFound("not-granted", name)
    return draft(asked, Holds.GRANT, name, known[name], None)


async def _shown(asked: Asked, change: Change, outcome: str) -> Page:
    return await offer(asked, change, await _page(asked, outcome, change.name))


async def _saved(asked: Asked, change: Change, outcome: str) -> Page:
    await settle(asked, change)
    return await _page(asked, outcome, change.name)


async def _page(asked: Asked, outcome: str = "", name: str = "") -> Page:
    shown_as = asked.context.command if asked.question.asker.platform == DISCORD else ""
    may_grant = asked.question.asker.manages and not outcome.endswith("ing")
    grants = await _grants(asked)
    return roles_page(grants, asked.words, outcome=outcome, name=name, shown_as=shown_as, may_grant=may_grant)


async def _grants(asked: Asked) -> tuple[Held, ...]:
    asker = asked.question.asker
    return await asked.context.ledger.held(Holds.GRANT, asker.platform, asker.tenant)
