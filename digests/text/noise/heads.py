"""What stands before the report: the title once more, datelines, an agency's highlights; and an outlet in the title."""

from __future__ import annotations

from collections.abc import Iterator

from digests.article import Noise, NoiseKind
from digests.text.noise.paragraphs import Page, Paragraph
from digests.text.patterns import late
from digests.text.script import HAN, fold

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
_PLACE = r"[A-Z][A-Z.'’-]+(?: [A-Z.'’-]+){0,3}(?:, [A-Z][\w.'’ ]{1,24}){0,2}"
_DAY = rf"(?i:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?"
_WIRE = r"(?i:globe ?newswire|business ?wire|pr ?newswire|accesswire|newsfile(?: corp\.?)?|marketwired?|ein presswire)"
_WIRE_DASH = late(
    rf"{_PLACE},? {_DAY}\s*(?:--|[–—])\s*"
    rf"|(?:[A-Z][\w.,'’/&-]*\s){{0,10}}?(?:\d{{1,2}}, (?:\d{{4}},? )?)?[(/]{_WIRE}[^()/]{{0,24}}[)/]\s*[-–—]{{1,2}}\s*"
    rf"|(?:[A-Z][\w.,'’-]*\s){{1,6}}\d{{1,2}},? (?:\d{{4}},? )?[(/]{_WIRE}[^()/]{{0,24}}[)/]\s*[-–—]{{1,2}}\s*"
    r"|[A-Z][\w-]*\.(?:com|net|org|co)\s+(?:--?|[–—])\s+"
)
"""Place and day with a dash right behind them, a wire that sends releases out, or a site that signs its texts."""
_LABEL = late(
    r"(?:Quick Summary|Key (?:Points|Takeaways|Facts|Highlights)|At a Glance|TL;?DR)\s*[:：–—-]?\s+(?=[A-Z\d“\"])"
    r"|(?:核心提示|内容提要|內容提要|摘要|导读|導讀|要点|要點|本文要点|快速摘要)\s*[:：]\s*"
    r"|arXiv:\d{4}\.\d{4,5}(?:v\d+)?\s+Announce Type:\s*[\w-]+\s+Abstract:\s*"
)
_SHORTEST_REPEAT = 20
_SHORTEST_REST = 30
_BEGINS = late(
    r"[\s:：|–—-]*\s(?!(?:[A-Z][a-z]+day|(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*)\b)"
)
_CAPITAL = late(rf"[A-Z“\"{HAN}]")
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
        yield from _signed(paragraph)
    yield from _glued_title(page)


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


def _glued_title(page: Page) -> Iterator[Noise]:
    """Yield the title where it stands once more before the first sentence, without a stop between them."""
    endings = [n.start for n in _outlet_in_title(page)]
    titles = {" ".join(page.title[:end].split()) for end in (len(page.title), *endings)}
    for paragraph in page.paragraphs[:1]:
        for title in sorted(titles, key=len, reverse=True):
            gap = _BEGINS.match(paragraph.text, len(title)) if paragraph.text.startswith(title) else None
            if gap and _goes_on(paragraph.text[gap.end() :]) and len(title) >= _SHORTEST_REPEAT:
                yield paragraph.noise(NoiseKind.REPEAT, 0, gap.end())
                return


def _goes_on(rest: str) -> bool:
    """Say whether a text can be a sentence of its own: it begins with a capital or in Chinese, and has some length."""
    return len(rest) >= _SHORTEST_REST and _CAPITAL.match(rest) is not None


def _signed(paragraph: Paragraph) -> Iterator[Noise]:
    """Yield the line of a wire, a site's signature or the label of a summary, run together with the first sentence."""
    for opener in (_WIRE_DASH, _LABEL):
        if (found := opener.match(paragraph.text)) and found.end() < len(paragraph.text):
            yield paragraph.noise(NoiseKind.DATELINE, 0, found.end())


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
