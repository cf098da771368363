"""Finds the verbs of the field in a clause, and leaves out nouns and idioms that only look like them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from digests.chronicle.clauses import Clause
from digests.chronicle.cues import ANNOUNCED, BETWEEN, STATE
from digests.chronicle.line import ASIDE, NAME, TIME, Line
from digests.chronicle.senses import sense_of
from digests.language import Lang
from digests.lexicon import Act, EntityType, Kind, Lexicon
from digests.reading import Reading, Sentence

LENGTHS = frozenset(
    {"years", "months", "weeks", "days", "hours", "minutes", "seconds", "quarters", "decades", "year", "rank", ""}
)
"""Units that count no thing: an amount of them tells no state."""
_NOUN_ZH = re.compile(
    r"促进会|者|链|人士|人员|伙伴|商|员|数据|材料|会(?!员)|协议|条款|成本|压力|集群|集|能力|工作|案例|意见|市场|机构|模式|环境|流程|过程|方式|框架|要求|的?(?:问题|方面|原因|风险)"
    r"|率|量|生态|套件|平台|工具|费|额|资金|科学家|研究员|团队|部门|公司|业务"
)
_NOUN_EN = re.compile(
    r"^\s+(?:dates?|notes|candidates?|schedule|data|costs?|runs?|sets?|compute|materials|terms|bodies|process|partners?|tools?|techniques?)\b"
)
_DETERMINED_EN = re.compile(r"\b(?:the|a|an|of|for|its|their|this|that|each|every|press|more|data)\s+$")
_DETERMINED_NAME = re.compile(rf"\b(?:the|this|that|any)\s+{NAME}+\s$")
_NOUN_FORMS = frozenset({"ipo", "acquisition", "takeover", "lawsuit", "settlement", "partnership", "investment"})
"""Forms that are nouns: "the Heron IPO" only speaks of it."""
_VERBAL_ING = re.compile(
    rf"(?:\b(?:is|are|was|were|be|been|by|before|after|since|while|started|began|begin|start|of|not)\s+(?:\w+ly\s+)?|{NAME}\s*)$"
)
_ADJECTIVE_NEXT = re.compile(
    r"^[\s]*(?:的|模型|大模型|软件|项目|社区|ai|人工智能|技术|许可|术语|促进会|平台|研究|支持|特性|领域|版本|方式|形式|策略|战略|生态|大语言|工具|标准|化|方面|问题|开发|产品|系统)"
)
_DISPOSED = re.compile(
    rf"(?:将|把)[^,，。]{{0,14}}{NAME}+[^,，。]{{0,4}}$|(?:宣布|决定|已经?|正式|选择|完全|计划|打算|将|会|并|和|转向|其){NAME}?$"
)
_BASE_OPEN = re.compile(r"\b(?:to|will|not|'ll|should|would|and)\s+$")
_FORMS_THAT_MISLEAD = {
    "通过": re.compile(r"^(?:了|法案|审查|决议|审批|表决|一项|《)"),
    "称": re.compile(rf"^[,，:：“「\s]|^[{NAME}]|^其|^该|^他|^公司|^将"),
    "说": re.compile(r"^[,，:：“「\s道]|^[\ue000]|^他|^其|^$"),
    "解释": re.compile(r"^[,，:：说称道]"),
    "限制": re.compile(r"^(?:了|对|向|其|月|\ue000)"),
    "开发": re.compile(r"^(?:了|出|其|新|\ue000|一款|下一代|最)"),
    "合作": re.compile(
        r"^(?:了|推出|开发|协议|关系|研发|构建|打造|推进|推动|建设|共建|探索|部署|培训|集成|整合|,|，|。|$)"
    ),
}
_NO_PRODUCT = re.compile(
    r"^\s(?:[\w’'-]+\s){0,4}?(?:wars?|attacks?|strikes?|offensives?|invasion|missiles?|rockets?|investigations?|probes?|inquir(?:y|ies)|reviews?"
    r"|lawsuits?|appeals?|campaigns?|bids?|crackdowns?|operations?|restructuring|tariffs?|hostages?|detainees?|prisoners?)\b"
)
"""What is launched or released and is no thing of the field."""
_MAKES_PUBLIC = ("launch", "releas", "unveil", "roll")
_RATING = re.compile(
    r"^[^,;]{0,40}?\b(?:price targets?|targets?|ratings?|forecasts?|guidance|outlook|questions?|concerns?"
    r"|doubts?|fears?|eyebrows|the bar"
    r"|equal[- ]?weight|overweight|to (?:buy|hold|sell|neutral|outperform))\b"
)
"""What is raised or upgraded by analysts and commentators: no money, no product."""
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][\w’'-]*\s$")
_SMALL_WORD, _CAPITAL_WORD = re.compile(r"\b[a-z]{2,}"), re.compile(r"\b[A-Z]\w")
_LIFTS = ("rais", "upgrad")
_UTTERS = frozenset({"adds", "added"})
_UTTERED = re.compile(rf"^\s?(?:[,:“\"]|that\b|[{TIME}{ASIDE}]|[.!]?\s*$)")
"""After "adds": somebody goes on speaking; else something is added to a product."""
_SHOOTS = re.compile(r"^\s(?:on|at|off|back|shots?|missiles?|rockets?)\b")
_SAID = re.compile(
    r"^[^,，。;；]{0,24}?(?:言论|讲话|演讲|演说|声明|看法|观点|意见|致辞|谈话|感言|评论|文章|论文|报告|社论)(?!员)"
)
"""After 发表: words are uttered or printed. In Taiwan a product is 发表 too, and that is a release."""
_WEB = r"(?:com|ai|org|net|io|co|cn|dev|app|tw|hk|uk|eu)"
_DOMAIN_AFTER = re.compile(rf"^\.{_WEB}\b")
_DOMAIN_BEFORE = re.compile(r"(?:https?://|www\.)\S*$|\w\.$")
_PRESENTED = frozenset({EntityType.MODEL, EntityType.PRODUCT, EntityType.CHIP})
_SHORT_SPEECH_NOUN = re.compile(r"(?:被|简|名|全|职|可|号|堪|人|统|自)$")


@dataclass(frozen=True, slots=True)
class Hit:
    """A verb of the field at its place in a line; ``act`` is None where a state is told ("has … users")."""

    start: int
    end: int
    form: str
    act: Act | None
    weak: bool = False
    """True where it may as well be a noun; it takes a date only where no better verb is near."""

    @property
    def id(self) -> str:
        """The act's id, empty for a state."""
        return self.act.id if self.act else ""


@dataclass(frozen=True, slots=True)
class Verbs:
    """All forms of a lexicon's acts, ready to search."""

    chinese: re.Pattern[str]
    english: re.Pattern[str]
    acts: dict[str, Act]
    """Act by form; a form of two acts belongs to the first."""
    lexicon: Lexicon


@lru_cache(maxsize=4)
def verbs_of(lexicon: Lexicon) -> Verbs:
    """Return the forms of the lexicon's acts as patterns, longest form first."""
    english, chinese = _forms(lexicon, Lang.EN), _forms(lexicon, Lang.HANS)
    return Verbs(
        _alternatives(tuple(chinese), ""), _alternatives(tuple(english), r"\b"), {**english, **chinese}, lexicon
    )


def _forms(lexicon: Lexicon, lang: Lang) -> dict[str, Act]:
    """Return act by form for one language."""
    found: dict[str, Act] = {}
    for act in lexicon.acts.values():
        for form in act.forms.get(lang, ()):
            found.setdefault(form, act)
    return found


def _alternatives(forms: tuple[str, ...], edge: str) -> re.Pattern[str]:
    """Return a pattern of all forms, longest first; one that never matches where there are none."""
    return re.compile(f"{edge}{_branches(forms) if forms else '(?!)'}{edge}")


def _branches(forms: Iterable[str]) -> str:
    """Return a pattern of the forms that looks at each letter once, the longest first: many forms begin alike."""
    after: dict[str, set[str]] = {}
    for form in forms:
        if form:
            after.setdefault(form[0], set()).add(form[1:])
    body = "|".join(re.escape(letter) + _branches(sorted(rest)) for letter, rest in sorted(after.items()) if letter)
    whole = f"(?:{body})" if len(after) > 1 else body
    if "" not in forms or not body:
        return whole
    return f"(?:{body})?"


def hits_in(line: Line, clause: Clause, verbs: Verbs) -> tuple[Hit, ...]:
    """Return the verbs of a clause in order; a state where it has none and tells an amount."""
    pattern = verbs.chinese if line.chinese else verbs.english
    sort = _hit_zh if line.chinese else _hit_en
    found = [sort(line, clause, m, verbs) for m in pattern.finditer(line.masked, clause.start, clause.end)]
    hits = _without_shells(line, [meant for h in found if h and (meant := _meant(line, clause, h, verbs.lexicon))])
    if any(not h.weak for h in hits) and not _only_counts(hits):
        return tuple(hits)
    return _state(line, clause) or tuple(hits)


def _meant(line: Line, clause: Clause, hit: Hit, lexicon: Lexicon) -> Hit | None:
    """Return the verb with the act it means in this clause, or None where it means none."""
    act = sense_of(line, clause, hit.act, hit.end, lexicon) if hit.act else None
    return replace(hit, act=act) if act else None


def may_tell(reading: Reading, sentence: Sentence, folded: str, verbs: Verbs) -> bool:
    """Say whether a sentence holds a date, an amount or a form of an act: without one of them it tells no event."""
    if reading.expressions_in(sentence) or reading.quantities_in(sentence):
        return True
    return any(p.search(folded, sentence.start, sentence.end) for p in (verbs.english, verbs.chinese))


def _hit_zh(line: Line, clause: Clause, match: re.Match[str], verbs: Verbs) -> Hit | None:
    """Return a Chinese verb, or None where the characters are part of a noun or idiom."""
    form, start, end = match.group(), match.start(), match.end()
    before, after = line.masked[clause.start : start], line.masked[end : clause.end]
    if _NOUN_ZH.match(after) or (form in _FORMS_THAT_MISLEAD and not _FORMS_THAT_MISLEAD[form].match(after)):
        return None
    if form in ("称", "说") and _SHORT_SPEECH_NOUN.search(before):
        return None
    if form == "发表" and _SAID.match(after):
        said = verbs.lexicon.acts.get("say")
        return Hit(start, end, form, said) if said else None
    if form == "开源" and not _DISPOSED.search(before) and (_ADJECTIVE_NEXT.match(after) or before.endswith("的")):
        return None
    return Hit(start, end, form, verbs.acts[form], weak=form == "开源" and not _DISPOSED.search(before))


def _hit_en(line: Line, clause: Clause, match: re.Match[str], verbs: Verbs) -> Hit | None:
    """Return an English verb, or None where the word is part of a noun phrase."""
    form, start, end = match.group(), match.start(), match.end()
    before, after = line.masked[clause.start : start], line.masked[end : clause.end]
    if _is_part_of_name(line, start) or _DOMAIN_AFTER.match(after) or _DOMAIN_BEFORE.search(before):
        return None
    if _means_another(form, after):
        return None
    if _NOUN_EN.match(after) or before.endswith(("-", "press ")) or after.startswith("-"):
        return None
    if form in ("open-source", "open sources") and not _BASE_OPEN.search(before):
        return None
    owned = form in ("plan", "plans") and before.endswith(("'s ", "’s "))
    moves = verbs.acts[form].kind is Kind.FIGURE
    owned |= form in _NOUN_FORMS and bool(_DETERMINED_NAME.search(before))
    weak = (owned or bool(_DETERMINED_EN.search(before))) and (moves or not after.lstrip().startswith("of"))
    act = verbs.lexicon.acts.get("release") if _presents(line, match, verbs.lexicon) else None
    return Hit(
        start,
        end,
        form,
        act or verbs.acts[form],
        weak=weak or (form.endswith("ing") and not _VERBAL_ING.search(before)),
    )


def _means_another(form: str, after: str) -> bool:
    """Say whether what follows a form tells that it means something outside the field, or another act."""
    if form in _UTTERS:
        return not _UTTERED.match(after)
    lifts = form.startswith(_LIFTS) and _RATING.match(after)
    shoots = form in ("fired", "fires", "firing") and _SHOOTS.match(after)
    return bool(lifts or shoots or (form.startswith(_MAKES_PUBLIC) and _NO_PRODUCT.match(after)))


def _is_part_of_name(line: Line, start: int) -> bool:
    """Say whether a word has a capital, and the word before it, where a line otherwise writes its words small."""
    text = line.sentence.text
    if line.sentence.is_title or not text[start].isupper() or not _CAPITAL_BEFORE.search(text[:start]):
        return False
    return len(_SMALL_WORD.findall(text)) > len(_CAPITAL_WORD.findall(text))


def _presents(line: Line, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Say whether "announced" has a model, product or chip as its object: then it is the thing that is announced."""
    between = BETWEEN.match(line.masked[match.end() :]) if ANNOUNCED.match(match.group()) else None
    name = line.name_from(match.end() + between.end()) if between else None
    return name is not None and lexicon.entities[name.entity].type in _PRESENTED


def _without_shells(line: Line, hits: list[Hit]) -> list[Hit]:
    """Return the verbs without those that only introduce the next ("announced the release of", "计划推出")."""
    return [
        h for h, later in zip(hits, [*hits[1:], None], strict=False) if later is None or not _is_shell(line, h, later)
    ]


_DESCRIBED = re.compile(rf"的[^{NAME}并和且及,，]{{1,9}}$")
_SHELL = frozenset({"say", "plan", "release"})
_SHELL_GAP = re.compile(
    rf"^(?>[\s{TIME}{ASIDE}]|将|会|于|在|正式|已经?|了|全面|其|完全|to|that|its|it|they|the|will|has|have|had|is|plans?|a|new|of|on|in)*$"
)


def _is_shell(line: Line, hit: Hit, later: Hit) -> bool:
    """Say whether a verb of saying, planning or announcing stands right before the verb it is about."""
    shell = hit.id in _SHELL and (hit.id != "release" or hit.form in ("公布", "unveils", "unveiled"))
    gap = line.masked[hit.end : later.start]
    return shell and bool(_SHELL_GAP.match(gap)) and not (hit.id == "say" and TIME in gap)


def embedded(line: Line, hit: Hit, later: Hit) -> bool:
    """Say whether a Chinese verb only describes a noun that belongs to the next verb ("部署产品的团队整合到…")."""
    return line.chinese and bool(_DESCRIBED.search(line.masked[hit.end : later.start]))


def _only_counts(hits: list[Hit]) -> bool:
    """Say whether all that was found are words of amount ("exceeded"), which tell a state."""
    return all(h.id == "reach" for h in hits)


def _state(line: Line, clause: Clause) -> tuple[Hit, ...]:
    """Return the words that tell a state, where the clause holds an amount of something counted."""
    if not any(clause.holds(q.start, q.end) and q.unit not in LENGTHS for q in line.amounts):
        return ()
    cue = STATE.search(line.masked, clause.start, clause.end)
    return (Hit(cue.start(), cue.end(), cue.group(), None),) if cue else ()
