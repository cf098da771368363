"""The page that says what can be asked, and how commands are called and described in each language."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from digests.desk import Command, Option, Who
from digests.layout.acts import act, buttons, search
from digests.layout.chat_words import ADMINS
from digests.page import Block, Bullets, Footer, Heading, Page
from digests.words import Words


def described(command: Command, words: Words) -> str:
    """Return what a command does, in one sentence."""
    return words.say(f"command.{command.verb}")


def option_described(command: Command, option: Option, words: Words) -> str:
    """Return what an option of a command is for."""
    own = words.phrases.get(f"option.{command.verb}.{option.name}")
    return own or words.say(f"option.{option.name}")


def help_page(commands: Sequence[Command], base: str, words: Words) -> Page:
    """Return the commands, those of readers and those of admins, each with what it does.

    ``base`` is what readers type before them. Its record: ``{"version": 1, "kind": "help", "commands"}``.
    """
    title = words.say("help.title")
    blocks: list[Block] = [Heading(title, 1)]
    for who, some in groupby(commands, key=lambda command: command.who):
        typed = base if who is Who.READERS else f"{base}{ADMINS}"
        lines = (words.say("help.line", command=f"/{typed} {one.verb}", purpose=described(one, words)) for one in some)
        blocks += [Heading(words.say(f"help.{who}")), Bullets(tuple(lines))]
    pressed = buttons(search(words), act("latest", "latest", words), act("digest", "digest", words))
    known = [{"verb": one.verb, "who": str(one.who), "purpose": described(one, words)} for one in commands]
    record = {"version": 1, "kind": "help", "commands": known}
    return Page(title, (*blocks, Footer(words.say("help.menu")), *pressed), record)
