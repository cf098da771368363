"""Untrusted text as Discord markdown that shows exactly that text: it pings nobody, formats nothing, links nowhere.

Forms are those of discord-api-docs, "Message Formatting", and of Discord's guide to its markdown. Every sign that may
begin one is escaped, and none is left whole even for a reader that knows no escapes, as the one that finds mentions.
"""

from __future__ import annotations

import regex

from digests.text.addresses import address, names_another, shown_host, told_host
from digests.text.visible import plain, plain_lines

_SIGNS = regex.compile(r"[\\*_~`|<>\[\]]|(?<=\])\(|(?<=:)/|:(?=\S)")
"""Beside signs of formatting: what would end the words of a link further up, an address, and an emoji by its name."""
_LINE_START = regex.compile(r"(?m)^(\s*)([-+#]|\d+(?=[.)]))")
_EVERYONE = regex.compile(r"(?i)@(?=everyone|here)")
BREAK = "\u200b"
"""Shows nothing: what discord.py's own escape_mentions puts behind the @ too."""
_IN_CODE = regex.compile(r"(?i)@(?=everyone|here)|<(?=[@#])|`(?=`)")
"""What would call somebody, if it were not code, and what could end it."""

_NO_WORDS = regex.compile(
    r"(?V1)[\p{Extended_Pictographic}--[™©®]]|[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF]"
    r"|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u20e3"
)
"""Emoji: Discord makes no link of words with one. Which of their blocks' signs it takes for some is not documented."""
_LOOKALIKES = str.maketrans("[]*_~`|<>\\@:", "()＊＿～｀｜＜＞＼＠：")
"""The words of a link know no escapes: signs stand there in their wide forms."""


def escaped(text: str) -> str:
    """Return the text, on one line, as markdown that shows it."""
    return escaped_lines(plain(text))


def escaped_lines(text: str) -> str:
    """Return the text as markdown that shows it, its lines kept; none of them is a heading, a quote or a list."""
    signs = _SIGNS.sub(r"\\\g<0>", plain_lines(text))
    return str(_EVERYONE.sub(f"@{BREAK}", _LINE_START.sub(_at_start, signs)))


def code(text: str) -> str:
    """Return the text as a block of code, its lines kept: nothing in it ends the block or calls anybody."""
    shown = _IN_CODE.sub(lambda found: f"{found[0]}{BREAK}", plain_lines(text))
    return f"```\n{shown}\n```"


def link(text: str, url: str | None) -> str:
    """Return a link whose words never name another host than its own; only the words where the address is none.

    The address stands in angle brackets: Discord makes no preview of it.
    """
    words = plain(text)
    target = address(url)
    if target is None:
        return escaped(words)
    host, label = shown_host(target), _label(words)
    if label and not names_another(words, host):
        return f"[{label}](<{target}>)"
    of_host = f"[{_label(host)}](<{target}>)"  # hosts hold underscores now and then
    return f"{escaped(words)} ({of_host})" if words else of_host


def unlinked(url: str) -> str:
    """Return what stands for an address that is no link: the host it would lead to, as markdown."""
    return escaped(told_host(url))


def _at_start(found: regex.Match[str]) -> str:
    space, sign = found[1], found[2]
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def _label(words: str) -> str:
    """Return the words of a link as markdown."""
    return " ".join(_NO_WORDS.sub("", words).translate(_LOOKALIKES).split())
