"""Reads Discord's markdown as its clients and its finder of mentions do, written from its documentation, not from ours.

Sources: discord-api-docs, "Reference", Message Formatting (mentions, times, commands, emoji, e-mail, phone); Discord's
help page "Markdown Text 101" (headings, subtext, lists, quotes, code, masked links); the rules of simple-markdown, on
which its clients are built; what others found by trying. Where they are said to differ, it reads what does more harm:

- mentions are also looked for in the raw text, by one who knows no escapes;
- the words of a masked link reach to the last bracket that can end them, escaped or not, know no escapes themselves,
  and with an address, a mention or an emoji in them the link is shown as raw text;
- the #s at the end of a heading are dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

MENTIONS = re.compile(r"<@[!&]?\d+>|<#\d+>|@everyone|@here", re.IGNORECASE)
ANGLED = re.compile(
    r"<(?:@[!&]?\d+|#\d+|/[^:>\n]+:\d+|a?:\w+:\d+|t:-?\d+(?::[tTdDfFsSR])?|id:[\w:-]+|\+[\d ()-]+|[^\s<>@]+@[^\s<>@]+)>"
)
BARE = re.compile(r"(?:https?|steam)://[^\s<]+[^<.,:;\"'\]\s]", re.IGNORECASE)
ANGLED_LINK = re.compile(r"<([^: >\n]+:/[^ >\n]+)>")
MASKED = re.compile(
    r"\[((?:\[[^\]]*\]|[^\[\]])*[^\[]*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\[^\n])*?)>?(?:\s+['\"].*?['\"])?\s*\)",
    re.DOTALL,
)
SHORTCODE = re.compile(r":[^\s:]+:")
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u20e3]")
ESCAPE = re.compile(r"\\[^0-9A-Za-z\s]")
PAIRS = (
    ("***", "bold italic"),
    ("**", "bold"),
    ("__", "underline"),
    ("~~", "struck"),
    ("||", "spoiler"),
    ("*", "italic"),
    ("_", "italic"),
)
BLOCKS = (
    (re.compile(r"(#{1,3})\s+(?!#)([^\n]*)\n?"), "heading"),
    (re.compile(r"(-#) +(?!-#)([^\n]+)\n?"), "subtext"),
    (re.compile(r" *(>>>) (.*)", re.DOTALL), "quote"),
    (re.compile(r" *(>) ([^\n]*)\n?"), "quote"),
    (re.compile(r" *([*-]|\d+\.) +([^\n]+)\n?"), "list"),
)


@dataclass
class Reading:
    """What a reader sees."""

    plain: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Shown text and address."""
    pings: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    """Every formatting, by its kind, in order."""

    @property
    def hosts(self) -> list[str]:
        """The hosts of the links."""
        return [urlsplit(url).hostname or "" for _, url in self.links]


def read(text: str) -> Reading:
    """Return what a message of that content shows and does."""
    reading = Reading()
    reading.pings += MENTIONS.findall(text)
    reading.plain = _parse(text, reading, begins=True)
    return reading


def _parse(text: str, reading: Reading, *, begins: bool, inner: frozenset[str] = frozenset()) -> str:
    shown: list[str] = []
    at = 0
    while at < len(text):
        start = text[at - 1] == "\n" if at else begins
        step = (_block(text, at, reading, inner) if start else None) or _inline(text, at, reading, inner)
        words, at = step or (text[at], at + 1)
        shown.append(words)
    return "".join(shown)


def _block(text: str, at: int, reading: Reading, inner: frozenset[str]) -> tuple[str, int] | None:
    for pattern, kind in BLOCKS:
        found = pattern.match(text, at)
        if not found or (kind in inner and kind != "list"):
            continue
        words = found[2].rstrip().rstrip("#").rstrip() if kind == "heading" else found[2]
        reading.marks.append(f"{kind} {found[1]}" if kind == "heading" else kind)
        ended = "\n" if found[0].endswith("\n") else ""
        return _parse(words, reading, begins=True, inner=inner | {kind}) + ended, found.end()
    return None


def _inline(text: str, at: int, reading: Reading, inner: frozenset[str]) -> tuple[str, int] | None:
    if found := ESCAPE.match(text, at):
        return found[0][1], found.end()
    for pattern, read_form in (
        (ANGLED, _angled),
        (ANGLED_LINK, _linked),
        (BARE, _linked),
        (MASKED, _masked),
        (SHORTCODE, _emoji),
    ):
        if found := pattern.match(text, at):
            words = read_form(found, reading)
            if words is not None:
                return words, found.end()
    return _code(text, at, reading) or _paired(text, at, reading, inner)


def _angled(found: re.Match[str], reading: Reading) -> str:
    reading.marks.append("form")
    return f"«{found[0]}»"


def _linked(found: re.Match[str], reading: Reading) -> str:
    url = found[1] if found.re is ANGLED_LINK else found[0]
    reading.links.append((url, url))
    return url


def _emoji(found: re.Match[str], reading: Reading) -> str:
    reading.marks.append("emoji")
    return f"«{found[0]}»"


def _masked(found: re.Match[str], reading: Reading) -> str | None:
    label, url = found[1], re.sub(r"\\([^0-9A-Za-z\s])", r"\1", found[2])
    if urlsplit(url).scheme not in {"http", "https", "discord"}:
        return None
    if any(form.search(label) for form in (MENTIONS, ANGLED, BARE, ANGLED_LINK, EMOJI, SHORTCODE)):
        reading.marks.append("raw link")
        return found[0]
    reading.links.append((label, url))
    if any(sign in label for sign in "*_~`|\\"):
        reading.marks.append("signs in link")
    return label


def _code(text: str, at: int, reading: Reading) -> tuple[str, int] | None:
    found = re.compile(r"```(?:[\w+.-]*\n)?(.*?)```|(`+)(.+?)(?<!`)\2(?!`)", re.DOTALL).match(text, at)
    if not found:
        return None
    reading.marks.append("code")
    return found[1] or found[3] or "", found.end()


def _paired(text: str, at: int, reading: Reading, inner: frozenset[str]) -> tuple[str, int] | None:
    for sign, kind in PAIRS:
        if not text.startswith(sign, at):
            continue
        body = re.compile(re.escape(sign) + r"((?:\\.|[^\\])+?)" + re.escape(sign), re.DOTALL).match(text, at)
        if body:
            reading.marks.append(kind)
            begins = at == 0 or text[at - 1] == "\n"
            return _parse(body[1], reading, begins=begins, inner=inner), body.end()
    return None
