"""Words of refusal, as the pages of Slack's methods list them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

BY_STATUS: Mapping[int, str] = MappingProxyType(
    {
        400: "invalid_arguments",
        401: "invalid_auth",
        403: "restricted_action",
        404: "channel_not_found",
        413: "msg_too_long",
    }
)
"""A likely word where a test names a status alone, one that other platforms answer with."""


class RefusalError(Exception):
    """A call that is answered with ``ok: false``; the more, the body has."""

    def __init__(self, error: str, **more: Any) -> None:  # noqa: ANN401  JSON
        self.error = error
        self.body: dict[str, Any] = {"ok": False, "error": error} | more
        super().__init__(error)
