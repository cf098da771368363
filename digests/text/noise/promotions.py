"""Promotions and re-publishers' lines: what asks the reader to subscribe, follow, install, share or visit."""

from __future__ import annotations

from collections.abc import Iterator

from digests.article import Noise, NoiseKind
from digests.text.cuts import sentence_spans
from digests.text.noise.paragraphs import Page, Paragraph
from digests.text.patterns import late

_ENGLISH_PROMOTION = late(
    r"(?:or |and |then |please |you can |to .{3,40}, )?(?:"
    r"(?:sign up|subscribe|register) (?:to|for|here|now|today|free)\b.{0,120}(?:newsletter"
    r"|inbox|subscri|free|account|updates|podcast|here|e-?mail)"
    r"|(?:sign up|subscribe)(?: now| here| today)?[.!]?$|subscribe to (?:our|the|my|us)\b"
    r"|(?:download|install|get) (?:our|the \w+(?: \w+)?) app\b|follow (?:us|our|me|@\w+"
    r"|\w+(?: \w+)? on (?:x|twitter|facebook|instagram|linkedin|threads|telegram))\b"
    r"|join (?:our|us on|the conversation)\b.{0,80}|like what you(?:'re| are)? (?:read|see)"
    r"|want (?:more|to read more|the latest)\b.{0,100}[?]"
    r"|get (?:the )?(?:latest|best|top|our)\b.{0,100}(?:inbox|newsletter|e-?mail)|this (?:newsletter"
    r"|article) (?:was )?(?:sent|first appeared|originally appeared)"
    r"|(?:click|tap) here\b|share this (?:article|story|post)|listen to (?:this article"
    r"|the podcast|more)|watch (?:more|the video) (?:on|at|here)"
    r"|already a (?:subscriber|member)|become a (?:member|subscriber|patron)|support (?:our"
    r"|independent) (?:journalism|work)|(?:to )?(?:read|watch|see) more\b.{0,90}(?:click"
    r"|visit|here|at https?|insights)"
    r"|get (?:the )?[^.,]{0,40}\b(?:news|newsletters?|updates|stories)$|by (?:submitting"
    r"|entering|providing) your e-?mail"
    r"|enter your email|thank you for (?:subscribing|signing up)|this story is (?:only )?(?:available"
    r"|free) (?:to|for))"
)
_ENGLISH_FOOTER = late(
    r"(?:the post .{1,300}?(?:first )?appeared (?:first )?on .{1,80}$"
    r"|(?:this (?:article|story|post|piece) (?:was |is )?)?(?:originally|first|re)?\s?published (?:in"
    r"|on|at|by|from) [^.]{1,60}(?:with permission|under [^.]{1,40})?\.?$"
    r"|(?:copyright|©|\(c\)) ?(?:©|\(c\))?\s?\d{4}|all rights reserved|(?:article|comments) url:"
    r"|(?:read|view) (?:the )?(?:full|original|entire) (?:article|story|post)\b"
    r"|read more$|read article$|continue reading\b.{0,80}$|more…$|read more (?:at|on|from)\b.{0,60}$"
    r"|advertisement$|sponsored(?: content)?$|disclosure\s*:|disclaimer\s*:"
    r"|(?:subscribe|share|save|print|listen|comments|topics|tags|newsletters?|skip to (?:main )?content"
    r"|loading\.*)$|https?://\S+$)"
)
_CHINESE_PROMOTION = late(
    r"(?:更多\S{0,20}[，,])?(?:请|或者?|也可|立即|马上|想要?|如需)?.{0,24}?(?:"
    r"欢迎(?:访问|关注|订阅|加入|下载|扫码|转发|添加|点击|登[录陆])|(?:长按|扫描|扫码|识别).{0,12}(?:二维码"
    r"|下方|关注|加入|添加)|扫一扫"
    r"|(?:点击|戳)(?:上方|下方|文末|这里|此处|右上角|蓝字|阅读原文|“阅读原文”|链接)|阅读原文$"
    r"|关注(?:我们|公众号|本号|本公众号|微信公众号|官方微信)|(?:订阅|订阅我们的?|订阅本)(?:每日"
    r"|通讯|刊|电子报|频道|新闻信|newsletter)|订阅我们"
    r"|下载\S{0,16}(?:app|客户端)(?:$|[，,。！!])|(?:微信公众号|公众号|微信号|微信搜索)\s*[:：“「]"
    r"|加入\S{0,16}(?:社群|交流群|读者群|粉丝群|知识星球|好友)|追踪\S{0,12}(?:粉丝团|粉丝专页"
    r"|专页)"
    r"|点个?[“「\"]?(?:在看|赞)|(?:点赞|在看|转发|收藏|星标)(?:[、,，和]|三连|支持)|设为星标"
    r"|想要更多\S{0,30}[吗？?]|商务合作\s*[:：]|投稿(?:邮箱|请))"
)
_CHINESE_FOOTER = late(
    r"[*※—\-\s(（【\[]*(?:(?:全文)?(?:完|end)[\s—\-)）】\]]*$|以下文章来源|本文(?:来自|转载自"
    r"|转自|首发于|原载|系\S{2,20}(?:授权|转载|原创)|由\S{1,20}(?:授权|原创|发布|整理)|为\S{1,20}原创"
    r"|仅代表|不代表|不构成|内容不代表|版权)"
    r"|(?:原文|本文)(?:标题|链接|地址|出处|作者|网址)\s*[:：]|转载(?:请|须|自|需)|(?:未经"
    r"|严禁)\S{0,12}(?:授权|许可|转载)|版权(?:归|所有|声明)|免责声明|风险提示\s*[:：]"
    r"|投资有风险|特别声明|以上内容\S{0,10}不代表|(?:责任编辑|责编|审核编辑)\s*[:：]|广告声明|文内含有的对外)"
)
_LONGEST = 300
"""Code points of a sentence that can be a promotion; longer ones say something."""


def find_promotions(page: Page) -> Iterator[Noise]:
    """Yield promotions and footers: single sentences, or whole paragraphs where they are half of it."""
    for paragraph in page.paragraphs:
        yield from _in_paragraph(paragraph)


def _in_paragraph(paragraph: Paragraph) -> Iterator[Noise]:
    """Yield the noise of one paragraph."""
    spans = sentence_spans(paragraph.text)
    kinds = [promotes(paragraph.folded[a:b]) for a, b in spans]
    marked = [(span, kind) for span, kind in zip(spans, kinds, strict=True) if kind]
    if len(marked) * 2 > len(spans):
        yield paragraph.noise(marked[0][1])
    else:
        yield from (paragraph.noise(kind, a, b) for (a, b), kind in marked)


def promotes(folded: str) -> NoiseKind | None:
    """Return what kind of promotion a folded sentence is, or None."""
    if len(folded) > _LONGEST:
        return None
    if _ENGLISH_FOOTER.match(folded) or _CHINESE_FOOTER.match(folded):
        return NoiseKind.FOOTER
    if _ENGLISH_PROMOTION.match(folded) or _CHINESE_PROMOTION.match(folded):
        return NoiseKind.PROMOTION
    return None
