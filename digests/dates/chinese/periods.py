"""What a Chinese date names, in the order it names it.

Frame (2024年, 去年, 三年前的, 上世纪) × period (第三季度, 上半年, 夏天, 3月15日) × counted part (第一周,
前九个月) × slice (初, 中旬, 底, 晚些时候).
"""

from __future__ import annotations

import re

from digests.dates.chinese.words import (
    DASH,
    DAY,
    LITTLE,
    MONTH,
    NUMBER,
    QUARTER,
    SEASONS,
    SHORT_YEAR,
    SLICES,
    UNCOUNTED,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    YEAR_WORDS,
    any_of,
)
from digests.dates.numerals import chinese
from digests.dates.parts import Origin, Part, Step
from digests.dates.pieces import piece
from digests.dates.values import Unit


def _year(text: str) -> int:
    """Return the year of four digits, or of the two it is shortened to (up to 49 in this century)."""
    year = chinese(text)
    if year >= 100:  # noqa: PLR2004  a year in full
        return year
    return year + (2000 if year < 50 else 1900)  # noqa: PLR2004  half of a century each way


def _named_year(match: re.Match[str]) -> Part:
    """Return the year of a word such as 去年 or of its first character before a season (去冬)."""
    count, origin = YEAR_WORDS[match["word"] if len(match["word"]) > 1 else match["word"] + "年"]
    return Part(step=Step(Unit.YEAR, count, origin))


def _month(match: re.Match[str]) -> Part:
    """Return the month, or the months from the first to the last."""
    if match["from"] is None:
        return Part(month=numbered(match["month"], 12))
    return Part(month=numbered(match["from"], 12), until=Part(month=numbered(match["month"], 12)))


def _days(match: re.Match[str]) -> Part:
    """Return the day, or the days from the first to the last."""
    until = Part(day=numbered(match["to"], 31)) if match["to"] else None
    return Part(day=numbered(match["day"], 31), until=until)


def numbered(text: str, most: int) -> int:
    """Return a number between 1 and ``most``. Raises ValueError for another one."""
    number = chinese(text)
    if not 1 <= number <= most:
        raise ValueError(text)
    return number


def _slice(match: re.Match[str]) -> Part:
    """Return the slice whose words matched."""
    return Part(slice=next(part for n, (_, part) in enumerate(SLICES) if match[f"s{n}"]))


_COUNTS_A_LENGTH = r"(?!\s?(?:代|级|龄|薪|轻|来|[的之间]?历史|前的历史|财|会计))"
_MORE_YEARS = r"\s?[、和及与]\s?(?:19|20)\d\d\s?年"
_SPELT_PERIOD = rf"[春夏秋冬]季|[上下]半年|第?{QUARTER}季度"
"""What lets a year do without 年: another year of a list (2022、2023年), or a period (2025春季)."""
FRAME = (
    piece(
        rf"{UNCOUNTED}(?P<year>{YEAR})\s?年{_COUNTS_A_LENGTH}(?:度(?!过|假))?", lambda m: Part(year=_year(m["year"]))
    ),
    piece(r"[今去明前后][(（](?P<year>(?:19|20)\d\d)[)）]年", lambda m: Part(year=int(m["year"]))),
    piece(rf"{UNCOUNTED}(?P<year>(?:19|20)\d\d)(?={_MORE_YEARS}|{_SPELT_PERIOD})", lambda m: Part(year=int(m["year"]))),
    piece(rf"民国\s?(?P<year>{NUMBER})\s?年", lambda m: Part(year=1911 + chinese(m["year"]))),
    piece(
        rf"""{UNCOUNTED}(?<![和成治宗隆熙观])(?P<year>{SHORT_YEAR})\s?年
        (?=\s?(?:{MONTH})\s?月|[初底末]|年[初底末中]|第?{QUARTER}季|q[1-4]|[上下]半年|[春夏秋冬][季天])""",
        lambda m: Part(year=_year(m["year"])),
    ),
    piece(rf"{UNCOUNTED}(?P<year>0\d|[零〇]{LITTLE})\s?年(?![代级])", lambda m: Part(year=_year(m["year"]))),
    piece(
        rf"(?<![如现过日此之目以提晚证明])(?!(?<=从)前)(?P<word>{any_of(YEAR_WORDS)})(?![龄轻均限代会级间少]|来[的,，]?)(?:度(?!过|假))?",
        _named_year,
    ),
    piece(r"(?<!如)(?P<word>[今去明])(?=[春夏秋冬](?![令游]))", _named_year),
    piece(
        rf"{UNCOUNTED}(?P<count>{NUMBER})\s?年[之以]?前的?(?=(?:{MONTH})\s?月|[上下]半年|[春夏秋冬][季天])",
        lambda m: Part(step=Step(Unit.YEAR, -chinese(m["count"]))),
    ),
)
NOT_A_MONTH = (
    r"(?!\s?(?:球(?![员队迷场赛])|亮(?!相)|光(?![伏刻模学纤缆通])|经(?![济历过营由理销])|供(?![应货给])|租(?!赁)|活(?!动)"
    r"|费(?![用率])|[饼薪嫂龄票])|大战)"
)
"""The moon, and what is counted by the month; but 3月亮相 is a debut in March."""
PERIOD = (
    piece(
        rf"""{UNCOUNTED}(?<![周期拜第])(?:(?P<from>{MONTH})\s?月?{DASH})?(?P<month>{MONTH})\s?月{NOT_A_MONTH}份?(?!额)""",
        _month,
    ),
    piece(
        rf"{UNCOUNTED}(?<!第)(?P<month>{MONTH})(?=\s?[、和及与]\s?(?:{MONTH})\s?月{NOT_A_MONTH})",
        lambda m: Part(month=numbered(m["month"], 12)),
    ),
    piece(rf"第?(?P<n>{QUARTER})\s?季度", lambda m: Part(quarter=chinese(m["n"]) - 1)),
    piece(rf"第(?P<n>{QUARTER})季(?!节|后赛|\w*[集播])", lambda m: Part(quarter=chinese(m["n"]) - 1)),
    piece(r"首季(?:度)?", lambda _: Part(quarter=0)),
    piece(r"(?<![a-z0-9])q(?P<n>[1-4])(?![a-z0-9])", lambda m: Part(quarter=int(m["n"]) - 1)),
    piece(r"(?P<word>[上下前后])半年", lambda m: Part(half=0 if m["word"] in "上前" else 1)),
    piece(
        r"(?P<season>[春夏秋冬])(?:[季天日末]|(?=[，。、；,;.)）\s]|$|[初末发推上举开]))(?!节|晚|运)",
        lambda m: Part(season=SEASONS[m["season"]]),
    ),
)
THIS_MONTH = piece(r"(?:本月|这个?月)(?!刊)", lambda _: Part(same_month=True))
"""去年本月: the month of the publication, a year ago."""
BARE_PERIOD = (
    *PERIOD[:3],
    piece(r"前(?P<n>[两二三23])个?季度?", lambda m: Part(cycle=Unit.YEAR, stretch=(chinese(m["n"]), Unit.QUARTER))),
    piece(
        rf"第(?P<n>{QUARTER})季(?![节度]|后赛)",
        lambda m: Part(quarter=chinese(m["n"]) - 1),
    ),
    piece(r"(?<![a-z0-9])q(?P<n>[1-4])(?![a-z0-9])", lambda m: Part(quarter=int(m["n"]) - 1)),
    piece(r"(?<![\u4e00-\u9fff\d])首季(?:度)?|(?<=[在于])首季度?", lambda _: Part(quarter=0)),
    piece(r"(?P<word>[上下])半年", lambda m: Part(half=0 if m["word"] == "上" else 1)),
    piece(
        r"(?<![青立早思迎开回新仲初入盛常四每])(?P<season>[春夏秋冬])(?:季(?!赛|后)|天(?=[，。、；,;.)）的\s发推上举开期内中]|$))",
        lambda m: Part(season=SEASONS[m["season"]]),
    ),
    piece(
        r"(?P<whole>整个|那个|当年|同年)(?P<season>[春夏秋冬])[季天]",
        lambda m: Part(season=SEASONS[m["season"]], turn=0, origin=Origin.EVENT),
    ),
)
DAYS = (
    piece(rf"第?(?P<day>{DAY})\s?[日号]?(?:{DASH})(?P<to>{DAY})\s?[日号](?![元线])", _days),
    piece(rf"第?(?P<day>{DAY})(?P<to>(?!))?\s?[日号](?![元线楼])", _days),
)
COUNTED = (
    piece(
        rf"""(?:第(?P<n>{NUMBER})|(?P<last>最后一)|(?P<first>首))\s?个?\s?
        (?:(?:星期|礼拜|周)(?P<weekday>{WEEKDAY})|(?P<unit>周末|周|星期|礼拜|天|日|月|季度))(?![岁期])""",
        lambda m: Part(nth=(_nth(m), WEEKDAYS[m["weekday"]] if m["weekday"] else UNITS[m["unit"]])),
    ),
    piece(
        rf"""(?:(?P<first>前|头|首|最初)|后|最后|末)\s?(?P<n>{NUMBER})\s?
        (?:个?\s?(?P<unit>月|季度?|周|星期|天|日))(?![岁期名均])""",
        lambda m: Part(stretch=(chinese(m["n"]) if m["first"] else -chinese(m["n"]), UNITS[m["unit"]])),
    ),
)
SLICE = (piece(r"(?:" + "|".join(f"(?P<s{n}>{pattern})" for n, (pattern, _) in enumerate(SLICES)) + ")", _slice),)


def _nth(match: re.Match[str]) -> int:
    """Return the place counted from the start, or -1 for the last."""
    if match["last"]:
        return -1
    return 1 if match["first"] else chinese(match["n"])


def _century(match: re.Match[str]) -> Part:
    """Return the decade or century; both at once are a decade of that century."""
    step = {"上": -1, "上个": -1, "本": 0}.get(match["century"] or "")
    century = None if match["century"] is None or step is not None else 100 * (chinese(match["century"]) - 1)
    if match["decade"] is None:
        return Part(century=century, step=Step(Unit.CENTURY, step) if step is not None else None)
    decade = chinese(match["decade"])
    if decade >= 100:  # noqa: PLR2004  the decade in full
        return Part(decade=decade)
    if step is not None:
        return Part(decade=(2000 if step == 0 else 1900) + decade)
    assumed = 2000 if decade < 20 else 1900  # noqa: PLR2004  twenty is the first decade that both centuries own
    return Part(decade=(assumed if century is None else century) + decade)


_CENTURY = (
    r"(?P<century>1[5-9]|2[01]|十[五六七八九]|二十一?|上个?|本)世纪(?!福克斯|经济|报|教育|大厦|佳缘|互联|华通|金|天)"
)
_DECADE = r"(?P<decade>(?:1[5-9]|20)\d0|\d0|[一二三四五六七八九][十零])\s?年代"
CENTURIES = (
    piece(rf"{UNCOUNTED}(?:{_CENTURY}的?)?{_DECADE}", _century),
    piece(rf"{UNCOUNTED}{_CENTURY}(?P<decade>(?!))?", _century),
)

PLAIN_DAY = (
    piece(
        rf"{UNCOUNTED}(?<![第每近月历年])(?P<day>3[01]|[12]\d|[1-9]|[二三]?十{LITTLE}?|廿{LITTLE}?)(?P<to>(?!))?\s?日(?![元圆内游间本均常志历语文电立化前后军耳])",
        _days,
    ),
)
CYCLE = (
    piece(
        r"(?<![\d一二三四五六七八九十上下本当这每各个次逐同])(?=月[初底末])|(?<![月份])(?=[上中下]旬)",
        lambda _: Part(cycle=Unit.MONTH),
    ),
    piece(
        r"(?<![\d零一二三四五六七八九月今去明前后每历当近来次翌常同本年往])(?=年[初底末](?![级代])|年中[期旬]?(?:前后|左右|之?前|推出|发布|[，。、；,;])|岁末|年终(?!奖|总))",
        lambda _: Part(cycle=Unit.YEAR),
    ),
)
FISCAL = (
    piece(
        rf"(?:(?:\d{{2,4}}|[今明去上下本])\s?年?\s?)?(?:财年|财政年度|会计年度)(?:的?第?{QUARTER}季度?)?|第?{NUMBER}?个?财季",
        lambda _: Part(vague=True),
    ),
)
YEARS = (
    piece(
        rf"{UNCOUNTED}(?<!-)(?P<year>(?:19|20)\d\d)(?:\s?年)?{DASH}(?P<to>(?:19|20)\d\d)(?:\s?年(?!代)|(?=[间之,，。;；]|$)|(?<=[从自]\d{{4}}[-–—~到至]\d{{4}}))",
        lambda m: Part(year=int(m["year"]), until=Part(year=int(m["to"]))),
    ),
)
PLAIN_WORD_DAY = (
    piece(rf"(?<=月)(?P<day>[二三]?十{LITTLE}?|廿{LITTLE}?)(?P<to>(?!))?(?![\d万亿千百个多几月年点日号])", _days),
)
