"""Holidays in Chinese: 2024年春节, 圣诞节前, 在国庆节, 去年双十一.

Their names also tell things apart (圣诞老人, 情人节礼物), so without a year a word of time, a particle or the end of
the clause has to stand beside them. What lasts longer (春节期间, 国庆假期) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from digests.dates.chinese.words import any_of
from digests.dates.holidays import Easter, Fixed, Holiday, LunarNewYear, Weekday
from digests.dates.parts import Part
from digests.dates.pieces import piece

_HOLIDAYS: Mapping[str, Holiday] = {
    "元旦": Fixed(1, 1),
    "除夕": LunarNewYear(-1),
    "大年三十": LunarNewYear(-1),
    "春节": LunarNewYear(),
    "大年初一": LunarNewYear(),
    "元宵节": LunarNewYear(14),
    "情人节": Fixed(2, 14),
    "妇女节": Fixed(3, 8),
    "愚人节": Fixed(4, 1),
    "复活节": Easter(),
    "耶稣受难日": Easter(-2),
    "劳动节": Fixed(5, 1),
    "五一": Fixed(5, 1),
    "青年节": Fixed(5, 4),
    "儿童节": Fixed(6, 1),
    "母亲节": Weekday(5, 6, 2),
    "父亲节": Weekday(6, 6, 3),
    "教师节": Fixed(9, 10),
    "国庆节": Fixed(10, 1),
    "双十节": Fixed(10, 10),
    "万圣节": Fixed(10, 31),
    "双十一": Fixed(11, 11),
    "双11": Fixed(11, 11),
    "感恩节": Weekday(11, 3, 4),
    "黑色星期五": Weekday(11, 3, 4, after=1),
    "网络星期一": Weekday(11, 3, 4, after=4),
    "双十二": Fixed(12, 12),
    "双12": Fixed(12, 12),
    "平安夜": Fixed(12, 24),
    "圣诞节": Fixed(12, 25),
    "圣诞": Fixed(12, 25),
}
HOLIDAY_NEEDS = frozenset(name[-1] if name[-1] in "节诞旦夕夜" else name[0] for name in _HOLIDAYS)
"""A character of each name, a rare one."""
_NAME = rf"(?<![一二三四五六七八九十\d“是])(?P<holiday>{any_of(_HOLIDAYS)})(?![\d月日号]|期间|假期|长假|黄金周|小长假)"


def _holiday(match: re.Match[str]) -> Part:
    """Return the holiday whose name matched."""
    return Part(holiday=_HOLIDAYS[match["holiday"]])


HOLIDAY = (piece(_NAME, _holiday),)
"""Behind a year."""
_STANDS = r"(?=\s?(?:[，。、；：,;:.)）！!？?]|$|[之以]?[前后](?![端台景期来])|左右|当[天日晚]|前[后夕]|[到至与和-]))"
BARE_HOLIDAY = (
    piece(rf"{_NAME}{_STANDS}", _holiday),
    piece(rf"(?:(?<=[在于到从至])|(?<=每逢)){_NAME}", _holiday),
)
