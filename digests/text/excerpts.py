"""Excerpts: feeds often give only the first few hundred characters of a report, and break the last sentence off.

Half a sentence is not quoted: what is missing may be a denial, or the name of who said it.
"""

from __future__ import annotations

from collections.abc import Sequence

from digests.text.cuts import ends_whole, mostly_chinese
from digests.text.patterns import late

_LONGEST = 1000
"""Code points of an excerpt; a longer text was not cut by a feed."""
_SHORTEST, _SHORTEST_CHINESE = 60, 30
"""Code points of a last sentence that is more than a caption or a label."""
_CERTAIN, _CERTAIN_CHINESE = 160, 80
"""Code points it has where no whole sentence stands before it: a teaser of one line may do without a full stop."""
_ELLIPSIS = late(r"(?:\[\s?(?:…|\.{3})\s?\]|[^\s….。！？!?][\s,;:]*(?:…|\.{3}))[”\"'’)]?\s*$")
"""One that follows a word; a Chinese …… is a way to end a sentence."""
_STYLISTIC = late(r"……\W*$")


def breaks_off(sentences: Sequence[str], length: int) -> bool:
    """Say whether the last of a text's sentences, titles aside, was broken off by a feed; the text has that length."""
    if not sentences or length > _LONGEST:
        return False
    last = sentences[-1].rstrip()
    if _ELLIPSIS.search(last) and not _STYLISTIC.search(last):
        return True
    if ends_whole(last):
        return False
    shortest, certain = (_SHORTEST_CHINESE, _CERTAIN_CHINESE) if mostly_chinese(last) else (_SHORTEST, _CERTAIN)
    return len(last) >= (shortest if any(map(ends_whole, sentences[:-1])) else certain)
