"""The value of an option, from the words that were typed for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from unicodedata import normalize

from adapters.slack.spelled import Spelled
from digests.desk import Option, Takes
from digests.subscription import SLACK, Channel

_MARK = re.compile(r"<([#@!]?)([^<>|]*)(?:\|([^<>]*))?>")
"""A channel, a person, a group or a link, as Slack writes them into a text."""
_CHANNEL = re.compile(r"<#([CGD][A-Z0-9]+)(?:\|[^<>]*)?>")
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{6,}")
_PERSON_ID = re.compile(r"[UW][A-Z0-9]{6,}")
_LIST = re.compile("[,，、;；]")
_NO = frozenset({"false", "no", "off", "0", "否", "不", "关", "關", "关闭", "關閉"})
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?", re.ASCII)
_WIDE = {ord("０") + number: str(number) for number in range(10)}
_WIDE_COLON = re.compile(r"(?<=\d)：(?=\d)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that was typed, or all that stood between quotes."""

    text: str
    quoted: bool = False
    channel: str = ""
    """The id of the channel that it names."""
    person: str = ""
    """The id of the person that it names."""

    @classmethod
    def of(cls, typed: str) -> Self:
        """Return a word without quotes, with digits as everybody writes them."""
        bare = typed.rstrip(",，、")
        channel, person = _CHANNEL.fullmatch(bare), _PERSON.fullmatch(bare)
        text = _WIDE_COLON.sub(":", unescaped(typed).translate(_WIDE))
        return cls(text, channel=channel[1] if channel else "", person=person[1] if person else "")


def unescaped(text: str) -> str:
    """Return a text as it was typed: links by their address, channels and people by their names."""
    plain = _MARK.sub(_named, text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def value_of(option: Option, words: Sequence[Word], tenant: str, spelled: Spelled) -> object:
    """Return the value as the desk takes it, None for no value. What cannot be read goes as text, to be refused."""
    text = " ".join(word.text for word in words).strip()
    if option.takes is Takes.FLAG:
        return None if text.casefold() in _NO else True
    if option.takes in (Takes.CHANNEL, Takes.GRANTEE):
        return _channel(words, text, tenant) if option.takes is Takes.CHANNEL else _grantee(words, text)
    if option.many:
        return tuple(spelled.choice(option, one) if option.choices else one for one in _several(words))
    if option.takes is Takes.NUMBER:
        return _number(text)
    if option.takes is Takes.PERIOD:
        return _period(text)
    return spelled.choice(option, text) if option.choices else text


def _named(mark: re.Match[str]) -> str:
    sign, target, label = mark.groups()
    if sign in {"#", "@"}:
        return sign + (label or target)
    return label or f"@{target}" if sign else target


def _channel(words: Sequence[Word], text: str, tenant: str) -> str:
    name = next((word.channel for word in words if word.channel), "")
    name = name or (text if _CHANNEL_ID.fullmatch(text) else "")
    return str(Channel(SLACK, tenant, name)) if name else text


def _grantee(words: Sequence[Word], text: str) -> str:
    person = next((word.person for word in words if word.person), "")
    person = person or (text if _PERSON_ID.fullmatch(text) else "")
    return f"user:{person}" if person else text


def _several(words: Sequence[Word]) -> tuple[str, ...]:
    """Return the values of a list: divided by commas, but not by those between quotes."""
    values: list[list[str]] = [[]]
    for word in words:
        first, *others = [word.text] if word.quoted else _LIST.split(word.text)
        values[-1].append(first)
        values += [[other] for other in others]
    return tuple(value for value in (" ".join(filter(None, parts)).strip() for parts in values) if value)


def _number(text: str) -> object:
    plain = normalize("NFKC", text)
    return int(plain) if plain.isdecimal() and plain.isascii() and len(plain) < 10 else text  # noqa: PLR2004  no more is meant


def _period(text: str) -> str:
    """Return a year, month or day as the desk reads it; anything else as it was typed."""
    found = _DATE.fullmatch(re.sub(r"\s", "", normalize("NFKC", text)))
    return "-".join(number for number in found.groups() if number) if found else text
