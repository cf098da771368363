"""Untrusted text as Discord markdown that shows exactly that text: it pings nobody, formats nothing, links nowhere.

Forms are those of discord-api-docs, "Message Formatting", and of Discord's guide to its markdown. Every sign that may
begin one is escaped, and none is left whole even for a reader that knows no escapes, as the one that finds mentions.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import regex

from digests.text.graphemes import units
from digests.text.script import clean_for_display

LONGEST_LINK = 800
"""UTF-16 units of an address that is linked. Some redirectors need 700; five such ones fill a message."""
_BLANKS = regex.compile(r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0]")
"""Letters and marks that show nothing, and that Unicode does not count among the format characters."""
_STACKED = regex.compile(r"(?:(\p{Me})\p{Me}+)|(?:(\p{M}{6})\p{M}+)")
"""Marks around or above a letter that no script piles up so: clean_for_display counts only those that have a class."""
_SIGNS = regex.compile(r"[\\*_~`|<>\[\]]|(?<=\])\(|(?<=:)/|:(?=\S)")
"""Beside signs of formatting: what would end the words of a link further up, an address, and an emoji by its name."""
_LINE_START = regex.compile(r"(?m)^(\s*)([-+#]|\d+(?=[.)]))")
_EVERYONE = regex.compile(r"(?i)@(?=everyone|here)")
BREAK = "\u200b"
"""Shows nothing: what discord.py's own escape_mentions puts behind the @ too."""

_HOST_LIKE = regex.compile(
    r"(?i)[\p{L}\p{M}\d_-]+(?:[.\u3002\uff0e\uff61\u2024]\p{L}[\p{L}\p{M}\d_-]*)+|\d{1,3}(?:\.\d{1,3}){3}"
    r"|[:\uff1a\u2236\ua789\u02d0\u02f8][/\u2041\u2044\u2215\u2571\u27cb\u29f8\u2cc6\u3033\u30ce\u4e3f]{2}"
)
"""A name with dots as in hosts, four numbers, or what looks like the start of an address."""
_EAST_ASIAN = regex.compile(r"(?:[\p{Han}\p{Hiragana}\p{Katakana}ー\d-]+|[\p{Hangul}\d-]+)")
_PLAIN_LABEL = regex.compile(r"[a-z0-9_-]+")
_NO_WORDS = regex.compile(
    r"(?V1)[\p{Extended_Pictographic}--[™©®]]|[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF]"
    r"|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u20e3"
)
"""Emoji: Discord makes no link of words with one. Which of their blocks' signs it takes for some is not documented."""
_LOOKALIKES = str.maketrans("[]*_~`|<>\\@:", "()＊＿～｀｜＜＞＼＠：")
"""The words of a link know no escapes: signs stand there in their wide forms."""
_ADDRESS = "!$&+,-./:;=?_~#%"
"""What stands in a link as it is. Brackets, quotation marks and stars could end it, and are percent-encoded."""


def cleaned(text: str) -> str:
    """Return the text without what cannot be seen or what a screen might obey; line feeds stay."""
    clean = _BLANKS.sub("", clean_for_display(text))
    return clean if clean.isascii() else str(_STACKED.sub(r"\1\2", clean))


def plain(text: str) -> str:
    """Return the text cleaned and on one line, for where Discord reads no markdown: labels and descriptions."""
    return " ".join(cleaned(text).split())


def escaped(text: str) -> str:
    """Return the text, on one line, as markdown that shows it."""
    return escaped_lines(plain(text))


def escaped_lines(text: str) -> str:
    """Return the text as markdown that shows it, its lines kept; none of them is a heading, a quote or a list."""
    signs = _SIGNS.sub(r"\\\g<0>", "\n".join(plain(line) for line in cleaned(text).split("\n")))
    return str(_EVERYONE.sub(f"@{BREAK}", _LINE_START.sub(_at_start, signs)))


def link(text: str, url: str | None) -> str:
    """Return a link whose words never name another host than its own; only the words where the address is none.

    The address stands in angle brackets: Discord makes no preview of it.
    """
    words = plain(text)
    target = address(url)
    if target is None:
        return escaped(words)
    host, label = shown_host(target), _label(words)
    if label and not _names_another(words, host):
        return f"[{label}](<{target}>)"
    return f"{escaped(words)} ([{host}](<{target}>))" if words else f"[{host}](<{target}>)"


def address(url: str | None) -> str | None:
    """Return an address fit for a link: its host in ASCII, its other signs percent-encoded; None for what is no link.

    No link is made of other schemes than http and https, of user names, of signs that browsers pass over or take for
    others, of hosts that no name can be, and of addresses longer than ``LONGEST_LINK``.
    """
    text = url or ""
    if text != cleaned(text) or "\\" in text or any(char.isspace() for char in text):
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    host = _ascii_host(parts.hostname or "")
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not host:
        return None
    rest = text[text.index("//") + 2 + len(parts.netloc) :]
    target = f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{quote(rest, safe=_ADDRESS)}"
    return target if units(target) <= LONGEST_LINK else None


def unlinked(url: str) -> str:
    """Return what stands for an address that is no link: the host it would lead to, as markdown."""
    try:
        return escaped(_ascii_host(urlsplit(plain(url)).hostname or ""))
    except ValueError:
        return ""


def shown_host(target: str) -> str:
    """Return the host of an ``address`` as a reader may trust it: in Chinese, Japanese or Korean, else in ASCII."""
    host = (urlsplit(target).hostname or "").removeprefix("www.")
    return ".".join(_readable(label) for label in host.split("."))


def _at_start(found: regex.Match[str]) -> str:
    space, sign = found[1], found[2]
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def _label(words: str) -> str:
    """Return the words of a link as markdown."""
    return " ".join(_NO_WORDS.sub("", words).translate(_LOOKALIKES).split())


def _names_another(words: str, host: str) -> bool:
    """Say whether words hold what looks like a host, or an address, that is neither the host nor one above it."""
    names = (name[0].casefold().removeprefix("www.") for name in _HOST_LIKE.finditer(words))
    return any(not f".{host}".endswith(f".{name}") for name in names)


def _ascii_host(host: str) -> str:
    """Return the host as it is looked up, in ASCII; nothing, where it cannot be one."""
    try:
        name = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    return name if all(_PLAIN_LABEL.fullmatch(label) for label in name.split(".")) else ""


def _readable(label: str) -> str:
    """Return a part of a host as it is written, where its script has no letters that look like Latin ones."""
    try:
        decoded = label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
    return decoded if _EAST_ASIAN.fullmatch(decoded) else label
