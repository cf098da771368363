"""What went wrong while answering: which of it comes of being late, and where all of it is noted."""

from __future__ import annotations

import discord
import structlog

_log = structlog.get_logger()

_LATE = frozenset({10008, 10015, 10062, 40060, 50027})
"""Error codes of an answer that came too late: gone message, unknown webhook, unknown interaction, one that is answered
already, invalid webhook token (discord-api-docs, Opcodes and Status Codes)."""


def is_late(error: Exception) -> bool:
    """Say whether Discord no longer waits for the answer."""
    return isinstance(error, discord.HTTPException) and error.code in _LATE


def note_failure(interaction: discord.Interaction, error: Exception) -> str:
    """Log what went wrong and return the word under which it is found."""
    reference = str(interaction.id)[-6:]
    if is_late(error):
        _log.warning("an answer came too late", reference=reference, error=str(error))
    else:
        _log.error("an interaction could not be answered", reference=reference, exc_info=error)
    return reference
