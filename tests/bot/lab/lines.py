"""Rows as they come on standard input."""

from __future__ import annotations

import json
from typing import Any

PUBLISHED = "2026-02-10"


def line(row: object) -> bytes:
    """Return a row as one line of JSON."""
    return json.dumps(row, ensure_ascii=True).encode() + b"\n"


def row(name: str, text: str, **over: Any) -> dict[str, Any]:  # noqa: ANN401  any field of a row
    """Return an article row, published on 10 February 2026 unless that is given."""
    return {"id": name, "published": PUBLISHED, "title": "", "text": text, **over}


def lines(*rows: object) -> list[bytes]:
    """Return the rows as lines."""
    return [line(one) for one in rows]
