"""Text as it can be drawn: nothing invisible, nothing that no font has."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby

import regex

from adapters.pictures.wrap import clusters
from digests.errors import BadSetting
from digests.text.script import clean_for_display

Has = Callable[[str], bool]
"""Whether some font has every character of a grapheme cluster."""

OMITTED = "[…]"
"""What stands for a run of rare characters that no font has: an editor's sign of an omission, never an empty box."""
_NAMED = 8


def legible(text: str, has: Has) -> str:
    """Return the text on one line, of characters that fonts have.

    A cluster that no font has is drawn in its plain form (𝐀 as A) or without its marks where that is possible. Emoji
    and other pictographs are left out. What remains of rare scripts becomes an ellipsis in brackets, so that a
    stranger's one odd letter cannot take a whole picture away.

    Raises BadSetting naming everyday characters, Chinese or Latin, that no font has: then one must be installed.
    """
    plain = " ".join(unicodedata.normalize("NFC", clean_for_display(text)).split())
    forms = [_plainest(cluster, has) for cluster in clusters(plain)]
    lacking = {cluster for cluster in forms if cluster and not has(cluster)}
    if everyday := [cluster for cluster in dict.fromkeys(forms) if cluster in lacking and _is_everyday(cluster)]:
        raise BadSetting("picture-no-font", "".join(everyday[:_NAMED]))
    runs = groupby(forms, key=lacking.__contains__)
    return " ".join("".join(_drawn(run, lacking=lacks) for lacks, run in runs).split())


def _drawn(run: Iterable[str], *, lacking: bool) -> str:
    """Return a run as it is drawn."""
    return OMITTED if lacking else "".join(run)


def _plainest(cluster: str, has: Has) -> str:
    """Return the first form of a cluster that some font has; itself where none has any, nothing for a pictograph."""
    if has(cluster):
        return cluster
    plain = unicodedata.normalize("NFKC", cluster)
    bare = "".join(char for char in unicodedata.normalize("NFKD", cluster) if not unicodedata.combining(char))
    for form in (plain, bare):
        if form and all(map(has, clusters(form))):
            return form
    return "" if regex.search(r"[\p{So}\p{Sk}\p{Extended_Pictographic}]", cluster) else cluster


def _is_everyday(cluster: str) -> bool:
    """Say whether a cluster is of Latin letters and digits, or of the Chinese that newspapers print."""
    return any(_writable(cluster, charset) for charset in ("ascii", "gb2312", "big5"))


def _writable(cluster: str, charset: str) -> bool:
    try:
        cluster.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
