"""Names that no lexicon knows, told by where they stand: at the beginning of a sentence or of the number's clause.

"Grebe 季度营收为…", "In May, Crake Cloud invested …", "34岁的欧阳澄带领…". A run of words with capitals before a verb
in small letters, or before Chinese, is a name; one ordinary word with a capital is not.
"""

from __future__ import annotations

from digests.figures.clauses import Place
from digests.lexicon import Lexicon
from digests.namelike import LONGEST, SHORTEST, WORD
from digests.text.patterns import late
from digests.text.script import HAN

_NAME = r"(?!The\b)[A-Z][\w’'.-]*(?: (?:& |of )?[A-Z0-9][\w’'.-]*){0,4}"
_ENGLISH = late(
    rf"(?:The )?(?P<name>{_NAME}?)(?:['’]s)?(?:, \d\d,)? "
    r"(?:[a-z]{2,}(?:(?<!s)s|ed)|put|spent|cut|built|sold|bought|made|took|gave|won|lost|led|held|paid|grew|rose|fell)\b"
    r"(?<!\bas)(?<!\bthus)(?<!\bversus)(?<!\bplus)"
)
_LATIN_IN_CHINESE = late(
    r"(?P<name>[A-Z][A-Za-zÀ-ɏ0-9’'.-]*(?: (?:& )?[A-Z0-9][A-Za-zÀ-ɏ0-9’'.-]*){0,3})"
    rf" ?(?=[{HAN}])(?!的?(?:数据|报告|统计|调查|研究|分析|指数|榜)|[与和及跟]|时代|技术|市场|行业|领域|编程|工具)"
)
_COMMON = late(
    r"(?:AI|AGI|LLM|GPU|CPU|TPU|HBM|DRAM|ASIC|API|APP|PC|IT|CEO|CFO|CTO|COO|IPO|ETF|GDP|ARR|VC|US|UK|EU|UN|[QH]\d|[A-Z])s?"
    r"|(?:[A-Z]\.)+|The|This|That|These|Those|Where|When|While|What|How|Why|Who|Which|As|Since|If|Here|There|Today|Now|Then"
    r"|.*['’]s|Also|But|And|So|Yet|Still|Even|Just|Only|[A-Z][a-z]+ing|[A-Z][a-z]+(?<!s)s"
)
"""Words with a capital that are no name though they open a sentence: acronyms of the field, small words, plurals."""
_AGED = late(rf"(?:岁|歲)的(?P<name>[{HAN}]{{2,8}})")
_LEAD = late(r"[\s,，、“\"「『]*(?:(?:in|on|by|at|as of|since|截至|据悉|其中|与此同时|此外|目前|随后)[\s,，]*)?")
_GAP = late(r"[\s,，、“\"「『]*")
_CLOSED = late(r"[;；]\s?")


def starts_of(place: Place) -> tuple[int, ...]:
    """Return where the subject may begin: behind the last semicolon, at the beginning, and there behind dates."""
    closed = [match.end() for match in _CLOSED.finditer(place.folded, 0, place.start)]
    return tuple(_behind_dates(place, start) for start in dict.fromkeys((*closed[-1:], 0)))


def _behind_dates(place: Place, start: int) -> int:
    """Return the first place from ``start`` on that is behind the dates the words there begin with."""
    ends = {e.start - place.sentence.start: e.end - place.sentence.start for e in place.expressions}
    reached = start
    while (lead := _LEAD.match(place.folded, reached)) and lead.end() in ends:
        reached = ends[lead.end()]
    gap = _GAP.match(place.folded, reached)
    return gap.end() if gap else reached


def name_at(place: Place, start: int) -> str:
    """Return the unknown Latin name that stands there before a verb or before Chinese, else nothing."""
    text = place.sentence.text
    found = _LATIN_IN_CHINESE.match(text, start) or _ENGLISH.match(text, start)
    return found["name"] if found and not _COMMON.fullmatch(found["name"]) else ""


def aged(place: Place, lexicon: Lexicon) -> str:
    """Return the Chinese name of whose age the number is (34岁的欧阳澄带领…), up to the first word behind it."""
    found = _AGED.match(place.folded, max(0, place.end - 1)) or _AGED.match(place.folded, place.end)
    if found is None:
        return ""
    start, end = found.span("name")
    run = place.folded[start:end]
    size = next((at for at in range(SHORTEST, len(run)) if _word_at(run, at, lexicon)), len(run))
    return place.sentence.text[start : start + size] if size < LONGEST and not _word_at(run, 0, lexicon) else ""


def _word_at(run: str, at: int, lexicon: Lexicon) -> bool:
    """Say whether a word of the dictionary begins there that is no surname."""
    words = (run[at : at + size] for size in range(2, WORD + 1) if at + size <= len(run))
    return any("surname" not in lexicon.dictionary.get(word, "surname") for word in words)
