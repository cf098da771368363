"""The page of whom admins let do what admins do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from digests.ask import Ask
from digests.change import Held
from digests.layout import acts
from digests.layout.sources import SEPARATOR
from digests.page import Act, Block, Bullets, Heading, Page, Pick, Picks, Text, Tone
from digests.words import Words


def roles_page(
    grants: Sequence[Held],
    words: Words,
    *,
    outcome: str = "",
    name: str = "",
    shown_as: str = "",
    may_grant: bool = False,
) -> Page:
    """Return who is granted it, and what was done to ``name``: ``outcome``, a key of ``[roles-done]``.

    ``shown_as`` is the command of readers where the platform has to be told to show that of admins to anybody else.
    ``may_grant`` tells that whoever sees it may let others do it, and take that back.

    Its record: ``{"version": 1, "kind": "roles", "outcome", "name", "grants"}``.
    """
    title = words.say("roles.title")
    done = [Text(words.say(f"roles-done.{outcome}", name=name))] if outcome else []
    lines = tuple(_line(one, words) for one in grants)
    body: Block = Bullets(lines) if lines else Text(words.say("roles.empty"), Tone.QUIET)
    record = {
        "version": 1,
        "kind": "roles",
        "outcome": outcome,
        "name": name,
        "grants": [{"name": one.name, **one.value} for one in grants],
    }
    notes = [words.say("roles.discord", command=shown_as)] if shown_as else []
    notes.append(words.say("roles.who-else"))
    told = (Heading(title, 1), *done, body, *(Text(note, Tone.QUIET) for note in notes))
    return Page(title, (*told, *(_changing(grants, words) if may_grant else ())), record)


def _changing(grants: Sequence[Held], words: Words) -> Iterator[Block]:
    """Yield what grants it to one more, and what takes it back."""
    yield Pick(acts.act("grant", "roles grant", words, typed="who"), Picks.GRANTEE)
    every = (Act(one.name, Ask("roles revoke", MappingProxyType({"who": one.name}))) for one in grants)
    yield from acts.choice("revoke", every, words)


def _line(grant: Held, words: Words) -> str:
    since, by = str(grant.value.get("since", ""))[:10], f"user:{grant.value.get('by', '')}"
    return SEPARATOR.join((grant.name, words.say("roles.by", by=by, since=since)))
