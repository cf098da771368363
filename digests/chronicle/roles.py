"""Who did it, and to what: read from the clause of the act, and left empty where the clause does not prove it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digests.chronicle.clauses import Clause
from digests.chronicle.cues import COVERED, DOCUMENT, ONLY_FILLER
from digests.chronicle.line import NAME
from digests.chronicle.nouns import DESCRIPTION_ZH
from digests.chronicle.objects import antecedent, identity, objects_after, partner_before
from digests.chronicle.statuses import RELEASES
from digests.chronicle.subjects import described_doer, inherited, is_passive, joined_left, subject_of
from digests.chronicle.things import thing_after
from digests.chronicle.verb import Verb
from digests.reading import Mention
from digests.text.script import HAN

_NOUN_REACH = 40
_ACTOR_AND_THING = 2
_DESCRIBED = re.compile(rf"(?<![{HAN}]){DESCRIPTION_ZH}(?![{HAN}])")
_FURTHER = re.compile(rf"^\s*(?:(?:and|or|plus|alongside|as well as)\s|[和与及]|以及|{NAME}+[\s,](?=.*[a-z]))")
_ANOTHER = re.compile(r"\b(?:and|plus|alongside|along with|as well as)\s+(?:(?:the|an?|its|others)\b\s*)?(?=[A-Z]|$)")
"""In the original case: something with a name follows."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Entity ids of who and what, and how well the clause proves them."""

    actors: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    thing: str = ""
    """The text's words for what it was done to, where no entity stands for it."""
    complete: bool = False
    """True where actor, act and object leave nothing of the clause uncovered."""
    document: bool = False
    """True where what was published is a text or film, not a thing of the field."""
    subject: bool = False
    """True where a known name is the subject of the verb, as actor or as what it was done to."""


def roles_of(verb: Verb, earlier: tuple[Clause, ...]) -> Roles:
    """Return actor and object of a verb; ``earlier`` are the clauses of the sentence before its own."""
    before = verb.flush_before(verb.hit.start - verb.clause.start)
    actor, undergoer = subject_of(verb, before)
    objects = _objects(verb, before, undergoer)
    actors = joined_left(verb, actor) if actor else []
    proved = actor if len(actors) == 1 else None
    if actor is None and undergoer is None and (doer := described_doer(verb)):
        actors = [doer]
    elif actor is None and undergoer is None and ONLY_FILLER.match(verb.before):
        topic = inherited(verb, earlier)
        actors = [topic] if topic else []
    ids = tuple(dict.fromkeys(identity(verb, m) for m in objects if m not in actors))
    document = not ids and verb.hit.id in RELEASES and bool(DOCUMENT.search(verb.after[:_NOUN_REACH]))
    thing = None if ids or document else thing_after(verb)
    return Roles(
        actors=tuple(dict.fromkeys(m.entity for m in actors)),
        objects=ids,
        thing=verb.line.sentence.text[slice(*thing)] if thing else "",
        complete=proved is not None and _is_complete(verb, proved, objects, thing),
        document=document,
        subject=actor is not None or undergoer is not None,
    )


def _objects(verb: Verb, before: Mention | None, undergoer: Mention | None) -> list[Mention]:
    """Return what the act is done to: after the verb, else before it, else what the clause describes."""
    given = [] if is_passive(verb) else objects_after(verb)
    described = undergoer or (None if given else antecedent(verb, before))
    return given or ([described] if described else []) or partner_before(verb)


def _is_complete(verb: Verb, actor: Mention, objects: list[Mention], thing: tuple[int, int] | None) -> bool:
    """Say whether the clause holds one actor, the act and one thing, and beside them only dates and small words."""
    line, clause = verb.line, verb.clause
    spans = [(actor.start, actor.end), *((name.start, name.end) for name in objects), *([thing] if thing else [])]
    inside = (n for n in line.names if clause.holds(n.start, n.end))
    others = any(not any(start <= n.start and n.end <= end for start, end in spans) for n in inside)
    if verb.hit.weak or verb.hit.act is None or others or len(spans) != _ACTOR_AND_THING or _goes_on(verb):
        return False
    masked = line.masked
    for start, end in spans:
        masked = masked[:start] + NAME * (end - start) + masked[end:]
    words = f"{masked[clause.start : verb.hit.start]}\n{masked[verb.hit.end : clause.end]}"
    return not _DESCRIBED.sub("", COVERED.sub(" ", words)).strip()


def _goes_on(verb: Verb) -> bool:
    """Say whether what follows the clause adds another thing to it ("sues A, B and others", "…, and Heron 2")."""
    rest = verb.line.masked[verb.clause.end :]
    return bool(_FURTHER.match(rest) or _ANOTHER.search(verb.line.sentence.text, verb.clause.end))
