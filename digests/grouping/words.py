"""English words cut to their stems."""

from __future__ import annotations

from functools import lru_cache

from digests.text.script import word_set

_SUFFIXES = ("ing", "ed", "es", "s", "e")
_SHORTEST = 3
_DOUBLED = ("bb", "dd", "gg", "mm", "nn", "pp", "rr", "tt")
"""What doubles its consonant before an ending: planned, winning."""
_PEOPLES = dict(
    pair.split(":")
    for pair in word_set(
        """
        african:africa american:america argentine:argentina asian:asia australian:australia austrian:austria
        belgian:belgium brazilian:brazil british:britain canadian:canada chilean:chile chinese:china colombian:colombia
        cuban:cuba danish:denmark dutch:netherlands egyptian:egypt emirati:emirates european:europe finnish:finland
        french:france german:germany greek:greece hungarian:hungary indian:india indonesian:indonesia iranian:iran
        iraqi:iraq irish:ireland israeli:israel italian:italy japanese:japan kenyan:kenya korean:korea libyan:libya
        malaysian:malaysia mexican:mexico nigerian:nigeria norwegian:norway pakistani:pakistan philippine:philippines
        polish:poland portuguese:portugal qatari:qatar russian:russia saudi:saudi singaporean:singapore
        spanish:spain swedish:sweden swiss:switzerland syrian:syria taiwanese:taiwan thai:thailand turkish:turkey
        ukrainian:ukraine vietnamese:vietnam
        """
    )
)
"""Words for peoples and their countries: headlines take the one or the other."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return an English word without its commonest endings; crude on purpose, it only has to be the same each time."""
    word = _PEOPLES.get(word, word)
    if word.endswith("ies") and len(word) > len("ties"):
        return f"{word[:-3]}y"
    if word.endswith("ss"):
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            cut = word[: -len(suffix)]
            return cut[:-1] if suffix in ("ing", "ed") and cut.endswith(_DOUBLED) else cut
    return word
