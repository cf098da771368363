"""As of when a number holds, and whether it is a forecast or a hypothesis."""

from __future__ import annotations

from digests.figure import Flag
from digests.figures.clauses import Place
from digests.figures.compared import is_baseline
from digests.reading import Expression
from digests.text.patterns import late
from digests.when import Published, When

_NOW = late(r"\b(?:now|currently|at present|today|so far|already)\b|目前|现在|如今|当前|迄今|截至|至今")
_STATE = late(
    r"\b(?:has|have|is|are|holds?|owns?|controls?|stands?|runs?|count|serves?)\b|拥有|有|达|已|为|占|突破|超|约|控制"
)
_PAST = late(r"\b(?:had|was|were)\b|曾|当时|此前")
_SAID = late(r"\b(?:said|says|announced|reported|told|according)\b|表示|宣布|称|说|报告|指出")
_FUTURE = late(
    r"\b(?:will|would|expects?|expected|forecasts?|projects?|projected|plans?|planned|target(?:s|ed)?|aims?|promised"
    r"|pledged|to reach|on track)\b|将|预计|计划|有望|目标|预期|拟"
)
_MAYBE = late(
    r"\b(?:could|might|may|possible|potential(?:ly)?|would have|in talks|considering|mulls?|weighs?|seeks?)\b"
    "|洽谈|商谈|考虑|可能|或许|潜在|也许"
)
_IF = late(r"\b(?:if|suppose|assuming|hypothetical(?:ly)?)\b|如果|假如|倘若|假设|要是|一旦")
_THAN = late(r"(?:\b(?:from|than|compared (?:with|to)|versus|over) (?:the )?|[较比])$")
_OF_THEN = late(r"[的时]? ?|,? (?:when|at|with|to) ")
"""What may stand between a date and the number it belongs to: 去年12月初的6.5亿次."""
_HAPPENED = late(
    r"\b(?:had|was|were|raised|rose|fell|grew|dropped|jumped|climbed|lost|cut|sold|paid|bought)\b|曾|当时|此前"
)
_TIMELESS = late(
    "(?:variant_|active_)?parameters|training_(?:tokens|data|cost|time).*|context_window|experts|languages|layers"
)
"""Metrics of what a model is: the date of its release is not theirs."""
_LASTING = late(r"training_.*|tokens|age|.*_limit|(?:revenue|profit|loss|spending|capital_expenditure)(?:_.*)?")
"""Metrics that a title does not tell as of its day: limits hold until another is set, results are of some period."""
_NEAR = 24
_QUESTION = late(r"[?？吗]\W*$")
_SNAPSHOTS = (
    "users",
    "customers",
    "subscribers",
    "developers",
    "downloads",
    "employees",
    "rank",
    "share",
    "stake",
    "market_cap",
)


def as_of(place: Place, metric: str, published: Published | None) -> When | None:
    """Return the period the number holds for: that of its clause, of its sentence, or for a state the publication.

    What another number is measured from ("up from 41 million", 比去年的6亿增加五成) has only a date of its own.
    """
    dated = [e for e in place.expressions if e.when is not None and not _TIMELESS.fullmatch(metric)]
    if is_baseline(place.folded, place.start, place.end):
        own = [e for e in dated if _own(e, place)]
        return _closest(place, own).when if own else None
    dated = [e for e in dated if not _compared(e, place)]
    inside = [e for e in dated if place.in_clause(e.start)]
    if inside:
        return _closest(place, inside).when
    now = published.when if published else None
    if _TIMELESS.fullmatch(metric):
        return None
    if _NOW.search(place.around):
        return now
    earlier = [e for e in dated if e.end <= place.sentence.start + place.clause[0]]
    said = [e for e in dated if _SAID.search(_around(e, place))]
    for found in (earlier[-1:], said[:1]):
        if found:
            return found[0].when
    return now if _is_state(place, metric) else None


def _is_state(place: Place, metric: str) -> bool:
    """Say whether the number is what holds at publication: told in the present, of what changes, as titles do."""
    if metric.endswith(_SNAPSHOTS) and _STATE.search(place.around) and not _PAST.search(place.around):
        return True
    return place.sentence.is_title and not _LASTING.fullmatch(metric) and not _HAPPENED.search(place.folded)


def _own(expression: Expression, place: Place) -> bool:
    """Say whether a date belongs to the number: right before it, or behind it in its clause."""
    start, end = expression.start - place.sentence.start, expression.end - place.sentence.start
    if end <= place.start:
        return bool(_OF_THEN.fullmatch(place.folded, end, place.start))
    return place.end <= start < place.clause[1]


def _compared(expression: Expression, place: Place) -> bool:
    """Say whether the date is only what something is compared with: "up 16% from a year ago", 较去年同期."""
    return bool(_THAN.search(place.folded[: expression.start - place.sentence.start]))


def _around(expression: Expression, place: Place) -> str:
    """Return the words right around a date, where it says when somebody said the sentence."""
    start, end = expression.start - place.sentence.start, expression.end - place.sentence.start
    return place.folded[max(0, start - _NEAR) : end + _NEAR // 2]


def flags_of(place: Place, when: When | None, published: Published | None) -> frozenset[Flag]:
    """Return FORECAST and HYPOTHETICAL where the words before the number, its date or a question mark say so."""
    flags = set()
    if _FUTURE.search(_governing(place)) or (when and published and when.start > published.when.end):
        flags.add(Flag.FORECAST)
    if _MAYBE.search(place.before) or _IF.search(place.folded[: place.end]) or _QUESTION.search(place.sentence.text):
        flags.add(Flag.HYPOTHETICAL)
    return frozenset(flags)


def _governing(place: Place) -> str:
    """Return the words up to the number that may govern it: since the number or the semicolon before."""
    start = place.clause[0]
    previous = max((end for _, end in place.others if end <= start), default=0)
    semicolon = max(place.folded.rfind(mark, 0, start) for mark in ";；:：。")
    return place.folded[max(previous, semicolon, 0) : place.end]


def _closest(place: Place, expressions: list[Expression]) -> Expression:
    """Return the expression nearest to the quantity."""
    return min(expressions, key=lambda e: min(abs(e.end - place.quantity.start), abs(e.start - place.quantity.end)))
