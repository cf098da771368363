"""The grounds of a decision or rank as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from digests.layout.numbers import named, with_unit
from digests.layout.sources import one_line
from digests.lexicon import Lexicon
from digests.story import Reason
from digests.words import Words

_TOLD_BESIDE = frozenset({"outlets", "newest"})
"""Grounds that the count of outlets and the date already tell."""
_MOST = 3


def shown_reasons(reasons: Iterable[Reason], words: Words) -> str:
    """Return the first grounds of a rank that are not told beside them."""
    kept = [words.reason(reason) for reason in reasons if reason.key not in _TOLD_BESIDE]
    return words.say("list.next").join(kept[:_MOST])


def said(reason: Reason, words: Words, lexicon: Lexicon) -> str:
    """Return a reason with its index terms in the reader's language."""
    values = {
        name: tuple(said_term(term, words, lexicon) for term in value) if isinstance(value, tuple) else value
        for name, value in reason.values.items()
    }
    return one_line(words.reason(Reason(reason.key, values)))


def reason_record(reason: Reason, sentence: str) -> dict[str, object]:
    """Return a reason for a machine: a key that stays, the values, and the words in the reader's language."""
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in reason.values.items()}
    return {"key": reason.key, "values": values, "said": sentence}


def said_term(term: str, words: Words, lexicon: Lexicon) -> str:
    """Return an index term as words: "the release of Llama 3.1", "Meta", "405B parameters", "2024-07", a word."""
    kind, value = term[0], term[2:]
    if kind in "ha":
        return _happening(value, words, lexicon)
    if kind == "e":
        return _name(value, words, lexicon)
    if kind == "n":
        return _quantity(value, words)
    return value


def _happening(value: str, words: Words, lexicon: Lexicon) -> str:
    """Return an act, with what it was done to or between whom where the term says that."""
    told, _, things = value.partition(":")
    planned, _, act = told.rpartition(" ")
    noun = lexicon.acts[act].name.get(words.lang, act) if act in lexicon.acts else act
    noun = words.say("evidence.planned", act=noun) if planned else noun
    if not things:
        return noun
    names = words.say("evidence.and").join(_name(thing, words, lexicon) for thing in things.split("+"))
    return words.say("evidence.between" if "+" in things else "evidence.of", act=noun, names=names)


def _name(entity: str, words: Words, lexicon: Lexicon) -> str:
    return lexicon.entities[entity].shown(words.lang) if entity in lexicon.entities else entity


def _quantity(value: str, words: Words) -> str:
    """Return a quantity with its unit, or the unit alone where the term says no more."""
    unit, _, number = value.rpartition(":")
    if not unit:
        alone = words.phrases.get(f"metric.{number}") or words.phrases.get(f"unit.{number}", named(number))
        return alone.format(value="").strip()
    return with_unit(Decimal(number), unit, words)
