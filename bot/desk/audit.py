"""``audit`` and ``undo``: what was changed, and how it is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from bot.desk.changing import draft, is_chat, offer, settle
from bot.desk.context import Asked
from bot.desk.schedules import with_next_run
from bot.desk.settings import renew_runs
from digests.change import Change, Holds
from digests.errors import BadInput, NotFound
from digests.layout.changes import change_page, changes_page, thing_named
from digests.page import Page
from digests.standing import order_held
from digests.subscription import channel_typed
from digests.undoing import last_of, later_than, taken_back

SHOWN = 20
LOOKED_BACK = 500
"""Changes among which the last of a person is looked for."""


async def answer_audit(asked: Asked) -> Page:
    """Answer with the newest changes, at most ``max``; with ``id``, with that one, before and after."""
    recent = await changes_told(asked)
    gone = taken_back(recent)
    if asked.text("id"):
        return change_page(await _named(asked), gone, asked.zone, asked.words)
    return changes_page(recent[: asked.number("max") or SHOWN], gone, asked.zone, asked.words)


async def answer_undo(asked: Asked) -> Page:
    """Take back the change ``id``, or the asker's last; in a chat it is shown first. Raises Refusal."""
    if not is_chat(asked):
        return await save_undo(asked)
    undone, back = await _undoing(asked)
    page = change_page(back, (), asked.zone, asked.words, "undoing")
    named = replace(asked.question, options=MappingProxyType({"id": undone.id}))
    return await offer(replace(asked, question=named), back, page)


async def save_undo(asked: Asked) -> Page:
    """Take it back. Raises Refusal."""
    _, back = await _undoing(asked)
    await settle(asked, back, await _next_run(asked, back))
    await renew_runs(asked, back)
    return change_page(back, (), asked.zone, asked.words, "undone")


async def _undoing(asked: Asked) -> tuple[Change, Change]:
    """Return the change that is meant, and the one that takes it back. Raises Refusal where that cannot be."""
    recent = await changes_told(asked)
    meant = await _named(asked) if asked.text("id") else last_of(asked.question.asker.user, recent)
    if meant is None:
        raise NotFound("nothing-to-undo", "undo")
    if meant.holds is Holds.GRANT and not asked.question.asker.manages:
        raise BadInput("not-allowed", "undo")
    if meant.id in taken_back(recent):
        raise BadInput("undone-already", meant.id)
    held = await asked.context.ledger.held(meant.holds, meant.platform, meant.tenant)
    if next((one.value for one in held if one.name == meant.name), None) != meant.after:
        later, name = later_than(meant, recent), thing_named(meant, asked.words)
        raise BadInput("undo-later", name, later=later.id) if later else BadInput("changed-meanwhile", name)
    whose = meant.platform, meant.tenant
    return meant, draft(asked, meant.holds, meant.name, meant.after, meant.before, tenant=whose, undoes=meant.id)


async def _next_run(asked: Asked, change: Change) -> datetime | None:
    """Return when a schedule that comes back posts next; None for all else."""
    if change.holds is not Holds.SCHEDULE or change.after is None:
        return None
    return (await with_next_run(asked, order_held(change.name, change.after))).next_run


async def changes_told(asked: Asked, most: int = LOOKED_BACK) -> tuple[Change, ...]:
    """Return the newest changes that the asker may be told, newest first; of every tenant, for the operator."""
    platform, tenant = _scope(asked)
    every = await asked.context.ledger.changes(platform, tenant, most)
    return tuple(one for one in every if _may_be_told(asked, one))


async def _named(asked: Asked) -> Change:
    """Return the change of the id that was given. Raises NotFound."""
    platform, tenant = _scope(asked)
    its = asked.needed("id")
    found = await asked.context.ledger.changed(platform, tenant, its.lower())
    if found is None or not _may_be_told(asked, found):
        raise NotFound("no-such-change", its)
    return found


def _scope(asked: Asked) -> tuple[str | None, str]:
    asker = asked.question.asker
    return (asker.platform, asker.tenant) if is_chat(asked) else (None, "")


def _may_be_told(asked: Asked, change: Change) -> bool:
    """Say whether the asker may be told of it: what is posted to one person is that person's alone."""
    if change.holds is not Holds.SCHEDULE:
        return True
    sides = (side for side in (change.before, change.after) if side is not None)
    return all(asked.may_see(channel_typed(str(side["channel"]))) for side in sides)
