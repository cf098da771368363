"""Where sentences end, in Chinese and in English: spans over one paragraph.

A mark of the end is believed unless something speaks against it: an abbreviation, a lower-case word after it, a short
quotation or bracket around it, or the attribution that follows a quotation. (The idea of doubting marks by lists of
abbreviations and sentence openers is that of pySBD, Sadvilkar and Neumann 2020.)
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from digests.text.patterns import late
from digests.text.script import HAN, word_set

_LONGEST = 500
"""Code points; what goes on longer without an end is cut at its last comma."""
_SHIELD_CHINESE, _SHIELD_ENGLISH = 120, 240
"""Code points up to which a quotation of several sentences stays in one piece with its attribution."""
_SOFT_MIN = 40
"""Code points a clause needs before a semicolon ends it in Chinese."""
_PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
    "[": "]",
    '"': '"',
}
_DEEPEST = 20
"""Open marks among which the partner of a closing one is looked for."""
_BRACKETS, _TITLES = "（(【[", "《〈"
_CLOSERS = "”’」』》〉）)】]\"'"
_PAIR_MARK = late(f"[{re.escape(''.join({**_PAIRS, **{v: k for k, v in _PAIRS.items()}}))}]")

_HAN_CHAR = late(f"[{HAN}]")
_LOWER_WORD = late(r"\b[a-z]{2,}\b")
_CHINESE_MARK = late(rf"[。！？!?…．]+|\.+|[；;](?![{re.escape(_CLOSERS)}])")
_ENGLISH_MARK = late(r"[.!?…。！？]+")
_CLOSING = late(rf"[{re.escape(_CLOSERS)}]+|(?:\s''|'')+(?=\s|$)")
_GLUE_BEFORE = late(r"(?<=[a-z]{3}\.)(?=[A-Z][a-z]* )")

_CARRIES_ON = late(r"\s*(?:[，,、；;：:。]|[的等之与與和及或]|[这這那][一种種样樣类類句些]|一[词詞说說类類])")
_CHINESE_ATTRIBUTION = late(
    r"\s*[^，,。！？!?；;“「\"]{0,20}?(?:[说說]道?|[称稱]|表示|[问問]道?|[写寫]道|指出|[补補]充道?|回[应應]道?|回答|坦言"
    r"|[强強][调調]|感[叹嘆]|解[释釋]道?|[总總][结結]道?|回[忆憶]道?|反[问問]|道)[。！？!?]"
)
_ENGLISH_ATTRIBUTION = late(
    r"\s+(?:[A-Z][\w.'’-]*\s+){1,4}(?:said|says|wrote|writes|asked|added|told|replied|explained"
    r"|noted|argued|warned)\b"
)
_NEVER_ENDS = word_set(
    "mr mrs ms dr prof sen rep gov gen lt col sgt capt cmdr adm st rev hon pres vs v e.g i.e cf viz al no nos fig figs "
    "vol pp art sec ch eq jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "approx est dept messrs mt ft"
)
_MAY_END = word_set(
    "inc corp ltd co llc plc bros u.s u.k u.n e.u u.s.a d.c a.m p.m jr sr ph.d m.d b.a m.a etc a.i l.a n.y s.a n.v"
)
_OPENERS = word_set(
    "the a an in it its he she they we i you this that these those but and or so yet on at for from by as if when "
    "while with after before since although though however meanwhile moreover instead still now there here what who "
    "why how where his her their our my your not no one some many most both each another last next earlier also then"
)
_DIGITS = late(r"\d+")
_LONGEST_TOKEN = 40
_LAST_TOKEN = late(r"[^\s(“‘\"'\[]*$")
_NEXT_WORD = late(rf"[\s{re.escape(_CLOSERS)}“‘(\[`—–-]*(\S*)")
_SOFT_CUT = late(r".*(?:[，,；;：:、]|\s)", re.DOTALL)


def mostly_chinese(text: str) -> bool:
    """Say whether a paragraph is written in Chinese, names in Latin letters aside."""
    han = len(_HAN_CHAR.findall(text))
    return han > 0 and han >= len(_LOWER_WORD.findall(text))


@lru_cache(maxsize=1024)
def sentence_spans(paragraph: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences of one paragraph, in order, without surrounding blanks.

    Every letter lies in exactly one span, and no span is longer than 500 code points. Marks without letters stay with
    the sentence before them; a lone number (of a footnote or a list) belongs to none.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in (*_ends(paragraph), len(paragraph)):
        if any(c.isalpha() for c in paragraph[start:end]):
            spans.append((start, end))
        elif spans and not any(c.isdigit() for c in paragraph[start:end]):
            spans[-1] = (spans[-1][0], end)
        start = end
    return tuple(piece for span in spans for piece in _short_pieces(paragraph, *_trimmed(paragraph, *span)))


def ends_whole(text: str) -> bool:
    """Say whether a text is empty or stops where a sentence ends, closing marks aside."""
    stripped = text.rstrip().rstrip(_CLOSERS).rstrip()
    return not text.strip() or stripped.endswith(tuple("。！？!?.…．"))


def _ends(text: str) -> list[int]:
    """Return the offsets at which a sentence ends inside the text, in order."""
    chinese = mostly_chinese(text)
    shields = _shields(text, _SHIELD_CHINESE if chinese else _SHIELD_ENGLISH)
    ends: list[int] = []
    for mark in (_CHINESE_MARK if chinese else _ENGLISH_MARK).finditer(text):
        start = ends[-1] if ends else 0
        end = _past_closing(text, mark.end())
        if end < len(text) and not _shielded(text, shields, start, mark.start(), end):
            believed = _ends_chinese if chinese else _ends_english
            if believed(text, start, mark, end):
                ends.append(end)
    return ends


def _past_closing(text: str, end: int) -> int:
    """Return the offset after the closing marks that follow; a straight quote closes only what is open."""
    closing = _CLOSING.match(text, end)
    if not closing:
        return end
    marks = closing.group()
    odd = text.count('"', 0, end) % 2
    if marks.startswith('"') and not odd:
        return end
    return closing.end()


def _shields(text: str, longest: int) -> list[tuple[int, int]]:
    """Return the spans of the balanced quotations and brackets short enough to stay whole, by where they begin."""
    open_marks: list[tuple[str, int]] = []
    spans: list[tuple[int, int]] = []
    for found in _PAIR_MARK.finditer(text):
        mark, at = found.group(), found.start()
        depth = next((i for i in range(1, min(len(open_marks), _DEEPEST) + 1) if open_marks[-i][0] == mark), 0)
        if depth:
            spans.append((open_marks[-depth][1], at + 1))
            del open_marks[-depth:]
        elif mark in _PAIRS:
            open_marks.append((_PAIRS[mark], at))
    return sorted((start, end) for start, end in spans if end - start <= longest)


def _shielded(text: str, shields: list[tuple[int, int]], sentence: int, mark: int, end: int) -> bool:
    """Say whether a quotation or bracket keeps the mark from ending the sentence.

    One that goes on after the mark does; so does the title of a work, and a bracket that ends with the mark unless it
    holds the whole sentence.
    """
    first = bisect_left(shields, (mark - _SHIELD_ENGLISH, 0))
    for start, stop in shields[first : bisect_left(shields, (mark, 0))]:
        if mark < stop:
            bracketed_part = text[start] in _BRACKETS and text[sentence:start].strip() != ""
            if stop > end or bracketed_part or text[start] in _TITLES:
                return True
    return False


def _ends_chinese(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Say whether a mark in Chinese text ends the sentence that began at ``start``."""
    sign = mark.group()
    if sign in "；;":
        return end - start >= _SOFT_MIN
    if sign.startswith(".") and not _full_stop_in_chinese(text, start, mark):
        return False
    if _CARRIES_ON.match(text, end) and (end > mark.end() or sign.startswith("…")):
        return False
    return not (end > mark.end() and _CHINESE_ATTRIBUTION.match(text, end))


def _full_stop_in_chinese(text: str, start: int, mark: re.Match[str]) -> bool:
    """Say whether an ASCII point in Chinese text is a full stop: after Chinese, or between a word and a blank."""
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() :]
    if _HAN_CHAR.match(before) or before in tuple(_CLOSERS):
        return True
    word = _last_token(text, start, mark.start()).lower()
    return after[:1].isspace() and word not in _MAY_END | _NEVER_ENDS and not _DIGITS.fullmatch(word) and len(word) > 1


def _ends_english(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Say whether a mark in English text ends the sentence that began at ``start``."""
    if not text[end].isspace():
        return bool(_GLUE_BEFORE.match(text, end)) or (end > mark.end() and text[end].isupper())
    following = _NEXT_WORD.match(text, end)
    word = following.group(1) if following else ""
    if word[:1].islower():
        return False
    if end > mark.end() and _ENGLISH_ATTRIBUTION.match(text, end):
        return False
    if mark.group() != ".":
        return True
    token = _last_token(text, start, mark.start())
    numbers_list = _DIGITS.fullmatch(token) and not text[start : mark.start() - len(token)].strip()
    return not numbers_list and _point_ends(token, word)


def _last_token(text: str, start: int, end: int) -> str:
    """Return the token that stands before a mark, at most 40 code points of it."""
    found = _LAST_TOKEN.search(text[max(start, end - _LONGEST_TOKEN) : end])
    return found.group() if found else ""


def _point_ends(token: str, word: str) -> bool:
    """Say whether a single point ends a sentence, by the token before it and the word after it."""
    if token.lower() in _NEVER_ENDS:
        return False
    if token.lower() in _MAY_END or (len(token) == 1 and token.isupper()):
        return word.lower().rstrip(",.") in _OPENERS
    return True


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without blanks at its ends."""
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - (len(inner) - len(inner.rstrip()))


def _short_pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the span, cut at commas or blanks where it is longer than a quote may be."""
    pieces: list[tuple[int, int]] = []
    while end - start > _LONGEST:
        soft = _SOFT_CUT.match(text[start : start + _LONGEST])
        stop = start + (soft.end() if soft else _LONGEST)
        pieces.append(_trimmed(text, start, stop))
        start = _trimmed(text, stop, end)[0]
    return [*pieces, (start, end)]
