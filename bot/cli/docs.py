"""The reference pages, made from the code: ``python -m bot.cli.docs docs/reference``."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from bot.cli.access import access_parts
from bot.cli.app import app
from bot.cli.call import EVERYWHERE
from bot.cli.exits import MEANINGS
from bot.desk.commands import COMMANDS
from config.catalogues import load_words
from config.load import FILE, OPTIONS
from config.settings import PREFIX, allowed, default, names, purpose
from digests.desk import Command, Option, Takes, Who
from digests.language import Lang
from digests.layout.chat_words import ADMINS
from digests.layout.commands import described, option_described
from digests.words import Words

_EVERYWHERE = frozenset(parameter.name for parameter in EVERYWHERE)
_SHARED = frozenset(parameter.annotation.__metadata__[0].help for parameter in EVERYWHERE)
_OPTIONS = OPTIONS | {"lang": "--lang", "log_level": "--quiet, --verbose"}
_MADE = "Made from the code by `python -m bot.cli.docs`."
_ON_JSON = """\
With `--json` an answer is one JSON object on standard output: `version` (1), `kind` and the fields of that kind.
What cannot be done is `{"version": 1, "error": {"error", "key", "subject", "problem", "way_out"}}` on standard output,
and one sentence on standard error: `problem` and `way_out` are said in the reader's language, `error` and `key` stay
the same. The log goes to standard error too."""
_ON_SETTINGS = f"""\
A setting is read from the command line, else the environment, else `{FILE}` (in the current folder, else in the
platform's folder for settings), else its default. `llamawire init` writes a file that explains every setting,
`llamawire config show` tells each value and where it comes from. A relative path counts from the file's folder, and
elsewhere from the current one."""

_ON_CHATS = """\
`/llama` is for everybody, `/llama-admin` for those who may manage the server; the setting `command` gives them another
name. Names of commands and options appear in the reader's language where it is English or Chinese. In the menu of a
message, *Which story is this?* finds the story that it tells or links to."""
_PUBLIC = "Everybody sees the answer."
_PRIVATE = "Only you see the answer."
_NEEDED = " (needed)"
_A_PERIOD = "`2024-04-18`, `2024-04` or `2024`."


def commands_page() -> str:
    """Return the reference page of the commands, in Markdown."""
    root = get_command(app)
    shared = [param for param in root.params if param.name in _EVERYWHERE]
    parts = [
        "# Commands",
        _MADE,
        "These options stand before or after any command:",
        _table(("option", "meaning"), map(_parameter, shared)),
        *(part for name, command in _commands(root, "llamawire") for part in _command(name, command)),
        "## Exit codes",
        _table(("code", "meaning"), ((str(code), meaning) for code, meaning in MEANINGS.items())),
        "## JSON",
        _ON_JSON,
    ]
    return "\n\n".join(parts) + "\n"


def chat_page() -> str:
    """Return the reference page of the commands in chats, in Markdown."""
    words = load_words(Lang.EN)
    parts = ["# Commands in chats", _MADE, _ON_CHATS]
    for who in Who:
        asked = [one for one in COMMANDS if one.chat and one.is_typed and one.who is who]
        parts.append(f"## {words.say(f'help.{who}')}")
        parts += [part for one in asked for part in _in_chat(one, words)]
    return "\n\n".join(parts) + "\n"


def _in_chat(command: Command, words: Words) -> Iterator[str]:
    """Yield the parts of one chat command's section."""
    base = "/llama" if command.who is Who.READERS else f"/llama{ADMINS}"
    yield f"### `{base} {command.verb}`"
    yield f"{described(command, words)} {_PRIVATE if command.private else _PUBLIC}"
    if command.options:
        names = (f"`{option.name}`{_NEEDED if option.required else ''}" for option in command.options)
        purposes = (_in_chat_for(command, option, words) for option in command.options)
        yield _table(("option", "meaning"), zip(names, purposes, strict=True))


def _in_chat_for(command: Command, option: Option, words: Words) -> str:
    """Return what an option is for, and what it takes."""
    purpose = option_described(command, option, words)
    if option.choices:
        return f"{purpose} `{'`, `'.join(option.choices)}`"
    if option.takes is Takes.NUMBER:
        return f"{purpose} {option.low} to {option.high}."
    return f"{purpose} {_A_PERIOD}" if option.takes is Takes.PERIOD else purpose


def access_page() -> str:
    """Return the reference page on who may ask what, in Markdown."""
    return "\n\n".join(("# Who may ask what", _MADE, *access_parts())) + "\n"


def settings_page() -> str:
    """Return the reference page of the settings, in Markdown."""
    parts = [
        "# Settings",
        _MADE,
        _ON_SETTINGS,
        *(part for name in names() for part in _setting(name)),
    ]
    return "\n\n".join(parts) + "\n"


def _commands(group: Any, path: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  typer keeps its classes to itself
    """Yield every command below a group with its full name."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def _command(name: str, command: Any) -> Iterator[str]:  # noqa: ANN401  the same
    """Yield the parts of one command's section."""
    own = [param for param in command.params if param.name not in _EVERYWHERE or param.help not in _SHARED]
    arguments = "".join(f" {_usage(param)}" for param in own if param.param_type_name == "argument")
    yield f"## `{name}{arguments}`"
    yield inspect.cleandoc(command.help or "")
    if own:
        yield _table(("argument or option", "meaning"), map(_parameter, own))


def _usage(param: Any) -> str:  # noqa: ANN401  the same
    """Return an argument as it stands in the usage line."""
    name = f"{param.metavar}{'…' if param.nargs != 1 else ''}"
    return name if param.required else f"[{name}]"


def _parameter(param: Any) -> tuple[str, str]:  # noqa: ANN401  the same
    """Return an option or argument with its meaning."""
    if param.param_type_name == "argument":
        return f"`{param.metavar}`", param.help
    value = "" if param.is_flag else f" {param.metavar or _choices(param)}"
    return ", ".join(f"`{option}{value}`" for option in param.opts), param.help


def _choices(param: Any) -> str:  # noqa: ANN401  the same
    """Return what stands for the value of an option."""
    return "en|zh-Hans|zh-Hant" if param.name == "lang" else param.name.upper()


def _setting(name: str) -> Iterator[str]:
    """Yield the parts of one setting's section."""
    yield f"## `{name}`"
    yield purpose(name)
    value = f"`{default(name)}`" if default(name) not in ("", ()) else "none"
    where = "`llamawire.db` in the platform's folder for user data" if name == "database_url" else value
    rows = [
        ("may be", allowed(name)),
        ("default", where),
        ("environment", f"`{PREFIX}{name.upper()}`"),
        ("command line", f"`{_OPTIONS[name]}`" if name in _OPTIONS else "–"),
    ]
    yield _table(("", ""), rows)


def _table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> str:
    """Return a Markdown table."""
    lines = (head, ("---", "---"), *rows)
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def write_pages(folder: Path) -> None:
    """Write the pages into a folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "commands.md").write_text(commands_page(), "utf-8")
    (folder / "chat.md").write_text(chat_page(), "utf-8")
    (folder / "access.md").write_text(access_page(), "utf-8")
    (folder / "settings.md").write_text(settings_page(), "utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference"))
