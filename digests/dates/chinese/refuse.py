"""Chinese words that look like dates: 今天 as nowadays, repeated times, ages, names and sayings."""

from __future__ import annotations

import re

from digests.dates.place import Place
from digests.dates.values import Unit

_REPEATED = re.compile(r"(?:每(?:[逢个到当隔年周]|一)?|(?<![适恰正时欣])逢|农历|阴历|旧历)\s*$")
_ANY_QUARTER = re.compile(r"(?:单|某|任|逐)一?$")
_NOWADAYS_AFTER = re.compile(
    r"的|[，,]?(?:人们|人类|大多|很多|许多|几乎|仍|依然|已经?成|我们(?:生活|所|已)|多数|绝大|世界|社会|头条|美国|资本|俄罗斯)"
)
_NOWADAYS_BEFORE = re.compile(
    r"(?:人们|人类|我们|用户|大家|直到|时至|到了?|而|即使|就算|哪怕|走到|发展到|成为|在|的|《|如|创造|走向|迎接)$"
)
_ON_THE_DAY = re.compile(r"[凌清早上下中午晚夜傍]|举行|召开|发布|宣布|推出|上线|正式")
_SOME_TOMORROW = re.compile(r"(?:会更好|系|方舟|之后》|之星)")
_RUNNING = re.compile(r"(?:连续|进入|迈入|来到|步入|已是|满|又一个|头|的)$")
_AGE = re.compile(r"\s?(?:才|刚|已|只有)?\s?(?:\d+|[一二三四五六七八九十百]+)\s?周?岁")
_SAYING = re.compile(r"五月天|五月花|十月革命|七月流火|六月雪|三月不知|九月九|二月兰|八月桂|昨日重现")


def refused(place: Place) -> bool:
    """Say whether Chinese words mean nowadays, a running count, an age or an old "back then"."""
    if is_repeated(place) or _SAYING.match(place.words + place.after) or _AGE.match(place.after):
        return True
    step = place.part.step
    if step is not None and step.unit is Unit.DAY and place.words in ("今天", "今日"):
        if _ON_THE_DAY.match(place.after):
            return False
        return bool(_NOWADAYS_AFTER.match(place.after) or _NOWADAYS_BEFORE.search(place.before))
    if step is not None and step.unit is Unit.DAY and place.words in ("明天", "明日"):
        return bool(_SOME_TOMORROW.match(place.after)) or place.before.endswith(("的", "《"))
    if place.words in ("第二年", "第二天", "第二日"):
        return _RUNNING.search(place.before) is not None
    return place.words == "当年" or ("季" in place.words and bool(_ANY_QUARTER.search(place.before)))


def is_repeated(place: Place) -> bool:
    """Say whether "every" or a lunar calendar stands before the words."""
    return _REPEATED.search(place.before) is not None
