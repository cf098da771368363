"""Sentences that name commands of the terminal, as they are typed in a chat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from digests.desk import Command, Option, Who
from digests.errors import Refusal
from digests.page import Block, Bullets, Footer, Page, Row, Text
from digests.words import Words

ADMINS = "-admin"
"""Stands behind the command of readers in that of admins."""
_SENTENCE = re.compile(r".*?(?:[。！？]|[.!?](?=\s|$)|$)\s*", re.DOTALL)
_TYPED = re.compile(r"`llamawire(?: ([^`]*))?`")
_OPTION = re.compile(r"--([a-z][a-z-]*)(?:[ =](?!(?:and|or)\b)([\w:/+…]+(?:[.,\-][\w:/+…]+)*))?", re.ASCII)


class _NotInChats(Exception):  # noqa: N818  never leaves this module
    """A sentence names a command or an option that chats do not have."""


@dataclass(frozen=True, slots=True)
class ChatWords:
    """The commands there are, and what readers type before them."""

    commands: Sequence[Command]
    base: str

    def refusal(self, refusal: Refusal, words: Words) -> str:
        """Return what cannot be done and the way out, as far as there is one in chats."""
        problem, way_out = words.problem(refusal), self.sentences(words.way_out(refusal))
        gap = "\n" if "\n" in problem else "" if words.lang.is_chinese else " "
        return f"{problem}{gap}{way_out}" if way_out else problem

    def page(self, page: Page) -> Page:
        """Return the page with the bot's own sentences as they are for chats; a paragraph without any left is gone."""
        blocks = tuple(said for block in page.blocks if (said := self._block(block)) is not None)
        return replace(page, blocks=blocks)

    def sentences(self, text: str) -> str:
        """Return the text without those of its sentences that name what chats do not have."""
        kept = (said for sentence in _SENTENCE.findall(text) if (said := self._sentence(sentence)) is not None)
        return "".join(kept).rstrip()

    def _sentence(self, sentence: str) -> str | None:
        """Return a sentence with its commands and options as in chats; None where it names what they do not have."""
        try:
            typed = _TYPED.sub(lambda found: f"`{self._command(found[1] or '')}`", sentence)
            return _OPTION.sub(lambda found: self._option(found, self._everywhere), typed)
        except _NotInChats:
            return None

    def _command(self, typed: str) -> str:
        """Return a command with what stands behind it: ``figures Llama`` is ``/llama figures entity:Llama``."""
        command = next((one for one in self._in_chats if f"{typed} ".startswith(f"{one.verb} ")), None)
        if command is None:
            raise _NotInChats
        rest = typed[len(command.verb) :].strip()
        said = _OPTION.sub(lambda found: self._option(found, command.options), rest)
        lead = next((option.name for option in command.options if option.leads), "")
        if rest and not rest.startswith("--"):
            said = f"{lead}:{said}"
        base = f"{self.base}{ADMINS}" if command.who is Who.ADMINS else self.base
        return " ".join(filter(None, (f"/{base} {command.verb}", said)))

    def _option(self, found: re.Match[str], options: Sequence[Option]) -> str:
        """Return an option with its value: ``--at 08:00`` is ``at:08:00``."""
        named = next((option for option in options if found[1] in (option.typed or option.name, option.name)), None)
        if named is None:
            raise _NotInChats
        return f"{named.name}:{found[2] or ''}"

    @property
    def _in_chats(self) -> tuple[Command, ...]:
        return tuple(command for command in self.commands if command.chat and command.is_typed)

    @property
    def _everywhere(self) -> tuple[Option, ...]:
        return tuple(option for command in self._in_chats for option in command.options)

    def _block(self, block: Block) -> Block | None:
        match block:
            case Text(text=text) | Footer(text=text):
                said = self._own(text)
                return replace(block, text=said) if said or not text else None
            case Bullets(lines=lines):
                return Bullets(tuple(said for line in lines if (said := self._own(line))))
            case Row(note=note):
                return replace(block, note="\n".join(filter(None, map(self._own, note.split("\n")))))
            case _:
                return block

    def _own(self, text: str) -> str:
        """Return a text of the bot's as it is for chats; what names no command is left alone."""
        return self.sentences(text) if "`llamawire" in text else text
