"""Numbers that count nothing: dates, clock times, versions, model names, ordinals, list numbers, ranges, vague amounts.

Everything here takes folded text.
"""

from __future__ import annotations

import re

from digests.numbers.numeral import FIGURE, Numeral
from digests.text.patterns import late

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NAMED = (
    "version|ver|v|no|nos|number|figure|fig|table|pages?|chapter|section|step|part|round|series|phase|level|gen|"
    "generation|type|room|flight|appendix|episode|grade|ios|windows|usb|web|python|cuda|fortune|s&p|top"
)
"""Words whose number says which one, not how many."""
_HAN_NUMBER = "[零〇一二三四五六七八九十廿]"
_COUNTED = (
    " ?(?:%|万|亿|名|个|家|人|位|块|片|颗|美元|欧元|元|million|billion|thousand|people|employees|users|gpus|chips|jobs)"
)
_NOT_MANY = r"(?![\d,.]*(?:\d|%| ?(?:万|亿|thousand|million|billion|percent)))"
"""Behind a number: it is not a large one cut short."""

_BY_DIGIT = (
    r"[12]\d{3} ?年(?:代|度)?|\d{2}年代|[12]\d{3}s\b|\d0s\b|\d{2}世纪|\d{1,2}(?:st|nd|rd|th)?[ -]centur\w+",
    r"\d{1,2} ?月(?:份|底|初|末|中旬)?(?: ?\d{1,2} ?[日号])?|\d{1,2} ?[日号](?!均)",
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? \d{{4}})?",
    r"\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?(?!\d)|\d{1,2}/\d{1,2}(?:/\d{2,4})?(?!\d)|\d+(?:\.\d+){2,}",
    r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?: ?[ap]\.?m\b)?|\d{1,2} ?[ap]\.?m\b",
    r"\d{1,2}[点时](?:\d{1,2}分|半|整|钟|许|前|后|左右)?(?!\d)",
    rf"(?<![$€£¥])(?:19|20)\d{{2}}(?![\d,.]\d)(?!\d|{_COUNTED})",
    r"\d+(?:st|nd|rd|th)\b|\d+(?:\.\d+)* ?版|\d+-bit\b|\d+ ?(?:nm|纳米|英寸)\b|\d-?d\b|[2-6]g\b",
    r"\d+[a-z]+-(?!param|token)[a-z]|[248]k (?:videos?|resolution|display|tv)",
    r"(?<=[a-z])\d+(?:\.\d+)*[a-z]*(?![\d%])|(?<=[a-z][-–])\d+(?:\.\d+)*",
    r"(?<=[图表页版卷章节款条#])\d+|(?<=[。！？!?”」])\d{1,2}(?=\s*$|\s*\n)|(?<=[(（\[])\d{1,2}(?=[\])）])",
    r"(?<=^)\d{1,2}[.、)）．](?!\d)",
)
_BY_HAN = (
    rf"[零〇一二三四五六七八九]{{4}}年|{_HAN_NUMBER}{{1,3}}月(?:份|{_HAN_NUMBER}{{1,3}}[日号])?|[一二三四] ?季度",
    r"第 ?\d+(?:\.\d+)?|第[零一二三四五六七八九十百]+|(?:周|星期|礼拜)[一二三四五六日天]",
    "[上下]午[一二三四五六七八九十]+[点时]",
    r"[一二三四五六七八九两][一二三四五六七八九](?=[个名位家种款年月天])",
    r"每(?:一)? ?(?:\d[\d,.]*|[百千]+)? ?[百千万亿]+",
)
_BY_LATIN = (
    r"https?://\S+|www\.\S+",
    rf"{_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?{_NOT_MANY}(?:,? \d{{4}})?",
    rf"(?:{_NAMED})\.?[ -]?(?:of )?#?\d+(?:\.\d+)*{_NOT_MANY}",
    r"(?:per|every|each)(?: an?)? (?:\d[\d,.]*|million|billion|thousand|hundred)(?: (?:million|thousand|billion)\b)?",
)
_NEVER = late(
    rf"(?=\d)(?<![\d.])(?:{'|'.join(_BY_DIGIT)})"
    rf"|(?=[第周星礼上下每零〇一二三四五六七八九十两廿])(?:{'|'.join(_BY_HAN)})"
    rf"|(?<![a-z\d])(?=[a-z])(?:{'|'.join(_BY_LATIN)})",
    re.MULTILINE,
)
_SCALED = r"(?: ?(?:[%％万亿]+|percent|per cent|million|billion|trillion|[kmb]\b|bn\b|个?月|年|天|小时|分钟|秒))?"
_RANGE = late(
    rf"(?=[\d$€£¥b])(?:(?<![\d.]){FIGURE}{_SCALED} ?(?:[-–—]{{1,2}}|[~～至到]| (?:to|or) ){FIGURE}{_SCALED}"
    rf"|[$€£¥] ?{FIGURE}{_SCALED} ?(?:[-–—~～至到]| to )[$€£¥] ?{FIGURE}{_SCALED}"
    rf"|\bbetween [$€£¥]?{FIGURE}{_SCALED} and [$€£¥]?{FIGURE}{_SCALED})"
)
_FROM = late(r"(?:\bfrom|由|从|自)\W?(?:about |约)?$")
_VAGUE_BEFORE = late(
    r"(?:(?<![参总人次户])数|几|\b(?:tens|hundreds|thousands|millions|dozens|scores) of"
    r"|\b(?:several|few|many|some) )\s?$"
)
_VAGUE_AFTER = late(r"几|来(?![自到源])|[-–]plus-year|(?<=[nde])s\b")


def refused_spans(folded: str) -> tuple[tuple[int, int], ...]:
    """Return the spans in which no number is a quantity."""
    never = [match.span() for match in _NEVER.finditer(folded)]
    return (*never, *(match.span() for match in _RANGE.finditer(folded) if not _moves(folded, match)))


def is_vague(folded: str, numeral: Numeral) -> bool:
    """Say whether the words around make the amount vague: 数十亿, tens of millions, 十几万, 上百万, billions."""
    before = folded[max(0, numeral.start - 14) : numeral.start]
    if before.endswith(("上", "成")) and folded[numeral.start] in "百千万":
        return True
    if numeral.in_words and before.endswith(tuple("一二三四五六七八九")):
        return True
    if before.endswith("数") and folded[numeral.start].isdigit():
        return False
    return bool(_VAGUE_BEFORE.search(before) or _VAGUE_AFTER.match(folded, numeral.end))


def _moves(folded: str, match: re.Match[str]) -> bool:
    """Say whether two numbers tell a change ("from 3 to 600 people", 从3人到600人) and no range."""
    return bool(_FROM.search(folded[max(0, match.start() - 8) : match.start()])) and not re.search("[-–—~～]", match[0])
