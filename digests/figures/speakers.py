"""Who claims a number: "…, Dana Orr said", "according to Grebe", 何敏表示, 据机构估算."""

from __future__ import annotations

import re

from digests.figures.clauses import Place
from digests.lexicon import EntityType, Lexicon
from digests.text.script import HAN

_SAYS = (
    "(?:said|says|told|estimates?|estimated|predicts?|predicted|argues?|argued|claims?|claimed|wrote|writes|adds|added|"
    "expects?|reckons|put)"
)
_NOT_A_NAME = (
    r"(?!(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|"
    r"November|December|It|He|She|They|We|The|This|That|I)\b)"
)
_NAME = rf"{_NOT_A_NAME}[A-Z][\w’-]*(?: (?:[A-Z]\. )?[A-Z][\w’-]*){{0,3}}"
_TITLE = r"(?:(?!on|in|at|that|it|this|last|by|to)[a-z]+ ){0,3}"
_STUDY = r"\b(?:estimates?|tally|survey|study|data|report|analysis|published)\b"
_ENGLISH = (
    re.compile(rf"(?P<who>{_NAME}|analysts|researchers|officials|investors) {_SAYS}\b"),
    re.compile(rf"\b(?:said|says) {_TITLE}(?P<who>{_NAME})(?=[,.;]|$| (?:of|at|in|who|on)\b)"),
    re.compile(rf"\b[Aa]ccording to (?:[a-z]+ ){{0,4}}(?P<who>{_NAME}|analysts|officials)"),
    re.compile(rf"{_STUDY}[^.,]{{0,30}}? (?:by|from) (?:[a-z]+ ){{0,4}}(?P<who>{_NAME})"),
)
_VERB = "(?:表示|表明|指出|认为|透露|预计|估计|预测|强调|坦言|写道|解释|回忆道|称|(?<![来据听小之])说)"
_CHINESE = (
    re.compile(rf"(?:^|[,，。;；“”\"「」但而:：])据?(?P<who>[{HAN}a-z·. -]{{1,24}}?){_VERB}(?!法|明|不上)"),
    re.compile(rf"(?:机构|公司)(?P<who>[{HAN}a-z·]{{2,12}}?)的?(?:估算|统计|测算|数据|调查)"),
)
_ROLE = re.compile("^.*(?:官|总裁|经理|主管|负责人|创始人|研究员|分析师|教授|主席|总监|工程师|ceo|董事长)(?=.{2,})")
_LEAD = re.compile("^(?:但|而|并|同时|此外|不过|该|其|目前|据|因此|还|也|曾|随后)+")
_NO_ONE = frozenset(("", "他", "她", "它", "他们", "我们", "这", "有人", "可以", "可", "也", "消息", "报道"))
_LONGEST_NAME = 30
_CAN_SPEAK = frozenset((EntityType.PERSON, EntityType.COMPANY, EntityType.LAB))
_BEFORE_SPEAKER = re.compile(r"\b(?:said|says|according to) $")


def speaker_of(place: Place, lexicon: Lexicon) -> str | None:
    """Return who claims the number, as the text names them, or None for the article's own voice."""
    return place.sentence.speaker or _known(place, lexicon) or _matched(place)


def _known(place: Place, lexicon: Lexicon) -> str | None:
    """Return the known person or company right beside a verb of saying."""
    offset = place.sentence.start
    for mention in place.mentions:
        kind = lexicon.entities[mention.entity].type
        after = place.folded[mention.end - offset :]
        if kind in _CAN_SPEAK and re.match(rf" ?{_SAYS}\b|[^,，。]{{0,6}}{_VERB}", after):
            return mention.text
        if kind is EntityType.PERSON and _BEFORE_SPEAKER.search(place.folded[: mention.start - offset]):
            return mention.text
    return None


def _matched(place: Place) -> str | None:
    """Return the speaker that the wording names; of several the one nearest to the number."""
    matches = [match for pattern in _ENGLISH for match in pattern.finditer(place.sentence.text)]
    matches += [match for pattern in _CHINESE for match in pattern.finditer(place.folded)]
    found = [(_distance(match, place), who) for match in matches if (who := _name(match, place)) is not None]
    return min(found)[1] if found else None


def _distance(match: re.Match[str], place: Place) -> int:
    """Return how far the words of saying are from the number."""
    return min(abs(match.start("who") - place.start), abs(match.end() - place.start))


def _name(match: re.Match[str], place: Place) -> str | None:
    """Return the name without the words that introduce it (但产品负责人佐藤 is 佐藤), as the text writes it."""
    start, end = match.span("who")
    who = match["who"]
    for words in (_LEAD, _ROLE):
        if found := words.match(who):
            start, who = start + found.end(), who[found.end() :]
    if len(who) >= _LONGEST_NAME or who in _NO_ONE:
        return None
    return place.sentence.text[start:end].strip() or None
