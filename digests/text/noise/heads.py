"""What stands before the report: the title once more, datelines, an agency's highlights; and an outlet in the title."""

from __future__ import annotations

from collections.abc import Iterator

from digests.article import Noise, NoiseKind
from digests.text.noise.paragraphs import Page, Paragraph
from digests.text.patterns import late
from digests.text.script import fold

_LONGEST_TITLE = 300
_FIRST = 4
"""Paragraphs that can be part of a page's head."""
_OUTLET_SUFFIX = late(
    r"\s+[|｜]\s+[^|｜,，\d]{2,30}$"
    r"|\s*[-–—_]\s*[^-–—_|]{1,12}(?:社|报|网|新闻|周刊|时报|财经|科技|之家|在线|卫视|日报)$"
    r"|\s+[-–—]\s+(?:the )?[^-–—|]{0,24}(?:news|times|post|journal|today|daily|bloomberg"
    r"|reuters|wired|techcrunch|cnbc|bbc|cnn|\.com)$"
)
_AGENCY = r"(?:\(|-lrb- ?)(?:cnn|reuters|ap|afp|bloomberg|xinhua|upi|dpa|ani|pti)(?: news)?(?:\)| ?-rrb-)"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_AGENCY_DASH = late(rf"{_AGENCY}\s*[-–—]+\s*")
_CITY_DASH = late(rf"[A-Z][A-Z .,'/]{{3,40}}(?:,? (?i:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?)?\s+[–—-]{{1,2}}\s+")
_CHINESE_DATELINE = late(
    r"(?:【[^】]{2,30}】|\[[^\]]{2,20}讯\])\s*"
    r"|[^，,。；;：:\s]{0,8}(?:社|报|网|讯|之家|app|科技|财经|快讯)[^，,。；;]{0,12}?\d{1,2}\s*月\s*\d{1,2}\s*日(?:消息"
    r"|讯|电)?"
    r"(?:[(（](?:记者|特约)[^)）]{1,30}[)）])?\s*[，,：:]?\s*"
    r"|[^，,。；;：:\s]{0,8}(?:社|报|网)讯\s*[，,：:]?\s*"
)
_MOST_HIGHLIGHTS = 600


def find_heads(page: Page) -> Iterator[Noise]:
    """Yield the noise at the head of a page."""
    yield from _outlet_in_title(page)
    yield from _repeated_title(page)
    for paragraph in page.paragraphs[:_FIRST]:
        yield from _dateline(paragraph)


def _outlet_in_title(page: Page) -> Iterator[Noise]:
    """Yield the name of the outlet at the end of the title ("… - Heron Times", "… | 鹭鸟网")."""
    suffix = _OUTLET_SUFFIX.search(fold(page.title)) if len(page.title) <= _LONGEST_TITLE else None
    if suffix and suffix.start() > 0:
        yield Noise(suffix.start(), suffix.end(), NoiseKind.DATELINE)


def _repeated_title(page: Page) -> Iterator[Noise]:
    """Yield the first paragraphs that are nothing but the title, with or without the outlet's name."""
    wanted = _bare(page.title)
    without_outlet = next((_bare(page.title[: n.start]) for n in _outlet_in_title(page)), wanted)
    for paragraph in page.paragraphs[:2]:
        if wanted and _bare(paragraph.text) in (wanted, without_outlet):
            yield paragraph.noise(NoiseKind.REPEAT)


def _bare(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(c for c in text if c.isalnum()).lower()


def _dateline(paragraph: Paragraph) -> Iterator[Noise]:
    """Yield the place, day and agency before the first sentence, with any highlights run together before them."""
    agency = _AGENCY_DASH.search(paragraph.folded[:_MOST_HIGHLIGHTS])
    if agency:
        yield paragraph.noise(NoiseKind.DATELINE, 0, agency.end())
        return
    chinese = _CHINESE_DATELINE.match(paragraph.folded)
    if chinese and chinese.end() < len(paragraph.folded):
        yield paragraph.noise(NoiseKind.DATELINE, 0, chinese.end())
    city = _CITY_DASH.match(paragraph.text)
    if city:
        yield paragraph.noise(NoiseKind.DATELINE, 0, city.end())
