"""What went wrong while answering: all of it is noted, under a word that the reader is told."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from adapters.slack.once import name_of

_log = structlog.get_logger()


def note_failure(body: Mapping[str, object], error: BaseException) -> str:
    """Log what went wrong and return the word under which it is found."""
    reference = name_of(body)[-6:]
    _log.error("Slack could not be answered", reference=reference, exc_info=error)
    return reference
