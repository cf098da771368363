"""The vocabulary of Chinese dates, folded to Simplified: what counts as a number, and what relative words mean."""

from __future__ import annotations

from collections.abc import Mapping

from digests.dates.numerals import CHINESE
from digests.dates.parts import Origin
from digests.dates.values import AUTUMN, SPRING, SUMMER, WINTER, Slice, Unit

NUMBER = f"(?:\\d{{1,4}}|[{CHINESE}]{{1,10}})"
UNCOUNTED = rf"(?<![{CHINESE}\d.:])"
"""Nothing numeric stands before."""
DASH = r"\s?(?:-|－|–|—|~|～|至|到)\s?"
_DIGIT = "[零〇○一二三四五六七八九]"
LITTLE = "[一二三四五六七八九]"
YEAR = rf"(?:1[5-9]|2[01])\d\d|[一二]{_DIGIT}{{3}}|[两二]千(?:零{LITTLE}|{LITTLE}?十{LITTLE}?)?"
SHORT_YEAR = rf"\d\d|[零〇]{LITTLE}|[一二]{_DIGIT}"
MONTH = rf"1[0-2]|0?[1-9]|十[一二]?|{LITTLE}"
DAY = rf"3[01]|[12]\d|0?[1-9]|[二三]?十{LITTLE}?|廿{LITTLE}?|卅一?|{LITTLE}"
QUARTER = "[一二三四1-4]"
WEEKDAY = "[一二三四五六日天]"

Reach = tuple[int, Origin]
"""How many units from which anchor."""
_P, _E = Origin.PUBLICATION, Origin.EVENT
YEAR_WORDS: Mapping[str, Reach] = {
    "大前年": (-3, _P),
    "前年": (-2, _P),
    "去年": (-1, _P),
    "上年": (-1, _P),
    "上一年": (-1, _P),
    "今年": (0, _P),
    "本年": (0, _P),
    "明年": (1, _P),
    "来年": (1, _P),
    "下一年": (1, _P),
    "后年": (2, _P),
    "大后年": (3, _P),
    "前一年": (-1, _E),
    "同年": (0, _E),
    "当年": (0, _E),
    "那年": (0, _E),
    "那一年": (0, _E),
    "该年": (0, _E),
    "次年": (1, _E),
    "翌年": (1, _E),
    "隔年": (1, _E),
    "转年": (1, _E),
    "第二年": (1, _E),
    "后一年": (1, _E),
}
DAY_WORDS: Mapping[str, Reach] = {
    "大前": (-3, _P),
    "前": (-2, _P),
    "昨": (-1, _P),
    "今": (0, _P),
    "明": (1, _P),
    "后": (2, _P),
    "大后": (3, _P),
    "前一": (-1, _E),
    "当": (0, _E),
    "同": (0, _E),
    "次": (1, _E),
    "翌": (1, _E),
    "隔": (1, _E),
    "第二": (1, _E),
}
TURNS: Mapping[str, Reach] = {
    "上上": (-2, _P),
    "上": (-1, _P),
    "上一": (-1, _P),
    "这": (0, _P),
    "这一": (0, _P),
    "本": (0, _P),
    "下": (1, _P),
    "下一": (1, _P),
    "下下": (2, _P),
    "前一": (-1, _E),
    "当": (0, _E),
    "同": (0, _E),
    "次": (1, _E),
    "翌": (1, _E),
    "后一": (1, _E),
}
UNITS: Mapping[str, Unit] = {
    "天": Unit.DAY,
    "日": Unit.DAY,
    "周": Unit.WEEK,
    "星期": Unit.WEEK,
    "礼拜": Unit.WEEK,
    "周末": Unit.WEEKEND,
    "月": Unit.MONTH,
    "季": Unit.QUARTER,
    "季度": Unit.QUARTER,
    "年": Unit.YEAR,
}
SEASONS: Mapping[str, int] = {"春": SPRING, "夏": SUMMER, "秋": AUTUMN, "冬": WINTER}
WEEKDAYS: Mapping[str, int] = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_CLEAR = r"(?=前|后|左右|之|推|发[布表]|上市|上线|举行|召开|开[始放]|启动|完成|时|起|[，。、；,;.)）\s]|$)"
"""中 also means "in": it is the middle only where a verb, a particle or nothing follows (not in 2024年中国)."""
SLICES: tuple[tuple[str, Slice], ...] = (
    (r"[年月周]?初(?![创期步始级次中学衷代心赛试审版恋选夏秋冬春])|开年|伊始", Slice.START),
    (r"的?上半个?月", Slice.FIRST_HALF),
    (r"的?下半个?月", Slice.SECOND_HALF),
    (r"初期|早期|前期|上旬", Slice.EARLY),
    (rf"中[期叶旬]|年中[期旬]?{_CLEAR}|中{_CLEAR}", Slice.MID),
    (r"后期|下旬|晚期|末期", Slice.LATE),
    (r"[年月岁周]?[底末](?![特层部座线气稿蕴盘片端日尾代位班路期])|年终(?!奖)|年尾", Slice.END),
    (r"[的内]?[较稍]?早(?:些|前|一些)?的?时[候间]?|[较稍]早", Slice.EARLIER),
    (r"[的内]?[较稍]?[晚后](?:些|一些)的?时[候间]?|稍[晚后]的?(?:时[候间]?)?", Slice.LATER),
)


def any_of(words: Mapping[str, object]) -> str:
    """Return an alternation of a table's keys, longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
