"""Notices of the page itself: what its player needs, and the buttons beside the report."""

from __future__ import annotations

from collections.abc import Iterator

from digests.article import Noise, NoiseKind
from digests.text.cuts import sentence_spans
from digests.text.noise.paragraphs import Page, Paragraph
from digests.text.patterns import late

_LONGEST = 200
_TOOL = (
    r"(?:javascript|java script|(?:adobe )?flash|browser|plug-?in|cookies|html5|video player|media player"
    r"|ad[- ]?block\w*)"
)
_NEEDS = late(
    r"\W*(?:sorry,? )?(?:please|your|you(?:['’]ll)? (?:need|must|have|may need|are)"
    r"|to (?:play|watch|view|see|hear|listen|use|enjoy|continue)"
    r"|(?:this|the) (?:video|content|media|site|page|website|audio|feature|clip|player)"
    r"|media|javascript|flash|enable|turn on|we['’]ve (?:detected|noticed)|it (?:looks|seems|appears))"
    rf"\b[^\n]{{0,120}}?\b{_TOOL}\b"
)
_ASKS = late(
    r"\b(?:enabled?|disabled?|turn(?:ed)? (?:on|off)|switched (?:on|off)|install\w*|upgrade|requires?|required|need"
    r"|latest|(?:not|n['’]t) (?:currently )?support\w*|supported (?:by|in) your)\b"
)
_NEEDS_ZH = late(
    r"\W*(?:您的?|你的?|请|抱歉|该|此|本)[^\n。]{0,24}?(?:浏览器|javascript|flash|插件|cookie)[^\n。]{0,40}$"
)
_ASKS_ZH = late(r"不支持|启用|开启|打开|安装|升级|更新|禁用|过低")
_BUTTON = late(
    r"\W*(?:e-?mail (?:this|to a friend|page|article)\b.{0,30}|printable version|print (?:this )?(?:page|article|story)"
    r"|rss(?: feeds?)?|what is rss\??|(?:get|subscribe to|follow)(?: our| the| via)? rss\b.{0,30}"
    r"|share this (?:page|story|article|with .{1,20})|bookmark with.{0,30}|jump to (?:navigation|content|comments)"
    r"|打印本?[页文]|分享到.{0,12}|rss订阅)\W*"
)


def find_notices(page: Page) -> Iterator[Noise]:
    """Yield buttons that fill a line, and the sentences that ask the reader for a player or a setting."""
    for paragraph in page.paragraphs:
        if _BUTTON.fullmatch(paragraph.folded):
            yield paragraph.noise(NoiseKind.FOOTER)
        else:
            yield from _asking(paragraph)


def _asking(paragraph: Paragraph) -> Iterator[Noise]:
    """Yield the sentences of a line that ask for a player or a setting."""
    for start, end in sentence_spans(paragraph.text):
        folded = paragraph.folded[start:end]
        if len(folded) <= _LONGEST and (_asks_in_english(folded) or _asks_in_chinese(folded)):
            yield paragraph.noise(NoiseKind.FOOTER, start, end)


def _asks_in_english(folded: str) -> bool:
    """Say whether a sentence asks the reader of the page for a tool of reading pages."""
    return bool(_NEEDS.match(folded) and _ASKS.search(folded))


def _asks_in_chinese(folded: str) -> bool:
    """Say the same of a Chinese sentence."""
    return bool(_NEEDS_ZH.match(folded) and _ASKS_ZH.search(folded))
