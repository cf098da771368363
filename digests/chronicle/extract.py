"""From one article to its events: dated acts, states, plans and sayings, each cited with its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from digests.chronicle.acts import LENGTHS, Hit, Verbs, hits_in, may_tell, verbs_of
from digests.chronicle.bare import dates_another, goes_on, is_of_the_calendar, is_undone, stands_apart
from digests.chronicle.clauses import Clause, clauses_of
from digests.chronicle.context import concerns, qualifiers_of
from digests.chronicle.cues import (
    EXPLAINS,
    FILLER,
    FIRST_PERSON,
    LOOKS_BACK,
    NEGATION,
    NOW,
    OCCASION,
    PAST_BEFORE,
    RECENT_AFTER,
    RECENT_BEFORE,
)
from digests.chronicle.dating import Dated, dated, leftover
from digests.chronicle.firm import with_firm_dates
from digests.chronicle.forecasts import is_foreseen
from digests.chronicle.idle import is_idle, is_nameless, opens_definite, opens_with_pronoun
from digests.chronicle.line import NAME, TIME, Line, lay_out
from digests.chronicle.pairs import settle_partners
from digests.chronicle.roles import Roles, roles_of
from digests.chronicle.statuses import RELEASES, doubt_in, hedge_of, is_planned, is_state, status_of, supposed
from digests.chronicle.subjects import opening_name
from digests.chronicle.telling import telling
from digests.chronicle.verb import Verb
from digests.event import Event, Hedge, Status
from digests.lexicon import Kind, Lexicon
from digests.reading import Expression, Reading, Sentence
from digests.text.script import fold
from digests.when import Basis, Granularity, Qualifier, When

_LEAD = 2
_FIRMEST = 100
_UNSURE = frozenset({Hedge.ASKED, Hedge.DENIED, Hedge.NEGATED, Hedge.TALKS})
_ID_DIGITS = 10
_LONGEST_SENTENCE = 2000
_RELATIVE_BEFORE = re.compile(rf"\b(?:that|which|who)\s+(?>{NAME}+\s*|{FILLER})*$")
_SPEECH_BEFORE = re.compile(
    r"\b(?:sa(?:y|ys|id)|announc\w+|confirm\w*|report\w*|claim\w*|reveal\w*|show\w*|means?|believe\w*|think|knows?|note[ds]?|add(?:s|ed)"
    r"|news|fact|time|day|so)\s*$"
)
_OFFICE = re.compile(
    rf"(?:执行官|总裁|创始人|董事长|主席|总经理|负责人|科学家|\b(?:ceo|cto|cfo|executive|founder|president|chairman|chairwoman|chair))"
    rf"\s?{NAME}+(?!{NAME}|'s|’s|的)"
)
"""Who speaks or acts may stand behind an office."""
_LEADS_IN = re.compile(rf"\W*(?:[{TIME}]|(?:on|in|at|by|during|earlier|later|last|this|for|as of|with|from)\b)")
_ATTRIBUTED = re.compile(r"\s?(?:'s|’s|的)")
_ATTRIBUTE = re.compile(rf"(?:[和至到与及\s]*{TIME}+)*(?:的|'s|’s)")


@dataclass(frozen=True, slots=True)
class _Scene:
    """One sentence with everything needed to read it."""

    reading: Reading
    lexicon: Lexicon
    line: Line
    clauses: tuple[Clause, ...]
    found: tuple[Dated, ...]

    @property
    def spoken(self) -> bool:
        """True in an interview answer, or where the whole sentence is a quotation."""
        text = self.line.sentence.text.strip()
        return self.line.sentence.speaker is not None or (text[:1] in '“"「' and text[-1:] in '”"」')


def find_events(reading: Reading, lexicon: Lexicon) -> tuple[Event, ...]:
    """Return the events of one article in the order of its text, each with the one sentence that tells it.

    An article without publication date gives only what its own words date absolutely.
    """
    verbs = verbs_of(lexicon)
    found = tuple(e for s in reading.sentences for e in _events_of(reading, s, lexicon, verbs))
    return with_firm_dates(found)


def _events_of(reading: Reading, sentence: Sentence, lexicon: Lexicon, verbs: Verbs) -> Iterator[Event]:
    """Give the events of one sentence; a question tells none, and no sentence is that long."""
    if len(sentence.text) > _LONGEST_SENTENCE or not may_tell(reading, sentence, fold(reading.article.content), verbs):
        return
    if is_idle(sentence, reading.article.title):
        return
    line = lay_out(reading, sentence)
    clauses = clauses_of(line)
    if not line.chinese and not line.names and is_nameless(sentence.text):
        return
    hits = [telling(line, c, settle_partners(line, c, hits_in(line, c, verbs), lexicon), lexicon) for c in clauses]
    found = dated(line, clauses, hits, published=reading.article.published is not None)
    scene = _Scene(reading, lexicon, line, clauses, found)
    for verb in found:
        event = _dated_event(scene, verb, verb.time) if verb.time is not None else None
        if event is not None and not _only_foreseen(scene, event):
            yield event
    if not any(d.time for d in found) and not leftover(line, found, published=True):
        yield from _undated_events(scene)
    yield from _bare_events(scene)


def _dated_event(scene: _Scene, verb: Dated, time: Expression) -> Event | None:
    """Return the event of a verb with its date, or None where the clause only supposes or rambles."""
    if time.when is None or supposed(scene.line, scene.clauses[verb.clause], firm=not time.planned):
        return None
    roles = _roles(scene, verb)
    if _rambles(scene, verb) or _only_identifies(scene, verb, roles):
        return None
    event = _event(scene, verb, roles, time, time.when)
    if _proves_nobody(scene, event, verb) and not (
        _is_named_subject(scene) or (event.act != "say" and (_is_firm(scene, time) or _is_charged(scene, event, time)))
    ):
        return None
    only_year = event.status is Status.HAPPENED and _is_running_year(scene, time.when)
    if scene.reading.article.published and (only_year or dates_another(scene.line, verb.hit, time)):
        return _recent(scene, verb, _publication(scene))
    return event


def _proves_nobody(scene: _Scene, event: Event, verb: Dated) -> bool:
    """Say whether a saying has no known speaker, or what may be a noun, or speaks of something unnamed, no party."""
    if event.status is Status.STATEMENT:
        return not event.actors
    text = scene.line.sentence.text
    loose = event.when.basis is Basis.PUBLICATION and event.status is Status.HAPPENED
    elsewhere = loose and (verb.hit.id in RELEASES or opens_definite(text) or opens_with_pronoun(text))
    return (
        (verb.hit.weak or elsewhere) and not scene.line.chinese and not (event.actors or event.objects or event.thing)
    )


def _is_charged(scene: _Scene, event: Event, time: Expression) -> bool:
    """Say whether somebody unknown denies or charges something about a known name on a day the text states."""
    text = scene.line.sentence.text
    told = event.status is Status.STATEMENT and event.act is not None and bool(scene.line.names)
    nameless = opens_definite(text) or opens_with_pronoun(text)
    return told and not nameless and time.when is not None and time.when.granularity is Granularity.DAY


def _is_running_year(scene: _Scene, when: When) -> bool:
    """Say whether the title or lead of a report names no more than the year it appears in: its news is of its days."""
    published = scene.reading.article.published
    if published is None or when.granularity is not Granularity.YEAR or when.qualifier is not None:
        return False
    return _leads(scene) and when.start.year == published.when.start.year


def _leads(scene: _Scene) -> bool:
    """Say whether the sentence is the title or one of the first of the text."""
    return scene.line.sentence.index < _LEAD + bool(scene.reading.article.title)


def _publication(scene: _Scene) -> When:
    """Return about when the article appeared; only for one that says when."""
    published = scene.reading.article.published
    assert published is not None  # noqa: S101  asked for by callers that know
    return replace(published.when, qualifier=Qualifier.ABOUT)


def _only_identifies(scene: _Scene, verb: Dated, roles: Roles) -> bool:
    """Say whether a release only says which thing is meant ("the one that X released on Saturday")."""
    if verb.hit.id not in RELEASES or roles.objects or roles.thing or roles.document:
        return False
    placed = Verb(scene.line, scene.clauses[verb.clause], verb.hit, scene.lexicon)
    if scene.line.chinese:
        return placed.after.startswith("的")
    relative = _RELATIVE_BEFORE.search(placed.before)
    return relative is not None and not _SPEECH_BEFORE.search(placed.before[: relative.start()])


def _rambles(scene: _Scene, verb: Dated) -> bool:
    """Say whether somebody talks of himself: only a release of his own is news."""
    clause = scene.clauses[verb.clause]
    personal = FIRST_PERSON.search(scene.line.masked, clause.start, clause.end)
    return bool(personal or scene.spoken) and verb.hit.id not in RELEASES


def _undated_events(scene: _Scene) -> Iterator[Event]:
    """Give what an undated sentence tells as news of its publication: at most one event."""
    if scene.reading.article.published is None or scene.spoken:
        return
    about = _publication(scene)
    told = [e for verb in scene.found if (e := _recent(scene, verb, about))]
    if told:
        yield next((e for e in told if e.actors and (e.objects or e.thing)), told[0])


def _recent(scene: _Scene, verb: Dated, when: When) -> Event | None:
    """Return the event of an undated verb, if words or place in the article say that it is recent."""
    clause, line = scene.clauses[verb.clause], scene.line
    if (
        verb.hit.weak
        or clause.background
        or LOOKS_BACK.search(line.text, clause.start, clause.end)
        or EXPLAINS.search(line.text)
        or supposed(line, clause, firm=False)
        or FIRST_PERSON.search(line.masked, clause.start, clause.end)
    ):
        return None
    roles = _roles(scene, verb)
    if _only_identifies(scene, verb, roles):
        return None
    if verb.hit.act is None or verb.hit.id == "reach":
        stands = roles.subject or opening_name(line, clause) or line.names
        return (
            _event(scene, verb, roles, None, when)
            if stands and NOW.search(line.text, clause.start, clause.end)
            else None
        )
    if not _news(scene, verb, roles):
        return None
    event = _event(scene, verb, roles, None, when)
    return event if event.status in (Status.HAPPENED, Status.STATEMENT) and event.hedge not in _UNSURE else None


def _news(scene: _Scene, verb: Dated, roles: Roles) -> bool:
    """Say whether an undated verb tells news: marked as recent, or in the title or lead with a known subject."""
    line, clause = scene.line, scene.clauses[verb.clause]
    statement = verb.hit.act is not None and verb.hit.act.kind is Kind.STATEMENT
    if RECENT_BEFORE.search(line.text, 0, verb.hit.start) or RECENT_AFTER.search(line.text[verb.hit.end : clause.end]):
        return bool(roles.actors if statement else roles.actors or roles.objects)
    leads = _leads(scene) and not clause.background and not PAST_BEFORE.search(line.text, 0, verb.hit.end)
    inherits = line.sentence.is_title and bool(roles.actors)
    return leads and bool(roles.actors if statement else roles.subject or inherits)


def _bare_events(scene: _Scene) -> Iterator[Event]:
    """Give the first date of a sentence that governs no known verb, where the sentence names a thing of the field."""
    line, published = scene.line, scene.reading.article.published
    left = leftover(line, scene.found, published=published is not None)
    rest = [t for t in left if stands_apart(line, t, scene.clauses, scene.found)]
    if scene.spoken or not rest or FIRST_PERSON.search(line.masked):
        return
    if line.sentence.is_title and (EXPLAINS.search(line.text) or "?" in line.text):
        return
    speaks_of_name = _is_named_subject(scene)
    own = (t for t in rest if speaks_of_name or _is_firm(scene, t) or is_of_the_calendar(line, t))
    time = next((t for t in own if _tells(scene, t)), None)
    if time is not None and time.when is not None:
        clause = next(c for c in scene.clauses if c.holds(time.start, time.end))
        bare = None if supposed(line, clause, firm=False) else _bare(scene, time, time.when)
        if bare and not _is_vague(scene, bare, clause, time.when) and not _only_foreseen(scene, bare):
            yield bare


def _only_foreseen(scene: _Scene, event: Event) -> bool:
    """Say whether what would be a plan is what somebody else expects to come."""
    return event.status is Status.PLANNED and is_foreseen(scene.line)


def _is_vague(scene: _Scene, bare: Event, clause: Clause, when: When) -> bool:
    """Say whether a verbless sentence has but a year, the running one or one to come, or tells what only goes on."""
    if bare.status is Status.PLANNED:
        return when.granularity is Granularity.YEAR and bare.kind is not Kind.FIGURE
    return bare.status is Status.HAPPENED and (_is_running_year(scene, when) or goes_on(scene.line, clause))


def _is_named_subject(scene: _Scene) -> bool:
    """Say whether a known name is what the sentence speaks of: it opens a clause, or opens the title."""
    text = scene.line.sentence.text
    if opens_definite(text) or opens_with_pronoun(text):
        return False
    main = [c for c in scene.clauses if not c.background]
    leads = [c for c in main if scene.line.chinese or _LEADS_IN.match(scene.line.masked, c.start, c.end)]
    spoken_of = leads + [c for c in main if c not in leads][:1]
    if any(opening_name(scene.line, c) for c in spoken_of) or _OFFICE.search(scene.line.masked):
        return True
    first = next(iter(scene.reading.mentions), None)
    if first is None or first.start > 0 or _ATTRIBUTED.match(scene.reading.article.title, first.end):
        return False
    return not scene.line.sentence.is_title and any(n.entity == first.entity for n in scene.line.names)


def _is_firm(scene: _Scene, time: Expression) -> bool:
    """Say whether the text itself states when, to a season at least: that is history, whoever it is about."""
    if opens_definite(scene.line.sentence.text):
        return False
    return time.when is not None and time.when.basis is not Basis.PUBLICATION and time.when.days <= _FIRMEST


def _tells(scene: _Scene, time: Expression) -> bool:
    """Say whether a date without a verb is the sentence's own: no attribute, no range, and something named or a day."""
    if time.when is None or time.when.granularity is Granularity.RANGE:
        return False
    attribute = _ATTRIBUTE.match(scene.line.masked, time.end) and not _occasion(scene, time)
    return not attribute and (bool(scene.line.names) or time.when.granularity is Granularity.DAY)


def _occasion(scene: _Scene, time: Expression) -> bool:
    """Say whether the date is that of a meeting, an interview or an essay."""
    clause = next(c for c in scene.clauses if c.holds(time.start, time.end))
    return bool(OCCASION.search(scene.line.text, clause.start, clause.end))


def _bare(scene: _Scene, time: Expression, when: When) -> Event:
    """Return an event that is only a dated sentence."""
    line, published = scene.line, scene.reading.article.published
    stands = is_state(line, when)
    counted = stands or any(q.unit not in LENGTHS for q in line.amounts)
    kind = Kind.STATEMENT if _occasion(scene, time) else Kind.FIGURE if counted else Kind.OTHER
    status = Status.STATEMENT if kind is Kind.STATEMENT else Status.SNAPSHOT if stands else Status.HAPPENED
    return Event(
        id=_id(scene, "", (), when),
        when=when,
        status=Status.PLANNED if is_planned(time, published) else status,
        kind=kind,
        hedge=doubt_in(line) or (Hedge.NEGATED if is_undone(line, scene.clauses, time) else None),
        act=None,
        actors=(),
        objects=(),
        about=concerns(scene.reading, line, scene.lexicon, (), ()),
        citations=(scene.reading.citation(line.sentence),),
    )


def _event(scene: _Scene, verb: Dated, roles: Roles, time: Expression | None, when: When) -> Event:
    """Return the event a verb tells."""
    reading, line, clause, hit = scene.reading, scene.line, scene.clauses[verb.clause], verb.hit
    status = status_of(line, clause, hit, time, reading.article.published, document=roles.document)
    hedge = hedge_of(line, clause, hit, status)
    return Event(
        id=_id(scene, hit.id, roles.objects, when),
        when=when,
        status=status,
        kind=_kind(
            hit, roles, counted=any(q.unit not in LENGTHS and clause.holds(q.start, q.end) for q in line.amounts)
        ),
        act=None if roles.document or (hit.id == "say" and status is Status.PLANNED) else hit.id or None,
        actors=roles.actors,
        objects=roles.objects,
        about=concerns(reading, line, scene.lexicon, roles.actors, roles.objects),
        citations=(reading.citation(line.sentence),),
        hedge=hedge,
        complete=roles.complete and _unhedged(scene, hedge),
        qualifiers=_qualifiers(scene, hit, roles) if hedge not in _UNSURE else (),
        thing=roles.thing,
        amounts=roles.amounts,
        partners=roles.partners,
    )


def _qualifiers(scene: _Scene, hit: Hit, roles: Roles) -> tuple[str, ...]:
    """Return what is proved of the released thing beyond what the act says itself."""
    if hit.id not in RELEASES:
        return roles.rounds
    proved = qualifiers_of(scene.reading, scene.line.sentence, roles.objects, scene.lexicon)
    return tuple(q for q in proved if q != hit.id)


def _kind(hit: Hit, roles: Roles, *, counted: bool) -> Kind:
    """Return the kind of row: that of the act, a statement for a text that was published."""
    if hit.act is None or (hit.id == "plan" and counted):
        return Kind.FIGURE
    return Kind.STATEMENT if roles.document else hit.act.kind


def _unhedged(scene: _Scene, hedge: Hedge | None) -> bool:
    """Say whether no doubt or negation anywhere in the sentence forbids a composed line."""
    if NEGATION.search(scene.line.masked):
        return False
    every = {hedge_of(scene.line, c, d.hit, Status.HAPPENED) for d in scene.found for c in [scene.clauses[d.clause]]}
    return not (every | {hedge}) & _UNSURE


def _roles(scene: _Scene, verb: Dated) -> Roles:
    """Return who and what, with the second object of a verb left out and the author of a text put in."""
    placed = Verb(scene.line, scene.clauses[verb.clause], verb.hit, scene.lexicon)
    roles = roles_of(placed, scene.clauses[: verb.clause])
    if verb.instead is not None:
        return replace(roles, objects=(verb.instead.entity,), thing="", complete=False)
    return _with_author(scene, verb, roles)


def _with_author(scene: _Scene, verb: Dated, roles: Roles) -> Roles:
    """Return the roles with the subject of the next clause as author ("in a post published in July, X explained")."""
    if not roles.document or roles.actors or verb.clause + 1 >= len(scene.clauses):
        return roles
    name = opening_name(scene.line, scene.clauses[verb.clause + 1])
    return replace(roles, actors=(name.entity,)) if name else roles


def _id(scene: _Scene, act: str, objects: tuple[str, ...], when: When) -> str:
    """Return the event's identity: where it is told, what was done to what, and when."""
    sentence = scene.line.sentence
    parts = (scene.reading.article.id, str(sentence.start), act, ",".join(objects), f"{when.start}/{when.end}")
    return "e" + sha256("|".join(parts).encode()).hexdigest()[:_ID_DIGITS]
