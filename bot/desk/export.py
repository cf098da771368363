"""``export``: all that is a tenant's, and nothing of anybody else's."""

from __future__ import annotations

from bot.desk.audit import changes_told
from bot.desk.changing import is_chat
from bot.desk.context import Asked
from digests.change import Held, Holds
from digests.layout.export import export_page, export_record
from digests.page import Page
from digests.subscription import channel_typed

MOST_WRITTEN = 50
"""Changes of an export in a chat, where it comes in messages; the terminal has all."""
MOST = 100_000


async def answer_export(asked: Asked) -> Page:
    """Answer with all that the asker's tenant has and has changed; what is posted to one person is that person's."""
    asker, is_written = asked.question.asker, is_chat(asked)
    held = {holds: await _held(asked, holds) for holds in Holds}
    changes = await changes_told(asked, MOST_WRITTEN if is_written else MOST)
    own = tuple(one for one in changes if (one.platform, one.tenant) == (asker.platform, asker.tenant))
    record = export_record(asker.platform, asker.tenant, asked.now.isoformat(), held, own)
    return export_page(record, held, asked.words, written=is_written)


async def _held(asked: Asked, holds: Holds) -> tuple[Held, ...]:
    """Return what the tenant has of a kind, as far as the asker may be told of it."""
    asker = asked.question.asker
    every = await asked.context.ledger.held(holds, asker.platform, asker.tenant)
    if holds is not Holds.SCHEDULE:
        return every
    return tuple(one for one in every if asked.may_see(channel_typed(str(one.value["channel"]))))
