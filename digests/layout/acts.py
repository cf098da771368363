"""What can be pressed on a page: each an ask, small enough for a button."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from digests.ask import Ask, ask_text
from digests.layout.sources import one_line
from digests.page import Act, Buttons, Choice, Look
from digests.words import Words

MOST_BUTTONS = 5
"""Side by side: what a row of Discord's holds (discord-api-docs, Components)."""
MOST_CHOICES = 25
"""In one list, likewise."""
LONGEST_LABEL = 80
"""Characters of what stands on something to press, likewise."""


def buttons(*acts: Act | None) -> tuple[Buttons, ...]:
    """Return the acts side by side; those that are None or too long for a button are left out."""
    kept = tuple(act for act in acts if act is not None and ask_text(act.ask) is not None)[:MOST_BUTTONS]
    return (Buttons(kept),) if kept else ()


def choice(label: str, acts: Iterable[Act], words: Words) -> tuple[Choice, ...]:
    """Return a list to open one of, under the phrase ``act.LABEL``; nothing, where there is nothing to open."""
    kept = {str(ask_text(act.ask)): act for act in acts if ask_text(act.ask) is not None}
    return (Choice(words.say(f"act.{label}"), tuple(kept.values())[:MOST_CHOICES]),) if kept else ()


def act(label: str, verb: str, words: Words, *, typed: str = "", **options: object) -> Act:
    """Return something to press under the phrase ``act.LABEL``; an option whose name is no word of Python ends in _."""
    named = {name.rstrip("_"): value for name, value in options.items()}
    return Act(words.say(f"act.{label}"), Ask(verb, MappingProxyType(named)), typed)


def opening(line: str, story: str) -> Act:
    """Return what opens a story by its own id or that of one of its articles, under its line."""
    return Act(cut(line), Ask("story", MappingProxyType({"id": story})))


def cut(line: str) -> str:
    """Return the line as a label."""
    shown = one_line(line)
    return shown if len(shown) <= LONGEST_LABEL else f"{shown[: LONGEST_LABEL - 1]}…"


def search(words: Words) -> Act:
    """Return what asks for words to search for."""
    return act("search", "search", words, typed="query")


def quotes(ask: Ask | None, words: Words) -> Act | None:
    """Return what shows every quote of the same answer, or hides them where they are shown."""
    if ask is None:
        return None
    if ask.options.get("quotes"):
        return Act(words.say("act.hide-quotes"), _without(ask, "quotes"))
    return Act(words.say("act.show-quotes"), _with(ask, "quotes", value=True))


def picture(ask: Ask | None, words: Words) -> Act | None:
    """Return what shows the same answer as a picture."""
    return Act(words.say("act.picture"), _with(_without(ask, "quotes"), "picture", Look.DARK.value)) if ask else None


def in_words(ask: Ask | None, words: Words) -> Act | None:
    """Return what shows the answer of a picture in words."""
    return Act(words.say("act.in-words"), _without(ask, "picture")) if ask else None


def other_look(ask: Ask | None, look: Look, words: Words) -> Act | None:
    """Return what shows the picture on the other background."""
    other = Look.LIGHT if look is Look.DARK else Look.DARK
    return Act(words.say(f"act.{other}"), _with(ask, "picture", other.value)) if ask else None


def _with(ask: Ask, option: str, value: object) -> Ask:
    return Ask(ask.verb, MappingProxyType({**ask.options, option: value}))


def _without(ask: Ask, option: str) -> Ask:
    return Ask(ask.verb, MappingProxyType({name: value for name, value in ask.options.items() if name != option}))
