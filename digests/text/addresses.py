"""Addresses as links that a reader may trust: what is fit to be one, the host it shows, and words that name another."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import regex

from digests.text.graphemes import units
from digests.text.visible import cleaned, plain

LONGEST_LINK = 800
"""UTF-16 units of an address that is linked. Some redirectors need 700; five such ones fill a message of Discord's."""
_HOST_LIKE = regex.compile(
    r"(?i)[\p{L}\p{M}\d_-]+(?:[.\u3002\uff0e\uff61\u2024]\p{L}[\p{L}\p{M}\d_-]*)+|\d{1,3}(?:\.\d{1,3}){3}"
    r"|[:\uff1a\u2236\ua789\u02d0\u02f8][/\u2041\u2044\u2215\u2571\u27cb\u29f8\u2cc6\u3033\u30ce\u4e3f]{2}"
)
"""A name with dots as in hosts, four numbers, or what looks like the start of an address."""
_EAST_ASIAN = regex.compile(r"(?:[\p{Han}\p{Hiragana}\p{Katakana}ー\d-]+|[\p{Hangul}\d-]+)")
_PLAIN_LABEL = regex.compile(r"[a-z0-9_-]+")
_ADDRESS = "!$&+,-./:;=?_~#%"
"""What stands in a link as it is. Brackets, quotation marks and stars could end it, and are percent-encoded."""


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


def told_host(url: str) -> str:
    """Return the host that an address which is no link would lead to; nothing, where it cannot be told."""
    try:
        return _ascii_host(urlsplit(plain(url)).hostname or "")
    except ValueError:
        return ""


def shown_host(target: str) -> str:
    """Return the host of an ``address`` as a reader may trust it: in Chinese, Japanese or Korean, else in ASCII."""
    host = (urlsplit(target).hostname or "").removeprefix("www.")
    return ".".join(_readable(label) for label in host.split("."))


def names_another(words: str, host: str) -> bool:
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
