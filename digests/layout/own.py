"""The pages of a reader's own choices: one sentence each."""

from __future__ import annotations

from digests.layout import acts
from digests.page import Page, Text
from digests.words import Words


def language_page(words: Words) -> Page:
    """Return that the language was chosen, in it. Its record: ``{"version": 1, "kind": "language", "lang"}``."""
    said = Text(words.say("language.chosen"))
    pressed = acts.buttons(acts.act("home", "home", words), acts.act("help", "help", words))
    record = {"version": 1, "kind": "language", "lang": str(words.lang)}
    return Page(words.say("language.title"), (said, *pressed), record)


def rated_page(word: str, words: Words) -> Page:
    """Return that it was noted as ``word``. Its record: ``{"version": 1, "kind": "rated", "as"}``."""
    said = Text(words.say(f"rated.{word}"))
    return Page(words.say("rated.title"), (said,), {"version": 1, "kind": "rated", "as": word})
