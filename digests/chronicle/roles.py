"""Who did it, and to what: read from the clause of the act, and left empty where the clause does not prove it."""

from __future__ import annotations

from dataclasses import dataclass

from digests.chronicle.clauses import Clause
from digests.chronicle.cues import COVERED, DOCUMENT, ONLY_FILLER
from digests.chronicle.objects import antecedent, identity, objects_after, partner_before
from digests.chronicle.statuses import RELEASES
from digests.chronicle.subjects import described_doer, inherited, is_passive, joined_left, subject_of
from digests.chronicle.things import thing_after
from digests.chronicle.verb import Verb
from digests.reading import Mention

_NOUN_REACH = 40


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
    return Roles(
        actors=tuple(dict.fromkeys(m.entity for m in actors)),
        objects=ids,
        thing="" if ids or document else thing_after(verb),
        complete=len(ids) == 1 and proved is not None and _covered(verb, [proved, *objects]),
        document=document,
        subject=actor is not None or undergoer is not None,
    )


def _objects(verb: Verb, before: Mention | None, undergoer: Mention | None) -> list[Mention]:
    """Return what the act is done to: after the verb, else before it, else what the clause describes."""
    given = [] if is_passive(verb) else objects_after(verb)
    described = undergoer or (None if given else antecedent(verb, before))
    return given or ([described] if described else []) or partner_before(verb)


def _covered(verb: Verb, names: list[Mention]) -> bool:
    """Say whether the clause holds nothing but the names, the act, dates and small words."""
    line, clause = verb.line, verb.clause
    inside = [n for n in line.names if clause.holds(n.start, n.end)]
    joined = line.masked[clause.end :].lstrip().startswith(("and ", "or ", "和", "与"))
    if verb.hit.weak or verb.hit.act is None or joined or len(inside) != len(names):
        return False
    return not COVERED.sub("", f"{verb.before}\n{verb.after}").strip()
