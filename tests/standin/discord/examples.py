"""Small bodies for the stand-in's own tests."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
QUIET: Json = {"parse": []}
"""Nobody is pinged."""
V2 = 1 << 15


def text(content: str = "Heron-1 is out.") -> Json:
    """Return a text display."""
    return {"type": 10, "content": content}


def button(label: str = "More", custom_id: str = "lw:q:latest", **more: object) -> Json:
    """Return a button."""
    return {"type": 2, "style": 2, "label": label, "custom_id": custom_id} | more


def row(*inside: Json) -> Json:
    """Return an action row."""
    return {"type": 1, "components": list(inside)}


def select(*values: str, custom_id: str = "lw:c:1", **more: object) -> Json:
    """Return a select."""
    options = [{"label": f"Story {value}", "value": value} for value in values]
    return {"type": 3, "custom_id": custom_id, "options": options} | more


def container(*inside: Json) -> Json:
    """Return a container."""
    return {"type": 17, "components": list(inside)}


def section(accessory: Json, *texts: str) -> Json:
    """Return a section."""
    return {"type": 9, "components": [text(one) for one in texts or ("Heron-1",)], "accessory": accessory}


def gallery(url: str) -> Json:
    """Return a gallery of one picture."""
    return {"type": 12, "items": [{"media": {"url": url}, "description": "A timeline"}]}


def post(content: str = "Heron-1 is out.", **more: object) -> Json:
    """Return a message of plain words."""
    return {"content": content, "allowed_mentions": QUIET} | more


def page(*components: Json, **more: object) -> Json:
    """Return a message of components of version 2."""
    return {"flags": V2, "components": list(components) or [text()], "allowed_mentions": QUIET} | more


def command(name: str = "llama", *options: Json, **more: object) -> Json:
    """Return a command."""
    return {"name": name, "type": 1, "description": "Reads the wire", "options": list(options)} | more


def option(name: str, kind: int = 3, *options: Json, **more: object) -> Json:
    """Return an option; of kinds 1 and 2 with its own options."""
    nested = {"options": list(options)} if kind in (1, 2) else {}
    return {"name": name, "type": kind, "description": "What is asked"} | nested | more
