"""What a number is about: the nearest known name of its clause, else of its sentence, else the words of the text."""

from __future__ import annotations

from digests.figures import cues
from digests.figures.clauses import Place
from digests.figures.compared import is_compared
from digests.figures.focus import MAKERS, MODELS, Focus
from digests.figures.openings import aged, name_at, starts_of
from digests.figures.sizes import described_by
from digests.lexicon import EntityType, Lexicon
from digests.reading import Mention
from digests.text.patterns import late
from digests.text.script import HAN, fold

_NEVER_ABOUT = frozenset((EntityType.LICENCE, EntityType.BENCHMARK, EntityType.PLACE))
_DOES = (
    "has|have|had|is|are|was|were|will|would|raise[sd]|agree[sd]|cut|said|says|runs|score[sd]|report(?:s|ed)|"
    "post(?:s|ed)|reach(?:es|ed)|hits?|rose|fell|grew|generate[sd]|plans|expects|trained|spen[dt]s?|pa(?:ys|id)|"
    "buil(?:ds|t)|promised|claims|shipped"
)
_ENGLISH = late(
    r"\W*((?:the )?(?:[\w’'.-]+ ){0,4}?[\w’'.-]+?)"
    r"(?: (?:now|currently|already|also|just|recently|still))*"
    rf"(?:['’]s)? (?:{_DOES})\b"
)
_CHINESE = late(
    rf"[“\"「『]?([{HAN}a-z][{HAN}a-z0-9·. -]{{1,15}}?)(?:[(（][^)）]{{1,40}}[)）])?(?:目前|如今|现在|已|今年|去年"
    "|的|拥有|宣布|表示|称|预计|将|在|有|达(?!克)|为|是|也|都(?!也)|还|曾|募得|募集|完成|训练|总?参数|每周|上周|同日|当天|下跌|上涨|周[一二三四五六日])"
)
_NOBODY = late(
    r"(?:it|its|they|their|he|his|she|her|we|our|this|that|these|those|there|which|who|one|an?|about|both|each|all"
    r"|after|with|and|if|in|on|at|for|by|more|most|less|\d|the (?:stock|sector|market|industry)"
    r"|(?:the )?(?:largest|smallest|biggest|first|second|third|other"
    r"|new|full|company|firm|start-?up|lab|models?|versions?|systems?|training|two|three|four))\b"
    r"|[他她它该其这我你而但以今去目当同此就所对从与和据在若每更最很因由随为有两]|那(?!斯)|三(?!星)|首(?!尔)|如果|希望|虽然|公司|机构|模型|新模型"
    r"|旗舰|版本|论文|外界|市场|消息|训练|正式"
    r"|.*(?:of them|其中|执行官|负责人|我们|你们|收入|模型$|用户)"
)
_OWNS = late(r" ?(?:今年|去年|明年|本季度?|上季度?|当季)?的|['’]s ")
_WHICH = late(r"(?:, ?)?(?:which|that|whose|with) |，?它")
_BREAK = 2
"""Code points of the break between a name and its relative clause."""
_ON = late(r"(?:\b(?:on|with|using|of|in|by)|用|动用|使用|采用|个|块|颗|\d) ?$")
_SO_FAR = late(r"累计|总下载|\b(?:cumulative|in total|total downloads|altogether)\b")
_THEM = late(r"\b(?:it|them|they|the models?)\b|它们?|该模型|这款模型|模型")
_PERSONAL = frozenset(("age", "tenure", "salary"))
"""Metrics of people alone."""
_OF_MODELS = late(
    "(?:variant_|active_)?parameters|training_(?:tokens|data).*|context_window|tokens|experts|languages|layers"
)
"""Metrics of models alone."""
_OF_MODELS_MOSTLY = late("training_.*|gpu_hours|speed_.*|benchmark_score|accuracy.*")
"""Metrics of which a company speaks, and means its model."""
_OF_FIRMS = late(
    "capital_expenditure|funding|valuation|employees|layoffs|market_cap.*|share_price.*|voting_share|debt|cash_reserves"
)
"""Metrics that no model, chip or product has."""
_OF_LICENCES = late(".*users_limit")
"""Metrics that the licence of a model sets, and no company has."""
_PRODUCTS = frozenset((EntityType.MODEL, EntityType.CHIP, EntityType.PRODUCT))


def subject_of(  # noqa: PLR0917  all that a subject is told by, nearest first
    place: Place, metric: str, lexicon: Lexicon, focus: Focus, speaker: str | None, last: str
) -> str:
    """Return the id of the entity the number is about, else the text's words for it (possibly empty).

    ``last`` is the subject of the figure before; it and what the article is about stand in where the sentence names
    nobody.
    """
    known = [mention for mention in place.mentions if _eligible(mention, place, metric, lexicon, speaker)]
    return (
        described(place)
        or _of_the_whole(place, metric, known, lexicon)
        or _model_of_maker(_nearest(place, known), place, metric, focus)
        or _speaking_company(place, metric, lexicon, speaker)
        or (focus.short_name_in(_so_far(place)) if _fits(EntityType.MODEL, metric) else "")
        or _words(place, metric, speaker, lexicon)
        or _carried(last, metric, lexicon)
        or _in_focus(metric, focus)
    )


def described(place: Place) -> str:
    """Return the entity that the number is an attribute of: 4050亿参数的苍鹭一号, "Heron-1, which has 405B …"."""
    if (behind := described_by(place)) is not None:
        return behind.entity
    for mention in place.mentions:
        end = mention.end - place.sentence.start
        if end <= place.start and 0 <= place.clause[0] - end <= _BREAK and _WHICH.match(place.folded, end):
            return mention.entity
    return ""


def _of_the_whole(place: Place, metric: str, known: list[Mention], lexicon: Lexicon) -> str:
    """Return the family whose count so far stands in a clause of its own beside a version's release, else nothing."""
    if not metric.endswith("downloads") or not _SO_FAR.search(place.around):
        return ""
    if any(place.in_clause(mention.start) for mention in known):
        return ""
    named = [lexicon.entities[m.entity] for m in known if m.end <= place.sentence.start + place.clause[0]][-1:]
    return next((entity.family or "" for entity in named), "")


def _model_of_maker(entity: str, place: Place, metric: str, focus: Focus) -> str:
    """Return the model the article is about for what its maker does with "them" or "the model", else the entity."""
    meant = _OF_MODELS_MOSTLY.fullmatch(metric) and _THEM.search(place.folded, 0, place.start)
    return focus.model if meant and focus.model and entity == focus.maker else entity


def _nearest(place: Place, known: list[Mention]) -> str:
    """Return the nearest name before the number in its clause, the next one behind it, or the last one before."""
    inside = [m for m in known if place.in_clause(m.start)]
    behind = [m for m in inside if m.start >= place.quantity.end and not _crossed(place, m)]
    choices = (
        [m for m in inside if m.start < place.quantity.start][-1:],
        behind[:1],
        [m for m in known if m.end <= place.sentence.start + place.clause[0]][-1:],
    )
    return next((found[0].entity for found in choices if found), "")


def _crossed(place: Place, mention: Mention) -> bool:
    """Say whether another number stands between the number and a name behind it."""
    return any(place.end <= start and end <= mention.start - place.sentence.start for start, end in place.others)


def _speaking_company(place: Place, metric: str, lexicon: Lexicon, speaker: str | None) -> str:
    """Return the company or lab that speaks, of itself: "Corvid Labs said it raised …"."""
    said = (m.entity for m in place.mentions if m.text == speaker and lexicon.entities[m.entity].type in MAKERS)
    of_models = _OF_MODELS.fullmatch(metric) or _OF_MODELS_MOSTLY.fullmatch(metric)
    return "" if of_models else next(said, "")


def _eligible(mention: Mention, place: Place, metric: str, lexicon: Lexicon, speaker: str | None) -> bool:
    """Say whether a name can be what the number is about: not who says it, nor what it is compared with."""
    kind = lexicon.entities[mention.entity].type
    start, end = mention.start - place.sentence.start, mention.end - place.sentence.start
    if kind is EntityType.CHIP and _ON.search(place.folded[:start]):
        return False
    return _fits(kind, metric) and mention.text != speaker and not is_compared(place.folded, start, end)


def _fits(kind: EntityType, metric: str) -> bool:
    """Say whether such a thing can have such a number."""
    if metric in _PERSONAL:
        return kind is EntityType.PERSON
    if _OF_MODELS.fullmatch(metric):
        return kind in MODELS
    if _OF_LICENCES.fullmatch(metric):
        return kind not in MAKERS and kind not in _NEVER_ABOUT
    return kind not in _NEVER_ABOUT and not (_OF_FIRMS.fullmatch(metric) and kind in _PRODUCTS)


def _so_far(place: Place) -> str:
    """Return the sentence from its last semicolon to the number."""
    start = max(place.folded.rfind(mark, 0, place.start) for mark in ";；")
    return place.sentence.text[max(0, start) : place.start]


def _carried(last: str, metric: str, lexicon: Lexicon) -> str:
    """Return the subject of the figure before, where it can have such a number too."""
    entity = lexicon.entities.get(last)
    return last if entity is None or _fits(entity.type, metric) else ""


def _in_focus(metric: str, focus: Focus) -> str:
    """Return what the article is about, where such a number is a model's or a company's alone."""
    if any(metrics.fullmatch(metric) for metrics in (_OF_MODELS, _OF_MODELS_MOSTLY, _OF_LICENCES)):
        return focus.model
    return focus.maker if _OF_FIRMS.fullmatch(metric) else ""


def _words(place: Place, metric: str, speaker: str | None, lexicon: Lexicon) -> str:
    """Return the words the sentence or clause begins with, up to its verb, where they name something.

    They are not who speaks, unless the number is theirs ("Grebe 今年的资本支出预计…").
    """
    if metric == "age" and (person := aged(place, lexicon)):
        return person
    starts = starts_of(place)
    found = [(start, _named_at(place, start) or _up_to_verb(place, start)) for start in starts]
    found.append((place.clause[0], _named_at(place, place.clause[0])))
    for start, words in found:
        owns = _OWNS.match(place.folded, start + len(words))
        if words and (owns or not (speaker and speaker in words)):
            return words
    return ""


def _named_at(place: Place, start: int) -> str:
    """Return the unknown name that stands there, where it is neither a pronoun nor a metric."""
    name = name_at(place, start)
    folded = fold(name)
    return "" if _NOBODY.match(folded) or _is_measured(folded) else name


def _up_to_verb(place: Place, start: int) -> str:
    """Return the words from there to the first verb, where they name something and are no metric."""
    match = _ENGLISH.match(place.folded, start) or _CHINESE.match(place.folded, start)
    if match is None or _NOBODY.match(match[1]) or _is_measured(match[1]):
        return ""
    return place.sentence.text[match.start(1) : match.end(1)].strip()


def _is_measured(words: str) -> bool:
    """Say whether folded words hold the cue of a metric."""
    return any(pattern.search(words) for table in (cues.MONEY, cues.COUNTED, cues.LENGTH) for _, pattern in table)
