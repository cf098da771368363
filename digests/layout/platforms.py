"""The pages of setting a platform up: what to do, step by step, and what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence

from digests.page import Block, Bullets, Heading, Link, Page, Text
from digests.words import Words


def setup_page(
    steps: Sequence[str],
    words: Words,
    *,
    said: Sequence[str] = (),
    link: str = "",
    permissions: Sequence[str] = (),
) -> Page:
    """Return what is known so far (``said``), the invitation with what it asks for, and the next steps, numbered.

    Its record: ``{"version": 1, "kind": "setup", "said", "steps", "invitation", "permissions"}``.
    """
    title = words.say("setup.title")
    blocks: list[Block] = [Heading(title, 1), *map(Text, said)]
    for number, step in enumerate(steps, 1):
        blocks.append(Text(words.say("setup.step", number=number, text=step)))
        if step == words.say("setup.invite"):
            purposes = tuple(_permission(name, words) for name in permissions)
            blocks += [Link(words.say("setup.link"), link), Bullets(purposes)]
    record = {"version": 1, "kind": "setup", "said": list(said), "steps": list(steps)}
    return Page(title, tuple(blocks), record | {"invitation": link, "permissions": list(permissions)})


def slack_setup_page(
    steps: Sequence[str], words: Words, *, said: Sequence[str] = (), scopes: Sequence[str] = (), manifest: str = ""
) -> Page:
    """Return what is known so far (``said``), the next steps, numbered, and what each scope of the app is for.

    Its record: ``{"version": 1, "kind": "setup", "said", "steps", "permissions", "manifest"}``; the last is the path
    of the description of the app where it was written, else nothing.
    """
    title = words.say("slack-setup.title")
    blocks: list[Block] = [Heading(title, 1), *map(Text, said)]
    blocks += [Text(words.say("setup.step", number=number, text=step)) for number, step in enumerate(steps, 1)]
    if scopes:
        told = (words.say("setup.permission", name=one, purpose=words.say(f"slack-scope.{one}")) for one in scopes)
        blocks += [Text(words.say("slack-setup.scopes")), Bullets(tuple(told))]
    record = {"version": 1, "kind": "setup", "said": list(said), "steps": list(steps)}
    return Page(title, tuple(blocks), record | {"permissions": list(scopes), "manifest": manifest})


def _permission(name: str, words: Words) -> str:
    return words.say(
        "setup.permission", name=words.say(f"permission.{name}"), purpose=words.say(f"permission-for.{name}")
    )
