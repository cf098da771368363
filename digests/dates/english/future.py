"""Cues of the future in English: will, plans to, due, takes effect …, unless a past verb stands nearer to the words."""

from __future__ import annotations

import re

_NOT_ONCE = r"(?<!was\s)(?<!were\s)(?<!had\s)(?<!been\s)(?<!originally\s)"
_HEADLINE_VERBS = (
    "leave|hold|release|launch|open|host|unveil|join|start|begin|end|ship|report|close|acquire|buy|publish|debut|"
    "introduce|retire|shut|cut|raise|invest|roll\\s+out|test|build|train|offer|stop|sell|replace|expand|move|step\\s+down"
)
_AT = r"(?:\s+at\s+(?:noon|midnight|[\d.:]+(?:\s?[ap]\.?m\.?)?))"
_CUES = (
    # the infinitive of headlines: "Grebe to open an office in June", but not "agreed to open", "began to ship"
    rf"(?<!ed\s)(?<!had\s)(?<!gan\s)(?<!able\s)(?<!order\s)(?<!due\s)to\s+(?:{_HEADLINE_VERBS})",
    r"will|won['’]t|shall|may|might|(?:would|could)(?!\s+have)|should(?!\s+(?:have|be)(?![a-z]))|as\s+soon\s+as",
    r"(?:going|about)\s+to|(?:is|are|['’]s|['’]re)\s+to",
    # "Heron to be sold in June", but not what somebody only passes for ("claiming to be an agent")
    r"(?<!ing\s)(?<!said\s)(?<!claimed\s)(?<!claims\s)(?<!seems\s)(?<!appears\s)to\s+be\s+(?!(?:an?|the)\s)\w+",
    r"plan(?:s|ning)?\s+(?:to|for|on)|(?:intend|aim|want)s?\s+to|hop(?:es?|ing)\s+(?:to|for)",
    r"expect(?:s|ing)?(?:\s+\w+){0,3}\s+to|forecasts?|predicts?|project(?:s|ing)|targets?|targeting",
    rf"{_NOT_ONCE}(?:expected|planned|projected|scheduled|slated|poised|tipped|set\s+(?:to|for)|due)",
    r"coming\s+(?:in|on|this|next)|upcoming|forthcoming|starting|effective",
    r"takes?\s+effect|(?:comes?|enters?|go(?:es)?)\s+into\s+(?:force|effect)|goes?\s+live|kicks?\s+off",
    rf"(?:begins?|starts?|opens?|closes?|ends?|expires?|arrives?|takes?\s+place|goes\s+on\s+sale){_AT}?(?=\s+on\s)",
    r"runs?(?=\s+(?:until|till|through)\s|\s*$)",
    r"(?:begins?|starts?|opens?|closes?|ends?|expires?|arrives?|debuts?|ships?|launches|goes\s+on\s+sale)(?=\s*$)",
    r"reports?\s+(?:\w+\s+)?earnings(?=\s+on\s)",
)
_CUE = re.compile(rf"(?:(?<![a-z-])(?:{'|'.join(_CUES)})|['’]ll)(?![a-z])")
_PREPOSITION = r"(?:back\s+)?(?:in|on|at|during|over|by|late|early|earlier)?\s*(?:the\s+)?$"
_IRREGULAR = "made|came|began|went|won|built|brought|sold|held|took"
_DONE = re.compile(
    r"(?<![-\w])(?!expected|planned|projected|scheduled|slated|needed|poised|tipped)"
    rf"(?:\w+ed|{_IRREGULAR})\s+(?:\w+ly\s+)?{_PREPOSITION}"
)
"""A past verb right before the words: "will replace the model it released in June"."""
_PASSIVE = re.compile(rf"(?<![a-z])(?:be|get|being)\s+(?:\w+ly\s+)?\w+\s+(?:\w+ly\s+)?{_PREPOSITION}")
"""No past verb after all: "will be released in June"."""
_RELATIVE = re.compile(
    rf"(?<![a-z])(?:which|that|who)\s+(?:\w+\s+){{0,2}}?(?:\w+ed|{_IRREGULAR}|was|were|had)(?![a-z])"
)
_OTHER_VERB = re.compile(
    rf"(?<![-\w])(?:\w+ed|{_IRREGULAR}|said|was|were|had|told|saw|got|gave|rose|fell|cut|and|but)(?![a-z])"
)
_AIM = re.compile(
    r"(?:(?<![a-z])(?:an?|the|its|their|his|her|my|our|this|that|every|any)|['’]s)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:plan|bid|offer|order|effort|attempt|proposal|decision|agreement|move|push|petition|request|deal)s?\s+to\s+\w+"
)
"""An infinitive that only tells what a noun is about: "the plan to open an office"."""
_FINITE = re.compile(
    rf"(?<![-\w])(?<!is\s)(?<!are\s)(?!(?:{_HEADLINE_VERBS})(?![a-z]))"
    rf"(?:\w+ed|{_IRREGULAR}|was|were|had|told|saw|got|gave|rose|fell|drew|met|failed)(?![a-z])"
)
_PERFECT = re.compile(
    r"(?<!to\s)(?<!will\s)(?<![a-z])(?:has|have|had)\s+(?:\w+ly\s+|already\s+)?(?!to\s)\w+ed(?![a-z])"
)
"""Behind a noun that looks like a cue: "the average forecast has tumbled"."""
_UNTIL = re.compile(r"(?<![a-z])(?:until|till|by)\s+(?:the\s+)?$")
_PRESENT = re.compile(
    r"(?<![a-z])(?:is|are|am|['’]re|has|have|does|do|can|cannot|remains?|stays?|lasts?|runs?|keeps?|continues?|stands?"
    r"|ends?|ships?|arrives?|opens?|closes?|waits?)(?![a-z])"
)


def lasts(left: str) -> bool:
    """Say whether the words end what is told in the present: "are hard to get until Christmas"."""
    return bool(_UNTIL.search(left) and _PRESENT.search(left)) and not _FINITE.search(left)


def governs(left: str, right: str, *, leads: bool) -> bool:
    """Say whether a cue before the words, or behind words that lead the clause, governs them."""
    cues = list(_CUE.finditer(left))
    aim = next((m for m in _AIM.finditer(left) if cues and m.start() <= cues[-1].start() < m.end()), None)
    if aim is not None and _FINITE.search(left, aim.end()) and not _PASSIVE.search(left):
        return False
    if cues:
        done = bool(_DONE.search(left, cues[-1].end())) and not _PASSIVE.search(left)
        done |= bool(_PERFECT.search(left, cues[-1].end()))
        return not done and not _RELATIVE.search(left, cues[-1].end())
    cue = _CUE.search(right) if leads else None
    return cue is not None and not _OTHER_VERB.search(right, 0, cue.start())
