"""Credits, captions, source lines and other small print that fills a line of its own or the end of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digests.article import Noise, NoiseKind
from digests.text.cuts import mostly_chinese, sentence_spans
from digests.text.noise.paragraphs import Page, Paragraph
from digests.text.patterns import late

_HEAD, _TAIL = 4, 6
"""Paragraphs from either end in which ambiguous lines count."""
_LONGEST_CREDIT = 120
_LONGEST_CAPTION = 80
_LONGEST_CAPTION_ENGLISH = 220

_OPENING = r"[\s(（【\[▲△▼◆■●*※]*"
_MIDDLE = r"(?:\s*[/／、&]\s*\w{1,4})?\s*[:：/／|｜丨]\s*"
_PHOTO_ROLE = "摄影师?|图片来源|图片提供|照片来源|图源|供图|题图|配图|封面图?|插画"
_TEXT_ROLE = "撰文|撰稿|采写|责任编辑|责编|核稿编辑|校对|校稿|审校|审稿|监制|排版"
_SHARED_ROLE = "作者|记者|特约记者|编译|编辑|主编|译者|翻译|文|图|整理|审核|策划|设计|出品|统筹"
_PHOTO_CREDIT = late(
    rf"{_OPENING}(?:{_PHOTO_ROLE}){_MIDDLE}\S[^。]{{0,58}}$|{_OPENING}[图圖]\s*[/／]\s*[^,，。;；:：!?！？]{{1,24}}$"
)
_CHINESE_CREDIT = late(rf"{_OPENING}(?:{_TEXT_ROLE}){_MIDDLE}\S[^。]{{0,58}}$")
_CHINESE_BYLINE = late(
    rf"{_OPENING}(?:{_SHARED_ROLE}){_MIDDLE}[^,，。;；:：!?！？]{{1,24}}$|原创\s+\S{{1,12}}(?:\s+\S{{1,16}})?$"
)
_BIOGRAPHY = late(
    r"[A-Z]\w+(?: [A-Z][\w.'’-]+){1,3} is (?:an?|the) (?:[\w-]+ ){0,4}(?:reporter|editor"
    r"|writer|correspondent|journalist|columnist)\b.{0,400}$"
)
_ENGLISH_CREDIT = late(
    r"(?:photo(?:graph)?s?|photographer|image|illustration|picture|graphic)s?(?: credits?"
    r"| illustration)?\s*[:：]\s*\S.{0,98}$"
    r"|(?:photo(?:graph)?|image|illustration|video|graphic)s?(?: credit)? (?:by|courtesy(?: of)?) [^.]{1,80}\.?$"
    r"|(?:credits?|courtesy)\s*[:：]\s*\S[^.]{0,80}$"
)
_PLAIN_WORD = late(
    r"(?<!\w)(?!(?:by|of|for|via|and|the|from|at|in|on|courtesy|credits?|illustration|opens"
    r"|new|window|tab)\b)[a-z]{2,}"
)
_MOST_PLAIN_WORDS = 2
"""Lower-case words a credit may have beside names and the usual prepositions; a sentence has more."""
_AGENCIES = (
    r"(?:getty images|getty|ap photo|ap|afp|reuters|bloomberg|shutterstock|unsplash|istock"
    r"|zuma press|epa|xinhua|nurphoto"
    r"|visual china|视觉中国|东方ic|新华社|美联社|路透社?|法新社|彭博社?)"
)
_AGENCY_CREDIT = late(
    rf"[^。]{{1,80}}[/／]\s*{_AGENCIES}(?: via {_AGENCIES})?(?:\s*[(（]\d{{4}}[)）])?\.?$|\(?{_AGENCIES} \d{{4}}\)?$"
)
_PICTURE_AGENCY = (
    r"(?:Getty Images|Getty|AP|AFP|Reuters|REUTERS|Bloomberg|Shutterstock|Unsplash|iStock|ZUMA(?: Press)?"
    r"|EPA|Xinhua|NurPhoto|Imago)"
)
_GLUED_CREDIT = late(
    rf"(?:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){{0,2}}\s?[/|]\s?)?"
    rf"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?\s?(?:via|[/|])\s?{_PICTURE_AGENCY}\b"
    r"|\b(?:AP Photo|REUTERS|AFP PHOTO)\s?/\s?[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?"
)
"""In the original case: whose picture it was, in the middle of a line, because page markup was lost."""
_LONGEST_GLUED = 240
_ENGLISH_BYLINE = late(
    r"(?:By|BY|Story by|Written by)\s+[A-Z][\w.'’-]+(?:(?:\s*,|\s+and|\s+&)?\s+[A-Z][\w.'’-]*){1,9}"
    r"(?:\s*[|,·•–-]\s*.{0,50})?$"
)
_LATIN_NAME = late(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}$")
_REPORTING = late(
    r"(?:\(|-LRB- )?(?:additional |with )?(?:reporting|writing|editing|compiled)(?: and (?:writing"
    r"|editing))? by [A-Z].{0,500}$"
    r"|.{0,200}\bcontributed (?:to|reporting to|reporting for) (?:this|the) (?:report|story|article)\s*\.?$",
    re.IGNORECASE,
)
_TRAILING_CREDIT = late(
    r"[(（\[【](?:责任编辑|责编|编辑|记者|特约|实习|本报|本刊|翻译|编译|校对|来源|文章来源"
    r"|图源|photo|image|picture|illustration)"
    r"[^()（）\[\]【】]{0,60}[)）\]】]\s*$"
    r"|[(（][^()（）]{0,12}(?:特约编译|特约撰稿|综合报道|编译报道|记者|编译)[^()（）]{1,16}[)）]\s*$"
)
_SOURCE = late(
    r"[(（【\[]?(?:来源|文章来源|稿源|原文来源|消息来源|资料来源|source)\s*[:：丨|]\s*[^。]{1,40}$"
    r"|(?:published|posted|updated|last updated|first published|发布时间|发布于|更新时间"
    r"|更新于|最后更新)(?: on| at)?\s*[:：]?.{0,40}\d.{0,30}$"
    r"|\d{1,2} min(?:ute)?s? read$|(?:本文|全文)?(?:共|约)\s*\d+\s*字.{0,20}$|(?:预计)?阅读(?:时间"
    r"|时长|需|约).{0,20}$"
)
_DATE_LINE = late(
    r"(?:\d{4}[-/.年]\s*\d{1,2}[-/.月]\s*\d{1,2}日?|[a-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2} [a-z]{3,9}\.? \d{4})"
    r"[\s,，|·T]*(?:\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*[a-z]{2,4})?)?\s*(?:来源.{0,20}|\S{0,10})?$"
)
_REPORTS = late(
    r"\d|今[天日年]|昨[天日]|周[一二三四五六日]|表示|宣布|推出|发布|称|指出|公布|发表|上线|开源|达成|收购|起诉|融资"
    r"|\b(?:said|says|announced|released|launched|unveiled|will|monday|tuesday|wednesday"
    r"|thursday|friday|saturday|sunday)\b"
)
"""What a caption seldom says and a lead always does."""
_CAPTION = late(
    r"[^。]{0,60}[(（](?:左|右|中|左起|右起|左一|前排|资料图|图|left|right|center|centre"
    r"|above|pictured|file photo)[^()（）]{0,12}[)）]"
    r"|(?:[▲△▼]|图为|图：|图\d|资料图|上图|下图|图片说明|file photo)"
)


def find_lines(page: Page) -> Iterator[Noise]:
    """Yield the lines and ends of lines that are small print."""
    credited = [_is_photo_credit(p) for p in page.paragraphs]
    for i, paragraph in enumerate(page.paragraphs):
        at_edge = i < _HEAD or i >= len(page.paragraphs) - _TAIL
        kind = NoiseKind.CREDIT if credited[i] else _kind_of(page, paragraph, at_edge=at_edge, at_head=i < _HEAD)
        if kind is None and i + 1 < len(credited) and credited[i + 1] and _captions(page, i, credited):
            kind = NoiseKind.CAPTION
        if kind is not None:
            yield paragraph.noise(kind)
        else:
            yield from _trailing_credit(paragraph)
            yield from _glued_credit(paragraph)


def _is_photo_credit(paragraph: Paragraph) -> bool:
    """Say whether a line only says whose picture stands above it."""
    if len(paragraph.text) > _LONGEST_CREDIT:
        return False
    if _ENGLISH_CREDIT.match(paragraph.folded):
        return len(_PLAIN_WORD.findall(paragraph.text)) <= _MOST_PLAIN_WORDS
    return bool(_PHOTO_CREDIT.match(paragraph.folded) or _AGENCY_CREDIT.match(paragraph.folded))


def _kind_of(page: Page, paragraph: Paragraph, *, at_edge: bool, at_head: bool) -> NoiseKind | None:
    """Return what sort of small print a whole line is, or None."""
    text, folded = paragraph.text, paragraph.folded
    if _names_writers(text, at_tail=at_edge and not at_head):
        return NoiseKind.CREDIT
    if len(text) > _LONGEST_CREDIT:
        return None
    if _is_byline(page, paragraph, at_edge=at_edge, at_head=at_head):
        return NoiseKind.CREDIT
    if (_SOURCE.match(folded) and not _is_prose(paragraph)) or (at_head and _only_date(page, paragraph)):
        return NoiseKind.DATELINE
    return NoiseKind.CAPTION if not paragraph.ended and _CAPTION.match(folded) else None


def _is_prose(paragraph: Paragraph) -> bool:
    """Say whether a line is a whole sentence after all: "Published on 3 March, the list names 40 firms."."""
    return paragraph.ended and len(_PLAIN_WORD.findall(paragraph.text)) > _MOST_PLAIN_WORDS + 1


def _names_writers(text: str, *, at_tail: bool) -> bool:
    """Say whether a paragraph is the sentence on who reported, or at the tail a note on the author."""
    if _REPORTING.match(text):
        return len(sentence_spans(text)) == 1
    return at_tail and bool(_BIOGRAPHY.match(text))


def _is_byline(page: Page, paragraph: Paragraph, *, at_edge: bool, at_head: bool) -> bool:
    """Say whether a line only says who wrote or edited; roles that are also common words count at the edges."""
    if _ENGLISH_BYLINE.match(paragraph.text) or _CHINESE_CREDIT.match(paragraph.folded):
        return True
    if at_edge and _CHINESE_BYLINE.match(paragraph.folded):
        return True
    return page.chinese and at_head and bool(_LATIN_NAME.match(paragraph.text))


def _only_date(page: Page, paragraph: Paragraph) -> bool:
    """Say whether a line is a date and no other line is; several dates are the headings of a chronicle."""
    return (
        bool(_DATE_LINE.match(paragraph.folded)) and sum(bool(_DATE_LINE.match(p.folded)) for p in page.paragraphs) == 1
    )


def _captions(page: Page, i: int, credited: list[bool]) -> bool:
    """Say whether the line before a photo credit is its caption.

    It is where it does not end as a sentence; a whole sentence only in the page's head or after another credit, and
    only while it reports nothing: a lead often stands before the first picture.
    """
    paragraph = page.paragraphs[i]
    longest = _LONGEST_CAPTION if mostly_chinese(paragraph.text) else _LONGEST_CAPTION_ENGLISH
    if len(paragraph.text) > longest:
        return False
    placed = i < _HEAD or credited[i - 1]
    return not paragraph.ended or (placed and not _REPORTS.search(paragraph.folded))


def _trailing_credit(paragraph: Paragraph) -> Iterator[Noise]:
    """Yield a credit in brackets, or a sentence that names the reporters, at the end of a paragraph."""
    bracket = _TRAILING_CREDIT.search(paragraph.folded)
    if bracket:
        yield paragraph.noise(NoiseKind.CREDIT, bracket.start())
        return
    spans = sentence_spans(paragraph.text)
    if len(spans) > 1 and _REPORTING.match(paragraph.text, spans[-1][0]):
        yield paragraph.noise(NoiseKind.CREDIT, spans[-1][0])


def _glued_credit(paragraph: Paragraph) -> Iterator[Noise]:
    """Yield a caption with its agency ("… Tern Press via Getty Images") that runs into the sentence after it."""
    for start, end in sentence_spans(paragraph.text):
        credit = next(_GLUED_CREDIT.finditer(paragraph.text, start, min(end, start + _LONGEST_GLUED)), None)
        if credit and re.match(r"\s*(?:[A-Z“\"]|$)", paragraph.text[credit.end() : end].lstrip(".)] ")):
            yield paragraph.noise(NoiseKind.CAPTION, start, credit.end())
