"""Holidays in English: on Christmas Eve, Thanksgiving 2024, last Easter, the Labor Day weekend.

Their names also tell things apart (Christmas trees, Easter eggs, Black Friday deals), so a word of time, a year or the
end of the clause has to stand beside them (``refuse``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from digests.dates.english.words import START, TURNS, any_of
from digests.dates.english.years import plain
from digests.dates.holidays import Easter, Fixed, Holiday, LunarNewYear, Weekday
from digests.dates.parts import Part
from digests.dates.pieces import piece

MON, THU, SUN = 0, 3, 6
_THANKSGIVING = Weekday(11, THU, 4)
_HOLIDAYS: Mapping[str, Holiday] = {
    "new year": Fixed(1, 1),
    "new years": Fixed(1, 1),
    "new year day": Fixed(1, 1),
    "new year's day": Fixed(1, 1),
    "new year's": Fixed(1, 1),
    "new year's eve": Fixed(12, 31),
    "new years eve": Fixed(12, 31),
    "martin luther king day": Weekday(1, MON, 3),
    "mlk day": Weekday(1, MON, 3),
    "valentine's day": Fixed(2, 14),
    "valentines day": Fixed(2, 14),
    "presidents day": Weekday(2, MON, 3),
    "presidents' day": Weekday(2, MON, 3),
    "women's day": Fixed(3, 8),
    "pi day": Fixed(3, 14),
    "saint patrick": Fixed(3, 17),
    "saint patrick's day": Fixed(3, 17),
    "st patrick's day": Fixed(3, 17),
    "st. patrick's day": Fixed(3, 17),
    "april fools' day": Fixed(4, 1),
    "april fool's day": Fixed(4, 1),
    "april fools day": Fixed(4, 1),
    "earth day": Fixed(4, 22),
    "may day": Fixed(5, 1),
    "labour day": Fixed(5, 1),
    "international workers' day": Fixed(5, 1),
    "mother's day": Weekday(5, SUN, 2),
    "mothers day": Weekday(5, SUN, 2),
    "memorial day": Weekday(5, MON, -1),
    "father's day": Weekday(6, SUN, 3),
    "fathers day": Weekday(6, SUN, 3),
    "juneteenth": Fixed(6, 19),
    "canada day": Fixed(7, 1),
    "fourth of july": Fixed(7, 4),
    "independence day": Fixed(7, 4),
    "bastille day": Fixed(7, 14),
    "labor day": Weekday(9, MON, 1),
    "columbus day": Weekday(10, MON, 2),
    "halloween": Fixed(10, 31),
    "all saints' day": Fixed(11, 1),
    "armistice day": Fixed(11, 11),
    "veterans day": Fixed(11, 11),
    "singles' day": Fixed(11, 11),
    "singles day": Fixed(11, 11),
    "thanksgiving": _THANKSGIVING,
    "thanksgiving day": _THANKSGIVING,
    "black friday": Weekday(11, THU, 4, after=1),
    "cyber monday": Weekday(11, THU, 4, after=4),
    "giving tuesday": Weekday(11, THU, 4, after=5),
    "christmas": Fixed(12, 25),
    "christmas day": Fixed(12, 25),
    "xmas": Fixed(12, 25),
    "christmas eve": Fixed(12, 24),
    "boxing day": Fixed(12, 26),
    "ash wednesday": Easter(-46),
    "palm sunday": Easter(-7),
    "maundy thursday": Easter(-3),
    "good friday": Easter(-2),
    "easter": Easter(),
    "easter sunday": Easter(),
    "easter monday": Easter(1),
    "ascension day": Easter(39),
    "pentecost": Easter(49),
    "whit sunday": Easter(49),
    "whit monday": Easter(50),
    "trinity sunday": Easter(56),
    "chinese new year": LunarNewYear(),
    "chinese new year's day": LunarNewYear(),
    "lunar new year's day": LunarNewYear(),
    "chinese lunar new year": LunarNewYear(),
    "lunar new year": LunarNewYear(),
    "chinese new year's eve": LunarNewYear(-1),
    "lunar new year's eve": LunarNewYear(-1),
}
"""Labour Day is the first of May, Labor Day the American one."""
_NAME = any_of(_HOLIDAYS).replace("'", "['’]?")
_BY_LETTERS = {re.sub(r"[^a-z]", "", name): holiday for name, holiday in _HOLIDAYS.items()}
_NEEDS = {
    name.split()[-1] if name[-1].isalpha() and "'" not in name.split()[-1] else name.split()[0] for name in _HOLIDAYS
}
"""A word of each name that is written in one way only."""


def _holiday(match: re.Match[str]) -> Part:
    """Return the holiday, last, this or next one where the words say so, or the weekend it is part of."""
    holiday = _BY_LETTERS[re.sub(r"[^a-z]", "", match["name"])]
    turn = match["turn"] and plain(match["turn"])
    weekend = bool(match["weekend"] or match["of"])
    if turn is None:
        return Part(holiday=holiday, weekend=weekend)
    return Part(holiday=holiday, weekend=weekend, turn=TURNS[turn][0], origin=TURNS[turn][1])


HOLIDAY_HEAD = (
    piece(
        rf"""(?<!orthodox\s){START}(?P<of>(?:the\s+)?weekend\s+of\s+)?(?:(?:the\s+)?(?P<turn>last|this|next|previous|following|coming)\s+)?
        (?P<name>{_NAME})(?P<weekend>\s+weekend)?(?![a-z0-9_]|['’]s\s)""",
        _holiday,
        _NEEDS,
    ),
)
