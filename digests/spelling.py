"""How a name may be spelled, and a tree that finds the longest spelling at a place of a text.

Between the words of a name a space, a hyphen and a middle dot mean the same; before a number and beside a Chinese
character they may be missing: "Llama 2" stands for Llama-2 and LLaMA2, "马克·扎克伯格" for 马克扎克伯格.
"""

from __future__ import annotations

import re
from typing import Generic, TypeVar

from digests.text.script import HAN, fold

_SAME = dict.fromkeys("-‐‑‒–_·•‧・\u00a0\u2009\u3000", " ") | {"’": "'", "”": '"', "“": '"'}
_OTHERWISE = re.compile(f"[{re.escape(''.join(_SAME))}]")
_JOINT = re.compile(rf" (?:(?=[^ ]*\d)|(?=[{HAN}])|(?<=[{HAN}] ))")
LATIN = r"[^\W_\u2e80-\U0010ffff]"
"""What continues a Latin word or number, as a regular expression of one character."""
_Value = TypeVar("_Value")


def normalised(text: str) -> str:
    """Return the folded text with joints, quotes and apostrophes made the same; the length never changes."""
    return _OTHERWISE.sub(lambda match: _SAME[match[0]], fold(text))


def spellings(name: str) -> frozenset[str]:
    """Return every normalised spelling of a name: with and without the joints that may be missing."""
    found = {normalised(name)}
    for joint in reversed(list(_JOINT.finditer(normalised(name)))):
        found |= {spelling[: joint.start()] + spelling[joint.end() :] for spelling in found}
    return frozenset(found)


class SpellingTree(Generic[_Value]):
    """Spellings with what they stand for, by their characters. Built once, then only read."""

    __slots__ = ("children", "value")

    def __init__(self) -> None:
        self.children: dict[str, SpellingTree[_Value]] = {}
        self.value: _Value | None = None

    def add(self, spelling: str, value: _Value) -> None:
        """Let a spelling stand for a value; the first value given to a spelling stays."""
        node = self
        for character in spelling:
            node = node.children.setdefault(character, SpellingTree())
        if node.value is None:
            node.value = value

    def beginning(self) -> re.Pattern[str]:
        """Return a pattern of the places where a spelling of one character or more may begin: not inside a word."""
        firsts = "".join(map(re.escape, self.children))
        return re.compile(rf"[{firsts}](?<!{LATIN}{LATIN})" if firsts else "(?!)")

    def at(self, text: str, start: int) -> list[tuple[int, _Value]]:
        """Return (end, value) of every spelling that begins at ``start``, shortest first."""
        found = []
        node = self
        for end in range(start, len(text)):
            after = node.children.get(text[end])
            if after is None:
                break
            node = after
            if node.value is not None:
                found.append((end + 1, node.value))
        return found
