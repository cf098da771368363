"""The amounts of a clause with their roles: what was raised, paid or is worth; one without a role proves nothing.

"raises $12B at a $60B valuation" holds a sum and a valuation; "raises 2026 capex to $25 billion" holds neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digests.chronicle.statuses import RELEASES
from digests.chronicle.verb import Verb
from digests.event import Amount, Role
from digests.numbers.units import is_money
from digests.reading import Quantity

FIGURE = "\ue003"
"""Masks an amount of a unit that has a role, one per code point."""
_F = f"{FIGURE}+"
_COUNTED = {"percent": Role.SHARE, "parameters": Role.PARAMETERS} | dict.fromkeys(
    ("people", "employees", "jobs", "engineers", "researchers"), Role.HEADCOUNT
)
"""The role of what is counted; everything else that has a role is money."""
_MONEY = frozenset({Role.SUM, Role.PRICE, Role.VALUATION, Role.POST_MONEY})
_FITTING = {"lay-off": frozenset({Role.HEADCOUNT, Role.SHARE})} | dict.fromkeys(RELEASES, frozenset({Role.PARAMETERS}))
"""The roles that amounts of an act can have, where it is not money."""
_ROUNDS = "|".join("abcdefgh")
_ROUND_EN = rf"(?:series (?P<letter>{_ROUNDS})\b(?!\+)|(?P<seed>seed)\b)"
_FUNDS_EN = r"(?:(?:new |fresh )?(?:funding|financing|capital)(?: round)?|round)"
_AFTER_SUM_EN = re.compile(
    rf"\s(?:in )?(?:an? |its |the )?(?:{_ROUND_EN}(?: {_FUNDS_EN})?|[a-h]\+ round|{_FUNDS_EN})(?=[\s,.;]|$)"
)
_ROUND_ZH = rf"(?:(?P<letter>{_ROUNDS})\s?轮|(?P<seed>种子)轮)"
_FUNDS_ZH = "(?:的?(?:新一轮|新|战略)?(?:融资|资金))"
_AFTER_SUM_ZH = re.compile(rf"\s?的?(?:{_ROUND_ZH}\s?{_FUNDS_ZH}?|{_FUNDS_ZH})")
_BEFORE_VERB_ZH = {
    "raise": re.compile(
        rf"(?:官方)?(?:正式)?(?:宣布)?(?:已经?)?(?:成功)?(?:完成|获得?|拿下|收获)了?(?:新一轮|一轮|一笔)?\s?{_F}\s?的?(?:新一轮|战略)?\s?{_ROUND_ZH}?\s?的?$"
    ),
    "acquire": re.compile(rf"(?:计划|拟|将|宣布)?(?:以|斥资|豪掷|耗资|出资)\s?{_F}\s?的?(?:价格|现金)?\s?$"),
    "invest": re.compile(rf"(?:计划|拟|将|宣布)?(?:以|斥资|豪掷|出资)\s?{_F}\s?$"),
}
"""What stands between the subject and a Chinese verb of money."""
_AFTER_VERB = {
    "raise": (re.compile(rf"\s(?:an? )?{_F}"), re.compile(rf"了?\s?{_F}")),
    "invest": (re.compile(rf"\s(?:an? )?{_F}(?= in )"), re.compile(rf"了?\s?{_F}(?=$|[\s,，。])")),
    "lay-off": (
        re.compile(rf"\s{_F}(?: of (?:its|their) (?:staff|workforce|employees))?"),
        re.compile(rf"了?\s?{_F}(?:员工)?"),
    ),
} | dict.fromkeys(
    RELEASES, (re.compile(rf"\s(?:an? )?{_F}(?: model)?(?=\s)"), re.compile(rf"了?\s?(?:一款)?\s?{_F}的?(?=\s?\S)"))
)
_PRICE_EN = re.compile(rf"\s(?:for {_F}|in (?:an? )?{_F} deal)(?=\s*$|[,.;]|\s(?:to|in|as|after)\b)")
_VALUATION_EN = re.compile(
    rf"\s(?:at|to reach|reaching) (?:an? )?"
    rf"(?:{_F}(?P<post> post-money)? valuation\b|(?P<of>post-money )?valuation of {_F})"
    rf"|\sat {_F}(?=\sseries [{_ROUNDS.replace('|', '')}]\b|\s*$)"
)
_VALUATION_ZH = re.compile(
    rf"(?P<post>投后)?(?<!前)估值(?:已?(?:升至|增至|涨至|达到?|为))?\s?{_F}"
    rf"|以\s?{_F}\s?的?(?P<of>投后)?(?<!前)估值\s?"
)
_AT_VALUE_ZH = re.compile(rf"以\s?{_F}\s?的?(?:投后)?(?<!前)估值\s?$")
_NEXT_EN, _NEXT_ZH = re.compile(r"\s*(?=at\b)"), re.compile(r"\s*(?=(?:公司)?(?:投后)?估值)(?:公司)?")


@dataclass(frozen=True, slots=True)
class Told:
    """The amounts of a clause with what they cover of the line."""

    amounts: tuple[Amount, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    rounds: tuple[str, ...] = ()
    """Ids of qualifiers: which round of money it was ("round-b")."""

    @property
    def main(self) -> bool:
        """True where the act itself is told by an amount: the sum raised, the people laid off."""
        return any(a.role in (Role.SUM, Role.HEADCOUNT, Role.SHARE) for a in self.amounts)


_Found = tuple[Role, int, int, re.Match[str]]
"""Role, first and last offset of the line that it covers, and the words."""


def amounts_of(verb: Verb) -> Told:
    """Return the amounts that the clause of a verb gives a role, each role once and nothing where one is doubled."""
    text = _shown(verb)
    found = list(_found(verb, text))
    told = [(role, _inside(verb, text, match), match, start, end) for role, start, end, match in found]
    roles = [role for role, *_ in told]
    if len(set(roles)) < len(roles) or any(q is None for _, q, *_ in told):
        return Told()
    rounds = {r for _, _, match, _, _ in told if (r := _round(match))}
    spans = [(start, end) for *_, start, end in told]
    if spans and (more := _after_sum(verb, text, max(end for _, end in spans[:1]))):
        spans.append(more.span())
        rounds |= {r for r in [_round(more)] if r}
    amounts = (Amount(_COUNTED.get(q.unit, role), q.value, q.unit, q.comparator) for role, q, *_ in told if q)
    return Told(tuple(amounts), tuple(spans), tuple(sorted(rounds)))


def lead_of(verb: Verb) -> int:
    """Return the offset of the clause where a Chinese verb begins with the sum before it ("完成12亿美元融资")."""
    text = _shown(verb)
    at_value = _AT_VALUE_ZH.search(text, verb.clause.start, verb.hit.start) if verb.hit.id == "raise" else None
    match = _before_verb(verb, text) or at_value
    return (match.start() if match else verb.hit.start) - verb.clause.start


def _found(verb: Verb, text: str) -> Iterator[_Found]:
    """Give what the patterns find, in order of importance."""
    act, clause = verb.hit.id, verb.clause
    if match := _before_verb(verb, text):
        yield (Role.PRICE if act == "acquire" else Role.SUM), match.start(), match.end(), match
    if act in _AFTER_VERB and (match := _AFTER_VERB[act][verb.line.chinese].match(text, verb.hit.end, clause.end)):
        yield Role.SUM, match.start(), match.end(), match
    if act == "acquire" and not verb.line.chinese and (match := _PRICE_EN.search(text, verb.hit.end, clause.end)):
        yield Role.PRICE, match.start(), match.end(), match
    if act == "raise" and (match := _valuation(verb, text)):
        post = match["post"] or match["of"]
        yield (Role.POST_MONEY if post else Role.VALUATION), match.start(), match.end(), match


def _before_verb(verb: Verb, text: str) -> re.Match[str] | None:
    """Return the sum before a Chinese verb of money with the words around it."""
    pattern = _BEFORE_VERB_ZH.get(verb.hit.id) if verb.line.chinese else None
    return pattern.search(text, verb.clause.start, verb.hit.start) if pattern else None


def _after_sum(verb: Verb, text: str, end: int) -> re.Match[str] | None:
    """Return the words behind the sum raised that only say what money it is ("in Series B funding", "B轮融资")."""
    if verb.hit.id != "raise":
        return None
    pattern = _AFTER_SUM_ZH if verb.line.chinese else _AFTER_SUM_EN
    return pattern.match(text, end, verb.clause.end)


def _valuation(verb: Verb, text: str) -> re.Match[str] | None:
    """Return the valuation in the clause or at the head of the next one."""
    pattern = _VALUATION_ZH if verb.line.chinese else _VALUATION_EN
    if match := pattern.search(text, verb.clause.start, verb.clause.end):
        return match
    head = (_NEXT_ZH if verb.line.chinese else _NEXT_EN).match(text, verb.clause.end)
    start = head.end() - (not verb.line.chinese) if head else len(text)
    return pattern.match(text, start)


def _round(match: re.Match[str]) -> str:
    """Return the qualifier of the round of money named in a match, or nothing."""
    named = match.groupdict()
    return "round-seed" if named.get("seed") else f"round-{letter}" if (letter := named.get("letter")) else ""


def _inside(verb: Verb, text: str, match: re.Match[str]) -> Quantity | None:
    """Return the one amount that a match covers; None where it covers part of one, or one of the wrong sort."""
    covered = [q for q in verb.line.amounts if match.start() <= q.start and q.end <= match.end()]
    covered = [q for q in covered if text[q.start] == FIGURE]
    if len(covered) != 1:
        return None
    role = Role.SUM if is_money(covered[0].unit) else _COUNTED[covered[0].unit]
    return covered[0] if role in _FITTING.get(verb.hit.id, _MONEY) else None


def _shown(verb: Verb) -> str:
    """Return the masked line with its amounts of money, percent and people masked too."""
    text = verb.line.masked
    for q in verb.line.amounts:
        if is_money(q.unit) or q.unit in _COUNTED:
            text = text[: q.start] + FIGURE * (q.end - q.start) + text[q.end :]
    return text
