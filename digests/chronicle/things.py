"""What it was done to where no entity stands for it: the name in the text's own words ("Llama API", "Cowork").

A known name that goes on is another thing: "Heron Cloud" is not Heron. Such words are kept as they stand, so that two
reports of one unknown thing can meet and a line can name it; a phrase without a name of its own ("a new tool") is none.
"""

from __future__ import annotations

import re

from digests.chronicle.asides import WHAT_ZH
from digests.chronicle.cues import BLOCKS_OBJECT
from digests.chronicle.line import ASIDE, TIME
from digests.chronicle.nouns import DESCRIPTION_ZH, NOUNS_ZH, english_nouns
from digests.chronicle.verb import WORKS, Verb
from digests.lexicon import Kind
from digests.text.script import HAN, fold

_KINDS = frozenset({Kind.RELEASE, Kind.LICENCE})
_WITH_PARTY = frozenset({"acquire", "partner", "invest"})
_REACH_EN, _REACH_ZH = 48, 24
"""Code points between a verb and the name beyond which a reader would lose the thread."""
_LONGEST = 40
_STOPS = (
    r"with|to|and|or|in|at|on|as|from|by|that|which|who|amid|after|before|for|of|over|is|are|was|has|will|can|the|into"
    r"|via|while|but|against|across|today|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|january|february|march|april|june|july|august|september|october|november|december"
)
_DETERMINERS = (
    r"the|a|an|its|their|his|her|new|first|latest|own|open|free|open[- ]source|open[- ]weight|public|full|upgraded|more"
)
_HEADS_EN = (
    r"apps?|apis?|licen[cs]es?|chips?|phones?|glasses|platforms?|services?|clouds?|plans?|subscriptions?|stores?|browsers?"
    r"|agents?|extensions?|plugins?|conferences?|datasets?|benchmarks?|stacks?|sdks?|tools?"
)
_WORD_EN = rf"(?!(?i:{_STOPS})\b)(?:[A-Z]|\d|[a-z]+-?[A-Z\d])[^\s,;:!?()“”\"|]*"
_NAME_EN = re.compile(rf"{_WORD_EN}(?:\s(?:for\s)?{_WORD_EN}){{0,5}}(?:\s(?:{_HEADS_EN})\b)?")
_GAP_EN = re.compile(
    rf"^(?: of\b)?(?>[\s“\"‘'{TIME}{ASIDE}]|AI\b|(?i:{_DETERMINERS})\b|(?!(?:{_STOPS})\b)[a-z][a-z-]*"
    r"|(?<=model)s?, |(?<=chip)s?, |(?<=tool)s?, |(?<=app)s?, |(?<=assistant), |(?<=agent)s?, |(?<=platform)s?, )*$"
)
_SKIPPED_EN = re.compile(rf"(?: of\b)?(?:\s|(?i:(?:{_DETERMINERS})\b))*")
_NAME_ZH = re.compile(
    r"[A-Za-z][A-Za-z0-9.+‑-]*(?: ?[A-Z0-9][A-Za-z0-9.+‑-]*){0,4}"
    rf"{NOUNS_ZH}"
)
_QUOTED_ZH = re.compile(rf"[“「『](?P<name>[{HAN}A-Za-z0-9 .·-]{{2,16}})[”」』]")
_GAP_ZH = re.compile(
    r"^(?>[\s“「『]|了|过|出|其|的|最新|全新|新|旗下|自家|新一代|下一代|名为|名叫|称为|一款|一个|两款|首个|首款|独立|开源|免费|人工智能|ai|生成式|大?模型|系列|产品|工具|应用|平台|服务|助手|智能体|芯片|"
    rf"{DESCRIPTION_ZH})*$"
    r"|^[^,，。；;：:!！]*的[\s“「『]*$"
)
_WITH_ZH = re.compile(
    r"[与與和同跟]\s?(?P<name>[A-Z][A-Za-z0-9.+‑-]*(?: [A-Z0-9][A-Za-z0-9.+‑-]*){0,3})\s?"
    r"(?:公司|正式|宣布|共同|达成|達成|建立|展开|展開|开展|開展|进行|進行|战略|戰略)*$"
)
_OTHERS_EN = re.compile(
    r"^[\s-](?:rivals?|competitors?|alternatives?|users?|customers?|based|style|like|powered|killer|clones?)\b"
)
_GENERIC = re.compile(
    r"(?:gen-?ai|ai|apis?|llms?|gpus?|cpus?|tpus?|agi|sdk|app|ceo|us|eu|uk|un|token|tokens|chips?|apps?|chinese|american|european|korean|japanese"
    r"|indian|french|german|israeli|british|canadian|swiss|dutch|swedish|spanish|italian|taiwanese|singaporean|russian"
    r"|brazilian|australian|finnish|danish|norwegian|polish|ukrainian|turkish|emirati|saudi|vietnamese|model|models|agents?|tools?|platforms?|data|open|new|world|3d|\d+(?:\.\d+)?[bmk]?|[\d.]+-?(?:b|billion|million|trillion)(?:-parameters?)?|[\s.+-])+"
)
_EDGES = " .-'\"‘’“”"
_CUT_OFF = re.compile(r"[:/&@+·][A-Za-z\d]")
"""Right after a name: a sign that goes on with it ("Wren:kit"), where more would have to be read than is sure."""
_OWNED = re.compile(r"['’]s\b")
_HAN = re.compile(f"[{HAN}]")
_COINED = re.compile(r"\d|[a-z][A-Z]")
_SMALL = frozenset(
    [
        "ai",
        "the",
        "a",
        "of",
        "for",
        "new",
        "family",
        "series",
        "model",
        "models",
        "chip",
        "chips",
        "accelerator",
        "accelerators",
        "app",
    ]
)
_TOKEN = re.compile(rf"[a-z0-9]+(?:\.\d+)*|[{HAN}]+")


def thing_after(verb: Verb) -> tuple[int, int] | None:
    """Return where the text names what was released or bought, if no entity stands for it; offsets of the line."""
    if verb.hit.act is None or not (verb.hit.act.kind in _KINDS or verb.hit.id in _WITH_PARTY):
        return None
    found = (_found_zh(verb) or _found_with(verb)) if verb.line.chinese else _found_en(verb)
    if found is None:
        return None
    start, end = _before_masks(verb, *found)
    text = verb.line.sentence.text
    if _CUT_OFF.match(text, end):
        return None
    words = text[start:end]
    start += len(words) - len(words.lstrip(_EDGES))
    name = _without_sort(words.strip(_EDGES), text[end:])
    return (start, start + len(name)) if _is_own_name(verb, name, start, start + len(name)) else None


def _without_sort(name: str, rest: str) -> str:
    """Return a name without an "AI" that belongs to the Chinese noun after it ("Heron 2 AI 视频模型")."""
    return name.removesuffix(" AI") if _HAN.match(rest.lstrip()) else name


def with_whom(verb: Verb) -> re.Match[str] | None:
    """Return the words for an unknown partner before a Chinese verb, in Latin letters ("与Wren Works达成合作")."""
    if verb.hit.id != "partner" or not verb.line.chinese:
        return None
    match = _WITH_ZH.search(verb.line.sentence.text, verb.clause.start, verb.hit.start)
    known = match is not None and any(match.start() < n.end and n.start < match.end() for n in verb.line.names)
    return None if known else match


def same_thing(a: str, b: str) -> bool:
    """Say whether two names mean one thing: equal but for small words, or one with more before it."""
    short, long = sorted((thing_key(a), thing_key(b)), key=len)
    return bool(short) and long[-len(short) :] == short


def is_generic(words: str) -> bool:
    """Say whether folded words are ordinary ones of the field that name nothing ("ai", "chinese", "7b")."""
    return _GENERIC.fullmatch(words) is not None


def thing_key(thing: str) -> tuple[str, ...]:
    """Return what is compared of a name: its folded words, Chinese head nouns as the English ones."""
    words = tuple(_TOKEN.findall(english_nouns(fold(thing))))
    return tuple(w for w in words if w not in _SMALL) or words


def _found_en(verb: Verb) -> tuple[int, int] | None:
    """Return the first capitalised phrase after an English verb with only determiners and adjectives between."""
    text = verb.line.sentence.text
    for match in _NAME_EN.finditer(text, _after_determiners(verb), verb.hit.end + _REACH_EN + _LONGEST):
        if not _GENERIC.fullmatch(fold(match.group())):
            return _cut(verb, match) if _is_governed_en(verb, match) else None
    return None


def _cut(verb: Verb, match: re.Match[str]) -> tuple[int, int]:
    """Return the span; "for" belongs only to a name that begins with a known work ("Claude for Healthcare")."""
    start, end = match.span()
    if verb.hit.id in _WITH_PARTY or not _opens_with_work(verb, start):
        end = start + len(match.group().split(" for ")[0])
    return start, end


def _is_governed_en(verb: Verb, match: re.Match[str]) -> bool:
    """Say whether a phrase is what the verb is about: no preposition between, no noun after that takes its place."""
    line = verb.line
    between = line.sentence.text[verb.hit.end : match.start()]
    flush = len(between) <= _REACH_EN and _GAP_EN.match(between) and not BLOCKS_OBJECT.search(between.replace(",", ""))
    if not flush or _OTHERS_EN.match(line.text[match.end() :]) or _OWNED.search(match.group()):
        return False
    return not _is_titled(verb) or _is_telling(verb, match)


def _after_determiners(verb: Verb) -> int:
    """Return where a name may begin: after capitalised determiners ("Launches Its New …")."""
    skipped = _SKIPPED_EN.match(verb.line.sentence.text, verb.hit.end)
    return skipped.end() if skipped else verb.hit.end


def _is_titled(verb: Verb) -> bool:
    """Say whether the line capitalises its words, so that a capital marks no name: its verb has one."""
    return verb.hit.start > 0 and verb.line.sentence.text[verb.hit.start].isupper()


def _is_telling(verb: Verb, match: re.Match[str]) -> bool:
    """Say whether a phrase of a capitalised line is a name all the same: it begins with a known work, or is coined."""
    return _opens_with_work(verb, match.start()) or bool(_COINED.search(match.group()))


def _opens_with_work(verb: Verb, start: int) -> bool:
    """Say whether a phrase begins with a known work."""
    name = verb.line.name_from(start)
    return name is not None and verb.type_of(name) in WORKS


def is_latin(thing: str) -> bool:
    """Say whether any reader can read the name: it holds no Chinese character."""
    return _HAN.search(thing) is None


def _found_zh(verb: Verb) -> tuple[int, int] | None:
    """Return the first Latin phrase or quoted name after a Chinese verb, flush or as the head of a 的-phrase."""
    text = verb.line.sentence.text
    end = verb.clause.end
    found = [m for m in (_NAME_ZH.search(text, verb.hit.end, end), _QUOTED_ZH.search(text, verb.hit.end, end)) if m]
    for match in _candidates_zh(text, verb.hit.end, end, found):
        between = fold(text[verb.hit.end : match.start()])
        sort = verb.hit.id in _WITH_PARTY and WHAT_ZH.match(between)
        if len(between) <= _REACH_ZH and (sort or _GAP_ZH.match(between)):
            return match.span("name") if "name" in match.re.groupindex else match.span()
    return None


def _found_with(verb: Verb) -> tuple[int, int] | None:
    """Return the name of the partner before a Chinese verb."""
    match = with_whom(verb)
    return match.span("name") if match else None


def _candidates_zh(text: str, start: int, end: int, found: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the phrases a verb may govern, in order; those behind a 的 may come later than the first."""
    later = [m for m in _NAME_ZH.finditer(text, start, end) if text[: m.start()].rstrip(" “「『").endswith("的")]
    return sorted({m.span(): m for m in (*found, *later)}.values(), key=lambda m: m.start())


def _before_masks(verb: Verb, start: int, end: int) -> tuple[int, int]:
    """Return the span up to the first time expression or bracket in it."""
    hidden = [i for i in range(start, end) if verb.line.masked[i] in (TIME, ASIDE)]
    return start, min([end, *hidden])


def _is_own_name(verb: Verb, name: str, start: int, end: int) -> bool:
    """Say whether words are a name of their own: not a known name as it stands, nor ordinary words."""
    if not 1 < len(name) <= _LONGEST or _GENERIC.fullmatch(fold(name)):
        return False
    if verb.hit.id in ("partner", "invest") and any(start < n.end and n.start < end for n in verb.line.names):
        return False
    rest = list(verb.line.text[start:end])
    for known in verb.line.names:
        for i in range(max(known.start, start), min(known.end, end)):
            rest[i - start] = " "
    return bool(re.search(rf"[a-z0-9{HAN}]", "".join(rest)))
