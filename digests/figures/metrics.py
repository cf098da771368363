"""Which metric a number measures, told by its unit and by the nearest cue word of its clause.

Everything here takes folded text. A metric is an English name in snake_case whose words say its family: users,
revenue, valuation, parameters, share, growth and so on.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from digests.figures import cues
from digests.figures.clauses import Place
from digests.figures.cues import Cues
from digests.figures.sizes import is_yardstick, size_of
from digests.numbers.units import CALENDAR_LENGTHS, is_money
from digests.text.patterns import late


class Metric(NamedTuple):
    """What is measured, and its unit: that of the quantity, or the metric's own where the quantity is bare."""

    name: str
    unit: str


_OWN_UNIT = {"context_window": "tokens", "layoffs": "employees", "benchmark_score": "points"}
_LIMIT = late(r"\blimit|\bcapped\b|\bcap of\b|\bthreshold|\bceiling|\bmaximum|上限|限制|门槛|不得超过|免费额度")
_CONDITION = late(r"\blicen[cs]e|\brequir|\brestrict|许可|要求|禁止")
"""A licence that speaks of users or people sets a limit; one that speaks of money states a price."""
_FEWER = late(r"\bfewer than|\bno more than|\blimited to|不超过")
_COMPARED_PART = late(
    r"(?: of)?(?: the| its| their)? (?:size|price|cost|speed|power|time|memory|length|height|rate|parameters|compute)\b"
    "|的?(?:大小|规模|体积|成本|价格|时间|内存|算力|参数)"
)
"""Behind "half": a comparison with something else and no share of a whole."""
_IN_A_DAY = late(r"\bin (?:one|a|a single) (?:day|session)\b|单日|[一1]天|[一1]日")
_OFF_THE_MARKET = late(
    r"\b(?:off|wip\w+|shed\w*|eras\w+|los[te]s?|losing|evaporat\w+|drop\w*|fell)\b|蒸发|缩水|损失|跌"
)
_TRAINING = late(r"\btraining\b|训练")
_HOW_OFTEN = (
    ("monthly_active", r"月活|\bmonthly|\bmau\b|每月"),
    ("weekly", r"\bweekly|\bwau\b|每周|周活"),
    ("daily_active", r"\bdaily|\bdau\b|日活|每日|每天"),
)
_GENERIC = frozenset(("units", "occurrences", "people", "", "points"))
_SMALL = 10
_LONG_LIST = 100
"""Titles that begin with a smaller count announce a list ("14 ways to …")."""
_AND = late(r"\band\b|[,，和与及]")
_FAR = 40
"""How many code points farther a cue seems with another number, or an "and", in between."""
_LEVEL = late(r"(?:\bto|至|到) ?$")
"""What stands behind these is the level reached, not the change."""


def metric_of(place: Place, last: Metric | None) -> Metric | None:
    """Return what the number measures, or None where nothing tells (or it is no figure: "two companies").

    ``last`` is the metric of the figure before: a bare number continues it ("…, after 41 billion in 2025").
    """
    unit = place.quantity.unit
    if is_money(unit):
        return _money(place, last)
    if unit in CALENDAR_LENGTHS or unit == "times":
        return _timely(place)
    if unit in _GENERIC:
        return _generic(place, last)
    if unit == "percent":
        return _percent(place, last)
    return Metric(unit, unit) if unit == "rank" else _counted(place)


def _timely(place: Place) -> Metric | None:
    """Return the metric of a length of time or of a multiple, where a cue tells what it measures."""
    if place.quantity.unit == "times":
        name = _nearest(place, cues.MEASURED)
        return Metric(f"{name}_growth", "times") if name else None
    name = _nearest(place, cues.LENGTH)
    return Metric(name, place.quantity.unit) if name else None


def _money(place: Place, last: Metric | None) -> Metric:
    """Return the metric of an amount of money; one without a cue in its clause continues the amount before."""
    name = _in_clause(place, cues.MONEY)
    if name is None and last is not None and last.unit == place.quantity.unit:
        return last
    name = name or _nearest(place, cues.MONEY) or "amount"
    return Metric(_limited(_of_money(name, place), place), place.quantity.unit)


def _of_money(name: str, place: Place) -> str:
    """Return the metric with what the words around add: market value that is lost, a cost of training."""
    if name in ("market_cap", "loss") and _OFF_THE_MARKET.search(place.around):
        in_a_day = name == "market_cap" or _IN_A_DAY.search(place.folded)
        return "market_cap_loss" if in_a_day else name
    if name in ("cost", "price", "amount") and _TRAINING.search(place.folded[: place.end]):
        return "training_cost"
    return name


def _generic(place: Place, last: Metric | None) -> Metric | None:
    """Return the metric of a number without a noun, told by a cue of its clause, the figure before or the sentence."""
    cue = _in_clause(place, cues.COUNTED)
    if cue is None and place.quantity.unit == "" and last is not None and last.unit not in ("percent", "rank"):
        return Metric(size_of(place), last.unit) if last.unit == "parameters" else last
    cue = cue or _nearest(place, cues.COUNTED)
    if cue is None:
        return _counted(place) if place.quantity.unit == "people" else None
    if place.quantity.unit == "" and place.quantity.value < _LONG_LIST and cue != "benchmark_score":
        return None
    return Metric(_limited(_detailed(cue, place), place), _OWN_UNIT.get(cue, cue))


def _percent(place: Place, last: Metric | None) -> Metric | None:
    """Return the metric of a percentage: a change of something, a score, a margin or a share of a whole.

    "Half the size" is none of these: it compares. A change of nothing named is that of the figure before.
    """
    if _COMPARED_PART.match(place.after) and not place.quantity.text.endswith(("%", "％")):
        return None
    change = _nearest_with_distance(place, cues.CHANGE)
    part = _nearest_with_distance(place, cues.PART)
    if change and not _LEVEL.search(place.folded[: place.start]) and (part is None or change[0] < part[0]):
        before = last.name if last and last.unit != "percent" and not last.name.endswith("_limit") else "value"
        return Metric(f"{_nearest(place, cues.MEASURED) or before}_{change[1]}", "percent")
    return Metric(part[1] if part else "share", "percent")


def _counted(place: Place) -> Metric | None:
    """Return the metric of a counted noun; few things counted in words ("two companies") are no figure."""
    quantity = place.quantity
    if quantity.value < _SMALL and not any(character.isdigit() for character in quantity.text):
        return None
    if quantity.value < _LONG_LIST and place.sentence.is_title and place.start == 0:
        return None
    if is_yardstick(place):
        return None
    return Metric(_limited(_detailed(quantity.unit, place), place), quantity.unit)


def _detailed(name: str, place: Place) -> str:
    """Return the metric with what the clause adds: monthly users, tokens of training, jobs that are cut."""
    around = place.around + place.quantity.text.lower()
    if name == "users":
        often = next((word for word, pattern in _HOW_OFTEN if re.search(pattern, around)), None)
        return f"{often}_users" if often else name
    if name == "tokens":
        kind = _nearest(place, cues.TOKENS)
        return kind or name
    if name == "parameters":
        return size_of(place)
    if name in ("gpus", "chips", "days") and re.search(r"\btrain|训练", around):
        return f"training_{name}"
    if name in ("jobs", "employees", "people") and re.search(r"\bcut|\blay|\blaid|\beliminat|裁", around):
        return "layoffs"
    return {"kilowatt-hours": "energy_use", "gigawatts": "power", "megawatts": "power"}.get(
        name, name.replace("-", "_")
    )


def _limited(name: str, place: Place) -> str:
    """Return the metric as a limit where the words set one and do not report a state."""
    if _FEWER.search(place.before + place.quantity.text.lower()) or _LIMIT.search(place.around):
        return f"{name}_limit"
    if not is_money(place.quantity.unit) and _CONDITION.search(place.around):
        return f"{name}_limit"
    return name


def _nearest(place: Place, table: Cues) -> str | None:
    """Return the nearest cue of the clause, else the last one before it in the sentence."""
    found = _nearest_with_distance(place, table)
    return found[1] if found else None


def _in_clause(place: Place, table: Cues) -> str | None:
    """Return the nearest cue of the clause."""
    found = _best(place, table, *place.clause)
    return found[1] if found else None


def _nearest_with_distance(place: Place, table: Cues) -> tuple[int, str] | None:
    """Return (distance, name) of the nearest cue: in the clause on either side, else before it in the sentence."""
    return _best(place, table, *place.clause) or _best(place, table, 0, place.clause[0])


def _best(place: Place, table: Cues, start: int, end: int) -> tuple[int, str] | None:
    """Return the nearest cue within a span; of two equally near the longer."""
    found = [
        (_distance(match.start(), match.end(), place), match.start() - match.end(), name)
        for name, pattern in table
        for match in pattern.finditer(place.folded, start, end)
    ]
    if not found:
        return None
    distance, _, name = min(found)
    return distance, name


def _distance(start: int, end: int, place: Place) -> int:
    """Return how far a cue is from the quantity; behind another quantity it is as good as out of reach."""
    gap = place.start - end if end <= place.start else max(0, start - place.end)
    between = (end, place.start) if end <= place.start else (place.end, start)
    crossed = sum(between[0] <= other[0] and other[1] <= between[1] for other in place.others)
    joined = bool(_AND.search(place.folded, *between))
    return gap + _FAR * (crossed + joined)
