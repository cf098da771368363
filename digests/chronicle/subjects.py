"""Who does it: the subject of a verb, its agent in the passive, or the topic a chain of clauses opened with."""

from __future__ import annotations

import re

from digests.chronicle.clauses import Clause
from digests.chronicle.cues import BY_EN, FILLER, PASSIVE_EN, TOGETHER_TO
from digests.chronicle.line import ASIDE, NAME, TIME, Line
from digests.chronicle.verb import AGENTS, Verb
from digests.lexicon import Kind
from digests.reading import Mention

_BY_ZH = re.compile(rf"(?:被|由|遭|遭到|获|受)(?:{FILLER})*$")
_TAKES_ZH = re.compile(r"(?:将|把)[^,，。的]{0,14}$")
_DISPOSES_ZH = re.compile(rf"(?P<name>{NAME}+)(?:{FILLER})*(?:将|把)[^,，]{{1,40}}$")
_BESIDE_ZH = re.compile(rf"(?P<name>{NAME}+)?(?:{FILLER})*(?P<link>与|和|同|跟|向|对)\s*$")
_POSSESSOR_EN = re.compile(
    rf"(?:^|\W)(?P<name>{NAME}+)(?:'s|’s)\s+(?:\w+\s+){{0,2}}?"
    r"(?P<wish>(?:decision|choice|plans?|move|bid|offer|deal) to\s+)?$"
)
_JOINT_LEFT = re.compile(rf"(?:(?P<name>{NAME}+)|(?<=[^\s,，]))\s?(?:、|和|与|及|以及|(?<=\s)and|&|, and)\s*$")
_LEADS_ZH = re.compile(
    rf"(?P<name>{NAME}+)(?:{FILLER})*(?:携手|联手|联合|协同|牵手|(?:与|和|同|跟)(?={NAME}+(?:合作|联手|携手|联合)))[\s{NAME}]*(?:合作|联手|携手|联合)?(?:{FILLER})*$"
)
_LEADS_EN = re.compile(
    rf"(?P<name>{NAME}+)\s+(?:(?:has|have|had|is|are|was|were|also|today)\s+)*"
    rf"{TOGETHER_TO.pattern}"
)
_TOGETHER_EN = re.compile(
    r"(?:\s(?:has|have|is))?"
    r"\s(?:partner(?:s|ed|ing)?|team(?:s|ed|ing)? up|join(?:s|ed)? forces|collaborat(?:es|ed|ing))"
    rf"\swith\s(?P<name>{NAME}+)\sto\s"
)
_TOGETHER_ZH = re.compile(
    rf"\s?(?:宣布|正式|近日|今日)*(?:携手|联手|联合|与|和|同|跟)\s?(?P<name>{NAME}+)\s?(?:共同|联合|合作|携手|联手|一起|正式)*\s?"
)
_NOUNS_EN = re.compile(
    r"investment|acquisition|takeover|merger|partnership|lawsuits?|criticism|supply|integration|deployment"
)
"""Right after a name without "'s" these may be something done to it ("his firm's Grebe investment")."""
_PARTICIPLES = frozenset({"sued", "acquired", "bought", "backed", "hired", "banned", "fined", "probed", "blocked"})
_UNDERGONE = re.compile(r"\s(?:by|over)\b|\sfor (?!\$)")
"""Right after such a participle: in titles, which leave out the "was", it befalls the name before."""
_OBJECT_ZH = re.compile(rf"了?\s?[\w{NAME}]")
"""Right after a Chinese verb of a deal: its object follows, so that the name before is not what it befalls."""
_WHO_EN = re.compile(rf"^\s*(?:which|who)\s(?:{FILLER})*$")
_NO_OBJECT_EN = re.compile(
    rf"^\s*(?:$|[,.;:!?)—–-]|[{TIME}{ASIDE}]|(?:in|on|at|for|to|with|from|by|as|and|but|after|before|today|this|last|next|early|late|later"
    r"|soon|now|online|first|worldwide|globally|publicly|officially|over|under|across|via|around|earlier|yesterday)\b)"
)
_OPENING = re.compile(
    rf"^(?>{FILLER}|而|但|并且?|同时|随后|however|but|in|on)*(?P<name>{NAME}+)(?!{NAME}|'s|’s|[\s{ASIDE}]*的)"
)


def subject_of(verb: Verb, before: Mention | None) -> tuple[Mention | None, Mention | None]:
    """Return who acts and what the act is done to, as far as it stands before the verb.

    ``before`` is the name flush before the verb, if there is one.
    """
    if (_LEADS_ZH if verb.line.chinese else TOGETHER_TO).search(verb.before):
        return _leader(verb), None
    if before is None or (not verb.line.chinese and _NOUNS_EN.fullmatch(verb.hit.form)):
        return _disposer(verb) if verb.line.chinese else _possessor(verb), None
    if verb.line.chinese:
        return _subject_zh(verb, before)
    if not is_passive(verb) and verb.can_act(before):
        return before, None
    return _agent_en(verb), verb.undergoer(before) if is_passive(verb) or _happens(verb) else None


def _happens(verb: Verb) -> bool:
    """Say whether a verb in the active tells what becomes of its subject ("Heron 2 launches today")."""
    fitting = verb.hit.act is not None and verb.hit.act.kind in (Kind.RELEASE, Kind.INCIDENT)
    return fitting and bool(_NO_OBJECT_EN.match(verb.after))


def _leader(verb: Verb) -> Mention | None:
    """Return who leads a release done with a partner ("X携手Y推出", "X partners with Y to launch")."""
    match = (_LEADS_ZH if verb.line.chinese else _LEADS_EN).search(verb.before)
    return verb.actor(verb.name_before(match.end("name"))) if match else None


def partners_of(verb: Verb, actor: Mention) -> list[Mention]:
    """Return with whom the actor does it, where nothing else stands between them and the verb."""
    with_whom = (_TOGETHER_ZH if verb.line.chinese else _TOGETHER_EN).fullmatch(
        verb.line.masked, actor.end, verb.hit.start
    )
    name = verb.line.name_from(with_whom.start("name")) if with_whom else None
    return [name] if name and verb.type_of(name) in AGENTS else []


def is_passive(verb: Verb) -> bool:
    """Say whether an English verb stands in the passive."""
    if verb.line.chinese or verb.hit.form.endswith("ing"):
        return False
    return bool(PASSIVE_EN.search(verb.before) or (verb.hit.form in _PARTICIPLES and _UNDERGONE.match(verb.after)))


def _subject_zh(verb: Verb, before: Mention) -> tuple[Mention | None, Mention | None]:
    """Return actor and undergoer of a Chinese verb: Y被X V, 由X V, X将Y V, X与Y V, X V, Y V."""
    lead = verb.line.masked[verb.clause.start : before.start]
    if agent := _BY_ZH.search(lead):
        return verb.actor(before), verb.flush_before(agent.start())
    if (taken := _TAKES_ZH.search(lead)) and verb.can_undergo(before):
        return verb.actor(verb.flush_before(taken.start())), before
    beside = _BESIDE_ZH.search(lead)
    if beside and (beside["link"] in "向对" or verb.hit.id == "partner"):
        left = verb.name_before(beside.end("name")) if beside["name"] else None
        return verb.actor(left), verb.undergoer(before)
    if verb.can_act(before):
        return before, None
    bought = verb.hit.act is not None and verb.hit.act.kind is Kind.DEAL and _OBJECT_ZH.match(verb.after)
    return None, None if bought else verb.undergoer(before)


def joined_left(verb: Verb, actor: Mention) -> list[Mention]:
    """Return the actor with those joined to it on its left; nobody where something unknown is joined to it."""
    actors = [actor]
    while (joint := _JOINT_LEFT.search(verb.line.masked[verb.clause.start : actors[0].start])) is not None:
        left = verb.name_before(joint.end("name")) if joint["name"] else None
        if left is None:
            return []
        actors.insert(0, left)
    return actors


def _disposer(verb: Verb) -> Mention | None:
    """Return who acts in "X将… V", where what is acted upon is no known name."""
    match = _DISPOSES_ZH.search(verb.before)
    return verb.actor(verb.name_before(match.end("name"))) if match else None


def _possessor(verb: Verb) -> Mention | None:
    """Return whose act it is in "Google's launch of" and "Meta's decision to release"."""
    match = _POSSESSOR_EN.search(verb.before)
    if match is None or not (match["wish"] or verb.after.startswith(" of ")):
        return None
    return verb.actor(verb.name_before(match.end("name")))


def _agent_en(verb: Verb) -> Mention | None:
    """Return the actor of an English passive, named after "by"."""
    match = BY_EN.search(verb.line.masked, verb.hit.end, verb.clause.end + 1)
    return verb.actor(verb.line.name_from(match.end())) if match else None


def described_doer(verb: Verb) -> Mention | None:
    """Return who an English clause describes ("Corvid, which launched …")."""
    if verb.line.chinese or not _WHO_EN.match(verb.before):
        return None
    left = verb.line.masked[: verb.clause.start].rstrip(" ,")
    return verb.actor(verb.line.name_ending(len(left)))


def opening_name(line: Line, clause: Clause) -> Mention | None:
    """Return the name a clause opens with as its subject, if it does."""
    match = _OPENING.match(line.masked[clause.start : clause.end])
    return line.name_from(clause.start + match.start("name")) if match else None


def inherited(verb: Verb, earlier: tuple[Clause, ...]) -> Mention | None:
    """Return the subject of the nearest earlier clause that opens with a name: one topic, several clauses."""
    for clause in reversed(earlier):
        name = opening_name(verb.line, clause) if verb.line.chinese or not clause.background else None
        if name is not None:
            return verb.actor(name)
    return None
