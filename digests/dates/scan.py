"""From text to expressions: find, choose, refuse, join, resolve in reading order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from digests.dates import chinese, english, numeric
from digests.dates.future import governed, lasts_until
from digests.dates.parts import Found, Part
from digests.dates.pieces import Grammar, longest
from digests.dates.refuse import refused
from digests.dates.resolve import resolve, resolve_range
from digests.dates.scene import Scene
from digests.dates.spans import join
from digests.reading import Expression
from digests.text.script import fold
from digests.when import Basis, Granularity, Published, When

_LATIN = (*numeric.rules(english.LEFTWARDS), *english.RULES)
GRAMMAR = Grammar((*chinese.RULES, *_LATIN))
_LATIN_GRAMMAR = Grammar(_LATIN)
_SENTENCE = re.compile(
    r"[。！？!?\n]|(?<![A-Z])(?<!Jan)(?<!Feb)(?<!Aug)(?<!Sept)(?<!Sep)(?<!Oct)(?<!Nov)(?<!Dec)\.(?=\s+[\"“]?[A-Z])"
)
_LEADS = re.compile(r"\s*(?:in|on|during|在|于|到|至|早在|since|from|\W)*\s*")
_FOUNDED = re.compile(
    r"(?:founded|established|born|created|set\s+up|incorporated|started)\s+(?:in|on)\s+$|(?:成立|创立|创办|创建|出生|生|建立)于?$"
)
_FOUNDING = re.compile(r"(?:正式)?(?:成立|创立|创办|创建|出生|建立|入职|加入)")
_HAN = re.compile("[\u4e00-\u9fff]")
_AHEAD = re.compile(r"[^,.;:，。；：\n]{0,48}")
_FINE = frozenset({Granularity.DAY, Granularity.MONTH, Granularity.QUARTER, Granularity.HALF, Granularity.SEASON})


def scan(text: str, published: Published | None, anchor: When | None) -> tuple[Expression, ...]:
    """Return the expressions of the text in order; see ``digests.dates.find_dates``."""
    folded = fold(text)
    found = [
        one
        for one in longest((_LATIN_GRAMMAR if folded.isascii() else GRAMMAR).find(folded), len(folded))
        if not refused(text, folded, one)
    ]
    if not found:
        return ()
    joined = [one for one in join(folded, found) if not one.part.bound or one.part.until is not None]
    return _Reader(text, folded, published, anchor).read(joined)


class _Reader:
    """Resolves expressions in reading order, remembering the last date and what it may lend."""

    def __init__(self, text: str, folded: str, published: Published | None, anchor: When | None) -> None:
        self.text = text
        self.folded = folded
        self.published = published
        self.anchor = anchor
        self.last: Found | None = None
        self.breaks = [m.end() for m in _SENTENCE.finditer(text)]

    def read(self, found: Sequence[Found]) -> tuple[Expression, ...]:
        """Return the expressions, resolved."""
        read = []
        for at, one in enumerate(found):
            following = found[at + 1] if at + 1 < len(found) else None
            read.append(self._expression(one, following))
        return tuple(read)

    def _expression(self, found: Found, following: Found | None) -> Expression:
        """Resolve one expression and remember it."""
        future = governed(self.folded, found.start, found.end) or (found.part.promise and self._is_alone(found))
        future |= found.part.holiday is not None and lasts_until(self.folded, found.start, found.end)
        scene = Scene(self.published, self.anchor, self._context(found), future=future)
        if found.part.ahead:
            scene = replace(scene, anchor=self._ahead(found, following))
        when = _resolved(found.part, scene)
        if not found.part.promise:
            self.anchor, self.last = when, found  # an unknown date hides the one before it from "later"
        planned = future and (when is None or self.published is None or when.end >= scene.first)
        return Expression(found.start, found.end, self.text[found.start : found.end], when, planned)

    def _is_alone(self, found: Found) -> bool:
        """Say whether the text holds nothing else: then "in two weeks" is an answer, no length."""
        return not (self.folded[: found.start] + self.folded[found.end :]).strip(" .,!?")

    def _ahead(self, found: Found, following: Found | None) -> When | None:
        """Return the date that follows in the clause ("five months after the February 2023 release")."""
        if following is None or not _AHEAD.fullmatch(self.folded, found.end, following.start):
            return None
        return _resolved(following.part, Scene(self.published, self.anchor))

    def _context(self, found: Found) -> When | None:
        """Return the date of the same sentence that a bare month or day carries on from, if there is one."""
        last, when, part = self.last, self.anchor, found.part
        if last is None or when is None or part.has_frame or part.turn is not None:
            return None
        if bisect_right(self.breaks, last.start) != bisect_right(self.breaks, found.start):
            return None
        if part.day is not None and part.month is None:
            return when if when.granularity in (Granularity.DAY, Granularity.MONTH) else None
        return when if when.basis is not Basis.PUBLICATION and self._lends(last, found, when) else None

    def _lends(self, last: Found, found: Found, when: When) -> bool:
        """Say whether a dated expression lends its year to a bare one after it."""
        between = self.folded[last.end : found.start]
        if _FOUNDED.search(self.folded, max(0, last.start - 24), last.start) or _FOUNDING.match(between):
            return False
        if when.granularity is Granularity.YEAR:
            return self._opens_sentence(last)
        listed = (
            _HAN.search(between) or not re.search(r"[,;:—]", between) or re.search(r"(?<![a-z])(?:and|then)\s", between)
        )
        return when.granularity in _FINE and bool(listed)

    def _opens_sentence(self, found: Found) -> bool:
        """Say whether nothing but a preposition stands before the words in their sentence."""
        at = bisect_right(self.breaks, found.start)
        begin = self.breaks[at - 1] if at else 0
        return _LEADS.fullmatch(self.folded, begin, found.start) is not None


def _resolved(part: Part, scene: Scene) -> When | None:
    """Resolve a single expression or a range."""
    if part.until is None:
        return resolve(part, scene)
    return resolve_range(replace(part, until=None), part.until, scene)
