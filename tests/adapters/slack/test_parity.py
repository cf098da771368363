"""Whatever can be asked on one platform can be asked on the other, with the same options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from adapters.discord.commands import payloads
from adapters.slack.spelled import Spelled
from adapters.slack.typed import Typed
from bot.desk.commands import COMMANDS
from config.catalogues import load_words
from digests.desk import Takes
from digests.errors import Refusal
from digests.language import Lang
from digests.words import Words

WORDS: Mapping[Lang, Words] = {lang: load_words(lang) for lang in (Lang.EN, Lang.HANS, Lang.HANT)}
SUBCOMMAND = 1
MENU = 3

Json = dict[str, Any]


def on_discord() -> dict[str, frozenset[str]]:
    """Return the commands that are registered with Discord, with their options."""

    def below(node: Json, before: str = "") -> Iterator[tuple[str, frozenset[str]]]:
        for option in node.get("options", ()):
            verb = f"{before} {option['name']}".strip()
            if option["type"] == SUBCOMMAND:
                yield verb, frozenset(one["name"] for one in option["options"])
            else:
                yield from below(option, verb)

    tops: list[Json] = [top for top in payloads(COMMANDS, WORDS, "llama") if top["type"] != MENU]
    return dict(pair for top in tops for pair in below(top))


def on_slack() -> dict[str, frozenset[str]]:
    """Return the commands that are understood on Slack, with their options."""
    typed, spelled = Typed(COMMANDS, WORDS, "llama"), Spelled(COMMANDS, WORDS)
    found: dict[str, frozenset[str]] = {}
    for command in COMMANDS:
        try:
            understood = typed.ask(command.verb, "T1").verb == command.verb
        except Refusal:
            understood = False
        if understood:
            found[command.verb] = frozenset(option.name for option in spelled.options(command).values())
    return found


def test_no_command_is_lacking_on_one_of_the_platforms():
    discord, slack = on_discord(), on_slack()
    lacking = {"on Discord": set(slack) - set(discord), "on Slack": set(discord) - set(slack)}
    assert lacking == {"on Discord": set(), "on Slack": set()}


def test_no_option_is_lacking_on_one_of_the_platforms():
    discord, slack = on_discord(), on_slack()
    lacking = {verb: options ^ slack.get(verb, frozenset()) for verb, options in discord.items()}
    assert {verb: options for verb, options in lacking.items() if options} == {}


def test_every_command_of_chats_is_there():
    assert set(on_slack()) == {command.verb for command in COMMANDS if command.chat and command.is_typed}


def test_what_is_no_command_of_chats_is_understood_nowhere():
    others = {command.verb for command in COMMANDS if not (command.chat and command.is_typed)}
    assert others.isdisjoint(on_slack())
    assert others.isdisjoint(on_discord())


def test_options_beside_each_other_are_told_apart_in_every_language():
    spelled = Spelled(COMMANDS, WORDS)
    for command in COMMANDS:
        for lang, words in WORDS.items():
            for option in command.options:
                name = words.phrases.get(f"option-name.{option.name}", option.name).casefold()
                assert spelled.options(command)[name] is option, (command.verb, option.name, lang)


def test_no_flag_has_a_name_that_words_begin_with_in_chinese():
    """A bare flag ends at a space or comma: else half of a word would be taken for it."""
    typed = Typed(COMMANDS, WORDS, "llama")
    for command in (one for one in COMMANDS if one.chat and one.is_typed):
        for option in (one for one in command.options if one.takes is Takes.FLAG):
            name = WORDS[Lang.HANS].phrases.get(f"option-name.{option.name}", option.name)
            if any(one.takes is Takes.TEXT for one in command.options):
                assert option.name not in typed.ask(f"{command.verb} {name}集", "T1").options
