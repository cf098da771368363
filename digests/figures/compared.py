"""Names and numbers that only serve a comparison: "better than Heron-1", 比苍鹭一号快, "up from 41 billion".

Everything here takes folded text.
"""

from __future__ import annotations

from digests.text.patterns import late

_BEFORE = late(
    r"(?:\b(?:than|compared (?:with|to)|versus|vs\.?|unlike|rivals?|against|since|ahead of|behind|on par with|close to"
    r"|(?:much|just) like|as (?:good|fast|large|big|well|many|much) as"
    r"|outperform(?:s|ed|ing)?|beats?|beating|surpass(?:es|ed|ing)?|match(?:es|ed|ing)?|exceeds?)"
    "|比|较|超越|超过|优于|胜过|击败|媲美|接近|相当于|不同于|落后于|领先于?|[快慢大小多少高低]于|向|给) ?$"
)
_BEHIND = late(
    r" ?(?:相比|不同|相当|竞争|一样|以来"
    r"|(?:的|还|更)?[\d一二三四五六七八九十两百.]+倍|(?:['’]s)? (?:predecessor|rivals?)\b)"
)
_JOINING = late(r"[与和跟像][^，,。；;]{0,14}$")
"""与X相比: a name between the two is what something is compared with; 与 alone only joins."""
_FROM = late(
    r"(?:\b(?:from|than|compared (?:with|to)|versus|against) (?:(?:the|its|an?) )?(?:[a-z]+ of )?"
    "|(?:此前|之前)[为是的]?|原(?:先|本|来)的?)$"
)
_FROM_CHINESE = late("[比较][^，,。；;]{0,14}$")
_CHANGED = late("[^，,。；;]{0,8}[增涨升降减跌多少高低翻]")


def is_compared(folded: str, start: int, end: int) -> bool:
    """Say whether the name at that span is only what something is compared with."""
    before = folded[:start]
    if _BEFORE.search(before):
        return True
    behind = _BEHIND.match(folded, end)
    if behind is None:
        return False
    return behind[0].strip()[-1:] not in "相当竞争一样同" or bool(_JOINING.search(before))


def is_baseline(folded: str, start: int, end: int) -> bool:
    """Say whether the number at that span is what another is measured from: "up from 41 million".

    Also 比去年的6亿增加五成, where what changed stands behind it.
    """
    before = folded[:start]
    return bool(_FROM.search(before) or (_FROM_CHINESE.search(before) and _CHANGED.match(folded, end)))
