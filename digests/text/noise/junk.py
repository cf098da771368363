"""Phrases that spam put into a stolen text: a search phrase as first line, and again in the middle of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from digests.article import Noise, NoiseKind
from digests.text.noise.paragraphs import Page
from digests.text.patterns import late
from digests.text.script import HAN, fold
from digests.text.terms import search_terms

_SEARCH_PHRASE = late(
    r"下载|官网|官方版|注册|登录|登陆|教程|怎么|怎样|如何|在哪|头像|中文版|钱包|安卓|苹果版"
    r"|最新版|破解|网页版|电脑版|客户端|密码|账号|验证码|收不到"
    r"|安装|打不开|闪退|入口|代理|加速器|翻墙|娱乐|彩票|棋牌|博彩|贷款|download|log ?in"
    r"|sign ?in|apk|crack|keygen|free trial|promo code|casino"
    r"|slots|betting|viagra|loans?|for (?:pc|android|windows|mac)|web version|install"
)
_MIXED = late(rf"(?=.*(?<![A-Za-z])[a-z]{{3,}})(?=.*[{HAN}])")
_INLINE = late(rf"(?<![A-Za-z])[a-z]{{3,15}}[{HAN}]{{2,10}}")
_SHORTEST, _LONGEST = 4, 40
_MOST_PHRASES = 50
"""Phrases looked into; a page of nothing but short lines is no article."""
_MOST_KNOWN = 1 / 3
"""Share of the phrase's terms that the rest of the article may use too."""
_SENTENCE_MARKS = late(r"[。！？!?.,，;；:：]")


def find_junk(page: Page) -> Iterator[Noise]:
    """Yield every occurrence of a phrase that is alien to the article, stands alone and inside a sentence again."""
    for phrase in sorted(_candidates(page))[:_MOST_PHRASES]:
        found = [m.span() for m in re.finditer(re.escape(phrase), page.content)]
        lines = [p for p in page.paragraphs if p.text.strip() == phrase]
        inside = [span for span in found if _flush(page.content, *span)]
        if inside and (lines or len(inside) > 1) and phrase not in page.title and _alien(page, phrase):
            yield from (Noise(start, end, NoiseKind.JUNK) for start, end in found)


def _candidates(page: Page) -> set[str]:
    """Return what looks typed into a search box: short lines, and lower-case names with Chinese flush after them."""
    lines = [p.text.strip() for p in page.paragraphs if len(p.text) <= _LONGEST and not _SENTENCE_MARKS.search(p.text)]
    inline = [m.group() for p in page.paragraphs for m in _INLINE.finditer(p.text)] if page.chinese else []
    return {
        *(
            line
            for line in lines
            if len(line) >= _SHORTEST and (_SEARCH_PHRASE.search(fold(line)) or _MIXED.match(line))
        ),
        *(phrase for phrase in inline if _SEARCH_PHRASE.search(fold(phrase))),
    }


def _flush(content: str, start: int, end: int) -> bool:
    """Say whether an occurrence is grown into a sentence: a letter stands flush before or after it on its line."""
    before, after = content[max(0, start - 1) : start], content[end : end + 1]
    line_start = content.rfind("\n", 0, start) + 1
    leads = not content[line_start:start].strip()
    return (before.isalpha() or after.isalpha() or (before == " " and after == " ")) and not (
        leads and not after.strip()
    )


def _alien(page: Page, phrase: str) -> bool:
    """Say whether the rest of the article seldom uses the phrase's words, in that spelling."""
    rest = page.content.replace(phrase, "\n")
    known = set(search_terms(rest))
    terms = search_terms(phrase)
    familiar = sum(
        term in known and (not term.isascii() or bool(re.search(rf"\b{re.escape(term)}\b", rest))) for term in terms
    )
    return familiar <= _MOST_KNOWN * len(terms)
