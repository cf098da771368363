"""A captured page as its paragraphs, and what the article is about by the words that come again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from digests.article import Noise, NoiseKind
from digests.text.patterns import late
from digests.text.script import fold, word_set
from digests.text.terms import search_terms

_END = late(r"[。！？!?.…:：；;][”’」』\"')）\]】\s]*$")
_LINE = late(r"[^\s][^\n]*")
_FUNCTION = late(
    "[的了是在和他她它这那就也都不有一个们为以及与对从而但可能会要被把将于其之所上中下来去到说得着更最多很还只自己如果因此"
    "我你您什么怎时年月日后前]"
)
_COMMON_ENGLISH = word_set(
    "the of and to in is for on with that by at from as it its are was has have had will would be been after over how "
    "not but could can may than about into more this they their he his she her you your we our what who which when "
    "there said says also new one two year years people"
)
_GENERIC = word_set(
    "ai llm llms app apps gpu gpus tech model models data company companies news 人工 工智 智能 公司 企业 研究 产品 "
    "技术 科技 科学 行业 领域 市场 全球 发展 工作 问题 使用 表示 认为 进行 提供 发布 推出 实现 通过 开发 开始 "
    "目前 方面 非常 数据 模型 报道 新闻"
)
"""Words of the whole field: an advert beside an article shares them."""
_MIN_SHARED = 4


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text that holds anything; offsets count in the content."""

    start: int
    end: int
    text: str
    folded: str
    """The same length as ``text``."""

    @property
    def ended(self) -> bool:
        """Say whether it stops as a sentence does."""
        return bool(_END.search(self.text))

    def noise(self, kind: NoiseKind, start: int = 0, end: int | None = None) -> Noise:
        """Return the paragraph, or a span of it, marked."""
        return Noise(self.start + start, self.end if end is None else self.start + end, kind)


@dataclass(frozen=True, slots=True)
class Page:
    """A text cut into paragraphs (without the title) with what the whole says about each."""

    title: str
    content: str
    paragraphs: tuple[Paragraph, ...]
    chinese: bool
    names: frozenset[str]
    """Terms that carry the article: Latin words that come again, Chinese ones of the title or of many paragraphs."""
    topic: frozenset[str]
    """All terms that come again in several paragraphs, ordinary words among them."""

    @staticmethod
    def of(title: str, text: str, *, chinese: bool) -> Page:
        """Return the page of a title (may be empty) and a text."""
        content = f"{title}\n{text}" if title else text
        folded = fold(content)
        first = len(title) + 1 if title else 0
        paragraphs = tuple(
            Paragraph(m.start(), m.end(), m.group(), folded[m.start() : m.end()])
            for m in _LINE.finditer(content, first)
        )
        counts = Counter(term for p in paragraphs for term in {*search_terms(p.folded)} if _tells(term))
        names = frozenset(
            term for term, n in counts.items() if _carries(term, n, len(paragraphs), {*search_terms(title)})
        )
        topic = names | {term for term, n in counts.items() if n >= _often(len(paragraphs))}
        return Page(title, content, paragraphs, chinese, names, topic)

    def on_topic(self, folded: str) -> bool:
        """Say whether a passage has to do with the article: it shares one of its names or several of its words."""
        terms = set(search_terms(folded))
        return not self.names.isdisjoint(terms) or len(self.topic & terms) >= _MIN_SHARED


def _often(paragraphs: int) -> int:
    """Return in how many paragraphs a term must come to belong to the topic."""
    return max(3, paragraphs // 8)


def _carries(term: str, count: int, paragraphs: int, titled: set[str]) -> bool:
    """Say whether a term found in so many paragraphs carries the article."""
    if term in _GENERIC:
        return False
    if term in titled:
        return count > 1
    return count >= (_often(paragraphs) if term.isascii() else max(4, paragraphs // 4))


def _tells(term: str) -> bool:
    """Say whether a term can be the subject of an article."""
    if term.isascii():
        return len(term) > 1 and term not in _COMMON_ENGLISH and not term[0].isdigit()
    return len(term) > 1 and not _FUNCTION.search(term)
