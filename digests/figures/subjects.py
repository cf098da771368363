"""What a number is about: the nearest known name of its clause, else of its sentence, else the words of the text."""

from __future__ import annotations

import re

from digests.figures import cues
from digests.figures.clauses import Place
from digests.lexicon import EntityType, Lexicon
from digests.reading import Mention
from digests.text.script import HAN

_NEVER_ABOUT = frozenset((EntityType.LICENCE, EntityType.BENCHMARK, EntityType.PLACE))
_DOES = (
    "has|have|had|is|was|will|would|raise[sd]|agree[sd]|cut|said|says|runs|score[sd]|report(?:s|ed)|post(?:s|ed)|"
    "reach(?:es|ed)|hits?|rose|fell|grew|generate[sd]|plans|expects|trained|spen[dt]s?|pa(?:ys|id)|buil(?:ds|t)|"
    "promised|claims|shipped"
)
_ENGLISH = re.compile(
    r"\W*((?:the )?(?:[\w’'.-]+ ){0,4}?[\w’'.-]+?)"
    r"(?: (?:now|currently|already|also|just|recently|still))*"
    rf"(?:['’]s)? (?:{_DOES})\b"
)
_CHINESE = re.compile(
    rf"[“\"「『]?([{HAN}a-z][{HAN}a-z0-9·. -]{{1,15}}?)(?:目前|如今|现在|已|今年|去年|的|拥有|宣布|表示"
    "|称|预计|将|在|有|达|为|是|也|都|还|曾|募得|募集|完成|训练|参数|每周|上周|周[一二三四五六日])"
)
_NOBODY = re.compile(
    r"(?:it|its|the company|the firm|they|their|he|his|she|her|we|our|this|that|these|there|which|who|one|an?|about"
    r"|after|with|and|if|in|on|at|for|by)\b"
    r"|[他她它该其这那我你而但以今去目当同此就所对从与和据在若每更最很因由随为有]|如果|希望|虽然|公司|机构"
    r"|.*(?:of them|其中|执行官|负责人|我们|你们|收入|模型$|用户)"
)
_COMPARED = re.compile(r"(?:\b(?:than|compared with|compared to|versus|vs\.?|unlike|rival|against)|比|超越|不同于) ?$")
_COMPARING = re.compile(" ?(?:相比|不同|相当|竞争|一样)")
_JOINING = re.compile("[与和跟] ?$")
"""与X相比: a name between the two is what something is compared with; 与 alone only joins."""
_PERSONAL = frozenset(("age", "tenure", "salary"))
"""Metrics of people alone."""
_HARDWARE = frozenset(("chips", "gpus", "units", "gpu-hours"))
"""Where these are counted, the name of a chip says what is counted, not of what."""


def subject_of(place: Place, metric: str, lexicon: Lexicon, speaker: str | None, last: str) -> str:
    """Return the id of the entity the number is about, else the text's words for it, else ``last`` (possibly empty)."""
    known = [mention for mention in place.mentions if _eligible(mention, place, metric, lexicon, speaker)]
    inside = [m for m in known if place.in_clause(m.start)]
    choices = (
        [m for m in inside if m.start < place.quantity.start][-1:],
        [m for m in inside if m.start >= place.quantity.end][:1],
        [m for m in known if m.end <= place.sentence.start + place.clause[0]][-1:],
    )
    nearest = next((found[0].entity for found in choices if found), "")
    return nearest or _speaking_company(place, lexicon, speaker) or _words(place, speaker) or last


def _speaking_company(place: Place, lexicon: Lexicon, speaker: str | None) -> str:
    """Return the company or lab that speaks, of itself: "Corvid Labs said it raised …"."""
    organisations = (EntityType.COMPANY, EntityType.LAB)
    said = (m.entity for m in place.mentions if m.text == speaker and lexicon.entities[m.entity].type in organisations)
    return next(said, "")


def _eligible(mention: Mention, place: Place, metric: str, lexicon: Lexicon, speaker: str | None) -> bool:
    """Say whether a name can be what the number is about: not who says it, nor what it is compared with."""
    kind = lexicon.entities[mention.entity].type
    if metric in _PERSONAL and kind is not EntityType.PERSON:
        return False
    if kind is EntityType.CHIP and place.quantity.unit in _HARDWARE:
        return False
    return kind not in _NEVER_ABOUT and mention.text != speaker and not _compared(mention, place)


def _compared(mention: Mention, place: Place) -> bool:
    """Say whether the name is only what something is compared with."""
    offset = place.sentence.start
    before = place.folded[: mention.start - offset]
    if _JOINING.search(before):
        return bool(_COMPARING.match(place.folded, mention.end - offset))
    return bool(_COMPARED.search(before))


def _words(place: Place, speaker: str | None) -> str:
    """Return the words the sentence begins with, up to its verb, where they name something that is not the speaker."""
    match = _ENGLISH.match(place.folded) or _CHINESE.match(place.folded)
    if match is None:
        return ""
    measured = any(
        pattern.search(match[1]) for table in (cues.MONEY, cues.COUNTED, cues.LENGTH) for _, pattern in table
    )
    words = place.sentence.text[match.start(1) : match.end(1)].strip()
    return "" if measured or _NOBODY.match(match[1]) or (speaker and speaker in words) else words
