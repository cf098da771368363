"""Titles of other articles that were captured run together with the first sentence of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from digests.article import Noise, NoiseKind
from digests.text.cuts import sentence_spans
from digests.text.noise.paragraphs import Page, Paragraph
from digests.text.patterns import late

LINKS_LABEL = (
    r"(?:相关(?:阅读|新闻|文章|报道|链接)|延伸阅读|推荐阅读|推荐文章|热门文章|热门新闻|编辑推荐"
    r"|猜你喜欢|更多[^，,。:：\n]{0,12}(?:文章|新闻|报道|报导|阅读)|参考(?:链接|资料|文献"
    r"|来源)"
    r"|更多(?:来自|关于)[^，,。:：\n]{2,16}|看更多|往期(?:回顾|推荐|文章)|更多精彩|你可能(?:还)?(?:想|喜欢)\S{0,4}"
    r"|related(?: (?:articles?|stories|links|reading|coverage|posts?|content))?|more (?:from"
    r"|on|about) [^.:\n]{2,40}|more (?:stories|news|coverage|reading)"
    r"|read (?:next|also|more)|also read|see also|recommended(?: (?:for you|reading|stories"
    r"|articles))?|you (?:may|might) also like|trending(?: now)?"
    r"|most (?:read|popular)|editors?['’]?s? picks?|don['’]t miss|up next|latest (?:news"
    r"|stories)|further reading|in case you missed it)"
)
"""A line or beginning that announces links to other articles (folded)."""
_OPINION_LABEL = r"[^，,。:：\s的]{1,8}(?:社|报|网|刊|新闻|电视台|时报|周报|日报|通讯)(?:观点|评论|社论|专栏|精选)"
_LABEL = late(rf"(?:{LINKS_LABEL}|{_OPINION_LABEL}|[a-z]+(?: [a-z]+)? opinion)\s*[:：|｜]?\s*")
_SPEAKS = late(r"(?:认为|指出|称|表示|是|在|的|和|,|，|:|：|said|says|is|has|was|writer|columnist|piece|page)")
_CLAUSE = late(r"[^，,。；;！!？?—]+[，,。；;！!？?—]*")
_OPENER = late(
    r"(?:像[^，,像]{2,24}(?:一样|那样|般)|(?:随着|尽管|虽然|如果|根据|对于|除了|为了|由于"
    r"|作为|自从|截至|正如|据)[^，,]{2,24}"
    r"|(?:当|在)[^，,当在]{2,20}(?:时|之?后|之?前|以来))[，,]$"
)
_MIN_GLUED = 20
_SEAM = late(r"(?:(?<=[a-z]{3})|(?<=[?!’”]))(?=[A-Z][a-z'’]*\s)")
_MIN_SEAMS = 2
_TITLE_CASE = 0.6
_LONG_WORD = late(r"[A-Za-z]{4,}")


def find_glued(page: Page) -> Iterator[Noise]:
    """Yield the run of titles at the head of a paragraph, up to where its own first sentence begins."""
    for paragraph in page.paragraphs:
        end = _titles_end_chinese(page, paragraph) if page.chinese else _titles_end_english(page, paragraph)
        if end:
            yield paragraph.noise(NoiseKind.LINKS, 0, end)


def _titles_end_chinese(page: Page, paragraph: Paragraph) -> int:
    """Return where glued Chinese titles end, or 0.

    Chinese gives no seam to cut at. So a label must stand in front, and the titles reach to the first clause that has
    to do with the article; what opens that clause's sentence ("像…一样,") is given back to it.
    """
    label = _LABEL.match(paragraph.folded)
    spans = sentence_spans(paragraph.text)
    if not label or not spans or label.end() >= spans[0][1] or _SPEAKS.match(paragraph.folded, label.end()):
        return 0
    end = label.end()
    for clause in _CLAUSE.finditer(paragraph.folded, label.end(), spans[0][1]):
        if page.on_topic(clause.group()):
            break
        end = clause.end()
    if end - label.end() < _MIN_GLUED or end >= spans[0][1]:
        return 0
    opener = _OPENER.search(paragraph.folded, label.end(), end)
    return opener.start() if opener else end


def _titles_end_english(page: Page, paragraph: Paragraph) -> int:
    """Return where glued English titles end, or 0: the last seam ("BangladeshBeijing") of a title-cased run.

    Seams inside names (DeepMind) do not count: those come again, or stand among ordinary words.
    """
    spans = sentence_spans(paragraph.text)
    first = paragraph.text[: spans[0][1]] if spans else ""
    seams = [m.start() for m in _SEAM.finditer(first) if page.content.count(_word_at(first, m.start())) == 1]
    labelled = _LABEL.match(paragraph.folded)
    if len(seams) < (1 if labelled else _MIN_SEAMS):
        return 0
    words = _LONG_WORD.findall(first[: seams[-1]])
    titled = sum(word[0].isupper() for word in words)
    return seams[-1] if labelled or titled >= _TITLE_CASE * len(words) else 0


def _word_at(text: str, seam: int) -> str:
    """Return the word a seam runs through."""
    start = max(text.rfind(" ", 0, seam), text.rfind("\n", 0, seam)) + 1
    end = text.find(" ", seam)
    return text[start : end if end > 0 else len(text)]
