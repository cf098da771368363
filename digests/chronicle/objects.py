"""What it is done to: the names after a verb that are its object, or the name a clause describes."""

from __future__ import annotations

import re

from digests.chronicle.context import maker_of
from digests.chronicle.cues import (
    BETWEEN,
    BLOCKS_OBJECT,
    CONTINUES_EN,
    FILLER,
    FIRST_VERSION,
    JOINED,
    NEW_HEAD_ZH,
    ONLY_FILLER,
    RUNS_ON_EN,
)
from digests.chronicle.line import NAME
from digests.chronicle.nouns import OTHER_HEAD_ZH
from digests.chronicle.verb import Verb
from digests.lexicon import Kind
from digests.reading import Mention
from digests.text.script import HAN

_REACH_ZH, _REACH_EN = 18, 36
"""Code points between a verb and its object beyond which a reader would lose the thread."""
_WITH_ZH = re.compile(rf"(?:与|和|同|跟|向|对)(?P<name>{NAME}+)(?>{FILLER}|达成|公司|展开|进行|提出|的)*$")
_OWNS = re.compile(r"(?:的|'s|’s)?\s?")
_RELATIVE = re.compile(r"^\s*(?:which|that)\s")
_PREPOSITION = re.compile(r"\b(?:with|for|to|in|on|at|into|of|about|across)\b")
_FORBIDS = frozenset({"ban", "restrict"})
_ACTS_ITSELF = re.compile(rf"^\s?[{HAN}]")
"""After a name in Chinese: what it is kept from doing, so that it is not itself what is banned."""
_VERSION_OF = re.compile(r"\bversions? of (?:the |its )?$")
_MODIFIER_ZH = re.compile(rf"^[^,，。;；、{NAME}]{{1,16}}的(?=.)")
"""What only describes the noun that follows, whatever words stand in it: "首个以推理为重点的大模型Heron"."""
_NAMED_ZH = ("名为", "名叫", "叫做", "称为", "代号")


def objects_after(verb: Verb) -> list[Mention]:
    """Return the names after the verb that are its object, with those joined to them by "and"."""
    first = _first_after(verb)
    found = [first] if first else []
    while found:
        joint = JOINED.match(verb.line.masked[found[-1].end : verb.clause.end])
        name = verb.undergoer(verb.line.name_from(found[-1].end + joint.end())) if joint else None
        if name is None:
            break
        found.append(name)
    return found


def _first_after(verb: Verb) -> Mention | None:
    """Return the nearest fitting name after the verb, unless something between says that it is not the object."""
    for name in verb.line.names:
        fits = verb.hit.end <= name.start and name.end <= verb.clause.end and verb.can_undergo(name)
        if fits and not _belongs_to_next(verb, name):
            return name if _is_reached(verb, name) and _is_head(verb, name) else None
    return None


def _belongs_to_next(verb: Verb, name: Mention) -> bool:
    """Say whether the name only says whose the next one is ("英伟达H100", "Meta's Llama 3")."""
    gap = _OWNS.match(verb.line.masked, name.end)
    following = verb.line.name_from(gap.end()) if gap else None
    return following is not None and maker_of(following.entity, verb.lexicon) == name.entity


def _is_reached(verb: Verb, name: Mention) -> bool:
    """Say whether determiners alone, or a few harmless words, lead from the verb to the name."""
    between = verb.line.masked[verb.hit.end : name.start]
    if verb.line.chinese and _is_release(verb):
        between = _MODIFIER_ZH.sub("", between)
    flush = BETWEEN.match(between + NAME)
    if flush is not None and flush.end() == len(between):
        return True
    reach = _REACH_ZH if verb.line.chinese else _REACH_EN
    if _is_release(verb) and _PREPOSITION.search(_VERSION_OF.sub("", between)):
        return False
    return len(between) <= reach and not BLOCKS_OBJECT.search(between)


def _befalls(verb: Verb) -> bool:
    """Say whether the act befalls what a part of it is done to: withdrawing an update of a model, the model."""
    return verb.hit.act is not None and verb.hit.act.kind is Kind.INCIDENT


def _is_release(verb: Verb) -> bool:
    """Say whether the verb is of the kind that has the thing itself as object, never behind a preposition."""
    return verb.hit.act is not None and verb.hit.act.kind is Kind.RELEASE


def _is_head(verb: Verb, name: Mention) -> bool:
    """Say whether the noun phrase ends with the name ("Llama 2的竞争对手", "Llama 2 rivals" go on)."""
    rest = verb.line.masked[name.end : verb.clause.end]
    if verb.line.chinese:
        if verb.hit.id in _FORBIDS and _ACTS_ITSELF.match(rest):
            return False
        named = verb.line.text[: name.start].endswith(_NAMED_ZH)
        return named or not (NEW_HEAD_ZH.match(rest) or (OTHER_HEAD_ZH.match(rest) and not _befalls(verb)))
    return bool(CONTINUES_EN.match(rest)) and not RUNS_ON_EN.match(verb.line.sentence.text[name.end :])


def partner_before(verb: Verb) -> list[Mention]:
    """Return the partner or addressee before a Chinese verb ("与X合作", "对X提出批评")."""
    match = _WITH_ZH.search(verb.before) if verb.line.chinese else None
    name = verb.undergoer(verb.name_before(match.end("name"))) if match else None
    return [name] if name else []


def antecedent(verb: Verb, before: Mention | None) -> Mention | None:
    """Return the name before an English clause that describes it ("Llama 2, released in July", "…, which X made")."""
    participle = before is None and ONLY_FILLER.match(verb.before) and not verb.hit.form.endswith("ing")
    if verb.line.chinese or not (participle or _RELATIVE.match(verb.before)):
        return None
    left = verb.line.masked[: verb.clause.start].rstrip(" ,")
    name = verb.undergoer(verb.line.name_ending(len(left)))
    return name if name and not verb.can_act(name) else None


def identity(verb: Verb, name: Mention) -> str:
    """Return the entity; the first version of a family where the words beside a bare family name say so."""
    first = f"{name.entity}-1"
    beside = verb.line.text[max(0, name.start - 14) : name.end + 8]
    return first if first in verb.lexicon.entities and FIRST_VERSION.search(beside) else name.entity
