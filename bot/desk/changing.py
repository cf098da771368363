"""How a command changes what a tenant has: shown first in chats, saved at once in the terminal, always by the ledger.

A verb that changes something has two functions. The one in ``answers.ANSWERS`` drafts the change (``draft``) and, in a
chat, answers with ``offer``: a dry run with *Save* and *Cancel*. The one in ``answers.SAVES`` drafts it again and
saves it (``settle``), in the terminal at once and in a chat when *Save* was pressed. What was shown is what is saved:
where the thing has become another since, ``settle`` says so and changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from bot.desk.context import Asked
from digests.change import Change, Holds, Proposal, Value
from digests.errors import BadInput
from digests.layout.changes import thing_named
from digests.layout.panel import beneath
from digests.page import Block, Page
from digests.subscription import TERMINAL

Answer = Callable[[Asked], Awaitable[Page]]

KEPT_FOR = timedelta(hours=24)
"""A proposal; whoever comes back later is shown a new one."""
WAS = "was"
"""The option that *Save* adds: what the thing was when its change was shown."""


_TOO_MANY = {
    Holds.TOPIC: "topics-too-many",
    Holds.SCHEDULE: "schedules-too-many",
    Holds.FILTER: "filters-too-many",
    Holds.VERDICT: "verdicts-too-many",
    Holds.GRANT: "grants-too-many",
}
"""What is said where a tenant has as many as it may have; feeds are counted together where a list of them is added."""


def is_chat(asked: Asked) -> bool:
    """Say whether it is asked in a chat."""
    return asked.question.asker.platform != TERMINAL


def draft(
    asked: Asked,
    holds: Holds,
    name: str,
    before: Value | None,
    after: Value | None,
    *,
    tenant: tuple[str, str] | None = None,
    undoes: str = "",
) -> Change:
    """Return the change as the asker would make it now; of the asker's tenant, unless the operator names another.

    Raises BadInput where nothing would be other than before.
    """
    asker = asked.question.asker
    if before == after:
        raise BadInput("nothing-changed", name)
    platform, whose = tenant or (asker.platform, asker.tenant)
    where = str(asker.place) if asker.place else ""
    told = (platform, whose, holds, name, before, after, asked.question.verb, asker.user, asked.now, where, undoes)
    return Change(short_id(*told), *told)


async def settle(asked: Asked, change: Change, next_run: datetime | None = None) -> None:
    """Save the change.

    Raises BadInput where the thing is no longer as it was shown, or as it was read, and where the tenant has as many of
    its kind as it may have.
    """
    await _check_room(asked, change)
    was = asked.text(WAS)
    is_as_shown = was is None or was == short_id(change.before)
    if not (is_as_shown and await asked.context.ledger.change(change, next_run)):
        raise BadInput("changed-meanwhile", thing_named(change, asked.words))


async def offer(asked: Asked, change: Change, page: Page, blocks: Sequence[Block] = ()) -> Page:
    """Return the page with *Save*, *Cancel* and what changes it before, kept as a proposal till tomorrow.

    Raises BadInput where the tenant has as many things of the kind as it may have.
    """
    await _check_room(asked, change)
    question, asker = asked.question, asked.question.asker
    options = {**question.options, WAS: short_id(change.before)}
    proposal = Proposal(
        change.id, asker.platform, asker.tenant, asker.user, question.verb, asked.now + KEPT_FOR, options
    )
    await asked.context.ledger.propose(proposal, asked.now)
    return replace(page, blocks=(*page.blocks, *blocks, *beneath(proposal, asked.words)))


async def _check_room(asked: Asked, change: Change) -> None:
    """Raise BadInput where the change makes one thing more, and the tenant has as many as it may have."""
    most = asked.context.allowed.most(change.holds)
    if most is None or change.before is not None or change.after is None:
        return
    have = len(await asked.context.ledger.held(change.holds, change.platform, change.tenant))
    if have >= most:
        if change.holds is Holds.FEED:
            raise BadInput("feeds-too-many", "feeds", most=most, have=have, more=1)
        raise BadInput(_TOO_MANY[change.holds], thing_named(change, asked.words), most=most)


def short_id(*parts: object) -> str:
    """Return eight characters that are others for other parts: letters, and digits from 2 to 7."""
    whole = json.dumps(parts, default=_plain, sort_keys=True, ensure_ascii=True)
    number = int.from_bytes(sha256(whole.encode()).digest()[:5])
    return "".join(_LETTERS[number >> shift & 31] for shift in range(35, -5, -5))


_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


def _plain(part: object) -> object:
    return dict(part) if isinstance(part, Mapping) else str(part)
