"""Who did it, and to what: read from the clause of the act, and left empty where the clause does not prove it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from digests.chronicle.amounts import Told, amounts_of, lead_of
from digests.chronicle.clauses import Clause
from digests.chronicle.cues import DOCUMENT, ONLY_FILLER
from digests.chronicle.objects import antecedent, identity, objects_after, partner_before
from digests.chronicle.statuses import RELEASES
from digests.chronicle.subjects import described_doer, inherited, is_passive, joined_left, partners_of, subject_of
from digests.chronicle.things import thing_after, with_whom
from digests.chronicle.verb import Verb
from digests.chronicle.whole import is_whole
from digests.event import Amount
from digests.reading import Mention

_NOUN_REACH = 40
_PREPOSITIONS = {"partner": re.compile(r"\s+with\b"), "invest": re.compile(r"\s+in\b")}
_LONGER = re.compile(r"-?[a-z\d]")
"""Right after a name: it goes on."""
_NO_WORK = re.compile(
    r"\b(?:group|institute|labs?|fund|foundation|alliance|coalition|cent(?:er|re)|academy|council|partnership|program(?:me)?|initiative"
    r"|campaign|tour|office|team|challenge)$"
)
"""Ends the name of what is founded or held rather than released."""


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
    amounts: tuple[Amount, ...] = ()
    """The amounts of the clause that have a role."""
    rounds: tuple[str, ...] = ()
    """The qualifier that names the round of money, if one is named."""
    partners: tuple[str, ...] = ()
    """With whom something is released."""


def roles_of(verb: Verb, earlier: tuple[Clause, ...]) -> Roles:
    """Return actor and object of a verb; ``earlier`` are the clauses of the sentence before its own."""
    partner = with_whom(verb)
    before = verb.flush_before(partner.start() - verb.clause.start if partner else lead_of(verb))
    actor, undergoer = subject_of(verb, before)
    objects = _objects(verb, before, undergoer)
    actors = joined_left(verb, actor) if actor else []
    if actor is None and undergoer is None and (doer := described_doer(verb)):
        actors = [doer]
    elif actor is None and undergoer is None and ONLY_FILLER.match(verb.before):
        topic = inherited(verb, earlier)
        actors = [topic] if topic else []
    ids = tuple(dict.fromkeys(identity(verb, m) for m in objects if m not in actors))
    document = not ids and verb.hit.id in RELEASES and bool(DOCUMENT.search(verb.after[:_NOUN_REACH]))
    told = amounts_of(verb)
    thing = None if ids or document else thing_after(_towards(verb, told))
    partners = partners_of(verb, actor) if actor and verb.hit.id in RELEASES else []
    beside = replace(told, spans=(*told.spans, *((actor.end, verb.hit.start) for _ in partners if actor)))
    return Roles(
        actors=tuple(dict.fromkeys(m.entity for m in actors)),
        objects=ids,
        thing=verb.line.sentence.text[slice(*thing)] if thing else "",
        complete=actor is not None and bool(actors) and _is_complete(verb, actors, objects, thing, beside),
        document=document,
        subject=actor is not None or undergoer is not None,
        amounts=told.amounts,
        rounds=told.rounds,
        partners=tuple(p.entity for p in partners),
    )


def _towards(verb: Verb, told: Told) -> Verb:
    """Return an English verb that ends behind the sum and the preposition of its party ("invests $5M in …")."""
    preposition = None if verb.line.chinese else _PREPOSITIONS.get(verb.hit.id)
    end = next((end for start, end in told.spans if start == verb.hit.end), verb.hit.end)
    match = preposition.match(verb.line.text, end) if preposition else None
    return replace(verb, hit=replace(verb.hit, end=match.end())) if match else verb


def _objects(verb: Verb, before: Mention | None, undergoer: Mention | None) -> list[Mention]:
    """Return what the act is done to: after the verb, else before it, else what the clause describes."""
    given = [] if is_passive(verb) else objects_after(verb)
    described = undergoer or (None if given else antecedent(verb, before))
    return given or ([described] if described else []) or partner_before(verb)


def _is_complete(
    verb: Verb, actors: list[Mention], objects: list[Mention], thing: tuple[int, int] | None, told: Told
) -> bool:
    """Say whether doers, act and what it was done to (a thing, or the sum that was raised) say all the clause says."""
    done_to = [*((o.start, o.end) for o in objects if o not in actors), *([thing] if thing else [])]
    named = {o.entity for o in objects}
    told_alone = (told.main and verb.hit.id != "invest") or (
        verb.hit.id == "partner" and len(actors) > 1 and not done_to
    )
    if bool(done_to) == told_alone or len(named) < len(objects):
        return False
    if any(_LONGER.match(verb.line.text, o.end) for o in objects) or (
        thing and _NO_WORK.search(verb.line.text[slice(*thing)])
    ):
        return False
    return is_whole(verb, [(a.start, a.end) for a in actors], done_to, told.spans)
