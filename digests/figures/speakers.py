"""Who claims a number: "…, Dana Orr said", "according to Grebe", 何敏表示, 据机构估算."""

from __future__ import annotations

import re

from digests.figures.clauses import Place
from digests.lexicon import EntityType, Lexicon
from digests.text.patterns import late
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
    late(rf"(?P<who>{_NAME}|analysts|researchers|officials|investors) {_SAYS}\b"),
    late(rf"\b(?:said|says) {_TITLE}(?P<who>{_NAME})(?=[,.;]|$| (?:of|at|in|who|on)\b)"),
    late(rf"\b[Aa]ccording to (?:[a-z]+ ){{0,4}}(?P<who>{_NAME}|analysts|officials)"),
    late(rf"{_STUDY}[^.,]{{0,30}}? (?:by|from) (?:[a-z]+ ){{0,4}}(?P<who>{_NAME})"),
)
_VERB = "(?:表示|表明|指出|认为|透露|预计|估计|预测|强调|坦言|写道|解释|回忆道|称|(?<![来据听小之])说)"
_CHINESE = (
    late(rf"(?:^|[,，。;；“”\"「」但而:：])据?(?P<who>[{HAN}a-z·. -]{{1,24}}?){_VERB}(?!法|明|不上)"),
    late(rf"(?:机构|公司)(?P<who>[{HAN}a-z·]{{2,12}}?)的?(?:估算|统计|测算|数据|调查)"),
)
_ROLE = late(
    r"^.*(?:官|总裁|经理|主管|负责人|创始人|研究员|分析师|教授|主席|总监|工程师|ceo|董事长|[执技营财行]\w长|科学家|院长|部长|局长)(?=.{2,})"
)
_LEAD = late("^(?:但|而|并|同时|此外|不过|该|其|目前|据|因此|还|也|曾|随后)+")
_WHERE = late("(?:在[^,，。]{1,16}|对[^,，。]{1,10})$")
"""Where and to whom somebody speaks: 在Threads上, 对记者."""
_NO_ONE = frozenset(
    (
        *("", "他", "她", "它", "他们", "我们", "这", "有人", "可以", "可", "也", "消息", "报道", "外界"),
        *("公司", "该公司", "团队", "论文", "该论文", "报告", "文章", "研究", "声明", "官方"),
    )
)
_LONGEST_NAME = 30
_CAN_SPEAK = frozenset((EntityType.PERSON, EntityType.COMPANY, EntityType.LAB))
_INTRODUCES = late(" ?[:：]")
_BEFORE_SPEAKER = late(r"\b(?:said|says|according to) $")


def speaker_of(place: Place, lexicon: Lexicon) -> str | None:
    """Return who claims the number, as the text names them, or None for the article's own voice."""
    return place.sentence.speaker or _known(place, lexicon) or _matched(place, lexicon)


def _known(place: Place, lexicon: Lexicon) -> str | None:
    """Return the known person or company right beside a verb of saying."""
    offset = place.sentence.start
    for mention in place.mentions:
        kind = lexicon.entities[mention.entity].type
        after = place.folded[mention.end - offset :]
        if kind in _CAN_SPEAK and re.match(rf" ?{_SAYS}\b|[^,，。]{{0,6}}{_VERB}", after):
            return mention.text
        heads = place.sentence.is_title and mention.start == offset and _INTRODUCES.match(after)
        if kind is EntityType.PERSON and heads:
            return mention.text
        if kind is EntityType.PERSON and _BEFORE_SPEAKER.search(place.folded[: mention.start - offset]):
            return mention.text
    return None


def _matched(place: Place, lexicon: Lexicon) -> str | None:
    """Return the speaker that the wording names; of several the one nearest to the number."""
    matches = [match for pattern in _ENGLISH for match in pattern.finditer(place.sentence.text)]
    matches += [match for pattern in _CHINESE for match in pattern.finditer(place.folded)]
    found = [(_distance(match, place), who) for match in matches if (who := _name(match, place, lexicon)) is not None]
    return min(found)[1] if found else None


def _distance(match: re.Match[str], place: Place) -> int:
    """Return how far the words of saying are from the number."""
    return min(abs(match.start("who") - place.start), abs(match.end() - place.start))


def _name(match: re.Match[str], place: Place, lexicon: Lexicon) -> str | None:
    """Return the person known among those words, else the words without what introduces, times or places them.

    但产品负责人佐藤周二在台北 is 佐藤; names are as the text writes them.
    """
    start, end = match.span("who")
    offset = place.sentence.start
    for mention in place.mentions:
        within = start <= mention.start - offset and mention.end - offset <= end
        if within and lexicon.entities[mention.entity].type is EntityType.PERSON:
            return mention.text
    start, end = _bare(place, start, end)
    who = place.folded[start:end]
    return None if len(who) >= _LONGEST_NAME or who in _NO_ONE else place.sentence.text[start:end].strip() or None


def _bare(place: Place, start: int, end: int) -> tuple[int, int]:
    """Return the span without words of introduction at its beginning, and times and places at its end."""
    for words in (_LEAD, _ROLE):
        if found := words.match(place.folded[start:end]):
            start += found.end()
    times = [e.start - place.sentence.start for e in place.expressions]
    end = min((time for time in times if start < time < end), default=end)
    where = _WHERE.search(place.folded[start:end])
    return start, start + where.start() if where and where.start() else end
