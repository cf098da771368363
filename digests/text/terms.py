"""The words a text can be found by: one cutting for the index, for queries and for grouping."""

from __future__ import annotations

from digests.text.patterns import late
from digests.text.script import HAN, fold

_CJK_RUN = late(f"([{HAN}\u3041-\u3096\u30a1-\u30fa\u30fc\uac00-\ud7a3]+)")
_WORD = late(
    r"[^\W\d_]{2,}(?=\d)"  # llama of llama3.1, gpt of gpt4
    r"|[^\W\d_]?\d+(?:\.\d+)*[^\W_]*"  # 3.1, v3.1, 405b, 4o, h100
    r"|[^\W_]+"
)
_POSSESSIVE = late(r"(?<=\w)['’]s\b")
_GROUPING_COMMA = late(r"(?<=\d),(?=\d{3}(?!\d))")


def search_terms(text: str) -> tuple[str, ...]:
    """Return the folded terms of a text in order, repeats included.

    - Letters and digits form words; a hyphen, a slash or an apostrophe divides ("Llama-3.1" is ``llama``, ``3.1``),
      and so does the step from two or more letters to a digit ("Llama3.1" is the same; "H100" stays whole).
    - A decimal point belongs to its number, grouping commas are dropped ("1,250.5" is ``1250.5``), and letters flush
      after a number stay with it (``405b``, ``4o``).
    - A run of Chinese, kana or hangul becomes its overlapping bigrams; a lone character stays itself.
    """
    plain = _GROUPING_COMMA.sub("", _POSSESSIVE.sub(" ", fold(text)))
    pieces = _CJK_RUN.split(plain)  # every second piece is a run
    return tuple(
        term for i, piece in enumerate(pieces) for term in (_bigrams(piece) if i % 2 else _WORD.findall(piece))
    )


def _bigrams(run: str) -> list[str]:
    """Return the overlapping pairs of a run, or the run where it is one character."""
    return [run[i : i + 2] for i in range(max(1, len(run) - 1))]
