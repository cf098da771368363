"""Deciding what stands where in a picture, before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.pictures.faces import Faces
from adapters.pictures.left_out import LeftOut
from adapters.pictures.legible import legible
from adapters.pictures.looks import LOOKS
from adapters.pictures.sheet import DATES_END, MARGIN, TALLEST, TEXT, WIDTH, Dot, Placed, Sheet, Style
from adapters.pictures.wrap import evened
from adapters.pictures.years import ends_of, without_year, year_of
from digests.language import Lang
from digests.layout.sources import SEPARATOR
from digests.page import Picture, Row, Tone
from digests.text.script import language_of, tells_script

_ROW_GAP = 34
_YEAR_GAP = 22
_PART_GAP = 36
_NOTE_GAP = 4
_LONGEST = 2000
"""Characters of a text that are looked at: more than the narrowest letters need to fill all its lines."""
_MOST_TOLD = 4
"""Marks of a row, conflicts, and lines of its note, that are shown: none may fill the picture by itself."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a paragraph is set."""

    style: Style
    leading: int
    """From one line to the next."""
    most: int
    """Lines at most; what is longer is cut."""


_TITLE = Kind(Style(46, strong=True), 64, 3)
_YEAR = Kind(Style(40, strong=True), 56, 1)
_LINE = Kind(Style(30), 45, 6)
_DATE = Kind(Style(27), 45, 3)
_MARK = Kind(Style(23, strong=True), 32, 2)
_CONFLICT = Kind(Style(24), 35, 3)
_NOTE = Kind(Style(22), 32, 2)
_FOOT = Kind(Style(22), 34, 4)


class Setter:
    """Sets one picture from the top: what is once placed stays where it is."""

    def __init__(self, picture: Picture, faces: Faces, left_out: Mapping[Lang, LeftOut]) -> None:
        self._picture = picture
        self._faces = faces
        self._colours = LOOKS[picture.look]
        self._lang = _language(picture)
        self._left_out = left_out[self._lang]

    def sheet(self) -> Sheet:
        """Return the picture with as many rows as fit. Raises BadSetting where no font has everyday characters."""
        title, y = self._set(self._picture.title, _TITLE, self._colours.words, MARGIN, MARGIN - 8)
        texts, dots, year = [*title], list[Dot](), ""
        room = TALLEST - MARGIN - self._foot_height()
        for row in self._picture.rows:
            row_year = year_of(row.date)
            heading, top = self._heading(row_year if row_year != year else "", y + _ROW_GAP)
            placed, bottom = self._row(row, top)
            if bottom > room:
                break
            texts += [*heading, *placed]
            dots.append(Dot(top + _LINE.leading // 2, row.tone))
            year, y = row_year or year, bottom
        return self._footed(texts, dots, y)

    def _heading(self, year: str, y: int) -> tuple[list[Placed], int]:
        """Return a year above its first row, where one begins, and where that row stands."""
        if not year:
            return [], y
        heading, bottom = self._set(year, _YEAR, self._colours.words, DATES_END, y + _YEAR_GAP)
        return heading, bottom + _YEAR_GAP // 2

    def _row(self, row: Row, top: int) -> tuple[list[Placed], int]:
        """Return the texts of a row, and where it ends."""
        colours = self._colours
        dates, left = self._column(ends_of(without_year(row.date)), _DATE, colours.muted, DATES_END, top)
        marks, left = self._column(row.mark.split(SEPARATOR), _MARK, colours.tones[row.tone], DATES_END, left)
        line, right = self._set(row.line, _LINE, colours.words, TEXT, top)
        conflicts = [f"≠ {conflict}" for conflict in row.conflicts]
        rivals, right = self._column(conflicts, _CONFLICT, colours.tones[Tone.CONFLICT], TEXT, right + _NOTE_GAP)
        notes, right = self._column(row.note.split("\n"), _NOTE, colours.muted, TEXT, right)
        return [*dates, *marks, *line, *rivals, *notes], max(left, right, top + _LINE.leading)

    def _footed(self, texts: list[Placed], dots: list[Dot], y: int) -> Sheet:
        """Return the sheet with its small print."""
        missing = len(self._picture.rows) - len(dots)
        rule = y + _PART_GAP
        foot, bottom = self._column(self._foot(missing), _FOOT, self._colours.muted, MARGIN, rule + _PART_GAP // 2)
        if not foot:
            rule, bottom = 0, y
        return Sheet(bottom + MARGIN, self._colours, (*texts, *foot), tuple(dots), rule, missing)

    def _foot(self, missing: int) -> tuple[str, str]:
        """Return the small print."""
        return self._left_out.say(missing), self._picture.note

    def _foot_height(self) -> int:
        """Return the room that the small print takes at most."""
        return self._column(self._foot(len(self._picture.rows)), _FOOT, "", MARGIN, _PART_GAP * 3 // 2)[1]

    def _column(self, texts: Sequence[str], kind: Kind, colour: str, x: int, y: int) -> tuple[list[Placed], int]:
        """Return paragraphs below each other, and where they end."""
        column: list[Placed] = []
        for text in _told(texts):
            placed, y = self._set(text, kind, colour, x, y)
            column += placed
        return column, y

    def _set(self, text: str, kind: Kind, colour: str, x: int, y: int) -> tuple[list[Placed], int]:
        """Return a paragraph whose first line begins at ``y``, and where it ends; nothing of an empty text."""
        lang = self._lang_of(text)
        shown = legible(_clipped(text), lambda cluster: self._faces.has(cluster, lang))
        if not shown:
            return [], y
        at_right = x == DATES_END
        width = DATES_END - MARGIN if at_right else WIDTH - MARGIN - x
        lines = evened(shown, width, lambda cluster: self._faces.width(cluster, lang, kind.style), kind.most)
        tops = range(y, y + len(lines) * kind.leading, kind.leading)
        placed = [
            Placed(line, lang, kind.style, colour, x, top + _baseline(kind), at_right)
            for line, top in zip(lines, tops, strict=True)
        ]
        return placed, tops.stop

    def _lang_of(self, text: str) -> Lang:
        """Return whose forms a text wants: its own where it tells, else the picture's."""
        own = language_of(text)
        if own.is_chinese and self._lang.is_chinese and not tells_script(text):
            return self._lang
        return own if own is not Lang.OTHER else self._lang


def _clipped(text: str) -> str:
    """Return a text without the end that cannot fit, which need not be looked at."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _told(texts: Sequence[str]) -> Sequence[str]:
    """Return as many texts as are shown below each other, the last an ellipsis where there are more."""
    return texts if len(texts) <= _MOST_TOLD else (*texts[: _MOST_TOLD - 1], "…")


def _language(picture: Picture) -> Lang:
    """Return the language of the bot's own words in a picture; lines may be a source's, and only tell the script."""
    own = "\n".join((picture.title, picture.note, *(f"{row.date} {row.mark}" for row in picture.rows)))
    lang = language_of(own)
    if lang.is_chinese and not tells_script(own):
        told = language_of("\n".join(row.line for row in picture.rows))
        return told if told.is_chinese else lang
    return Lang.EN if lang is Lang.OTHER else lang


def _baseline(kind: Kind) -> int:
    """Return how far below the top of its line a text stands: capitals and Chinese look centred there."""
    return round(kind.leading / 2 + 0.36 * kind.style.size)
