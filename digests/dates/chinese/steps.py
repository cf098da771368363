"""What Chinese counts from an anchor: 上周五, 下个月, 昨天, 次日, 周三, 三周前, 五个月后."""

from __future__ import annotations

import re
from dataclasses import replace

from digests.dates.chinese.periods import NOT_A_MONTH, numbered
from digests.dates.chinese.words import (
    DAY,
    DAY_WORDS,
    NUMBER,
    TURNS,
    UNCOUNTED,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    any_of,
)
from digests.dates.numerals import CHINESE, chinese
from digests.dates.parts import Origin, Part, Step
from digests.dates.pieces import piece, prefix
from digests.dates.values import Slice, Unit
from digests.when import Qualifier


def _turned(match: re.Match[str]) -> Part:
    """Return last, this or next month, quarter, week or weekend, or a day of such a week."""
    count, origin = TURNS[match["turn"]]
    if match["week"] is None:
        return Part(step=Step(UNITS[match["unit"]], count, origin))
    weekday = WEEKDAYS[match["weekday"]] if match["weekday"] else None
    return Part(step=Step(Unit.WEEK, count, origin), weekday=weekday)


TURN = (
    piece(
        rf"""(?<![以之早晚网线史市向马登世])(?P<turn>{any_of(TURNS)})个?(?:
        (?P<unit>周末|月{NOT_A_MONTH}|季度|季(?!节|军|后赛|度))(?!台|入|供)
        |(?P<week>周|星期|礼拜)(?![年期边岁刊转密全围遭旋游折末活均报])
         (?:的?(?:星期|周|礼拜)?(?P<weekday>{WEEKDAY})(?![次个片种般款起定旦]))?)""",
        _turned,
    ),
)


HALF_TURN = (
    piece(
        rf"(?<![\d{CHINESE}])(?P<turn>上个|上一个|下个|下一个|这个)半年",
        lambda m: Part(step=Step(Unit.HALF, *TURNS[m["turn"].rstrip("个")])),
    ),
    piece(
        r"(?<![\d以之线])(?P<which>[上下])半(?P<unit>月|个月|周)(?![\d刊薪])",
        lambda m: Part(
            step=Step(UNITS[m["unit"][-1]], 0), slice=Slice.FIRST_HALF if m["which"] == "上" else Slice.SECOND_HALF
        ),
    ),
)


def _day_word(match: re.Match[str]) -> Part:
    """Return the day a word names; a number in brackets (昨(15)日) is the day of the month."""
    if match["day"]:
        return Part(day=numbered(match["day"], 31))
    count, origin = DAY_WORDS[match["word"]]
    return Part(step=Step(Unit.DAY, count, origin))


DAY_WORD = (
    piece(
        rf"""(?<![以之此目提从先聪证说表声文发透照简鲜不然最其空年月半])(?P<word>{any_of(DAY_WORDS)})
        (?:\s?[(（](?P<day>{DAY})[)）]\s?[日天]|[日天]|(?<=[今昨明当])[晨早晚夜](?![年期饭餐报安会宴些了已间上]))(?![然生气花空性]|才[少儿们])""",
        _day_word,
    ),
)
BARE_WEEKDAY = (
    piece(
        rf"(?<![\d零一二三四五六七八九十两百每逢各几半整满全近上下本这当])(?:周|星期|礼拜)(?P<day>{WEEKDAY})(?![次个片般款块定旦见])",
        lambda m: Part(weekday=WEEKDAYS[m["day"]]),
    ),
    piece(r"(?<![每各逢上下本这当个])周末(?![版刊愉])", lambda _: Part(weekend=True)),
)
_HEDGES: dict[str, Qualifier | None] = dict.fromkeys(
    ("大约", "大概", "差不多", "约", "将近", "接近", "近"), Qualifier.ABOUT
)
_HEDGES |= dict.fromkeys(("不到", "不足", "超过", "逾", "多达"))


_YEARS = 1500
"""From here on a number before 年前 and 年后 is a year, not a count; so is one that begins with a nought (07年以后)."""


def _offset(match: re.Match[str]) -> Part | None:
    """Return what is counted before the publication or after the event; half years count in months."""
    if _is_vague(match):
        return Part(vague=True)
    count = chinese(match["count"]) if match["count"] else 0
    unit, hedge = UNITS[match["unit"]], _HEDGES.get(match["hedge"])
    if unit is Unit.YEAR and (count >= _YEARS or (match["count"] or "")[:1] in tuple("0零〇")):
        return None
    if match["half"] or match["halves"]:
        unit, count, hedge = Unit.MONTH, 12 * count + 6, Qualifier.ABOUT
    if "前" in match["way"]:
        return Part(step=Step(unit, -count, Origin.PUBLICATION), qualifier=hedge)
    return Part(step=Step(unit, count, Origin.AHEAD if match["ahead"] is not None else Origin.EVENT), qualifier=hedge)


def _is_vague(match: re.Match[str]) -> bool:
    """Say whether the words name no one period: a bound, 几年, 百年, hours, half a month, 3日前 ("by the 3rd")."""
    if match["vague"] or match["more"] or match["count"] in ("百", "千") or match["unit"] not in UNITS:
        return True
    bound = match["hedge"] is not None and _HEDGES[match["hedge"]] is None
    halved = (match["half"] or match["halves"]) and UNITS[match["unit"]] is not Unit.YEAR
    return bound or bool(halved) or (match["unit"] == "日" and "前" in match["way"])


OFFSET = (
    piece(
        rf"""(?<![第每大小])(?P<ahead>(?<=将在)|(?<=将于)|(?<=会在)|(?<=会于)|(?<=预计)|(?<=计在)|(?<=望在)|(?<=划在)|(?<=划于))?(?:(?P<hedge>{any_of(_HEDGES)})\s?)?(?:{UNCOUNTED}|(?<=[年月周]零))
        (?:(?P<count>{NUMBER})|(?P<vague>好?几|数|若干)十?|(?P<half>半))\s?(?P<more>[多余来几]|数)?\s?(?:个|(?P<halfway>个半))?\s?
        (?P<unit>(?<=个)月|年|季度|星期|礼拜|周|天|日|世纪|小时|分钟|秒)(?P<halves>半)?多?
        (?P<way>[之以]?前(?![端沿台景途锋线置瞻身面半往提所后])|[之以过]?后(?![台端续世代裔卫盾悔果半退]|面(?!世)))(?!的?历史)""",
        _offset,
    ),
)
WEEKDAY_BESIDE = piece(
    rf"\s?[(（]\s?(?:周|星期|礼拜)(?P<day>{WEEKDAY})\s?[)）]", lambda m: Part(weekday=WEEKDAYS[m["day"]])
)
"""3月2日(周一)."""
WEEKDAY_OF = piece(rf"的(?:周|星期|礼拜)(?P<day>{WEEKDAY})(?![次个片般款])", lambda m: Part(weekday=WEEKDAYS[m["day"]]))
"""两周前的周一."""
_WIDER = (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)


def _compounded(match: re.Match[str], part: Part) -> Part | None:
    """Return 两年零三个月前: counted in the narrower unit."""
    step, unit, count = part.step, UNITS[match["unit"]], chinese(match["count"])
    if step is None or part.qualifier or count >= _YEARS or step.unit not in _WIDER:
        return None
    if _WIDER.index(unit) <= _WIDER.index(step.unit):
        return None
    return replace(part, step=replace(step, more=(*step.more, (unit, count if step.count > 0 else -count))))


COMPOUND = (
    prefix(rf"{UNCOUNTED}(?<!第)(?P<count>{NUMBER})\s?(?:个?(?P<unit>年|(?<=个)月|星期|周))[零又]?\s?", _compounded),
)
