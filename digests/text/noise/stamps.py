"""Stamps: when a page was put up or changed, and nothing else. They are no prose, and their dates date no event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digests.article import Noise, NoiseKind
from digests.text.cuts import sentence_spans
from digests.text.noise.paragraphs import Page, Paragraph
from digests.text.patterns import late

_HEAD = 4
"""Paragraphs in which a bare date with a clock time is a stamp; further down it may head an entry of a chronicle."""
_LONGEST = 100
_CLOCK = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s?(?:[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\b\.?"
_DAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|星期[一二三四五六日天]|周[一二三四五六日]"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\b\.?|\d{1,2}(?:st|nd|rd|th)\b|\d{1,4}[年月日]?"
)
_ZONE = r"(?:utc|gmt|bst|[ecmp][sd]?t|cest|cet|eet|ist|jst|hkt|sgt|aest|北京时间|z)\b(?:[+-]\d{1,4})?|t(?=\d)"
_VERB = (
    r"(?:page\s|story\s|article\s)?(?:first\s|last\s|originally\s)?(?:updated|published|posted|modified|created|edited|reviewed)\b"
    r"|最后更新|最近更新|更新时间|更新于|发布时间|发布日期|发布于|发表于|发表时间|刊登于|更新"
)
_JOIN = r"[\s,，.:：;|·•/()\[\]（）*–—+-]|\b(?:at|on|the|of|date|time|and)\b|上午|下午|凌晨|晚上"
_STAMP = late(rf"(?:{_CLOCK}|{_VERB}|{_ZONE}|{_DAY}|{_JOIN})+")
_HAS_VERB, _HAS_CLOCK = late(_VERB), late(_CLOCK)
_HAS_DATE = late(
    r"\d{4}|\d{1,2}\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d|月\d"
)


def find_stamps(page: Page) -> Iterator[Noise]:
    """Yield stamps: whole lines, or the sentence that begins or ends one."""
    for i, paragraph in enumerate(page.paragraphs):
        if _is_stamp(paragraph.folded, at_head=i < _HEAD):
            yield paragraph.noise(NoiseKind.DATELINE)
        else:
            yield from _at_the_ends(paragraph)


def _at_the_ends(paragraph: Paragraph) -> Iterator[Noise]:
    """Yield the first and the last sentence of a line where they are stamps."""
    spans = sentence_spans(paragraph.text)
    for start, end in {spans[0], spans[-1]} if spans else ():
        if _is_stamp(paragraph.folded[start:end], at_head=False):
            yield paragraph.noise(NoiseKind.DATELINE, start, end)


def _is_stamp(folded: str, *, at_head: bool) -> bool:
    """Say whether words say only when a page was put up or changed."""
    if len(folded) > _LONGEST or not re.search(r"\d", folded) or not _STAMP.fullmatch(folded.strip()):
        return False
    dated, timed = _HAS_DATE.search(folded), _HAS_CLOCK.search(folded)
    if _HAS_VERB.search(folded):
        return bool(dated or timed)
    return at_head and bool(dated and timed)
