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
_COMPARED = re.compile(r"\s?的?同[期季]")
"""去年同期 only compares."""
_EDITION = re.compile(r"\s?(?:款|版(?!图|权|本)|式(?!样))")
"""2025年款: a product, not a year."""
_GIVEN_NAME = re.compile(
    r"(?![早晚上中下午夜凌傍也则再曾亦又均都还已将会正就仍便才并在起对向公宣发首另先共同日内当所以他她它其我双各美英韩俄德法欧印澳加])[\u4e00-\u9fff]"
    r"(?:表示|[说称](?=[，,:：道\s「“]|$)|认为|指出|强调|透露|坦言|负责|担任|出任|加入|加盟|离职|辞职|告诉|[，、和与]\S{2,4}等人?"
    r"|博士|教授|先生|女士|院士|团队|所?领导|带领|创办|创立|毕业|生于|出生|获得|当选)"
)
"""Behind 周一: a given name, and what only people do (周一鸣负责)."""
_SERIAL = re.compile(r"[剧劇播集映漫]|综艺|影集|节目|动画|动漫|真人秀|脱口秀|联赛|赛季|选手|嘉宾|冠军|演员|主演|导演")
"""Words of television and sports, where 第一季 is a season of theirs."""
_SAYING = re.compile(r"五月天|五月花|十月革命|七月流火|六月雪|三月不知|九月九|二月兰|八月桂|昨日重现")


def refused(place: Place) -> bool:
    """Say whether Chinese words mean nowadays, a running count, an age, a comparison, a name or an old "back then"."""
    return any(trap(place) for trap in (is_repeated, _is_idiom, _is_compared, _is_surname, _is_serial, _is_loose_day))


def _is_idiom(place: Place) -> bool:
    """Say whether the words are an age, a saying, any quarter or an old "back then"."""
    if _SAYING.match(place.words + place.after) or _AGE.match(place.after):
        return True
    return place.words == "当年" or ("季" in place.words and bool(_ANY_QUARTER.search(place.before)))


def _is_compared(place: Place) -> bool:
    """Say whether a year is only compared with (去年同期), or that of a product (2025年款)."""
    if _COMPARED.match(place.after):
        return True
    return place.part.year is not None and bool(_EDITION.match(place.after))


def _is_loose_day(place: Place) -> bool:
    """Say whether today and tomorrow mean nowadays and some day, or a second year only counts on."""
    step = place.part.step
    if step is not None and step.unit is Unit.DAY and place.words in ("今天", "今日"):
        nowadays = _NOWADAYS_AFTER.match(place.after) or _NOWADAYS_BEFORE.search(place.before)
        return bool(nowadays) and not _ON_THE_DAY.match(place.after)
    if step is not None and step.unit is Unit.DAY and place.words in ("明天", "明日"):
        return bool(_SOME_TOMORROW.match(place.after)) or place.before.endswith(("的", "《"))
    return place.words in ("第二年", "第二天", "第二日") and _RUNNING.search(place.before) is not None


def _is_surname(place: Place) -> bool:
    """Say whether a weekday is the beginning of a person's name: the surname 周 and a given name."""
    return place.part.weekday is not None and place.words.startswith("周") and bool(_GIVEN_NAME.match(place.after))


def _is_serial(place: Place) -> bool:
    """Say whether 第一季 without a year is that of a series."""
    if not re.fullmatch("第.季", place.words) or not place.unplaced:
        return False
    return bool(_SERIAL.search(place.before) or _SERIAL.search(place.after))


def is_repeated(place: Place) -> bool:
    """Say whether "every" or a lunar calendar stands before the words."""
    return _REPEATED.search(place.before) is not None
