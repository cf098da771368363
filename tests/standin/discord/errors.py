"""The words of refusal, as Discord says them (discord-api-docs, Opcodes and Status Codes, JSON)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

SAID: Mapping[int, tuple[int, str]] = MappingProxyType(
    {
        0: (404, "404: Not Found"),
        10003: (404, "Unknown Channel"),
        10004: (404, "Unknown Guild"),
        10007: (404, "Unknown Member"),
        10008: (404, "Unknown Message"),
        10013: (404, "Unknown User"),
        10015: (404, "Unknown Webhook"),
        10062: (404, "Unknown interaction"),
        10063: (404, "Unknown application command"),
        20012: (403, "You are not authorized to perform this action on this application"),
        20016: (429, "This action cannot be performed due to slowmode rate limit"),
        30034: (400, "Max number of daily application command creates has been reached (200)"),
        40001: (401, "401: Unauthorized"),
        40005: (413, "Request entity too large"),
        40060: (400, "Interaction has already been acknowledged."),
        50001: (403, "Missing Access"),
        50005: (403, "Cannot edit a message authored by another user"),
        50006: (400, "Cannot send an empty message"),
        50007: (403, "Cannot send messages to this user"),
        50013: (403, "Missing Permissions"),
        50024: (400, "Cannot execute action on this channel type"),
        50027: (401, "Invalid Webhook Token"),
        50035: (400, "Invalid Form Body"),
        50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
        160004: (400, "A thread has already been created for this message"),
    }
)
"""Status and message by code."""

BY_STATUS: Mapping[int, int] = MappingProxyType({400: 50035, 401: 40001, 403: 50013, 404: 10003, 413: 40005})
"""A likely code where a test names a status alone."""


class RefusalError(Exception):
    """A call that is answered with an error of Discord's; the more, the body has."""

    def __init__(self, code: int, **more: Any) -> None:  # noqa: ANN401  JSON
        self.code = code
        self.status, message = SAID[code]
        self.body: dict[str, Any] = {"message": message, "code": 0 if code == 40001 else code} | more
        super().__init__(message)
