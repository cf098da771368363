"""Which language and script a text is in, the folded form used for matching, and the script a reader sees.

Offsets are sacred: ``fold`` never changes the length, so a span found in folded text is a span of the original.
Characters are told apart with OpenCC's tables and, because those also list everyday characters that both scripts
share (台, 后, 里), with the national character sets GB 2312 (mainland) and Big5 (Taiwan).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

from digests.language import Lang

_HAN_RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))
HAN = "".join(f"{chr(start)}-{chr(end - 1)}" for start, end in _HAN_RANGES)
"""The Chinese characters, as the inside of a regular expression's brackets."""


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list divided by blanks."""
    return frozenset(words.split())


_WORD = re.compile(r"[^\W\d_]+")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d]")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_HAN = re.compile(f"[{HAN}]")
_LATIN_LOWER = re.compile(r"(?<![^\W\d_])[a-zß-öø-ÿā-ſ]{2,}(?![^\W\d_])")
_LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]")
_BRACKETED = re.compile(r"[(（][^()（）\n]{1,80}[)）]")
_FOREIGN_SHARE = 0.1
"""Share of kana or hangul among East Asian characters that a foreign name in a Chinese text never reaches."""

_ENGLISH = word_set(
    "the of and is to for with that by at from it its are were has have had will would be been after over how why what "
    "this their they he his she her you your we our or but not could can may than about into new"
)
_OTHER_LATIN = word_set(
    "le la les des du une et est dans pour que qui sur avec ses ce cette sont aux plus el los las y del por con para "
    "una su se como más der das den dem ein eine einen und ist mit auf für von zu im nicht sich auch il gli lo di che "
    "della delle per sono nel alla os da dos uma não em ao na het een van voor niet och att som för det och på med "
    "av og til på är den jest nie się dla bir ve için"
)
_MIN_OTHER_VOTES = 2

_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
"""Full-width digits and letters, which lie ``_WIDTH`` code points above the usual ones."""
_WIDTH = 0xFEE0
_MAX_MARKS = 3
_SHORT = 200
"""Code points up to which folding costs less than remembering."""


@cache
def _converter(config: str) -> OpenCC:
    """Return the OpenCC converter of that name."""
    return OpenCC(config)


def _writable(character: str, charset: str) -> bool:
    """Say whether a national character set holds the character."""
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _changed_by(config: str) -> list[str]:
    """Return the everyday Chinese characters that an OpenCC conversion, given each alone, turns into another."""
    every = [chr(code) for start, end in _HAN_RANGES[:2] for code in range(start, end)]
    converted = _converter(config).convert("\n".join(every)).split("\n")
    return [before for before, after in zip(every, converted, strict=True) if before != after]


@cache
def _telling_characters() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return patterns of the characters that only Simplified, only Traditional and only Japanese text has."""
    simplified = [c for c in _changed_by("s2t") if not _writable(c, "big5")]
    traditional = [c for c in _changed_by("t2s") if c == "於" or not _writable(c, "gb2312")]
    japanese = [c for c in _changed_by("jp2t") if not _writable(c, "gb2312") and not _writable(c, "big5")]
    return tuple(re.compile(f"[{''.join(chars)}]") for chars in (simplified, traditional, japanese))  # type: ignore[return-value]  # three by construction


def language_of(text: str) -> Lang:
    """Return the language of a text by majority of its characters and words; a title alone is enough.

    A foreign name in a Chinese text, or a Chinese one in an English text, does not change the verdict, and neither
    do brackets, which mostly hold the other language's form of a name. Chinese without a telling character counts as
    Simplified. Text without letters, and languages the desk does not read, are OTHER.
    """
    body = _BRACKETED.sub(" ", text)
    if not _WORD.search(body):
        body = text
    kana, hangul, han = (len(pattern.findall(body)) for pattern in (_KANA, _HANGUL, _HAN))
    if kana + hangul > _FOREIGN_SHARE * (kana + hangul + han):
        return Lang.OTHER
    if han and han >= len(_LATIN_LOWER.findall(body)):
        return _chinese_script(body)
    return _latin_language(body)


def tells_script(text: str) -> bool:
    """Say whether a text holds any character that only one of the Chinese scripts has."""
    return any(pattern.search(text) for pattern in _telling_characters()[:2])


def _chinese_script(text: str) -> Lang:
    """Return the script the majority of telling characters speaks for; Japanese without kana is OTHER."""
    simplified, traditional, japanese = (len(pattern.findall(text)) for pattern in _telling_characters())
    if japanese > max(simplified, traditional):
        return Lang.OTHER
    return Lang.HANT if traditional > simplified else Lang.HANS


def _latin_language(text: str) -> Lang:
    """Return EN, or OTHER where other alphabets or other languages' function words and accents prevail."""
    latin = len(_LATIN.findall(text))
    letters = sum(map(len, _WORD.findall(text)))
    if latin * 2 <= letters:
        return Lang.OTHER
    words = [word.lower() for word in _WORD.findall(text) if not word.isupper()]  # MIT is no German preposition
    english = sum(word in _ENGLISH for word in words)
    other = sum(word in _OTHER_LATIN or not word.isascii() for word in words)
    return Lang.OTHER if other > english and other >= _MIN_OTHER_VOTES else Lang.EN


def fold(text: str) -> str:
    """Return the text in the form used for matching: Simplified, lower case, half-width letters and digits.

    ``len(fold(text)) == len(text)`` always, so offsets stay valid. Folding is done on whole texts, since OpenCC looks
    at the neighbours of some characters (乾淨 → 干净, but 乾隆 stays). Long texts are remembered: many ask for one.
    """
    if text.isascii():
        return text.lower()
    return _remembered_fold(text) if len(text) > _SHORT else _folded(text)


def _folded(text: str) -> str:
    """Return the folded form of a text."""
    return _WIDE.sub(lambda wide: chr(ord(wide[0]) - _WIDTH), _lowered(_simplified(text)))


_remembered_fold = lru_cache(maxsize=64)(_folded)


def _simplified(text: str) -> str:
    """Convert to Simplified; whatever would change the length, and half a surrogate pair, stays as it is."""
    try:
        converted = _converter("t2s").convert(text)
    except UnicodeEncodeError:
        converted = ""
    if len(converted) == len(text):
        return str(converted)
    return "".join(_simplified(c) if _HAN.match(c) else c for c in text)


def _lowered(text: str) -> str:
    """Lower the case of every character whose lower case is one character (that of İ is two)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def shown_in(text: str, source: Lang, reader: Lang) -> str:
    """Return the text as a reader sees it: cleaned, and Chinese in the reader's script.

    Only characters are converted (s2tw, tw2s). Conversions of vocabulary (s2twp, tw2sp) would put words into the
    source's mouth and get ordinary ones wrong (法律程序 becomes 法律程式, 激活用户 becomes 啟用使用者). Text already in
    the reader's script is never converted, and a reader of English sees Chinese as it was written.
    """
    clean = clean_for_display(text)
    if source is Lang.HANS and reader is Lang.HANT:
        return str(_converter("s2tw").convert(clean))
    if source is Lang.HANT and reader is Lang.HANS:
        return str(_converter("tw2s").convert(clean))
    return clean


def clean_for_display(text: str) -> str:
    """Return the text without what a reader cannot see or a screen might obey.

    Removed: control, format and direction characters, zero-width and tag characters, variation selectors, halves of
    surrogate pairs, private-use characters, and marks stacked more than three high. Tabs become spaces; the line
    separators of Unicode become line feeds.
    """
    return text if text.isascii() and text.isprintable() else _cleaned(text)


@lru_cache(maxsize=4096)
def _cleaned(text: str) -> str:
    marks = 0
    kept: list[str] = []
    for character in re.sub("\r\n?|[\u0085\u2028\u2029]", "\n", text).replace("\t", " "):
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MAX_MARKS and _visible(character):
            kept.append(character)
    return "".join(kept)


def _visible(character: str) -> bool:
    """Say whether a character may reach a screen."""
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return False
    return character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co")
